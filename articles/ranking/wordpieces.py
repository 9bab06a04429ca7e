"""Cutting a text into the numbered word pieces that a model of the BERT family was taught with.

The method is WordPiece (Wu et al., 2016, "Google's Neural Machine Translation System"): each word
is the longest known pieces, from its beginning to its end. Upper case and accents are dropped.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

# A longer word is no word; looking for its pieces would take the square of its length.
LONGEST_WORD = 100
KEPT_WORDS = 50_000
# Scripts without spaces are read a character at a time.
IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
SYMBOLS = re.compile(rf"[!-/:-@\[-`{{-~{IDEOGRAPHS}]")


class WordPieces:
    def __init__(self, vocabulary: Path) -> None:
        """Read a vocabulary of a piece a line. Raises OSError, or ValueError if it is another."""
        pieces = vocabulary.read_text(encoding="utf-8").split("\n")
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        try:
            self._unknown = self._numbers["[UNK]"]
            self._start, self._end = self._numbers["[CLS]"], self._numbers["[SEP]"]
        except KeyError as error:
            raise ValueError(f"There is no {error} in {vocabulary.name}.") from None
        self._of = lru_cache(KEPT_WORDS)(self._of_chunk)

    def encode(self, text: str, *, most: int) -> list[int]:
        """The numbers of the text's first pieces between the marks of start and end."""
        numbers = [self._start]
        for chunk in text.split():
            numbers += self._of(chunk)
            if len(numbers) >= most:
                break
        return [*numbers[: most - 1], self._end]

    def _of_chunk(self, chunk: str) -> list[int]:
        return [number for word in _words(chunk) for number in self._of_word(word)]

    def _of_word(self, word: str) -> list[int]:
        numbers: list[int] = []
        start = 0
        while start < len(word) <= LONGEST_WORD:
            end = self._longest(word, start)
            if not end:
                return [self._unknown]
            numbers.append(self._numbers[_piece(word, start, end)])
            start = end
        return numbers or [self._unknown]

    def _longest(self, word: str, start: int) -> int:
        """Where the longest known piece from `start` ends; 0 when there is none."""
        ends = range(len(word), start, -1)
        return next((end for end in ends if _piece(word, start, end) in self._numbers), 0)


def _piece(word: str, start: int, end: int) -> str:
    return f"##{word[start:end]}" if start else word[:end]


def _words(chunk: str) -> list[str]:
    """The words of a text without spaces, each mark of punctuation a word of its own."""
    plain = "".join(filter(_is_kept, unicodedata.normalize("NFD", chunk.lower())))
    return "".join(f" {each} " if _stands_alone(each) else each for each in plain).split()


def _is_kept(character: str) -> bool:
    category = unicodedata.category(character)
    return category != "Mn" and not category.startswith("C") and character != "\ufffd"


def _stands_alone(character: str) -> bool:
    return bool(SYMBOLS.match(character)) or unicodedata.category(character).startswith("P")
