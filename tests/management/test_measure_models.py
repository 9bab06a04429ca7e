"""manage.py measure retrieval --desk --model: a change of the model, before it is made."""

import json
import os

import pytest
from django.db import connection

from articles.management.measures import choices
from articles.models import DeskFigures, LibraryDocument, PassageSentences
from articles.services import desk_articles, desk_sets, library, vectors
from articles.services.library import Document
from tests import desk as desks
from tests import tiny_model
from tests.commands import fails, run
from tests.factories import ClaimFactory, EvidenceFactory, SourceFactory

pytestmark = pytest.mark.django_db(transaction=True)

# No word of the claim is in any of them.
CAT = Document(identifier="c", text="A cat.")
TOWER = Document(identifier="t", text="One tower.")
BRIDGE = Document(identifier="b", text="One bridge.")
CLAIM = "Steeple!"


@pytest.fixture
def fine(tmp_path):
    """A model that tells a cat from a tower."""
    return str(tiny_model.in_folder(tmp_path / "fine", dimensions=8))


@pytest.fixture
def coarse(tmp_path):
    """A model to which cats and towers mean the same, so that the older document comes first."""
    return str(tiny_model.in_folder(tmp_path / "coarse", dimensions=3))


@pytest.fixture(autouse=True)
def frozen(settings):
    settings.MEANING_MODEL = "off"
    library.add([CAT, TOWER, BRIDGE])
    tower = LibraryDocument.objects.get(identifier="t")
    claim = ClaimFactory(sentence=CLAIM)
    EvidenceFactory(claim=claim, source=SourceFactory(document=tower))
    desk_sets.freeze(name="spring")
    return claim


def take_into_use(settings, model):
    settings.MEANING_MODEL = model
    while vectors.work():
        pass


def measured(**options):
    lines, _ = run("measure", "retrieval", **{"desk": "", "others": 10} | options)
    return lines, json.loads(lines[-1])


def names_of(folder):
    return f"{os.path.basename(folder)} ({vectors.loaded(folder).sha256[:8]})"


def databases():
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


def test_another_model_is_compared_with_the_one_in_use_on_the_same_documents(
    settings, coarse, fine
):
    take_into_use(settings, coarse)
    before = desks.fingerprint()

    lines, figures = measured(model=fine)

    assert figures["mrr@10"] == 1
    assert figures["in use"]["mrr@10"] == 0.5
    assert lines[:4] == [
        "spring: 1 claim, 1 document.",
        "Measured in a database of its own: on 1 of the set and 2 other documents of the library.",
        f"{names_of(coarse)} makes vectors of 3 passages.",
        f"{names_of(fine)} makes vectors of 3 passages.",
    ]
    assert lines[6].startswith(f"in use: {names_of(coarse)}, 3 passages  ")
    assert lines[7].startswith(f"instead: {names_of(fine)}, 3 passages  ")
    assert lines[8].split()[-1] == "+0.5000"
    assert desks.fingerprint() == before
    assert choices.in_use().setting == coarse
    assert f"factcheck_measure_{os.getpid()}" not in databases()


def test_a_model_that_the_settings_name_and_no_worker_has_taken_is_compared(settings, fine):
    settings.MEANING_MODEL = fine
    before = desks.fingerprint()

    lines, figures = measured()

    assert figures["in use"]["recall@50"] == 0
    assert figures["recall@50"] == 1
    assert "in use: by words only, 3 passages " in lines[5]
    assert desks.fingerprint() == before


def test_the_packaged_model_is_found_though_the_settings_name_another(settings, coarse):
    take_into_use(settings, "packaged")
    settings.MEANING_MODEL = coarse

    lines, figures = measured()

    assert "in use: all-MiniLM-L6-v2, 3 passages " in lines[6]
    assert figures["mrr@10"] == 0.5


def test_a_model_in_use_that_is_not_here_is_said(settings, coarse, fine):
    take_into_use(settings, coarse)
    settings.MEANING_MODEL = fine
    before = desks.fingerprint()

    said, *_ = fails("measure", "retrieval", desk="")

    assert "name the other with --model" in said
    assert desks.fingerprint() == before


