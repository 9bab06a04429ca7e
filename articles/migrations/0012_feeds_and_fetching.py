"""Fetching pages is data of the desk; the feeds that it follows are of one kind of row."""

import os

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

SEEN = 1_000


def lay_the_switch(apps, schema_editor):
    """Where the server's setting has said yes so far, pages are fetched as before."""
    may_be_on = getattr(settings, "FETCH_PAGES", False)
    was_on = may_be_on and "FACTCHECK_FETCH_PAGES" in os.environ
    switch = apps.get_model("articles", "PageFetching")
    switch.objects.using(schema_editor.connection.alias).create(id=1, is_on=was_on)


def minutes_so_far():
    """What a setting of the server said of every feed of the library."""
    said = os.environ.get("FACTCHECK_FEED_MINUTES", "60").strip()
    return min(max(int(said) if said.isdecimal() else 60, 5), 10_080)


def merge(apps, schema_editor):
    alias = schema_editor.connection.alias
    feeds, pages, followed, reviews = (
        apps.get_model("articles", name).objects.using(alias)
        for name in ("Feed", "FeedPage", "FollowedFeed", "FollowedReview")
    )
    feeds.update(minutes=minutes_so_far())
    for each in followed.all():
        feed = feeds.create(
            kind="reviews", address=each.url, title=each.name, is_on=each.is_on,
            minutes=each.hours * 60, due_at=each.due_at, read_at=each.read_at,
            failures=each.failures, error=each.error, etag=each.etag,
            last_modified=each.last_modified,
        )
        # The last that was read comes first; of long addresses an index cannot hold more.
        seen = [url for url in dict.fromkeys(each.seen) if len(url.encode()) <= 2_000]
        model = pages.model
        pages.bulk_create(
            model(feed=feed, address=url, read_at=each.read_at or timezone.now())
            for url in reversed(seen)
        )
        reviews.filter(feed=each).update(of=feed)
    check_now(schema_editor)


def part(apps, schema_editor):
    alias = schema_editor.connection.alias
    feeds, pages, followed, reviews = (
        apps.get_model("articles", name).objects.using(alias)
        for name in ("Feed", "FeedPage", "FollowedFeed", "FollowedReview")
    )
    # One whose use was changed may still have reviews; its entries are no longer followed.
    having = models.Q(kind="reviews") | models.Q(pk__in=reviews.values("of"))
    for each in feeds.filter(having).order_by("-kind", "pk"):
        is_followed = each.kind == "reviews"
        read = pages.filter(feed=each, read_at__isnull=False).order_by("-pk")
        feed, _ = followed.get_or_create(url=each.address, defaults={
            "name": each.title[:200], "is_on": each.is_on and is_followed,
            "hours": min(max(round(each.minutes / 60), 1), 168), "due_at": each.due_at,
            "read_at": each.read_at, "failures": each.failures, "error": each.error,
            "etag": each.etag, "last_modified": each.last_modified,
            "seen": list(read.values_list("address", flat=True)[:SEEN]) if is_followed else [],
        })
        reviews.filter(of=each).update(feed=feed, of=None)
    pages.filter(feed__kind="reviews").delete()
    feeds.filter(kind="reviews").delete()
    check_now(schema_editor)


