"""What becomes of evidence when its source is looked at again, and who is told of it."""

import pytest
from django.utils import timezone

from articles.models import Event, Evidence, Look, Snapshot
from articles.services import Refused, conditions, looks
from tests.factories import ClaimFactory, EvidenceFactory, LookFactory, SnapshotFactory, UserFactory

pytestmark = pytest.mark.django_db

Action = Event.Action
QUOTE = "It is 330 metres tall"
MORE = "The mayor said so on Monday, and nobody has said otherwise since then."


def page(*sentences):
    return "<article>" + "".join(f"<p>{each}</p>" for each in sentences) + "</article>"


@pytest.fixture
def web(web):
    web.page("/", page(f"{QUOTE}.", MORE))
    return web


@pytest.fixture
def evidence(web):
    """Evidence whose quote stood on its page when it was looked at first."""
    checker = UserFactory()
    claim = ClaimFactory(checker=checker, taken_at=timezone.now(), status="in-progress")
    evidence = EvidenceFactory(claim=claim, source__url=web.url("/"), quote=QUOTE)
    look_again(evidence)
    assert evidence.is_exact
    return evidence


def look_again(evidence):
    look = LookFactory(source=evidence.source)
    while look.is_live:
        Look.objects.filter(pk=look.pk).update(due_at=timezone.now())
        assert looks.work()
        look.refresh_from_db()
    evidence.refresh_from_db()
    return look


def told(evidence):
    """The evidence's condition, and whether its checker is told."""
    is_told = evidence in Evidence.objects.for_attention_of(evidence.claim.checker)
    assert is_told == (evidence.flagged_at is not None)
    return evidence.condition, is_told


def acts():
    return list(Event.objects.order_by("number").values_list("action", flat=True))


def test_a_page_that_is_as_it_was_is_fresh(evidence):
    look_again(evidence)
    assert told(evidence) == ("fresh", False)


def test_a_page_that_moved_for_good_is_flagged_once(web, evidence):
    web.page("/new", page(f"{QUOTE}.", MORE))
    web.redirect("/", "/new", status=301)

    look = look_again(evidence)

    assert told(evidence) == ("moved", True)
    conditions.hold(evidence_id=evidence.pk, person=evidence.claim.checker)
    look_again(evidence)
    assert told(evidence) == ("moved", False)
    assert acts().count(Action.EVIDENCE_FLAGGED) == 1
    web.page("/newer", page(f"{QUOTE}.", MORE))
    web.redirect("/", "/newer", status=301)
    look_again(evidence)
    assert told(evidence) == ("moved", True)
    assert look.moved_to == web.url("/new")
    assert evidence.snapshot == look.snapshot


@pytest.mark.parametrize(
    ("sentences", "condition"),
    [((f"{QUOTE}!", MORE), "changed"), (("It is 312 metres tall.", MORE), "quote-gone")],
)
def test_a_page_that_says_something_else_is_flagged_and_the_old_snapshot_stays(
    web, evidence, sentences, condition
):
    before = evidence.snapshot
    web.page("/", page(*sentences))

    look = look_again(evidence)

    assert told(evidence) == (condition, True)
    assert evidence.snapshot == before != look.snapshot
    assert (evidence.is_exact, evidence.quote) == (True, QUOTE)
    event = Event.objects.latest("number")
    assert (event.action, event.actor, event.claim) == (
        Action.EVIDENCE_FLAGGED, None, evidence.claim,
    )  # fmt: skip


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_dead_at_once(web, evidence, status):
    web.page("/", "", status=status)
    look_again(evidence)
    assert told(evidence) == ("dead", True)


def test_a_page_that_cannot_be_reached_is_dead_after_three_looks_in_a_row(web, evidence):
    web.page("/", "", status=503)
    answers = []
    for _ in range(4):
        look_again(evidence)
        answers.append(told(evidence))

    assert answers == [("fresh", False), ("fresh", False), ("dead", True), ("dead", True)]
    assert acts().count(Action.EVIDENCE_FLAGGED) == 1


def test_a_page_that_came_back_in_between_is_not_dead(web, evidence):
    for status in (503, 503, 200, 503):
        web.page("/", page(f"{QUOTE}.", MORE), status=status)
        look_again(evidence)
    assert told(evidence) == ("fresh", False)


def test_nothing_a_person_set_is_touched(web, evidence):
    claim = evidence.claim
    before = [(claim.status, claim.checker_id), (evidence.stance, evidence.note)]
    for body, status in ((page("Something else.", MORE), 200), ("", 404)):
        web.page("/", body, status=status)
        look_again(evidence)

    claim.refresh_from_db()
    assert [(claim.status, claim.checker_id), (evidence.stance, evidence.note)] == before
    assert not claim.verdicts.exists()


def test_who_has_looked_says_that_it_holds_and_is_not_told_of_the_same_again(web, evidence):
    web.page("/", page(f"{QUOTE}!", MORE))
    look_again(evidence)
    person = UserFactory()

    conditions.hold(evidence_id=evidence.pk, person=person)
    look_again(evidence)

    assert told(evidence) == ("changed", False)
    assert acts()[-2:] == [Action.EVIDENCE_FLAGGED, Action.EVIDENCE_HOLDS]
    assert Event.objects.latest("number").actor == person
    with pytest.raises(Refused, match="no longer flagged"):
        conditions.hold(evidence_id=evidence.pk, person=person)

    web.page("/", page("It is 312 metres tall.", MORE))
    look_again(evidence)
    assert told(evidence) == ("quote-gone", True)


def test_a_page_that_is_as_it_was_again_takes_its_flag_back(web, evidence):
    web.page("/", "", status=404)
    look_again(evidence)
    web.page("/", page(f"{QUOTE}.", MORE))
    look_again(evidence)

    assert told(evidence) == ("fresh", False)
    assert acts()[-2:] == [Action.EVIDENCE_FLAGGED, Action.EVIDENCE_UNFLAGGED]


@pytest.mark.parametrize(
    ("sentences", "condition"), [((f"{QUOTE}.", MORE), "fresh"), ((MORE,), "quote-gone")]
)
def test_a_text_that_somebody_typed_is_no_page_only_its_quote_is_looked_for(
    web, sentences, condition
):
    snapshot = SnapshotFactory(source__url=web.url("/"), text=f"{QUOTE}, he said.")
    attached = EvidenceFactory(
        source=snapshot.source, snapshot=snapshot, quote=QUOTE,
        is_exact=True, quote_start=0, quote_end=len(QUOTE),
    )  # fmt: skip
    web.page("/", page(*sentences))

    look_again(attached)

    assert (attached.condition, attached.snapshot) == (condition, snapshot)


def test_withdrawn_evidence_is_left_alone(web, evidence):
    Evidence.objects.filter(pk=evidence.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=UserFactory(), withdrawn_because="A rumour."
    )
    web.page("/", "", status=404)
    look_again(evidence)
    assert (evidence.condition, evidence.flagged_at) == ("fresh", None)


def test_every_claim_that_rests_on_the_source_is_told(web, evidence):
    other = EvidenceFactory(source=evidence.source, quote=MORE)
    look_again(other)
    web.page("/", page("All is different.", "Nothing is as it was on this page before."))
    look_again(other)
    evidence.refresh_from_db()

    assert (evidence.condition, other.condition) == ("quote-gone", "quote-gone")
    assert Snapshot.objects.count() == 2
