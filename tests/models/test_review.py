import pytest

from articles.models import ArticleLink, Feed, FollowedReview
from tests.factories import ClaimFactory
from tests.rules import refused

pytestmark = pytest.mark.django_db

URL = "https://check.example/feed"


def review(**fields):
    feed, _ = Feed.objects.get_or_create(kind="reviews", address=URL)
    whole = {"feed": feed, "key": "a" * 64, "claim": "It leans", "words": ["lean"]}
    return FollowedReview.objects.create(**whole | fields)


def test_a_review_names_a_claim():
    with refused("review_names_a_claim"):
        review(claim=" ")


def test_a_reviews_address_is_of_the_web():
    with refused("review_address_is_of_the_web"):
        review(url="javascript:alert(1)")
    assert review(url="").pk


@pytest.fixture
def link():
    """Make a link in the text of this claim's version."""

    def make(claim, start, end=None, url="https://a.example/"):
        return ArticleLink.objects.create(
            version=claim.version, start=start, end=end or start + 1, url=url
        )

    return make


def test_a_link_has_words_and_these_have_one_link(link):
    claim = ClaimFactory()
    with refused("link_has_words"):
        link(claim, 3, 3)
    link(claim, 3)
    with refused("link_once_for_its_words"):
        link(claim, 3, url="https://b.example/")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a b", ""])
def test_a_link_is_of_the_web(link, url):
    with refused("link_is_of_the_web"):
        link(ClaimFactory(), 0, url=url)


def test_near_a_claim_are_the_links_of_its_sentence_first_and_then_the_nearest(link):
    claim = ClaimFactory(start=1_000, sentence="x" * 100)
    places = {"next": 1_110, "far": 2_000, "second": 1_050, "before": 950, "first": 1_000}
    for name, start in places.items():
        link(claim, start, url=f"https://{name}.example/")
    link(ClaimFactory(start=1_000, sentence="x" * 100), 1_000, url="https://other.example/")

    near = [each.url for each in ArticleLink.objects.near(claim)]

    assert near == [f"https://{name}.example/" for name in ("first", "second", "next", "before")]
