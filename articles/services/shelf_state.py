"""How the shelves are, in rows of words: size, backlog, last error. The admin draws them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import localize

from articles.models import Feed, Ingest, Lexeme, LibraryDocument, LibraryStatistics
from articles.models.library import Shelf
from articles.services import pages, vectors


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    value: str
    is_wrong: bool = False


def rows() -> list[Row]:
    """Everything there is to say, in the order in which it is drawn."""
    return [row for part in PARTS for row in part()]


def _shelves() -> list[Row]:
    words = dict(
        Lexeme.objects.filter(passages__gt=0).values_list("shelf").annotate(words=Count("pk"))
    )
    held = {each.shelf: each for each in LibraryStatistics.objects.all()}
    return [
        Row(shelf.label, _held(held.get(shelf.value), words.get(shelf.value, 0))) for shelf in Shelf
    ]


def _held(shelf: LibraryStatistics | None, words: int) -> str:
    if shelf is None:
        return "empty"
    built = f"; weights taken {_moment(shelf.built_at)}" if shelf.built_at else ""
    passages = f"{shelf.passages:,} passage{'' if shelf.passages == 1 else 's'}"
    return f"{passages}, {shelf.length:,} words, {words:,} different ones{built}"


def _moment(at: datetime) -> str:
    """In the desk's time, as the admin's tables have it."""
    return str(localize(timezone.localtime(at)))


def _documents() -> list[Row]:
    counted = LibraryDocument.objects.aggregate(
        all=Count("pk"), copies=Count("pk", filter=Q(repeats__isnull=False))
    )
    return [
        Row("Documents", f"{counted['all']:,}, {counted['copies']:,} of them near copies of others")
    ]


def _ingests() -> list[Row]:
    live = Ingest.objects.live()
    waiting = sum(ingest.size - ingest.read for ingest in live.only("size", "read"))
    rows = [
        Row("Handed in and not yet in", f"{live.count():,}, {waiting / 1_000_000:,.1f} MB left")
    ]
    if stale := [ingest for ingest in live if ingest.is_stale]:
        rows.append(Row("No worker goes on with", f"{len(stale):,} of them", is_wrong=True))
    failed = Ingest.objects.filter(status=Ingest.Status.FAILED).order_by("-finished_at").first()
    if failed:
        when = _moment(failed.finished_at) if failed.finished_at else ""
        rows.append(
            Row("Last that failed", f"{failed.name}, {when}: {failed.error}", is_wrong=True)
        )
    return rows


def _feeds() -> list[Row]:
    on = Feed.objects.filter(is_on=True, kind=Feed.Kind.LIBRARY)
    off = "" if pages.is_on() else "; none is read, as fetching is off"
    wrong = [Row(f"Feed {feed}", feed.error, is_wrong=True) for feed in on.exclude(error="")[:10]]
    return [Row("Feeds that are followed", f"{on.count():,}{off}"), *wrong]


def _meaning() -> list[Row]:
    state = vectors.state()
    said = f"{state.model or 'no model yet'}: {state.made:,} passages made, {state.waiting:,} wait"
    if state.waiting:
        said += f" ({state.share:.0%} done)"
    if state.unread:
        said += f"; the sentences of {state.unread:,} are still to be read one by one"
    rows = [Row("Vectors of meaning", said)]
    if state.problem:
        told = "No more vectors are made" if vectors.is_in_use() else "Searched by words only"
        rows.append(Row(told, state.problem, is_wrong=not vectors.is_off()))
    return rows


# One function a part.
PARTS: list[Callable[[], list[Row]]] = [_shelves, _meaning, _documents, _ingests, _feeds]
