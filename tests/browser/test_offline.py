"""When no answer comes, or a broken one: the desk says so, and what was typed stays."""

import re

import pytest
from playwright.sync_api import expect

from articles.services import claims, verdicts
from tests.browser.desk import JOKE, beside, claim_saying, notice, panel, part, propose

TYPED = "It was the other way round."


@pytest.fixture
def page(page_as, story):
    page = page_as("Checker")
    page.goto(beside(claim_saying(JOKE)))
    return page


def test_offline_a_verdict_is_not_lost_and_can_be_sent_again(page, faults):
    faults.excuse("ERR_INTERNET_DISCONNECTED|htmx:sendError|htmx:afterRequest")
    page.context.set_offline(True)
    propose(page, key="7", explanation=TYPED)

    expect(notice(page)).to_contain_text("You are offline.")
    expect(notice(page)).to_contain_text("What you typed is still here.")
    expect(panel(page).get_by_label("Explanation")).to_have_value(TYPED)
    expect(panel(page).get_by_label("Not checkable")).to_be_checked()

    page.context.set_offline(False)
    panel(page).get_by_role("button", name="Propose verdict").click()
    expect(part(page, "Verdict proposed")).to_contain_text(TYPED)
    expect(notice(page)).to_have_count(0)


def test_after_a_fault_of_ours_the_typed_text_is_still_there(page, faults, monkeypatch):
    def broken(**_):
        raise RuntimeError("a fault that nobody foresaw")

    faults.excuse("status of 500|htmx:responseError|htmx:afterRequest|Response Status Error")
    monkeypatch.setattr(verdicts, "propose", broken)
    propose(page, key="7", explanation=TYPED)

    expect(notice(page)).to_contain_text("Something broke on our side; it is in the log.")
    expect(panel(page).get_by_label("Explanation")).to_have_value(TYPED)


def test_a_choice_that_gets_no_answer_leaves_the_claim_that_is_shown(page, faults):
    faults.excuse("ERR_INTERNET_DISCONNECTED|htmx:sendError|htmx:afterRequest")
    page.context.set_offline(True)
    page.locator(".sentence .text").nth(4).click()

    expect(page.get_by_text("You are offline.")).to_be_visible()
    expect(panel(page)).to_contain_text("2 of 19")
    expect(page).to_have_url(re.compile(r"/2/$"))

    page.context.set_offline(False)
    page.locator(".sentence .text").nth(4).click()
    expect(panel(page)).to_contain_text("5 of 19")
    expect(page.get_by_text("You are offline.")).to_have_count(0)


def test_who_was_logged_out_is_sent_to_the_log_in_and_back(page):
    page.context.clear_cookies(name="sessionid")
    panel(page).get_by_role("link", name="Claim 3").click()

    expect(page).to_have_url(re.compile(r"/login/\?next=/articles/.+/2/$"))
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()


def test_an_act_on_a_claim_that_changed_meanwhile_says_so(page, person):
    claim = claim_saying(JOKE)
    claims.set_aside(claim_id=claim.pk, person=person("Checker"), reason="Not one.")
    propose(page, key="7", explanation=TYPED)

    expect(notice(page).first).to_contain_text("This claim is closed: not a claim.")
    expect(panel(page)).to_contain_text(TYPED)


def test_what_was_refused_is_still_there_after_a_look_at_another_sentence(page):
    panel(page).get_by_label("Explanation").fill(TYPED)
    panel(page).get_by_role("button", name="Propose verdict").click()
    expect(notice(page)).to_contain_text("What you wrote is kept.")

    page.locator(".sentence .text").nth(4).click()
    expect(panel(page)).to_contain_text("5 of 19")
    page.locator(".sentence .text").nth(1).click()

    expect(panel(page)).to_contain_text("2 of 19")
    expect(panel(page).get_by_label("Explanation")).to_have_value(TYPED)


def test_a_pasted_story_is_still_there_after_a_look_elsewhere(page_as, story):
    page = page_as("Checker")
    page.goto("/articles/new/")
    page.get_by_label("Text").fill("The tower is 300 metres tall. It opened in 1889.")
    page.get_by_role("link", name="Library").click()
    page.goto("/articles/new/")
    expect(page.get_by_label("Text")).to_have_value(re.compile("300 metres"))

    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Keep").or_(page.locator("button.main")).first.click()
    expect(page.locator(".prose")).to_contain_text("300 metres")
    page.goto("/articles/new/")
    expect(page.get_by_label("Text")).to_have_value("")
