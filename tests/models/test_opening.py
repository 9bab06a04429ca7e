import pytest

from articles.models import Opening
from tests.factories import SuggestionFactory, UserFactory
from tests.rules import refused

pytestmark = pytest.mark.django_db


def test_a_suggestion_is_opened_once_by_a_person():
    first = Opening.objects.create(suggestion=SuggestionFactory(), person=UserFactory())

    with refused("opening_once_a_suggestion_and_person"):
        Opening.objects.create(suggestion=first.suggestion, person=first.person)

    assert Opening.objects.create(suggestion=first.suggestion, person=UserFactory()).pk
