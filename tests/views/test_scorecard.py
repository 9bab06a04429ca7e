"""The scorecard as a page: drawn, and said in numbers."""

import pytest
from django.core.management import load_command_class
from django.utils import timezone

from articles.models import DeskFigures, DeskSet, Provider
from articles.services import desk_sets, scorecard, suggestions
from articles.templatetags import drawings, trends
from articles.templatetags.figures import duration, share
from tests import pages
from tests.factories import RunFactory, SuggestionFactory, UserFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db


def read(client):
    response = client.get("/scorecard/")
    assert pages.faults(response) == []
    return Page(response.content.decode())


def rows(page, region):
    """The cells of each row below the head of the table in this region."""
    table = page.the("div", role="region", aria_label=region)
    cells = [each for each in page.elements if each.tag in ("td", "th") and table in each.inside]
    lines = [[" ".join(c.text.split()) for c in cells if tr in c.inside] for tr in page.all("tr")]
    return [line for line in lines if line][1:]


def measure(**figures):
    desk_set = DeskSet.objects.create(name="spring")
    return DeskFigures.objects.create(desk_set=desk_set, figures=figures)


def words(element):
    return " ".join(element.text.split())


def test_a_desk_that_has_looked_for_nothing_is_told_so(client, editor):
    page = read(client)

    assert "Nothing to count yet" in page.text
    assert page.all("svg", role="img") == page.all("table") == []
    assert "Side by side" not in page.text
    assert "Not measured yet" not in page.text
    assert page.the("a", href="/scorecard/")["aria-current"] == "page"


def test_the_drawing_and_the_table_say_the_same(client, editor):
    for _ in range(2):
        suggestion = SuggestionFactory()
    suggestions.dismiss(suggestion_id=suggestion.pk, person=UserFactory(), reason="Another tower.")

    page = read(client)

    drawing = page.the("svg", role="img", **{"class": "months"})
    assert drawing["aria-label"] == (
        f"{timezone.localdate():%B %Y}: 2 suggestions, 0 accepted, 1 dismissed"
    )
    row, total = rows(page, "Evidence library in numbers")
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
    measure(queries=9)

    page = read(client)

    for table in page.all("table"):
        names = [words(each) for each in page.all("th", scope="col") if table in each.inside]
        for row in [each for each in page.all("tr") if table in each.inside][1:]:
            cells = [each for each in page.all("td") if row in each.inside]
            assert [cell["data-label"] for cell in cells] == names[1:]


def test_a_measurement_that_was_kept_is_shown(client, editor):
    figures = {"ndcg@10": 0.4188, "recall@10": 0.5, "recall@50": 0.7, "mrr@10": 0.4, "queries": 9}
    spring = DeskSet.objects.create(name="spring")
    DeskFigures.objects.create(desk_set=spring, figures=figures)
    desk_sets.keep(desk_set=spring, figures=figures, model="by words only", passages=12_345)

    page = read(client)

    new, old = rows(page, "Measurements")
    assert new[0] == old[0] == "spring"
    assert new[2:] == ["by words only", "12,345", "9", "0.4188", "0.5", "0.7", "0.4"]
    assert old[2:] == ["–", "–", "9", "0.4188", "0.5", "0.7", "0.4"]
    assert "Not measured yet" not in page.text


def test_where_nothing_was_measured_it_says_what_for_and_how(client, editor):
    SuggestionFactory()

    page = read(client)

    heading = page.the("h2", id="measured-title")
    (section,) = page.all("section", aria_labelledby=heading["id"])
    assert "Not measured yet. It says how well the library’s search finds" in words(section)
    commands = [each.text.split() for each in page.all("code") if section in each.inside]
    assert [command[:3] for command in commands] == [["manage.py", "measure", "retrieval"]] * 2
    taken = load_command_class("articles", "measure").create_parser("manage.py", "measure")
    freeze, again = (taken.parse_args(command[2:]) for command in commands)
    assert (freeze.freeze, freeze.desk) == ("NAME", None)
    assert (again.freeze, again.desk, again.keep) == (None, "NAME", True)


def test_providers_stand_side_by_side_with_the_latest_figures_and_a_way_to_the_rest(client, editor):
    Provider.objects.filter(slug="checks").update(is_on=False)
    failed = {"status": "failed", "error": "It broke.", "finished_at": timezone.now()}
    RunFactory(provider=Provider.objects.get(slug="checks"), **failed)
    SuggestionFactory()

    page = read(client)

    month = f"{timezone.localdate():%b}"
    assert [line[:5] for line in rows(page, "Providers side by side")] == [
        ["Evidence library", f"0% {month}, of 1", "–", "–", f"0% {month}, of 1"],
        ["Published checks switched off", "–", "–", "–", f"100% {month}, of 1"],
    ]
    for slug, name in (("library", "Evidence library"), ("checks", "Published checks")):
        assert page.the("a", href=f"#card-{slug}").text == name
        assert words(page.by_id(f"card-{slug}")).startswith(name)


def test_every_drawing_is_said_or_stands_beside_its_number(client, editor):
    suggestion = SuggestionFactory()
    suggestions.dismiss(suggestion_id=suggestion.pk, person=UserFactory(), reason="Another tower.")

    page = read(client)

    main = page.the("main")
    drawn = [svg for svg in page.all("svg") if main in svg.inside]
    silent = [svg for svg in drawn if not (svg.get("role") == "img" and svg.get("aria-label"))]
    assert len(drawn) - len(silent) == 1 + len(trends.MEASURES)
    assert all(any(each.get("aria-hidden") == "true" for each in svg.inside) for svg in silent)
    (row,) = rows(page, "Providers side by side")
    trend = [svg["aria-label"] for svg in page.all("svg", role="img", **{"class": "trend"})]
    assert trend[1] == f"{timezone.localdate():%B %Y}: 0%, of only 1; all twelve months: 0%"
    assert row[2] == f"0% {timezone.localdate():%b}, of 1"


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
