"""Searches made by hand: what they find, written into a claim's search log, and attached."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Claim, Event, Evidence, HandSearch, Suggestion, Verdict
from articles.models.opening import Opening
from articles.providers import findings
from articles.ranking import explain
from articles.ranking.words import words
from articles.reading import sentences
from articles.reading.differences import differences
from articles.reading.doers import others_sentence
from articles.services import Refused, claims, desk_articles, evidence, history, search

# So many passages the library's page shows for a search, and so many it counts.
SHOWN = 25
# What share of a claim's words a passage has to have, names and figures twice, to speak of it.
OF_THE_CLAIM = 0.5
Outcome = HandSearch.Outcome


@dataclass(frozen=True, slots=True)
class Found:
    """A passage for words that a person looks for, with why; all spans are of its text.

    `matters` is the sentence to quote, `differs` what it has otherwise than the claim.
    """

    hit: search.Hit
    shared: Sequence[explain.Span]
    matters: explain.Span | None
    differs: Sequence[tuple[str, str]] = ()
    against: Sequence[Verdict] = ()
    """What this desk found of a sentence of it, if it is a released article."""

    @property
    def text(self) -> str:
        return self.hit.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A search as the one who made it tells it; without `hits` they were not counted."""

    place: str
    query: str
    outcome: str
    hits: int | None = None
    note: str = ""
    searched_on: date = field(default_factory=timezone.localdate)
    is_confidential: bool = False


def found(query: str, *, claim: Claim | None = None) -> list[Found]:
    """What the library has for a query, best first; for a claim not its own released article."""
    hits = _hits(query, claim)
    against = desk_articles.against([(hit.document, hit.text) for hit in hits])
    return [
        replace(_explained(hit, query, claim), against=verdicts)
        for hit, verdicts in zip(hits, against, strict=True)
    ]


@transaction.atomic
def record(*, claim_id: int, person: User, looked: Looked) -> HandSearch:
    """Keep a search that was made elsewhere, one that found nothing above all."""
    if looked.searched_on > timezone.localdate():
        raise Refused("This day is still to come. Say on which day you searched.")
    return _keep(claims.locked(claim_id), person, looked)


@transaction.atomic
def record_in_library(
    *, claim_id: int, person: User, query: str, note: str = "", is_confidential: bool = False
) -> HandSearch:
    """Keep a search of our own library that led to nothing. The desk counts the hits itself."""
    claim = claims.locked(claim_id)
    looked = _in_library(claim, query, Outcome.NOTHING, note)
    looked = replace(looked, is_confidential=is_confidential)
    return _keep(claim, person, looked, is_ours=True)


@transaction.atomic
def attach_found(
    *, claim_id: int, person: User, query: str, document_id: int, chosen: evidence.Chosen
) -> Evidence:
    """Attach a library document that a search by hand found, and keep the search.

    What the same search led one person to more than once is one search.
    """
    attached = evidence.attach_document(
        claim_id=claim_id, person=person, document_id=document_id, chosen=chosen
    )
    looked = _in_library(attached.claim, query, Outcome.SOMETHING)
    kept = HandSearch.objects.filter(
        claim=claim_id, person=person, is_ours=True, query=looked.query, outcome=looked.outcome
    )
    if looked.query and looked.hits and not kept.exists():
        _keep(attached.claim, person, looked, is_ours=True)
    return attached


def opened(*, suggestion: Suggestion, person: User) -> None:
    """Remember that this person opened the suggestion; only the first time counts."""
    Opening.objects.bulk_create(
        [Opening(suggestion=suggestion, person=person)], ignore_conflicts=True
    )


def _hits(query: str, claim: Claim | None) -> list[search.Hit]:
    own = desk_articles.own(claim.article_id) if claim else []
    return search.convincing(query, limit=SHOWN, without=own) if query.strip() else []


def _explained(hit: search.Hit, query: str, claim: Claim | None) -> Found:
    """The words are those that were looked for; what matters is what the claim is about."""
    cut = list(sentences.spans(hit.text))
    for_words = explain.explain(
        query, hit.text, sentences=cut, rarity=hit.rarity, coverage=hit.coverage
    )
    if claim is None:
        return Found(hit, for_words.shared, for_words.matters)
    weights = findings.weigh(claim.sentence)
    held = set(words(hit.text))
    coverage = sum(weights[stem] for stem in weights.keys() & held) / (sum(weights.values()) or 1)
    for_claim = explain.explain(
        claim.sentence, hit.text, sentences=cut, rarity=weights, coverage=coverage
    )
    matters = others_sentence(claim.sentence, hit.text, cut) or for_claim.matters
    matters = matters or for_words.matters
    # What a person looked for may be of something else than the claim is.
    differs = differences(claim.sentence, hit.text, matters) if coverage >= OF_THE_CLAIM else []
    return Found(hit, for_words.shared, matters, [(one.claim, one.passage) for one in differs])


def _in_library(claim: Claim, query: str, outcome: Outcome, note: str = "") -> Looked:
    hits = len(_hits(query, claim))
    return Looked(place=HandSearch.OUR_LIBRARY, query=query, outcome=outcome, hits=hits, note=note)


def _keep(claim: Claim, person: User, looked: Looked, *, is_ours: bool = False) -> HandSearch:
    words = {name: getattr(looked, name).strip() for name in ("place", "query", "note")}
    if not (words["place"] and words["query"]):
        raise Refused("Say where you looked and for what.")
    if looked.outcome == Outcome.SOMETHING and looked.hits == 0:
        raise Refused("With no hits, the search found nothing.")
    if looked.outcome == Outcome.NOTHING and looked.hits and not words["note"]:
        raise Refused("Say why none of what was found helps: the search log keeps the reason.")
    made = HandSearch.objects.create(
        claim=claim, person=person, is_ours=is_ours, **asdict(looked) | words
    )
    claims.begin(claim, person)
    history.record(
        Event.Action.SEARCHED_BY_HAND, actor=person, claim=claim, search=made.pk, title=str(made)
    )
    return made
