"""Freezing what the desk accepted, so that two ways to search are measured on the same claims."""

from collections.abc import Collection

from django.db import transaction

from articles.models import Claim, DeskFigures, DeskPair, DeskSet, Evidence
from articles.services import Refused, outside

LONGEST_NAME = 80  # as the table has it


@transaction.atomic
def freeze(*, name: str) -> DeskSet:
    """Keep each claim's words with the library documents that stand as its evidence now.

    They are the words that the providers are asked with, and the claim's article is kept with
    them, so that what they leave out is left out when it is measured. What was suggested and
    accepted is in it, and what was found by hand; withdrawn evidence and confidential sources
    are not.
    """
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise Refused("Give the set a name of at most 80 characters.")
    if DeskSet.objects.filter(name=name).exists():
        raise Refused(f"There is a set called {name!r} already, and it stays as it was frozen.")
    standing = Evidence.objects.standing().filter(
        source__document__isnull=False, source__is_confidential=False
    )
    fields = ("claim_id", "source__document_id", "source__title")
    found = list(standing.order_by("pk").values_list(*fields))
    if not found:
        raise Refused("No document of the library stands as evidence yet: nothing to freeze.")
    asked = _asked({claim for claim, _, _ in found})
    pairs = {(*asked[claim], document): title for claim, document, title in found}
    kept = DeskSet.objects.create(name=name)
    DeskPair.objects.bulk_create(
        DeskPair(desk_set=kept, text=text, article=article, document=document, title=title)
        for (text, article, document), title in pairs.items()
    )
    return kept


def _asked(claims: Collection[int]) -> dict[int, tuple[str, int]]:
    """By claim, the words that are looked for, and its article."""
    found = Claim.objects.filter(pk__in=claims).select_related("article")
    return {claim.pk: (outside.in_full(claim), claim.article_id) for claim in found}


def named(name: str = "") -> DeskSet:
    """The set of this name, or the one that was frozen last."""
    sets = DeskSet.objects.filter(name=name) if name else DeskSet.objects.all()
    found = sets.first()
    if found is None and name:
        raise Refused(f"There is no set called {name!r}.")
    if found is None:
        raise Refused("Nothing is frozen yet: manage.py measure retrieval --freeze NAME")
    return found


def keep(*, desk_set: DeskSet, figures: dict[str, float], model: str, passages: int) -> DeskFigures:
    """Put a measurement on the scorecard: with what it was made, among so many passages."""
    return DeskFigures.objects.create(
        desk_set=desk_set, figures=figures, model=model, passages=passages
    )
