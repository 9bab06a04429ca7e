"""What the newest search of a provider no longer finds is said to be lost, and never goes."""

import pytest

from articles.models import Provider, Suggestion
from articles.providers import ProviderRejected
from articles.services import evidence, runs, suggestions
from tests.factories import ClaimFactory, DoneRunFactory, RunFactory, SuggestionFactory, UserFactory
from tests.races import all_at_once, five_times

pytestmark = pytest.mark.django_db


def search(claim):
    RunFactory(claim=claim)
    assert runs.work()


def lost():
    return set(Suggestion.objects.filter(lost_at__isnull=False).values_list("key", flat=True))


def test_what_the_newest_search_does_not_find_is_lost_until_one_finds_it_again(scripted, finding):
    one, two, three = (finding(f"passage:{number}") for number in (1, 2, 3))
    scripted([one, two], [two, three], [two], [one])
    claim = ClaimFactory()
    found = []
    for _ in range(4):
        search(claim)
        found.append(lost())

    assert found == [
        set(), {"passage:1"}, {"passage:1", "passage:3"}, {"passage:2", "passage:3"},
    ]  # fmt: skip
    assert set(Suggestion.objects.values_list("status", flat=True)) == {"open"}


def test_since_when_it_is_lost_stays_as_it_was(scripted, finding):
    scripted([finding()], [], [])
    claim = ClaimFactory()
    search(claim)
    search(claim)
    since = Suggestion.objects.get().lost_at

    search(claim)

    assert Suggestion.objects.get().lost_at == since


def test_a_search_that_failed_or_was_anothers_loses_nothing(scripted, finding):
    scripted([finding()], ProviderRejected("No."), [])
    claim = ClaimFactory()
    checks = Provider.objects.get(slug="checks")
    SuggestionFactory(run=DoneRunFactory(claim=claim, provider=checks))
    search(claim)
    search(claim)
    search(ClaimFactory())

    assert lost() == set()


def test_what_is_lost_can_be_attached_dismissed_and_opened_again(scripted, finding):
    scripted([finding(), finding("passage:2")], [], [])
    claim, person = ClaimFactory(), UserFactory()
    search(claim)
    search(claim)
    first, second = Suggestion.objects.order_by("key")

    attached = evidence.accept(
        suggestion_id=first.pk, person=person, stance="refutes", quote="330 metres"
    )
    suggestions.dismiss(suggestion_id=second.pk, person=person, reason="Another tower.")
    search(claim)
    suggestions.reopen(suggestion_id=second.pk, person=person)

    assert attached.suggestion == first
    assert set(Suggestion.objects.values_list("key", "status")) == {
        ("passage:1", "accepted"), ("passage:2", "open"),
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
@five_times
def test_one_that_is_attached_while_it_is_lost_is_both(scripted, finding):
    scripted([finding()], [finding("passage:2")])
    claim, person = ClaimFactory(), UserFactory()
    search(claim)
    RunFactory(claim=claim)
    one = claim.suggestions.get()

    done, attached = all_at_once(
        runs.work,
        lambda: evidence.accept(
            suggestion_id=one.pk, person=person, stance="refutes", quote="330 metres"
        ),
    )

    one.refresh_from_db()
    assert (done, attached.suggestion, one.status) == (True, one, "accepted")
    assert one.lost_at


def test_a_search_of_another_kind_loses_nothing(scripted, finding):
    """Such as one by words alone, while the model cannot be loaded."""
    provider = scripted([finding()], [], [])
    claim = ClaimFactory()
    provider.version = "2, by words and meaning"
    search(claim)
    provider.version = "2, by words"
    search(claim)
    after_words = lost()
    provider.version = "2, by words and meaning"
    search(claim)

    assert (after_words, lost()) == (set(), {"passage:1"})
