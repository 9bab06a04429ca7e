"""What stands on the desk's two shelves: documents brought in, and checks signed off."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import batched

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Evidence, LibraryDocument, Passage, Source, Suggestion
from articles.models.copying import copy, next_ids, sample_if_grown
from articles.models.library import Shelf
from articles.ranking import passages, shingles
from articles.reading import intake, sentences
from articles.services import Refused, copies, shelves

# In characters, as the table has it.
LONGEST = {"identifier": 500, "url": 2000, "publisher": 200}
# Up to this many checks, the shelf is settled by the sign-off itself: it takes no time.
FEW_CHECKS = 1_000

WORDS = ("title", "text", "identifier", "url", "publisher")

# Arrays, as thousands of parameters are slow to lay into a query one by one.
KNOWN = """
SELECT id, identifier, sha256, title, url, publisher, published FROM articles_librarydocument
WHERE identifier = ANY(%(keys)s) AND identifier <> ''
UNION ALL
SELECT id, identifier, sha256, title, url, publisher, published FROM articles_librarydocument
WHERE sha256 = ANY(%(keys)s) AND identifier = ''
"""
DELETE = "DELETE FROM articles_librarydocument WHERE id = ANY(%s)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as it is brought in. Raises Refused, in words, for one that cannot be kept."""

    title: str = ""
    text: str = ""
    identifier: str = ""
    url: str = ""
    publisher: str = ""
    published: date | None = None
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        for name in WORDS:
            object.__setattr__(self, name, intake.clean(getattr(self, name)))
        self._refuse()
        digest = hashlib.sha256(f"{self.title}\n{self.text}".encode())
        object.__setattr__(self, "sha256", digest.hexdigest())

    def _refuse(self) -> None:
        if not (self.title.strip() or self.text.strip()):
            raise Refused("A document needs a title or a text.")
        if self.url and not re.match(r"https?://", self.url, re.IGNORECASE):
            raise Refused("The address has to begin with http:// or https://.")
        for name, most in LONGEST.items():
            if len(getattr(self, name)) > most:
                raise Refused(f"The {name} is longer than {most} characters.")

    @property
    def key(self) -> str:
        """What makes it the same document: what its source calls it, else what it says."""
        return self.identifier or self.sha256


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


