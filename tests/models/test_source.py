import pytest

from articles.models import Snapshot, Source
from tests.factories import DocumentFactory, SnapshotFactory, SourceFactory, sha256
from tests.rules import refused, without_trigger

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "nowhere",
    [
        {"medium": "address", "url": ""},
        {"medium": "address", "url": "javascript:alert(1)"},
        {"medium": "address", "url": "ftp://tower.example/"},
        {"medium": "document", "reference": " "},
        {"medium": "person", "person": ""},
        {"medium": "person", "reference": "shelf 3"},
        {"medium": "rumour", "person": "Ann", "reference": "shelf 3"},
    ],
    ids=str,
)
def test_a_source_can_be_found_again(nowhere):
    with refused("source_can_be_found_again"):
        SourceFactory(**nowhere)


@pytest.mark.parametrize(
    "somewhere",
    [
        {"medium": "address", "url": "http://tower.example/"},
        {"medium": "address", "url": "https://tower.example/"},
        {"medium": "address", "url": "HTTPS://Tower.example/"},
        {"medium": "document", "reference": "shelf 3", "url": ""},
        {"medium": "person", "person": "Ann Doe", "url": ""},
    ],
    ids=str,
)
def test_an_address_a_reference_or_a_person_is_enough(somewhere):
    assert SourceFactory(**somewhere).pk


@pytest.mark.parametrize("title", ["", " \t"])
def test_a_source_has_a_title(title):
    with refused("source_has_a_title"):
        SourceFactory(title=title)


def test_an_anonymous_source_is_confidential():
    with refused("source_anonymous_is_confidential"):
        SourceFactory(kind=Source.Kind.ANONYMOUS)

    source = SourceFactory(kind=Source.Kind.ANONYMOUS, is_confidential=True)
    with refused("source_anonymous_is_confidential"):
        Source.objects.filter(pk=source.pk).update(is_confidential=False)


def test_a_source_remembers_that_its_document_left_the_library():
    source = SourceFactory(document=DocumentFactory())
    assert source.document_left_at is None

    Source.objects.update(title="Another")
    source.refresh_from_db()
    assert source.document_left_at is None
    Source.objects.update(document=None)
    source.refresh_from_db()
    assert source.document_left_at
    with without_trigger("articles_source", "source_remembers_that_its_document_left"):
        other = SourceFactory(document=DocumentFactory())
        Source.objects.filter(pk=other.pk).update(document=None)
        other.refresh_from_db()
        assert other.document_left_at is None


def test_a_document_that_left_is_not_there():
    source = SourceFactory(document=DocumentFactory())
    with refused("source_document_is_there_or_has_left"):
        Source.objects.filter(pk=source.pk).update(document_left_at=source.added_at)


def test_a_confidential_source_does_not_say_its_name():
    source = SourceFactory(title="A minister", is_confidential=True)

    assert "minister" not in str(source)
    assert "minister" not in str(SnapshotFactory(source=source))


def test_a_snapshot_has_text():
    with refused("snapshot_has_text"):
        SnapshotFactory(text="")

    assert SnapshotFactory(text="A word.").pk


@pytest.mark.parametrize("wrong", ["", "0" * 63, "F" * 64])
def test_a_snapshots_hash_is_64_hex_digits(wrong):
    with refused("snapshot_hash_is_sha256"):
        SnapshotFactory(sha256=wrong)

    assert SnapshotFactory(sha256="f" * 64).pk


@pytest.mark.parametrize(
    "change",
    [{"text": "Another."}, {"sha256": sha256("x")}, {"url": "https://x.example/"}, {"status": 200}],
    ids=str,
)
def test_a_snapshot_never_changes(change):
    snapshot = SnapshotFactory()

    with refused("snapshot_never_changes"):
        Snapshot.objects.filter(pk=snapshot.pk).update(**change)


def test_a_snapshot_is_not_deleted():
    snapshot = SnapshotFactory()

    with refused("snapshot_never_changes"):
        Snapshot.objects.filter(pk=snapshot.pk).delete()

    assert Snapshot.objects.filter(pk=snapshot.pk).exists()