def check_now(schema_editor):
    """Tables with rows that are still to be checked cannot be altered."""
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def review_of(**more):
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, **more)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_searches_and_origins'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PageFetching',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_on', models.BooleanField(default=False, help_text='Pages of sources, links in articles, feeds and addresses for the library are fetched. Their servers see this desk’s address.', verbose_name='on')),
            ],
            options={
                'verbose_name': 'fetching of pages',
                'verbose_name_plural': 'fetching of pages',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='page_fetching_is_one_row')],
            },
        ),
        migrations.RunPython(lay_the_switch, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name='feed', name='feed_address_is_of_the_web'),
        migrations.AlterField(
            model_name='feed',
            name='address',
            field=models.URLField(help_text='RSS or Atom; of fact-checks also a DataFeed, or a page with ClaimReview in it.', max_length=2000),
        ),
        migrations.AddField(
            model_name='feed',
            name='kind',
            field=models.CharField(choices=[('library', 'Its pages go into the library'), ('reviews', 'Its fact-checks are followed')], default='library', max_length=7, verbose_name='what is done with it'),
        ),
        migrations.AddField(
            model_name='feed',
            name='minutes',
            field=models.PositiveSmallIntegerField(default=60, help_text='5 to 10,080, which is a week.', verbose_name='read every so many minutes'),
        ),
        migrations.AddField(
            model_name='feed',
            name='failures',
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='failures in a row'),
        ),
        migrations.AddField(
            model_name='feed',
            name='etag',
            field=models.CharField(blank=True, default='', editable=False, max_length=500),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='feed',
            name='last_modified',
            field=models.CharField(blank=True, default='', editable=False, max_length=100),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='feed',
            name='title',
            field=models.CharField(blank=True, help_text='How the desk calls it, or else it itself.', max_length=300),
        ),
        migrations.AlterField(
            model_name='feed',
            name='due_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='Nobody reads it before: lease, back-off and schedule in one.', verbose_name='read next'),
        ),
        migrations.AlterField(
            model_name='feed',
            name='read_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last read'),
        ),
        migrations.AlterField(
            model_name='feed',
            name='error',
            field=models.TextField(blank=True, editable=False, verbose_name='last error'),
        ),
        migrations.AlterField(
            model_name='feed',
            name='added_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='FeedPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=2000)),
                ('tries', models.PositiveSmallIntegerField(default=0, help_text='In vain, or under way.')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Nobody tries it before: lease and back-off in one.')),
                ('error', models.TextField(blank=True)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages', to='articles.feed')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(condition=models.Q(('read_at__isnull', True)), fields=['due_at', 'id'], name='feed_page_due')],
                'constraints': [models.UniqueConstraint(fields=('feed', 'address'), name='feed_page_once_a_feed'), models.CheckConstraint(condition=models.Q(('tries', 0), ('read_at__isnull', False), ('error__regex', '\\S'), _connector='OR'), name='feed_page_tried_in_vain_says_why')],
            },
        ),
        migrations.AlterField('followedreview', 'feed', review_of(null=True, related_name='reviews', to='articles.followedfeed')),
        migrations.AddField('followedreview', 'of', review_of(null=True, related_name='reviews', to='articles.feed')),
        migrations.RunPython(merge, part),
        migrations.RemoveField('followedreview', 'feed'),
        migrations.RenameField('followedreview', 'of', 'feed'),
        migrations.AlterField('followedreview', 'feed', review_of(related_name='reviews', to='articles.feed')),
        migrations.DeleteModel('FollowedFeed'),
        migrations.AlterField(
            model_name='suggestionrun',
            name='due_at',
            field=models.DateTimeField(default=django.utils.timezone.now, help_text='Nobody may take it before: lease and back-off in one.'),
        ),
        migrations.AddField(
            model_name='ingest',
            name='failing',
            field=models.JSONField(blank=True, default=dict, help_text='By server: what it failed at in a row, as pairs of place and address.'),
        ),
        migrations.AddField(
            model_name='ingest',
            name='put_off_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='put_off', to='articles.ingest'),
        ),
        migrations.AddField(
            model_name='ingest',
            name='times_put_off',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name='feed',
            constraint=models.CheckConstraint(condition=models.Q(('address__iregex', '^https?://\\S+$')), name='feed_address_is_of_the_web'),
        ),
        migrations.AddConstraint(
            model_name='feed',
            constraint=models.UniqueConstraint(fields=('address', 'kind'), name='feed_once_for_each_use'),
        ),
        migrations.AddConstraint(
            model_name='feed',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 5), ('minutes__lte', 10080)), name='feed_is_read_every_5_minutes_to_a_week'),
        ),
    ]
