"""How good each provider's suggestions are, by month: counted by PostgreSQL in four queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from articles.models import Provider

MONTHS = 12
MOST_REASONS = 5

# Each grouped twice, by provider and month and by provider: then the month is null. Who decided on
# a suggestion has opened it, told by the browser or not.
MONTH = "date_trunc('month', {} AT TIME ZONE %(zone)s)::date"
BOTH = "GROUP BY GROUPING SETS ((provider_id, month), (provider_id))"
SUGGESTIONS = f"""
SELECT provider_id, month, count(*) AS suggestions,
    count(*) FILTER (WHERE is_opened) AS opened,
    count(*) FILTER (WHERE status = 'accepted') AS accepted,
    count(*) FILTER (WHERE status = 'dismissed') AS dismissed,
    count(*) FILTER (WHERE rank <= 3 AND status = 'accepted') AS accepted_of_3,
    count(*) FILTER (WHERE rank <= 3 AND status <> 'open') AS decided_of_3
FROM (
    SELECT provider_id, status, rank, {MONTH.format("found_at")} AS month,
        opened.suggestion_id IS NOT NULL OR status <> 'open' AS is_opened
    FROM articles_suggestion
    LEFT JOIN (SELECT DISTINCT suggestion_id FROM articles_opening) opened
        ON opened.suggestion_id = articles_suggestion.id
    WHERE found_at >= %(since)s
) found {BOTH}
"""  # noqa: S608 -- values are parameters
ACCEPTANCE = f"""
SELECT provider_id, month, count(*) AS claims_accepted,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds_to_acceptance
FROM (
    SELECT provider_id, claim_id, {MONTH.format("min(found_at)")} AS month,
        extract(epoch FROM min(decided_at) FILTER (WHERE status = 'accepted') - min(found_at))
            AS seconds
    FROM articles_suggestion WHERE found_at >= %(since)s GROUP BY provider_id, claim_id
) firsts WHERE seconds IS NOT NULL {BOTH}
"""  # noqa: S608
RUNS = f"""
SELECT provider_id, month, count(*) AS searches,
    count(*) FILTER (WHERE status = 'failed') AS errors,
    count(*) FILTER (WHERE hits = 0) AS empty,
    count(seconds) AS timed,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds_median,
    percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds) AS seconds_p95
FROM (
    SELECT provider_id, status, hits, {MONTH.format("asked_at")} AS month,
        CASE WHEN status = 'done' THEN extract(epoch FROM finished_at - started_at) END AS seconds
    FROM articles_suggestionrun WHERE asked_at >= %(since)s
) runs {BOTH}
"""  # noqa: S608
REASONS = f"""
SELECT provider_id, month, reason, times FROM (
    SELECT provider_id, month, reason, count(*) AS times, row_number() OVER (
        PARTITION BY provider_id, month ORDER BY count(*) DESC, reason) AS place
    FROM (
        SELECT provider_id, {MONTH.format("found_at")} AS month,
            lower(btrim(reason, E' .!\\n\\r\\t')) AS reason
        FROM articles_suggestion WHERE status = 'dismissed' AND found_at >= %(since)s
    ) dismissed GROUP BY GROUPING SETS ((provider_id, month, reason), (provider_id, reason))
) counted WHERE place <= %(most)s ORDER BY place
"""  # noqa: S608


@dataclass(slots=True)
class Figures:
    """A provider's figures of one month, or of the whole time when `month` is None."""

    month: date | None
    suggestions: int = 0
    opened: int = 0
    accepted: int = 0
    dismissed: int = 0
    accepted_of_3: int = 0
    decided_of_3: int = 0
    searches: int = 0
    errors: int = 0
    empty: int = 0
    claims_accepted: int = 0
    timed: int = 0
    seconds_to_acceptance: float | None = None
    seconds_median: float | None = None
    seconds_p95: float | None = None
    reasons: list[tuple[str, int]] = field(default_factory=list)

    @property
    def undecided(self) -> int:
        return self.suggestions - self.accepted - self.dismissed

    @property
    def opened_share(self) -> float | None:
        return self.opened / self.suggestions if self.suggestions else None

    @property
    def error_share(self) -> float | None:
        return self.errors / self.searches if self.searches else None

    @property
    def precision(self) -> float | None:
        """Of the first three suggestions of each search that were decided on, those accepted."""
        return self.accepted_of_3 / self.decided_of_3 if self.decided_of_3 else None


@dataclass(frozen=True, slots=True)
class Card:
    provider: Provider
    total: Figures
    months: Sequence[Figures]

    @property
    def with_any(self) -> list[Figures]:
        """The months in which something was asked or found, the newest first."""
        return [each for each in reversed(self.months) if each.searches or each.suggestions]


def cards(today: date | None = None) -> list[Card]:
    """A card for each provider that was asked in the last twelve months, this one included."""
    months = _months(today or timezone.localdate())
    by_key = _figures(months[0])
    return [
        Card(
            provider,
            by_key[provider.pk, None],
            [by_key.get((provider.pk, month)) or Figures(month) for month in months],
        )
        for provider in Provider.objects.all()
        if (provider.pk, None) in by_key
    ]


def _months(today: date) -> list[date]:
    """The firsts of twelve months, the oldest first."""
    firsts = [today.replace(day=1)]
    while len(firsts) < MONTHS:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    return firsts[::-1]


def _figures(first: date) -> dict[tuple[int, date | None], Figures]:
    zone = timezone.get_current_timezone_name()
    midnight = timezone.make_aware(datetime.combine(first, time.min))
    params = {"since": midnight, "zone": zone, "most": MOST_REASONS}
    by_key: dict[tuple[int, date | None], Figures] = {}
    for query in (SUGGESTIONS, ACCEPTANCE, RUNS):
        for row in _rows(query, params):
            key = row.pop("provider_id"), row.pop("month")
            figures = by_key.setdefault(key, Figures(key[1]))
            for name, value in row.items():
                setattr(figures, name, value)
    for row in _rows(REASONS, params):
        by_key[row["provider_id"], row["month"]].reasons.append((row["reason"], row["times"]))
    return by_key


def _rows(query: str, params: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
