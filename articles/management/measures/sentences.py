"""Are sentences cut where they end? By the boundaries inside each text."""

import re
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

from articles.management.measures import ranks
from articles.reading.sentences import spans
from articles.services import documents

SPACE = re.compile(r"\s+")


def measure(path: Path) -> dict[str, float]:
    """`exact` is the number of texts with every boundary right and none too many."""
    records = documents.records(path)
    started = perf_counter()
    cut = [spans(record["text"]) for record in records]
    seconds = perf_counter() - started
    pairs = [
        (_by_spans(record["text"], found), _by_sentences(record["sentences"]))
        for record, found in zip(records, cut, strict=True)
    ]
    return {
        "f1": round(
            ranks.f1(
                right=sum(len(found & wanted) for found, wanted in pairs),
                found=sum(len(found) for found, _ in pairs),
                wanted=sum(len(wanted) for _, wanted in pairs),
            ),
            4,
        ),
        "exact": sum(found == wanted for found, wanted in pairs),
        "sentences_per_second": round(sum(map(len, cut)) / seconds) if seconds else 0,
    }


def _by_spans(text: str, found: Iterable[tuple[int, int]]) -> set[int]:
    """Boundaries, each as the number of characters before it that are no space."""
    return _inner((_solid(text[:end]) for _, end in found), _solid(text))


def _by_sentences(sentences: list[str]) -> set[int]:
    ends = []
    total = 0
    for sentence in sentences:
        total += _solid(sentence)
        ends.append(total)
    return _inner(ends, total)


def _inner(ends: Iterable[int], total: int) -> set[int]:
    return {end for end in ends if 0 < end < total}


def _solid(text: str) -> int:
    return len(SPACE.sub("", text))
