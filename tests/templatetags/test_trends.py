"""Each measure of a provider is drawn as the data says, on the scale of all providers."""

from datetime import date

import pytest

from articles.models import Provider
from articles.services.scorecard import Card, Figures
from articles.templatetags import trends
from tests.pages import Page

OPENED, PRECISION, WAIT, FAILED, TOOK = trends.MEASURES


def months(**by_name):
    """Four months, January to April; each figure as a list of them, None for what is not known."""
    return [
        Figures(date(2026, place + 1, 1), **{
            name: values[place] for name, values in by_name.items() if values[place] is not None
        })
        for place in range(4)
    ]  # fmt: skip


def card(name="library", total=None, **by_name):
    provider = Provider(slug=name, name=name.title())
    return Card(provider, Figures(None, **(total or {})), months(**by_name))


def drawn(of, measure, *others):
    page = Page(str(trends.drawn(of, measure, trends.Scale.of(measure, [of, *others]))))
    assert page.faults == []
    return page


def marks(page):
    """The place of each mark among the months, and how far it is up: 0 foot, 1 top."""
    room = trends.FOOT - trends.TOP
    return {
        (int(each["cx"]) - trends.STEP // 2) // trends.STEP: pytest.approx(
            (trends.FOOT - float(each["cy"])) / room, abs=0.005
        )
        for each in page.all("circle")
    }


