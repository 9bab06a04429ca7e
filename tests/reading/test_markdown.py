"""Markdown as a reader reads it."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.markdown import LONGEST, MOST_MARKS, from_markdown

MARKS = (
    st.sampled_from(["# ", "\n", "\n\n", "- ", "1. ", "> ", "*", "**", "_", "`", "```\n"])
    | st.sampled_from(["[a](b)", "![", "|", "a", "|-|-|\n", "    ", "<b>", "<div>", "\\"])
    | st.sampled_from(["&amp;", "---\n", "~~", "]: x", "😀"])
)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Head #\n\nOne", "Head\n\nOne"),
        ("Head\n====\nOne", "Head\n\nOne"),
        ("*One* __two__ ~~three~~ `four`", "One two three four"),
        ("[words](http://example.org 'title')", "words"),
        ("![a picture](a.png)", "a picture"),
        ("<http://example.org>", "http://example.org"),
        ("[words][1]\n\n[1]: http://example.org", "words"),
        ("one\ntwo", "one\ntwo"),
        ("one\n\n\n\ntwo", "one\n\ntwo"),
        ("- one\n- two\n  * three", "• one\n• two\n• three"),
        ("3. one\n4. two", "3. one\n4. two"),
        ("- one\n\nAfter", "• one\n\nAfter"),
        ("- one\n\n  more", "• one\nmore"),
        ("| a | b |\n|---|:-:|\n| *c* | |", "a | b\nc | "),
        ("> quoted\n> words", "quoted\nwords"),
        ("```py\ncode *here*\n```", "code *here*"),
        ("one\n\n***\n\ntwo", "one\n\ntwo"),
        ("a <b>bold</b> word<br>more", "a bold word\nmore"),
        ("<div>One<p>two</div>", "One\ntwo"),
        ("1 \\* 2 &amp; 3", "1 * 2 & 3"),
        ("5 * 3 * 2 and snake_case_name", "5 * 3 * 2 and snake_case_name"),
        ("---\ntitle: x\n---\nOne", "One"),
        ("", ""),
    ],
)
def test_marks_go_and_words_stay(markdown, text):
    assert from_markdown(markdown) == text


@given(st.one_of(st.text(), st.lists(MARKS, max_size=40).map("".join)))
def test_any_text_can_be_read(text):
    assert isinstance(from_markdown(text), str)


def test_plain_prose_is_not_changed():
    text = "Mr. Smith paid $5. He left.\n\nThen “she” came – at 5 p.m. – and\nleft, too."

    assert from_markdown(text) == text


def test_a_text_far_too_long_or_hardly_more_than_marks_stays_as_it_is():
    assert from_markdown(long := "*a* " * LONGEST) == long
    assert from_markdown(marks := "[" * (MOST_MARKS + 1)) == marks


@pytest.mark.parametrize(
    "piece",
    ["[", "![", "*a ", "> ", "- ", "`a", "<a ", "|", "\\", "a\n", "[a]: b\n\n", "a|b\n", "#"],
)
def test_no_text_takes_more_than_its_share_of_time(piece):
    before = process_time()

    from_markdown(piece * (200_000 // len(piece)))

    assert process_time() - before < 10
