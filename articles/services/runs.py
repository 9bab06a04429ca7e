"""Asking providers for evidence. The table is the queue; Celery only rings the bell."""

import logging
from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Claim, Event, Provider, Suggestion, SuggestionRun
from articles.models.claim import WORTH_CHECKING
from articles.providers import Finding, ProviderRejected, ProviderUnavailable, Query
from articles.services import Refused, claims, gates, history, outages, outside, providers, queue
from articles.services.outside import SWITCHED_OFF, UNDER_EMBARGO

logger = logging.getLogger(__name__)
Status = SuggestionRun.Status
ENDED_WITHOUT_ANSWER = "Every attempt ended without an answer: its worker was stopped each time."
BROKE = "The provider stopped before it was done. The server's log has the particulars."

Found = tuple[list[Finding], str]

LONGEST_TITLE = 500  # as the table has it
LONGEST_HOSTS = 300

QUEUE = """
INSERT INTO articles_suggestionrun (claim_id, provider_id, is_outside, status, due_at, attempts,
    asked_at, query, sent_to, provider_version, error)
SELECT claim.id, provider.id, provider.is_outside, 'queued', now(), 0, now(), '', '', '', ''
FROM articles_claim claim CROSS JOIN articles_provider provider
JOIN articles_article article ON article.id = claim.article_id
WHERE provider.id = ANY(%s) AND NOT (provider.is_outside AND article.is_embargoed) AND
"""
WORTH_IT = "(claim.worth >= %s OR NOT provider.is_outside)"


def queue_for_versions(version_ids: Sequence[int]) -> int:
    """Queue a run for every claim of these versions and every provider that is on.

    Outside only claims that are worth checking are asked about; about others when a person
    wants it. A run that is under way is left alone. Returns how many runs were queued.
    """
    return _queue(f"claim.version_id = ANY(%s) AND {WORTH_IT}", version_ids, WORTH_CHECKING)


def queue_for_claims(claim_ids: Sequence[int]) -> int:
    """The same for single claims, whatever they are worth."""
    return _queue("claim.id = ANY(%s)", claim_ids)


