"""What the shelves' weights and counts are, whatever comes and goes."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import tasks
from articles.models import Lexeme, LibraryDocument, LibraryStatistics, Passage
from articles.models.library import Shelf
from articles.ranking import words
from articles.services import library, search, shelves
from articles.services.library import Document
from tests.shelved import a_verdict, counted, recounted

pytestmark = pytest.mark.django_db

TOWER = Document(title="The tower", text="It is 330 metres tall.")


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
