"""What stands on the desk's two shelves: documents brought in, and checks signed off."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import batched

from django.db import transaction
from django.db.models import Q, QuerySet

from articles.models import LibraryDocument, Passage
from articles.models.library import Shelf
from articles.ranking import passages
from articles.reading import intake, sentences
from articles.services import Refused, shelves

# In characters, as the table has it.
LONGEST = {"identifier": 500, "url": 2000, "publisher": 200}
# Up to this many checks, the shelf is settled by the sign-off itself: it takes no time.
FEW_CHECKS = 1_000


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
        for name in ("title", "text", "identifier", "url", "publisher"):
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

    def __add__(self, other: "Added") -> "Added":
        return Added(
            self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged
        )


def add(documents: Iterable[Document]) -> Added:
    """Bring documents in, and say how many were new, changed, or already there as they are.

    A document is known by its identifier, one without by its title and text. What is known
    and changed takes the place of what was. Each batch is one transaction: what came before
    an error stays, and to bring in everything again is safe.
    """
    added = Added()
    for batch in batched(documents, shelves.BATCH):
        added += _add(batch)
    if added.new or added.changed:
        shelves.settle(Shelf.LIBRARY)
    return added


@transaction.atomic
def remove(document: LibraryDocument) -> None:
    shelves.locked(Shelf.LIBRARY)
    document.delete()


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


@transaction.atomic
def _add(batch: Sequence[Document]) -> Added:
    statistics = shelves.locked(Shelf.LIBRARY)
    wanted = {document.key: document for document in batch}  # of the same twice, the last
    known = _known(wanted)
    changed = [row for key, row in known.items() if _differs(row, wanted[key])]
    recut = [row for row in changed if row.sha256 != wanted[_key(row)].sha256]
    for row in changed:
        _overwrite(row, wanted[_key(row)])
    Passage.objects.filter(document__in=recut).delete()
    new = LibraryDocument.objects.bulk_create(
        [LibraryDocument(**asdict(wanted[key])) for key in wanted if key not in known]
    )
    shelves.put(statistics, [entry for row in recut + new for entry in _entries(row)])
    return Added(len(new), len(changed), len(batch) - len(new) - len(changed))


def _known(wanted: Iterable[str]) -> dict[str, LibraryDocument]:
    keys = list(wanted)
    rows = LibraryDocument.objects.filter(
        Q(identifier__in=keys) | Q(identifier="", sha256__in=keys)
    )
    return {_key(row): row for row in rows}


def _key(row: LibraryDocument) -> str:
    return row.identifier or row.sha256


def _differs(row: LibraryDocument, document: Document) -> bool:
    return any(getattr(row, name) != value for name, value in asdict(document).items())


def _overwrite(row: LibraryDocument, document: Document) -> None:
    for name, value in asdict(document).items():
        setattr(row, name, value)
    row.save()


def _entries(row: LibraryDocument) -> list[shelves.Entry]:
    """The document's passages; one with nothing but a title has one, which is empty."""
    spans = passages.cut(row.text, sentences.spans(row.text)) or [(0, 0)]
    return [
        shelves.Entry(
            row.text[start:end], heading=row.title, document=row.pk, number=number, start=start
        )
        for number, (start, end) in enumerate(spans)
    ]


def _passages_of(verdict_id: int) -> QuerySet[Passage]:
    return Passage.objects.filter(verdict=verdict_id)
