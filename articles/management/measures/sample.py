"""Some documents of the library, taken out of it and put into a database of their own."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet, TextField
from django.db.models.functions import MD5, Cast

from articles.models import LibraryDocument
from articles.services import library
from articles.services.incoming import WORDS, Document

Documents = dict[int, Document]


def taken(wanted: Collection[int], *, others: int) -> Documents:
    """The documents `wanted` that are there, and so many others, by their numbers.

    Of the same library the same ones each time, from all over it: figures can be compared. They
    are held in memory.
    """
    found = LibraryDocument.objects.filter(pk__in=wanted).order_by("pk")
    scattered = LibraryDocument.objects.exclude(pk__in=wanted).order_by(
        MD5(Cast("pk", TextField())), "pk"
    )
    return _read(found) | _read(scattered[:others])


def put(documents: Documents) -> dict[int, int]:
    """Bring them into the present database; by its numbers, those that they were taken with."""
    numbers = {document.key: number for number, document in documents.items()}
    library.add(documents.values())
    rows = LibraryDocument.objects.values_list("pk", "identifier", "sha256")
    return {pk: numbers[identifier or sha256] for pk, identifier, sha256 in rows}


def _read(rows: QuerySet[LibraryDocument]) -> Documents:
    fields: Iterable[str] = ("pk", *WORDS, "published")
    found = rows.values(*fields)
    return {row.pop("pk"): Document(**row) for row in found}
