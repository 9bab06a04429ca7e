"""DOC 2.0 as https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/ documents it."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from articles.providers import GDELT, ProviderRejected, ProviderUnavailable
from articles.providers.gdelt import seen_date

API = "/api/v2/doc/doc"
STORY = {
    "url": "https://news.example/altman",
    "url_mobile": "",
    "title": "Sam Altman offers to buy Twitter for $9.74 billion",
    "seendate": "20250211T173000Z",
    "socialimage": "",
    "domain": "news.example",
    "language": "English",
    "sourcecountry": "United States",
}


@pytest.fixture
def gdelt(line):
    return GDELT(line(API))


def test_a_story_is_found_by_its_headline(gdelt, says, query, server):
    says(API, {"articles": [STORY]})

    (found,) = gdelt.search(query(limit=4))

    assert (found.text, found.url) == (STORY["title"], STORY["url"])
    assert (found.publisher, found.published) == ("news.example", date(2025, 2, 11))
    sent = parse_qs(urlsplit(server.paths[0]).query)
    assert sent["query"] == [gdelt.words(query())] == ['OpenAI "Sam Altman" Twitter']
    assert (sent["mode"], sent["format"], sent["maxrecords"]) == (["artlist"], ["json"], ["12"])


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        ("Please limit requests to one every 5 seconds.", ProviderUnavailable, "too often"),
        ("Your query was too short or too long.", ProviderRejected, "too short or too long"),
        ("<html><b>Sorry</b></html>", ProviderRejected, "a web page"),
        ("", ProviderRejected, "nothing"),
    ],
)
def test_a_sentence_with_status_200_is_an_error(gdelt, says, query, words, error, said):
    says(API, words, media_type="text/html; charset=utf-8")

    with pytest.raises(error, match=said):
        gdelt.search(query())


def test_an_empty_object_is_nothing_found(gdelt, says, query):
    says(API, {})

    assert gdelt.search(query()) == []


def test_a_control_character_in_a_headline_does_not_spoil_the_answer(gdelt, says, query):
    says(API, '{"articles": [{"url": "https://a.example/", "title": "Sam Altman\tbuys Twitter"}]}')

    assert [each.text for each in gdelt.search(query())] == ["Sam Altman\tbuys Twitter"]


@pytest.mark.parametrize(
    "words", ["00000101T000000Z", "999990101T000000Z", "20251301T000000Z", "2025-02-11", "", "٢٠٢٥"]
)
def test_what_is_no_day_of_the_calendar_is_none(words):
    assert seen_date(words) is None
