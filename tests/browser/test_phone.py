"""The desk on a phone: 390 points wide, a thumb, and no hint of what is cut off elsewhere."""

import pytest
from playwright.sync_api import expect

from articles.models import Suggestion
from articles.services import suggestions

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("width", [390, 320])
def test_every_place_and_the_way_out_are_in_the_masthead(page_as, width):
    page = page_as(
        "Admin",
        name="Wilhelmina Featherstonehaugh-Cholmondeley",
        viewport={"width": width, "height": 844},
        java_script_enabled=False,
    )
    head = page.locator(".masthead")
    for place in ("Factcheck", "Articles", "Library", "Scorecard", "Admin"):
        link = head.get_by_role("link", name=place, exact=True)
        expect(link).to_be_in_viewport(ratio=1)
        link.click(trial=True)
    expect(head.get_by_role("button", name="Log out")).to_be_in_viewport(ratio=1)

    head.get_by_role("link", name="change your password").click()
    expect(page.get_by_role("heading", name="Change your password")).to_be_visible()
    page.locator(".masthead").get_by_role("button", name="Log out").click()
    expect(page.get_by_label("Username")).to_be_visible()


def test_the_places_stay_when_one_scrolls(page_as, story):
    page = page_as("Viewer", viewport=PHONE)
    page.goto(story.get_absolute_url())
    page.mouse.wheel(0, 2000)

    expect(page.get_by_role("link", name="Library")).to_be_in_viewport(ratio=1)


def test_the_scorecard_is_read_without_scrolling_to_the_side(page_as, story, person):
    suggestion = Suggestion.objects.first()
    suggestions.dismiss(suggestion_id=suggestion.pk, person=person("Checker"), reason="Of another.")
    page = page_as("Editor", viewport=PHONE)
    page.goto("/scorecard/")
    table = page.get_by_role("region", name="Evidence library in numbers")
    month, months = table.locator("tbody tr").first, page.locator(".monthly").first

    expect(month).to_be_hidden()
    expect(table.get_by_role("rowheader", name="Twelve months")).to_be_visible()
    months.get_by_text("Each month in numbers").click()
    expect(month).to_be_visible()

    side_by_side = page.get_by_role("region", name="Providers side by side")
    for each in (table, side_by_side):
        assert each.evaluate("it => it.scrollWidth <= it.clientWidth")
    drawing = side_by_side.locator("td svg").first.bounding_box()
    number = side_by_side.locator("td strong").first.bounding_box()
    assert drawing["width"] >= 72
    assert drawing["x"] + drawing["width"] <= number["x"]
    why = table.locator("tbody td.words")
    expect(why).to_contain_text("of another (1)")
    label = "it => getComputedStyle(it, '::before').content"
    assert why.evaluate(label) == '"Why dismissed, the most often"'


def test_on_a_desk_every_month_stands_there_with_nothing_to_unfold(page_as, story):
    page = page_as("Editor", viewport={"width": 1280, "height": 844}, java_script_enabled=False)
    page.goto("/scorecard/")
    table = page.get_by_role("region", name="Evidence library in numbers")

    expect(table.locator("tbody tr").first).to_be_visible()
    expect(page.get_by_text("Each month in numbers").first).to_be_hidden()
