import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from articles.models import Rating, RatingScale
from tests.factories import VerdictFactory, rating

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(client, person):
    client.force_login(person("Admin"))

    def run(page, action, *rows):
        return client.post(
            reverse(f"admin:articles_{page}_changelist"),
            {"action": action, "_selected_action": [row.pk for row in rows]},
            follow=True,
        )

    return run


def test_a_retired_rating_is_offered_no_more_and_stays_on_its_verdicts(act):
    verdict = VerdictFactory()

    act("rating", "retire", verdict.rating)

    assert not Rating.objects.offered().filter(slug="false").exists()
    verdict.refresh_from_db()
    assert verdict.rating.label == "False"


def test_a_retired_rating_can_be_offered_again(act):
    act("rating", "retire", rating("false"))

    act("rating", "take_back", Rating.objects.get(slug="false"))

    assert Rating.objects.offered().filter(slug="false").exists()


def test_the_next_version_of_a_scale_is_a_copy_that_is_not_in_use(act):
    scale = RatingScale.objects.get()

    act("ratingscale", "make_next_version", scale)

    made = RatingScale.objects.get(version=2)
    assert not made.is_current
    assert list(made.ratings.values_list("slug", "value")) == list(
        scale.ratings.values_list("slug", "value")
    )


def test_another_scale_is_put_in_use_and_verdicts_keep_theirs(act):
    verdict = VerdictFactory()
    act("ratingscale", "make_next_version", RatingScale.objects.get())

    act("ratingscale", "put_in_use", RatingScale.objects.get(version=2))

    assert {each.scale.version for each in Rating.objects.offered()} == {2}
    verdict.refresh_from_db()
    assert verdict.rating.scale.version == 1


def test_a_scale_without_ratings_cannot_be_put_in_use(act):
    empty = RatingScale.objects.create(name="Empty")

    response = act("ratingscale", "put_in_use", empty)

    assert "no rating to offer" in response.content.decode()
    assert RatingScale.objects.get(is_current=True).name != "Empty"


def test_one_scale_is_in_use_at_a_time(act):
    scale = RatingScale.objects.get()
    act("ratingscale", "make_next_version", scale)

    response = act("ratingscale", "put_in_use", *RatingScale.objects.all())

    assert "Choose one scale" in response.content.decode()
    assert RatingScale.objects.get(is_current=True) == scale


def test_a_used_scale_keeps_its_words_in_the_admin_and_in_the_table(client, act):
    used = VerdictFactory().rating
    address = reverse("admin:articles_ratingscale_change", args=[used.scale_id])

    page = client.get(address).content.decode()

    assert 'value="False"' not in page
    with pytest.raises(IntegrityError, match="rating_in_use_keeps_its_words"), transaction.atomic():
        Rating.objects.filter(pk=used.pk).update(label="Wrong")


def test_an_unused_scale_can_be_mended(client, act):
    act("ratingscale", "make_next_version", RatingScale.objects.get())
    scale = RatingScale.objects.get(version=2)
    rows = list(scale.ratings.all())
    data = {"name": scale.name, "version": scale.version, "ratings-TOTAL_FORMS": len(rows),
            "ratings-INITIAL_FORMS": len(rows)}  # fmt: skip
    for place, row in enumerate(rows):
        data |= {
            f"ratings-{place}-id": row.pk,
            f"ratings-{place}-scale": scale.pk,
            f"ratings-{place}-position": row.position,
            f"ratings-{place}-slug": row.slug,
            f"ratings-{place}-label": row.label.upper(),
            f"ratings-{place}-value": "" if row.value is None else row.value,
            f"ratings-{place}-needs_evidence": "on" if row.needs_evidence else "",
        }

    client.post(reverse("admin:articles_ratingscale_change", args=[scale.pk]), data)

    assert scale.ratings.get(slug="false").label == "FALSE"
