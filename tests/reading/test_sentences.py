"""Each character of a text lies in one sentence, and sentences end where a reader ends them."""

import re
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.reading.intake import clean
from articles.reading.sentences import spans


def sentences(text):
    return [text[start:end] for start, end in spans(text)]


PIECES = (
    st.sampled_from(["Mr. ", "He left. ", "“Why?” ", '"', "”", "'", "\n", "\n\n", "\r\n"])
    | st.sampled_from([" \n\t\n", "| a | b |\n", "|---|---|\n", "- item\n", "# Head\n", "1. "])
    | st.sampled_from(["…", "...", "[1]", "😀", "e\u0301", "\u200d", "A", " ", "U.S. ", "3.5"])
    | st.sampled_from(["(", ")", "\u2028", "\x85", "\xa0", "*", "。", "\x1c"])
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
@example("\r\n\r\n😀 One. Two.\r\n")
def test_every_visible_character_lies_in_exactly_one_sentence(text):
    found = spans(text)

    covered = [place for start, end in found for place in range(start, end)]
    assert covered == sorted(set(covered))
    assert {place for place, char in enumerate(text) if not char.isspace()} <= set(covered)


@given(TEXTS)
def test_a_sentence_is_never_empty_and_has_no_space_round_it(text):
    assert all(found and found == found.strip() for found in sentences(text))


@given(TEXTS)
def test_no_sentence_crosses_a_blank_line(text):
    assert not any(re.search(r"\n[ \t]*\n", found) for found in sentences(text))


@given(TEXTS.map(clean), TEXTS.map(clean))
def test_paragraphs_do_not_change_each_other(one, other):
    """Of a text as it is kept: with one kind of ends of lines."""
    one, other = one.rstrip(), other.lstrip()

    assert sentences(f"{one}\n\n{other}") == sentences(one) + sentences(other)


def test_offsets_count_characters_beyond_the_basic_plane_as_one():
    assert spans("😀😀 rose. 𝔄 fell.") == [(0, 8), (9, 16)]


def test_combining_marks_and_windows_line_ends_keep_their_place():
    text = "Cafe\u0301 rose.\r\n\r\nIt fell."

    assert spans(text) == [(0, 11), (15, 23)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t\r\n\xa0"])
def test_a_text_without_characters_has_no_sentences(text):
    assert spans(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Ms. Jones and Dr. A. B. Roe on Jan. 5.",
        "It cost $97.4 billion, i.e. 3.5 percent of G.D.P. in the U.S. economy.",
        "J. K. Rowling lives at No. 10 St. James St. in London.",
        "“Why?” he asked.",
        "“No! no!” she said.",
        "He wrote to a.b@example.org about https://example.org/a.html?b=c today.",
        "She said “it is over” and left.",
        "Wait... what?",
        "It rose by 5 percent (see Fig. 3) that year.",
    ],
)
def test_what_looks_like_an_end_and_is_none(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("It was 3 p.m. He left.", ["It was 3 p.m.", "He left."]),
        ("He moved to the U.S. The war began.", ["He moved to the U.S.", "The war began."]),
        ("He said “No.” Then he left.", ["He said “No.”", "Then he left."]),
        ("It ended. “We won,” he said.", ["It ended.", "“We won,” he said."]),
        ('It ended. "We won," he said.', ["It ended.", '"We won," he said.']),
        ("“We won. They lost.”", ["“We won.", "They lost.”"]),
        ("‘We won. They lost.’ He left.", ["‘We won.", "They lost.’", "He left."]),
        ("It fell.[1] It rose.[2][3] So?", ["It fell.[1]", "It rose.[2][3]", "So?"]),
        ("It ended… Then it began.", ["It ended…", "Then it began."]),
        ("We won. 😀 :-)", ["We won. 😀 :-)"]),
    ],
)
def test_ends_are_found(text, expected):
    assert sentences(text) == expected


def test_a_row_of_a_table_is_one_sentence_and_takes_the_rule_below_it():
    text = "| Dr. A | b. C |\n|---|---|\n| 1. One | 2 |\nIt rose. It fell.\n"

    assert sentences(text) == [
        "| Dr. A | b. C |\n|---|---|",
        "| 1. One | 2 |",
        "It rose.",
        "It fell.",
    ]


def test_cells_joined_by_bars_are_rows_too():
    assert sentences("Year | Rate\n2019 | 3.5\n") == ["Year | Rate", "2019 | 3.5"]


@pytest.mark.parametrize("marker", ["-", "*", "•", "–", "1.", "12)", "a)", "(b)", "##", "- 1."])
def test_an_item_ends_with_its_line_and_keeps_its_marker(marker):
    text = f"{marker} the first\n{marker} the second. And more\nAfter it."

    assert sentences(text) == [
        f"{marker} the first",
        f"{marker} the second.",
        "And more",
        "After it.",
    ]


def test_a_line_of_dashes_under_a_headline_goes_with_it():
    assert sentences("Taxes rise\n==========\nThey rose. Much.") == [
        "Taxes rise\n==========",
        "They rose.",
        "Much.",
    ]


def test_a_headline_ends_though_it_has_no_full_stop():
    paragraph = "The government raised taxes by five percent, and nobody was surprised. It said so."

    assert sentences(f"Taxes rise again\n{paragraph}") == [
        "Taxes rise again",
        "The government raised taxes by five percent, and nobody was surprised.",
        "It said so.",
    ]


def test_a_sentence_goes_on_over_the_ends_of_wrapped_lines():
    text = "The government has raised\nTaxes by five percent and\nnobody was surprised."

    assert sentences(text) == [text]


def test_a_long_line_is_a_paragraph_even_without_a_full_stop():
    line = "The government raised taxes " + "and raised them again " * 6

    assert len(sentences(f"{line}\nThen it fell.")) == 2


def test_five_megabytes_take_seconds():
    text = (
        "This is one sentence of about a hundred characters, and it goes on to be that long. "
        * 60_000
    )

    before = process_time()

    assert len(spans(text)) == 60_000
    assert process_time() - before < 20


@pytest.mark.parametrize(
    "piece",
    [
        '"a" ',
        "“",
        "‘",
        "'",
        "`",
        "(",
        "a.",
        "a ",
        " ",
        "- ",
        "• ",
        "|",
        "#",
        "\t",
        "?",
        ".[1] A",
        "A\n",
    ],
)
def test_no_text_takes_more_than_its_share_of_time(piece):
    before = process_time()

    spans(piece * (300_000 // len(piece)) + "a")

    assert process_time() - before < 5
