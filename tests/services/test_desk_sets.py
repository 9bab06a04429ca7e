"""What the desk accepted is frozen as it stands, once under a name."""

from datetime import date

import pytest

from articles.models import DeskFigures, DeskPair, DeskSet
from articles.services import Refused, desk_sets, evidence, outside
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    DocumentFactory,
    EvidenceFactory,
    SourceFactory,
    SuggestionFactory,
    UserFactory,
    VersionFactory,
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


def attached(*, article, sentence, document, number=1, before=""):
    version = VersionFactory(article=article)
    if before:
        ClaimFactory(version=version, number=number - 1, sentence=before)
    claim = ClaimFactory(version=version, number=number, sentence=sentence)
    return EvidenceFactory(claim=claim, source=SourceFactory(document=document))


def test_a_claim_is_kept_as_its_providers_are_asked():
    article = ArticleFactory(published=date(2021, 5, 3))
    found = attached(
        article=article, document=DocumentFactory(), number=2,
        before="Angela Merkel spoke in Berlin.", sentence="She resigned last year.",
    )  # fmt: skip

    (pair,) = desk_sets.freeze(name="spring").pairs.all()

    assert pair.text == "Angela Merkel, 2020: She resigned last year."
    assert pair.text == outside.in_full(found.claim)
    assert pair.article == article.pk


def test_the_same_words_of_two_articles_are_two_claims():
    document = DocumentFactory()
    articles = [ArticleFactory(), ArticleFactory()]
    for article in articles:
        attached(article=article, sentence="It rose.", document=document)
    EvidenceFactory(claim=articles[0].claims.get(), source=SourceFactory(document=document))

    kept = desk_sets.freeze(name="spring")

    assert [pair.article for pair in kept.pairs.all()] == [article.pk for article in articles]


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


def test_a_claim_of_any_length_can_be_frozen():
    words = " ".join(f"{number * 7919 % 10_007}word" for number in range(700))
    claim = ClaimFactory(sentence=words)
    EvidenceFactory(claim=claim, source=SourceFactory(document=DocumentFactory()))

    assert desk_sets.freeze(name="spring").pairs.get().text == words
