"""Sources of before say in words where they are found again, once the database is migrated."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from articles.models import Provider, Source
from tests.factories import (
    DocumentFactory,
    EvidenceFactory,
    SignedOffFactory,
    SourceFactory,
    SuggestionFactory,
)

pytestmark = pytest.mark.django_db

MIGRATION = import_module("articles.migrations.0009_sources_in_words")


def migrated(source):
    with connection.schema_editor() as editor:
        MIGRATION.say_in_words(apps, editor)
    source.refresh_from_db()
    return source.reference


def found(reference, **fields):
    return SourceFactory(medium=Source.Medium.DOCUMENT, url="", reference=reference, **fields)


def test_a_check_is_named_by_its_claim_and_the_day_of_its_sign_off(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    check = SignedOffFactory(signed_off_at=datetime(2026, 5, 3, 20, tzinfo=UTC))
    source = found("Published checks, verdict:2")
    suggestion = SuggestionFactory(
        run__provider=Provider.objects.get(slug="checks"), earlier_verdict=check, key="verdict:2"
    )
    EvidenceFactory(source=source, suggestion=suggestion, claim=suggestion.claim)

    assert migrated(source) == (
        f"Published checks: this desk’s check of claim {check.claim_id}, signed off on 4 May 2026"
    )


@pytest.mark.parametrize(
    "reference", ["Our archive, document:{}:0123456789abcdef", "Evidence library, {}"]
)
def test_a_note_is_named_by_its_number(reference):
    document = DocumentFactory()
    source = found(reference.format(document.pk), document=document)

    assert migrated(source) == f"Evidence library, document {document.pk}"


def test_what_somebody_wrote_stays_as_it_is():
    assert migrated(found("File 7, verdict:2")) == "File 7, verdict:2"
