"""What comes onto the shelves and leaves them again."""

from datetime import date

import pytest

from articles.models import LibraryDocument, Passage
from articles.models.library import Shelf
from articles.services import Refused, incoming, library, search, shelves
from articles.services.library import Added, Document
from tests.factories import SourceFactory, SuggestionFactory
from tests.shelved import a_verdict, counted, recounted

pytestmark = pytest.mark.django_db

TOWER = Document(
    title="The tower",
    text="It is 330 metres tall.",
    identifier="tower",
    url="https://example.org/tower",
    publisher="City of Paris",
    published=date(2026, 3, 31),
)


def test_a_new_document_is_kept_as_it_came_with_its_passage():
    assert library.add([TOWER]) == Added(new=1)

    document = LibraryDocument.objects.get()
    assert (document.title, document.text, document.url) == (TOWER.title, TOWER.text, TOWER.url)
    assert (document.publisher, document.published) == ("City of Paris", date(2026, 3, 31))
    passage = document.passages.get()
    assert (passage.start, passage.end, passage.text) == (0, 22, TOWER.text)
    assert passage.length == 4


def test_the_same_document_again_makes_nothing_new():
    library.add([TOWER])
    before = LibraryDocument.objects.get().updated_at, list(Passage.objects.values_list("pk"))

    assert library.add([TOWER, TOWER]) == Added(unchanged=2)

    assert before == (
        LibraryDocument.objects.get().updated_at,
        list(Passage.objects.values_list("pk")),
    )


def test_without_an_identifier_the_same_text_is_the_same_document():
    assert library.add([Document(text="One."), Document(text="One.")]) == Added(1, 0, 1)
    assert library.add([Document(text="One."), Document(text="Two.")]) == Added(1, 0, 1)


def test_the_same_words_of_two_publishers_are_two_documents():
    wire = [Document(text="One.", identifier=name, publisher=name) for name in ("afp", "ap")]

    assert library.add(wire) == Added(new=2, near_same=1)


def test_a_changed_text_takes_the_place_of_what_was():
    library.add([TOWER])

    added = library.add([Document(text="A bridge of iron.", identifier="tower")])

    assert added == Added(changed=1)
    document = LibraryDocument.objects.get()
    assert (document.text, document.title, document.publisher) == ("A bridge of iron.", "", "")
    assert document.passages.get().text == "A bridge of iron."
    assert search.passages_like("330 metres") == []
    assert counted()[1] == {("library", 1, 2)}


def test_a_changed_publisher_leaves_the_passages_where_they_are():
    library.add([TOWER])
    passage = Passage.objects.get()

    added = library.add(
        [Document(title=TOWER.title, text=TOWER.text, identifier="tower", publisher="A blog")]
    )

    assert added == Added(changed=1)
    assert LibraryDocument.objects.get().publisher == "A blog"
    assert Passage.objects.get() == passage


def test_of_an_identifier_twice_in_one_go_the_last_stays():
    library.add([Document(text="Old.", identifier="a"), Document(text="New.", identifier="a")])

    assert LibraryDocument.objects.get().text == "New."


def test_every_passage_is_the_span_of_its_document_that_it_says():
    sentences = " ".join(f"Émile’s sentence 😀 number {number} is here." for number in range(90))
    library.add([Document(title="Long", text=f"\n{sentences}\r\n")])

    document = LibraryDocument.objects.get()
    passages = list(document.passages.order_by("number"))
    assert len(passages) > 3
    assert all(document.text[each.start : each.end] == each.text for each in passages)


def test_a_title_alone_can_be_found():
    library.add([Document(title="Iron tower closed")])

    assert [hit.title for hit in search.passages_like("tower")] == ["Iron tower closed"]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"title": " ", "text": "\n"}, "a title or a text"),
        ({"text": "x", "url": "javascript:alert(1)"}, "begin with http"),
        ({"text": "x", "publisher": "p" * 201}, "publisher is longer than 200"),
        ({"text": "x", "identifier": "i" * 501}, "identifier is longer than 500"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(values, why):
    with pytest.raises(Refused, match=why):
        Document(**values)


def test_what_a_database_cannot_hold_is_taken_out():
    library.add([Document(title="a\x00b", text="half \ud83d of it", identifier="\x00c")])

    document = LibraryDocument.objects.get()
    assert (document.title, document.text, document.identifier) == ("ab", "half � of it", "c")


def test_what_was_made_from_a_removed_document_stays_without_the_way_back():
    library.add([TOWER])
    document = LibraryDocument.objects.get()
    source, suggestion = SourceFactory(document=document), SuggestionFactory(document=document)

    library.remove(LibraryDocument.objects.all())

    for made in (source, suggestion):
        made.refresh_from_db()
        assert made.document is None


def test_a_removed_document_leaves_nothing_behind_but_words_of_no_passage():
    library.add([TOWER, Document(text="A tower.")])

    library.remove(LibraryDocument.objects.filter(identifier="tower"))

    assert [hit.text for hit in search.passages_like("the tall tower")] == ["A tower."]
    assert counted() == ({("library", "tower", 1)}, {("library", 1, 1)})


def test_an_error_keeps_the_batches_before_it(monkeypatch):
    monkeypatch.setattr(shelves, "BATCH", 1)

    def broken():
        yield TOWER
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk"):
        library.add(broken())

    assert LibraryDocument.objects.get().identifier == "tower"
    assert counted() == recounted()


def test_a_check_stands_among_the_checks_by_its_claim_and_explanation():
    verdict = a_verdict()

    library.shelve_check(verdict.pk, title="The tower is 330 metres tall.", text="True. It is.")

    (hit,) = search.passages_like("A tower of 330 metres", shelf=Shelf.CHECKS)
    assert (hit.verdict, hit.document) == (verdict.pk, None)
    assert (hit.title, hit.text) == ("The tower is 330 metres tall.", "True. It is.")
    assert search.passages_like("A tower of 330 metres") == []


def test_a_check_shelved_again_is_replaced():
    verdict = a_verdict()
    library.shelve_check(verdict.pk, text="Once said.")

    library.shelve_check(verdict.pk, text="Now corrected.")

    assert Passage.objects.get().text == "Now corrected."
    assert counted() == ({("checks", "now", 1), ("checks", "correct", 1)}, {("checks", 1, 2)})


def test_an_unshelved_check_is_gone_and_once_more_is_no_error():
    verdict = a_verdict()
    library.shelve_check(verdict.pk, text="True.")

    library.unshelve_check(verdict.pk)
    library.unshelve_check(verdict.pk)

    assert not Passage.objects.exists()
    assert counted() == (set(), {("checks", 0, 0)})


def test_a_batch_is_full_when_its_documents_are_many_or_its_texts_are_long(monkeypatch):
    monkeypatch.setattr(shelves, "BATCH", 3)
    monkeypatch.setattr(shelves, "MOST_TEXT", 20)
    texts = ["a long text of a document", "one", "two", "three", "four"]

    batches = incoming.batches(texts, len)

    assert list(batches) == [
        ["a long text of a document"],
        ["one", "two", "three"],
        ["four"],
    ]
