"""claims:search as https://developers.google.com/fact-check/tools/api documents it."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from articles.providers import FactCheckTools, ProviderRejected

API = "/v1alpha1/claims:search"
KEY = "AIza-not-to-be-seen"
ANSWER = {
    "claims": [
        {
            "text": "Sam Altman offered to buy Twitter for $97.4 billion",
            "claimant": "Viral posts",
            "claimDate": "2025-02-10T00:00:00Z",
            "claimReview": [
                {
                    "publisher": {"name": "Check Desk", "site": "checkdesk.example"},
                    "url": "https://checkdesk.example/altman",
                    "title": "No, the sum was another one",
                    "reviewDate": "2025-02-12T00:00:00Z",
                    "textualRating": "False",
                    "languageCode": "en",
                }
            ],
        }
    ],
    "nextPageToken": "CAo",
}


@pytest.fixture
def google(line):
    return FactCheckTools(line(key=KEY))


def test_a_review_is_found_with_its_rating(google, says, query):
    says(API, ANSWER)

    (found,) = google.search(query())

    assert found.text == (
        "Viral posts: Sam Altman offered to buy Twitter for $97.4 billion\nRated “False”."
    )
    assert (found.title, found.url) == (
        "No, the sum was another one",
        "https://checkdesk.example/altman",
    )
    assert (found.publisher, found.published) == ("Check Desk", date(2025, 2, 12))


def test_the_key_goes_in_a_header_and_in_no_address(google, says, query, server):
    says(API, ANSWER)
    google.search(query(limit=5))

    (asked,) = server.asked
    assert asked.headers["x-goog-api-key"] == KEY
    assert KEY not in asked.path
    sent = parse_qs(urlsplit(asked.path).query)
    assert sent == {"query": [google.words(query())], "pageSize": ["5"]}


def test_the_key_is_not_in_what_a_line_says_of_itself(line):
    assert KEY not in repr(line(key=KEY))


def test_an_answer_that_repeats_the_key_does_not_pass_it_on(google, says, query):
    echoed = {"error": {"code": 403, "message": f"The key {KEY} is not valid."}}
    says(API, echoed, status=403)

    with pytest.raises(ProviderRejected, match="answered 403: “The key … is not valid”") as caught:
        google.search(query())
    assert KEY not in f"{caught.value!r} {caught.value.__cause__} {caught.value.__context__}"


def test_the_key_follows_no_redirect(google, server, query):
    server.redirect(API, server.url("/elsewhere"))

    with pytest.raises(ProviderRejected):
        google.search(query())
    assert server.paths == [server.asked[0].path]


def test_without_a_key_nothing_is_asked(line, server, query):
    with pytest.raises(ProviderRejected, match="no key yet"):
        FactCheckTools(line()).search(query())
    assert server.asked == []


def test_an_empty_object_is_nothing_found(google, says, query):
    says(API, {})

    assert google.search(query()) == []
