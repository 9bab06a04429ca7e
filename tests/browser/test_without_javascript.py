"""The main job with whole pages only: for a browser that runs no script."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Status
from articles.services import runs
from tests.browser.conftest import PASSWORD, SEED, log_in
from tests.browser.desk import JOKE, claim_saying, notice, panel, part, sentence

QUOTE = "Altman did not suggest that Musk buy anything."
EXPLANATION = "It was the other way round."


@pytest.fixture
def plain_page_as(page_as):
    def logged_in(role, **how):
        return page_as(role, java_script_enabled=False, **how)

    return logged_in


def bring_in(page):
    """By upload; a title that is missing is asked for, and all else is kept."""
    page.get_by_role("link", name="Bring in an article").first.click()
    page.get_by_label("Or a file").set_input_files(SEED)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Title").evaluate("it => it.removeAttribute('required')")
    page.get_by_label("Title").fill("")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("Give it a title.")).to_be_visible()
    expect(page.get_by_label("Text")).to_have_value(re.compile(JOKE))
    page.get_by_label("Title").fill("No thank you")
    page.get_by_role("button", name="Bring it in").click()


def attach(page):
    """A stance that is missing is asked for, and what was typed is kept."""
    card = part(page, "Suggestions").get_by_role("article").first
    card.locator("summary", has_text="Attach").click()
    card.get_by_label("Quote").fill(QUOTE)
    card.get_by_role("button", name="Attach").click()
    expect(notice(page)).to_contain_text("Say whether it supports, refutes or gives context.")
    expect(card.get_by_label("Quote")).to_have_value(QUOTE)
    card.get_by_label("Refutes").check()
    card.get_by_role("button", name="Attach").click()
    expect(part(page, "Evidence")).to_contain_text(QUOTE)


def test_a_story_goes_from_a_file_to_a_sign_off(plain_page_as, library):
    page = plain_page_as("Checker", name="Ben Dahl")
    bring_in(page)
    while runs.work():
        pass
    sentence(page, JOKE).get_by_role("link").click()
    expect(panel(page)).to_contain_text("2 of 19")
    attach(page)
    panel(page).get_by_role("radio", name="False").check()
    panel(page).get_by_label("Explanation").fill(EXPLANATION)
    panel(page).get_by_role("button", name="Propose verdict").click()
    expect(part(page, "Verdict proposed")).to_contain_text(EXPLANATION)
    expect(page.locator(".prose .sentence")).to_have_count(19)

    editor = plain_page_as("Editor", name="Ada Chen")
    editor.get_by_role("link", name="No thank you").click()
    sentence(editor, JOKE).get_by_role("link").click()
    panel(editor).get_by_role("button", name="Return to Ben Dahl").click()
    expect(notice(editor)).to_contain_text("Say in the note what is missing.")
    panel(editor).get_by_role("button", name="Sign off").click()
    expect(part(editor, "Verdict signed off")).to_contain_text("Signed off by Ada Chen")
    expect(editor).to_have_url(re.compile(r"/articles/no-thank-you/2/$"))
    assert claim_saying(JOKE).status == Status.SIGNED_OFF


def test_acts_on_a_claims_own_page_come_back_to_it(plain_page_as, story):
    claim = claim_saying(JOKE)
    page = plain_page_as("Checker")
    page.goto(claim.get_absolute_url())
    page.get_by_role("button", name="Take the claim").click()

    expect(page).to_have_url(re.compile(rf"{claim.get_absolute_url()}$"))
    expect(page.get_by_text("In progress", exact=True)).to_be_visible()
    page.locator("summary", has_text="Not a claim").click()
    page.get_by_role("button", name="Not a claim").click()
    expect(page).to_have_url(re.compile(rf"{claim.get_absolute_url()}$"))
    page.get_by_role("button", name="Open it again").click()
    expect(page.get_by_text("In progress", exact=True)).to_be_visible()


def test_list_and_library_are_searched(plain_page_as, story):
    page = plain_page_as("Viewer")
    page.get_by_label("Find words").fill("zebra")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_role("heading", name="No article has “zebra” in it")).to_be_visible()
    page.get_by_role("link", name="Clear the search").click()
    expect(page.get_by_role("link", name=re.compile("In a bold move"))).to_be_visible()

    page.get_by_role("link", name="Library").click()
    page.get_by_label("Find evidence for").fill("Altman twitter reply")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=re.compile("Altman's reply")).click()
    expect(page.get_by_text("no thank you but we will buy twitter")).to_be_visible()


def test_one_logs_in(open_browser, person):
    user = person("Viewer")
    user.set_password(PASSWORD)
    user.save()
    page = open_browser(java_script_enabled=False)
    page.goto("/library/")

    log_in(page, user, "a guess")
    expect(page.get_by_text("This name and password do not go together.")).to_be_visible()
    log_in(page, user)

    expect(page.get_by_role("heading", name="The library is empty")).to_be_visible()
