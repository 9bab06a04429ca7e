"""Texts with marks in them: sentences in the galley, and words picked out of a passage."""

import difflib
import re
from collections.abc import Container, Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import Protocol

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.models import Claim
from articles.models.claim import WORTH_CHECKING, Status
from articles.templatetags.drawings import LABELS, meter

register = template.Library()


class Marked(Protocol):
    """What the galley needs of a claim: a row of a few columns will do."""

    @property
    def number(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def sentence(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def worth(self) -> float: ...
    @property
    def facts(self) -> Iterable[tuple[str, int, int]]: ...


class Explained(Protocol):
    """What was found for a claim or for words, with why: a suggestion, or a hit of a search."""

    @property
    def text(self) -> str: ...
    @property
    def shared(self) -> Sequence[tuple[int, int]]: ...
    @property
    def matters(self) -> tuple[int, int] | None: ...


AROUND = 160
LONGEST_LISTED = 140
# Pairs of words: a comparison of longer texts would keep the page waiting.
MOST_COMPARED = 250_000
WORDS = re.compile(r"\s+|[^\s]+")


@register.simple_tag
def prose(
    text: str,
    claims: Sequence[Marked],
    slug: str,
    here: int | None = None,
    against: Container[int] = (),
) -> SafeString:
    """The article as paragraphs of sentences, each with its mark; white space decides on them.

    `against` are the numbers of the claims that a signed-off verdict does not confirm.
    """
    address = _address(slug)
    parts = ["<p>"]
    end = 0
    for claim in claims:
        gap = text[end : claim.start]
        if end and "\n" in gap:
            parts.append('</p><p class="turn">' if gap.count("\n") > 2 else "</p><p>")
        parts.append(
            _sentence(
                claim, address, is_here=claim.number == here, is_against=claim.number in against
            )
        )
        parts.append("\n")
        end = claim.end
    parts.append("</p>")
    return mark_safe("".join(parts))  # noqa: S308 -- every word of the text is escaped in _sentence


@register.simple_tag
def sentence(
    claim: Claim,
    slug: str,
    *,
    is_here: bool = True,
    out_of_band: bool = False,
    against: Container[int] = (),
) -> SafeString:
    """One sentence with its mark, to put in place of the one on the page; see `prose`."""
    address = _address(slug)
    swap = ' hx-swap-oob="true"' if out_of_band else ""
    is_against = claim.number in against
    marked = _sentence(claim, address, is_here=is_here, is_against=is_against, more=swap)
    return mark_safe(marked)  # noqa: S308


@register.simple_tag
def to_choose(claims: Iterable[Marked], slug: str) -> SafeString:
    """List items that lead to claims, each with its status and how much it is worth checking."""
    address = _address(slug)
    return mark_safe("".join([_to_choose(claim, address) for claim in claims]))  # noqa: S308


def _to_choose(claim: Marked, address: str) -> str:
    words = claim.sentence
    if len(words) > LONGEST_LISTED:
        words = f"{words[: LONGEST_LISTED - 1].rpartition(' ')[0] or words[: LONGEST_LISTED - 1]}…"
    return (
        f'<li data-status="{claim.status}"><p><a href="{address}{claim.number}/"'
        f' hx-get="{address}{claim.number}/">{escape(words)}</a></p>'
        f'<p class="quiet small">Claim {claim.number} · {LABELS[claim.status].lower()}'
        f" · {meter(claim.worth)} {claim.worth:.2f}</p></li>\n"
    )


def _address(slug: str) -> str:
    """What all of an article's claims' addresses begin with."""
    return reverse("articles:beside", args=[slug, 0])[: -len("0/")]


def _sentence(
    claim: Marked, address: str, *, is_here: bool, is_against: bool, more: str = ""
) -> str:
    status, number = claim.status, claim.number
    icon, rated = status, ""
    if is_against and status == Status.SIGNED_OFF:
        icon, rated = "against", ", not confirmed"
        more += ' data-rated="against"'
    is_worth = claim.worth >= WORTH_CHECKING
    worth, said = (" worth", ", worth checking") if is_worth else ("", "")
    here, current = (" here", ' aria-current="true"') if is_here else ("", "")
    return (
        f'<span class="sentence{worth}{here}" id="s{number}" data-status="{status}"{more}>'
        f'<a class="mark" href="{address}{number}/" hx-get="{address}{number}/"{current}>'
        f'<span class="word">{LABELS[status]}{rated}</span>'
        f'<span class="no"><span class="unseen">claim </span>{number}</span>'
        f'<svg class="icon" aria-hidden="true"><use href="#{icon}"/></svg>'
        f'<span class="unseen">{said}</span></a>'
        f'<span class="text">{_with_facts(claim.sentence, claim.facts)}</span></span>'
    )


# Each fact is opened and closed by one control character, which no text of ours has, so that
# a sentence is escaped once, and not fact by fact.
OPENERS = {"number": "\x01", "name": "\x02", "quote": "\x03", "date": "\x04"}
CLOSER = "\x05"
MARKUP = [(mark, f'<span class="fact" data-kind="{kind}">') for kind, mark in OPENERS.items()]
MARKUP.append((CLOSER, "</span>"))
MARKS = frozenset(mark for mark, _ in MARKUP)


def _with_facts(text: str, facts: Iterable[tuple[str, int, int]]) -> str:
    if not MARKS.isdisjoint(text):
        return escape(text)
    parts: list[str] = []
    done = 0
    for kind, start, end in facts:
        parts += (text[done:start], OPENERS[kind], text[start:end], CLOSER)
        done = end
    parts.append(text[done:])
    marked = escape("".join(parts))
    for mark, markup in MARKUP if done else ():
        marked = marked.replace(mark, markup)
    return marked


@register.simple_tag
def passage(found: Explained) -> SafeString:
    """The text of what was found: the sentence that matters stands out, shared words are marked."""
    text = found.text
    edges = {0, len(text)}
    spans = [("shared", start, end) for start, end in found.shared]
    if found.matters:
        spans.append(("matters", *found.matters))
    for _, start, end in spans:
        edges |= {start, end}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    parts = []
    for start, end in pairwise(cuts):
        kinds = {kind for kind, first, last in spans if first <= start and end <= last}
        piece = escape(text[start:end])
        if "shared" in kinds:
            piece = f'<mark class="shared">{piece}</mark>'
        parts.append(f"<strong>{piece}</strong>" if "matters" in kinds else piece)
    return mark_safe("".join(parts))  # noqa: S308 -- each piece is escaped above


@register.simple_tag
def added(before: str, after: str) -> SafeString:
    """The later text, with the words that the earlier one has not marked as inserted."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) * len(new) > MOST_COMPARED:
        return mark_safe(escape(after))  # noqa: S308 -- escaped
    parts = []
    for act, _, _, start, end in difflib.SequenceMatcher(
        a=old, b=new, autojunk=False
    ).get_opcodes():
        words = escape("".join(new[start:end]))
        if words:
            parts.append(words if act == "equal" else f"<ins>{words}</ins>")
    return mark_safe("".join(parts))  # noqa: S308 -- each piece is escaped above


@register.filter
def to_the_last_word(words: str) -> str:
    """Without the white space at its end, which a line through it or under it would show."""
    return words.rstrip()


@register.filter
def after_the_last_word(words: str) -> str:
    return words[len(words.rstrip()) :]


@register.filter
def what_matters(found: Explained) -> str:
    """The words of what was found that are offered as its quote."""
    if not found.matters:
        return found.text
    start, end = found.matters
    return found.text[start:end]


@register.simple_tag
def context_of(claim: Claim, text: str) -> SafeString:
    """The claim's sentence within the text round it."""
    start, end = max(0, claim.start - AROUND), min(len(text), claim.end + AROUND)
    before = ("…" if start else "") + text[start : claim.start]
    after = text[claim.end : end] + ("…" if end < len(text) else "")
    return mark_safe(  # noqa: S308 -- all three are escaped
        f"{escape(before)}<mark>{escape(claim.sentence)}</mark>{escape(after)}"
    )
