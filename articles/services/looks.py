"""Looking at sources' addresses. The table is the queue; Celery only rings the bell."""

import logging
from collections import Counter
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.fetching import Answer, Limits, Unfetchable
from articles.models import Event, Evidence, Look, Source
from articles.reading import webpage
from articles.services import Refused, claims, conditions, history, outages, pages, queue, snapshots

logger = logging.getLogger(__name__)
Status = Look.Status

LIMITS = Limits(seconds=20, size=6 * 1024 * 1024, redirects=5)
CONFIDENTIAL = "A confidential source is never fetched."
NO_ADDRESS = "This source has no address to look at."
EMBARGOED = (
    "An article under embargo uses this source, so its page is not fetched: nothing leaves the"
    " house."
)
ENDED_WITHOUT_ANSWER = "Every attempt ended without an answer: its worker was stopped each time."
BROKE = "The page could not be read. The server's log has the particulars."

GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
FIRST_PAUSE = 60  # seconds, then twice as many
LONGEST_PAUSE = 1800
# Of one server's pages in a night, one each so many seconds.
APART = 5
NIGHTLY_UNLESS_WITHIN = timedelta(hours=12)


class _Busy(Unfetchable):
    """The server wants to be asked again."""

    is_temporary = True

    def __init__(self, sentence: str, seconds: float | None) -> None:
        super().__init__(sentence)
        self.seconds = seconds


def may_fetch(source: Source) -> bool:
    """The one question before anything of a source is fetched, asked again at the last moment."""
    return pages.is_on() and Source.objects.fetchable().filter(pk=source.pk).exists()


def why_not(source: Source) -> str:
    """In words for the editor, if it may not be fetched."""
    if may_fetch(source):
        return ""
    if source.is_confidential:
        return CONFIDENTIAL
    if source.medium != Source.Medium.ADDRESS:
        return NO_ADDRESS
    return EMBARGOED if pages.is_on() else pages.why_off()


def begin(source: Source) -> bool:
    """Queue the first look at a source that was just attached, if it may be fetched."""
    if not may_fetch(source) or source.looks.exists():
        return False
    try:
        _queue(source)
    except Refused:
        return False
    return True


@transaction.atomic
def ask(*, evidence_id: int, person: User) -> Look:
    """Have the source of evidence looked at again; a look that is under way is left alone."""
    evidence = Evidence.objects.select_related("source").get(pk=evidence_id)
    claim = claims.locked(evidence.claim_id)
    if reason := why_not(evidence.source):
        raise Refused(reason)
    looks = evidence.source.looks
    if live := looks.live().first():
        return live
    _queue(evidence.source, person)
    history.record(
        Event.Action.SOURCE_LOOK_ASKED,
        actor=person,
        claim=claim,
        evidence=evidence.pk,
        source=str(evidence.source),
    )
    return looks.live().get()


def _queue(source: Source, person: User | None = None) -> None:
    try:
        with transaction.atomic():
            look = Look(source=source, asked_by=person)
            Look.objects.bulk_create([look], ignore_conflicts=True)
    except IntegrityError as error:
        raise (Refused(CONFIDENTIAL) if _is_confidential(error) else error) from None