def _queue(where: str, ids: Sequence[int], *more: float) -> int:
    providers = list(outside.on().values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(f"{QUEUE} {where} ON CONFLICT DO NOTHING", [providers, list(ids), *more])
        return int(cursor.rowcount)


@transaction.atomic
def ask(*, claim_id: int, person: User, provider: str | None = None) -> int:
    """Have the providers that are on, or one of them, look again at a person's wish.

    Returns how many runs were queued; a run that is under way is left alone.
    """
    claim = claims.locked(claim_id)
    under_way = set(claim.runs.live().values_list("provider_id", flat=True))
    runs = [
        SuggestionRun(claim=claim, provider=each, is_outside=each.is_outside, asked_by=person)
        for each in _askable(claim, provider)
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


def _askable(claim: Claim, slug: str | None) -> list[Provider]:
    wanted = outside.on().filter(**({"slug": slug} if slug else {}))
    if not wanted:
        raise Refused(_why_none(slug))
    # Locked, so that an embargo that is put at this moment comes before or after all of this.
    article = Article.objects.select_for_update(of=("self",)).get(pk=claim.article_id)
    allowed = [each for each in wanted if not (each.is_outside and article.is_embargoed)]
    if not allowed:
        raise Refused(UNDER_EMBARGO)
    return allowed


def _why_none(slug: str | None) -> str:
    idle = [outside.why_idle(row) for row in Provider.objects.filter(slug=slug, is_on=True)]
    return next(filter(None, idle), "No provider is on. An admin can switch one on.")


def work() -> bool:
    """Do the most urgent run that is due; False when there is none."""
    run = _take()
    if run is None:
        return False
    try:
        _keep(run, *(_ask_outside(run) if run.is_outside else _ask(run)))
    except ProviderUnavailable as error:
        _count_failure(run, after=error.after)
        _postpone(run, str(error), after=error.after)
    except ProviderRejected as error:
        _count_failure(run)
        _fail(run, str(error))
    except Stopped as stopped:
        _fail(run, str(stopped))
    except Exception as error:
        logger.exception("Provider %s broke on run %s", run.provider.slug, run.pk)
        outages.let_go()
        if not outages.is_ours(error):  # that is no fault of who was asked
            _count_failure(run)
        _postpone(run, outages.why(error, BROKE, run))
    return True


class Stopped(Exception):
    """A run that may not leave the house after all; no fault of its provider."""


def _ask(run: SuggestionRun) -> Found:
    provider = providers.named(run.provider.slug)
    return provider.search(_query(run)), provider.version


def _ask_outside(run: SuggestionRun) -> Found:
    """Write down what leaves and to whom, then send it: the database refuses under embargo."""
    if _is_embargoed(run):
        raise Stopped(UNDER_EMBARGO)
    if why := outside.why_idle(run.provider):
        raise Stopped(why)
    provider = outside.made(run.provider)
    query = _query(run)
    run.query = provider.words(query)
    try:
        sent_to = provider.hosts[:LONGEST_HOSTS] if run.query else ""
        queue.held(run).update(query=run.query, sent_to=sent_to)
    except IntegrityError as error:
        raise (Stopped(UNDER_EMBARGO) if outside.is_embargo(error) else error) from None
    found = provider.search(query)
    gates.succeeded(run.provider, provider.requests)
    return found, provider.version


def _count_failure(run: SuggestionRun, *, after: float | None = None) -> None:
    if run.is_outside:
        gates.failed(run.provider, after=after)


def due() -> int:
    """How many runs wait for a worker now, once those whose workers kept dying are failed."""
    SuggestionRun.objects.worn_out().update(
        **queue.ended(Status.FAILED, error=ENDED_WITHOUT_ANSWER)
    )
    _stop_what_may_not_leave()
    return SuggestionRun.objects.due().exclude(provider__in=gates.shut()).count()


def _stop_what_may_not_leave() -> None:
    """End what waits to be asked outside though its provider is off or its article embargoed."""
    left = Q(status=Status.QUEUED) | Q(due_at__lte=timezone.now())
    waiting = SuggestionRun.objects.live().outside().filter(left)
    for those, error in (
        (waiting.filter(claim__article__is_embargoed=True), UNDER_EMBARGO),
        (waiting.filter(provider__is_on=False), SWITCHED_OFF),
    ):
        those.update(**queue.ended(Status.FAILED, error=error))


def under_way() -> int:
    """How many runs workers are doing at this moment."""
    return SuggestionRun.objects.under_way().count()


def someone_waits() -> bool:
    """Whether a run that a person asked for could be done at this moment."""
    wanted = SuggestionRun.objects.due().filter(asked_by__isnull=False)
    return wanted.exclude(provider__in=gates.shut()).exists()


def _take() -> SuggestionRun | None:
    """Take one due run, past any that another worker holds at this moment."""
    try:
        with transaction.atomic():
            run = _next(gates.shut())
            if run is None:
                return None
            lease = settings.SUGGESTION_LEASE_SECONDS
            queue.hold(run, seconds=lease, query=outside.in_full(run.claim))
    except IntegrityError as error:
        if not outside.is_embargo(error):
            raise
        return None  # an embargo was put at this moment: the sweep ends the run
    return run


def _next(shut: Sequence[int]) -> SuggestionRun | None:
    """The next run whose provider may be asked; one that finds the gate shut is put off.

    That spends none of its attempts: nobody was asked. It comes with its provider, which is named
    when it breaks, also where the database is what has broken.
    """
    due = SuggestionRun.objects.due().select_related("provider")
    run = queue.first(due.exclude(provider__in=shut))
    if run is None or not run.is_outside or _may_go(run):
        return run
    return queue.first(due.exclude(is_outside=True))


def _may_go(run: SuggestionRun) -> bool:
    if run.claim.article.is_embargoed:
        _end(run, UNDER_EMBARGO)
        return False
    requests = outside.requests(run.provider)
    if gates.enter(run.provider, requests):
        return True
    run.provider.refresh_from_db()
    if why := run.provider.why_shut:
        run.status, run.due_at = Status.QUEUED, max(run.provider.opens_at, timezone.now())
        run.error = f"{why[0].upper()}{why[1:]}."
        run.save(update_fields=["status", "due_at", "error"])
    return False


def _end(run: SuggestionRun, reason: str) -> None:
    SuggestionRun.objects.filter(pk=run.pk).update(**queue.ended(Status.FAILED, error=reason))


def _query(run: SuggestionRun) -> Query:
    return outside.query(run.claim, run.provider)


@transaction.atomic
def _keep(run: SuggestionRun, findings: list[Finding], version: str) -> None:
    """Store what was found, unless the lease ended meanwhile and another worker has the run.

    The claim is locked first, as by who decides about what is found, or no longer found, here.
    """
    claims.locked(run.claim_id)
    if not queue.close(run, Status.DONE, hits=len(findings), provider_version=version):
        return
    Suggestion.objects.bulk_create(
        [_suggestion(run, rank, found) for rank, found in enumerate(findings, start=1)],
        ignore_conflicts=True,
    )
    _say_what_is_lost(run, version, [found.key for found in findings])


def _say_what_is_lost(run: SuggestionRun, version: str, keys: Sequence[str]) -> None:
    known = Suggestion.objects.filter(claim=run.claim_id, provider=run.provider_id)
    known.filter(lost_at__isnull=False, key__in=keys).update(lost_at=None)
    alike = known.filter(lost_at=None, run__provider_version=version)  # words alone find less
    alike.exclude(key__in=keys).update(lost_at=timezone.now())


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
        author=found.author,
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


def _postpone(run: SuggestionRun, error: str, *, after: float | None = None) -> None:
    if queue.is_last_attempt(run):
        return _fail(run, error)
    if run.is_outside and _is_embargoed(run):
        return _fail(run, UNDER_EMBARGO)
    return queue.put_off(run, seconds=max(10 << run.attempts, after or 0), error=error)


def _is_embargoed(run: SuggestionRun) -> bool:
    return Article.objects.filter(claims=run.claim_id, is_embargoed=True).exists()


def _fail(run: SuggestionRun, error: str) -> None:
    queue.close(run, Status.FAILED, error=error or "The provider gave no reason.")
