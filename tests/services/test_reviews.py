from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Feed, FollowedReview, Suggestion
from articles.reading.claimreview import Review
from articles.services import reviews, runs
from tests.factories import ClaimFactory, RunFactory
from tests.outside import CLAIM, switched_on

pytestmark = pytest.mark.django_db

TOWER = Review(
    claim="The Iron Tower in Paris is 400 metres tall",
    rating="False",
    url="https://check.example/tower",
    claimant="A post",
    publisher="Check Desk",
    published=date(2026, 3, 31),
)


@pytest.fixture
def feed():
    return Feed.objects.create(kind="reviews", address="https://check.example/feed")


@pytest.fixture
def kept(feed):
    def keep(*found):
        return reviews.keep(feed, found)

    return keep


def test_the_review_that_shares_the_rarest_words_comes_first(kept):
    others = [Review(f"The tower of town {n} is tall", "True", "") for n in range(30)]
    kept(*others, TOWER)

    best, *rest = reviews.like(CLAIM, limit=3)

    assert best.review == TOWER
    assert 0.3 < best.coverage <= 1
    assert len(rest) == 2
    assert all(each.score < best.score for each in rest)


def test_the_same_again_is_one_with_what_it_says_now(kept):
    kept(TOWER, TOWER)
    kept(Review(TOWER.claim, "Misleading", TOWER.url))

    review = FollowedReview.objects.get()
    assert (review.rating, review.claimant) == ("Misleading", "")


def test_the_same_again_is_found_by_its_words_as_they_are_cut_now(kept):
    kept(TOWER)
    FollowedReview.objects.update(words=["otherwis"])
    assert not reviews.like(CLAIM, limit=3)

    kept(TOWER)

    assert [each.review for each in reviews.like(CLAIM, limit=3)] == [TOWER]


def test_an_address_that_is_none_is_left_out(kept):
    kept(Review("The tower leans", "False", "javascript:alert(1)"))

    assert FollowedReview.objects.get().url == ""


def test_a_review_without_a_word_is_not_kept(kept):
    assert kept(Review("…", "False", "")) == 0


@pytest.mark.parametrize("text", ["", "…", "Nothing alike", "' \" % \\ NUL"])
def test_any_text_is_answered(kept, text):
    kept(TOWER)

    assert reviews.like(text, limit=5) == []


def test_a_long_text_takes_no_more_queries(kept):
    kept(TOWER)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        reviews.like(" ".join(f"word{n}" for n in range(5_000)) + CLAIM, limit=5)

    assert len(asked) <= 4


def test_followed_reviews_are_suggested_though_nobody_is_asked(kept):
    kept(TOWER)
    run = RunFactory(claim=ClaimFactory(sentence=CLAIM), provider=switched_on("claimreview"))

    runs.work()

    run.refresh_from_db()
    assert (run.status, run.hits, run.is_outside, run.sent_to) == ("done", 1, False, "")
    found = Suggestion.objects.get()
    assert found.text == f"A post: {TOWER.claim}\nRated “False”."
    assert (found.url, found.publisher, found.published) == (
        TOWER.url, "Check Desk", TOWER.published,
    )  # fmt: skip
