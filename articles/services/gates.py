"""Who may ask a provider outside, and when: one row for all workers together.

`opens_at` is a moment before which nobody may ask: the next turn of so many a minute, the wish
of a Retry-After, the pause after failures. Entering moves it on by one conditional update, so
that of two workers one gets in.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from articles.models import Provider, SuggestionRun
from articles.models.provider import FAILURES

ENTERING = 7_101_002  # of pg_try_advisory_xact_lock: one worker at a time goes out of the door
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
MOST_TURNS = 20


def shut() -> list[int]:
    """The providers of which no run is to be taken now.

    All outside ones, while as many of their runs are under way as may be: whatever takes its
    time out there, workers are left for the desk's own shelves.
    """
    outside = Provider.objects.outside()
    if not _has_room():
        return list(outside.values_list("pk", flat=True))
    return list(Provider.objects.shut(timezone.now()).values_list("pk", flat=True))


def enter(provider: Provider, requests: int) -> bool:
    """Take the provider's turn, if it is anybody's. Call it in the transaction that takes a run."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ENTERING])
        if not cursor.fetchone()[0] or not _has_room():
            return False
    now = timezone.now()
    turn = Provider.objects.filter(pk=provider.pk, is_on=True, opens_at__lte=now)
    # After a pause one run tries it, and the others wait for what comes of that.
    is_tried = turn.filter(failures__gte=FAILURES).update(opens_at=now + _lease())
    return bool(is_tried or turn.update(opens_at=now + _pace(provider, requests)))


def succeeded(provider: Provider, requests: int) -> None:
    """It answered: whatever failed before is forgotten."""
    Provider.objects.filter(pk=provider.pk, failures__gt=0).update(
        failures=0, opens_at=timezone.now() + _pace(provider, requests)
    )


@transaction.atomic
def failed(provider: Provider, *, after: float | None = None) -> None:
    """It did not answer; it wants to be asked again after so many seconds, if it said so."""
    row = Provider.objects.select_for_update().get(pk=provider.pk)
    row.failures = min(row.failures + 1, 1_000)
    wait = timedelta(seconds=after or 0)
    now = timezone.now()
    if row.failures >= FAILURES:
        row.opens_at = now + max(wait, _pause(row.failures))
    else:
        row.opens_at = max(row.opens_at, now + wait)
    row.save(update_fields=["failures", "opens_at"])


def turns(within: float) -> Iterator[float]:
    """In how many seconds, within so many, providers with runs that wait can be asked."""
    now = timezone.now()
    waiting = SuggestionRun.objects.live().outside().filter(due_at__lte=now).order_by()
    providers = Provider.objects.shut(now).filter(is_on=True, runs__in=waiting).distinct()
    for provider in providers:
        pace = _pace(provider, 1).total_seconds()
        at = (provider.opens_at - now).total_seconds()
        for _ in range(MOST_TURNS):
            if at > within:
                break
            yield at
            at += pace


def _has_room() -> bool:
    running = SuggestionRun.objects.outside().under_way().count()
    return running < settings.OUTSIDE_AT_ONCE


def _pace(provider: Provider, requests: int) -> timedelta:
    return timedelta(minutes=requests / provider.a_minute)


def _pause(failures: int) -> timedelta:
    doublings = min(failures - FAILURES, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def _lease() -> timedelta:
    return timedelta(seconds=settings.SUGGESTION_LEASE_SECONDS)
