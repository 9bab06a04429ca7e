"""A passage that was found becomes a finding: with the reasons, and nothing that can do harm."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from articles.providers.base import Finding
from articles.ranking import explain, passages
from articles.ranking.words import distinct, words
from articles.reading import headline, intake, sentences
from articles.reading.agreements import agreements, together
from articles.reading.differences import MOST, Difference, differences
from articles.reading.doers import others_sentence
from articles.reading.facts import facts

LONGEST_ADDRESS = 2_000
LONGEST_PUBLISHER = 200
LONGEST_TITLE = 300
# Of a page that goes on for ever, its beginning is enough.
MOST_READ = 200_000


@dataclass(frozen=True, slots=True)
class Passage:
    """What an outside provider found: `of` is what it came from, as the provider knows it."""

    of: str
    title: str
    text: str
    url: str = ""
    author: str = ""
    publisher: str = ""
    published: date | None = None


def explained(
    claim: str,
    text: str,
    *,
    rarity: Mapping[str, float],
    coverage: float,
    closeness: float | None = None,
    earlier: str = "",
    **fields: Any,
) -> Finding:
    """A finding with what it shares with the claim, where it differs, and how strong it is.

    `earlier` is the claim that the text is a check of: it may say otherwise than this one.
    """
    cut = list(sentences.spans(text))
    found = explain.explain(
        claim,
        text,
        sentences=cut,
        rarity=rarity,
        coverage=coverage,
        closeness=closeness,
    )
    matters, differing = found.matters, list[Difference]()
    # What is only weakly like the claim is of something else, and says nothing against it.
    if found.strength is not explain.Strength.WEAK:
        matters = others_sentence(claim, text, cut) or matters
        differing = _of_both(differences(claim, earlier), differences(claim, text, matters))
    return Finding(
        text=text,
        strength=found.strength.value.replace(" ", "-"),
        shared=together([*found.shared, *agreements(claim, text)]),
        differs=[(each.claim, each.passage) for each in differing],
        matters=matters,
        **fields,
    )


def _of_both(first: Sequence[Difference], then: Sequence[Difference]) -> list[Difference]:
    """What differs in either, each of the claim's words once."""
    said = {each.claim for each in first}
    return [*first, *(each for each in then if each.claim not in said)][:MOST]


def nearest(claim: str, found: Iterable[Passage], *, most: int) -> list[Finding]:
    """The passages that share the most with the claim, best first, as findings.

    What shares too little is left out, as is a second passage of the same words. Where the
    words come from is not the desk's shelf, so that nobody can say how rare they are: names
    and figures count double.
    """
    weights = weigh(claim)
    whole = sum(weights.values())
    kept = {_key(each): each for each in map(_harmless, found) if each.text.strip()}
    scored = [(_score(weights, each), key, each) for key, each in kept.items()]
    scored.sort(key=lambda entry: -entry[0])
    return [
        _finding(claim, key, each, weights, score / whole)
        for score, key, each in scored[:most]
        if whole and explain.is_convincing(score / whole)
    ]


def cut(text: str) -> list[str]:
    """The passages of a long text, on sentence bounds."""
    text = text[:MOST_READ]
    return [text[slice(*span)] for span in passages.cut(text, sentences.spans(text))]


def weigh(claim: str) -> dict[str, float]:
    """What each stem of a claim counts: those of its names and figures twice."""
    telling = {stem for fact in facts(claim) for stem in words(claim[fact.start : fact.end])}
    return {stem: 2.0 if stem in telling else 1.0 for stem in distinct(claim)}


def web_address(url: object) -> str:
    """The address if a browser may follow it; nothing for any other, such as javascript:."""
    if not isinstance(url, str) or len(url) > LONGEST_ADDRESS:
        return ""
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    is_web = parts.scheme.lower() in ("http", "https") and parts.hostname and not parts.username
    return url if is_web and url.isprintable() and " " not in url else ""


def line(words: object, most: int = LONGEST_TITLE) -> str:
    """Words from outside on one line, without controls, as long as there is room for."""
    return (
        " ".join(intake.clean(words[: 4 * most]).split())[:most] if isinstance(words, str) else ""
    )


def _harmless(passage: Passage) -> Passage:
    return Passage(
        of=passage.of,
        title=line(passage.title),
        text=intake.clean(passage.text).strip(),
        url=web_address(passage.url),
        author=line(passage.author),
        publisher=line(passage.publisher, LONGEST_PUBLISHER),
        published=passage.published,
    )


def _key(passage: Passage) -> str:
    """The same for the same words of the same page."""
    return ":".join(hashlib.sha256(part.encode()).hexdigest()[:16] for part in _known_by(passage))


def _known_by(passage: Passage) -> Sequence[str]:
    return passage.of, passage.text


def _score(weights: Mapping[str, float], passage: Passage) -> float:
    """What stands in the title alone counts half, as all of a page has it; alone, nothing."""
    held, named = set(words(passage.text)), set(words(passage.title))
    score = sum(weight for stem, weight in weights.items() if stem in held)
    beside = sum(weight for stem, weight in weights.items() if stem in named - held)
    return score + beside / 2 if score else 0.0


def _finding(
    claim: str, key: str, passage: Passage, weights: Mapping[str, float], coverage: float
) -> Finding:
    return explained(
        claim,
        passage.text,
        rarity=weights,
        coverage=coverage,
        key=key,
        title=passage.title or headline.shortened(passage.text),
        score=coverage,
        url=passage.url,
        author=passage.author,
        publisher=passage.publisher,
        published=passage.published,
    )
