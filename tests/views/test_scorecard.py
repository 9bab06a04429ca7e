"""The scorecard as a page: drawn, and said in numbers."""

import pytest
from django.utils import timezone

from articles.models import DeskFigures, DeskSet
from articles.services import scorecard, suggestions
from articles.templatetags import drawings
from articles.templatetags.figures import duration, share
from tests import pages
from tests.factories import SuggestionFactory, UserFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db


def read(client):
    response = client.get("/scorecard/")
    assert pages.faults(response) == []
    return Page(response.content.decode())


def rows(page):
    """The cells of each row below the head."""
    cells = [each for each in page.elements if each.tag in ("td", "th")]
    lines = [[" ".join(c.text.split()) for c in cells if tr in c.inside] for tr in page.all("tr")]
    return lines[1:]


def test_a_desk_that_has_looked_for_nothing_is_told_so(client, editor):
    page = read(client)

    assert "Nothing to count yet" in page.text
    assert page.the("a", href="/scorecard/")["aria-current"] == "page"


def test_the_drawing_and_the_table_say_the_same(client, editor):
    for _ in range(2):
        suggestion = SuggestionFactory()
    suggestions.dismiss(suggestion_id=suggestion.pk, person=UserFactory(), reason="Another tower.")

    page = read(client)

    (drawing,) = [svg for svg in page.all("svg") if svg.get("role") == "img"]
    assert drawing["aria-label"] == (
        f"{timezone.localdate():%B %Y}: 2 suggestions, 0 accepted, 1 dismissed"
    )
    row, total = rows(page)
    assert row[:9] == [
        f"{timezone.localdate():%B %Y}",
        "2",
        "1",
        "0",
        "1",
        "0% of 1",
        "–",
        "2",
        "0",
    ]
    assert row[-1] == "another tower (1)"
    assert total[:5] == ["Twelve months", "2", "1", "0", "1"]


def test_each_figure_has_its_name_beside_it_for_a_phone(client, editor):
    suggestion = SuggestionFactory()
    suggestions.dismiss(suggestion_id=suggestion.pk, person=UserFactory(), reason="Another tower.")
    measured = {"desk_set": DeskSet.objects.create(name="spring"), "figures": {"queries": 9}}
    DeskFigures.objects.create(**measured)

    page = read(client)

    for table in page.all("table"):
        names = [each.text for each in page.all("th", scope="col") if table in each.inside]
        for row in [each for each in page.all("tr") if table in each.inside][1:]:
            cells = [each for each in page.all("td") if row in each.inside]
            assert [cell["data-label"] for cell in cells] == names[1:]


def test_a_measurement_that_was_kept_is_shown(client, editor):
    figures = {"ndcg@10": 0.4188, "recall@10": 0.5, "recall@50": 0.7, "mrr@10": 0.4, "queries": 9}
    DeskFigures.objects.create(desk_set=DeskSet.objects.create(name="spring"), figures=figures)

    (row,) = rows(read(client))

    assert row[0] == "spring"
    assert row[2:] == ["9", "0.4188", "0.5", "0.7", "0.4"]


def test_a_bar_is_as_tall_as_its_share_of_the_tallest_month():
    SuggestionFactory.create_batch(4)
    (card,) = scorecard.cards()
    card.months[0].suggestions = card.months[0].accepted = 2

    rects = Page(str(drawings.months_drawn(card))).all("rect")

    assert [(rect["class"], float(rect["height"])) for rect in rects] == [
        ("accepted", 39.0), ("undecided", 78.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, "–"),
     (0.00001, "under 1 ms"), (0.0412, "0.041 s"), (12.3, "12 s"),
     (90, "1.5 min"), (7_560, "2.1 h"),
     (86_400, "1.0 day"), (130_000, "1.5 days")],
)  # fmt: skip
def test_durations_are_said_in_the_unit_that_fits(seconds, said):
    assert duration(seconds) == said


def test_what_is_not_known_is_a_dash():
    assert (share(None), share(0.5)) == ("–", "50%")
