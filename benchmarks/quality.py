"""Whether the right evidence is found, beside bm25s: `python -m benchmarks quality --set DIR`.

DIR is a labelled set in the layout of BEIR. The peer has English stop words and the Snowball
stemmer; both get the same documents and the same claims in the same run.
"""

import logging
import os
from pathlib import Path

import bm25s
import Stemmer

from articles.management.measures import retrieval
from articles.management.measures.retrieval import LabelledSet
from benchmarks.table import Line

logging.getLogger("bm25s").setLevel(logging.WARNING)

FOLDER = Path(os.environ.get("BENCH_SET", "."))
TOLD = ("ndcg@10", "recall@50")


def run() -> list[Line]:
    labelled = retrieval.read(FOLDER)
    ours, theirs = (
        retrieval.figures([(found[key], labelled.grades[key]) for key in labelled.asked])
        for found in (retrieval.ranked(labelled), _by_bm25s(labelled))
    )
    return [
        Line(f"{name}, {FOLDER.name}", ours[name], "", "bm25s", ours[name] / theirs[name])
        for name in TOLD
    ]


def _by_bm25s(labelled: LabelledSet) -> dict[str, list[str]]:
    documents = list(labelled.documents())
    peer = bm25s.BM25()
    peer.index(_tokens([f"{each.title} {each.text}" for each in documents]), show_progress=False)
    asked = _tokens(list(labelled.claims.values()))
    most = min(retrieval.DOCUMENTS, len(documents))
    found, _ = peer.retrieve(asked, k=most, show_progress=False)
    return {
        key: [documents[at].identifier for at in row]
        for key, row in zip(labelled.claims, found, strict=True)
    }


def _tokens(texts: list[str]) -> object:
    stemmer = Stemmer.Stemmer("english")
    return bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)
