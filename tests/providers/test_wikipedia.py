"""The action API as https://www.mediawiki.org/wiki/API:Search documents it."""

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from articles.providers import ProviderRejected, ProviderUnavailable, Wikipedia
from tests.web_server import Reply

API = "/w/api.php"
EXTRACT = (
    "Musk v. Altman is a lawsuit. " + "It is about a company that was founded in 2015. " * 20
    + "In February 2025 came an offer. Sam Altman refused it and offered to buy Twitter for "
    "9.74 billion dollars instead. "
    + "The court heard both sides in the spring of that year. " * 20
)  # fmt: skip
PAGE = {
    "pageid": 7,
    "title": "Musk v. Altman",
    "extract": EXTRACT,
    "pagelanguage": "en",
    "canonicalurl": "https://en.wikipedia.org/wiki/Musk_v._Altman",
    "revisions": [{"timestamp": "2026-03-31T10:20:30Z"}],
}


@pytest.fixture
def wikipedia(line):
    return Wikipedia(line(API))


@pytest.fixture
def speaks(server):
    """A MediaWiki with these pages: searched by `list=search`, read one at a time."""

    def answer(asked, pages):
        sent = parse_qs(urlsplit(asked.path).query)
        if sent.get("list") == ["search"]:
            hits = [{"ns": 0, "title": page["title"], "pageid": page["pageid"]} for page in pages]
            return {"batchcomplete": True, "query": {"search": hits}}
        wanted = [page for page in pages if str(page["pageid"]) == sent["pageids"][0]]
        return {"batchcomplete": True, "query": {"pages": wanted}}

    def speak(*pages):
        server.answer(
            API,
            lambda asked: Reply(
                json.dumps(answer(asked, pages)), media_type="application/json; charset=utf-8"
            ),
        )

    return speak


def sent(server):
    return [parse_qs(urlsplit(path).query) for path in server.paths]


def test_the_passage_nearest_to_the_claim_is_found_and_explained(wikipedia, speaks, query):
    speaks(PAGE)

    best, *others = wikipedia.search(query())

    assert "offered to buy Twitter for 9.74 billion" in best.text
    assert len(best.text) < len(EXTRACT) / 2
    assert best.text[slice(*best.matters)].startswith("Sam Altman refused it and offered")
    assert best.differs == [("$97.4 billion", "9.74 billion dollars")]
    assert best.strength == "strong"
    assert "buy Twitter" in [best.text[start:end] for start, end in best.shared]
    assert all(other.score <= best.score for other in others)


def test_it_says_where_it_stands_in_which_language_and_as_of_when(wikipedia, speaks, query):
    speaks(PAGE)

    found = wikipedia.search(query())[0]

    assert (found.title, found.url) == (PAGE["title"], PAGE["canonicalurl"])
    assert (found.publisher, found.published) == ("Wikipedia (en)", date(2026, 3, 31))


def test_what_is_sent_is_what_it_said_it_would_send(wikipedia, speaks, query, server):
    speaks(PAGE)
    wikipedia.search(query())

    search, page = sent(server)
    assert search["srsearch"] == [wikipedia.words(query())]
    assert wikipedia.words(query()).startswith('OpenAI OR chief OR "Sam Altman" OR offered')
    assert len(wikipedia.words(query())) < 300
    assert (page["prop"], page["explaintext"]) == (["extracts|info|revisions"], ["1"])
    assert page["pageids"] == ["7"]


def test_the_same_words_have_the_same_key_each_time(wikipedia, speaks, query):
    speaks(PAGE, PAGE | {"pageid": 8})

    keys = [[each.key for each in wikipedia.search(query())] for _ in range(2)]

    assert keys[0] == keys[1]
    assert len(set(keys[0])) == len(keys[0])
    assert all(len(key) <= 80 for key in keys[0])


def test_a_search_without_a_hit_finds_nothing(wikipedia, speaks, query):
    speaks()

    assert wikipedia.search(query()) == []


def test_a_page_that_shares_too_little_is_left_out(wikipedia, speaks, query):
    speaks(PAGE | {"extract": "The lighthouse stands on a rock."})

    assert wikipedia.search(query()) == []


def test_a_sentence_without_a_word_to_search_by_is_not_sent(wikipedia, server, query):
    assert wikipedia.search(query("So it was.")) == []
    assert wikipedia.words(query("So it was.")) == ""
    assert server.asked == []


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("ratelimited", ProviderUnavailable),
        ("maxlag", ProviderUnavailable),
        ("internal_api_error_DBQueryError", ProviderUnavailable),
        ("badvalue", ProviderRejected),
    ],
)
def test_an_error_with_status_200_is_one(wikipedia, says, query, code, error):
    says(API, {"error": {"code": code, "info": "<b>No</b>"}})

    with pytest.raises(error, match=code):
        wikipedia.search(query())
