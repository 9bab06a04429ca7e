import pytest
from django.utils import timezone

from articles.models import Rating, RatingScale
from tests.factories import VerdictFactory, rating
from tests.rules import refused

pytestmark = pytest.mark.django_db


def make_rating(**fields):
    whole = {
        "scale": RatingScale.objects.get(is_current=True),
        "slug": "satire",
        "label": "Satire",
        "position": 8,
    }
    return Rating.objects.create(**whole | fields)


def test_a_desk_begins_with_seven_ratings_in_order():
    assert list(Rating.objects.offered().values_list("label", "value")) == [
        ("Confirmed", 5),
        ("Confirmed with change", 4),
        ("Missing context", 3),
        ("Conflicting evidence", 3),
        ("Unsupported", 2),
        ("False", 1),
        ("Not checkable", None),
    ]


def test_a_retired_rating_and_one_of_another_scale_are_not_offered():
    Rating.objects.filter(slug="false").update(retired_at=timezone.now())
    old = RatingScale.objects.create(name="The old scale")
    make_rating(scale=old)

    offered = set(Rating.objects.offered().values_list("slug", flat=True))

    assert not offered & {"false", "satire"}
    assert len(offered) == 6


def test_a_scales_version_exists_once():
    RatingScale.objects.create(name="House", version=1)

    with refused("rating_scale_versioned"):
        RatingScale.objects.create(name="House", version=1)

    assert RatingScale.objects.create(name="House", version=2).pk
    assert RatingScale.objects.create(name="Another", version=1).pk


def test_one_scale_is_in_use():
    with refused("rating_scale_one_in_use"):
        RatingScale.objects.create(name="House", is_current=True)

    for version in (1, 2):
        RatingScale.objects.create(name="House", version=version, is_current=False)
    assert RatingScale.objects.get(is_current=True).name == "The desk’s scale"


def test_a_rating_is_once_in_a_scale():
    with refused("rating_once_in_a_scale"):
        make_rating(slug="false")

    assert make_rating(slug="false", scale=RatingScale.objects.create(name="House")).pk


@pytest.mark.parametrize("value", [0, 6, 100])
def test_a_ratings_value_is_claimreviews(value):
    with refused("rating_value_is_claimreviews"):
        make_rating(value=value)


@pytest.mark.parametrize("value", [None, 1, 5])
def test_a_rating_has_a_value_of_1_to_5_or_none(value):
    assert make_rating(value=value).pk


@pytest.mark.parametrize(
    "change",
    [
        {"slug": "wrong"},
        {"label": "Wrong"},
        {"value": 2},
        {"value": None},
        {"needs_evidence": False},
    ],
    ids=str,
)
def test_a_rating_in_use_keeps_its_words(change):
    used = VerdictFactory().rating

    with refused("rating_in_use_keeps_its_words"):
        Rating.objects.filter(pk=used.pk).update(**change)


def test_a_rating_in_use_stays_in_its_scale():
    used = VerdictFactory().rating

    with refused("rating_in_use_keeps_its_words"):
        Rating.objects.filter(pk=used.pk).update(scale=RatingScale.objects.create(name="House"))


def test_a_rating_in_use_can_be_retired_and_moved_down_the_list():
    used = VerdictFactory().rating

    Rating.objects.filter(pk=used.pk).update(retired_at=timezone.now(), position=9)

    used.refresh_from_db()
    assert used.position == 9


def test_a_rating_that_nobody_used_may_be_renamed():
    Rating.objects.filter(pk=rating("unsupported").pk).update(label="Not supported")

    assert rating("unsupported").label == "Not supported"
