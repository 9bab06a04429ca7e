"""What a database begins with, and one that has had the migrations of before."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from articles.models import Provider, Rating

pytestmark = pytest.mark.django_db

DESK = import_module("articles.migrations.0001_desk").Migration
FORMER = [name for _, name in DESK.replaces]


@pytest.fixture
def having_had():
    """Let the database have had these migrations of ours, and no others."""

    def have(names):
        recorder = MigrationRecorder(connection)
        recorder.migration_qs.filter(app="articles").delete()
        for name in names:
            recorder.record_applied("articles", name)
        # What came later finds the tables as these left them, and this one has all of it already.
        MigrationExecutor(connection).migrate([("articles", "0002_beginning")])

    return have


def test_a_database_that_had_all_former_migrations_goes_on_as_it_is(having_had):
    Provider.objects.filter(slug="wikipedia").update(is_on=True)
    Rating.objects.filter(slug="false").update(label="Untrue")

    having_had(FORMER)

    assert Provider.objects.get(slug="wikipedia").is_on
    assert Rating.objects.get(slug="false").label == "Untrue"
    assert Rating.objects.count() == 7
    applied = MigrationRecorder(connection).applied_migrations()
    assert ("articles", "0001_desk") in applied


@pytest.mark.parametrize("had", [1, 10, 17])
def test_one_that_had_only_some_is_refused_in_words(having_had, had):
    with pytest.raises(RuntimeError, match="0018_reviews_by_words_as_they_are_cut"):
        having_had(FORMER[:had])


def test_nobody_outside_is_asked_at_the_beginning():
    assert set(Provider.objects.filter(is_on=True).values_list("slug", flat=True)) == {
        "library",
        "checks",
    }
