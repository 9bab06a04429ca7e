"""What comes onto the shelves and leaves them again."""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import tasks
from articles.models import Lexeme, LibraryDocument, LibraryStatistics, Passage
from articles.models.library import Shelf
from articles.ranking import words
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


def test_when_passages_become_longer_all_weights_follow():
    library.add([Document(text=f"Short note {number}.") for number in range(5)])
    frozen = LibraryStatistics.objects.get().average

    library.add([Document(text=" ".join(f"word{n}x{k}" for k in range(60))) for n in range(9)])

    statistics = LibraryStatistics.objects.get()
    assert statistics.average == statistics.true_average > 10 * frozen
    assert weights() == weights_after_a_rebuild()


def test_a_little_longer_changes_no_weight():
    library.add([Document(text=f"Short note {number}.") for number in range(50)])
    frozen = LibraryStatistics.objects.get().average

    library.add([Document(text="A note that is somewhat longer than others were.")])

    assert LibraryStatistics.objects.get().average == frozen


def test_rebuilding_puts_right_what_was_counted_wrongly_and_drops_unused_words():
    library.add([TOWER])
    before = counted(), weights()
    Lexeme.objects.update(passages=77)
    LibraryStatistics.objects.update(passages=99, length=1)
    Lexeme.objects.create(shelf=Shelf.LIBRARY, word="unused")

    rebuild()

    assert (counted()[0], weights()) == (before[0][0], before[1])
    assert ("library", 1, 4) in counted()[1]
    assert not Lexeme.objects.filter(word="unused").exists()


def test_a_shelf_whose_words_were_cut_in_another_way_is_laid_anew(monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(words, "WORD", re.compile(r"[^\W\d]{2,}|\d+"))
        before.setattr(shelves, "CUT", shelves.CUT + 1)
        library.add([Document(text="They lost 4,300 jobs."), Document(text="4,300 of 1,000,000")])
    assert not search.passages_like("4300")

    tasks.clear_up()

    assert search.passages_like("4300")
    assert counted()[0] == recounted()[0]
    laid = LibraryStatistics.objects.get(shelf=Shelf.LIBRARY)
    assert laid.average == laid.true_average
    library.settle()
    assert LibraryStatistics.objects.get(shelf=Shelf.LIBRARY).built_at == laid.built_at


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove", "shelve", "unshelve"]),
        st.integers(0, 3),
        st.text("abc. ", min_size=1, max_size=60).filter(str.strip),
    ),
    max_size=12,
)


@settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(acts=ACTS)
def test_whatever_comes_and_goes_the_counts_stay_exact(two_verdicts, acts):
    for act, which, text in acts:
        if act == "add":
            library.add([Document(text=text, identifier=f"d{which}")])
        elif act == "shelve":
            library.shelve_check(two_verdicts[which % 2], text=text)
        elif act == "unshelve":
            library.unshelve_check(two_verdicts[which % 2])
        elif document := LibraryDocument.objects.filter(identifier=f"d{which}").first():
            library.remove(LibraryDocument.objects.filter(pk=document.pk))

    exact = recounted()
    assert counted() == exact
    rebuild()
    assert counted()[0] == exact[0]
    assert exact[1] <= counted()[1]


@pytest.fixture
def two_verdicts():
    return a_verdict("One thing is so.").pk, a_verdict("Another thing is not.").pk


def weights():
    return {
        passage.pk: [round(value, 5) for value in passage.weights.values()]
        for passage in Passage.objects.all()
    }


def rebuild():
    for shelf in Shelf:
        shelves.rebuild(shelf)


def weights_after_a_rebuild():
    rebuild()
    return weights()


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
