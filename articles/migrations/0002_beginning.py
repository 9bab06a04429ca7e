"""What a desk starts with: the default scale, the providers, the head of the history."""

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
# Slug, name, whether it is on, whether it is asked over the net, requests a minute.
PROVIDERS = [
    ("library", "Evidence library", True, False, 30),
    ("checks", "Published checks", True, False, 30),
    ("claimreview", "Followed fact-checks", False, False, 30),
    ("links", "Links in the article", False, True, 60),
    ("wikipedia", "Wikipedia", False, True, 60),
    ("factchecktools", "Google Fact Check Tools", False, True, 60),
    ("searxng", "SearXNG", False, True, 30),
    ("gdelt", "GDELT", False, True, 10),
]


PART_ONLY = (
    "This database has had only some of the migrations that articles.0001_desk stands for. "
    "Migrate it first with the last version that still has 0018_reviews_by_words_as_they_are_cut."
)


def begin(apps, schema_editor):
    """No account is made here or in any migration, and nobody outside is asked."""
    alias = schema_editor.connection.alias
    try:
        head, scales, ratings, providers, fetching = (
            apps.get_model("articles", name).objects.using(alias)
            for name in ("HistoryHead", "RatingScale", "Rating", "Provider", "PageFetching")
        )
    except LookupError:
        raise RuntimeError(PART_ONLY) from None
    _, is_new = head.get_or_create(pk=1)
    if not is_new:  # the former migrations have made it all
        return
    fetching.create(pk=1, is_on=False)
    scale = scales.create(name="The desk’s scale", version=1, is_current=True)
    for position, (slug, label, value, needs_evidence) in enumerate(RATINGS, start=1):
        ratings.create(
            scale=scale,
            slug=slug,
            label=label,
            value=value,
            position=position,
            needs_evidence=needs_evidence,
        )
    for position, (slug, name, is_on, is_outside, a_minute) in enumerate(PROVIDERS, start=1):
        providers.create(
            slug=slug,
            name=name,
            is_on=is_on,
            is_outside=is_outside,
            a_minute=a_minute,
            position=position,
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_desk")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
