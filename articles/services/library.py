"""What stands on the desk's two shelves: documents brought in, and checks signed off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter

import numpy as np
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Evidence, LibraryDocument, Passage, Source, Suggestion, packed
from articles.models.copying import copy, next_ids, sample_if_grown
from articles.models.library import Shelf
from articles.reading import intake, slugs
from articles.services import Refused, copies, desk_articles, notes, shelves
from articles.services.incoming import (
    WORDS,
    Document,
    Prepared,
    Ready,
    ahead,
    batches,
    prepared,
)

# Up to this many passages a shelf is settled by what puts one on it: it takes no time.
FEW = 1_000

KNOWN = """
SELECT id, identifier, sha256, title, url, author, publisher, published
FROM articles_librarydocument
WHERE identifier = ANY(string_to_array(%(keys)s, chr(31))) AND identifier <> ''
UNION ALL
SELECT id, identifier, sha256, title, url, author, publisher, published
FROM articles_librarydocument
WHERE sha256 = ANY(string_to_array(%(keys)s, chr(31))) AND identifier = ''
"""
# Columns that say what the document says, with their types.
SAID = dict.fromkeys(WORDS, "text") | {"published": "date", "sha256": "text"}
DELETE = "DELETE FROM articles_librarydocument WHERE id = ANY(%s)"


@dataclass(frozen=True, slots=True)
class Added:
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    near_same: int = 0
    """How many of the new and the changed are nearly the same as an earlier document."""

    def __add__(self, other: "Added") -> "Added":
        return Added(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(self))
        )


def add(documents: Iterable[Document], *, most: int | None = None) -> Added:
    """Bring documents in, and say how many were new, changed, or already there as they are.

    A document is known by its identifier, one without by its title and text. What is known
    and changed takes the place of what was. Each batch is one transaction: what came before
    an error stays, and to bring in everything again is safe. While PostgreSQL stores a batch
    the next one is read and cut, in a thread of its own: `documents` must not ask the database.
    A library of more than `most` passages is not settled now, as that takes minutes.
    """
    in_batches = batches(documents, lambda document: len(document.text))
    return bring_in(ahead(map(prepared, in_batches)), most=most)


def bring_in(batches: Iterable[Prepared], *, most: int | None = None) -> Added:
    """Bring in documents that were made ready elsewhere; see `add`."""
    added = Added()
    for batch in batches:
        added += put(batch)
    # Also what one that was cut short has left unsettled.
    shelves.settle(Shelf.LIBRARY, most=most)
    transaction.on_commit(notes.settle, robust=True)
    return added


@transaction.atomic
def put(batch: Prepared) -> Added:
    """Bring in one batch, all of it or nothing; the caller settles the shelf when all is in."""
    statistics = shelves.locked(Shelf.LIBRARY)
    wanted = {each.document.key: each for each in batch.documents}  # of the same twice, the last
    known = _known(list(wanted))
    changed = {key: row for key, row in known.items() if row.differs(wanted[key].document)}
    recut = {key: row for key, row in changed.items() if row.is_other(wanted[key].document)}
    copies.hand_over([row.pk for row in recut.values()])
    Passage.objects.filter(document__in=[row.pk for row in recut.values()]).delete()
    new = [key for key in wanted if key not in known]
    ids = dict(zip(new, next_ids(LibraryDocument, len(new)), strict=True))
    placed = {row.pk: wanted[key] for key, row in recut.items()} | {
        pk: wanted[key] for key, pk in ids.items()
    }
    repeats = copies.found(
        [copies.Text(pk, each.words, each.sketch) for pk, each in placed.items()]
    )
    for key, row in changed.items():
        _overwrite(row.pk, wanted[key], repeats if key in recut else None)
    _store({pk: wanted[key] for key, pk in ids.items()}, repeats)
    shelves.put(
        statistics,
        [entry for pk, each in placed.items() for entry in each.entries(pk)],
        batch.words.of([number for each in placed.values() for number in each.passages]),
    )
    shelves.lay_in()
    if len(new) >= shelves.BATCH // 5:
        sample_if_grown(statistics.passages // 2, LibraryDocument, Passage)
    return Added(
        len(new), len(changed), len(batch.documents) - len(new) - len(changed), len(repeats)
    )


@dataclass(frozen=True, slots=True)
class Dependents:
    """What there is because of some documents. Passages go with them; the rest stays."""

    passages: int
    suggestions: int
    evidence: int
    copies: int

    def __str__(self) -> str:
        kept = [
            _number(self.suggestions, "suggestion"),
            _number(self.evidence, "piece of evidence", "pieces of evidence"),
            _number(self.copies, "near copy", "near copies"),
        ]
        go = "goes" if self.passages == 1 else "go"
        told = " Who answers for the evidence is told." if self.evidence else ""
        return f"{_number(self.passages, 'passage')} of it {go}. {', '.join(kept)} stay.{told}"


def dependents(documents: QuerySet[LibraryDocument]) -> Dependents:
    chosen = documents.order_by().values("pk")
    return Dependents(
        passages=Passage.objects.filter(document__in=chosen).count(),
        suggestions=Suggestion.objects.filter(document__in=chosen).count(),
        evidence=Evidence.objects.standing().filter(source__document__in=chosen).count(),
        copies=LibraryDocument.objects.filter(repeats__in=chosen).exclude(pk__in=chosen).count(),
    )


@transaction.atomic
def remove(documents: QuerySet[LibraryDocument]) -> int:
    """Take documents out with their passages: so many statements, however many documents.

    Suggestions and evidence that were made from them stay, without the way back; who answers
    for the evidence is told. The rows are locked first, as one may be attached at this moment.
    """
    shelves.locked(Shelf.LIBRARY)
    wanted = LibraryDocument.objects.filter(pk__in=documents.order_by().values("pk"))
    gone = list(wanted.select_for_update().order_by("pk").values_list("pk", flat=True))
    copies.hand_over(gone)
    for made_from_them in (Suggestion, Source):
        made_from_them.objects.filter(document__in=gone).update(document=None)
    Passage.objects.filter(document__in=gone).delete()
    transaction.on_commit(notes.settle, robust=True)
    with connection.cursor() as cursor:
        cursor.execute(DELETE, [gone])
        return int(cursor.rowcount)


@transaction.atomic
def discard(documents: QuerySet[LibraryDocument]) -> int:
    """Take documents out at a person's wish. Raises Refused when one is a released article."""
    shelves.locked(Shelf.LIBRARY)
    if desk_articles.released(documents).exists():
        raise Refused(desk_articles.STAYS)
    return remove(documents)


