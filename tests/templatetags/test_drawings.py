"""What is drawn says the same in words."""

from collections import Counter

import pytest

from articles.models import Rating, Status
from articles.templatetags import drawings
from tests.pages import Page


def drawn(html):
    page = Page(str(html))
    assert page.faults == []
    return page


def test_a_strip_has_a_stroke_for_each_sentence_in_order_and_says_the_counts():
    statuses = ["signed-off", "unchecked", "unchecked", "waived"]

    page = drawn(drawings.strip(statuses, Counter(statuses)))

    assert [each["data-status"] for each in page.all("use")] == statuses
    assert page.the("svg")["role"] == "img"
    assert page.the("svg")["aria-label"] == (
        "4 sentences: 2 unchecked, 1 signed off, 1 waived (stet)"
    )


def test_a_long_strip_is_thinned_evenly_and_still_says_every_count():
    statuses = ["signed-off"] * 2_000 + ["unchecked"] * 2_000

    page = drawn(drawings.strip(statuses, Counter(statuses)))

    shown = [each["data-status"] for each in page.all("use")]
    assert len(shown) == drawings.WIDEST_STRIP
    assert Counter(shown) == {"signed-off": 150, "unchecked": 150}
    assert "4000 sentences" in page.the("svg")["aria-label"]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"unchecked": 1}, "1 sentence: 1 unchecked"),
        ({"proposed": 2, "unchecked": 0}, "2 sentences: 2 proposed"),
    ],
)
def test_counts_are_said_in_words(counts, words):
    assert drawings.said(counts) == words


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
def test_a_rating_fills_as_many_steps_as_its_value(value):
    steps = drawn(drawings.scale(Rating(label="R", value=value))).all("path")

    assert len([step for step in steps if step.get("fill") != "none"]) == value
    assert len(steps) == 5


def test_a_rating_without_a_value_is_a_line():
    assert len(drawn(drawings.scale(Rating(label="R", value=None))).all("path")) == 1


@pytest.mark.parametrize(("share", "width"), [(0, 0), (0.5, 32), (1, 64)])
def test_a_meter_is_filled_to_its_share_and_is_not_read_out(share, width):
    page = drawn(drawings.meter(share))

    assert page.all("path")[1]["d"] == f"M0 0h{width}v8H0z"
    assert page.the("svg")["aria-hidden"] == "true"


def test_every_status_has_a_word_and_both_its_shapes_are_in_the_sprite(settings):
    sprite = (settings.BASE_DIR / "templates/articles/parts/sprite.html").read_text()
    symbols = {each["id"] for each in Page(sprite).all("symbol")}

    for status, label in drawings.statuses():
        assert label == Status(status).label
        assert {status, f"k-{status}"} <= symbols
    assert len(drawings.statuses()) == len(Status)