def _is_confidential(error: Exception) -> bool:
    """Whether it is the database that refuses: the source has become confidential meanwhile."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", "") == "look_never_at_a_confidential_source"


def ask_all() -> int:
    """Each night: queue a look at every source that evidence rests on. Safe to repeat."""
    try:
        return _ask_all() if pages.is_on() else 0
    except IntegrityError as error:
        if not _is_confidential(error):
            raise
        return _ask_all()


@transaction.atomic
def _ask_all() -> int:
    recent = Look.objects.filter(asked_at__gt=timezone.now() - NIGHTLY_UNLESS_WITHIN)
    sources = (
        Source.objects.fetchable()
        .filter(pk__in=Evidence.objects.standing().values("source"))
        .exclude(pk__in=recent.values("source"))
    )
    begun: Counter[str] = Counter()
    looks = []
    for pk, url in sources.order_by("pk").values_list("pk", "url"):
        server = urlsplit(url).netloc.lower()
        wait = timedelta(seconds=APART * begun[server])
        looks.append(Look(source_id=pk, due_at=timezone.now() + wait))
        begun[server] += 1
    Look.objects.bulk_create(looks, batch_size=1000, ignore_conflicts=True)
    return len(looks)


def work() -> bool:
    """Do the most urgent look that is due; False when there is none."""
    look = _take()
    if look is None:
        return False
    try:
        _do(look)
    except IntegrityError as error:
        if not _is_confidential(error):
            raise
        _end_confidential()
    return True


def _do(look: Look) -> None:
    try:
        if reason := why_not(look.source):
            _end(look, Status.REFUSED, error=reason)
        else:
            _answered(look, _fetch(look.source))
    except (Unfetchable, Refused, webpage.NoText) as error:
        _failed(look, error)
    except Exception as error:
        if _is_confidential(error):
            raise
        logger.exception("Look %s broke", look.pk)
        outages.let_go()
        _postpone(look, outages.why(error, BROKE, look), ended=Status.REFUSED)


def due() -> int:
    """How many looks wait for a worker now, once those that nobody may take are ended."""
    _end_confidential()
    Look.objects.worn_out().update(**queue.ended(Status.REFUSED, error=ENDED_WITHOUT_ANSWER))
    return Look.objects.due().count()


def _end_confidential() -> None:
    """What is attached stays as it is; nobody looks at the page of it."""
    confidential = Look.objects.live().filter(source__is_confidential=True)
    confidential.update(**queue.ended(Status.REFUSED, error=CONFIDENTIAL))


def under_way() -> int:
    """How many looks workers are at in this moment."""
    return Look.objects.under_way().count()


def _take() -> Look | None:
    """Take one due look, past any whose source becomes confidential at this moment."""
    try:
        return _taken()
    except IntegrityError as error:
        if not _is_confidential(error):
            raise
    _end_confidential()
    return _taken()


@transaction.atomic
def _taken() -> Look | None:
    look = queue.first(Look.objects.due().select_related("source"))
    if look:
        queue.hold(look, seconds=settings.SUGGESTION_LEASE_SECONDS)
    return look


def _fetch(source: Source) -> Answer:
    answer = pages.get(source.url, limits=LIMITS)
    if answer.status in pages.BUSY or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        said = f"Its server answers {answer.status}: it is busy or broken."
        raise _Busy(said, answer.retry_after)
    return answer


def _answered(look: Look, answer: Answer) -> None:
    if answer.status in GONE:
        said = f"The page is no longer there: its server answers {answer.status}."
        _end(look, Status.GONE, error=said, http_status=answer.status)
    elif not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        said = f"Its server does not give the page: it answers {answer.status}."
        _end(look, Status.REFUSED, error=said, http_status=answer.status)
    else:
        page = webpage.read(answer.text(), media_type=answer.media_type)
        _keep(look, answer, page)


@transaction.atomic
def _keep(look: Look, answer: Answer, page: webpage.WebPage) -> None:
    """Store what was found, unless the lease ended meanwhile and another worker has the look."""
    evidence = conditions.lock(look.source_id)
    if not queue.held(look).select_for_update().exists():
        return
    snapshot = snapshots.keep(
        look.source,
        page.text,
        url=answer.url,
        status=answer.status,
        media_type=answer.media_type,
        title=page.title,
        byline=page.byline,
        published=page.published,
    )
    look.snapshot = snapshot
    _close(
        look,
        Status.TAKEN,
        snapshot=snapshot,
        http_status=answer.status,
        moved_to=answer.moved_to,
    )
    conditions.settle(look, evidence)


@transaction.atomic
def _end(look: Look, status: Status, *, error: str, http_status: int | None = None) -> None:
    evidence = conditions.lock(look.source_id)
    # A text whose keeping broke off is not there.
    if _close(look, status, error=error, http_status=http_status, snapshot=None):
        conditions.settle(look, evidence)


def _failed(look: Look, error: Exception) -> None:
    if isinstance(error, Unfetchable) and error.is_temporary:
        _postpone(look, str(error), error.seconds if isinstance(error, _Busy) else None)
    else:
        _end(look, Status.REFUSED, error=str(error))


@transaction.atomic
def _postpone(
    look: Look, error: str, seconds: float | None = None, ended: Status = Status.UNREACHABLE
) -> None:
    if queue.is_last_attempt(look):
        return _end(look, ended, error=error)
    pause = max(FIRST_PAUSE << (look.attempts - 1), min(seconds or 0, LONGEST_PAUSE))
    return queue.put_off(look, seconds=pause, error=error)


def _close(look: Look, status: Status, **fields: object) -> bool:
    """End it, and have the look at hand say the same: what it means is settled by that."""
    is_ours = queue.close(look, status, **fields)
    for name, value in queue.ended(status, **fields).items():
        setattr(look, name, value)
    return is_ours
