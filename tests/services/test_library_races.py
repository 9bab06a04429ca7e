"""Two people bring documents in at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from articles.models import Lexeme, LibraryDocument
from articles.services import library
from articles.services.library import Added, Document
from tests.shelved import counted, recounted

pytestmark = pytest.mark.django_db(transaction=True)


def both_at_once(*sets_of_documents):
    ready = Barrier(len(sets_of_documents))

    def run(documents):
        try:
            ready.wait()
            return library.add(documents)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sets_of_documents)) as pool:
        return list(pool.map(run, sets_of_documents))


def documents(*words):
    return [
        Document(text=f"{word} {other}.", identifier=f"{word}-{other}")
        for word in words
        for other in words
    ]


@pytest.mark.parametrize("attempt", range(3))
def test_two_imports_with_the_same_words_in_another_order_both_end_and_all_is_counted(attempt):
    words = [f"word{number}" for number in range(8)]

    both_at_once(documents(*words), list(reversed(documents(*words[4:], "more"))))

    assert counted() == recounted()
    assert Lexeme.objects.filter(word="word5").count() == 1


def test_the_same_document_from_both_is_new_once():
    results = both_at_once(documents("tower"), documents("tower"))

    assert sorted(results, key=lambda added: added.new) == [Added(unchanged=1), Added(new=1)]
    assert LibraryDocument.objects.count() == 1
