"""Documents on their way to the library, and what can be made ready before it is locked."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

from articles.ranking import passages
from articles.ranking.counts import Counts
from articles.ranking.sketches import sketches
from articles.reading import headline, intake, sentences, slugs
from articles.services import Refused, shelves

# In characters, as the table has it.
LONGEST = {"identifier": 500, "url": 2000, "author": 300, "publisher": 200}
# What the desk itself calls what it puts into the library begins so.
OF_THE_DESK = "desk:"
WORDS = ("title", "text", "identifier", "url", "author", "publisher")


# Without slots: it goes between processes, and one with slots is packed by Python, not by C.
@dataclass(frozen=True, kw_only=True)
class Document:
    """A document as it is brought in. Raises Refused, in words, for one that cannot be kept."""

    title: str = ""
    text: str = ""
    identifier: str = ""
    url: str = ""
    author: str = ""
    publisher: str = ""
    published: date | None = None
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        for name in WORDS:
            object.__setattr__(self, name, intake.clean(getattr(self, name)))
        object.__setattr__(self, "author", headline.without_by(self.author))
        self._refuse()
        digest = hashlib.sha256(f"{self.title}\n{self.text}".encode())
        object.__setattr__(self, "sha256", digest.hexdigest())

    def _refuse(self) -> None:
        if not (_is_seen(self.title) or _is_seen(self.text)):
            raise Refused("A document needs a title or a text.")
        if self.url and not re.match(r"https?://", self.url, re.IGNORECASE):
            raise Refused("The address has to begin with http:// or https://.")
        for name, most in LONGEST.items():
            if len(getattr(self, name)) > most:
                raise Refused(f"The {name} is longer than {most} characters.")

    @property
    def heading(self) -> str:
        return slugs.heading(self.title, self.url)

    @property
    def key(self) -> str:
        """What makes it the same document: what its source calls it, else what it says."""
        return self.identifier or self.sha256


@dataclass(frozen=True)
class Ready:
    """A document with what takes time to find out about it, but needs no database."""

    document: Document
    sketch: list[int]
    spans: list[passages.Span]
    first: int
    """The number of its first passage among those of the batch."""

    @property
    def words(self) -> str:
        """What it is compared with others by: one without a text has its title."""
        return said(self.document.title, self.document.text)

    @property
    def passages(self) -> range:
        return range(self.first, self.first + len(self.spans))

    def entries(self, pk: int) -> Iterator[shelves.Entry]:
        """Its passages, once it has an id."""
        for number, (start, end) in enumerate(self.spans):
            text = self.document.text[start:end]
            yield shelves.Entry(text, document=pk, number=number, start=start)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Documents that are brought in together, and the words of all their passages."""

    documents: list[Ready]
    words: Counts


def prepared(documents: Iterable[Document]) -> Prepared:
    brought = list(documents)
    sketched = sketches([said(each.title, each.text) for each in brought])
    ready: list[Ready] = []
    first = 0
    for document, sketch in zip(brought, sketched, strict=True):
        spans = _spans(document.text)
        ready.append(Ready(document, sketch, spans, first))
        first += len(spans)
    return Prepared(
        ready,
        shelves.words_of(
            (each.document.heading, each.document.text[start:end])
            for each in ready
            for start, end in each.spans
        ),
    )


def _is_seen(words: str) -> bool:
    """Whether any of it shows on a page: a space of no width does not."""
    return any(each.isprintable() and not each.isspace() for each in words)


def said(title: str, text: str) -> str:
    return text if text.strip() else title


def batches[Each](found: Iterable[Each], weigh: Callable[[Each], int]) -> Iterator[list[Each]]:
    """What is brought in together; each weighs so many characters or bytes."""
    batch: list[Each] = []
    weight = 0
    for each in found:
        batch.append(each)
        weight += weigh(each)
        if is_full(len(batch), weight):
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def is_full(count: int, weight: int) -> bool:
    """Whether so many documents, of so many characters or bytes in all, are a batch."""
    return count >= shelves.BATCH or weight >= shelves.MOST_TEXT


def ahead[Batch](batches: Iterator[Batch]) -> Iterator[Batch]:
    """The same batches, each made while the one before it is in use."""
    with ThreadPoolExecutor(1, thread_name_prefix="read ahead") as pool:
        coming = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield batch


def _spans(text: str) -> list[passages.Span]:
    """The document's passages; one with nothing but a title has one, which is empty."""
    if passages.is_one(text):  # then nobody needs to know where its sentences end
        words = text.strip()
        start = len(text) - len(text.lstrip()) if words else 0
        return [(start, start + len(words))]
    return passages.cut(text, sentences.spans(text)) or [(0, 0)]
