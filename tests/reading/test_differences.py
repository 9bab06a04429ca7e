"""Where a passage gives another figure, year or day than a claim."""

import pytest

from articles.reading.differences import differences


def pairs(claim, passage, matters=None):
    return [(each.claim, each.passage) for each in differences(claim, passage, matters)]


@pytest.mark.parametrize(
    ("claim", "passage", "ours", "theirs"),
    [
        ("He bid $97.4 billion.", "The bid was $9.74 billion.", "$97.4 billion", "$9.74 billion"),
        ("It fell 5.2 percent.", "It fell by 6.2%.", "5.2 percent", "6.2%"),
        ("A change of 37 seconds.", "At least 73 seconds.", "37 seconds", "73 seconds"),
        ("She scored seven goals.", "She scored five goals.", "seven goals", "five goals"),
        ("Nine justices sat.", "Eleven justices sat.", "Nine justices", "Eleven justices"),
        ("It fell to 6.1 percent.", "It rose to 5.1% from 4.8%.", "6.1 percent", "5.1%"),
        ("Of them 61 percent agreed.", "Of them 16 percent agreed.", "61 percent", "16 percent"),
        ("It gave 40 million euros.", "It gave $40 million.", "40 million euros", "$40 million"),
        ("It cost 2.4 million kroner.", "It cost €2.4m.", "2.4 million kroner", "€2.4m"),
        ("The tunnel is 2.6 km long.", "It is 2.4 kilometres long.", "2.6 km", "2.4 kilometres"),
        ("The third largest port", "The second largest port", "third largest", "second largest"),
        (
            "It was the third accident.",
            "It was the 5th accident.",
            "third accident",
            "5th accident",
        ),
        ("He retired in 1986.", "He retired in 1996.", "1986", "1996"),
        ("It came on 14 July.", "On 4 July it came.", "14 Jul", "4 Jul"),
        ("It came on July 14.", "On July 4, 2012 it came.", "14 Jul", "4 Jul"),
    ],
)
def test_a_figure_of_the_same_kind_differs(claim, passage, ours, theirs):
    assert (ours, theirs) in pairs(claim, passage)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("He bid $97.4 billion.", "The bid was 97.4 billion dollars, or $97.4bn."),
        ("He bid $97 billion.", "The bid was $97.4 billion."),
        ("It fell 5.2 percent.", "It fell by 5.2 per cent, after 6.2 percent."),
        ("He bid $97.4 billion.", "They had 40 people and 5 percent."),
        ("It rose by €5.", "It rose by $6."),
        ("It takes four to six weeks.", "It takes five weeks."),
        ("It rose to $6,572 billion.", "It rose by a tenth from $6,135 billion."),
        ("It rose to $618 billion.", "It was $592 billion, then $616 and $618 billion."),
        ("It was 6.4 percent.", "It would have been 13 percent instead of 8 percent."),
        ("It took 11 hours and 55 minutes.", "It took 32 minutes less."),
        ("Some 40 and 60 people came.", "Some 50 people came."),
        ("It gave 40 million euros.", "It gave $43 million (40 million euros)."),
        ("It gave 40 million euros.", "It gave $43 million."),
        ("It is 2.6 km long.", "It is 2.6 kilometers long."),
        ("Of them 61 percent agreed.", "Of them 17 percent agreed."),
        ("The second amendment", "The fir\u017ft amendment was adopted."),
        ("The twenty-first amendment", "The 21st amendment"),
        ("The dog weighed 40 pounds.", "The dog cost $40."),
        ("He won for the third time.", "He won for the second time."),
        ("It is the third largest port.", "The second largest and the third largest port."),
        ("It is the third largest port.", "It is the largest port, the second busiest."),
        ("From 1986 to 1996 he taught.", "He taught in 1990."),
        ("He retired in 1986.", "Born in 1929, he retired in 1996."),
        ("It was tall.", "It was 330 metres tall."),
        ("", ""),
        ("1" * 400, "2" * 400 + " people"),
        ("$" + "9" * 400 + " is", "$5 it is"),
    ],
)
def test_other_kinds_rounded_and_agreeing_ones_do_not(claim, passage):
    assert pairs(claim, passage) == []


def test_what_agrees_anywhere_in_the_passage_does_not_differ():
    passage = "It had 40 rooms. In 1990 it had 50 rooms."

    assert pairs("It had 50 rooms.", passage, matters=(0, 16)) == []
    assert pairs("It had 60 rooms.", passage, matters=(0, 16)) == [("60 rooms", "40 rooms")]