@transaction.atomic
def shelve_check(verdict_id: int, *, text: str, title: str = "") -> None:
    """Put a signed-off verdict among the checks; once more with other words replaces these."""
    statistics = shelves.locked(Shelf.CHECKS)
    _passages_of(verdict_id).delete()
    statistics.refresh_from_db()
    title, text = intake.clean(title), intake.clean(text)
    entry = shelves.Entry(text, title=title, verdict=verdict_id)
    shelves.put(statistics, [entry], shelves.words_of([(title, text)]))
    shelves.settle(Shelf.CHECKS, most=FEW)


@transaction.atomic
def shelve_article(document: Document) -> None:
    """Put a released article into the library; once more with other words replaces these."""
    put(prepared([document]))
    shelves.settle(Shelf.LIBRARY, most=FEW)


def unshelve_article(article_id: int) -> None:
    """Take an article out of the library; one that is not there is no error."""
    remove(LibraryDocument.objects.filter(pk__in=desk_articles.own(article_id)))


@transaction.atomic
def unshelve_check(verdict_id: int) -> None:
    """Take a verdict from among the checks; one that is not there is no error."""
    shelves.locked(Shelf.CHECKS)
    _passages_of(verdict_id).delete()


def settle() -> None:
    """See that the weights of both shelves hold: of what came one by one, and after an upgrade."""
    for shelf in Shelf:
        shelves.settle(shelf)


@dataclass(frozen=True, slots=True)
class _Row:
    """A document as it stands in the library; its text is known by its hash."""

    pk: int
    identifier: str
    sha256: str
    title: str
    url: str
    author: str
    publisher: str
    published: date | None

    def differs(self, document: Document) -> bool:
        names = ("identifier", "sha256", "title", "url", "author", "publisher", "published")
        return any(getattr(self, name) != getattr(document, name) for name in names)

    def is_other(self, document: Document) -> bool:
        """Whether it is found by other words than these."""
        heading = slugs.heading(self.title, self.url)
        return (self.sha256, heading) != (document.sha256, document.heading)


def _known(keys: list[str]) -> dict[str, _Row]:
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, {"keys": packed.joined(keys)})
        rows = [_Row(*columns) for columns in cursor.fetchall()]
    return {row.identifier or row.sha256: row for row in rows}


def _values(document: Document) -> dict[str, object]:
    return {name: getattr(document, name) for name in SAID}


def _overwrite(pk: int, ready: Ready, repeats: Mapping[int, int] | None) -> None:
    values = _values(ready.document) | {"updated_at": timezone.now(), "sketch": ready.sketch}
    if repeats is not None:
        values["repeats"] = repeats.get(pk)
    LibraryDocument.objects.filter(pk=pk).update(**values)


def _store(new: Mapping[int, Ready], repeats: Mapping[int, int]) -> None:
    now = timezone.now()
    sizes = [len(each.sketch) for each in new.values()]
    numbers = np.array([number for each in new.values() for number in each.sketch], np.int64)
    sketches = packed.arrays(numbers, np.cumsum(sizes).tolist())
    said = attrgetter(*SAID)
    copy(
        LibraryDocument,
        ("id", *SAID, "repeats", "sketch", "added_at", "updated_at"),
        (
            (pk, *said(each.document), repeats.get(pk), sketch, now, now)
            for (pk, each), sketch in zip(new.items(), sketches, strict=True)
        ),
        types=("bigint", *SAID.values(), "bigint", "bytea", "timestamptz", "timestamptz"),
    )


def _number(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def _passages_of(verdict_id: int) -> QuerySet[Passage]:
    return Passage.objects.filter(verdict=verdict_id)
