"""Does the present library's search find what the desk accepted? On a set that was frozen."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from articles.management.measures import retrieval
from articles.models import DeskSet, LibraryDocument
from articles.services import desk_articles


@dataclass(frozen=True, slots=True)
class Question:
    """What the search is asked for a claim; the claim's article is no answer."""

    text: str
    article: int | None


def measure(desk_set: DeskSet) -> dict[str, float]:
    """The figures of `measure retrieval`, over the library as it is; nothing is written."""
    grades: defaultdict[Question, dict[str, int]] = defaultdict(dict)
    for text, article, document in desk_set.pairs.values_list("text", "article", "document"):
        grades[Question(text, article)][str(document)] = 1
    with transaction.atomic():
        ranked = {question: [str(key) for key in _found(question)] for question in grades}
        transaction.set_rollback(True)
    return retrieval.figures(ranked, grades)


def _found(question: Question) -> list[int]:
    own = desk_articles.own(question.article) if question.article else []
    return retrieval.documents_like(question.text, without=own)


def gone(desk_set: DeskSet) -> int:
    """How many of the set's documents are no longer in the library: they count as not found."""
    frozen = set(desk_set.pairs.values_list("document", flat=True))
    return len(frozen) - LibraryDocument.objects.filter(pk__in=frozen).count()
