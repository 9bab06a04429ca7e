"""The search API as https://docs.searxng.org/dev/search_api.html documents it."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from articles.providers import Line, ProviderRejected, ProviderUnavailable, SearXNG

ANSWER = {
    "query": "…",
    "number_of_results": 0,
    "results": [
        {
            "url": "https://news.example/offer",
            "title": "Altman answers Musk",
            "content": "Sam Altman said OpenAI would buy Twitter for $9.74 billion.",
            "engine": "duckduckgo",
            "score": 1.5,
            "publishedDate": "2025-02-11T08:00:00",
        },
        {"url": "https://news.example/other", "title": "Weather", "content": "Rain.", "score": 9},
    ],
    "answers": [],
    "unresponsive_engines": [["brave", "timeout"]],
}


@pytest.mark.parametrize("path", ["", "/", "/searx", "/searx/"])
def test_an_instance_is_asked_wherever_it_lies(line, says, query, server, path):
    says(f"{path.rstrip('/')}/search", ANSWER)

    (found,) = SearXNG(line(path)).search(query())

    assert found.url == "https://news.example/offer"
    assert found.text == ANSWER["results"][0]["content"]
    assert found.published == date(2025, 2, 11)
    assert found.differs == [("Sam Altman", "OpenAI"), ("$97.4 billion", "$9.74 billion")]
    sent = parse_qs(urlsplit(server.paths[0]).query)
    assert sent == {"q": [SearXNG(line()).words(query())], "format": ["json"]}


def test_when_no_engine_behind_it_answered_nothing_is_not_a_result(line, says, query):
    says("/search", ANSWER | {"results": []})

    with pytest.raises(ProviderUnavailable, match="None of the engines"):
        SearXNG(line()).search(query())


def test_one_that_speaks_no_json_is_refused(line, says, query):
    says("/search", "Forbidden", status=403, media_type="text/html")

    with pytest.raises(ProviderRejected, match=r"127\.0\.0\.1 answered 403\."):
        SearXNG(line()).search(query())


def test_without_an_address_nothing_is_asked(query):
    with pytest.raises(ProviderRejected, match="no address yet"):
        SearXNG(Line("")).search(query())


def test_a_private_address_that_nobody_named_is_not_asked(server, says, query):
    says("/search", ANSWER)

    with pytest.raises(ProviderRejected):
        SearXNG(Line(server.url())).search(query())
    assert server.asked == []
