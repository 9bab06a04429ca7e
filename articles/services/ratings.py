"""Rating scales and their versions."""

from django.db import transaction

from articles.models import Rating, RatingScale, Verdict
from articles.services import Refused

COPIED = ("slug", "label", "value", "position", "needs_evidence")


def is_used(scale: RatingScale) -> bool:
    """Does any verdict rest on a rating of this scale?"""
    return Verdict.objects.filter(rating__scale=scale).exists()


@transaction.atomic
def next_version(scale_id: int) -> RatingScale:
    """A copy of a scale under the next number, not in use yet, free to be changed."""
    scale = RatingScale.objects.select_for_update().get(pk=scale_id)
    latest = RatingScale.objects.filter(name=scale.name).order_by("-version").first() or scale
    made = RatingScale.objects.create(name=scale.name, version=latest.version + 1)
    Rating.objects.bulk_create(
        Rating(scale=made, **{name: getattr(rating, name) for name in COPIED})
        for rating in scale.ratings.filter(retired_at__isnull=True)
    )
    return made


@transaction.atomic
def put_in_use(scale_id: int) -> RatingScale:
    """From now on new verdicts have this scale; those that stand keep theirs."""
    list(RatingScale.objects.select_for_update().order_by("pk"))
    scale = RatingScale.objects.get(pk=scale_id)
    if not scale.ratings.filter(retired_at__isnull=True).exists():
        raise Refused("This scale has no rating to offer.")
    RatingScale.objects.filter(is_current=True).update(is_current=False)
    scale.is_current = True
    scale.save(update_fields=["is_current"])
    return scale
