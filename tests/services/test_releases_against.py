"""What this desk found false in an article that it released all the same."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Evidence, LibraryDocument
from articles.providers import Query
from articles.services import evidence, library, providers, releases
from articles.services.evidence import Chosen
from articles.services.library import Document
from tests.factories import (
    ClaimFactory,
    DoneRunFactory,
    EvidenceFactory,
    SignedOffFactory,
    SuggestionFactory,
    UserFactory,
    VerdictFactory,
    rating,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def found_false():
    """A claim of a released article that the desk has found false."""
    attached = EvidenceFactory(claim__status="signed-off")
    SignedOffFactory(claim=attached.claim)
    releases.release(article_id=attached.claim.article_id, person=UserFactory())
    return attached.claim


def test_what_the_desk_found_false_is_no_evidence_though_it_was_released(found_false):
    library.add([Document(text="A postcard calls the tower 301 metres tall.")])
    query = Query(found_false.sentence, limit=5, claim=ClaimFactory().pk)

    suggested = providers.named("library").search(query)

    assert [each.text for each in suggested] == ["A postcard calls the tower 301 metres tall."]
    assert LibraryDocument.objects.count() == 2


def test_what_else_stands_beside_it_is_still_found(found_false):
    query = Query("The tower opened in 1889.", limit=5, claim=ClaimFactory().pk)

    (suggested,) = providers.named("library").search(query)

    assert suggested.text == found_false.version.text
    assert suggested.text[slice(*suggested.matters)] == "It opened in 1889."


def test_another_that_says_the_same_is_suggested_in_its_place(found_false):
    """It is a source of its own, whatever this desk has printed."""
    library.add([Document(text=found_false.version.text, publisher="A wire")])
    query = Query(found_false.sentence, limit=5, claim=ClaimFactory().pk)

    suggested = providers.named("library").search(query)

    assert [each.publisher for each in suggested] == ["A wire"]


def test_what_was_suggested_of_it_before_says_what_the_desk_found(found_false, client, person):
    client.force_login(person("Viewer"))
    suggestion = SuggestionFactory(
        document=LibraryDocument.objects.get(), text=found_false.version.text
    )

    page = " ".join(
        Page(client.get(suggestion.claim.get_absolute_url()).content.decode()).text.split()
    )

    assert "This desk rated a sentence of it False" in page
    releases.take_back(article_id=found_false.article_id, person=UserFactory())
    page = client.get(suggestion.claim.get_absolute_url()).content.decode()
    assert "This note has left the library" in page
    assert "This desk rated" not in page


def test_its_page_in_the_library_says_what_the_desk_found(found_false, client, person):
    client.force_login(person("Viewer"))
    ours = LibraryDocument.objects.get()
    library.add([Document(text=found_false.version.text, publisher="A wire")])

    page, wire = (
        Page(client.get(f"/library/{document.pk}/").content.decode())
        for document in (ours, LibraryDocument.objects.get(publisher="A wire"))
    )

    assert "This desk rated a sentence of it False" in page.text
    assert page.all("a", href=found_false.get_absolute_url())
    assert "This desk rated" not in wire.text


def test_a_release_says_what_was_not_confirmed(found_false, client, person):
    client.force_login(person("Editor"))
    page = found_false.article.get_absolute_url()

    assert (
        "Not everything in it was confirmed as it stands: 1 False."
        in client.get(page).content.decode()
    )
    client.post(f"{page}release/back/")
    assert (
        "Not everything in it was confirmed as it stands: 1 False."
        in client.get(page).content.decode()
    )


def test_in_the_galley_a_sentence_found_false_is_marked_otherwise_than_one_confirmed(
    found_false, client, person
):
    client.force_login(person("Viewer"))
    article = found_false.article.get_absolute_url()

    marked = Page(client.get(article).content.decode()).by_id(f"s{found_false.number}")
    assert (marked["data-status"], marked["data-rated"]) == ("signed-off", "against")
    assert "Signed off, not confirmed" in marked.text


def test_one_confirmed_is_marked_as_signed_off(client, person):
    client.force_login(person("Viewer"))
    claim = SignedOffFactory(rating=rating("confirmed")).claim

    page = Page(client.get(claim.article.get_absolute_url()).content.decode())

    assert page.by_id(f"s{claim.number}").get("data-rated") is None
    assert "Not everything in it was confirmed" not in page.html


def test_of_strong_suggestions_our_own_check_goes_first_and_what_stands_no_longer_last(
    client, person
):
    client.force_login(person("Viewer"))
    claim = ClaimFactory()
    run = DoneRunFactory(claim=claim)
    gone = SuggestionFactory(run=run, strength="strong", title="gone", document=None)
    library.add([Document(text="A note.")])
    note = SuggestionFactory(
        run=run,
        strength="strong",
        title="note",
        document=LibraryDocument.objects.get(),
        text="A note.",
    )
    checked = SuggestionFactory(
        run=run, strength="strong", title="check", earlier_verdict=SignedOffFactory()
    )
    other = EvidenceFactory(claim__status="in-progress").claim
    replaced = VerdictFactory(claim=other, status="replaced")
    overtaken = SuggestionFactory(run=run, strength="strong", title="was", earlier_verdict=replaced)
    assert gone.has_left_the_library

    page = Page(client.get(claim.get_absolute_url()).content.decode())

    cards = [card["id"] for card in page.all("article") if card.get("id")]
    assert cards == [f"suggestion-{each.pk}" for each in (checked, note, overtaken, gone)]


SAID = "This desk rated a sentence of it False"


def page_of(client, address, **query):
    return Page(client.get(address, query).content.decode()).text


@pytest.mark.parametrize("whole", [True, False])
def test_a_quote_of_it_says_so_on_its_card(client, person, found_false, whole):
    client.force_login(person("Editor"))
    quote = found_false.sentence if whole else found_false.sentence[4:-1]
    attached = evidence.attach_document(
        claim_id=ClaimFactory().pk,
        person=UserFactory(),
        document_id=LibraryDocument.objects.get().pk,
        chosen=Chosen(stance="supports", quote=quote),
    )

    assert SAID in page_of(client, attached.claim.get_absolute_url())


def test_a_quote_of_what_is_right_in_it_does_not(client, person, found_false):
    client.force_login(person("Editor"))
    attached = evidence.attach_document(
        claim_id=ClaimFactory().pk,
        person=UserFactory(),
        document_id=LibraryDocument.objects.get().pk,
        chosen=Chosen(stance="context", quote="It opened in 1889."),
    )

    assert SAID not in page_of(client, attached.claim.get_absolute_url())


def test_a_search_by_hand_finds_it_and_says_so(client, person, found_false):
    client.force_login(person("Editor"))
    library.add([Document(text="A postcard calls the tower 301 metres tall.")])

    page = page_of(client, reverse("articles:library"), q="tower metres tall")

    assert page.count(SAID) == 1


@pytest.mark.parametrize(
    ("state", "is_said"), [({}, False), ({"condition": "quote-gone"}, True)], ids=str
)
def test_a_check_whose_source_is_flagged_says_so(client, person, found_false, state, is_said):
    client.force_login(person("Editor"))
    flagged = {"flagged_at": timezone.now()} if state else {}
    Evidence.objects.filter(claim=found_false).update(**state, **flagged)
    signed = found_false.verdicts.get()
    run = DoneRunFactory()
    SuggestionFactory(run=run, document=None, earlier_verdict=signed)
    words = "A source of this check is no longer as it was"

    assert (words in page_of(client, run.claim.get_absolute_url())) is is_said
    Evidence.objects.filter(claim=found_false).update(flagged_at=None)
    assert words not in page_of(client, run.claim.get_absolute_url())
