import json

import pytest

from articles.reading import feeds

HOME = "https://check.example/feed"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Checks</title>
<item><title>One</title><link>https://check.example/1</link></item>
<item><title>Two</title><link>/2</link></item>
<item><title>Again</title><link>https://check.example/1</link></item>
<item><title>Bad</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title>
<link href="https://check.example/1"/></entry></feed>"""
REVIEW = {"@type": "ClaimReview", "claimReviewed": "It leans", "url": "/lean"}


def test_the_pages_of_a_feed_each_once_and_only_of_the_web():
    assert feeds.read(RSS, url=HOME).pages == ("https://check.example/1", "https://check.example/2")
    assert feeds.read(ATOM, url=HOME).pages == ("https://check.example/1",)


def test_reviews_that_stand_in_a_data_feed_or_on_a_page():
    feed = json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}]})
    page = f'<script type="application/ld+json">{json.dumps(REVIEW)}</script>'

    for text in (feed, "\ufeff" + feed, page):
        (review,) = feeds.read(text, url=HOME).reviews
        assert (review.claim, review.url) == ("It leans", "https://check.example/lean")


@pytest.mark.parametrize(
    "text",
    ["", "Hello", "<p>Hello</p>", "{", "<rss>", "/etc/passwd", HOME, "<?xml version='1.0'?>"],
)
def test_what_is_no_feed_is_empty(text):
    assert feeds.read(text, url=HOME).is_empty


def test_a_feed_has_no_file_of_ours_read():
    entity = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"
    feed = f"{entity}<rss><channel><item><link>https://a.example/&a;</link></item></channel></rss>"

    (page,) = feeds.read(feed, url=HOME).pages
    assert page.startswith("https://a.example/&a")
