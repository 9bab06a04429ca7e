"""What a shelf holds is counted by triggers: without any one of them the counts are wrong."""

import pytest

from articles.models import Passage
from articles.services import library
from articles.services.library import Document
from tests.rules import without_trigger
from tests.shelved import counted, recounted

pytestmark = pytest.mark.django_db


def add():
    """As anybody might who writes to the table: the same words once more."""
    passage = Passage.objects.get(document__identifier="height")
    passage.pk, passage.number = None, 1
    passage.save(force_insert=True)


def delete():
    Passage.objects.filter(document__identifier="height").delete()


def change():
    passage = Passage.objects.get(document__identifier="height")
    Passage.objects.filter(pk=passage.pk).update(length=1, lexemes=passage.lexemes[:1])


BY_TRIGGER = pytest.mark.parametrize(
    ("trigger", "act"),
    [
        ("passage_added_is_counted", add),
        ("passage_deleted_is_counted", delete),
        ("passage_changed_is_counted_1", change),
        ("passage_changed_is_counted_2", change),
    ],
)


@pytest.fixture(autouse=True)
def _two_documents():
    library.add([Document(text="The tower is 330 metres tall.", identifier="height")])
    library.add([Document(text="It opened in 1889.", identifier="opening")])


@BY_TRIGGER
def test_what_a_shelf_holds_is_counted(trigger, act):
    before = counted()

    act()

    assert counted() == recounted() != before


@BY_TRIGGER
def test_without_the_trigger_it_is_not(trigger, act):
    with without_trigger("articles_passage", trigger):
        act()

    assert counted() != recounted()


def test_the_service_has_counted_what_it_adds_and_says_so():
    with without_trigger("articles_passage", "passage_added_is_counted"):
        library.add([Document(text="It has four legs and a tall flag.", identifier="legs")])
    assert counted() == recounted()

    add()
    assert counted() == recounted()
