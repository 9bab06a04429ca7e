"""The main job of the desk, from a file to a file, as its people do it."""

import csv
import re

from playwright.sync_api import expect

from articles.models import Article, Claim, Evidence, Status, Suggestion, Verdict
from articles.services import claims
from tests import workers
from tests.browser.conftest import SEED
from tests.browser.desk import (
    JOKE,
    attach_by_hand,
    attach_suggestion,
    beside,
    claim_saying,
    notice,
    panel,
    part,
    propose,
    sentence,
)

REPLY = "Altman's reply to Musk's bid"
QUOTE = "Altman did not suggest that Musk buy anything."
EXPLANATION = "It was the other way round: OpenAI offered to buy Twitter from Musk."


def test_a_story_is_brought_in_and_evidence_arrives_while_one_reads(page_as, library):
    page = page_as("Checker")
    expect(page.get_by_role("heading", name="The desk is empty")).to_be_visible()

    page.get_by_role("link", name="Bring in an article").first.click()
    page.get_by_label("Or a file").set_input_files(SEED)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("We found 19 sentences.")).to_be_visible()
    page.get_by_label("Title").fill("No thank you, says OpenAI")
    page.get_by_role("button", name="Bring it in").click()

    expect(page.get_by_role("heading", name="No thank you, says OpenAI")).to_be_visible()
    expect(page.locator("#standing")).to_contain_text("19 of 19 claims still open")
    expect(page.locator("#standing")).to_contain_text("Looking for evidence")
    sentence(page, JOKE).locator(".text").click()
    expect(panel(page)).to_contain_text("2 of 19")
    expect(part(page, "Searches")).to_contain_text("waiting for a worker")
    page.evaluate("window.isTheSamePage = true")

    with workers.working():
        suggestions = part(page, "Suggestions").get_by_role("article")
        expect(suggestions.first).to_be_visible()
        expect(part(page, "Searches")).to_contain_text("all done")
        expect(page.locator("#standing")).not_to_contain_text("Looking for evidence")

    expect(suggestions.first).to_contain_text("Here OpenAI; the claim says Musk.")
    assert any(REPLY in title for title in suggestions.get_by_role("heading").all_inner_texts()[:3])
    assert page.evaluate("window.isTheSamePage")
    assert Article.objects.get().versions.get().text == SEED.read_text()


def test_a_sentence_is_chosen_by_mouse_by_keys_and_by_link_and_back_goes_back(page_as, story):
    page = page_as("Checker")
    joke = claim_saying(JOKE)
    page.goto(story.get_absolute_url())
    expect(page.get_by_role("heading", name="Most worth checking")).to_be_visible()

    sentence(page, JOKE).locator(".text").click()
    expect(panel(page)).to_contain_text("2 of 19")
    expect(page).to_have_url(re.compile(rf"{beside(joke)}$"))
    expect(sentence(page, JOKE)).to_have_class(re.compile(r"\bhere\b"))
    expect(sentence(page, JOKE).locator(".mark")).to_have_attribute("aria-current", "true")

    page.keyboard.press("j")
    expect(panel(page)).to_contain_text("3 of 19")
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(panel(page)).to_contain_text("1 of 19")
    panel(page).get_by_role("link", name="Claim 2").click()
    expect(panel(page)).to_contain_text("2 of 19")
    Claim.objects.filter(number=3).update(status=Status.NOT_A_CLAIM)
    page.reload()
    page.keyboard.press("n")
    expect(panel(page)).to_contain_text("4 of 19")

    page.go_back()
    expect(panel(page)).to_contain_text("2 of 19")
    expect(sentence(page, JOKE)).to_have_class(re.compile(r"\bhere\b"))
    page.go_back()
    expect(panel(page)).to_contain_text("1 of 19")
    page.go_forward()
    expect(panel(page)).to_contain_text("2 of 19")
    expect(page.locator(".prose .sentence")).to_have_count(19)
    expect(page.get_by_role("heading", name=story.title)).to_be_visible()


