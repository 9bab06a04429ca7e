"""Texts with marks in them: whatever the words are, without the tags they are the same words."""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import Claim, Status
from articles.reading import facts, intake, sentences
from articles.templatetags.galley import (
    added,
    context_of,
    passage,
    prose,
    sentence,
    what_matters,
)
from tests.pages import Page

ODD = st.sampled_from(["<b>", "</p>", "&amp;", '"', "'", "\n\n", "é", "\u0301", "\U0001f5fc", "“"])
TEXT = st.lists(st.one_of(ODD, st.text(max_size=8), st.just(" The 3 towers. ")), max_size=12).map(
    "".join
)
PLAIN = TEXT.map(intake.clean)
any_text = settings(deadline=None)


@st.composite
def texts_with_spans(draw):
    """A text, and spans in it that begin in order and do not overlap."""
    text = draw(PLAIN.filter(bool))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return text, [[start, end] for start, end in pairs]


def claim(text, start, end, number=1, **fields):
    words = text[start:end]
    known = {"status": Status.UNCHECKED, "worth": 0.7, "facts": []} | fields
    return Claim(number=number, start=start, end=end, sentence=words, **known)


def shown(html, **wanted):
    return [each.text for each in Page(html).all("span", **wanted)]


def sound(html, tags):
    page = Page(html)
    assert page.faults == []
    assert {each.tag for each in page.elements} <= tags
    return page


PROSE = {"p", "span", "a", "svg", "use"}


@any_text
@given(PLAIN)
def test_each_sentence_of_a_galley_is_to_the_character_as_it_stands(text):
    spans = sentences.spans(text)
    claims = [
        claim(
            text, start, end, number,
            facts=[[f.kind, f.start, f.end] for f in facts.facts(text[start:end])],
        )
        for number, (start, end) in enumerate(spans, start=1)
    ]  # fmt: skip

    html = prose(text, claims, "a-slug")

    sound(html, PROSE)
    assert shown(html, **{"class": "text"}) == [text[start:end] for start, end in spans]


@any_text
@given(texts_with_spans())
def test_facts_are_marked_where_they_are_and_change_no_word(given_text):
    text, spans = given_text
    marked = [("number", start, end) for start, end in spans if end > start]

    html = sentence(claim(text, 0, len(text), facts=marked), "a-slug")

    sound(html, PROSE)
    assert shown(html, **{"class": "text"}) == [text]
    assert shown(html, **{"class": "fact"}) == [text[start:end] for _, start, end in marked]


@pytest.mark.parametrize("mark", "\x01\x02\x03\x04\x05\x06")
def test_a_control_character_that_got_into_a_text_opens_no_tag(mark):
    text = f"a{mark}b<i>c"

    html = sentence(claim(text, 0, len(text), facts=[["number", 2, 3]]), "a-slug")

    sound(html, PROSE)
    assert shown(html, **{"class": "text"}) == [text]


@any_text
@given(texts_with_spans(), st.integers(0, 40), st.integers(0, 40))
def test_a_passage_is_to_the_character_what_was_found(given_text, one, other):
    text, spans = given_text
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    suggestion = SimpleNamespace(text=text, shared=spans, matters=[start, end])

    html = passage(suggestion)

    page = sound(f"<q>{html}</q>", {"q", "strong", "mark"})
    assert page.the("q").text == text
    strong = "".join(each.text for each in page.all("strong"))
    assert strong == text[start:end]
    marks = "".join(each.text for each in page.all("mark"))
    assert marks == "".join(text[first:last] for first, last in spans)
    assert what_matters(suggestion) == text[start:end]


@any_text
@given(PLAIN)
def test_a_passage_of_which_nothing_stands_out_is_offered_whole(text):
    suggestion = SimpleNamespace(text=text, shared=[], matters=[])

    assert Page(f"<q>{passage(suggestion)}</q>").the("q").text == text
    assert what_matters(suggestion) == text


@any_text
@given(PLAIN, PLAIN)
def test_the_later_text_is_shown_whole_and_what_is_unmarked_was_there_before(before, after):
    page = sound(f"<q>{added(before, after)}</q>", {"q", "ins"})

    assert page.the("q").text == after
    inserted = [each.text for each in page.all("ins")]
    assert inserted == [] if before == after else all(inserted)


def test_only_the_words_that_are_new_are_marked_as_inserted():
    html = added("It is 300 metres tall.", "It is now 330 metres tall.")

    assert "".join(each.text for each in Page(html).all("ins")).split() == ["now", "330"]


@any_text
@given(PLAIN, st.integers(0, 400), st.integers(1, 60))
def test_the_context_of_a_sentence_holds_it_and_nothing_that_is_not_in_the_text(text, start, size):
    text = text or "It is."
    start = min(start, len(text) - 1)
    end = min(len(text), start + size)

    html = context_of(claim(text, start, end), text)

    page = sound(f"<q>{html}</q>", {"q", "mark"})
    assert page.the("mark").text == text[start:end]
    assert page.the("q").text.strip("…") in text or "…" in text


def test_a_long_text_is_cut_round_the_sentence_and_says_so():
    text = "a" * 500 + "It is." + "b" * 500

    whole = Page(f"<q>{context_of(claim(text, 500, 506), text)}</q>").the("q").text

    assert whole == "…" + "a" * 160 + "It is." + "b" * 160 + "…"


def paragraphs(text):
    claims = [
        claim(text, start, end, number)
        for number, (start, end) in enumerate(sentences.spans(text), start=1)
    ]
    page = Page(prose(text, claims, "a-slug"))
    return [
        (
            each.get("class"),
            [inner.text for inner in page.all("span", **{"class": "text"}) if each in inner.inside],
        )
        for each in page.all("p")
    ]


def test_white_space_decides_on_paragraphs_and_turns():
    text = "It is one. It is two.\nIt is three.\n\nIt is four.\n\n\nIt is five."

    assert paragraphs(text) == [
        (None, ["It is one.", "It is two."]),
        (None, ["It is three."]),
        (None, ["It is four."]),
        ("turn", ["It is five."]),
    ]


def test_the_chosen_sentence_alone_says_that_it_is_here():
    text = "It is one. It is two."
    claims = [claim(text, 0, 10, 1), claim(text, 11, 21, 2)]

    page = Page(prose(text, claims, "a-slug", 2))

    here = [each["id"] for each in page.elements if "here" in (each.get("class") or "").split()]
    assert here == ["s2"]
    assert [a["href"] for a in page.all("a", aria_current="true")] == ["/articles/a-slug/2/"]
    assert [a["hx-get"] for a in page.all("a")] == ["/articles/a-slug/1/", "/articles/a-slug/2/"]


@pytest.mark.parametrize("status", Status)
def test_the_status_is_told_by_shape_and_by_word(status):
    page = Page(sentence(claim("It is.", 0, 6, status=status), "a-slug"))

    assert status.label in page.the("a").text
    assert page.the("use")["href"] == f"#{status.value}"


def test_what_is_worth_checking_is_said_in_words_too():
    worth = Page(sentence(claim("It is.", 0, 6, worth=0.5), "a-slug"))
    idle = Page(sentence(claim("It is.", 0, 6, worth=0.49), "a-slug"))

    assert "worth checking" in worth.the("a").text
    assert "worth checking" not in idle.the("a").text


def test_a_sentence_out_of_band_says_so_and_others_do_not():
    one = claim("It is.", 0, 6)

    assert Page(sentence(one, "s", out_of_band=True)).by_id("s1")["hx-swap-oob"] == "true"
    assert Page(sentence(one, "s")).by_id("s1").get("hx-swap-oob") is None
