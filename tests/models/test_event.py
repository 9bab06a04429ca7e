import pytest
from django.db import IntegrityError, transaction

from articles.models import Event, HistoryHead
from articles.models.event import GENESIS
from articles.services import history
from tests.factories import ArticleFactory, ClaimFactory, UserFactory
from tests.rules import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return history.record(Event.Action.CLAIM_TAKEN, actor=UserFactory(), claim=ClaimFactory())


def another(**fields):
    """An event that would follow on the first, put in round the service."""
    whole = {
        "number": 2,
        "at": "2026-01-01T00:00Z",
        "action": Event.Action.CLAIM_LEFT,
        "article": ArticleFactory(),
        "previous": "a" * 64,
        "hash": "b" * 64,
    }
    return Event.objects.create(**whole | fields)


@pytest.mark.parametrize(
    "change", [{"action": Event.Action.CLAIM_LEFT}, {"data": {}}, {"actor": None}], ids=str
)
def test_the_history_is_not_changed(event, change):
    with refused("history_is_append_only"):
        Event.objects.filter(pk=event.pk).update(**change)


def test_the_history_is_not_even_written_again_as_it_is(event):
    with refused("history_is_append_only"):
        event.save()


def test_no_event_is_deleted(event):
    with refused("history_is_append_only"):
        Event.objects.filter(pk=event.pk).delete()

    assert Event.objects.get() == event


def test_events_are_numbered_from_1(event):
    with refused("event_numbered_from_1"):
        another(number=0)

    assert another(number=2).pk


@pytest.mark.parametrize("field", ["hash", "previous"])
@pytest.mark.parametrize("wrong", ["", "b" * 63, "B" * 64])
def test_hashes_of_events_are_64_hex_digits(field, wrong):
    with refused("event_hashes_are_sha256"):
        another(**{field: wrong})


@pytest.mark.parametrize("field", ["number", "previous", "hash"])
def test_two_events_share_neither_number_nor_hash(event, field):
    same = {field: getattr(event, field)}

    with pytest.raises(IntegrityError, match=f"articles_event_{field}"), transaction.atomic():
        another(**same)


def test_the_history_has_one_head():
    assert HistoryHead.objects.get().pk == 1

    with refused("history_has_one_head"):
        HistoryHead.objects.create(pk=2)

    HistoryHead.objects.filter(pk=1).update(number=5, hash="c" * 64)


def test_the_first_event_follows_on_sixty_four_zeros(event):
    assert (event.number, event.previous) == (1, GENESIS)
    assert event.hash == event.digest()


def test_the_hash_covers_every_column_but_the_key(event):
    untouched = event.digest()
    other = UserFactory()
    changes = {
        "number": 9,
        "at": event.at.replace(year=1999),
        "actor_id": other.pk,
        "action": Event.Action.CLAIM_LEFT,
        "article_id": ArticleFactory().pk,
        "claim_id": None,
        "data": {"before": "x"},
        "previous": "d" * 64,
    }
    covered = {field.attname for field in Event._meta.concrete_fields} - {"id", "hash"}
    assert changes.keys() == covered

    for name, value in changes.items():
        was = getattr(event, name)
        setattr(event, name, value)
        assert event.digest() != untouched, name
        setattr(event, name, was)
    assert event.digest() == untouched


def test_the_hash_is_the_same_after_a_way_through_the_database():
    data = {"z": "ü 🗼 \u2028", "a": [1, 2.5, None, True], "": {"é": "“x”"}}
    event = history.record(Event.Action.CLAIM_TAKEN, actor=None, article=ArticleFactory(), **data)

    assert Event.objects.get(pk=event.pk).digest() == event.hash


def test_the_history_is_read_newest_first_in_one_query(event, django_assert_num_queries):
    newer = history.record(Event.Action.CLAIM_LEFT, actor=UserFactory(), claim=event.claim)

    with django_assert_num_queries(1):
        read = [(each, each.actor.username) for each in Event.objects.for_reading()]

    assert [each for each, _ in read] == [newer, event]