def test_evidence_is_attached_dismissed_and_brought_in_by_hand(page_as, story):
    page = page_as("Checker", name="Ben Dahl")
    claim = claim_saying(JOKE)
    other = claim_saying("which began when Musk left the board")
    page.goto(beside(claim))
    explanation = panel(page).get_by_label("Explanation")
    explanation.fill("Half a thought")

    attach_suggestion(page, stance="Refutes", words=QUOTE)
    expect(part(page, "Evidence")).to_contain_text(f"“{QUOTE}”")
    expect(part(page, "Evidence")).to_contain_text("stands word for word in the text we keep")
    expect(explanation).to_have_value("Half a thought")
    expect(sentence(page, JOKE)).to_have_attribute("data-status", "in-progress")

    attach_by_hand(
        page,
        place="https://news.example/altman",
        title="A report",
        text="Altman made an offer.",
        quote="Altman made a joke.",
    )
    expect(part(page, "Evidence")).to_contain_text("Not exact. These words are not in the source")
    attach_by_hand(page, confidential=True, place="Deep Throat", quote="They laughed.")
    expect(part(page, "Evidence")).to_contain_text("Confidential: it leaves by no export")
    expect(part(page, "Evidence").get_by_role("heading").first).to_contain_text(
        "2 support, 1 refutes"
    )
    expect(explanation).to_have_value("Half a thought")

    page.goto(beside(other))
    card = part(page, "Suggestions").get_by_role("article").first
    expect(card).to_be_hidden()
    part(page, "Suggestions").locator("summary", has_text="weak suggestion").click()
    card.locator("summary", has_text="Dismiss").click()
    card.get_by_label("Why it does not help").fill("It is about another year.")
    card.get_by_role("button", name="Dismiss").click()
    expect(part(page, "History")).to_contain_text("Ben Dahl dismissed a suggestion")

    assert [each.is_exact for each in claim.evidence.order_by("pk")] == [True, False, False]
    assert claim.evidence.get(is_exact=True).quote == QUOTE
    assert Suggestion.objects.get(status="dismissed").reason == "It is about another year."
    assert Evidence.objects.filter(claim=other).count() == 0


def expect_sign_off_refused(page, verdict):
    """The writer finds the button refused, with the reason; and so is a forged form."""
    button = panel(page).get_by_role("button", name="Sign off")
    expect(button).to_be_disabled()
    expect(button).to_have_accessible_description(re.compile("You wrote this verdict"))
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    answer = page.request.post(f"/verdicts/{verdict.pk}/sign-off/", headers={"X-CSRFToken": token})
    assert answer.status == 422
    assert "You cannot sign this off: you wrote the verdict." in answer.text()
    verdict.refresh_from_db()
    assert verdict.status == Verdict.Status.PROPOSED


def test_a_verdict_takes_two_people_and_may_go_back_and_forth(page_as, story):
    ada = page_as("Editor", name="Ada Chen")
    dan = page_as("Editor", name="Dan Ford")
    claim = claim_saying(JOKE)
    for page in (ada, dan):
        page.goto(beside(claim))
    attach_suggestion(ada, stance="Refutes", words=QUOTE)
    expect(part(ada, "Evidence")).to_contain_text(QUOTE)
    propose(ada, key="6", explanation="No.")
    expect(part(ada, "Verdict proposed")).to_contain_text("False")
    expect(part(ada, "Verdict proposed")).to_contain_text("Dan Ford can sign off.")

    expect_sign_off_refused(ada, Verdict.objects.get())

    dan.reload()
    dan.locator("summary", has_text="Propose another verdict").click()
    expect(panel(dan)).to_contain_text("Ada Chen can sign off.")
    panel(dan).get_by_label("Note (needed to return it)").fill("Say which way round it was.")
    panel(dan).get_by_role("button", name="Return to Ada Chen").click()
    expect(part(dan, "Verdict")).to_contain_text("Returned by Dan Ford.")

    ada.reload()
    expect(part(ada, "Verdict")).to_contain_text("Say which way round it was.")
    expect(panel(ada).get_by_label("Explanation")).to_have_value("No.")
    propose(ada, key="6", explanation=EXPLANATION)
    expect(part(ada, "Verdict proposed")).to_contain_text(EXPLANATION)

    dan.reload()
    dan.keyboard.press("s")
    dan.keyboard.press("Enter")
    expect(part(dan, "Verdict signed off")).to_contain_text("Signed off by Dan Ford")
    expect(dan.locator("#standing")).to_contain_text("18 of 19 claims still open")
    expect(sentence(dan, JOKE)).to_have_attribute("data-status", "signed-off")
    assert [each.status for each in claim.verdicts.all()] == ["returned", "signed-off"]


