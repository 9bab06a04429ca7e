"""What the tables of the library refuse and count, whoever writes to them."""

import pytest
from django.db import IntegrityError

from articles.models import Lexeme, LibraryDocument, LibraryStatistics, Passage
from articles.models.library import Shelf, sparse
from articles.services import library
from tests.shelved import a_verdict, counted, recounted

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    library.add([library.Document(title="Tower", text="It is 330 metres tall.", identifier="t")])
    return LibraryDocument.objects.get()


@pytest.fixture
def passage(document):
    return document.passages.get()


def test_database_refuses_a_document_without_title_and_text(document):
    with pytest.raises(IntegrityError, match="document_has_a_title_or_a_text"):
        LibraryDocument.objects.update(title="", text="\n ")


def test_database_refuses_an_address_that_runs_in_a_browser(document):
    with pytest.raises(IntegrityError, match="document_address_is_of_the_web"):
        LibraryDocument.objects.update(url="javascript:alert(1)")


def test_database_refuses_a_hash_that_is_none(document):
    with pytest.raises(IntegrityError, match="document_hash_is_sha256"):
        LibraryDocument.objects.update(sha256="short")


def test_database_refuses_an_identifier_twice(document):
    document.pk = None

    with pytest.raises(IntegrityError, match="document_identifier_is_used_once"):
        document.save()


def test_database_refuses_a_document_without_identifier_twice(document):
    LibraryDocument.objects.update(identifier="")
    document.pk, document.identifier = None, ""

    with pytest.raises(IntegrityError, match="document_without_identifier_is_kept_once"):
        document.save()


def test_database_refuses_a_word_twice_on_a_shelf_and_takes_it_on_the_other(document):
    Lexeme.objects.create(shelf=Shelf.CHECKS, word="metr")

    with pytest.raises(IntegrityError, match="lexeme_once_on_a_shelf"):
        Lexeme.objects.create(shelf=Shelf.LIBRARY, word="metr")


@pytest.mark.parametrize("average", [0, -1])
def test_database_refuses_an_average_length_that_cannot_be(document, average):
    with pytest.raises(IntegrityError, match="statistics_average_is_positive"):
        LibraryStatistics.objects.update(average=average)


def test_database_refuses_a_passage_of_nothing(passage):
    with pytest.raises(IntegrityError, match="passage_belongs_to_a_document_or_a_verdict"):
        Passage.objects.update(document=None)


def test_database_refuses_a_passage_of_a_document_and_a_verdict(passage):
    verdict = a_verdict()

    with pytest.raises(IntegrityError, match="passage_belongs_to_a_document_or_a_verdict"):
        Passage.objects.update(verdict=verdict)


def test_database_refuses_a_document_among_the_checks(passage):
    passage.pk, passage.shelf = None, Shelf.CHECKS

    with pytest.raises(IntegrityError, match="passage_belongs_to_a_document_or_a_verdict"):
        passage.save()


def test_database_refuses_a_passage_that_is_longer_or_shorter_than_its_span(passage):
    with pytest.raises(IntegrityError, match="passage_is_as_long_as_its_span"):
        Passage.objects.update(start=1)


def test_database_refuses_a_number_twice_in_a_document(passage):
    passage.pk = None

    with pytest.raises(IntegrityError, match="passage_number_once_in_a_document"):
        passage.save()


def test_database_refuses_a_verdict_twice_among_the_checks():
    library.shelve_check(a_verdict().pk, text="True.")
    passage = Passage.objects.get()
    passage.pk = None

    with pytest.raises(IntegrityError, match="passage_once_for_a_verdict"):
        passage.save()


def test_what_is_deleted_past_the_services_is_counted_all_the_same(document):
    library.add([library.Document(text="A tower of iron.")])

    document.delete()

    words, sizes = counted()
    assert words == {("library", "tower", 1), ("library", "iron", 1)}
    assert sizes == {("library", 1, 2)}


def test_what_is_changed_past_the_services_is_counted_all_the_same(passage):
    word = Lexeme.objects.create(shelf=Shelf.LIBRARY, word="iron")

    Passage.objects.update(lexemes=[word.pk], length=9)

    assert counted() == ({("library", "iron", 1)}, {("library", 1, 9)})
    assert counted() == recounted()


def test_weights_are_written_as_a_sparsevec_has_them():
    assert sparse({7: 0.5, 3: 1 / 3}) == "{3:0.3333333,7:0.5}/1000000000"
