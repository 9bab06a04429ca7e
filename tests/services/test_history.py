from dataclasses import dataclass
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import Event, HistoryHead
from articles.models.event import GENESIS
from articles.services import history
from tests.factories import ArticleFactory, ClaimFactory, UserFactory
from tests.rules import without_trigger

pytestmark = pytest.mark.django_db

TABLE = "articles_event"


@dataclass
class Forgery:
    """An event that somebody with the database's password would put in, hash and all."""

    number: int
    previous: str

    def put_in(self, article):
        event = Event(
            number=self.number,
            previous=self.previous,
            at="2026-01-01T00:00Z",
            action=Event.Action.CLAIM_WAIVED,
            article=article,
            data={},
            hash="0" * 64,
        )
        event.save()
        event.refresh_from_db()
        Event.objects.filter(pk=event.pk).update(hash=event.digest())


@pytest.fixture
def five():
    """Five events, numbered from 1."""
    claim = ClaimFactory()
    return [
        history.record(Event.Action.CLAIM_TAKEN, actor=UserFactory(), claim=claim, turn=turn)
        for turn in range(1, 6)
    ]


def tampered():
    return without_trigger(TABLE, "USER")


def set_event(which, **fields):
    Event.objects.filter(number=which).update(**fields)


def faults():
    return list(history.faults())


def test_an_event_says_who_did_what_to_which_claim_of_which_article():
    claim, person = ClaimFactory(), UserFactory()

    event = history.record(Event.Action.CLAIM_TAKEN, actor=person, claim=claim, before="x")

    event.refresh_from_db()
    assert (event.actor, event.claim, event.article) == (person, claim, claim.article)
    assert event.data == {"before": "x"}


def test_an_event_of_an_article_has_no_claim_and_may_have_nobody():
    article = ArticleFactory()

    event = history.record(Event.Action.ARTICLE_BROUGHT_IN, actor=None, article=article)

    event.refresh_from_db()
    assert (event.actor, event.claim, event.article) == (None, None, article)
    assert str(event) == "1: the desk brought in the article"


def test_each_event_carries_the_hash_of_the_one_before(five):
    assert five[0].previous == GENESIS
    assert [event.number for event in five] == [1, 2, 3, 4, 5]
    for before, after in pairwise(five):
        assert after.previous == before.hash
        assert after.at >= before.at


def test_the_head_is_the_last_event(five):
    head = HistoryHead.objects.get()

    assert (head.number, head.hash) == (5, five[-1].hash)


def test_an_act_that_fails_leaves_no_gap(five):
    claim = five[0].claim

    with transaction.atomic():
        history.record(Event.Action.CLAIM_LEFT, actor=None, claim=claim)
        transaction.set_rollback(True)
    event = history.record(Event.Action.CLAIM_LEFT, actor=None, claim=claim)

    assert event.number == 6
    assert faults() == []


def test_many_events_are_chained_in_their_order():
    claim = ClaimFactory()
    events = [
        Event(action=Event.Action.CLAIM_TAKEN, article=claim.article, claim=claim, data={"n": n})
        for n in range(3)
    ]

    history.append(events)

    assert [event.data["n"] for event in Event.objects.order_by("number")] == [0, 1, 2]
    assert faults() == []


def test_nothing_is_wrong_with_a_history_nobody_has_touched(five):
    assert faults() == []


def test_nothing_is_wrong_with_an_empty_history():
    assert faults() == []


@pytest.mark.parametrize(
    "change",
    [
        {"data": {"turn": 33}},
        {"action": Event.Action.CLAIM_WAIVED},
        {"actor": None},
        {"claim": None},
        {"at": "2001-01-01T00:00Z"},
    ],
    ids=str,
)
def test_a_changed_event_is_found(five, change):
    with tampered():
        set_event(3, **change)

    assert faults() == ["Event 3 was changed after it was written."]


def test_an_event_given_to_another_person_or_article_is_found(five):
    with tampered():
        set_event(2, actor=UserFactory())
        set_event(4, article=ArticleFactory())

    assert faults() == [
        "Event 2 was changed after it was written.",
        "Event 4 was changed after it was written.",
    ]