def joined(page):
    """The lines from mark to mark, as the months that they join."""
    (path,) = [each["d"] for each in page.all("path") if not each.get("class")]
    return [
        tuple(int(point.split()[0]) // trends.STEP for point in part.split("L"))
        for part in path.split("M")[1:]
    ]


@pytest.mark.parametrize(
    ("measure", "figures"),
    [
        (OPENED, {"suggestions": [8, 8, 8, 8], "opened": [0, 2, 4, 8]}),
        (PRECISION, {"decided_of_3": [8, 8, 8, 8], "accepted_of_3": [0, 2, 4, 8]}),
        (FAILED, {"searches": [8, 8, 8, 8], "errors": [0, 2, 4, 8]}),
    ],
)
def test_a_share_is_as_far_up_as_it_is_great(measure, figures):
    assert marks(drawn(card(**figures), measure)) == {0: 0, 1: 0.25, 2: 0.5, 3: 1}


def test_failures_are_drawn_up_to_the_share_that_is_just_enough():
    page = drawn(card(searches=[100, 100, 100, 100], errors=[0, 5, 10, 2]), FAILED)

    assert marks(page) == {0: 0, 1: 0.5, 2: 1, 3: 0.2}


@pytest.mark.parametrize(
    ("measure", "name", "seconds", "heights"),
    [
        (TOOK, "seconds_median", [0.1, 1, 3.1623, 10], [0, 0.5, 0.75, 1]),
        (WAIT, "seconds_to_acceptance", [60, 3_600, 464.76, 86_400], [0, 0.5631, 0.2815, 1]),
    ],
)
def test_a_time_is_as_far_up_as_it_is_times_longer(measure, name, seconds, heights):
    assert marks(drawn(card(**{name: seconds}), measure)) == dict(enumerate(heights))


def test_a_month_without_a_figure_is_a_gap_and_no_nought():
    page = drawn(card(searches=[8, None, 8, 8], errors=[0, None, 0, 8]), FAILED)

    assert marks(page) == {0: 0, 2: 0, 3: 1}
    assert joined(page) == [(2, 3)]


def test_one_month_alone_is_a_mark_and_no_line():
    of = card(
        total={"searches": 8, "errors": 4}, searches=[None, None, None, 8], errors=[0, 0, 0, 4]
    )

    page = drawn(of, FAILED)

    assert list(marks(page)) == [3]
    assert [each["class"] for each in page.all("path")] == ["line", "line"]


def test_without_any_figure_only_the_lines_are_drawn_and_it_says_so():
    page = drawn(card(searches=[1, 1, 1, 1]), TOOK)

    assert page.all("circle") == []
    assert {each["class"] for each in page.all("path")} == {"line"}
    assert page.the("svg")["aria-label"] == "Took, median: nothing to draw in these months"


@pytest.mark.parametrize(
    ("measure", "name", "low", "high"),
    [
        (TOOK, "seconds_median", 0.05, 4),
        (WAIT, "seconds_to_acceptance", 90, 100_000),
    ],
)
def test_the_same_value_is_as_high_for_every_provider(measure, name, low, high):
    slow, quick = (card(each, **{name: [value, low, low, low]})
                   for each, value in (("slow", high), ("quick", low)))  # fmt: skip

    alone, beside = marks(drawn(quick, measure)), marks(drawn(quick, measure, slow))

    assert beside[1] == marks(drawn(slow, measure, quick))[1].expected
    assert beside[1] != alone[1].expected


def test_a_small_share_of_failures_is_as_high_beside_a_great_one_as_in_its_own_drawing():
    good = card("good", searches=[100] * 4, errors=[5, 5, 5, 5])
    bad = card("bad", searches=[100] * 4, errors=[5, 5, 5, 80])

    assert marks(drawn(good, FAILED))[0] == 0.5
    assert marks(drawn(good, FAILED, bad))[0] == 0.05
    assert marks(drawn(bad, FAILED, good))[0] == 0.05


@pytest.mark.parametrize(
    ("measure", "figures", "names"),
    [
        (OPENED, {}, ["0%", "100%"]),
        (FAILED, {"searches": [50] * 4, "errors": [0] * 4}, ["0%", "10%"]),
        (FAILED, {"searches": [50] * 4, "errors": [0, 0, 0, 6]}, ["0%", "25%"]),
        (TOOK, {}, ["1 ms", "0.01 s"]),
        (TOOK, {"seconds_median": [0.00001, 0.5, 1, 1]}, ["1 ms", "0.01 s", "0.1 s", "1 s"]),
        (TOOK, {"seconds_median": [4_000] * 4}, ["10 s", "100 s"]),
        (WAIT, {"seconds_to_acceptance": [60] * 4}, ["1 s", "1 min"]),
        (WAIT, {"seconds_to_acceptance": [61] * 4}, ["1 min", "1 h"]),
        (WAIT, {"seconds_to_acceptance": [0] * 4}, ["1 s", "1 min"]),
    ],
)
def test_a_scale_is_no_larger_than_all_values_need_and_says_its_lines(measure, figures, names):
    of = card(**figures)

    scale = trends.Scale.of(measure, [of])

    assert scale.names == names
    assert scale.said == f"{names[0]} to {names[-1]}"
    lines = [
        float(each["d"].split("h")[0][3:])
        for each in drawn(of, measure).all("path", **{"class": "line"})
    ]
    assert lines == [scale.y(line) for line in scale.lines]
    assert (lines[0], lines[-1]) == (trends.FOOT, trends.TOP)
    assert all(0 <= height.expected <= 1 for height in marks(drawn(of, measure)).values())


def test_a_month_of_few_cases_is_a_ring_and_says_of_how_many():
    page = drawn(card(searches=[4, 5, 1, 100], errors=[0, 0, 1, 0]), FAILED)

    assert [each["class"] for each in page.all("circle")] == ["few", "mark", "few", "mark"]
    assert "January 2026: 0%, of only 4; February 2026: 0%; " in page.the("svg")["aria-label"]


def test_the_twelve_months_together_are_a_line_of_their_own():
    of = card(
        total={"searches": 20, "errors": 5}, searches=[10, 10, None, None], errors=[5, 0, 0, 0]
    )

    (usual,) = drawn(of, FAILED).all("path", **{"class": "usual"})

    assert float(usual["d"].split("h")[0][3:]) == (trends.FOOT + trends.TOP) / 2


def test_a_drawing_says_in_words_what_it_shows():
    of = card(
        total={"seconds_median": 2.0, "timed": 30},
        seconds_median=[0.5, None, 12.3, None], timed=[10, None, 2, None],
    )  # fmt: skip

    svg = drawn(of, TOOK).the("svg")

    assert svg["role"] == "img"
    assert svg["aria-label"] == (
        "January 2026: 0.5 s; March 2026: 12 s, of only 2; all twelve months: 2 s"
    )


def test_beside_a_drawing_stands_the_latest_figure_and_its_month():
    library = card(searches=[8, 4, None, None], errors=[4, 1, None, None])
    checks = card("checks", searches=[8, 8, 8, trends.FEW], errors=[0, 0, 0, 2])

    rows = trends.trends([library, checks])["rows"]

    failed = [cells[trends.MEASURES.index(FAILED)] for _card, cells in rows]
    assert [(each["value"], each["month"], each["only"]) for each in failed] == [
        ("25%", date(2026, 2, 1), 4), ("40%", date(2026, 4, 1), None),
    ]  # fmt: skip
    assert {each["label"] for each in failed} == {"Failed, 0% to 50%"}
    opened = rows[0][1][0]
    assert (opened["value"], opened["month"]) == ("–", None)
