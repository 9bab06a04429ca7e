"""A proposed verdict comes back: an editor returns it, or its author withdraws it."""

import pytest

from articles.models import Claim, Event, Passage, Status, Verdict
from articles.services import Refused, verdicts
from tests.factories import EvidenceFactory, SignedOffFactory, UserFactory, VerdictFactory, rating

pytestmark = pytest.mark.django_db


def over_a_signed_off_one(author):
    standing = SignedOffFactory()
    return verdicts.propose(
        claim_id=standing.claim_id,
        author=author,
        rating_id=rating("confirmed").pk,
        explanation="It grew.",
        seen=standing.pk,
    )


def untouched(verdict):
    verdict.refresh_from_db()
    verdict.claim.refresh_from_db()
    return (
        verdict.status == Verdict.Status.PROPOSED
        and verdict.claim.status == Status.PROPOSED
        and verdict.returned_by is None
        and not Event.objects.exists()
    )


def test_an_editor_returns_a_verdict_with_what_is_missing():
    verdict, editor = VerdictFactory(), UserFactory()

    verdicts.send_back(verdict_id=verdict.pk, editor=editor, note=" Which tower? ")

    verdict.refresh_from_db()
    assert (verdict.status, verdict.returned_by) == (Verdict.Status.RETURNED, editor)
    assert verdict.note == "Which tower?"
    assert (verdict.signed_off_by, verdict.signed_off_at) == (None, None)
    assert Claim.objects.get().status == Status.IN_PROGRESS
    event = Event.objects.get()
    assert (event.action, event.actor) == (Event.Action.VERDICT_RETURNED, editor)
    assert event.data == {"verdict": verdict.pk, "note": "Which tower?"}
    assert not Passage.objects.exists()


@pytest.mark.parametrize("note", ["", " \n"])
def test_a_verdict_is_not_returned_without_a_note(note):
    verdict = VerdictFactory()

    with pytest.raises(Refused, match="Say in the note"):
        verdicts.send_back(verdict_id=verdict.pk, editor=UserFactory(), note=note)

    assert untouched(verdict)


def test_ones_own_verdict_is_withdrawn_not_returned():
    verdict = VerdictFactory()

    with pytest.raises(Refused, match="withdraw it instead"):
        verdicts.send_back(verdict_id=verdict.pk, editor=verdict.author, note="Which tower?")

    assert untouched(verdict)


def test_the_articles_author_may_return_a_verdict():
    reporter = UserFactory()
    claim = EvidenceFactory(
        claim__version__article__author=reporter, claim__status=Status.PROPOSED
    ).claim
    verdict = VerdictFactory(claim=claim)

    verdicts.send_back(verdict_id=verdict.pk, editor=reporter, note="I have a better source.")

    verdict.refresh_from_db()
    assert verdict.status == Verdict.Status.RETURNED


def test_its_author_withdraws_a_verdict():
    verdict = VerdictFactory()

    verdicts.withdraw(verdict_id=verdict.pk, author=verdict.author)

    verdict.refresh_from_db()
    assert verdict.status == Verdict.Status.WITHDRAWN
    assert Claim.objects.get().status == Status.IN_PROGRESS
    event = Event.objects.get()
    assert (event.action, event.actor) == (Event.Action.VERDICT_WITHDRAWN, verdict.author)
    assert event.data == {"verdict": verdict.pk}


def test_nobody_else_withdraws_a_verdict():
    verdict = VerdictFactory()

    with pytest.raises(Refused, match="Only its author"):
        verdicts.withdraw(verdict_id=verdict.pk, author=UserFactory())

    assert untouched(verdict)


def test_after_a_return_the_earlier_sign_off_stands():
    verdict = over_a_signed_off_one(UserFactory())

    verdicts.send_back(verdict_id=verdict.pk, editor=UserFactory(), note="Which tower?")

    assert Claim.objects.get().status == Status.SIGNED_OFF
    assert Verdict.objects.signed_off().count() == 1


def test_after_a_withdrawal_the_earlier_sign_off_stands():
    author = UserFactory()
    verdict = over_a_signed_off_one(author)

    verdicts.withdraw(verdict_id=verdict.pk, author=author)

    assert Claim.objects.get().status == Status.SIGNED_OFF
    assert Verdict.objects.signed_off().count() == 1


def test_what_is_signed_off_is_neither_returned_nor_withdrawn():
    verdict = SignedOffFactory()

    with pytest.raises(Refused, match="no longer waits for sign-off"):
        verdicts.send_back(verdict_id=verdict.pk, editor=UserFactory(), note="Which tower?")
    with pytest.raises(Refused, match="no longer waits for sign-off"):
        verdicts.withdraw(verdict_id=verdict.pk, author=verdict.author)

    verdict.refresh_from_db()
    assert verdict.status == Verdict.Status.SIGNED_OFF
    assert not Event.objects.exists()


def test_a_verdict_that_was_returned_can_be_written_anew_and_signed_off():
    returned, author = VerdictFactory(), UserFactory()
    verdicts.send_back(verdict_id=returned.pk, editor=UserFactory(), note="Which tower?")

    again = verdicts.propose(
        claim_id=returned.claim_id,
        author=author,
        rating_id=rating().pk,
        explanation="The one in Paris.",
        seen=returned.pk,
    )
    verdicts.sign_off(verdict_id=again.pk, editor=returned.author)

    returned.refresh_from_db()
    assert (returned.status, returned.note) == (Verdict.Status.RETURNED, "Which tower?")
    assert Verdict.objects.signed_off().get() == again
