"""Does the search find what the desk accepted? On a set that was frozen, with one model or two."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.core.management.base import CommandError
from django.db import transaction
from django.template.defaultfilters import pluralize

from articles.management.measures import choices, retrieval, sample, scratch
from articles.management.measures.choices import Choice
from articles.models import DeskSet, LibraryDocument, LibraryStatistics
from articles.models.library import Shelf
from articles.services import desk_articles, vectors

Say = Callable[[str], object]

NOT_HERE = (
    "The model in use is neither the one that FACTCHECK_MODEL names here nor the packaged one, so "
    "nothing can be compared with it: leave FACTCHECK_MODEL as the workers have it, and name the "
    "other with --model."
)
CHANGED_MEANWHILE = "A worker took another model into use meanwhile: measure again."


@dataclass(frozen=True, slots=True)
class Question:
    """What the search is asked for a claim; the claim's article is no answer."""

    text: str
    article: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """What was found with a model, among so many passages; for the figures see `retrieval`."""

    model: str
    passages: int
    figures: dict[str, float]


Grades = Mapping[Question, dict[str, int]]


def measure(desk_set: DeskSet, *, model: str, others: int, say: Say) -> list[Row]:
    """The set measured with a model, named as FACTCHECK_MODEL would, and with the one in use.

    The one in use comes first; is it the same, there is one row. Both are measured on the same
    documents: the whole library, or, when vectors have to be made first, the set's documents and
    so many `others` in a scratch database. In the desk's own nothing is written. What is done is
    told to `say`, a line at a time. Raises CommandError for an empty set, for a model that cannot
    be loaded, and when the one in use is not here; ModelUnavailable for one that breaks.
    """
    grades = _grades(desk_set)
    wanted, now = choices.chosen(model), choices.in_use()
    if now is None and not wanted.is_off:
        raise CommandError(NOT_HERE)
    compared = [wanted] if now in (None, wanted) else [now, wanted]
    claims, documents = len(grades), len(_documents(grades))
    say(f"{desk_set}: {_number(claims, 'claim')}, {_number(documents, 'document')}.")
    if wanted.is_off or wanted == now:
        return _in_the_library(grades, compared, say)
    return _in_scratch(grades, compared, others, say)


def gone(desk_set: DeskSet) -> int:
    """How many of the set's documents are no longer in the library: they count as not found."""
    frozen = set(desk_set.pairs.values_list("document", flat=True))
    return len(frozen) - LibraryDocument.objects.filter(pk__in=frozen).count()


def _grades(desk_set: DeskSet) -> Grades:
    grades: defaultdict[Question, dict[str, int]] = defaultdict(dict)
    for text, article, document in desk_set.pairs.values_list("text", "article", "document"):
        grades[Question(text, article)][str(document)] = 1
    if not grades:
        raise CommandError(f"Nothing is in the set {desk_set.name!r}.")
    return grades


def _documents(grades: Grades) -> set[int]:
    return {int(document) for belonging in grades.values() for document in belonging}


def _in_the_library(grades: Grades, compared: Collection[Choice], say: Say) -> list[Row]:
    say(f"Measured on the whole library: {_number(LibraryDocument.objects.count(), 'document')}.")
    if any(not choice.is_off for choice in compared):
        if waiting := vectors.waiting():
            wait = _number(waiting, "passage")
            say(f"Found by their words alone, as they wait for their vectors: {wait}.")
        if unread := vectors.unread():
            unknown = _number(unread, "passage")
            say(f"Ranked before their sentences were read one by one: {unknown}.")
    before = choices.in_use()
    with transaction.atomic():
        rows = [_row(grades, choice) for choice in compared]
        transaction.set_rollback(True)
    if choices.in_use() != before:
        raise CommandError(CHANGED_MEANWHILE)
    return rows


def _in_scratch(grades: Grades, compared: Collection[Choice], others: int, say: Say) -> list[Row]:
    wanted = _documents(grades)
    documents = sample.taken(wanted, others=others)
    of_the_set = len(wanted & documents.keys())
    say(
        f"Measured in a database of its own: on {of_the_set:,} of the set and "
        f"{_number(len(documents) - of_the_set, 'other document')} of the library."
    )
    rows = []
    with scratch.database():
        numbers = sample.put(documents)
        for choice in compared:
            if not choice.is_off:
                say(f"{choice.name} makes vectors of {_number(_passages(), 'passage')}.")
            with choices.using(choice):
                retrieval.embed()
            rows.append(_row(grades, choice, numbers))
    return rows


def _row(grades: Grades, choice: Choice, numbers: Mapping[int, int] | None = None) -> Row:
    """`numbers`: by the present database's, the documents' numbers in the library."""
    with choices.using(choice):
        found = {question: _found(question) for question in grades}
    answers = [
        ([str(numbers[key] if numbers else key) for key in keys], grades[question])
        for question, keys in found.items()
    ]
    return Row(choice.name, _passages(), retrieval.figures(answers))


def _found(question: Question) -> list[int]:
    own = desk_articles.own(question.article) if question.article else []
    return retrieval.documents_like(question.text, without=own)


def _number(count: int, one: str) -> str:
    return f"{count:,} {one}{pluralize(count)}"


def _passages() -> int:
    return sum(
        LibraryStatistics.objects.filter(shelf=Shelf.LIBRARY).values_list("passages", flat=True)
    )
