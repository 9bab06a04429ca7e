"""What people do at the desk with mouse and keys, for tests to be read by."""

import re

from playwright.sync_api import Locator, Page, expect

from articles.models import Claim

JOKE = "Altman humorously proposed that Musk might want to consider buying X"

# Where the first and the last of some words are on the screen, whatever marks divide them.
ENDS = """(passage, words) => {
    const start = passage.textContent.indexOf(words), end = start + words.length;
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node, from = 0; (node = walker.nextNode()); from += node.length) {
        if (from <= start && start < from + node.length) range.setStart(node, start - from);
        if (from < end && end <= from + node.length) range.setEnd(node, end - from);
    }
    const rectangles = [...range.getClientRects()].filter((each) => each.width);
    const first = rectangles.at(0), last = rectangles.at(-1);
    const middle = (line) => line.top + line.height / 2;
    return [first.left + 1, middle(first), last.right - 1, middle(last)];
}"""


def claim_saying(words: str) -> Claim:
    return Claim.objects.get(sentence__contains=words)


def beside(claim: Claim) -> str:
    return f"/articles/{claim.article.slug}/{claim.number}/"


def sentence(page: Page, words: str) -> Locator:
    return page.locator(".sentence", has_text=words)


def panel(page: Page) -> Locator:
    return page.locator("#claim")


def part(page: Page, name: str) -> Locator:
    """A part of the claim by its heading: Suggestions, Evidence, Verdict, History."""
    return panel(page).get_by_role("region", name=re.compile(rf"^{name}\b"))


def notice(page: Page) -> Locator:
    return page.get_by_role("alert")


def select_words(page: Page, passage: Locator, words: str) -> None:
    """Draw the mouse over words of a passage, as one marks a quote."""
    passage.scroll_into_view_if_needed()
    left, top, right, bottom = passage.evaluate(f"(it, words) => ({ENDS})(it, words)", words)
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2)
    page.mouse.move(right, bottom)
    page.mouse.up()


def attach_suggestion(page: Page, *, stance: str, words: str) -> None:
    """Attach the first suggestion, with these words of it as the quote."""
    card = part(page, "Suggestions").get_by_role("article").first
    card.locator("summary", has_text="Attach").click()
    card.get_by_label(stance).check()
    select_words(page, card.locator("blockquote"), words)
    expect(card.get_by_label("Quote")).to_have_value(words)
    card.get_by_role("button", name="Attach").click()


def attach_by_hand(page: Page, *, confidential: bool = False, **fields: str) -> None:
    form = part(page, "Evidence")
    form.get_by_text("Attach a source by hand").click()
    form.get_by_label("A person" if confidential else "An address").check()
    for name, value in fields.items():
        form.locator(f"[name={name}]:not([type=radio])").fill(value)
    form.get_by_label("Supports").check()
    if confidential:
        form.get_by_label("Confidential").check()
    form.get_by_role("button", name="Attach the source").click()


def propose(page: Page, *, key: str, explanation: str) -> None:
    """Rate with a number key, explain, propose."""
    page.keyboard.press(key)
    panel(page).get_by_label("Explanation").fill(explanation)
    panel(page).get_by_role("button", name="Propose verdict").click()
