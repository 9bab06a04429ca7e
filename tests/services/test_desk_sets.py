"""What the desk accepted is frozen as it stands, once under a name."""

import pytest

from articles.models import DeskFigures, DeskPair, DeskSet
from articles.services import Refused, desk_sets, evidence
from tests.factories import (
    DocumentFactory,
    EvidenceFactory,
    SourceFactory,
    SuggestionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def accepted():
    suggestion = SuggestionFactory()
    evidence.accept(
        suggestion_id=suggestion.pk, person=UserFactory(), stance="refutes", quote="330 metres"
    )
    return suggestion


def test_claims_are_kept_with_the_documents_that_stand_as_their_evidence():
    suggestion = accepted()
    by_hand = EvidenceFactory(source=SourceFactory(document=DocumentFactory()))
    EvidenceFactory()
    EvidenceFactory(source=SourceFactory(document=DocumentFactory(), is_confidential=True))
    gone = EvidenceFactory(source=SourceFactory(document=DocumentFactory()))
    evidence.withdraw(evidence_id=gone.pk, person=UserFactory(), reason="Wrong.")

    kept = desk_sets.freeze(name=" spring ")

    assert kept.name == "spring"
    assert list(kept.pairs.values_list("text", "document")) == [
        (suggestion.claim.sentence, suggestion.document_id),
        (by_hand.claim.sentence, by_hand.source.document_id),
    ]


def test_what_is_accepted_later_is_not_in_it():
    accepted()
    first = desk_sets.freeze(name="spring")
    accepted()

    assert desk_sets.freeze(name="summer").pairs.count() == 2
    assert first.pairs.count() == 1
    assert desk_sets.named() == DeskSet.objects.get(name="summer")
    assert desk_sets.named("spring") == first


@pytest.mark.parametrize(
    ("name", "words"), [(" ", "Give the set a name"), ("x" * 81, "at most 80"), ("old", "already")]
)
def test_a_name_that_will_not_do_is_refused(name, words):
    accepted()
    desk_sets.freeze(name="old")

    with pytest.raises(Refused, match=words):
        desk_sets.freeze(name=name)

    assert (DeskSet.objects.count(), DeskPair.objects.count()) == (1, 1)


def test_with_nothing_accepted_there_is_nothing_to_freeze():
    with pytest.raises(Refused, match="nothing to freeze"):
        desk_sets.freeze(name="spring")
    with pytest.raises(Refused, match="Nothing is frozen yet"):
        desk_sets.named()
    with pytest.raises(Refused, match="There is no set called 'no'"):
        desk_sets.named("no")

    assert not DeskSet.objects.exists()
    assert not DeskFigures.objects.exists()
