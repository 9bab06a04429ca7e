"""Two texts compared word by word, in bounded time however long they are."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

WORD = re.compile(r"\S+\s*|\s+")
LINE = re.compile(r"[^\n]*\n|[^\n]+")
# A second's work at most; difflib's matcher takes minutes for a text that repeats itself.
MOST_STEPS = 1_000_000
# Of a run of words so many characters are shown: of one that stayed, at either end.
KEPT_SHOWN = 240
CHANGED_SHOWN = 20_000
MOST_PARTS = 2_000


class Kind(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"
    LEFT_OUT = "left-out"  # its words say how much


@dataclass(frozen=True, slots=True)
class Part:
    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """`is_whole` says that every word was compared and every change is shown in full."""

    parts: tuple[Part, ...]
    is_whole: bool

    @property
    def is_same(self) -> bool:
        return all(part.kind in (Kind.SAME, Kind.LEFT_OUT) for part in self.parts)


def compare(before: str, after: str) -> Comparison:
    """The parts in the order of the text; white space alone makes no difference."""
    # Every word ends in white space, the last one too: so it is the same word in the middle.
    before, after = (f"{text.rstrip()}\n" if text.strip() else "" for text in (before, after))
    start = _at_word(after, _alike(before, after, lambda text, count: text[:count]))
    old, new = before[start:], after[start:]
    end = _alike(old, new, lambda text, count: text[len(text) - count :])
    end -= _to_word(new, end)
    tail = new[len(new) - end :]
    middle, was_compared = _differences(old[: len(old) - end], new[: len(new) - end])
    parts = _joined([Part(Kind.SAME, after[:start]), *middle, Part(Kind.SAME, tail)])
    shown, is_shown = _shown(parts)
    return Comparison(tuple(shown), was_compared and is_shown)


def _differences(old: str, new: str) -> tuple[list[Part], bool]:
    """By words; by lines where that is too much; as a whole where that is too much, too."""
    for pieces in (WORD, LINE):
        found = _edits(pieces.findall(old), pieces.findall(new))
        if found is not None:
            return found, pieces is WORD
    return [Part(Kind.GONE, old), Part(Kind.NEW, new)], False


def _alike(old: str, new: str, cut: Callable[[str, int], str]) -> int:
    """How many characters both have alike at one end."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cut(old, middle) == cut(new, middle) else (low, middle - 1)
    return low


def _at_word(text: str, count: int) -> int:
    """At the beginning of the word in which the texts part."""
    while count and not text[count - 1].isspace():
        count -= 1
    return count


def _to_word(text: str, count: int) -> int:
    """How far it is from there to the beginning of the next word."""
    start = at = len(text) - count
    while at < len(text) and not (text[at - 1 : at].isspace() and not text[at].isspace()):
        at += 1
    return at - start


def _edits(old: Sequence[str], new: Sequence[str]) -> list[Part] | None:
    """The fewest insertions and deletions that make the one of the other (Myers, 1986)."""
    rows = _rows([word.strip() for word in old], [word.strip() for word in new])
    if rows is None:
        return None
    parts: list[Part] = []
    x, y = len(old), len(new)
    for count in range(len(rows) - 1, 0, -1):
        before = rows[count - 1]
        came_from = x - y + 1 if _is_down(before, x - y, count) else x - y - 1
        edit_x, edit_y = before[came_from], before[came_from] - came_from
        is_new = came_from > x - y
        parts += [Part(Kind.SAME, word) for word in reversed(new[edit_y + is_new : y])]
        parts.append(Part(Kind.NEW, new[edit_y]) if is_new else Part(Kind.GONE, old[edit_x]))
        x, y = edit_x, edit_y
    parts += [Part(Kind.SAME, word) for word in reversed(new[:y])]
    return parts[::-1]


def _rows(old: Sequence[str], new: Sequence[str]) -> list[dict[int, int]] | None:
    """For each number of edits how far one comes on each diagonal; None when it takes too long."""
    rows: list[dict[int, int]] = []
    before, steps = {1: 0}, 0
    for count in range(len(old) + len(new) + 1):
        row: dict[int, int] = {}
        rows.append(row)
        for diagonal in range(-count, count + 1, 2):
            is_down = _is_down(before, diagonal, count)
            x = before[diagonal + 1] if is_down else before[diagonal - 1] + 1
            first = x
            while x < len(old) and x - diagonal < len(new) and old[x] == new[x - diagonal]:
                x += 1
            row[diagonal] = x
            if x >= len(old) and x - diagonal >= len(new):
                return rows
            steps += x - first + 1
            if steps > MOST_STEPS:
                return None
        before = row
    return rows


def _is_down(before: dict[int, int], diagonal: int, count: int) -> bool:
    """Is the best way to this diagonal a word that is new, and not one that is gone?"""
    return diagonal == -count or (diagonal != count and before[diagonal - 1] < before[diagonal + 1])


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Neighbours of a kind as one: within a change, what is gone before what is new."""
    held: dict[Kind, list[str]] = {kind: [] for kind in Kind}

    def let_go(*kinds: Kind) -> Iterator[Part]:
        is_replaced = bool(held[Kind.NEW])
        for kind in kinds:
            if text := "".join(held[kind]):
                # Beside what came in its place, it does not end its line for a second time.
                is_first = kind == Kind.GONE and is_replaced
                yield Part(kind, f"{text.rstrip()} " if is_first else text)
            held[kind].clear()

    for part in parts:
        if part.kind == Kind.SAME and part.words:
            yield from let_go(Kind.GONE, Kind.NEW)
        elif part.words:
            yield from let_go(Kind.SAME)
        held[part.kind].append(part.words)
    yield from let_go(Kind.SAME, Kind.GONE, Kind.NEW)


def _shown(parts: Iterable[Part]) -> tuple[list[Part], bool]:
    shown: list[Part] = []
    is_whole = True
    for part in parts:
        if len(shown) >= MOST_PARTS:
            return [*shown, Part(Kind.LEFT_OUT, "the rest")], False
        shorter = _shortened(part)
        is_whole = is_whole and (part.kind == Kind.SAME or len(shorter) == 1)
        shown += shorter
    return shown, is_whole


def _shortened(part: Part) -> list[Part]:
    words = part.words
    if part.kind == Kind.SAME and len(words) > 3 * KEPT_SHOWN:
        said = f"{len(words) - 2 * KEPT_SHOWN:,} characters that both have alike"
        first, last = words[:KEPT_SHOWN], words[-KEPT_SHOWN:]
        return [Part(part.kind, first), Part(Kind.LEFT_OUT, said), Part(part.kind, last)]
    if len(words) > CHANGED_SHOWN:
        said = f"{len(words) - CHANGED_SHOWN:,} more characters"
        return [Part(part.kind, words[:CHANGED_SHOWN]), Part(Kind.LEFT_OUT, said)]
    return [part]