def test_a_slip_of_the_point_in_the_sentence_that_decides_is_told_whatever_else_agrees():
    passage = "They offered $97.4 billion for it. The unit alone was worth $9.74 billion."

    assert pairs("They offered $9.74 billion.", passage, matters=(0, 34)) == [
        ("$9.74 billion", "$97.4 billion")
    ]
    assert pairs("They offered $97.4 billion.", passage, matters=(0, 34)) == []
    assert pairs("The unit was worth $9.74 billion.", passage, matters=(35, 75)) == []


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("It cost $1.3 billion.", "It cost $1.2-1.5 billion and earned $1.6 billion."),
        ("It cost $1.3 billion.", "It cost 1.2 to 1.5 billion dollars; it earned $1.6 billion."),
        ("Some 25 percent agreed.", "Between 20 and 30 percent agreed; 28 percent did not."),
        ("Some 25 percent agreed.", "Between 20 percent and 30 percent agreed, 28 percent not."),
        ("It takes five weeks.", "It takes four to six weeks. It took seven weeks once."),
        ("It takes zero weeks.", "It takes zero to six weeks. It took seven weeks once."),
    ],
)
def test_a_figure_in_a_range_is_that_range_s(claim, passage):
    outside = claim.replace("1.3", "1.7").replace("25", "35").replace("five", "eight")

    assert pairs(claim, passage) == []
    assert outside == claim or pairs(outside, passage) != []


def test_a_day_or_a_year_of_something_else_is_no_other_one():
    claim = "Peter Higgs died in April 2024."

    assert pairs(claim, "Peter Higgs was born in 1929.") == []
    assert pairs(claim, "Peter Higgs died in 2023.") == [("2024", "2023")]


@pytest.mark.parametrize(
    "passage",
    [
        "The attendance was 87,192, a record.",
        "A crowd of 87,192 saw it.",
        "It had 87,192 spectators.",
    ],
)
def test_what_is_counted_may_stand_before_the_figure(passage):
    claim = "A crowd of 78,192 people watched the final."

    assert [theirs.split()[0] for _, theirs in pairs(claim, passage)] == ["87,192"]
    assert pairs(claim.replace("78", "87"), passage) == []


def test_three_are_enough():
    claim = "It has 1 cat, 2 dogs, 3 cows and 4 pigs."

    assert len(pairs(claim, "It has 5 cats, 6 dogs, 7 cows and 8 pigs.")) == 3


def test_of_what_is_no_sentence_nothing_is_said():
    many = ", ".join(f"{number} cats" for number in range(2, 103))

    assert pairs("It has 1 cat.", "It has 5 cats.") != []
    assert pairs("It has 1 cat.", f"It has {many}.") == []
    assert pairs(f"It has {many}.", "It has 1 cat.") == []
    assert pairs("It has 1 cat.", f"It has 5 cats.{' ' * 20_000}") == []


def test_what_is_near_is_held_against_the_claim_first():
    passage = "It had 61 rooms. There it had 75 rooms, they say."

    assert pairs("It had 58 rooms.", passage, matters=(17, 49)) == [("58 rooms", "75 rooms")]


def test_what_the_claim_says_elsewhere_is_not_held_against_it():
    claim = "It grew from 1.91% in 2018 to 2.27%, and then by 1.87%."

    assert pairs(claim, "It grew by 2.27%.") == []


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The deficit was $1.8 trillion.", "The Treasury took in $4,919 billion."),
        ("It rose from 5.2 percent.", "The debt was 96.0 percent of the economy."),
        ("Dimorphos is 160 kilometres across.", "It flew 22,500 kilometres an hour."),
        ("Those were the two pandemic years.", "The average of the past 50 years is low."),
        ("These were the ten warmest in the record.", "All six rank 2024 as the warmest year."),
    ],
)
def test_figures_far_apart_are_of_two_things(claim, passage):
    assert not differences(claim, passage)


@pytest.mark.parametrize(
    ("claim", "passage", "said"),
    [
        ("It cost $97.4 billion.", "It cost $9.74 billion.", ("$97.4 billion", "$9.74 billion")),
        ("It cost $1.9 trillion.", "It cost $1.8 trillion.", ("$1.9 trillion", "$1.8 trillion")),
        (
            "Some 4,900 harbor pilots joined.",
            "About 4,300 harbor pilots joined.",
            ("4,900 harbor pilots", "4,300 harbor pilots"),
        ),
        (
            "The nine justices who sat",
            "Eleven justices heard it",
            ("nine justices", "Eleven justices"),
        ),
    ],
)
def test_what_is_counted_is_named_with_its_noun(claim, passage, said):
    assert [(each.claim, each.passage) for each in differences(claim, passage)] == [said]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (
            "Unemployment in Norhaven rose to 6.2 percent in January 2025.",
            "The port of Norhaven handled 12 ships in 2024, up 8 percent on the year before.",
        ),
        (
            "Karstadt is to cut jobs by the end of 2026.",
            "Karstadt had a revenue of €3 billion in 2024.",
        ),
        ("It was 41.5 degrees Celsius.", "It was 106.7 degrees Fahrenheit."),
    ],
)
def test_what_is_told_of_something_else_is_no_difference(claim, passage):
    assert pairs(claim, passage) == []


def test_degrees_of_one_scale_are_held_against_each_other():
    assert pairs("It was 41.5 degrees Celsius.", "It was 40.5 degrees Celsius.") == [
        ("41.5 degrees", "40.5 degrees")
    ]
