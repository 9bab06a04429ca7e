"""Does the library find what belongs to a claim? On a set in the layout of BEIR."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from os import cpu_count
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection

from articles.management.measures import ranks, scratch
from articles.models import LibraryDocument
from articles.services import documents, incoming, library, search, vectors

DOCUMENTS = 50
# A long document has many passages, of which only the best counts.
PASSAGES = 5 * DOCUMENTS


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Claims, by their keys, and the grade of each document that belongs to one of them."""

    claims: dict[str, str]
    asked: list[str]
    """Their keys, each as often as the set has it: what stands there twice counts twice."""
    grades: dict[str, dict[str, int]]
    corpus: Path

    def documents(self) -> Iterator[incoming.Document]:
        """Every document of the corpus. Raises CommandError for one that cannot be read."""
        for source in documents.sources(self.corpus):
            for document in documents.read(source):
                if isinstance(document, incoming.Document):
                    yield document
                elif document.is_lost:
                    raise CommandError(str(document))


def measure(folder: Path) -> dict[str, float]:
    labelled = read(folder)
    with scratch.database():
        found = ranked(labelled)
    return figures([(found[key], labelled.grades[key]) for key in labelled.asked])


def read(folder: Path) -> LabelledSet:
    """Raises CommandError for a folder that is not laid out as BEIR has it."""
    grades = _grades(_found(folder, "qrels.tsv"))
    queries = _queries(_found(folder, "queries.jsonl", "queries.jsonl.gz"))
    graded = [(key, text) for key, text in queries if key in grades]
    asked = [key for key, _ in graded]
    corpus = _found(folder, "corpus.jsonl", "corpus.jsonl.gz")
    return LabelledSet(dict(graded), asked, grades, corpus)


def ranked(labelled: LabelledSet) -> dict[str, list[str]]:
    """What the product finds for each claim, the best first, in a library of the set alone."""
    library.add(labelled.documents())
    embed()
    names = dict(LibraryDocument.objects.values_list("pk", "identifier"))
    return {key: _ranked(text, names) for key, text in labelled.claims.items()}


def figures(answers: Sequence[tuple[list[str], Mapping[str, int]]]) -> dict[str, float]:
    """Means over the claims, each between 0 and 1, and how many claims there are (`queries`).

    For each claim what was found, the best first, and the grades of what belongs to it: documents
    by their names. Raises CommandError for none.
    """
    if not answers:
        raise CommandError("No query has a document that belongs to it.")

    def mean(values: Iterator[float]) -> float:
        return round(sum(values) / len(answers), 4)

    return {
        "ndcg@10": mean(ranks.ndcg(found, grades, at=10) for found, grades in answers),
        "recall@10": mean(ranks.recall(found, grades, at=10) for found, grades in answers),
        "recall@50": mean(ranks.recall(found, grades, at=50) for found, grades in answers),
        "mrr@10": mean(ranks.reciprocal_rank(found, grades, at=10) for found, grades in answers),
        "queries": len(answers),
    }


def embed() -> None:
    """What workers do in the background, on every processor that there is.

    Without a model the words alone are measured. Raises ModelUnavailable.
    """
    if vectors.is_off():
        return
    vectors.model()  # so that it is loaded once
    workers = cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        # A step each at a time: who is interrupted, or whose model breaks, waits for no more.
        while any([*pool.map(_work, range(workers))]):
            pass


def _work(_: int) -> bool:
    with closing(connection):
        return vectors.work()


def _ranked(text: str, names: Mapping[int, str]) -> list[str]:
    return [names[document] for document in documents_like(text)]


def documents_like(text: str, *, without: Collection[int] = ()) -> list[int]:
    """The documents of the best passages, each at the place of its best, but none `without`."""
    hits = search.passages_like(text, limit=PASSAGES, without=without)
    found = dict.fromkeys(hit.document for hit in hits if hit.document is not None)
    return list(found)[:DOCUMENTS]


def _found(folder: Path, *names: str) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise CommandError(f"There is no {names[0]} in {folder}.")


def _queries(path: Path) -> list[tuple[str, str]]:
    return [(str(record["_id"]), str(record["text"])) for record in documents.records(path)]


def _grades(path: Path) -> dict[str, dict[str, int]]:
    """By query, the grade of each document that belongs to it."""
    grades: dict[str, dict[str, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        if int(grade) > 0:
            grades.setdefault(query, {})[document] = int(grade)
    return grades
