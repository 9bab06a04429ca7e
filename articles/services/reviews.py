"""The reviews that the desk follows: kept, and found again by their words."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db import connection, transaction

from articles.models import Feed, FollowedReview
from articles.providers import findings
from articles.ranking import bm25
from articles.ranking.words import distinct
from articles.reading.claimreview import Review

MOST_WORDS = 200  # of a claim: the rest of a longer one adds nothing
# Reviews that are weighed for one claim: those with its rarest words.
MOST_WEIGHED = 5_000
FIELDS = ("claim", "claimant", "rating", "url", "publisher", "published")

HELD = """
SELECT wanted.word, (SELECT count(*) FROM articles_followedreview WHERE words @> ARRAY[wanted.word])
FROM unnest(%s::varchar[]) AS wanted(word)
"""
BEST = """
SELECT review.id, (SELECT sum(wanted.rarity)
    FROM unnest(%s::varchar[], %s::float8[]) AS wanted(word, rarity)
    WHERE wanted.word = ANY(review.words)) AS score
FROM articles_followedreview review WHERE review.words && %s::varchar[]
ORDER BY score DESC, review.id LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Found:
    key: str
    review: Review
    score: float
    coverage: float
    rarity: Mapping[str, float]


def like(text: str, *, limit: int) -> list[Found]:
    """The reviews of claims that share the rarest words with the text, best first."""
    words = distinct(text)[:MOST_WORDS]
    held = _held(words)
    size = FollowedReview.objects.count()
    rarity = {word: bm25.rarity(held.get(word, 0), size) for word in words}
    asked = _rarest({word: count for word, count in held.items() if count})
    whole = sum(rarity.values())
    with connection.cursor() as cursor:
        cursor.execute(BEST, [list(rarity), list(rarity.values()), asked, limit])
        scores = dict(cursor.fetchall())
    rows = FollowedReview.objects.in_bulk(scores)
    return [
        Found(rows[pk].key, _review(rows[pk]), score, score / whole, rarity)
        for pk, score in scores.items()
        if pk in rows
    ]


@transaction.atomic
def keep(feed: Feed, found: Iterable[Review]) -> int:
    """Keep reviews; one that is known takes what is said of it now."""
    rows = {row.key: row for row in (_row(feed, review) for review in found) if row.words}
    FollowedReview.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["claimant", "rating", "publisher", "published", "words", "read_at"],
    )
    return len(rows)


def _held(words: Sequence[str]) -> dict[str, int]:
    """In how many reviews each of the words stands."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [list(words)])
        return dict(cursor.fetchall())


def _rarest(held: Mapping[str, int]) -> list[str]:
    chosen: list[str] = []
    weighed = 0
    for word, count in sorted(held.items(), key=lambda entry: entry[1]):
        if chosen and weighed + count > MOST_WEIGHED:
            break
        chosen.append(word)
        weighed += count
    return chosen


def _row(feed: Feed, review: Review) -> FollowedReview:
    url = findings.web_address(review.url)
    return FollowedReview(
        feed=feed,
        key=hashlib.sha256(f"{url}\n{review.claim}".encode()).hexdigest(),
        words=distinct(review.claim)[:MOST_WORDS],
        **asdict(review) | {"url": url},
    )


def _review(row: FollowedReview) -> Review:
    return Review(**{name: getattr(row, name) for name in FIELDS})
