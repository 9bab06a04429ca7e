"""The search log tells every search, and says in words which found nothing."""

import pytest

from articles.models import Provider, SuggestionRun
from articles.services import search_log, searches, suggestions
from articles.services.search_log import summary
from articles.services.searches import Looked
from tests.factories import DoneRunFactory, RunFactory, SuggestionFactory, UserFactory

pytestmark = pytest.mark.django_db


def log(claim, reader=None):
    return search_log.of_claims([claim.pk], reader or UserFactory())[claim.pk]


def look(claim, **fields):
    whole = {"place": "Register", "query": "height", "outcome": "nothing"}
    searches.record(claim_id=claim.pk, person=UserFactory(), looked=Looked(**whole | fields))


def test_a_search_by_machine_tells_what_was_asked_and_what_came_of_it(claim):
    found = DoneRunFactory(claim=claim, query="tower 300 metres", provider_version="v1", hits=2)
    dismissed = SuggestionFactory(run=found)
    suggestions.dismiss(suggestion_id=dismissed.pk, person=UserFactory(), reason="Another tower.")
    SuggestionFactory(run=found)

    (line,) = log(claim)

    assert (line.place, line.query) == ("Evidence library", "tower 300 metres")
    assert line.searched_by == "Factcheck’s search, version v1"
    assert (line.result, line.said, line.is_by_hand) == ("found", "2 found", False)
    assert [(each.pk, each.reason) for each in line.decided] == [(dismissed.pk, "Another tower.")]


def test_each_way_a_search_can_end_is_said_in_words(claim):
    checks = Provider.objects.get(slug="checks")
    DoneRunFactory(claim=claim, hits=0)
    failed = RunFactory(claim=claim)
    SuggestionRun.objects.filter(pk=failed.pk).update(
        status="failed", error="It said 403.", finished_at=failed.asked_at
    )
    RunFactory(claim=claim, provider=checks)
    look(claim)
    look(claim, hits=3, note="Of another tower.")
    look(claim, outcome="something", hits=1)
    look(claim, outcome="something")

    lines = log(claim)

    assert [line.said for line in lines] == [
        "found something", "found something, 1 hit", "3 hits, nothing of use",
        "looked and found nothing", "under way", "failed: It said 403.",
        "looked and found nothing",
    ]  # fmt: skip
    assert summary(lines) == "7 searches, 3 found nothing, 1 failed, 1 under way"
    assert summary([]) == "nobody has looked yet"


def test_a_confidential_search_is_told_only_to_who_may_see_such_sources(claim, user_with):
    look(claim, place="Nightjar", query="Nightingale", note="Nightfall", is_confidential=True)

    (hidden,) = log(claim)
    (shown,) = log(claim, user_with("see_confidential_source"))

    assert "Night" not in repr(hidden)
    assert (hidden.result, hidden.place) == ("hidden", "A confidential search")
    assert (shown.place, shown.query, shown.note) == ("Nightjar", "Nightingale", "Nightfall")


def test_many_claims_take_three_queries(django_assert_num_queries):
    claims = [DoneRunFactory().claim for _ in range(4)]
    for claim in claims:
        look(claim)
        SuggestionFactory(run__claim=claim)
    reader = UserFactory(is_superuser=True)

    with django_assert_num_queries(3):
        logs = search_log.of_claims([claim.pk for claim in claims], reader)

    assert [len(logs[claim.pk]) for claim in claims] == [3, 3, 3, 3]