def test_a_changed_event_whose_hash_was_made_anew_is_found_by_the_next(five):
    with tampered():
        set_event(3, data={})
        set_event(3, hash=Event.objects.get(number=3).digest())

    assert faults() == ["Event 4 does not follow event 3: one of them was replaced."]


def test_a_changed_last_event_whose_hash_was_made_anew_is_found_by_the_head(five):
    with tampered():
        set_event(5, data={})
        set_event(5, hash=Event.objects.get(number=5).digest())

    assert faults() == ["The history ends with event 5, but its head says event 5."]


def test_a_missing_event_is_found(five):
    with tampered():
        Event.objects.filter(number=3).delete()

    assert faults() == ["Event 3 is missing."]


def test_missing_events_are_found_first_middle_and_last(five):
    with tampered():
        Event.objects.filter(number__in=[1, 3, 4]).delete()

    assert faults() == ["Event 1 is missing.", "Events 3-4 are missing."]


def test_a_missing_tail_is_found(five):
    with tampered():
        Event.objects.filter(number__gt=3).delete()

    assert faults() == ["Events 4-5 are missing."]


def test_a_history_that_is_gone_is_found(five):
    with tampered():
        Event.objects.all().delete()

    assert faults() == ["Events 1-5 are missing."]


def test_a_missing_event_whose_place_another_took_is_found(five):
    with tampered():
        Event.objects.filter(number=3).delete()
        set_event(4, number=3)
        set_event(5, number=4)

    found = faults()

    assert "Event 3 does not follow event 2: one of them was replaced." in found
    assert "Event 3 was changed after it was written." in found
    assert "Event 5 is missing." in found


def test_a_swapped_order_is_found(five):
    with tampered():
        for number, place in [(2, 99), (3, 2), (99, 3)]:
            set_event(number, number=place)

    found = faults()

    assert "Event 2 was changed after it was written." in found
    assert "Event 3 was changed after it was written." in found
    assert "Event 2 does not follow event 1: one of them was replaced." in found


def test_a_swap_of_all_but_the_numbers_is_found(five):
    with tampered():
        second, third = (Event.objects.get(number=number) for number in (2, 3))
        set_event(2, data=third.data, actor=third.actor, at=third.at)
        set_event(3, data=second.data, actor=second.actor, at=second.at)

    assert len(faults()) == 2


def test_a_forged_event_at_the_end_is_found(five):
    with tampered():
        Forgery(number=6, previous=five[-1].hash).put_in(five[0].article)

    assert faults() == ["The history ends with event 6, but its head says event 5."]


def test_a_forged_event_in_the_place_of_another_is_found(five):
    with tampered():
        Event.objects.filter(number=3).delete()
        Forgery(number=3, previous=five[1].hash).put_in(five[0].article)

    assert faults() == ["Event 4 does not follow event 3: one of them was replaced."]


def test_a_forged_event_with_an_invented_hash_is_found(five):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_event (number, at, action, article_id, data, previous, hash) "
            "VALUES (6, now(), 'claim.waived', %s, '{}', %s, repeat('e', 64))",
            [five[0].article_id, five[-1].hash],
        )

    assert faults() == [
        "Event 6 was changed after it was written.",
        "The history ends with event 6, but its head says event 5.",
    ]


def test_a_head_that_was_set_back_is_found_and_nothing_can_be_added_over_it(five):
    HistoryHead.objects.update(number=4, hash=five[3].hash)

    assert faults() == ["The history ends with event 5, but its head says event 4."]
    with pytest.raises(IntegrityError, match="articles_event_number"), transaction.atomic():
        history.record(Event.Action.CLAIM_LEFT, actor=None, claim=five[0].claim)


def test_an_event_that_is_added_while_the_history_is_read_is_no_fault(five, monkeypatch):
    """Between the head, which is read first, and the events somebody acts."""
    head = HistoryHead.objects.get()
    history.record(Event.Action.CLAIM_TAKEN, actor=None, claim=ClaimFactory())
    now = HistoryHead.objects.get()
    answers = iter([head, now])
    monkeypatch.setattr(HistoryHead.objects, "get", lambda **_: next(answers))

    assert faults() == []
