import json
from datetime import date

import pytest

from articles.reading import claimreview
from articles.reading.claimreview import Review

PAGE = "https://check.example/tower"
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "The tower is 400 metres tall",
    "datePublished": "2026-03-31T09:00:00+02:00",
    "url": "https://check.example/tower#1",
    "author": {"@type": "Organization", "name": "Check Desk"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "The mayor"}},
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": 1,
        "bestRating": 5,
        "alternateName": "False",
    },
}
READ = Review(
    claim="The tower is 400 metres tall",
    rating="False",
    url="https://check.example/tower#1",
    claimant="The mayor",
    publisher="Check Desk",
    published=date(2026, 3, 31),
)


def page(*scripts):
    data = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return f"<html><head>{data}</head><body>The tower</body></html>"


def read(thing, **changes):
    return claimreview.from_data(thing | changes, url=PAGE)


@pytest.mark.parametrize(
    "data",
    [
        REVIEW,
        [REVIEW],
        {"@graph": [{"@type": "WebPage"}, REVIEW]},
        {"@type": "NewsArticle", "mentions": {"deep": [REVIEW]}},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        REVIEW | {"@type": ["Review", "ClaimReview"]},
        REVIEW | {"@type": "http://schema.org/ClaimReview"},
    ],
    ids=range(7),
)
def test_a_review_is_read_wherever_it_stands(data):
    assert claimreview.from_html(page(json.dumps(data)), url=PAGE) == [READ]
    assert claimreview.from_json(json.dumps(data), url=PAGE) == [READ]


@pytest.mark.parametrize(
    "script",
    [
        f"<!-- {json.dumps(REVIEW)} -->",
        f"//<![CDATA[\n{json.dumps(REVIEW)}\n//]]>",
        json.dumps(REVIEW) + ";",
        json.dumps(REVIEW)[:-1] + ",}",
        json.dumps(REVIEW).replace("400 metres", "400\n\tmetres"),
    ],
    ids=["comment", "cdata", "semicolon", "comma", "new line"],
)
def test_a_script_that_is_nearly_json_is_read(script):
    assert claimreview.from_html(page(script), url=PAGE) == [READ]


@pytest.mark.parametrize("script", ["", "{", "null", "[" * 50_000, '{"@type": "ClaimReview"}', "7"])
def test_what_is_broken_is_passed_over_and_the_next_one_read(script):
    assert claimreview.from_html(page(script, json.dumps(REVIEW)), url=PAGE) == [READ]


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        ({"alternateName": "Mostly false", "ratingValue": 2}, "Mostly false"),
        ({"name": "Pants on fire"}, "Pants on fire"),
        ({"ratingValue": "2", "bestRating": 5}, "2 of 5"),
        ({"ratingValue": 0}, "0"),
        ([{"alternateName": "False"}], "False"),
        ("False", ""),
        (None, ""),
        ({"alternateName": {"@value": "x"}}, ""),
    ],
    ids=range(8),
)
def test_a_rating_is_read_in_its_shapes(rating, words):
    assert read(REVIEW, reviewRating=rating)[0].rating == words


@pytest.mark.parametrize(
    ("item", "claimant"),
    [
        ({"author": "A post"}, "A post"),
        ({"author": [{"name": "A post"}]}, "A post"),
        ({"itemReviewed": {"author": {"name": "A post"}}}, "A post"),
        ([{"author": {"name": "A post"}}], "A post"),
        ("A post", ""),
    ],
    ids=range(5),
)
def test_who_claimed_it_is_read_in_its_shapes(item, claimant):
    assert read(REVIEW, itemReviewed=item)[0].claimant == claimant


def test_a_claim_that_only_the_item_names_is_read():
    item = {"@type": "CreativeWork", "name": "The tower leans"}
    assert read(REVIEW, claimReviewed=None, itemReviewed=item)[0].claim == "The tower leans"


def test_entities_and_controls_become_plain_words():
    assert read(REVIEW, claimReviewed="It&#39;s <b>400\0</b>\n m")[0].claim == "It's <b>400</b> m"


@pytest.mark.parametrize(
    ("url", "full"), [("/x", "https://check.example/x"), ("", PAGE), (7, None)]
)
def test_an_address_is_that_of_the_page_unless_it_says_another(url, full):
    assert read(REVIEW, url=url)[0].url == (full or "https://check.example/7")


@pytest.mark.parametrize("when", ["0000-01-01", "99999-12-31", "soon", None, 20260331, {}])
def test_a_day_that_is_none_is_left_out(when):
    assert read(REVIEW, datePublished=when)[0].published is None


def test_a_review_in_words():
    assert claimreview.in_words(READ) == ("The mayor: The tower is 400 metres tall\nRated “False”.")
    assert claimreview.in_words(Review("It leans", "", PAGE)) == "It leans"
