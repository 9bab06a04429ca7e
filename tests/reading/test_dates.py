"""How far a day lies from another, in words."""

from datetime import date, timedelta

import pytest

from articles.reading.dates import apart

DAY = date(2025, 2, 11)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (DAY, "on the same day"),
        (date(2025, 2, 10), "1 day before"),
        (date(2025, 2, 24), "13 days after"),
        (date(2025, 2, 25), "2 weeks after"),
        (date(2024, 12, 13), "8 weeks before"),
        (date(2024, 12, 11), "2 months before"),
        (date(2024, 2, 11), "12 months before"),
        (date(2023, 2, 12), "23 months before"),
        (date(2023, 2, 11), "2 years before"),
        (date(1889, 3, 31), "135 years before"),
        (date(2030, 2, 11), "5 years after"),
        (date(2030, 2, 10), "4 years after"),
    ],
)
def test_it_is_said_in_the_largest_unit_that_tells_something(day, said):
    assert apart(day, DAY) == said


@pytest.mark.parametrize("days", range(0, 800, 7))
def test_it_is_as_far_from_either_side(days):
    other = DAY + timedelta(days)

    assert apart(DAY, other) == apart(other, DAY).replace("after", "before")