def test_of_two_checkers_at_once_the_second_sees_both_texts(page_as, story):
    ben, eve = page_as("Checker", name="Ben Dahl"), page_as("Checker", name="Eve Gray")
    claim = claim_saying(JOKE)
    for page in (ben, eve):
        page.goto(beside(claim))
    attach_suggestion(ben, stance="Refutes", words=QUOTE)
    expect(part(ben, "Evidence")).to_contain_text(QUOTE)
    propose(ben, key="6", explanation="It was OpenAI that offered.")
    expect(part(ben, "Verdict proposed")).to_be_visible()

    propose(eve, key="3", explanation="It was OpenAI that offered, as a joke.")

    both = notice(eve)
    expect(both).to_contain_text("Ben Dahl proposed a verdict while you wrote")
    expect(both.locator("pre").first).to_have_text("It was OpenAI that offered.")
    expect(both.locator("pre").last).to_have_text("It was OpenAI that offered, as a joke.")
    expect(both).to_be_focused()
    explanation = panel(eve).get_by_label("Explanation")
    expect(explanation).to_have_value("It was OpenAI that offered, as a joke.")
    expect(panel(eve).get_by_label("Missing context")).to_be_checked()
    assert claim.verdicts.count() == 1

    panel(eve).get_by_role("button", name="Propose verdict").click()
    expect(notice(eve)).to_have_count(0)
    expect(part(eve, "Verdict proposed")).to_contain_text("Eve Gray")
    assert [each.status for each in claim.verdicts.all()] == ["replaced", "proposed"]


def test_what_was_found_leaves_as_a_file(page_as, story):
    page = page_as("Editor", name="Ada Chen")
    claim = claim_saying(JOKE)
    page.goto(beside(claim))
    attach_suggestion(page, stance="Refutes", words=QUOTE)
    expect(part(page, "Evidence")).to_contain_text(QUOTE)
    attach_by_hand(page, confidential=True, place="Deep Throat", quote="They laughed.")
    expect(part(page, "Evidence")).to_contain_text("Deep Throat")
    propose(page, key="6", explanation='=HYPERLINK("https://evil.example")')
    expect(part(page, "Verdict proposed")).to_be_visible()

    with page.expect_download() as download:
        page.get_by_role("link", name="Verdicts (CSV)").click()
    with download.value.path().open(newline="") as file:
        rows = {row["sentence"]: row for row in csv.DictReader(file)}
    assert list(rows) == [each.sentence for each in story.claims.all()]
    row = rows[claim.sentence]
    assert (row["status"], row["rating"], row["rating_value"]) == ("proposed", "False", "1")
    assert (row["checked_by"], row["signed_off_by"]) == ("Ada Chen", "")
    assert row["explanation"] == '\'=HYPERLINK("https://evil.example")'
    assert row["quotes"] == QUOTE
    assert "Deep Throat" not in str(rows)
    assert "They laughed" not in str(rows)


def test_what_is_not_checked_is_set_aside_or_waived_and_the_list_says_so(page_as, story):
    page = page_as("Editor", name="Ada Chen")
    aside, waived = claim_saying("This firm rejection"), claim_saying("This witty counteroffer")
    page.goto(beside(aside))
    panel(page).get_by_role("button", name="Take the claim").click()
    panel(page).locator("summary", has_text="Not a claim").click()
    panel(page).get_by_role("button", name="Not a claim").click()
    expect(page.locator("#standing")).to_contain_text("18 of 18 claims still open")

    page.goto(beside(waived))
    panel(page).locator("summary", has_text="Not a claim").click()
    panel(page).get_by_role("button", name="Waive").click()
    expect(notice(page)).to_contain_text("Say why this claim may stand unchecked.")
    panel(page).get_by_label("Reason").fill("An opinion.")
    panel(page).get_by_role("button", name="Waive").click()
    expect(panel(page).locator("header .chip")).to_have_text("Waived (stet)")
    assert [each.status for each in (claim_saying("This firm"), claim_saying("This witty"))] == [
        Status.NOT_A_CLAIM,
        Status.WAIVED,
    ]

    page.get_by_role("link", name="Articles").click()
    line = page.get_by_role("list", name="Articles").get_by_role("listitem")
    expect(line).to_contain_text("17 of 18 claims still open")
    expect(line).to_contain_text("1 waived")
    expect(line).to_contain_text("Nobody yet")


def test_the_list_is_searched_and_filtered(page_as, story):
    page = page_as("Checker", name="Ben Dahl")
    claims.take(claim_id=claim_saying(JOKE).pk, person=page.user)
    page.reload()
    line = page.get_by_role("list", name="Articles").get_by_role("listitem")
    expect(line).to_contain_text("Ben Dahl")

    page.get_by_label("Find words").press_sequentially("zebra")
    expect(page.get_by_role("heading", name="No article has “zebra” in it")).to_be_visible()
    page.get_by_label("Find words").fill("Altman commercialized")
    expect(line).to_have_count(1)
    page.get_by_label("Standing").select_option("Nothing open")
    expect(line).to_have_count(0)
    page.get_by_label("Standing").select_option("In check")
    page.get_by_label("With").select_option("Me")
    expect(line).to_have_count(1)
    expect(page).to_have_url(re.compile(r"with=me"))
    page.reload()
    expect(page.get_by_label("Find words")).to_have_value("Altman commercialized")
    expect(line).to_have_count(1)
