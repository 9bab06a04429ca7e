"""What stands on a claim's page: its suggestions, evidence, verdicts, searches and history."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from articles.forms import AttachForm, LookedForm, VerdictForm
from articles.models import (
    Claim,
    Evidence,
    LibraryDocument,
    Look,
    Rating,
    Source,
    Stance,
    Status,
    Suggestion,
    SuggestionRun,
    Verdict,
)
from articles.providers import Library
from articles.reading.differences import differences
from articles.services import desk_articles, origins, outside, pages, search_log, vectors

Strength = Suggestion.Strength
CLOSED_TO_VERDICTS = (Status.WAIVED, Status.NOT_A_CLAIM, Status.ARCHIVED)


def context(user: User, claim: Claim) -> dict[str, Any]:
    """Everything that a claim's page says, for who looks at it."""
    verdicts = list(
        claim.verdicts.select_related("author", "rating", "signed_off_by", "returned_by")
    )
    evidence = _evidence(user, claim)
    # Before the suggestions: what these searches have found is there then.
    runs = list(claim.runs.for_reading())
    return {
        "section": "articles",
        "claim": claim,
        "article": claim.article,
        "version": claim.version,
        "here": claim.number,
        "last": claim.version.sentences,
        **suggestions(claim),
        **searches(claim, runs),
        "evidence": evidence,
        "flagged": [each for each in evidence if each.flagged_at and not each.withdrawn_at],
        "doubtful": [each for each in evidence if _supports_and_differs(each)],
        "fetches": pages.is_on(),
        "leaving": outside.leaving(claim, runs),
        "log": search_log.of_claim(claim, runs, user),
        "looked_form": LookedForm(auto_id="looked-%s"),
        "origins": origins.shared(claim, user),
        "attach_form": AttachForm(auto_id="attach-%s"),
        "history": claim.history.for_reading()[:50],
        **_of_verdicts(user, claim, verdicts),
    }


def suggestions(claim: Claim) -> dict[str, Any]:
    """What is open, the strong first, apart the weak and what is lost; and what was decided."""
    suggested = (
        claim.suggestions.with_near_copies()
        .with_what_became_of_notes()
        .with_what_became_of_checks()
        .select_related(
            "provider",
            "document",
            "decided_by",
            "earlier_verdict__claim__article",
            "earlier_verdict__signed_off_by",
        )
    )
    found = list(suggested.defer("document__text", "document__sketch"))
    _say_what_is_against(found, lambda each: (each.document, each.text))
    found.sort(key=_is_doubtful_or_weaker)
    still_open = [each for each in found if each.status == Suggestion.Status.OPEN]
    at_hand = [each for each in still_open if not each.lost_at]
    return {
        "suggestions": [each for each in at_hand if each.strength != Strength.WEAK],
        "weak": [each for each in at_hand if each.strength == Strength.WEAK],
        "lost": [each for each in still_open if each.lost_at],
        "open_suggestions": len(at_hand),
        "decided": [each for each in found if each.status != Suggestion.Status.OPEN],
        "shown": [each.pk for each in found],
    }


def _is_doubtful_or_weaker(suggestion: Any) -> tuple[bool, bool, bool]:
    """What no longer stands goes last, and of the strong what this desk has checked goes first."""
    has_gone = (
        suggestion.has_left_the_library or suggestion.is_overtaken or suggestion.note_has_changed
    )
    is_doubtful = has_gone or bool(suggestion.against)
    is_strong = suggestion.strength == Strength.STRONG
    return is_doubtful, not is_strong, not (is_strong and suggestion.earlier_verdict_id)


def _say_what_is_against(found: Sequence[Any], words: Callable[[Any], tuple[Any, str]]) -> None:
    """Of what comes out of released articles, the verdicts of this desk on what stands there.

    `words` gives the library's document of each, if it has one, and the words out of it.
    """
    said = [words(each) for each in found]
    ours = [
        (note.pk if note and desk_articles.is_article(note) else None, text) for note, text in said
    ]
    is_any = any(note for note, _ in ours)
    against = desk_articles.against(ours) if is_any else [[] for _ in ours]
    for each, verdicts in zip(found, against, strict=True):
        each.against = verdicts


def searches(claim: Claim, runs: Iterable[SuggestionRun]) -> dict[str, Any]:
    """The last search of each provider, in the providers' order, and what it did not see."""
    latest = {run.provider_id: run for run in sorted(runs, key=lambda run: run.pk)}
    by_words_only = any(run.is_by_words_only for run in latest.values())
    return {
        "runs": sorted(latest.values(), key=lambda run: run.provider.position),
        "is_by_words_only": by_words_only,
        "why_by_words": vectors.why_by_words_only() if by_words_only else "",
        "library_has_grown": claim.is_open and _library_has_grown(latest.values()),
    }


