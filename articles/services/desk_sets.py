"""Freezing what the desk accepted, so that two ways to search are measured on the same claims."""

from django.db import transaction

from articles.models import DeskFigures, DeskPair, DeskSet, Evidence
from articles.services import Refused

LONGEST_NAME = 80  # as the table has it


@transaction.atomic
def freeze(*, name: str) -> DeskSet:
    """Keep each claim's words with the library documents that stand as its evidence now.

    What was suggested and accepted is in it, and what was found by hand; withdrawn evidence
    and confidential sources are not.
    """
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise Refused("Give the set a name of at most 80 characters.")
    if DeskSet.objects.filter(name=name).exists():
        raise Refused(f"There is a set called {name!r} already, and it stays as it was frozen.")
    standing = Evidence.objects.standing().filter(
        source__document__isnull=False, source__is_confidential=False
    )
    fields = ("claim__sentence", "source__document_id", "source__title")
    pairs = {
        (text, document): title
        for text, document, title in standing.order_by("pk").values_list(*fields)
    }
    if not pairs:
        raise Refused("No document of the library stands as evidence yet: nothing to freeze.")
    kept = DeskSet.objects.create(name=name)
    DeskPair.objects.bulk_create(
        DeskPair(desk_set=kept, text=text, document=document, title=title)
        for (text, document), title in pairs.items()
    )
    return kept


def named(name: str = "") -> DeskSet:
    """The set of this name, or the one that was frozen last."""
    sets = DeskSet.objects.filter(name=name) if name else DeskSet.objects.all()
    found = sets.first()
    if found is None and name:
        raise Refused(f"There is no set called {name!r}.")
    if found is None:
        raise Refused("Nothing is frozen yet: manage.py measure retrieval --freeze NAME")
    return found


def keep(*, desk_set: DeskSet, figures: dict[str, float]) -> DeskFigures:
    """Put a measurement on the scorecard."""
    return DeskFigures.objects.create(desk_set=desk_set, figures=figures)
