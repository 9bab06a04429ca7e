"""What a desk starts with: the default scale, the two providers, the head of the history.

No account is made here or in any migration.
"""

from django.db import migrations

RATINGS = [
    ("confirmed", "Confirmed", 5, True),
    ("confirmed-with-change", "Confirmed with change", 4, True),
    ("missing-context", "Missing context", 3, True),
    ("conflicting-evidence", "Conflicting evidence", 3, True),
    ("unsupported", "Unsupported", 2, True),
    ("false", "False", 1, True),
    ("not-checkable", "Not checkable", None, False),
]
PROVIDERS = [("library", "Evidence library"), ("checks", "Published checks")]


def begin(apps, schema_editor):
    apps.get_model("articles", "HistoryHead").objects.get_or_create(pk=1)
    scale = apps.get_model("articles", "RatingScale").objects.create(
        name="The desk’s scale", version=1, is_current=True
    )
    rating = apps.get_model("articles", "Rating")
    for position, (slug, label, value, needs_evidence) in enumerate(RATINGS, start=1):
        rating.objects.create(
            scale=scale,
            slug=slug,
            label=label,
            value=value,
            position=position,
            needs_evidence=needs_evidence,
        )
    provider = apps.get_model("articles", "Provider")
    for position, (slug, name) in enumerate(PROVIDERS, start=1):
        provider.objects.create(slug=slug, name=name, position=position)


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_rules")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