def _library_has_grown(runs: Iterable[SuggestionRun]) -> bool:
    """Whether documents have come in since the library was searched."""
    ended = [run.finished_at for run in runs if run.provider.slug == Library.slug]
    newest = LibraryDocument.objects.order_by("-pk").values_list("added_at", flat=True)
    return any(at and any(added > at for added in newest[:1]) for at in ended)


def _supports_and_differs(evidence: Any) -> bool:
    is_support = evidence.stance == Stance.SUPPORTS and not evidence.withdrawn_at
    return is_support and bool(evidence.differs)


def _evidence(user: User, claim: Claim) -> list[Evidence]:
    """What is attached; what stands against a confidential source is hidden from the others."""
    found = list(
        claim.evidence.with_what_became_of_notes()
        .select_related("source__document", "snapshot", "added_by", "withdrawn_by", "look")
        .defer("snapshot__text", "source__document__text", "source__document__sketch")
    )
    add_looks(found)
    if not user.has_perm("articles.see_confidential_source"):
        for each in found:
            if each.source.is_confidential:
                each.is_hidden = True  # type: ignore[attr-defined]
                each.quote = each.note = each.withdrawn_because = ""
    _add_differences(claim, found)
    _say_what_is_against(found, lambda each: (each.source.document, each.quote))
    return found


def _add_differences(claim: Claim, evidence: Iterable[Evidence]) -> None:
    """Say of each where its quote says otherwise than the claim, whoever chose it."""
    for each in evidence:
        each.differs = [(one.claim, one.passage) for one in differences(claim.sentence, each.quote)]  # type: ignore[attr-defined]


def add_looks(evidence: list[Evidence]) -> None:
    """Say of each when its source was last looked at, and whether it may be."""
    sources = {each.source_id for each in evidence}
    if not sources:
        return
    last = Look.objects.filter(source__in=sources).last_of_each()
    latest = {look.source_id: look for look in last}
    fetchable = set(Source.objects.fetchable().filter(pk__in=sources).values_list("pk", flat=True))
    for each in evidence:
        each.latest = latest.get(each.source_id)  # type: ignore[attr-defined]
        each.is_fetchable = each.source_id in fetchable  # type: ignore[attr-defined]


def _of_verdicts(user: User, claim: Claim, verdicts: list[Verdict]) -> dict[str, Any]:
    latest = verdicts[-1] if verdicts else None
    proposal = next((each for each in verdicts if each.status == "proposed"), None)
    is_writer = bool(latest and latest.author == user and latest.status in ("proposed", "returned"))
    initial: dict[str, Any] = {"seen": latest.pk if latest else None}
    if latest and is_writer:
        initial |= {"rating": latest.rating_id, "explanation": latest.explanation}
    return {
        "verdicts": verdicts,
        "proposal": proposal,
        "signed": next((each for each in verdicts if each.status == "signed-off"), None),
        "returned": latest if latest and latest.status == "returned" else None,
        "verdict_form": VerdictForm(auto_id="verdict-%s", initial=initial),
        "ratings": list(Rating.objects.offered()),
        "signers": _signers(claim, proposal.author) if proposal else [],
        "own_signers": _signers(claim, user),
        "takes_verdicts": claim.status not in CLOSED_TO_VERDICTS,
        "why_not_sign": _why_not_sign(user, claim, proposal),
    }


def _signers(claim: Claim, writer: User) -> list[User]:
    """Who may sign off what this writer proposes on this claim."""
    may = User.objects.with_perm(
        "articles.sign_off_verdict", backend="django.contrib.auth.backends.ModelBackend",
        include_superusers=False,
    )  # fmt: skip
    barred = (
        Q(pk=writer.pk) | Q(pk=claim.article.author_id) | Q(pk__in=claim.article.coauthors.all())
    )
    named = may.exclude(barred).only("username", "first_name", "last_name")
    return list(named.order_by("first_name", "username")[:6])


def _why_not_sign(user: User, claim: Claim, proposal: Verdict | None) -> str:
    if proposal and proposal.author_id == user.pk:
        return "You wrote this verdict, so another editor has to sign it off."
    if claim.article.is_by(user.pk):
        return "You wrote the article, so another editor has to sign this off."
    return ""
