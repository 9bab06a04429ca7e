"""The claim's figures and days that a passage has in another spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.agreements import agreements, together
from articles.reading.days import days


@pytest.mark.parametrize(
    ("claim", "passage", "shared"),
    [
        ("He bid $97.4 billion.", "The bid of 97.4bn dollars failed.", ["97.4bn dollars"]),
        ("He bid $97.4 billion.", "The bid was $97.4bn.", ["$97.4bn"]),
        ("It fell 5.2 percent.", "A drop of 5.2% in May.", ["5.2%"]),
        ("It is 2.6 km long.", "At 2.6 kilometres it is long.", ["2.6"]),
        ("It came on 10 February.", "On Feb 10 it came.", ["Feb 10"]),
        ("It came on February 10, 2025.", "Of 2025-02-10, in print.", ["2025-02-10"]),
        ("He bid $97.4 billion.", "The bid was $9.74 billion.", []),
        ("It came on 10 February.", "It came on 11 February.", []),
        ("It fell 5.2 percent.", "It took 5.2 years.", []),
        ("Nobody came.", "In 2025 there were 5% on 10 February.", []),
    ],
)
def test_the_same_figure_or_day_is_found_in_another_spelling(claim, passage, shared):
    assert [passage[start:end] for start, end in agreements(claim, passage)] == shared


@pytest.mark.parametrize(
    ("spans", "whole"),
    [
        ([], []),
        ([(4, 6), (0, 2)], [(0, 2), (4, 6)]),
        ([(0, 2), (2, 4)], [(0, 2), (2, 4)]),
        ([(0, 5), (2, 3), (4, 9)], [(0, 9)]),
    ],
)
def test_what_overlaps_is_one(spans, whole):
    assert together(spans) == whole


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On 10th February, Feb 10 and 2025-02-10", ["10 Feb"] * 3),
        ("In February 2025", []),
        ("10 Marines, and in June 30,000 people", []),
        ("10 September, Sept 10", ["10 Sep"] * 2),
        ("On 2025-13-10 or 12025-02-100", []),
    ],
)
def test_a_day_has_one_name(text, names):
    assert [day.name for day in days(text)] == names


@given(st.text(), st.text())
def test_any_texts_can_be_compared(claim, passage):
    spans = agreements(claim, passage)

    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(passage) for start, end in spans)
