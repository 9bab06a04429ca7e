"""Every page for every reader: axe's rules in light, in dark and on a phone, and no mouse."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from articles.models import Ingest, LibraryDocument, Status
from articles.services import evidence, verdicts
from articles.services.evidence import NewSource
from articles.views import desk as desk_views
from tests.browser.conftest import log_in
from tests.browser.desk import JOKE, beside, claim_saying, notice, panel, part, sentence
from tests.factories import IngestFactory, rating

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Nothing of ours plays or turns by itself, so that axe need not fetch what the page has loaded.
ALL = {"runOnly": LEVELS, "resultTypes": ["violations"], "preload": False}
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
# The markup is the same in each: a look is asked only for what it can change.
LOOKS = {
    "light": (WIDE, "light", ALL),
    "dark": (WIDE, "dark", {"runOnly": ["color-contrast"]}),
    "phone": (PHONE, "light", {"runOnly": ["target-size"]}),
}
# A mark that is half under the sheet of the claim is small until one scrolls.
FOUND = """async (rules) => {
    const isHalfCovered = (id, node) => id === "target-size" && node.target[0].includes(".mark");
    return (await axe.run(rules)).violations.flatMap(({ id, nodes }) => nodes
        .filter((node) => !isHalfCovered(id, node))
        .map((node) => `${id}: ${node.target.join(" ")}`));
}"""
TOO_WIDE = """() => {
    const widest = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= widest) return [];
    return [...document.querySelectorAll("body *")]
        .filter((each) => each.getBoundingClientRect().right > widest)
        .map((each) => "wider than the screen: " + each.outerHTML.slice(0, 80)).slice(0, 3);
}"""


@pytest.fixture
def calm_page_as(page_as):
    """Nothing moves: a colour on its way to another one has no contrast to judge."""
    return lambda role, **how: page_as(role, reduced_motion="reduce", **how)


@pytest.fixture
def faultless():
    """Look at a page in each way, and remember what is wrong; told at the end, all together."""
    found = []

    def looked_at(page, name):
        page.evaluate(AXE_SCRIPT)
        for look, (size, scheme, rules) in LOOKS.items():
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            faults = page.evaluate(FOUND, rules) + page.evaluate(TOO_WIDE)
            found.extend(f"{name}, {look}: {fault}" for fault in faults)

    yield looked_at
    assert not found, "\n".join(found)


@pytest.fixture
def checked(story, person):
    """The claim of the joke with an exact quote, an inexact one and a confidential source."""
    ben, claim = person("Checker", first_name="Ben"), claim_saying(JOKE)
    suggestion = claim.suggestions.open().first()
    evidence.accept(
        suggestion_id=suggestion.pk, person=ben, stance="refutes", quote=suggestion.text[:40]
    )
    for place in ("Report", "Whistle"):
        source = NewSource(
            medium="document",
            kind="document",
            title=place,
            reference=place,
            is_confidential=place == "Whistle",
        )
        evidence.attach(claim_id=claim.pk, person=ben, source=source, stance="context", quote="So.")
    return claim


def proposed(claim, author, explanation="It was the other way round."):
    latest = claim.verdicts.last()
    return verdicts.propose(
        claim_id=claim.pk,
        author=author,
        rating_id=rating().pk,
        explanation=explanation,
        seen=latest.pk if latest else None,
    )


def open_all(page):
    page.locator("main").evaluate(
        "(it) => it.querySelectorAll('details').forEach((each) => (each.open = true))"
    )


def test_pages_for_everybody(open_browser, page_as, faultless, faults, settings, monkeypatch):
    faults.excuse("status of 500")
    settings.AXES_FAILURE_LIMIT = 1
    page = open_browser(reduced_motion="reduce")
    page.goto("/login/")
    faultless(page, "log-in")
    log_in(page, get_user_model()(username="nobody"), "a guess")
    expect(page.get_by_role("heading", name="Too many tries")).to_be_visible()
    faultless(page, "locked out")

    viewer = page_as("Viewer", reduced_motion="reduce")
    faultless(viewer, "empty list")
    for address, heading in (
        ("/library/", "The library is empty"),
        ("/articles/new/", "This is not open to you"),
        ("/articles/none/", "There is no such page"),
    ):
        viewer.goto(address)
        expect(viewer.get_by_role("heading", name=heading)).to_be_visible()
        faultless(viewer, address)
    monkeypatch.setattr(desk_views, "rows", lambda _articles: 1 / 0)
    viewer.goto("/")
    expect(viewer.get_by_role("heading", name="Something broke on our side")).to_be_visible()
    faultless(viewer, "500")


def test_pages_of_bringing_in_and_reading(calm_page_as, story, faultless):
    page = calm_page_as("Checker")
    faultless(page, "list")
    page.goto("/?q=zebra")
    faultless(page, "list without a hit")
    page.goto(story.get_absolute_url())
    open_all(page)
    faultless(page, "article")
    IngestFactory().faults.create(place="line 17", reason="It is not JSON.")
    filling = [
        f"/library/{page}/" for page in ("add", "ingests", f"ingests/{Ingest.objects.get().pk}")
    ]
    for address in ("/library/", "/library/?q=Musk", "/password/", *filling):
        page.goto(address)
        faultless(page, address)
    page.goto(f"/library/{LibraryDocument.objects.first().pk}/")
    faultless(page, "note")
    page.goto("/articles/new/")
    faultless(page, "paste")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Paste a text, or choose a file.")).to_be_visible()
    faultless(page, "paste refused")
    page.get_by_label("Text").fill("The tower is 300 metres tall. It opened in 1889.")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Is this right?")).to_be_visible()
    faultless(page, "mend")


def test_a_claim_in_every_state(calm_page_as, checked, faultless):
    page = calm_page_as("Editor", name="Ada Chen")
    other = calm_page_as("Editor", name="Dan Ford").user
    untouched = claim_saying("which began when Musk left the board")

    def seen(name, *addresses):
        for address in addresses or (checked.get_absolute_url(),):
            page.goto(address)
            open_all(page)
            faultless(page, f"{name} at {address}")

    seen("unchecked", beside(untouched), untouched.get_absolute_url())
    verdict = proposed(checked, other)
    seen("proposed", beside(checked), checked.get_absolute_url())
    verdicts.send_back(verdict_id=verdict.pk, editor=page.user, note="Say more.")
    seen("returned")
    verdict = proposed(checked, other)
    page.goto(checked.get_absolute_url())
    proposed(checked, other, "While you wrote.")
    page.locator("summary", has_text="Propose another verdict").click()
    page.get_by_role("radio", name="Missing context").check()
    page.get_by_label("Explanation").fill("While they wrote.")
    page.get_by_role("button", name="Propose verdict").click()
    expect(notice(page)).to_contain_text("Nothing is lost.")
    masthead = page.locator(".masthead").bounding_box()
    assert notice(page).bounding_box()["y"] >= masthead["y"] + masthead["height"]
    faultless(page, "conflict")
    verdict = proposed(checked, page.user)
    seen("proposed by the reader")
    verdicts.sign_off(verdict_id=verdict.pk, editor=other)
    seen("signed off")


def test_an_article_is_released_once_its_last_claim_is_closed(calm_page_as, story, faultless):
    page = calm_page_as("Editor", name="Ada Chen")
    last = claim_saying(JOKE)
    story.claims.exclude(pk=last.pk).update(status=Status.NOT_A_CLAIM)
    page.goto(beside(last))
    expect(page.get_by_text("Release: 1 open claim is in the way")).to_be_visible()
    panel(page).locator("summary", has_text="Not a claim").click()
    panel(page).get_by_role("button", name="Not a claim").click()

    page.get_by_role("button", name="Release", exact=True).click()

    expect(page.get_by_text("Released by Ada Chen")).to_be_visible()
    faultless(page, "released")


def test_a_claim_with_a_confidential_source_for_a_viewer(calm_page_as, checked, faultless):
    page = calm_page_as("Viewer")
    page.goto(checked.get_absolute_url())
    expect(page.get_by_role("heading", name="A confidential source")).to_be_visible()
    assert "Whistle" not in page.content()
    faultless(page, "for a viewer")


def tab_to(page, target, *, most=80):
    """Press Tab until the focus is there, as somebody without a mouse has to."""
    for _ in range(most):
        if target.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached with {most} times Tab")


def test_a_review_with_the_keyboard_alone(page_as, story):
    page = page_as("Checker")
    tab_to(page, page.get_by_role("link", name=story.title))
    page.keyboard.press("Enter")
    mark = sentence(page, JOKE).locator(".mark")
    tab_to(page, mark)
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text("2 of 19")

    card = part(page, "Suggestions").get_by_role("article").first
    tab_to(page, card.locator("summary", has_text="Attach"))
    page.keyboard.press("Enter")
    tab_to(page, card.get_by_label("Supports"))
    page.keyboard.press("ArrowRight")
    expect(card.get_by_label("Refutes")).to_be_checked()
    tab_to(page, card.get_by_role("button", name="Attach"))
    page.keyboard.press("Enter")
    expect(part(page, "Evidence")).to_contain_text("1 refutes")
    expect(panel(page).locator(":focus")).to_have_count(1)

    tab_to(page, panel(page).get_by_role("radio", name="Confirmed", exact=True))
    page.keyboard.press("Space")
    tab_to(page, panel(page).get_by_label("Explanation"))
    page.keyboard.type("So it was.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(part(page, "Verdict proposed")).to_contain_text("So it was.")
    expect(panel(page).locator(":focus")).to_have_count(1)
    assert claim_saying(JOKE).status == Status.PROPOSED


def test_the_focus_goes_to_the_refusal_and_stays_where_it_was_on_a_step(page_as, story):
    page = page_as("Checker")
    page.goto(beside(claim_saying(JOKE)))
    panel(page).get_by_role("button", name="Propose verdict").click()
    expect(notice(page)).to_contain_text("Choose a rating.")
    expect(notice(page)).to_be_focused()

    step = panel(page).get_by_role("link", name="Claim 3")
    step.focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text("3 of 19")
    expect(panel(page).get_by_role("link", name="Claim 4")).to_be_focused()

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_label("Use single keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(panel(page)).to_contain_text("3 of 19")


def test_an_article_prints_as_its_text_without_the_desk_round_it(page_as, story):
    page = page_as("Viewer")
    page.goto(beside(claim_saying(JOKE)))
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name=story.title)).to_be_visible()
    expect(sentence(page, JOKE)).to_be_visible()
    expect(page.locator(".masthead")).to_be_hidden()
    expect(panel(page)).to_be_hidden()
    assert page.locator("body").evaluate("it => getComputedStyle(it).color") == "rgb(0, 0, 0)"
    assert len(page.pdf()) > 10_000


def test_the_chosen_theme_is_kept(page_as):
    page = page_as("Viewer")
    button = page.get_by_role("button", name="Dark theme")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(button).to_have_attribute("aria-pressed", re.compile("true"))
