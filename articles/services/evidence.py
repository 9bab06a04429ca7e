"""Setting a source against a claim. Nothing is evidence without a source and a person."""

from dataclasses import asdict, dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import (
    Claim,
    Event,
    Evidence,
    LibraryDocument,
    Source,
    Suggestion,
    Verdict,
)
from articles.reading import quotes
from articles.services import (
    Refused,
    claims,
    desk_articles,
    history,
    looks,
    snapshots,
    suggestions,
)

Decision = Suggestion.Status
IN_THE_LIBRARY = "Evidence library, document {}"
ATTACHED = "This source is attached already, with the same quote."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """A source as an editor describes it; `text` is what it says, if they can give it."""

    medium: str
    kind: str
    title: str
    url: str = ""
    reference: str = ""
    person: str = ""
    publisher: str = ""
    published: date | None = None
    is_confidential: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What of a source counts, and for which side."""

    stance: str
    quote: str
    note: str = ""


@transaction.atomic
def attach(
    *, claim_id: int, person: User, source: NewSource, stance: str, quote: str = "", note: str = ""
) -> Evidence:
    """Attach a source of one's own. A quote counts as exact only if the source's text has it."""
    claim = claims.locked(claim_id)
    if _is_attached(claim, source, stance, quotes.bare(quote)):
        raise Refused(ATTACHED)
    if source.kind == Source.Kind.ANONYMOUS and not source.is_confidential:
        raise Refused("An anonymous source is always confidential.")
    fields = asdict(source)
    text = fields.pop("text").strip()
    row = Source.objects.create(added_by=person, **fields)
    snapshot = snapshots.keep(row, text) if text else None
    return _set_against(
        claim, Evidence(source=row, snapshot=snapshot, stance=stance, note=note), person, quote
    )


@transaction.atomic
def attach_document(*, claim_id: int, person: User, document_id: int, chosen: Chosen) -> Evidence:
    """Attach a library document that somebody found by hand, with words of its text."""
    claim = claims.locked(claim_id)
    document = _locked(document_id)
    if document is None:
        raise Refused("This document is no longer in the library.")
    if document.identifier == desk_articles.of_article(claim.article_id):
        raise Refused("This is the article itself: it is no evidence for its own claims.")
    quote = quotes.bare(chosen.quote)
    if not quotes.place(quote, document.text):
        raise Refused("This quote is not in the document's text. Choose its exact words.")
    source = _source_of_document(document) or _new_source(
        person, document, title=str(document)[:500], reference=IN_THE_LIBRARY.format(document.pk)
    )
    new = Evidence(
        source=source,
        snapshot=snapshots.keep(source, document.text),
        suggestion=suggestions.offering(claim, document, quote),
        stance=chosen.stance,
        note=chosen.note,
    )
    if new.suggestion:
        new.suggestion.status = Decision.ACCEPTED
        suggestions.decide(new.suggestion, person)
    return _set_against(claim, new, person, quote)


@transaction.atomic
def accept(
    *, suggestion_id: int, person: User, stance: str, quote: str, note: str = ""
) -> Evidence:
    """Make a suggestion evidence, with the words of its text that count."""
    suggestion = suggestions.opened(suggestion_id)
    if not quotes.place(quotes.bare(quote), suggestion.text):
        raise Refused("This quote is not in the suggestion's text. Choose its exact words.")
    if suggestion.document_id:
        suggestion.document = _locked(suggestion.document_id)
    source = _source_of(suggestion, person)
    snapshot = snapshots.keep(source, _whole_text(suggestion))
    suggestion.status = Decision.ACCEPTED
    suggestions.decide(suggestion, person)
    evidence = Evidence(
        source=source, snapshot=snapshot, suggestion=suggestion, stance=stance, note=note
    )
    return _set_against(suggestion.claim, evidence, person, quote)


@transaction.atomic
def withdraw(*, evidence_id: int, person: User, reason: str) -> Evidence:
    """Take evidence off a claim; the row stays, with who withdrew it and why."""
    claim_id = Evidence.objects.values_list("claim_id", flat=True).get(pk=evidence_id)
    claim = claims.locked(claim_id)
    evidence = Evidence.objects.select_related("source").get(pk=evidence_id)
    if evidence.withdrawn_at:
        raise Refused("This evidence was withdrawn already.")
    if not reason.strip():
        raise Refused("Say why it is withdrawn.")
    if _was_signed_off(evidence):
        raise Refused(
            "A signed-off verdict rests on this evidence: propose another verdict instead."
        )
    if _is_last(evidence) and _carries_a_verdict(claim):
        raise Refused("A verdict rests on this evidence alone. Attach other evidence first.")
    evidence.withdrawn_by, evidence.withdrawn_at = person, timezone.now()
    evidence.withdrawn_because = reason.strip()
    evidence.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
    history.record(
        Event.Action.EVIDENCE_WITHDRAWN,
        actor=person,
        claim=claim,
        evidence=evidence.pk,
        source=str(evidence.source),
        reason="" if evidence.source.is_confidential else evidence.withdrawn_because,
    )
    return evidence


def _set_against(claim: Claim, evidence: Evidence, person: User, quote: str) -> Evidence:
    evidence.claim, evidence.added_by = claim, person
    evidence.quote, evidence.note = quotes.bare(quote), evidence.note.strip()
    same = claim.evidence.standing().filter(stance=evidence.stance, quote=evidence.quote)
    if same.filter(source=evidence.source).exists():
        raise Refused(ATTACHED)
    snapshots.hold_against(evidence, evidence.snapshot)
    evidence.save()
    looks.begin(evidence.source)
    claims.begin(claim, person)
    history.record(
        Event.Action.EVIDENCE_ATTACHED,
        actor=person,
        claim=claim,
        evidence=evidence.pk,
        source=str(evidence.source),
        stance=evidence.stance,
        exact=evidence.is_exact,
        suggestion=evidence.suggestion_id,
    )
    return evidence


def _is_attached(claim: Claim, source: NewSource, stance: str, quote: str) -> bool:
    standing = claim.evidence.standing().filter(stance=stance, quote=quote)
    return standing.filter(
        source__url=source.url, source__reference=source.reference, source__person=source.person
    ).exists()


def _source_of(suggestion: Suggestion, person: User) -> Source:
    """The suggestion's source; a library document is one source however often it is used."""
    if suggestion.document and (known := _source_of_document(suggestion.document)):
        return known
    return _new_source(person, suggestion, title=suggestion.title, reference=_place(suggestion))


