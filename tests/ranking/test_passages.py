"""Cutting a document into passages."""

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from articles.ranking.passages import LONGEST, cut


def spans(text):
    """Sentences, as far as these tests go: up to a full stop."""
    return [match.span() for match in re.finditer(r"[^\s.][^.]*\.?", text)]


def pieces(text):
    return [text[start:end] for start, end in cut(text, spans(text))]


def test_a_short_note_is_one_passage_from_its_first_word_to_its_last():
    assert pieces("  One thing. Another thing.\n") == ["One thing. Another thing."]


def test_a_text_without_sentences_has_no_passages():
    assert cut("  \n", []) == []


def test_a_long_text_is_cut_on_sentence_bounds_into_about_equal_parts():
    text = " ".join(f"This is sentence number {number} of many." for number in range(100))

    parts = pieces(text)

    assert " ".join(parts) == text
    assert all(part.startswith("This") and part.endswith("many.") for part in parts)
    assert max(map(len, parts)) < 1.2 * min(map(len, parts))


def test_a_sentence_that_is_too_long_is_broken_at_spaces():
    text = " ".join(["word"] * 2_000)

    assert {word for part in pieces(text) for word in part.split(" ")} == {"word"}


def test_a_text_without_spaces_is_broken_all_the_same():
    text = "字" * 5_000

    assert "".join(pieces(text)) == text
    assert len(pieces(text)) > 4


@given(st.text(alphabet="ab .\n", max_size=300).map(lambda text: text * 20))
def test_passages_follow_each_other_and_hold_every_word(text):
    parts = cut(text, spans(text))

    assert all(0 <= start < end <= len(text) for start, end in parts)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(parts))
    assert all(end - start <= 2 * LONGEST for start, end in parts)
    kept = "".join(text[start:end] for start, end in parts)
    assert re.findall("[ab]", kept) == re.findall("[ab]", text)
