"""Two texts side by side, word by word, and never for long."""

from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as some

from articles.reading.comparison import Kind, compare

WORDS = some.lists(some.sampled_from(["the", "tower", "is", "tall", "\n"]), max_size=40)


def told(before, after):
    marks = {Kind.SAME: "{}", Kind.GONE: "[-{}-]", Kind.NEW: "[+{}+]", Kind.LEFT_OUT: "<{}>"}
    parts = compare(before, after).parts
    return "".join(marks[part.kind].format(part.words) for part in parts)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", "", ""),
        ("It is tall.", "It is tall.", "It is tall."),
        ("It is tall.", "", "[-It is tall.-]"),
        ("", "It is tall.", "[+It is tall.+]"),
        ("It is 312 m tall.", "It is 330 m tall.", "It is [-312 -][+330 +]m tall."),
        ("It is tall.", "It is tall. Very.", "It is tall. [+Very.+]"),
        ("It is so tall.", "It is tall.", "It is [-so -]tall."),
        ("a b c d", "b c d e", "[-a -]b c d [+e+]"),
        ("1.5 m", "11.5 m", "[-1.5 -][+11.5 +]m"),
        ("one\ntwo", "one  two", "one  two"),
    ],
)
def test_what_is_gone_and_what_is_new_is_told(before, after, said):
    assert "".join(told(before, after).split()) == "".join(said.split())


@given(WORDS, WORDS)
def test_either_text_can_be_put_together_again(before, after):
    before, after = " ".join(before), " ".join(after)
    parts = compare(before, after).parts
    old = "".join(part.words for part in parts if part.kind != Kind.NEW)
    new = "".join(part.words for part in parts if part.kind != Kind.GONE)
    assert old.split() == before.split()
    assert new.split() == after.split()


def test_what_stayed_is_shortened_and_a_single_change_found_in_5_mb():
    before, after = ("x " * 10**6 + middle + " y" * 10**6 for middle in ("old", "new"))
    comparison = compare(before, after)
    assert comparison.is_whole
    assert [part.kind for part in comparison.parts] == [
        Kind.SAME, Kind.LEFT_OUT, Kind.SAME, Kind.GONE, Kind.NEW,
        Kind.SAME, Kind.LEFT_OUT, Kind.SAME,
    ]  # fmt: skip
    assert sum(len(part.words) for part in comparison.parts) < 2_000


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 1_000_000, "b a " * 500_000),
        (" ".join(map(str, range(500_000))), " ".join(map(str, range(500_000, 0, -1)))),
        ("x" * 2_500_000, "y" * 2_500_000),
    ],
    ids=["repeats", "turned round", "one word"],
)
def test_5_mb_with_nothing_in_its_place_do_not_hang(before, after):
    began = monotonic()
    comparison = compare(before, after)
    assert not comparison.is_whole
    assert sum(len(part.words) for part in comparison.parts) < 100_000
    assert monotonic() - began < 20
