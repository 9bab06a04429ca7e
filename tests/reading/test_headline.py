"""Headline, byline and date are proposed, and the story is left as it was."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.headline import (
    Proposal,
    propose,
    propose_from_html,
    shortened,
    without_by,
)

LINES = (
    st.sampled_from(["", "Taxes rise again", "# Taxes", "By Ada Chen", "6 November 2024"])
    | st.sampled_from(["Taxes rose. Nobody cared.", "Published 2024-11-06 at 10:30 GMT"])
    | st.sampled_from(["31 February 2024", "By ", "# ", "😀", "- item", "Two"])
)
STORY = "Taxes rose. Nobody cared.\n\nThe end.\n"


@given(st.one_of(st.text(), st.lists(LINES, max_size=9).map("\n".join)))
def test_the_body_is_the_end_of_the_text_to_the_byte(text):
    proposal = propose(text)

    assert text.endswith(proposal.body)
    assert proposal.body.strip() or not text.strip()
    assert "\n" not in proposal.title


@pytest.mark.parametrize(
    "head",
    [
        "Taxes rise again\n\nBy Ada Chen and Ben Dahl\n6 November 2024\n\n",
        "Taxes rise again\nBy Ada Chen and Ben Dahl | Nov. 6, 2024\n",
        "# Taxes rise again\nby Ada Chen and Ben Dahl\nPublished 2024-11-06 at 10:30 GMT\n\n",
        "\n\n## Taxes rise again ##\n\nWritten by: Ada Chen and Ben Dahl\n\nNovember 6th, 2024\n",
        "Taxes rise again\n\nWednesday, 6 November 2024\nBy Ada Chen and Ben Dahl\n\n",
        "Taxes rise again\n\nPublished: Wed 6 Nov 2024, 10:30 a.m. ET\n"
        "Last updated 7 November 2024\n\nBy Ada Chen and Ben Dahl\n",
    ],
)
def test_headline_byline_and_date_are_read_off_the_top(head):
    assert propose(head + STORY) == Proposal(
        "Taxes rise again", "Ada Chen and Ben Dahl", date(2024, 11, 6), STORY
    )


def test_a_story_without_a_headline_keeps_every_byte_and_gets_its_first_sentence_as_title():
    text = "  Taxes rose by 5 percent.  They fell.\n\n\n\n"

    assert propose(text) == Proposal("Taxes rose by 5 percent.", "", None, text)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Chen, 1 May 2025", "Ada Chen"),
        ("By Ada Chen and Dan Ford, May 1, 2025", "Ada Chen and Dan Ford"),
        ("By Ada Chen, Dan Ford, 2025-05-01", "Ada Chen, Dan Ford"),
    ],
)
def test_a_date_may_stand_behind_the_names(line, names):
    found = propose(f"Taxes rose\n{line}\n\n{STORY}")

    assert found == Proposal("Taxes rose", names, date(2025, 5, 1), STORY)


def test_a_title_made_from_a_long_sentence_is_cut_at_a_word():
    text = f"The government {'raised taxes again and ' * 9}left. It did."

    title = propose(text).title

    assert len(title) <= 80
    assert title.endswith(("raised…", "taxes…", "again…", "and…"))


def test_a_title_does_not_end_in_the_first_half_of_a_sum():
    text = "In a bold move, the head of the company that was there first turned down $97.4 billion."

    assert propose(text).title.endswith(" down…")


def test_a_word_too_long_for_a_title_is_cut_too():
    assert propose("a" * 500).title == "a" * 79 + "…"


def test_a_byline_without_a_headline_is_read():
    assert propose(f"By Ada Chen\n\n{STORY}") == Proposal("Taxes rose.", "Ada Chen", None, STORY)


@pytest.mark.parametrize(
    "line",
    [
        "By 2024 the company grew",
        "By the time it came it was late",
        "By noon.",
        "On 6 November 2024 taxes rose",
        "31 February 2024",
        "- an item",
    ],
)
def test_lines_that_are_no_byline_and_no_date_stay_in_the_story(line):
    text = f"Taxes rise\n\n{line}\n\n{STORY}"

    assert propose(text) == Proposal("Taxes rise", "", None, f"{line}\n\n{STORY}")


@pytest.mark.parametrize(
    "text", ["Taxes rise", "Taxes rise\n", "By Ada Chen", "6 November 2024\n\n"]
)
def test_a_text_that_is_all_head_is_all_story(text):
    assert propose(text).body == text


def test_the_name_of_the_file_is_the_title_when_nothing_else_is():
    assert propose("", filename="budget-2024.txt").title == "budget-2024"


def page(head="", body=""):
    story = "<p>The government raised taxes by 5 percent, the third time in as many years.</p>"
    return f"<html><head>{head}</head><body><article>{body}{story * 3}</article></body></html>"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>Taxes rise | The Daily</title>", ""),
        ("<meta property='og:title' content='Taxes rise'><title>No</title>", "<h1>Taxes rise</h1>"),
        ("", "<h1>Taxes <i>rise</i></h1>"),
        ('<script type="application/ld+json">{"headline": "Taxes rise"}</script>', ""),
        (
            "<meta property=og:site_name content='The Daily'>"
            "<meta property=og:title content='Taxes rise - The Daily'>",
            "",
        ),
    ],
)
def test_the_title_of_a_page_is_found_and_not_repeated_in_the_story(head, body):
    proposal = propose_from_html(page(head, body))

    assert proposal.title == "Taxes rise"
    assert proposal.body.startswith("The government raised")


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2024-11-06T23:30:00Z'>",
        "<meta content=2024-11-06 name=date>",
        "<time datetime='2024-11-06'>today</time>",
        '<script type=application/ld+json>[{"@graph": [{"datePublished": "2024-11-06"}]}]</script>',
        "<meta name=date content='Wed, 6 Nov 2024 10:00'>",
    ],
)
def test_the_day_of_a_page_is_found(head):
    assert propose_from_html(page(head)).published == date(2024, 11, 6)


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        ("<meta name=author content='By Ada Chen &amp; Ben Dahl'>", "Ada Chen & Ben Dahl"),
        (
            '<script type="application/ld+json">'
            '{"headline": "x", "author": [{"name": "Ada Chen"}, "Ben Dahl", 5, {"name": null}]}'
            "</script>",
            "Ada Chen and Ben Dahl",
        ),
        ("<meta property='article:author' content='https://example.org/ada'>", ""),
    ],
)
def test_the_author_of_a_page_is_found(head, byline):
    assert propose_from_html(page(head)).byline == byline


def test_a_page_that_says_nothing_of_itself_is_read_like_a_text():
    body = "<p>Taxes rise</p><p>By Ada Chen</p><p>6 November 2024</p>"

    proposal = propose_from_html(page(body=body))

    assert (proposal.title, proposal.byline) == ("Taxes rise", "Ada Chen")
    assert proposal.published == date(2024, 11, 6)
    assert proposal.body.startswith("The government raised")


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<title>",
        "<h1>",
        "<meta><meta content><meta name=author content=''>",
        '<script type="application/ld+json">{"author": </script>',
        f'<script type="application/ld+json">{"[" * 100_000}</script>',
        f'<script type="application/ld+json">{"[" * 900}{"]" * 900}</script>',
        '<script type="application/ld+json">{"headline": 5, "datePublished": {}}</script>',
        '<?xml version="1.0" encoding="utf-16"?><p>\ud800</p>',
        f'<script type=application/ld+json>{{"headline": {"[" * 900 + "]" * 900}}}</script>',
        f'<script type=application/ld+json>{{"headline": "x", "author": {"[" * 900 + "]" * 900}}}',
        f"<meta name=author content='&#{'1' * 5000};'>&#x{'f' * 5000};",
        "<meta name=date content='2024-02-31'>",
        "\0" * 10,
    ],
)
def test_an_odd_page_is_no_error(html):
    assert isinstance(propose_from_html(html), Proposal)


@given(st.text())
def test_any_text_may_be_taken_for_a_page(html):
    assert isinstance(propose_from_html(f"<h1>{html}<meta {html}><p>{html}"), Proposal)


@pytest.mark.parametrize("piece", ["By A", "A\n", "# ", "\n", " ", "6 May ", "By A and "])
def test_no_text_takes_more_than_its_share_of_time(piece):
    before = process_time()

    propose(piece * (2_000_000 // len(piece)))

    assert process_time() - before < 5


@pytest.mark.parametrize(
    "piece", ["<meta ", "<h1>", '<meta a="', "<time>", "a='", "<title>", "| - "]
)
def test_no_page_takes_more_than_its_share_of_time(piece):
    before = process_time()

    propose_from_html(f"<meta {piece * (300_000 // len(piece))}>")
    propose_from_html(piece * (300_000 // len(piece)))

    assert process_time() - before < 10


def test_what_is_shortened_begins_where_its_words_do():
    assert shortened("\n" * 900 + "The ferry ran aground.") == "The ferry ran aground."


@pytest.mark.parametrize(
    ("byline", "name"),
    [("By Cleo Evans", "Cleo Evans"), ("BY CLEO", "CLEO"), ("Byron", "Byron"), ("Cleo", "Cleo")],
)
def test_a_byline_is_not_introduced_twice(byline, name):
    assert without_by(byline) == name
