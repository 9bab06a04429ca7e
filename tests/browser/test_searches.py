"""Looking by hand, and what the desk learns from who opens what."""

from playwright.sync_api import expect

from articles.models import Evidence, HandSearch, Opening
from articles.services import evidence, suggestions
from tests.browser.desk import JOKE, beside, claim_saying, panel, part
from tests.browser.test_accessibility import calm_page_as, faultless, open_all

__all__ = ["calm_page_as", "faultless"]


def test_somebody_looks_by_hand_and_the_log_tells_it(page_as, story):
    page, claim = page_as("Checker", name="Ben Dahl"), claim_saying(JOKE)
    page.goto(beside(claim))

    card = part(page, "Suggestions").get_by_role("article").first
    with page.expect_response("**/opened/"):
        card.locator("summary", has_text="Attach").click()
    card.get_by_role("link", name="Whole note").click()
    page.wait_for_url("**/library/*/")
    assert Opening.objects.get().person == page.user

    page.goto(beside(claim))
    page.locator("summary", has_text="I looked elsewhere").click()
    form = part(page, "Search log").locator("form")
    form.get_by_label("I looked in").fill("The court's register")
    form.get_by_label("for", exact=True).fill("Musk v. OpenAI")
    form.get_by_role("radio", name="Nothing").check()
    form.get_by_role("button", name="Keep").click()
    expect(part(page, "Search log")).to_contain_text("The court's register")
    assert HandSearch.objects.get().person == page.user


def test_a_search_of_the_library_writes_itself_where_somebody_stopped(page_as, story):
    page, claim = page_as("Checker"), claim_saying(JOKE)
    page.goto(beside(claim))
    page.get_by_role("button", name="Search the library by hand").click()
    expect(page.locator("p#logged")).to_contain_text("claim’s search log")
    words = page.get_by_label("Find evidence for")
    words.fill("Altman reply")
    expect(page.locator("#results form[action*=looked] [name=q]")).to_have_value("Altman reply")
    words.press_sequentially(" Musk bid Twitter")
    expect(page.locator("#results form[action*=looked] [name=q]")).to_have_value(
        "Altman reply Musk bid Twitter"
    )
    expect(page.locator("p#logged")).to_contain_text("claim’s search log")
    assert logged(page.user) == ["Altman reply Musk bid Twitter", claim.sentence]
    page.reload()
    page.get_by_role("button", name="Find").click()
    expect(page.locator("p#logged")).to_contain_text("claim’s search log")
    attach = page.locator("summary", has_text="Attach to the claim").first
    attach.click()
    form = page.locator("form", has=page.get_by_role("button", name="Attach", exact=True)).first
    form.get_by_role("radio", name="Refutes").check()
    form.get_by_role("button", name="Attach", exact=True).click()
    expect(page.get_by_role("heading", name=claim.sentence)).to_be_visible()

    assert Evidence.objects.get().is_exact
    assert logged(page.user) == ["Altman reply Musk bid Twitter", claim.sentence]
    assert HandSearch.objects.get(is_automatic=False).outcome == "something"


def logged(person):
    """What this person looked for in the library, the last first."""
    found = HandSearch.objects.filter(person=person, is_ours=True).order_by("-recorded_at")
    return list(found.values_list("query", flat=True))


def test_the_pages_of_the_search_log_and_the_scorecard(calm_page_as, story, faultless):
    page, claim = calm_page_as("Editor"), claim_saying(JOKE)
    for address in (
        "/scorecard/",
        f"/claims/{claim.pk}/log/",
        f"/library/?claim={claim.pk}&q=Musk",
    ):
        page.goto(address)
        open_all(page)
        faultless(page, address)

    suggestion = claim.suggestions.open().first()
    suggestions.dismiss(suggestion_id=suggestion.pk, person=page.user, reason="Another bid.")
    for text in ("(Reuters) - Musk bid for X.", "Musk has bid, Reuters reported."):
        evidence.attach(
            claim_id=claim.pk, person=page.user, stance="context",
            source=evidence.NewSource(
                medium="document", kind="document", title=text, reference=text, text=text
            ),
        )  # fmt: skip
    for address in (beside(claim), claim.get_absolute_url(), "/scorecard/"):
        page.goto(address)
        open_all(page)
        faultless(page, address)
    page.goto(beside(claim))
    expect(panel(page)).to_contain_text("Both sources go back to Reuters.")
