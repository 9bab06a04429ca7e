"""Which documents of the library say nearly the same: wire copies, and one text from two places.

A copy is kept and points to the earliest that it repeats. See articles.ranking.shingles.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from articles.models import LibraryDocument
from articles.ranking import shingles

# Of one document no more than this many are compared word by word.
MOST_COMPARED = 8

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
        shared = Counter(
            pk for number in text.sketch for pk in self.holders.get(number, ()) if pk < text.pk
        )
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


def hand_over(gone: Sequence[int]) -> None:
    """Let the copies of documents that go, or that become others, point to the first of them."""
    with connection.cursor() as cursor:
        cursor.execute(HAND_OVER, {"gone": list(gone)})


def _original(text: Text, known: _Known) -> int | None:
    alike = (pk for pk in known.like(text) if shingles.nearly_the_same(text.words, known.words[pk]))
    return min(alike, default=None)


def _words(pks: Iterable[int]) -> dict[int, str]:
    rows = LibraryDocument.objects.filter(pk__in=list(pks)).values_list("pk", "text", "title")
    return {pk: text if text.strip() else title for pk, text, title in rows}
