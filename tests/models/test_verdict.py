import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.utils import timezone

from articles.models import Article, Claim, Evidence, Status, Verdict
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    EvidenceFactory,
    SignedOffFactory,
    UserFactory,
    VerdictFactory,
    rating,
)
from tests.rules import refused

pytestmark = pytest.mark.django_db

Now = Verdict.Status


def sign_off(verdict, editor, **fields):
    """What the service would write, without asking it."""
    signature = {
        "status": Now.SIGNED_OFF,
        "signed_off_by": editor,
        "signed_off_at": timezone.now(),
    }
    Verdict.objects.filter(pk=verdict.pk).update(**signature | fields)
    Claim.objects.filter(pk=verdict.claim_id).update(status=Status.SIGNED_OFF)


def test_who_wrote_a_verdict_cannot_sign_it_off():
    verdict = VerdictFactory()

    with refused("verdict_needs_a_second_editor"):
        sign_off(verdict, verdict.author)

    sign_off(verdict, UserFactory())
    connection.check_constraints()
    assert Verdict.objects.signed_off().get() == verdict


def test_who_wrote_the_article_cannot_sign_its_verdicts_off():
    reporter = UserFactory()
    claim = EvidenceFactory(
        claim__version__article=ArticleFactory(author=reporter), claim__status=Status.PROPOSED
    ).claim
    verdict = VerdictFactory(claim=claim)

    with refused("verdict_not_signed_by_the_articles_author"):
        sign_off(verdict, reporter)
    with refused("verdict_not_signed_by_the_articles_author"):
        SignedOffFactory(claim=claim, signed_off_by=reporter)

    sign_off(verdict, UserFactory())


@pytest.mark.parametrize("lacking", ["signed_off_by", "signed_off_at"])
def test_a_signed_off_verdict_says_who_and_when(lacking):
    verdict = VerdictFactory()

    with refused("verdict_signed_exactly_when_signed_off"):
        sign_off(verdict, UserFactory(), **{lacking: None})


@pytest.mark.parametrize("status", [Now.PROPOSED, Now.WITHDRAWN, Now.REPLACED, "unheard-of"])
def test_a_verdict_that_is_not_signed_off_has_no_signature(status):
    verdict = VerdictFactory()

    with refused("verdict_signed_exactly_when_signed_off"):
        sign_off(verdict, UserFactory(), status=status)


def test_a_retired_verdict_keeps_its_signature():
    verdict = SignedOffFactory(status=Now.RETIRED, claim=EvidenceFactory().claim)

    with refused("verdict_signed_exactly_when_signed_off"):
        Verdict.objects.filter(pk=verdict.pk).update(signed_off_by=None, signed_off_at=None)

    assert verdict.signed_off_by is not None


@pytest.mark.parametrize(
    "lacking", [{"returned_by": None}, {"note": " "}, {"status": Now.WITHDRAWN}], ids=str
)
def test_a_verdict_is_returned_by_somebody_with_a_note(lacking):
    verdict = VerdictFactory()
    returned = {"status": Now.RETURNED, "returned_by": UserFactory(), "note": "Which tower?"}

    with refused("verdict_returned_by_another_with_a_note"):
        Verdict.objects.filter(pk=verdict.pk).update(**returned | lacking)

    Verdict.objects.filter(pk=verdict.pk).update(**returned)
    Claim.objects.filter(pk=verdict.claim_id).update(status=Status.IN_PROGRESS)


def test_who_wrote_a_verdict_cannot_return_it():
    verdict = VerdictFactory()

    with refused("verdict_returned_by_another_with_a_note"):
        Verdict.objects.filter(pk=verdict.pk).update(
            status=Now.RETURNED, returned_by=verdict.author, note="Which tower?"
        )


@pytest.mark.parametrize("explanation", ["", " \n "])
def test_a_verdict_explains_itself(explanation):
    with refused("verdict_explains_itself"):
        VerdictFactory(explanation=explanation)


def test_one_verdict_is_proposed_for_a_claim():
    verdict = VerdictFactory()

    with refused("verdict_one_proposed_per_claim"):
        VerdictFactory(claim=verdict.claim)

    VerdictFactory(claim=verdict.claim, status=Now.REPLACED)
    VerdictFactory()
    assert Verdict.objects.proposed().count() == 2


def test_one_verdict_is_signed_off_for_a_claim():
    verdict = SignedOffFactory()

    with refused("verdict_one_signed_off_per_claim"):
        SignedOffFactory(claim=verdict.claim)

    SignedOffFactory(claim=verdict.claim, status=Now.RETIRED)
    assert list(Verdict.objects.signed_off()) == [verdict]


@pytest.mark.parametrize("factory", [VerdictFactory, SignedOffFactory])
def test_a_verdicts_words_never_change(factory):
    verdict = factory()
    other = EvidenceFactory(claim__status=Status.UNCHECKED).claim
    changes = {
        "explanation": "It is not.",
        "rating": rating("confirmed"),
        "author": UserFactory(),
        "claim": other,
    }

    for name, value in changes.items():
        with refused("verdict_words_never_change"):
            Verdict.objects.filter(pk=verdict.pk).update(**{name: value})


def test_a_verdict_needs_evidence():
    claim = ClaimFactory()

    with refused("verdict_needs_evidence"):
        VerdictFactory(claim=claim)

    Claim.objects.filter(pk=claim.pk).update(status=Status.PROPOSED)
    assert VerdictFactory(claim=claim, rating=rating("not-checkable")).pk


def test_withdrawn_evidence_is_no_evidence():
    evidence = EvidenceFactory()
    Evidence.objects.update(
        withdrawn_at=timezone.now(), withdrawn_by=evidence.added_by, withdrawn_because="Wrong."
    )

    with refused("verdict_needs_evidence"):
        VerdictFactory(claim=evidence.claim)


def test_a_verdict_that_lost_its_evidence_cannot_be_signed_off():
    verdict = VerdictFactory(claim=EvidenceFactory().claim, status=Now.REPLACED)
    Evidence.objects.update(
        withdrawn_at=timezone.now(), withdrawn_by=UserFactory(), withdrawn_because="Wrong."
    )

    with refused("verdict_needs_evidence"):
        sign_off(verdict, UserFactory())


def test_an_account_that_signed_cannot_be_deleted():
    verdict = SignedOffFactory()

    for person in (verdict.author, verdict.signed_off_by):
        with pytest.raises(ProtectedError):
            person.delete()


def test_a_verdict_is_never_deleted():
    verdict = VerdictFactory()

    with refused("verdict_is_never_deleted"):
        Verdict.objects.filter(pk=verdict.pk).delete()


def test_who_wrote_the_article_with_others_cannot_sign_its_verdicts_off():
    verdict, reporter = VerdictFactory(), UserFactory()
    verdict.claim.article.coauthors.add(reporter)

    with refused("verdict_not_signed_by_the_articles_author"):
        sign_off(verdict, reporter)


def test_who_signed_a_verdict_off_does_not_become_a_writer_of_its_article():
    verdict = SignedOffFactory()
    article, editor = verdict.claim.article, verdict.signed_off_by

    with refused("writer_has_signed_nothing_of_the_article"):
        Article.objects.filter(pk=article.pk).update(author=editor)
    with refused("writer_has_signed_nothing_of_the_article"):
        article.coauthors.add(editor)

    article.coauthors.add(UserFactory())
