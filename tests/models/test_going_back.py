"""Migrations that are taken back and made again, on a desk that has used what they brought."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.models import Condition, Evidence, HandSearch
from articles.services import library, searches
from articles.services.evidence import Chosen
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    library.add([library.Document(title="The tower", text="The tower is 330 metres tall.")])
    return ClaimFactory()


def back_to(name):
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("articles")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    MigrationExecutor(connection).migrate([("articles", name)])
    MigrationExecutor(connection).migrate(newest)


def test_of_a_note_that_has_left_nothing_is_said_any_more(claim):
    document = library.LibraryDocument.objects.get()
    searches.attach_found(
        claim_id=claim.pk, person=UserFactory(), query="tower", document_id=document.pk,
        chosen=Chosen(stance="supports", quote="The tower is 330 metres tall."),
    )  # fmt: skip
    library.remove(library.LibraryDocument.objects.all())
    library.notes.settle()
    before = Evidence.objects.get().condition

    back_to("0005_what_was_measured")

    assert (before, Evidence.objects.get().condition) == (Condition.NOTE_GONE, "")


def test_what_wrote_itself_becomes_nobodys_word(claim):
    ben = UserFactory()
    searches.log(claim_id=claim.pk, person=ben, query="unicorn")
    searches.record_in_library(claim_id=claim.pk, person=ben, query="tower", note="Another one.")

    back_to("0007_suggestions_no_longer_found")

    assert [kept.query for kept in HandSearch.objects.all()] == ["tower"]
