"""manage.py measure: figures on small sets of our own, and nothing left behind."""

import gzip
import json
import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.management.measures import retrieval, scratch
from articles.models import LibraryDocument
from articles.services import library
from articles.services.library import Document

CORPUS = [
    {"_id": "tower", "title": "Heights", "text": "The Eiffel Tower is 330 metres tall."},
    {"_id": "bridge", "title": "", "text": "The bridge at Millau is 343 metres tall."},
    {"_id": "river", "title": "", "text": "The Thames flows through London.", "url": "Metadata"},
]
QUERIES = [
    {"_id": "q1", "text": "How tall is the Eiffel Tower?"},
    {"_id": "q2", "text": "A bridge over the Thames"},
    {"_id": "unjudged", "text": "Anything"},
]


def measured(what, path):
    out = StringIO()
    call_command("measure", what, str(path), stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def write_lines(path, records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records))


@pytest.fixture
def folder(tmp_path):
    write_lines(tmp_path / "corpus.jsonl", CORPUS)
    write_lines(tmp_path / "queries.jsonl", QUERIES)
    (tmp_path / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\ttower\t1\nq2\tnowhere\t1\nq2\triver\t1\nq1\triver\t0\n"
    )
    return tmp_path


def databases():
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_retrieval_is_measured_in_a_database_of_its_own(folder):
    library.add([Document(text="The Eiffel Tower of the desk's own library.")])
    before = connection.settings_dict["NAME"]

    figures = measured("retrieval", folder)

    assert list(figures) == ["ndcg@10", "recall@10", "recall@50", "mrr@10", "queries"]
    assert figures["queries"] == 2
    assert figures["recall@10"] == figures["recall@50"] == 0.75
    assert 0.5 < figures["ndcg@10"] < 1
    assert LibraryDocument.objects.get().identifier == ""
    assert connection.settings_dict["NAME"] == before
    assert f"factcheck_measure_{os.getpid()}" not in databases()  # others measure meanwhile


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_the_set_has_twice_counts_twice(folder):
    write_lines(folder / "queries.jsonl", [*QUERIES, QUERIES[1]])

    figures = measured("retrieval", folder)

    assert figures["queries"] == 3
    assert figures["recall@10"] == round((1 + 0.5 + 0.5) / 3, 4)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way_out", [KeyboardInterrupt, SystemExit, RuntimeError])
def test_whatever_ends_it_the_database_is_gone(way_out):
    name = f"factcheck_measure_{os.getpid()}"

    def interrupted():
        with scratch.database():
            assert name in databases()
            raise way_out

    with pytest.raises(way_out):
        interrupted()

    assert name not in databases()
    assert not LibraryDocument.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_document_stands_at_the_place_of_its_best_passage(folder):
    long = "The Eiffel Tower is 330 metres tall. " + "Nothing is said of it here at all. " * 60
    write_lines(folder / "corpus.jsonl", [{"_id": "tower", "text": long + long}, *CORPUS[1:]])

    assert measured("retrieval", folder)["mrr@10"] > 0.5


def test_what_is_missing_of_a_set_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"no qrels\.tsv"):
        retrieval.measure(tmp_path)


def test_a_path_that_leads_nowhere_is_named(tmp_path):
    with pytest.raises(CommandError, match="There is no"):
        measured("sentences", tmp_path / "nowhere")


def test_sentences_are_measured_by_the_boundaries_inside(tmp_path):
    path = tmp_path / "sentences.jsonl"
    write_lines(
        path,
        [
            {
                "_id": 1,
                "text": "One is so.  Two is not.",
                "sentences": ["One is so.", "Two is not."],
            },
            {"_id": 2, "text": "A dog ran. It fell.", "sentences": ["A dog ran. It fell."]},
        ],
    )

    figures = measured("sentences", path)

    assert figures["f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures["exact"] == 1
    assert figures["sentences_per_second"] > 0


def test_checkworthiness_is_measured_within_each_group(tmp_path):
    path = tmp_path / "worth.jsonl"
    claim, chat = "Unemployment fell by 3.5 percent in 2019.", "Thank you."
    write_lines(
        path,
        [
            {"_id": 1, "group": "a", "text": claim, "label": 1},
            {"_id": 2, "group": "a", "text": chat, "label": 0},
            {"_id": 3, "group": "b", "text": claim, "label": 0},
            {"_id": 4, "group": "b", "text": chat, "label": 1},
            {"_id": 5, "group": "none", "text": chat, "label": 0},
        ],
    )

    figures = measured("checkworthiness", path)

    assert list(figures) == ["map", "ap", "f1", "auc"]
    assert figures["map"] == pytest.approx((1 + 0.5) / 2)
    assert figures["f1"] == 0.5


PAGE = """<html><head><title>The bridge</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>The bridge</h1><p>{body}</p></article>
<footer>All rights reserved by nobody at all.</footer></body></html>"""
BODY = (
    "The bridge over the river was closed on Monday, the council said, after engineers had found"
    " cracks in two of its eleven pillars. It is to open again in the spring of next year."
)


@pytest.fixture
def pages(tmp_path):
    told = {"whole": {"articleBody": BODY}, "half": {"articleBody": f"{BODY} {BODY}"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(told))
    (tmp_path / "html").mkdir()
    page = PAGE.format(body=BODY).encode()
    (tmp_path / "html" / "whole.html.gz").write_bytes(gzip.compress(page))
    (tmp_path / "html" / "half.html").write_bytes(page)
    return tmp_path


def test_extraction_is_measured_by_the_words_of_each_body(pages):
    # All of the one; of the other all that is there, which is half of it.
    assert measured("extraction", pages) == {"f1": round((1 + 2 / 3) / 2, 4), "pages": 2}


def test_a_page_without_a_text_finds_nothing(pages):
    (pages / "html" / "half.html").write_bytes(b"<html><body></body></html>")

    assert measured("extraction", pages)["f1"] == 0.5


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (None, "There is no ground-truth.json"),
        ("{}", "tells of no page"),
        ("[1]", "does not tell the articleBody"),
        ('{"whole": {}}', "does not tell the articleBody"),
        ("no JSON", "does not tell the articleBody"),
        ('{"lost": {"articleBody": "A text."}}', "There is no html/lost.html"),
    ],
)
def test_pages_that_cannot_be_measured_on_are_refused_in_words(pages, told, said):
    if told is None:
        (pages / "ground-truth.json").unlink()
    else:
        (pages / "ground-truth.json").write_text(told)

    with pytest.raises(CommandError, match=said):
        measured("extraction", pages)
