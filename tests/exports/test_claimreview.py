import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.db import connection

from articles.exports import claimreview
from articles.models import Article, Claim, Status, Verdict
from tests.factories import (
    EvidenceFactory,
    SignedOffFactory,
    SourceFactory,
    VerdictFactory,
    rating,
)

pytestmark = pytest.mark.django_db


def taken_away(articles=None):
    return [json.loads(line) for line in claimreview.stream(articles)]


def test_a_signed_off_verdict_is_a_claimreview():
    verdict = SignedOffFactory(signed_off_at=datetime(2026, 7, 1, 0, 50, tzinfo=UTC))
    Claim.objects.update(claimant="The mayor", as_of=date(2026, 3, 1))
    Article.objects.update(url="https://paper.example/tower")

    assert taken_away() == [
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": f"{settings.SITE_ADDRESS}{verdict.claim.get_absolute_url()}",
            "datePublished": "2026-07-01",
            "claimReviewed": "The tower is 300 metres tall.",
            "itemReviewed": {
                "@type": "Claim",
                "author": {"@type": "Thing", "name": "The mayor"},
                "datePublished": "2026-03-01",
                "appearance": {"@type": "CreativeWork", "url": "https://paper.example/tower"},
            },
            "reviewRating": {
                "@type": "Rating",
                "alternateName": "False",
                "ratingValue": 1,
                "bestRating": 5,
                "worstRating": 1,
            },
            "reviewBody": "It is 330 metres tall.",
        }
    ]


def test_what_is_not_known_is_not_there():
    SignedOffFactory()

    (review,) = taken_away()

    assert review["itemReviewed"] == {"@type": "Claim"}


def test_a_rating_without_a_number_has_none():
    SignedOffFactory(rating=rating("not-checkable"))

    (review,) = taken_away()

    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Not checkable"}


def test_only_signed_off_verdicts_leave():
    VerdictFactory()
    VerdictFactory(claim=EvidenceFactory().claim, status=Verdict.Status.WITHDRAWN)
    SignedOffFactory(claim=EvidenceFactory().claim, status=Verdict.Status.RETIRED)

    assert taken_away() == []


def test_while_another_verdict_is_proposed_the_signed_off_one_leaves():
    signed = SignedOffFactory(explanation="Signed.")
    VerdictFactory(claim=signed.claim, explanation="Proposed.")
    Claim.objects.update(status=Status.PROPOSED)

    assert [review["reviewBody"] for review in taken_away()] == ["Signed."]


def test_nothing_of_a_confidential_source_leaves():
    claim = SignedOffFactory().claim
    EvidenceFactory(
        claim=claim,
        source=SourceFactory(title="The minister’s driver", is_confidential=True),
        quote="Not for print.",
        note="Met at the river.",
    )

    written = b"".join(claimreview.stream()).decode()

    assert written
    assert not [word for word in ("driver", "for print", "river") if word in written]


def test_only_the_articles_one_asks_for_are_taken():
    first, _ = SignedOffFactory(), SignedOffFactory()

    assert len(taken_away()) == 2
    (review,) = taken_away(Article.objects.filter(pk=first.claim.article_id))
    assert review["url"].endswith(first.claim.get_absolute_url())
    assert taken_away(Article.objects.none()) == []


def test_a_line_is_one_review_whatever_is_in_it():
    SignedOffFactory(explanation='Two\nlines, "quoted", \u2028 é 🗼.')

    (line,) = claimreview.stream()

    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert json.loads(line)["reviewBody"] == 'Two\nlines, "quoted", \u2028 é 🗼.'
    assert "🗼".encode() in line


def test_reviews_come_one_after_the_other_from_an_open_cursor():
    SignedOffFactory.create_batch(2)

    lines = claimreview.stream()

    assert isinstance(lines, Iterator)
    next(lines)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors WHERE name LIKE '\\_django%'")
        assert cursor.fetchone() == (1,)
    assert len(list(lines)) == 1