class Ready:
    """A document with what takes time to find out about it, but needs no database."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = document.text if document.text.strip() else document.title
        self.sketch = shingles.sketch(self.words)
        self.entries = [
            shelves.Entry(
                document.text[start:end], heading=document.title, number=number, start=start
            )
            for number, (start, end) in enumerate(_spans(document.text))
        ]


def ready(documents: Iterable[Document]) -> list[Ready]:
    return [Ready(document) for document in documents]


def add(documents: Iterable[Document]) -> Added:
    """Bring documents in, and say how many were new, changed, or already there as they are.

    A document is known by its identifier, one without by its title and text. What is known
    and changed takes the place of what was. Each batch is one transaction: what came before
    an error stays, and to bring in everything again is safe. While PostgreSQL stores a batch
    the next one is read and cut, in a thread of its own: `documents` must not ask the database.
    """
    added = Added()
    for batch in ahead(ready(batch) for batch in batched(documents, shelves.BATCH)):
        added += put(batch)
    if added.new or added.changed:
        shelves.settle(Shelf.LIBRARY)
    return added


@transaction.atomic
def put(batch: Sequence[Ready]) -> Added:
    """Bring in one batch, all of it or nothing; the caller settles the shelf when all is in."""
    statistics = shelves.locked(Shelf.LIBRARY)
    wanted = {each.document.key: each for each in batch}  # of the same twice, the last
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
    shelves.put(statistics, list(_entries(placed)))
    if len(new) >= shelves.BATCH // 5:
        sample_if_grown(statistics.passages // 2, LibraryDocument, Passage)
    return Added(len(new), len(changed), len(batch) - len(new) - len(changed), len(repeats))


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
        return f"{_number(self.passages, 'passage')} of it go. {', '.join(kept)} stay."


def dependents(documents: QuerySet[LibraryDocument]) -> Dependents:
    chosen = documents.order_by().values("pk")
    return Dependents(
        passages=Passage.objects.filter(document__in=chosen).count(),
        suggestions=Suggestion.objects.filter(document__in=chosen).count(),
        evidence=Evidence.objects.filter(suggestion__document__in=chosen).count(),
        copies=LibraryDocument.objects.filter(repeats__in=chosen).exclude(pk__in=chosen).count(),
    )


@transaction.atomic
def remove(documents: QuerySet[LibraryDocument]) -> int:
    """Take documents out with their passages: so many statements, however many documents.

    Suggestions and evidence that were made from them stay, without the way back.
    """
    shelves.locked(Shelf.LIBRARY)
    gone = list(documents.order_by().values_list("pk", flat=True))
    copies.hand_over(gone)
    for made_from_them in (Suggestion, Source):
        made_from_them.objects.filter(document__in=gone).update(document=None)
    Passage.objects.filter(document__in=gone).delete()
    with connection.cursor() as cursor:
        cursor.execute(DELETE, [gone])
        return int(cursor.rowcount)


@transaction.atomic
def shelve_check(verdict_id: int, *, text: str, title: str = "") -> None:
    """Put a signed-off verdict among the checks; once more with other words replaces these."""
    statistics = shelves.locked(Shelf.CHECKS)
    _passages_of(verdict_id).delete()
    statistics.refresh_from_db()
    title = intake.clean(title)
    entry = shelves.Entry(intake.clean(text), heading=title, title=title, verdict=verdict_id)
    shelves.put(statistics, [entry])
    shelves.settle(Shelf.CHECKS, most=FEW_CHECKS)


@transaction.atomic
def unshelve_check(verdict_id: int) -> None:
    """Take a verdict from among the checks; one that is not there is no error."""
    shelves.locked(Shelf.CHECKS)
    _passages_of(verdict_id).delete()


def rebuild() -> None:
    """Take all words, weights and counts of both shelves anew: after a change of ranking.words."""
    for shelf in Shelf:
        shelves.rebuild(shelf)


@dataclass(frozen=True, slots=True)
class _Row:
    """A document as it stands in the library; its text is known by its hash."""

    pk: int
    identifier: str
    sha256: str
    title: str
    url: str
    publisher: str
    published: date | None

    def differs(self, document: Document) -> bool:
        names = ("identifier", "sha256", "title", "url", "publisher", "published")
        return any(getattr(self, name) != getattr(document, name) for name in names)

    def is_other(self, document: Document) -> bool:
        return (self.sha256, self.title) != (document.sha256, document.title)


def _known(keys: list[str]) -> dict[str, _Row]:
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, {"keys": keys})
        rows = [_Row(*columns) for columns in cursor.fetchall()]
    return {row.identifier or row.sha256: row for row in rows}


def _values(document: Document) -> dict[str, object]:
    return {name: getattr(document, name) for name in (*WORDS, "published", "sha256")}


def _overwrite(pk: int, ready: Ready, repeats: Mapping[int, int] | None) -> None:
    values = _values(ready.document) | {"updated_at": timezone.now(), "sketch": ready.sketch}
    if repeats is not None:
        values["repeats"] = repeats.get(pk)
    LibraryDocument.objects.filter(pk=pk).update(**values)


def _store(new: Mapping[int, Ready], repeats: Mapping[int, int]) -> None:
    now = timezone.now()
    names = (*WORDS, "published", "sha256")
    copy(
        LibraryDocument,
        ("id", *names, "repeats", "sketch", "added_at", "updated_at"),
        (
            (
                pk,
                *(getattr(each.document, name) for name in names),
                repeats.get(pk),
                f"{{{','.join(map(str, each.sketch))}}}",
                now,
                now,
            )
            for pk, each in new.items()
        ),
    )


def _entries(placed: Mapping[int, Ready]) -> Iterator[shelves.Entry]:
    for pk, each in placed.items():
        for entry in each.entries:
            entry.document = pk
            yield entry


def _spans(text: str) -> list[passages.Span]:
    """The document's passages; one with nothing but a title has one, which is empty."""
    if passages.is_one(text):  # then nobody needs to know where its sentences end
        words = text.strip()
        start = len(text) - len(text.lstrip()) if words else 0
        return [(start, start + len(words))]
    return passages.cut(text, sentences.spans(text)) or [(0, 0)]


def ahead[Batch](batches: Iterator[Batch]) -> Iterator[Batch]:
    """The same batches, each made while the one before it is in use."""
    with ThreadPoolExecutor(1, thread_name_prefix="read ahead") as pool:
        coming = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield batch


def _number(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def _passages_of(verdict_id: int) -> QuerySet[Passage]:
    return Passage.objects.filter(verdict=verdict_id)
