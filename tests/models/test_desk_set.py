import pytest

from articles.models import DeskPair, DeskSet
from tests.rules import refused

pytestmark = pytest.mark.django_db


def pair(**fields):
    kept = fields.pop("desk_set", None) or DeskSet.objects.create(name="before")
    whole = {"text": "The tower is 300 metres tall.", "document": 7, "title": "The tower"}
    return DeskPair.objects.create(desk_set=kept, **whole | fields)


def test_a_set_has_a_name():
    with refused("desk_set_has_a_name"):
        DeskSet.objects.create(name=" ")


def test_a_pair_is_in_a_set_once():
    first = pair()

    with refused("desk_pair_once_in_a_set"):
        pair(desk_set=first.desk_set)

    assert pair(desk_set=first.desk_set, document=8).pk
    assert pair(desk_set=first.desk_set, article=3).pk
    with refused("desk_pair_once_in_a_set"):
        pair(desk_set=first.desk_set, article=3)


def test_what_is_frozen_stays_as_it_was():
    pair()

    with refused("desk_pair_stays_frozen"):
        DeskPair.objects.update(document=9)
    with refused("desk_pair_stays_frozen"):
        DeskPair.objects.all().delete()
