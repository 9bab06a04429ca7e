"""What the tables of ingests and feeds refuse, whoever writes to them."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from articles.models import Feed, Ingest, IngestFault, LibraryDocument
from articles.services import library
from articles.services.library import Document
from tests.factories import FeedFactory, IngestFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("ingest_reads_no_more_than_there_is", {"read": 1001}),
        ("ingest_failed_with_a_reason", {"status": "failed", "finished_at": timezone.now()}),
        ("ingest_ended_at_some_time", {"status": "stopped"}),
        ("ingest_ended_at_some_time", {"finished_at": timezone.now()}),
        ("ingest_needs_its_file_while_it_is_worked_off", {"stored": ""}),
    ],
)
def test_database_refuses_an_ingest_that_cannot_be(rule, values):
    IngestFactory()

    with pytest.raises(IntegrityError, match=rule):
        Ingest.objects.update(**values)


def test_database_refuses_a_fault_without_a_reason():
    with pytest.raises(IntegrityError, match="fault_says_why"):
        IngestFault.objects.create(ingest=IngestFactory(), place="line 1", reason=" ")


def test_database_refuses_a_feed_that_is_not_of_the_web():
    FeedFactory()

    with pytest.raises(IntegrityError, match="feed_address_is_of_the_web"):
        Feed.objects.update(address="file:///etc/passwd")


@pytest.mark.parametrize("later", [0, 1])
def test_database_refuses_a_document_that_repeats_itself_or_a_later_one(later):
    library.add([Document(text="The tower is tall."), Document(text="It opened in 1889.")])
    first, second = LibraryDocument.objects.order_by("pk")

    with pytest.raises(IntegrityError, match="document_repeats_an_earlier_one"):
        LibraryDocument.objects.filter(pk=first.pk).update(repeats=[first, second][later])
