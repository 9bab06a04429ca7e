"""Where a sentence says the opposite of a claim, of the same thing."""

import pytest

from articles.reading.differences import Difference, differences
from articles.reading.opposites import DONE, SUCH

ROSE = "Exports rose by 12 percent in the second quarter."


@pytest.mark.parametrize(
    ("claim", "passage", "ours", "theirs"),
    [
        (ROSE, "In the second quarter exports fell by 12 percent.", "rose", "fell"),
        (ROSE, "The second quarter saw a drop in exports of 12 percent.", "rose", "drop"),
        (
            "The company made a profit of 3 million in the first quarter.",
            "In the first quarter the company made a loss of 3 million.",
            "profit",
            "loss",
        ),
        (
            "Brundle has the largest port of the country.",
            "Brundle has the smallest port of the country.",
            "largest",
            "smallest",
        ),
        (
            "Unemployment in Norhaven rose to 6.2 percent.",
            "Unemployment in Norhaven fell to 6.2 per cent, the office said.",
            "rose",
            "fell",
        ),
        (
            "The port handled 12 ships, up 8 percent.",
            "The port handled 12 ships, down 8 percent.",
            "up",
            "down",
        ),
        (
            "He promised to lower the property tax.",
            "He promised to raise the property tax.",
            "lower",
            "raise",
        ),
        (
            "Veltro's factory in Sorel opened in 2019.",
            "Veltro's factory in Sorel closed in 2019.",
            "opened",
            "closed",
        ),
        (
            "The council approved the new bridge.",
            "The new bridge: the council rejected it in May.",
            "approved",
            "rejected",
        ),
    ],
)
def test_the_opposite_of_the_same_is_said(claim, passage, ours, theirs):
    assert differences(claim, passage) == [Difference(ours, theirs)]


@pytest.mark.parametrize(
    "passage",
    [
        "In the second quarter imports fell by 12 percent.",
        "In the second quarter exports grew by 12 percent.",
        "In the second quarter exports fell and then rose by 12 percent.",
        "Exports fell in the second quarter. Over the year they rose by 12 percent.",
        "Exports fell.",
    ],
)
def test_something_else_or_the_same_is_no_difference(passage):
    assert differences(ROSE, passage) == []


def test_what_another_did_is_no_difference():
    claim = "Labour won twelve seats in the last election."

    assert differences(claim, "The Greens lost twelve seats in the last election.") == []
    assert differences(claim, "Labour lost twelve seats in the last election.") == [
        Difference("won", "lost")
    ]


def test_of_other_years_nothing_is_said():
    claim = "Exports rose by 12 percent in the second quarter of 2019."

    assert differences(claim, "Exports fell by 12 percent in the second quarter of 2012.") == [
        Difference("2019", "2012")
    ]


def test_no_word_is_on_two_sides():
    words = [word for sides in DONE + SUCH for side in sides for word in side.split()]

    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("claim", "passage", "ours", "theirs"),
    [
        (
            "The hospital treated 2,000 patients a day last winter.",
            "The hospital did not treat 2,000 patients a day last winter; it was about 1,200.",
            "treated",
            "did not treat",
        ),
        (
            "The bridge was repaired in May.",
            "In May the bridge was never repaired.",
            "repaired",
            "never repaired",
        ),
        (
            "The council signed the treaty.",
            "The council didn’t sign it, the treaty.",
            "signed",
            "didn’t sign",
        ),
    ],
)
def test_what_a_sentence_denies_is_said_first(claim, passage, ours, theirs):
    assert differences(claim, passage)[0] == Difference(ours, theirs)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (
            "The hospital did not treat 2,000 patients.",
            "The hospital did not treat 2,000 patients.",
        ),
        (
            "The hospital treated 2,000 patients.",
            "The hospital did not open before 2,000 patients.",
        ),
        ("The hospital treated 2,000 patients.", "He did not treat himself well."),
        ("The hospital treated 2,000 patients.", "The hospital treated 2,000 patients."),
    ],
)
def test_what_is_denied_of_something_else_is_no_difference(claim, passage):
    assert differences(claim, passage) == []


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Exports from Norway fell last year.", "Exports from Norway did not rise last year."),
        ("Hemp is legal in the state of Ohio.", "Hemp is no longer illegal in the state of Ohio."),
        ("He was found not guilty of the theft.", "He was acquitted of the theft."),
        (
            "The largest city of Norway is Oslo.",
            "The smallest city of Norway is Kolvereid.",
        ),
    ],
)
def test_who_denies_the_opposite_says_the_same(claim, passage):
    assert differences(claim, passage) == []
