from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Provider, SuggestionRun
from articles.services import gates, runs
from tests.outside import a_run, open_now, switched_on
from tests.races import all_at_once, five_times

pytestmark = pytest.mark.django_db


@pytest.fixture
def wikipedia():
    return switched_on("wikipedia", a_minute=60)


def seconds(provider):
    provider.refresh_from_db()
    return (provider.opens_at - timezone.now()).total_seconds()


def test_every_outside_provider_is_off_until_an_admin_switches_it_on():
    assert set(Provider.objects.outside().values_list("slug", "is_on", "key")) == {
        (slug, False, "") for slug in ("links", "wikipedia", "factchecktools", "searxng", "gdelt")
    }
    assert not Provider.objects.get(slug="claimreview").is_on


def test_who_enters_takes_as_many_turns_as_it_makes_requests(wikipedia):
    assert gates.enter(wikipedia, 4) is True

    assert 3 < seconds(wikipedia) <= 4
    assert gates.enter(wikipedia, 1) is False
    assert wikipedia.pk in gates.shut()


def test_nobody_enters_what_is_off(wikipedia):
    Provider.objects.update(is_on=False)

    assert gates.enter(wikipedia, 1) is False


def test_nobody_enters_while_as_many_are_out_as_may_be(wikipedia, settings):
    later = timezone.now() + timedelta(minutes=1)
    a_run(wikipedia, status="running", due_at=later)

    assert gates.enter(wikipedia, 1) is False
    assert set(gates.shut()) == set(Provider.objects.outside().values_list("pk", flat=True))
    settings.OUTSIDE_AT_ONCE = 2
    assert gates.enter(wikipedia, 1) is True


def test_one_that_died_out_there_bars_the_door_no_longer_than_its_lease(wikipedia):
    a_run(wikipedia, status="running", due_at=timezone.now() - timedelta(seconds=1))

    assert gates.enter(wikipedia, 1) is True


def test_each_further_failure_makes_a_longer_pause_up_to_an_hour(wikipedia):
    pauses = []
    for _ in range(14):
        gates.failed(wikipedia)
        pauses.append(round(max(seconds(wikipedia), 0)))

    assert pauses == [0, 0, 0, 0, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]


def test_a_wish_that_is_longer_than_the_pause_counts(wikipedia):
    Provider.objects.update(failures=4)
    gates.failed(wikipedia, after=7_200)

    assert 7_190 < seconds(wikipedia) <= 7_200


def test_bells_are_due_at_each_turn_until_the_next_sweep(wikipedia):
    Provider.objects.update(a_minute=10, opens_at=timezone.now() + timedelta(seconds=2))
    assert list(gates.turns(within=30)) == []

    a_run(wikipedia)

    assert [round(each) for each in gates.turns(within=30)] == [2, 8, 14, 20, 26]


@pytest.mark.django_db(transaction=True)
@five_times
def test_of_two_workers_one_gets_in(settings):
    settings.OUTSIDE_AT_ONCE = 5
    SuggestionRun.objects.all().delete()
    provider = switched_on("gdelt", a_minute=1)
    open_now()
    first, second = a_run(provider), a_run(provider)

    answers = all_at_once(runs._take, runs._take)

    assert [run.pk for run in answers if run] in ([first.pk], [second.pk])
    attempts = SuggestionRun.objects.filter(pk__in=[first.pk, second.pk])
    assert sorted(attempts.values_list("attempts", flat=True)) == [0, 1]
