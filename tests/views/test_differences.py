"""Where a source says otherwise than the claim: from the suggestion to the second editor."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Claim, LibraryDocument, Suggestion
from articles.providers import Query
from articles.services import Refused, evidence, library, notes, providers, verdicts
from articles.services.evidence import Chosen, NewSource
from articles.services.library import Document
from tests.factories import (
    ClaimFactory,
    DoneRunFactory,
    EvidenceFactory,
    SuggestionFactory,
    UserFactory,
    rating,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db

LIGHTHOUSE = "The Brundle lighthouse was built in {} by the engineer Oskar Fane."
OTHER_YEAR = "Here 1874; the claim says 1847."
NOTE = "The lighthouse at Brundle was built in 1874 by Oskar Fane."


def said(client, claim, part=""):
    page = Page(client.get(claim.get_absolute_url()).content.decode())
    return page.by_id(part).text if part else page.text


def signed_off(year, *, explanation, slug="confirmed"):
    claim = EvidenceFactory(
        claim__sentence=LIGHTHOUSE.format(year), claim__status="in-progress"
    ).claim
    verdict = verdicts.propose(
        claim_id=claim.pk,
        author=UserFactory(),
        rating_id=rating(slug).pk,
        explanation=explanation,
        seen=None,
    )
    verdicts.sign_off(verdict_id=verdict.pk, editor=UserFactory())


@pytest.fixture
def claim(db):
    return ClaimFactory(sentence=LIGHTHOUSE.format(1847))


@pytest.fixture
def note(db):
    library.add([Document(identifier="note", text=NOTE)])
    return LibraryDocument.objects.get()


def suggested(claim, note):
    return SuggestionFactory(run=DoneRunFactory(claim=claim), document=note, text=note.text)


def attach(claim, note, stance="supports"):
    return evidence.attach_document(
        claim_id=claim.pk,
        person=UserFactory(),
        document_id=note.pk,
        chosen=Chosen(stance=stance, quote=NOTE),
    )


@pytest.mark.parametrize(
    ("checked", "explanation", "differs"),
    [
        (1874, "So says the archive.", [("1847", "1874")]),
        (1847, "So says the archive.", []),
        (1847, "It was built in 1874, says the archive.", [("1847", "1874")]),
        (1874, "It was built in 1847, says the archive.", [("1847", "1874")]),
    ],
)
def test_a_published_check_differs_by_the_claim_that_was_checked_too(
    claim, checked, explanation, differs
):
    signed_off(checked, explanation=explanation)

    (found,) = providers.named("checks").search(Query(claim.sentence, limit=5, claim=claim.pk))

    assert found.strength != "weak"
    assert list(found.differs) == differs


def test_the_difference_stays_with_the_evidence(client, editor, claim, note):
    attach(claim, note)

    assert OTHER_YEAR in said(client, claim, "evidence")


def test_of_a_source_of_ones_own_too(client, editor, claim):
    evidence.attach(
        claim_id=claim.pk,
        person=UserFactory(),
        source=NewSource(medium="document", kind="document", title="A plaque", reference="Wall"),
        stance="context",
        quote="It was built in 1874.",
    )

    assert OTHER_YEAR in said(client, claim, "evidence")


@pytest.mark.parametrize(("stance", "is_warned"), [("supports", True), ("refutes", False)])
def test_who_signs_reads_first_that_what_supports_the_claim_says_otherwise(
    client, editor, claim, note, stance, is_warned
):
    attach(claim, note, stance)
    verdicts.propose(
        claim_id=claim.pk,
        author=UserFactory(),
        rating_id=rating("confirmed").pk,
        explanation="So it says.",
        seen=None,
    )

    words = "is attached as support, and says 1874 where the claim says 1847"
    assert (words in said(client, claim, "verdict")) is is_warned


@pytest.mark.parametrize(("stance", "is_warned"), [("supports", True), ("refutes", False)])
def test_so_does_who_is_to_propose(client, editor, claim, note, stance, is_warned):
    attach(claim, note, stance)

    page = Page(client.get(claim.get_absolute_url()).content.decode())

    warnings = [each for each in page.all("p") if "Before you propose:" in each.text]
    assert len(warnings) == is_warned
    for each in warnings:
        assert "is attached as support, and says 1874 where the claim says 1847" in each.text
        # What htmx keeps as it was would keep it out.
        assert all(outer.get("hx-preserve") is None for outer in each.inside)


def test_who_may_not_see_a_source_is_not_told_what_it_says(client, log_in, claim):
    log_in("Viewer")
    evidence.attach(
        claim_id=claim.pk,
        person=UserFactory(),
        source=NewSource(
            medium="person", kind="anonymous", title="A keeper", person="K.", is_confidential=True
        ),
        stance="supports",
        quote="It was built in 1874.",
    )

    assert "1874" not in said(client, claim)


def change(note, text):
    library.add([Document(identifier="note", text=text)])
    note.refresh_from_db()
    assert note.text == text


@pytest.mark.parametrize(
    ("text", "is_said"),
    [("The lighthouse at Brundle was built in 1847.", True), (f"{NOTE} It is white.", False)],
)
def test_a_note_that_has_changed_is_said_to_have_under_what_was_found_in_it(
    client, editor, claim, note, text, is_said
):
    suggested(claim, note)
    attached = attach(ClaimFactory(sentence=claim.sentence), note)
    words = "note in the library has changed since"
    assert words not in said(client, claim) + said(client, attached.claim)

    change(note, text)

    assert (words in said(client, claim)) is is_said
    assert (words in said(client, attached.claim)) is is_said


def test_what_was_found_by_hand_takes_up_the_suggestion_of_the_same_words(claim, note):
    suggestion = suggested(claim, note)

    attached = attach(claim, note)

    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.decided_by) == ("accepted", attached.added_by)
    assert attached.suggestion == suggestion


def test_a_quote_that_two_of_its_passages_have_decides_neither(claim, note):
    run = DoneRunFactory(claim=claim)
    for text in (NOTE, "It burned in 1874."):
        SuggestionFactory(run=run, document=note, text=text)

    evidence.attach_document(
        claim_id=claim.pk,
        person=UserFactory(),
        document_id=note.pk,
        chosen=Chosen(stance="supports", quote="in 1874"),
    )

    assert claim.suggestions.open().count() == 2


def test_a_note_that_changes_while_it_is_being_found_is_said_to_have(client, editor, claim, note):
    text = note.text
    change(note, "The lighthouse at Brundle was built in 1847.")
    SuggestionFactory(run=DoneRunFactory(claim=claim), document=note, text=text)

    assert "note in the library has changed since" in said(client, claim)


def test_a_note_that_is_attached_is_not_attached_once_more_by_its_suggestion(claim, note):
    attached = attach(claim, note)
    suggestion = suggested(claim, note)

    with pytest.raises(Refused, match="attached already, with the same quote"):
        evidence.accept(
            suggestion_id=suggestion.pk, person=UserFactory(), stance="supports", quote=NOTE
        )

    assert Suggestion.objects.get().status == "open"
    assert list(claim.evidence.all()) == [attached]
    other = evidence.accept(
        suggestion_id=suggestion.pk, person=UserFactory(), stance="supports", quote="built in 1874"
    )
    assert claim.evidence.count() == 2
    assert other.suggestion == suggestion


def test_a_note_that_lost_the_quote_is_for_the_checker_and_says_so(client, editor, claim, note):
    attach(claim, note)
    Claim.objects.filter(pk=claim.pk).update(checker=editor, taken_at=timezone.now())
    assert "For you" not in said(client, claim)

    change(note, "The lighthouse at Brundle was built in 1847.")
    notes.settle()

    desk = Page(client.get("/").content.decode()).text
    assert "For you Quote no longer there: " in desk
    assert claim.sentence in desk
    page = said(client, claim)
    assert "The note in the library no longer has the quoted words. We keep its text" in page
    assert "note in the library has changed since" not in page
    attached = claim.evidence.get()
    assert "Compare the two texts" in page
    compared = Page(client.get(reverse("articles:compare", args=[attached.pk])).content.decode())
    assert "built in [taken out: 1874 by Oskar Fane.] [put in: 1847.]" in compared.text
    assert "and now, as the note in the library stands." in compared.text
    library.remove(LibraryDocument.objects.all())
    compared = Page(client.get(reverse("articles:compare", args=[attached.pk])).content.decode())
    assert "The text as it was kept" in compared.text
    page = said(client, claim)
    assert "The note lost the quoted words, and has left the library since. We keep" in page
    notes.settle()
    assert "The note is no longer in the library. We keep its text as it was." in said(
        client, claim
    )
    assert "For you No longer in the library: " in Page(client.get("/").content.decode()).text
