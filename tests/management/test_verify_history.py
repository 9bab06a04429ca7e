"""Proving that the history was only ever added to."""

import pytest

from articles.models import Event
from articles.services import claims
from tests.commands import fails, run
from tests.factories import ClaimFactory, UserFactory
from tests.rules import without_trigger

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def events():
    claim = ClaimFactory()
    for _ in range(3):
        claims.take(claim_id=claim.pk, person=UserFactory())


def test_a_whole_history_is_said_to_be_whole():
    lines, _ = run("verify_history")

    assert lines[0].startswith("3 events, whole and in order; the last hash is ")


def test_a_changed_event_is_found_and_named():
    with without_trigger("articles_event", "USER"):
        Event.objects.filter(number=2).update(data={"before": "somebody else"})

    words, lines, _ = fails("verify_history")

    assert words == "The history is not what was written."
    assert lines == ["Event 2 was changed after it was written."]


def test_a_missing_event_is_found_and_named():
    with without_trigger("articles_event", "USER"):
        Event.objects.filter(number=3).delete()

    assert fails("verify_history")[1] == ["Event 3 is missing."]
