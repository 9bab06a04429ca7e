"""Which documents of the library say nearly the same: wire copies, and one text from two places.

A copy is kept and points to the earliest that it repeats. See articles.ranking.shingles.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

import numpy as np
from django.db import connection

from articles.models import LibraryDocument
from articles.ranking import shingles

# Of one document no more than this many are compared word by word.
MOST_COMPARED = 8

# So much of a passage has to stand in a copy's: the two may be cut at other sentences.
COPIED = 0.5
MOST_ASKED = 400

# The first of the copies takes the place of what is gone; the others are copies of it.
HAND_OVER = """
UPDATE articles_librarydocument document SET repeats_id = NULLIF(heir.id, document.id)
FROM (
    SELECT repeats_id AS gone, min(id) AS id FROM articles_librarydocument
    WHERE repeats_id = ANY(%(gone)s) AND id <> ALL(%(gone)s) GROUP BY repeats_id
) heir
WHERE document.repeats_id = heir.gone AND document.id <> ALL(%(gone)s)
"""


@dataclass(frozen=True, slots=True)
class Text:
    """A document's words as they are compared; one without a text has its title."""

    pk: int
    words: str
    sketch: list[int]


class _Hit(Protocol):
    @property
    def document(self) -> int | None: ...
    @property
    def text(self) -> str: ...


@dataclass(slots=True)
class _Known:
    """Documents that others may repeat, by the numbers of their sketches."""

    holders: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    words: dict[int, str] = field(default_factory=dict)

    def add(self, pk: int, sketch: Iterable[int]) -> None:
        for number in sketch:
            self.holders[number].append(pk)

    def like(self, text: Text) -> list[int]:
        """The earlier documents that share of the sketch, the likeliest first."""
        holding = [self.holders[number] for number in text.sketch if number in self.holders]
        shared = Counter(pk for holders in holding for pk in holders if pk < text.pk)
        likely = sorted((-count, pk) for pk, count in shared.items())
        return [pk for _, pk in likely[:MOST_COMPARED]]


def found(texts: Sequence[Text]) -> dict[int, int]:
    """By id, what each of the new texts that is a copy repeats. The shelf is locked."""
    own = {text.pk for text in texts}
    known = _Known()
    stored = LibraryDocument.objects.alike([text.sketch for text in texts])
    for pk, sketch in stored.items():
        if pk not in own:
            known.add(pk, sketch)
    # The others, nearly all, share nothing with anything.
    texts = _sharing(texts, known)
    known.words = _words({pk for text in texts for pk in known.like(text)})
    repeats: dict[int, int] = {}
    for text in sorted(texts, key=lambda text: text.pk):
        original = _original(text, known)
        if original:
            repeats[text.pk] = original
        else:
            known.add(text.pk, text.sketch)
            known.words[text.pk] = text.words
    return repeats


def folded[Hit: _Hit](ask: Callable[[int], Sequence[Hit]], limit: int) -> list[Hit]:
    """The first `limit` hits of what `ask` answers for any number, of near copies only the best.

    A passage that a copy has and the other has not stays. While copies fill the answer, more is
    asked for.
    """
    most = limit
    while True:
        hits = ask(most)
        kept = _without_copies(hits)
        if len(kept) >= limit or len(hits) < most or most >= MOST_ASKED:
            return kept[:limit]
        most *= 4


def _sharing(texts: Sequence[Text], known: _Known) -> list[Text]:
    """Those that have a number of their sketch in common with another or with a known one."""
    numbers = np.sort(np.fromiter(chain.from_iterable(text.sketch for text in texts), np.int64))
    shared = {*numbers[1:][np.diff(numbers) == 0].tolist()}.union(known.holders)
    return [text for text in texts if not shared.isdisjoint(text.sketch)]


def hand_over(gone: Sequence[int]) -> None:
    """Let the copies of documents that go, or that become others, point to the first of them."""
    with connection.cursor() as cursor:
        cursor.execute(HAND_OVER, {"gone": list(gone)})


def _without_copies[Hit: _Hit](hits: Sequence[Hit]) -> list[Hit]:
    families = _families({hit.document for hit in hits if hit.document})
    said: dict[int, list[tuple[int, frozenset[int]]]] = defaultdict(list)
    kept = []
    for hit in hits:
        family = families.get(hit.document or 0)
        if family is None:
            kept.append(hit)
            continue
        own = shingles.shingles(hit.text)
        is_copied = any(
            document != hit.document and shingles.containment(own, other) >= COPIED
            for document, other in said[family]
        )
        if not is_copied:
            kept.append(hit)
            said[family].append((hit.document or 0, own))
    return kept


def _families(documents: Iterable[int]) -> dict[int, int]:
    """By document, the original of those that are copies or have some."""
    rows = LibraryDocument.objects.filter(pk__in=list(documents)).values_list("pk", "repeats")
    return {pk: repeats or pk for pk, repeats in rows}


def _original(text: Text, known: _Known) -> int | None:
    alike = (pk for pk in known.like(text) if shingles.nearly_the_same(text.words, known.words[pk]))
    return min(alike, default=None)


def _words(pks: Iterable[int]) -> dict[int, str]:
    rows = LibraryDocument.objects.filter(pk__in=list(pks)).values_list("pk", "text", "title")
    return {pk: text if text.strip() else title for pk, text, title in rows}
