"""The scorecard: counted by provider and month, in as many queries for many rows as for one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.models import Opening, Provider, Suggestion, SuggestionRun
from articles.services import scorecard
from tests.factories import ClaimFactory, DoneRunFactory, RunFactory, SuggestionFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
NOVEMBER = datetime(2026, 11, 10, 12, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 10, 12, tzinfo=UTC)


def suggest(at=NOVEMBER, *, run=None, decided_after=None, **fields):
    suggestion = SuggestionFactory(run=run or searched(at), **fields)
    if decided_after is not None:
        fields = {"decided_at": at + timedelta(seconds=decided_after), "decided_by": UserFactory()}
        Suggestion.objects.filter(pk=suggestion.pk).update(**fields, status="accepted")
    Suggestion.objects.filter(pk=suggestion.pk).update(found_at=at)
    return suggestion


def dismiss(suggestion, reason):
    Suggestion.objects.filter(pk=suggestion.pk).update(
        status="dismissed", reason=reason, decided_by=UserFactory(), decided_at=NOVEMBER
    )


def searched(at=NOVEMBER, seconds=1.0, **fields):
    run = DoneRunFactory(started_at=at, finished_at=at + timedelta(seconds=seconds), **fields)
    SuggestionRun.objects.filter(pk=run.pk).update(asked_at=at)
    return run


def card():
    (only,) = scorecard.cards(TODAY)
    return only


def test_without_a_search_there_is_no_card():
    assert scorecard.cards(TODAY) == []


def test_suggestions_are_counted_in_the_month_in_which_they_were_found():
    opened = suggest()
    for person in (UserFactory(), UserFactory()):
        Opening.objects.create(suggestion=opened, person=person)
    suggest(decided_after=60)
    for reason in ("Another tower.", " another tower", "Too old!"):
        dismiss(suggest(), reason)
    suggest(OCTOBER)

    october, november = card().months[-2:]

    assert (november.month, november.suggestions) == (date(2026, 11, 1), 5)
    assert (november.accepted, november.dismissed, november.undecided) == (1, 3, 1)
    assert november.reasons == [("another tower", 2), ("too old", 1)]
    assert (october.suggestions, october.opened, october.reasons) == (1, 0, [])
    assert (card().total.suggestions, card().total.reasons) == (6, november.reasons)
    assert len(card().months) == 12


def test_who_decided_on_a_suggestion_has_opened_it():
    accepted, _left, told = suggest(decided_after=60), suggest(), suggest()
    dismiss(suggest(), "Another tower.")
    for suggestion in (accepted, told):
        Opening.objects.create(suggestion=suggestion, person=UserFactory())

    total = card().total

    assert (total.suggestions, total.accepted, total.dismissed, total.opened) == (4, 1, 1, 3)
    assert total.opened_share == 0.75


def test_precision_at_3_is_of_the_first_three_that_somebody_decided_on():
    run = searched()
    suggest(run=run, rank=1, decided_after=60)
    dismiss(suggest(run=run, rank=2), "No.")
    suggest(run=run, rank=3)
    suggest(run=run, rank=4, decided_after=60)

    total = card().total

    assert (total.accepted_of_3, total.decided_of_3, total.precision) == (1, 2, 0.5)


def test_a_share_of_nothing_is_not_known():
    nothing = scorecard.Figures(None)

    assert (nothing.opened_share, nothing.precision, nothing.error_share) == (None, None, None)


def test_the_time_to_the_first_acceptance_is_the_middle_one_of_all_claims():
    for wait in (60, 120, 1_000):
        run = searched()
        suggest(run=run, decided_after=wait)
        suggest(run=run, decided_after=wait + 5_000)
    suggest()

    assert (card().total.seconds_to_acceptance, card().total.claims_accepted) == (120, 3)
    october = card().months[-2]
    assert (october.seconds_to_acceptance, october.claims_accepted) == (None, 0)


def test_searches_are_counted_with_their_failures_and_how_long_they_took():
    for seconds in range(1, 22):
        searched(seconds=seconds, hits=0 if seconds == 1 else 2)
    failed = RunFactory()
    SuggestionRun.objects.filter(pk=failed.pk).update(
        status="failed", error="It broke.", asked_at=NOVEMBER, started_at=OCTOBER,
        finished_at=NOVEMBER,
    )  # fmt: skip

    total = card().total

    assert (total.searches, total.errors, total.empty) == (22, 1, 1)
    assert total.error_share == 1 / 22
    assert (total.timed, total.seconds_median, total.seconds_p95) == (21, 11, 20)


def test_a_month_is_that_of_the_desks_time_zone(settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    suggest(datetime(2026, 10, 31, 20, tzinfo=UTC))

    assert [month.suggestions for month in card().months[-2:]] == [0, 1]


def test_what_is_older_than_twelve_months_is_left_out():
    suggest(datetime(2025, 11, 30, 12, tzinfo=UTC))
    suggest(datetime(2025, 12, 1, 12, tzinfo=UTC))

    assert card().total.suggestions == 1
    assert [month.month for month in card().with_any] == [date(2025, 12, 1)]


def test_each_provider_has_a_card_in_the_providers_order():
    for slug in ("checks", "library"):
        searched(provider=Provider.objects.get(slug=slug), claim=ClaimFactory())

    assert [each.provider.slug for each in scorecard.cards(TODAY)] == ["library", "checks"]


def test_many_rows_take_as_many_queries_as_one(django_assert_num_queries):
    for count in (1, 5):
        for _ in range(count):
            suggest(decided_after=60)
        with django_assert_num_queries(5):
            scorecard.cards(TODAY)
