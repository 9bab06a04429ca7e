"""Asking providers for evidence. The table is the queue; Celery only rings the bell."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from articles.models import Event, Provider, Suggestion, SuggestionRun
from articles.models.suggestion import SuggestionRunQuerySet
from articles.providers import Finding, ProviderRejected, ProviderUnavailable, Query
from articles.services import Refused, claims, history, providers

logger = logging.getLogger(__name__)
Status = SuggestionRun.Status
ENDED_WITHOUT_ANSWER = "Every attempt ended without an answer: its worker was stopped each time."
BROKE = "The provider stopped before it was done. The server's log has the particulars."

LONGEST_TITLE = 500  # as the table has it

TAKEN = ["status", "started_at", "due_at", "attempts", "query"]

QUEUE = """
INSERT INTO articles_suggestionrun
    (claim_id, provider_id, status, due_at, attempts, asked_at, query, provider_version, error)
SELECT claim.id, provider.id, 'queued', now(), 0, now(), '', '', ''
FROM articles_claim claim CROSS JOIN articles_provider provider
WHERE provider.is_on AND
"""


def queue_for_versions(version_ids: Sequence[int]) -> int:
    """Queue a run for every claim of these versions and every provider that is on.

    A run that is under way is left alone. Returns how many runs were queued.
    """
    return _queue("claim.version_id = ANY(%s)", version_ids)


def queue_for_claims(claim_ids: Sequence[int]) -> int:
    """The same for single claims."""
    return _queue("claim.id = ANY(%s)", claim_ids)


def _queue(where: str, ids: Sequence[int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"{QUEUE} {where} ON CONFLICT DO NOTHING", [list(ids)])
        return int(cursor.rowcount)


@transaction.atomic
def ask(*, claim_id: int, person: User, provider: str | None = None) -> int:
    """Have the providers that are on, or one of them, look again at a person's wish.

    Returns how many runs were queued; a run that is under way is left alone.
    """
    claim = claims.locked(claim_id)
    asked = Provider.objects.filter(is_on=True, **({"slug": provider} if provider else {}))
    if not asked:
        raise Refused("No provider is on. An admin can switch one on.")
    under_way = set(claim.runs.live().values_list("provider_id", flat=True))
    runs = [
        SuggestionRun(claim=claim, provider=each, asked_by=person)
        for each in asked
        if each.pk not in under_way
    ]
    if runs:
        SuggestionRun.objects.bulk_create(runs, ignore_conflicts=True)
        history.record(
            Event.Action.SUGGESTIONS_ASKED,
            actor=person,
            claim=claim,
            providers=[run.provider.name for run in runs],
        )
    return len(runs)


def work() -> bool:
    """Do the most urgent run that is due; False when there is none."""
    run = _take()
    if run is None:
        return False
    try:
        provider = providers.named(run.provider.slug)
        _keep(run, provider.search(_query(run)), provider.version)
    except ProviderUnavailable as error:
        _postpone(run, str(error))
    except ProviderRejected as error:
        _fail(run, str(error))
    except Exception:
        logger.exception("Provider %s broke on run %s", run.provider.slug, run.pk)
        if not connection.in_atomic_block:
            connection.close()  # it may have been stopped in the middle of a query
        _postpone(run, BROKE)
    return True


def due() -> int:
    """How many runs wait for a worker now, once those whose workers kept dying are failed."""
    SuggestionRun.objects.live().filter(
        due_at__lte=timezone.now(), attempts__gte=SuggestionRun.MAX_ATTEMPTS
    ).update(status=Status.FAILED, error=ENDED_WITHOUT_ANSWER, finished_at=timezone.now())
    return SuggestionRun.objects.due().count()


def under_way() -> int:
    """How many runs workers are doing at this moment."""
    return SuggestionRun.objects.filter(status=Status.RUNNING, due_at__gt=timezone.now()).count()


def _take() -> SuggestionRun | None:
    """Take one due run, past any that another worker holds at this moment."""
    with transaction.atomic():
        run = SuggestionRun.objects.due().select_for_update(skip_locked=True).first()
        if run is None:
            return None
        run.status, run.started_at = Status.RUNNING, timezone.now()
        run.due_at = run.started_at + timedelta(seconds=settings.SUGGESTION_LEASE_SECONDS)
        run.attempts = F("attempts") + 1
        run.query = run.claim.sentence
        run.save(update_fields=TAKEN)
    run.refresh_from_db(fields=["attempts"])
    return run


def _query(run: SuggestionRun) -> Query:
    return Query(text=run.query, limit=run.provider.limit, claim=run.claim_id)


@transaction.atomic
def _keep(run: SuggestionRun, findings: list[Finding], version: str) -> None:
    """Store what was found, unless the lease ended meanwhile and another worker has the run."""
    if not _close(run, Status.DONE, hits=len(findings), provider_version=version):
        return
    Suggestion.objects.bulk_create(
        [_suggestion(run, rank, found) for rank, found in enumerate(findings, start=1)],
        ignore_conflicts=True,
    )


def _suggestion(run: SuggestionRun, rank: int, found: Finding) -> Suggestion:
    return Suggestion(
        run=run,
        claim=run.claim,
        provider=run.provider,
        key=found.key,
        document_id=found.document,
        earlier_verdict_id=found.verdict,
        title=found.title[:LONGEST_TITLE],
        url=found.url,
        publisher=found.publisher,
        published=found.published,
        text=found.text,
        shared=[list(span) for span in found.shared],
        differs=[list(pair) for pair in found.differs],
        matters=list(found.matters or ()),
        strength=found.strength,
        score=found.score,
        rank=rank,
    )


def _postpone(run: SuggestionRun, error: str) -> None:
    if run.attempts >= SuggestionRun.MAX_ATTEMPTS:
        return _fail(run, error)
    wait = timedelta(seconds=10 << run.attempts)
    _mine(run).update(status=Status.QUEUED, due_at=timezone.now() + wait, error=error)
    return None


def _fail(run: SuggestionRun, error: str) -> None:
    _close(run, Status.FAILED, error=error or "The provider gave no reason.")


def _close(run: SuggestionRun, status: Status, **fields: object) -> bool:
    values = {"error": "", **fields, "status": status, "finished_at": timezone.now()}
    return bool(_mine(run).update(**values))


def _mine(run: SuggestionRun) -> SuggestionRunQuerySet:
    """The run's row while it is still on this attempt: a later attempt belongs to another."""
    return SuggestionRun.objects.filter(pk=run.pk, status=Status.RUNNING, attempts=run.attempts)
