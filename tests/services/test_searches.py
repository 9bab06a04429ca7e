"""Searches by hand: kept once and for good, with what they found or why it did not help."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Event, Evidence, HandSearch, Opening, Status
from articles.services import Refused, searches
from articles.services.evidence import Chosen
from articles.services.searches import Looked
from tests.factories import PASSAGE, SuggestionFactory, UserFactory

pytestmark = pytest.mark.django_db

CHOSEN = Chosen(stance="refutes", quote="the tower is 330 metres tall")


def look(claim, person, **fields):
    whole = {"place": " The register ", "query": "height", "outcome": "nothing"}
    return searches.record(claim_id=claim.pk, person=person, looked=Looked(**whole | fields))


def nothing_is_kept():
    return not (HandSearch.objects.exists() or Event.objects.exists() or Evidence.objects.exists())


def test_a_search_that_found_nothing_is_kept_with_its_event_and_takes_the_claim(claim, ben):
    kept = look(claim, ben)

    assert (kept.place, kept.outcome, kept.hits) == ("The register", "nothing", None)
    assert (kept.person, kept.searched_on) == (ben, timezone.localdate())
    event = Event.objects.get()
    assert (event.action, event.actor, event.claim) == ("search.by-hand", ben, claim)
    assert event.data == {"search": kept.pk, "title": "The register, for “height”: nothing"}
    claim.refresh_from_db()
    assert (claim.status, claim.checker) == (Status.IN_PROGRESS, ben)


def test_a_confidential_search_is_in_the_history_by_number_only(claim, ben):
    kept = look(claim, ben, place="Nightjar", is_confidential=True)

    assert Event.objects.get().data == {"search": kept.pk, "title": "A confidential search"}


REFUSED = [
    ({"place": " "}, "Say where you looked"),
    ({"query": "\n"}, "Say where you looked"),
    ({"outcome": "something", "hits": 0}, "With no hits"),
    ({"hits": 2, "note": " "}, "Say why none of what was found helps"),
    ({"searched_on": timezone.localdate() + timedelta(days=2)}, "still to come"),
]


@pytest.mark.parametrize(("fields", "words"), REFUSED)
def test_what_says_too_little_is_refused_and_nothing_is_kept(claim, ben, fields, words):
    with pytest.raises(Refused, match=words):
        look(claim, ben, **fields)

    assert nothing_is_kept()


def test_a_search_of_our_library_is_counted_by_the_desk(claim, ben, document):
    kept = searches.record_in_library(
        claim_id=claim.pk, person=ben, query="tower metres", note="Of another tower."
    )
    none = searches.record_in_library(claim_id=claim.pk, person=ben, query="unicorn")

    assert (kept.place, kept.hits, kept.is_ours) == ("Evidence library", 1, True)
    assert (none.hits, none.outcome) == (0, "nothing")
    with pytest.raises(Refused, match="Say why"):
        searches.record_in_library(claim_id=claim.pk, person=ben, query="tower")


def test_what_was_found_by_hand_is_attached_and_its_search_kept_once(claim, ben, document):
    for quote in ("the tower is 330 metres tall", "It was 312 metres"):
        searches.attach_found(
            claim_id=claim.pk, person=ben, query="tower metres", document_id=document.pk,
            chosen=Chosen(stance="refutes", quote=quote),
        )  # fmt: skip

    first, second = Evidence.objects.all()
    assert (first.is_exact, first.snapshot.text) == (True, PASSAGE)
    assert (first.source, first.source.document) == (second.source, document)
    kept = HandSearch.objects.get()
    assert (kept.query, kept.outcome, kept.hits) == ("tower metres", "something", 1)
    actions = list(Event.objects.order_by("number").values_list("action", flat=True))
    assert actions == ["evidence.attached", "search.by-hand", "evidence.attached"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [({"quote": "it is 500 metres"}, "not in the document"), ({"document": 0}, "no longer in")],
)
def test_what_cannot_be_attached_leaves_nothing(claim, ben, document, fault, words):
    with pytest.raises(Refused, match=words):
        searches.attach_found(
            claim_id=claim.pk, person=ben, query="tower",
            document_id=fault.get("document", document.pk),
            chosen=Chosen(stance="refutes", quote=fault.get("quote", CHOSEN.quote)),
        )  # fmt: skip

    assert nothing_is_kept()


def test_the_same_words_of_a_document_are_attached_once(claim, ben, document):
    found = {"claim_id": claim.pk, "person": ben, "query": "tower", "document_id": document.pk}
    searches.attach_found(**found, chosen=CHOSEN)

    with pytest.raises(Refused, match="attached already"):
        searches.attach_found(**found, chosen=CHOSEN)

    assert Evidence.objects.count() == HandSearch.objects.count() == 1


def test_opening_a_suggestion_counts_once_a_person_and_is_no_act(ben):
    suggestion = SuggestionFactory()

    for person in (ben, ben, UserFactory()):
        searches.opened(suggestion=suggestion, person=person)

    assert Opening.objects.count() == 2
    assert not Event.objects.exists()
