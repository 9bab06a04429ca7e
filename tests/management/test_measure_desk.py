"""manage.py measure retrieval --desk: the present library, on what the desk accepted."""

import json

import pytest

from articles.models import DeskFigures, DeskPair, DeskSet, LibraryDocument
from articles.services import desk_articles, desk_sets, library
from articles.services.library import Document
from tests import desk as desks
from tests.commands import fails, run
from tests.factories import ClaimFactory, EvidenceFactory, SourceFactory

pytestmark = pytest.mark.django_db

TOWER = Document(identifier="t", text="The tower is 330 metres tall.")
BRIDGE = Document(identifier="b", text="The bridge is 90 metres long.")
HALF = {"ndcg@10": 0.5, "recall@10": 0.5, "recall@50": 0.5, "mrr@10": 0.5, "queries": 2}


@pytest.fixture(autouse=True)
def accepted(settings):
    settings.MEANING_MODEL = "off"
    library.add([TOWER, BRIDGE])
    return [accept("t", "The tower is 300 metres tall."), accept("b", "A unicorn sang.")]


def accept(identifier, sentence):
    document = LibraryDocument.objects.get(identifier=identifier)
    claim = ClaimFactory(sentence=sentence)
    return EvidenceFactory(claim=claim, source=SourceFactory(document=document))


def kept_before(**fields):
    spring = desk_sets.named()
    whole = {"model": "other (1a2b3c4d)", "passages": 2, "figures": HALF | {"mrr@10": 0.25}}
    return desk_sets.keep(desk_set=spring, **whole | fields)


def test_a_set_is_frozen_and_measured_and_nothing_else_is_written():
    lines, _ = run("measure", "retrieval", freeze="spring")
    assert lines == ["spring: 2 pairs of claim and document."]
    before = desks.fingerprint()

    lines, _ = run("measure", "retrieval", desk="")

    assert lines[:2] == [
        "spring: 2 claims, 2 documents.",
        "Measured on the whole library: 2 documents.",
    ]
    assert lines[2].startswith("It took ")
    assert lines[4].startswith("now: by words only, 2 passages ")
    assert lines[4].split()[-4:] == ["0.5000"] * 4
    assert json.loads(lines[-1]) == HALF
    assert len(lines) == 6
    assert desks.fingerprint() == before


def test_figures_are_kept_when_asked_for_and_what_is_gone_is_said():
    run("measure", "retrieval", freeze="spring")
    library.remove(LibraryDocument.objects.filter(identifier="t"))

    lines, _ = run("measure", "retrieval", desk="spring", keep=True)

    assert lines[0] == "Gone from the library, so not to be found: 1 of its documents."
    assert json.loads(lines[-1])["recall@50"] == 0
    kept = DeskFigures.objects.get()
    assert (kept.desk_set.name, kept.figures) == ("spring", json.loads(lines[-1]))
    assert (kept.model, kept.passages) == ("by words only", 1)


def test_what_was_kept_last_stands_beside_what_is_measured_now():
    run("measure", "retrieval", freeze="spring")
    kept_before(figures=HALF | {"mrr@10": 1})
    last = kept_before()

    lines, _ = run("measure", "retrieval", desk="")

    then, now, difference = lines[4:7]
    when = f"kept {last.measured_at:%Y-%m-%d %H:%M}"
    assert then.split("  ")[0] == f"{when}: other (1a2b3c4d), 2 passages"
    assert now.startswith("now: by words only, 2 passages ")
    assert then.split()[-4:] == ["0.5000", "0.5000", "0.5000", "0.2500"]
    assert difference.split() == ["difference", "+0.0000", "+0.0000", "+0.0000", "+0.2500"]
    assert len(lines) == 8


def test_what_was_kept_of_another_library_says_so():
    run("measure", "retrieval", freeze="spring")
    kept_before(passages=9_000)

    lines, _ = run("measure", "retrieval", desk="")

    assert "9,000 passages" in lines[4]
    assert lines[7] == "The library that was searched had another size then."


def test_what_was_kept_before_it_said_with_what_is_shown_all_the_same():
    run("measure", "retrieval", freeze="spring")
    DeskFigures.objects.create(desk_set=desk_sets.named(), figures=HALF)

    lines, _ = run("measure", "retrieval", desk="")

    assert ": nobody wrote down with what " in lines[4]
    assert lines[6].split() == ["difference", *["+0.0000"] * 4]


def test_what_was_kept_of_another_set_is_left_alone():
    run("measure", "retrieval", freeze="spring")
    kept_before()
    run("measure", "retrieval", freeze="summer")

    lines, _ = run("measure", "retrieval", desk="summer")

    assert not any(line.startswith("kept") for line in lines)


def test_the_claims_own_article_is_no_answer(accepted):
    """The same words, asked by its own article and by another's."""
    evidence, _ = accepted
    article = evidence.claim.article_id
    run("measure", "retrieval", freeze="spring")
    others = DeskSet.objects.create(name="others")
    DeskPair.objects.create(
        desk_set=others, text=evidence.claim.sentence, article=article + 1_000,
        document=evidence.source.document_id,
    )  # fmt: skip
    library.shelve_article(
        Document(identifier=desk_articles.of_article(article), text=evidence.claim.sentence)
    )

    of_its_own, of_others = (
        json.loads(run("measure", "retrieval", desk=name)[0][-1]) for name in ("spring", "others")
    )

    assert of_its_own["mrr@10"] == 0.5  # one of two claims, at the first place
    assert of_others["mrr@10"] == 0.5  # one of one, behind the article


def test_an_old_set_asks_with_the_sentences_that_it_has(accepted):
    old = DeskSet.objects.create(name="old")
    for evidence in accepted:
        DeskPair.objects.create(
            desk_set=old, text=evidence.claim.sentence, document=evidence.source.document_id
        )

    lines, _ = run("measure", "retrieval", desk="old", keep=True)

    assert json.loads(lines[-1]) == HALF
    assert DeskFigures.objects.get().desk_set == old


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"desk": "no"}, "There is no set called 'no'."),
        ({"desk": ""}, "Nothing is frozen yet"),
        ({}, "Say which set to measure on."),
        ({"model": "packaged"}, "say --desk"),
    ],
)
def test_what_cannot_be_measured_is_said(options, words):
    assert words in fails("measure", "retrieval", **options)[0]


def test_a_set_without_a_pair_is_said():
    DeskSet.objects.create(name="empty")

    assert fails("measure", "retrieval", desk="empty")[0] == "Nothing is in the set 'empty'."


def test_sentences_are_not_measured_on_the_desk():
    assert "Only retrieval" in fails("measure", "sentences", desk="")[0]
