"""Does the present library's search find what the desk accepted? On a set that was frozen."""

from collections import defaultdict

from django.db import transaction

from articles.management.measures import retrieval
from articles.models import DeskSet, LibraryDocument


def measure(desk_set: DeskSet) -> dict[str, float]:
    """The figures of `measure retrieval`, over the library as it is; nothing is written."""
    grades: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for text, document in desk_set.pairs.values_list("text", "document"):
        grades[text][str(document)] = 1
    with transaction.atomic():
        ranked = {text: [str(key) for key in retrieval.documents_like(text)] for text in grades}
        transaction.set_rollback(True)
    return retrieval.figures(ranked, grades)


def gone(desk_set: DeskSet) -> int:
    """How many of the set's documents are no longer in the library: they count as not found."""
    frozen = set(desk_set.pairs.values_list("document", flat=True))
    return len(frozen) - LibraryDocument.objects.filter(pk__in=frozen).count()
