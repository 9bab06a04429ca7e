from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ranking.meaning import packaged
from articles.ranking.wordpieces import WordPieces


@pytest.fixture(scope="module")
def pieces():
    return WordPieces(packaged().vocabulary)


@pytest.fixture(scope="module")
def known():
    return packaged().vocabulary.read_text().split("\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The tower is 330 metres tall.", "the tower is 330 metres tall ."),
        ("unaffable", "una ##ffa ##ble"),
        ("Zürich's CAFÉ", "zurich ' s cafe"),
        ("$1.5bn-deal", "$ 1 . 5 ##bn - deal"),
        ("東京 is big", "東 京 is big"),
        ("a\u200bb\ufffdc\tz", "abc z"),
        ("🙂 fine", "[UNK] fine"),
        ("x" * 101 + " ok", "[UNK] ok"),
        (" \n ", ""),
    ],
)
def test_words_are_cut_as_the_model_was_taught(pieces, known, text, said):
    numbers = pieces.encode(text, most=64)

    assert [known[number] for number in numbers] == ["[CLS]", *said.split(), "[SEP]"]


def test_of_a_longer_text_the_beginning_counts(pieces):
    numbers = pieces.encode("tower " * 1000, most=16)

    assert len(numbers) == 16
    assert numbers[-1] == pieces.encode("", most=16)[-1]


@given(st.text(max_size=300))
def test_any_text_is_cut(pieces, text):
    numbers = pieces.encode(text, most=64)

    assert 2 <= len(numbers) <= 64


def test_a_vocabulary_of_another_kind_is_refused(tmp_path: Path):
    (tmp_path / "vocab.txt").write_text("a\nb")

    with pytest.raises(ValueError, match="UNK"):
        WordPieces(tmp_path / "vocab.txt")
