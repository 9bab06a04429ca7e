"""Searches made by hand: what they find, written into a claim's search log, and attached."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta

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
# So long one may still be typing, and so long the same search again is no other one.
TYPING = timedelta(minutes=2)
SOON = timedelta(hours=1)
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


def log(
    *, claim_id: int, person: User, query: str, is_confidential: bool = False
) -> HandSearch | None:
    """Write a search of our own library into the log as it is made. Safe to repeat.

    What one comes to by typing on takes the place of what one had, and the same search again
    soon is one line. It is no act on the claim: nobody takes it by that, and nothing else of it
    changes. Without a word to look for, nothing is written.
    """
    query = query.strip()
    if not any(map(str.isalnum, query)):
        return None
    hits = len(_hits(query, Claim.objects.get(pk=claim_id)))
    return _log(claim_id, person, query, hits, is_confidential)


@transaction.atomic
def _log(claim_id: int, person: User, query: str, hits: int, is_confidential: bool) -> HandSearch:
    claim = claims.locked(claim_id)
    own = HandSearch.objects.of_library(claim_id, person)
    if same := _first(own.within(SOON).filter(hits=hits), query, _is_same):
        return _change(same, is_confidential) if same.is_automatic else same
    outcome = Outcome.SOMETHING if hits else Outcome.NOTHING
    said = {"query": query, "hits": hits, "outcome": outcome, "searched_on": timezone.localdate()}
    if before := _first(own.within(TYPING).filter(is_automatic=True), query, _is_on_the_way):
        return _change(before, is_confidential, recorded_at=timezone.now(), **said)
    return HandSearch.objects.create(
        claim=claim, person=person, place=HandSearch.OUR_LIBRARY, is_ours=True,
        is_automatic=True, is_confidential=is_confidential, **said,
    )  # fmt: skip


def logged(*, claim_id: int, person: User, query: str) -> HandSearch | None:
    """This person's search for these words, if it stands in the log as one of today."""
    today = HandSearch.objects.of_library(claim_id, person).filter(searched_on=timezone.localdate())
    return _first(today, query, _is_same)


@transaction.atomic
def record_in_library(
    *, claim_id: int, person: User, query: str, note: str = "", is_confidential: bool = False
) -> HandSearch:
    """Say of a search of our own library that it led to nothing, and why, in its line of the log.

    One that is not in the log yet is kept now; the same said twice is said once. The desk counts
    the hits itself.
    """
    claim = claims.locked(claim_id)
    looked = _in_library(claim, query, Outcome.NOTHING, note)
    looked = replace(looked, is_confidential=is_confidential)
    return _keep(claim, person, looked, is_ours=True)


@transaction.atomic
def attach_found(
    *, claim_id: int, person: User, query: str, document_id: int, chosen: evidence.Chosen,
    is_confidential: bool = False,
) -> Evidence:  # fmt: skip
    """Attach a library document that a search by hand found, and keep that it was of use.

    What the same search led one person to more than once is one search.
    """
    attached = evidence.attach_document(
        claim_id=claim_id, person=person, document_id=document_id, chosen=chosen
    )
    looked = _in_library(attached.claim, query, Outcome.SOMETHING)
    looked = replace(looked, is_confidential=is_confidential)
    if looked.query and looked.hits:
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
    line = logged(claim_id=claim.pk, person=person, query=words["query"]) if is_ours else None
    is_said = line and (line.outcome, line.note) == (looked.outcome, words["note"])
    is_open = line and looked.is_confidential and not line.is_confidential
    if line and is_said and not (line.is_automatic or is_open):
        return line
    if line and line.is_automatic:
        said = {"outcome": looked.outcome, "hits": looked.hits, "note": words["note"]}
        made = _change(line, looked.is_confidential, is_automatic=False, **said)
    else:
        made = HandSearch.objects.create(
            claim=claim, person=person, is_ours=is_ours, **asdict(looked) | words
        )
    claims.begin(claim, person)
    history.record(
        Event.Action.SEARCHED_BY_HAND, actor=person, claim=claim, search=made.pk, title=str(made)
    )
    return made


def _is_same(query: str, other: str) -> bool:
    return _plain(query) == _plain(other)


def _is_on_the_way(query: str, other: str) -> bool:
    """Whether one comes from one to the other by typing, or by taking back what was typed."""
    one, two = _plain(query), _plain(other)
    return one.startswith(two) or two.startswith(one)


def _plain(query: str) -> str:
    return " ".join(query.casefold().split())


def _first(
    searches: Iterable[HandSearch], query: str, is_like: Callable[[str, str], bool]
) -> HandSearch | None:
    return next((each for each in searches if is_like(each.query, query)), None)


def _change(line: HandSearch, is_confidential: bool, **said: object) -> HandSearch:
    """What was confidential stays so."""
    said["is_confidential"] = line.is_confidential or is_confidential
    for name, value in said.items():
        setattr(line, name, value)
    line.save(update_fields=list(said))
    return line
