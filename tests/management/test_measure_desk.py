"""manage.py measure retrieval --desk: the present library, on what the desk accepted."""

import json

import pytest

from articles.models import DeskFigures, LibraryDocument
from articles.services import library
from articles.services.library import Document
from tests import desk as desks
from tests.commands import fails, run
from tests.factories import ClaimFactory, EvidenceFactory, SourceFactory

pytestmark = pytest.mark.django_db

TOWER = Document(identifier="t", text="The tower is 330 metres tall.")
BRIDGE = Document(identifier="b", text="The bridge is 90 metres long.")


@pytest.fixture(autouse=True)
def accepted():
    library.add([TOWER, BRIDGE])
    for identifier, sentence in (("t", "The tower is 300 metres tall."), ("b", "A unicorn sang.")):
        document = LibraryDocument.objects.get(identifier=identifier)
        EvidenceFactory(
            claim=ClaimFactory(sentence=sentence), source=SourceFactory(document=document)
        )


def test_a_set_is_frozen_and_measured_and_nothing_else_is_written():
    lines, _ = run("measure", "retrieval", freeze="spring")
    assert lines == ["spring: 2 pairs of claim and document."]
    before = desks.fingerprint()

    lines, _ = run("measure", "retrieval", desk="")

    assert json.loads(lines[-1]) == {
        "ndcg@10": 0.5, "recall@10": 0.5, "recall@50": 0.5, "mrr@10": 0.5, "queries": 2,
    }  # fmt: skip
    assert desks.fingerprint() == before


def test_figures_are_kept_when_asked_for_and_what_is_gone_is_said():
    run("measure", "retrieval", freeze="spring")
    library.remove(LibraryDocument.objects.filter(identifier="t"))

    lines, _ = run("measure", "retrieval", desk="spring", keep=True)

    assert lines[0] == "Gone from the library, so not to be found: 1 of its documents."
    assert json.loads(lines[-1])["recall@50"] == 0
    kept = DeskFigures.objects.get()
    assert (kept.desk_set.name, kept.figures) == ("spring", json.loads(lines[-1]))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"desk": "no"}, "There is no set called 'no'."),
        ({"desk": ""}, "Nothing is frozen yet"),
        ({}, "Say which set to measure on."),
    ],
)
def test_what_cannot_be_measured_is_said(options, words):
    assert words in fails("measure", "retrieval", **options)[0]


def test_sentences_are_not_measured_on_the_desk():
    assert "Only retrieval" in fails("measure", "sentences", desk="")[0]
