"""Two people who do something to one claim in the same moment."""

from itertools import starmap

import pytest
from django.db import transaction

from articles.models import Claim, Event, Evidence, Passage, Rating, Source, Status, Verdict
from articles.services import claims, evidence, history, suggestions, verdicts
from articles.services.verdicts import Overtaken
from tests.factories import (
    ClaimFactory,
    DoneRunFactory,
    EvidenceFactory,
    SuggestionFactory,
    UserFactory,
    VerdictFactory,
    rating,
)
from tests.races import all_at_once, five_times, told

pytestmark = pytest.mark.django_db(transaction=True)


@transaction.atomic
def proposed():
    return VerdictFactory()


def propose(claim, words, *, seen=None):
    return verdicts.propose(
        claim_id=claim.pk,
        author=UserFactory(),
        rating_id=rating().pk,
        explanation=words,
        seen=seen,
    )


def sign_off(verdict):
    return verdicts.sign_off(verdict_id=verdict.pk, editor=UserFactory())


def withdraw(attached):
    return evidence.withdraw(evidence_id=attached.pk, person=UserFactory(), reason="Wrong tower.")


@five_times
def test_of_two_editors_at_once_one_signs_off_and_the_other_is_told():
    verdict = proposed()

    answers = all_at_once(lambda: sign_off(verdict), lambda: sign_off(verdict))

    (refusal,) = told(answers)
    assert "no longer waits for sign-off" in str(refusal)
    verdict.refresh_from_db()
    assert verdict in answers
    assert verdict.claim.history.get().actor == verdict.signed_off_by
    assert Passage.objects.filter(verdict=verdict).count() == 1


@five_times
def test_of_two_proposals_at_once_one_stands_and_the_other_is_given_it():
    claim = EvidenceFactory().claim

    answers = all_at_once(lambda: propose(claim, "Mine."), lambda: propose(claim, "Yours."))

    (overtaken,) = told(answers, Overtaken)
    stored = claim.verdicts.get()
    assert overtaken.verdict == stored
    assert stored in answers
    assert claim.history.count() == 1


@five_times
def test_of_two_revisions_at_once_one_replaces_and_the_other_is_given_it():
    first = proposed()

    answers = all_at_once(
        lambda: propose(first.claim, "Mine.", seen=first.pk),
        lambda: propose(first.claim, "Yours.", seen=first.pk),
    )

    (overtaken,) = told(answers, Overtaken)
    assert overtaken.verdict == first.claim.verdicts.proposed().get()
    assert first.claim.verdicts.count() == 2


@five_times
def test_a_sign_off_against_a_revision_signs_what_the_editor_saw_or_nothing():
    seen = proposed()
    claim = seen.claim

    answers = all_at_once(
        lambda: sign_off(seen), lambda: propose(claim, "A revision.", seen=seen.pk)
    )

    seen.refresh_from_db()
    claim.refresh_from_db()
    was_signed = not told(answers)
    assert seen.status == (Verdict.Status.SIGNED_OFF if was_signed else Verdict.Status.REPLACED)
    assert list(claim.verdicts.signed_off()) == [seen] * was_signed
    assert claim.verdicts.proposed().get().explanation == "A revision."
    assert claim.status == Status.PROPOSED


@five_times
def test_a_sign_off_against_a_withdrawal_is_one_of_the_two():
    verdict = proposed()

    answers = all_at_once(
        lambda: sign_off(verdict),
        lambda: verdicts.withdraw(verdict_id=verdict.pk, author=verdict.author),
    )

    verdict.refresh_from_db()
    assert len(told(answers)) == 1
    assert verdict.status in {Verdict.Status.SIGNED_OFF, Verdict.Status.WITHDRAWN}
    assert verdict.passages.count() == (verdict.status == Verdict.Status.SIGNED_OFF)
    assert verdict.claim.history.count() == 1


@five_times
def test_a_proposal_against_the_withdrawal_of_its_evidence_is_one_of_the_two():
    attached = EvidenceFactory()
    claim = attached.claim

    answers = all_at_once(lambda: propose(claim, "It rests on this."), lambda: withdraw(attached))

    assert len(told(answers)) == 1
    assert claim.verdicts.count() == claim.evidence.standing().count()


@five_times
def test_of_the_last_two_pieces_of_evidence_only_one_is_withdrawn():
    first = proposed().claim.evidence.get()
    second = EvidenceFactory(claim=first.claim)

    answers = all_at_once(lambda: withdraw(first), lambda: withdraw(second))

    assert len(told(answers)) == 1
    assert Evidence.objects.standing().filter(claim=first.claim).count() == 1


@five_times
def test_of_two_who_take_a_claim_the_second_has_it_and_the_history_has_both():
    claim = ClaimFactory()

    def take():
        return claims.take(claim_id=claim.pk, person=UserFactory())

    all_at_once(take, take)

    claim.refresh_from_db()
    last, first = claim.history.all()
    assert claim.checker == last.actor
    assert (first.data["before"], last.data["before"]) == ("", first.actor.username)


@five_times
def test_a_claim_that_two_begin_at_once_is_with_the_first():
    run = DoneRunFactory()
    both = SuggestionFactory.create_batch(2, run=run)

    def dismiss(suggestion):
        return lambda: suggestions.dismiss(
            suggestion_id=suggestion.pk, person=UserFactory(), reason="Another tower."
        )

    all_at_once(*map(dismiss, both))

    run.claim.refresh_from_db()
    assert run.claim.checker == run.claim.history.last().actor


@five_times
def test_of_two_acceptances_of_one_suggestion_one_is_evidence_and_the_other_is_told():
    suggestion = SuggestionFactory()

    def accept():
        return evidence.accept(
            suggestion_id=suggestion.pk,
            person=UserFactory(),
            stance="refutes",
            quote="330 metres",
        )

    answers = all_at_once(accept, accept)

    (refusal,) = told(answers)
    assert "accepted this suggestion in the meantime" in str(refusal)
    assert suggestion.claim.evidence.get() in answers
    assert Source.objects.filter(document=suggestion.document).count() == 1
    assert suggestion.claim.history.count() == 1


@five_times
def test_a_dismissal_against_an_acceptance_is_one_of_the_two():
    suggestion = SuggestionFactory()
    decision = {"suggestion_id": suggestion.pk, "person": UserFactory()}

    answers = all_at_once(
        lambda: evidence.accept(stance="refutes", quote="330 metres", **decision),
        lambda: suggestions.dismiss(reason="Another tower.", **decision),
    )

    suggestion.refresh_from_db()
    assert len(told(answers)) == 1
    assert suggestion.claim.evidence.exists() is (suggestion.status == "accepted")
    assert suggestion.claim.history.count() == 1


@five_times
def test_acts_on_many_claims_at_once_make_one_unbroken_history():
    many, people = ClaimFactory.create_batch(6), UserFactory.create_batch(6)
    before = Event.objects.count()

    def take(claim, person):
        return lambda: claims.take(claim_id=claim.pk, person=person)

    all_at_once(*starmap(take, zip(many, people, strict=True)))

    assert Event.objects.count() == before + 6
    assert list(history.faults()) == []


@pytest.mark.parametrize("time", ["first", "second"])
def test_reference_data_is_there_for_each_test_that_flushes(time):
    assert Rating.objects.offered().count() == 7
    assert not Claim.objects.exists()
    ClaimFactory()
