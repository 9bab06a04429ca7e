"""Every provider with an interface, whatever the other side does."""

import json

import pytest

from articles.providers import (
    GDELT,
    FactCheckTools,
    ProviderRejected,
    ProviderUnavailable,
    SearXNG,
    Wikipedia,
)

KINDS = [Wikipedia, FactCheckTools, SearXNG, GDELT]
PATH = {FactCheckTools: "/v1alpha1/claims:search", SearXNG: "/search"}
HOSTILE = "<script>alert(1)</script>\0 Sam Altman \u202ebuys Twitter"


@pytest.fixture(params=KINDS, ids=lambda kind: kind.slug)
def kind(request):
    return request.param


@pytest.fixture
def asked(kind, line, query):
    """Ask the provider of this kind; its server has as many seconds as are given."""
    path = "" if kind in PATH else "/api"

    def ask(seconds=5.0):
        return kind(line(path, key="key", seconds=seconds)).search(query())

    return ask


@pytest.fixture
def path(kind):
    return PATH.get(kind, "/api")


def test_429_is_obeyed(asked, says, path):
    says(path, "Slow down", status=429, headers={"Retry-After": "120"}, media_type="text/plain")

    with pytest.raises(ProviderUnavailable, match="429 and asks to be left alone for 120") as error:
        asked()
    assert error.value.after == 120


def test_503_is_for_later(asked, says, path):
    says(path, "<h1>Down</h1>", status=503, media_type="text/html")

    with pytest.raises(ProviderUnavailable, match=r"answered 503\.") as error:
        asked()
    assert error.value.after is None


def test_a_wish_to_be_left_alone_for_ever_is_obeyed_for_a_day(asked, says, path):
    says(path, "", status=503, headers={"Retry-After": "999999999"})

    with pytest.raises(ProviderUnavailable) as error:
        asked()
    assert error.value.after == 86_400


@pytest.mark.parametrize("status", [400, 401, 403, 404, 418])
def test_4xx_is_for_ever(asked, says, path, status):
    says(path, {"error": {"message": f"No {HOSTILE}"}}, status=status)

    with pytest.raises(ProviderRejected, match=f"answered {status}"):
        asked()


def test_one_that_hangs_is_left_after_its_time(asked, server, path):
    server.raw(path, lambda send, stopped: stopped.wait(5))

    with pytest.raises(ProviderUnavailable):
        asked(seconds=0.3)


def test_one_that_sends_without_end_is_left_soon(asked, server, path):
    def pour(send, stopped):
        send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while not stopped.is_set():
            send(b" " * 65_536)

    server.raw(path, pour)

    with pytest.raises(ProviderRejected, match="larger than"):
        asked()


def test_one_that_sends_on_to_the_house_is_not_followed(asked, server, path):
    server.redirect(path, "http://169.254.169.254/latest/meta-data/")

    with pytest.raises(ProviderRejected):
        asked()
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "body", ['{"articles": [', "[1, 2", "null", "[]", "7", '"words"', "[" * 50_000], ids=range(7)
)
def test_what_is_no_answer_is_rejected_in_words(asked, says, path, body):
    says(path, body)

    with pytest.raises(ProviderRejected, match="answered"):
        asked()


def test_a_page_in_the_place_of_an_answer_is_called_one(asked, says, path):
    says(path, "<!doctype html><title>Log in</title>", media_type="text/html")

    with pytest.raises(ProviderRejected, match="a web page"):
        asked()


STORY = {"url": "https://a.example/", "title": HOSTILE, "content": HOSTILE, "text": HOSTILE}
REVIEW = {"title": HOSTILE, "textualRating": "False"}


def shaped(thing):
    """One thing wherever the four look for one."""
    page = thing | {"pageid": 1, "extract": thing.get("content"), "fullurl": thing.get("url")}
    return {
        "query": {"search": [{"pageid": 1}], "pages": [page]},
        "claims": [{"text": thing.get("text"), "claimReview": [REVIEW | thing]}],
        "results": [thing],
        "articles": [thing],
    }


def test_hostile_words_come_through_as_words(asked, says, path):
    says(path, shaped(STORY))

    (found,) = asked()

    assert "<script>alert(1)</script>" in found.title + found.text
    assert not set(found.title + found.text) & {"\0", "\u202e"}


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "//a.example", "file:///etc/passwd", "",
        "https://ada:pw@a.example/", "https://a.example/\n", "http://[", None, 7, ["x"],
        "https://a.example/" + "x" * 3000,
    ],
)  # fmt: skip
def test_an_address_that_is_none_of_the_web_never_becomes_one(asked, says, path, url):
    says(path, shaped(STORY | {"url": url}))

    assert {found.url for found in asked()} <= {"", "https://a.example/"}


@pytest.mark.parametrize("when", ["0000-01-01", "99999-01-01", "-1", 7, None, {}])
def test_a_day_that_is_in_no_calendar_is_left_out(asked, says, path, when):
    dated = dict.fromkeys(("publishedDate", "seendate", "reviewDate"), when)
    says(path, shaped(STORY | dated | {"revisions": [{"timestamp": when}]}))

    assert [found.published for found in asked()] == [None]


@pytest.mark.parametrize("thing", [None, 7, "x", [], {}, [[]], [{}], {"search": {}}])
def test_things_of_other_shapes_are_passed_over(asked, says, path, thing):
    names = ("query", "claims", "results", "articles", "search", "pages")
    says(path, dict.fromkeys(names, thing))

    assert asked() == []


def test_latin_1_sent_as_utf_8_is_read(asked, says, path):
    words = json.dumps(
        shaped(STORY | dict.fromkeys(("title", "content", "text"), "Sam Altman buys Twitter Café")),
        ensure_ascii=False,
    ).replace(HOSTILE, "")
    says(path, words.encode("latin-1"), media_type="application/json; charset=utf-8")

    assert ["Caf" in found.text for found in asked()] == [True]
