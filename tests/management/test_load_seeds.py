"""What a new desk shows; and every planted error has its note among the first suggestions."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from articles.models import Article, ArticleVersion, Claim, Event, LibraryDocument, Suggestion
from articles.reading import files
from articles.services.search import passages_like
from tests import desk

pytestmark = pytest.mark.django_db

SEEDS = settings.BASE_DIR / "seeds"
PLANTED = [
    error
    for file in sorted((Path(__file__).parent.parent / "seeds").glob("planted_*.json"))
    for error in json.loads(file.read_text())
]
USERS_SEED = "000_9c8a5e1c08863dfc.txt"


@pytest.fixture
def seeded():
    call_command("load_seeds", stdout=StringIO())


def text_of(name):
    return files.read((SEEDS / name).read_bytes(), filename=name).body


def notes():
    files = (SEEDS / "library").iterdir()
    return [json.loads(line)["_id"] for file in files for line in file.read_text().splitlines()]


def claim_of(error):
    (claim,) = Claim.objects.filter(
        version__text=text_of(error["article"]), sentence__contains=error["sentence"]
    )
    return claim


def test_each_article_and_note_of_the_seeds_is_brought_in(seeded):
    articles = [file for file in SEEDS.iterdir() if file.is_file()]

    assert Article.objects.count() == len(articles) == 7
    assert sorted(LibraryDocument.objects.values_list("identifier", flat=True)) == sorted(notes())
    assert {len(text_of(file.name)) for file in articles} == {
        len(text) for text in ArticleVersion.objects.values_list("text", flat=True)
    }


def test_loading_them_twice_makes_nothing_new(seeded):
    before = desk.fingerprint()

    call_command("load_seeds", stdout=StringIO())

    assert desk.fingerprint() == before


def test_the_planted_errors_are_in_the_articles_once_and_their_notes_in_the_library():
    texts = {error["article"]: text_of(error["article"]) for error in PLANTED}

    assert len(PLANTED) >= 20
    for error in PLANTED:
        assert texts[error["article"]].count(error["sentence"]) == 1, error
        assert error["note"] in notes(), error


def test_the_note_on_each_planted_error_is_among_the_first_three_found(seeded):
    missed = []
    for error in PLANTED:
        hits = passages_like(claim_of(error).sentence, limit=3)
        found = LibraryDocument.objects.filter(pk__in=[hit.document for hit in hits])
        if error["note"] not in found.values_list("identifier", flat=True):
            missed.append((error["sentence"], error["note"]))

    assert missed == []


def test_the_seeds_are_the_desks_own_doing_in_the_history(seeded):
    assert Event.objects.filter(actor=None, action="article.brought-in").count() == 7


@pytest.fixture
def ran(seeded):
    """A real run on the user's own article, and on the sentences with an error of the others."""
    article = Article.objects.get(versions__text=text_of(USERS_SEED))
    call_command("suggest", "--wait", article=article.slug, stdout=StringIO())
    for error in PLANTED:
        if error["article"] != USERS_SEED:
            call_command("suggest", "--wait", claim=claim_of(error).pk, stdout=StringIO())


def test_a_real_run_offers_the_notes_and_says_where_they_differ_from_what_was_planted(ran):
    """Of errors in doers, figures, years and days; those in places are shown by the words."""
    errors = [error for error in PLANTED if error["article"] == USERS_SEED]
    assert errors
    for error in errors:
        offered = Suggestion.objects.open().filter(claim=claim_of(error))[:3]
        assert error["note"] in [each.document.identifier for each in offered], error

    said = {tuple(pair) for each in Suggestion.objects.all() for pair in each.differs}

    assert {
        ("5.2 percent", "6.2 percent"),
        ("nine justices", "Eleven justices"),
        ("37 seconds", "73 seconds"),
        ("seven goals", "five goals"),
        ("1986", "1996"),
        ("14 Jul", "4 Jul"),
    } <= said
    # Who was to buy X, of the user's own article: on both sentences, by the first suggestion.
    first = Suggestion.objects.filter(differs__contains=[["Musk", "OpenAI"]])
    assert {(each.claim.number, each.rank) for each in first} == {(2, 1), (10, 1)}
    assert all("OpenAI would buy X" in each.text[slice(*each.matters)] for each in first)
