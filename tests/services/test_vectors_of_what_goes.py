"""Vectors are made of passages that somebody takes out in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.db import connection

from articles.models import (
    LibraryDocument,
    Passage,
    PassageToEmbed,
    PassageVector,
)
from articles.services import library, vectors
from articles.services.library import Document
from tests import tiny_model
from tests.patience import until
from tests.races import is_anybody_waiting

pytestmark = pytest.mark.django_db(transaction=True)


def remove_all():
    with closing(connection):
        return library.remove(LibraryDocument.objects.all())


def test_a_removal_waits_for_the_vectors_that_are_under_way(
    settings, tmp_path, monkeypatch, no_index_is_left
):
    settings.MEANING_MODEL = str(tiny_model.in_folder(tmp_path))
    library.add([Document(text="A tower."), Document(text="A bridge.")])
    model = vectors.model()
    embed = type(model).embed

    with ThreadPoolExecutor(1) as pool:
        removals = []

        def embed_meanwhile(self, texts):
            if not removals:
                removals.append(pool.submit(remove_all))
                until(is_anybody_waiting, seconds=20)
            return embed(self, texts)

        monkeypatch.setattr(type(model), "embed", embed_meanwhile)
        assert vectors.work()
        assert removals[0].result(timeout=30) == 2

    for left in (Passage, PassageVector, PassageToEmbed):
        assert not left.objects.exists()