def _place(suggestion: Suggestion) -> str:
    """Where what has no address of its own can be found again, in words."""
    name, check = suggestion.provider.name, suggestion.earlier_verdict
    if check and check.signed_off_at:
        day = date_format(timezone.localdate(check.signed_off_at), "j F Y")
        return f"{name}: this desk’s check of claim {check.claim_id}, signed off on {day}"
    if suggestion.document:
        return IN_THE_LIBRARY.format(suggestion.document.pk)
    return f"{name}, as found on {date_format(timezone.localdate(suggestion.found_at), 'j F Y')}"


def _locked(document_id: int) -> LibraryDocument | None:
    """The document as it is now.

    Of two claims that take it at once, the second finds the first one's source.
    """
    return LibraryDocument.objects.select_for_update(of=("self",)).filter(pk=document_id).first()


def _source_of_document(document: LibraryDocument) -> Source | None:
    """The source that a document is already; it is locked."""
    return Source.objects.filter(document=document, is_confidential=False).first()


def _new_source(
    person: User, found: Suggestion | LibraryDocument, *, title: str, reference: str
) -> Source:
    is_web = found.url.lower().startswith(("http://", "https://"))
    return Source.objects.create(
        medium=Source.Medium.ADDRESS if is_web else Source.Medium.DOCUMENT,
        kind=Source.Kind.SECONDARY,
        title=title,
        url=found.url if is_web else "",
        reference="" if is_web else reference,
        author=found.author,
        publisher=found.publisher,
        published=found.published,
        document=found.document if isinstance(found, Suggestion) else found,
        added_by=person,
    )


def _whole_text(suggestion: Suggestion) -> str:
    """The library document as it is now, if it still has the passage; else the passage."""
    document: LibraryDocument | None = suggestion.document
    if document and suggestion.text in document.text:
        return document.text
    return suggestion.text


def _is_last(evidence: Evidence) -> bool:
    others = Evidence.objects.standing().filter(claim=evidence.claim_id).exclude(pk=evidence.pk)
    return not others.exists()


def _was_signed_off(evidence: Evidence) -> bool:
    """Did it stand there when the claim's verdict was signed off?"""
    signed = Verdict.objects.signed_off().filter(claim=evidence.claim_id)
    return signed.filter(signed_off_at__gte=evidence.added_at).exists()


def _carries_a_verdict(claim: Claim) -> bool:
    return claim.verdicts.standing().filter(rating__needs_evidence=True).exists()
