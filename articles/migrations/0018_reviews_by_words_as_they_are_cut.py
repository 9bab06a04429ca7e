"""What stands in two spellings is one word since: reviews that are kept are cut as claims are."""

from django.db import migrations

from articles.ranking.words import distinct

AT_ONCE = 1_000
MOST_WORDS = 200


def cut(apps, schema_editor):
    reviews = apps.get_model("articles", "FollowedReview").objects
    some = []
    for review in reviews.only("pk", "claim", "words").iterator(chunk_size=AT_ONCE):
        review.words = distinct(review.claim)[:MOST_WORDS]
        some.append(review)
        if len(some) == AT_ONCE:
            reviews.bulk_update(some, ["words"])
            some = []
    reviews.bulk_update(some, ["words"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_words_are_cut_in_a_known_way")]

    operations = [migrations.RunPython(cut, migrations.RunPython.noop, elidable=True)]