def test_words_alone_are_compared_on_the_whole_library(settings, fine):
    take_into_use(settings, fine)
    before = desks.fingerprint()

    lines, figures = measured(model="off", others=0)

    assert lines[1] == "Measured on the whole library: 3 documents."
    assert figures["in use"]["mrr@10"] == 1
    assert figures["mrr@10"] == 0
    assert desks.fingerprint() == before


def test_words_alone_are_measured_when_the_model_of_the_past_is_gone(settings, fine):
    take_into_use(settings, fine)
    settings.MEANING_MODEL = "off"

    lines, figures = measured()

    assert lines[4].startswith("now: by words only, 3 passages ")
    assert "in use" not in figures


def test_the_model_in_use_is_measured_on_the_whole_library(settings, fine, tmp_path):
    take_into_use(settings, fine)
    library.add([Document(text="A viaduct.")])
    the_same = tiny_model.in_folder(tmp_path / "same", dimensions=8)

    lines, figures = measured(model=str(the_same), others=0)

    assert lines[1:3] == [
        "Measured on the whole library: 4 documents.",
        "Found by their words alone, as they wait for their vectors: 1 passage.",
    ]
    assert figures["mrr@10"] == 1
    assert "in use" not in figures


def test_it_is_said_that_sentences_are_still_to_be_read(settings, fine):
    take_into_use(settings, fine)
    PassageSentences.objects.update(signs=None)

    lines, _ = measured(model=fine)

    assert lines[2] == "Ranked before their sentences were read one by one: 3 passages."


@pytest.mark.parametrize(("others", "passages"), [(0, 1), (1, 2), (2, 3), (9, 3)])
def test_so_many_other_documents_are_searched_as_one_says(settings, fine, others, passages):
    _, figures = measured(model=fine, others=others, keep=True)

    assert [kept.passages for kept in DeskFigures.objects.all()] == [passages, passages]
    assert figures["recall@50"] == 1


def test_both_are_kept_and_say_what_they_are_of(settings, coarse, fine):
    take_into_use(settings, coarse)

    lines, figures = measured(model=fine, keep=True)
    again, _ = measured(model=fine)

    instead, in_use = DeskFigures.objects.all()
    assert (in_use.model, in_use.passages) == (names_of(coarse), 3)
    assert (instead.model, instead.passages) == (names_of(fine), 3)
    assert in_use.figures == figures.pop("in use")
    assert instead.figures == figures
    assert not any(line.startswith("kept") for line in lines)
    (at,) = [at for at, line in enumerate(again) if line.startswith("kept")]
    assert f": {names_of(fine)}, 3 passages " in again[at]
    assert again[at + 1].startswith(f"instead: {names_of(fine)}, 3 passages ")
    assert again[at + 2].split()[1:] == ["+0.0000"] * 4


def test_the_claims_own_article_is_no_answer_there_either(frozen, fine):
    library.shelve_article(
        Document(identifier=desk_articles.of_article(frozen.article_id), text="The spire.")
    )

    _, figures = measured(model=fine)

    assert figures["mrr@10"] == 1


@pytest.mark.parametrize("network", [None, b"broken"])
def test_a_model_that_cannot_be_loaded_is_a_sentence_and_changes_nothing(
    settings, fine, tmp_path, network
):
    take_into_use(settings, fine)
    if network:
        tiny_model.in_folder(tmp_path / "other")
        (tmp_path / "other" / "model.onnx").write_bytes(network)
    before = desks.fingerprint()

    said, out, _ = fails("measure", "retrieval", desk="", model=str(tmp_path / "other"), keep=True)

    assert said.startswith(f"{tmp_path / 'other'}: The model cannot be loaded: ")
    assert "\n" not in said
    assert out == []
    assert desks.fingerprint() == before


def test_fewer_than_no_documents_are_not_taken(fine):
    assert "0 or more" in fails("measure", "retrieval", desk="", model=fine, others=-1)[0]
