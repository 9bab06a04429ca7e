"""Providers outside the house, what is followed, an article's links, and the embargo.

Every provider that asks anybody outside is off until an admin switches it on.
"""

import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


# Slug, name, whether it is asked over the net, requests a minute.
PROVIDERS = [
    ("claimreview", "Followed fact-checks", False, 30),
    ("links", "Links in the article", True, 60),
    ("wikipedia", "Wikipedia", True, 60),
    ("factchecktools", "Google Fact Check Tools", True, 60),
    ("searxng", "SearXNG", True, 30),
    ("gdelt", "GDELT", True, 10),
]


def seed(apps, schema_editor):
    provider = apps.get_model("articles", "Provider")
    for position, (slug, name, is_outside, a_minute) in enumerate(PROVIDERS, start=3):
        # After a way back the row is there, and may have been on.
        always = {"is_on": False, "is_outside": is_outside, "a_minute": a_minute}
        provider.objects.update_or_create(
            slug=slug,
            defaults=always,
            create_defaults=always | {"name": name, "position": position},
        )


FORWARD = """
-- A run says whether it goes outside, so that the next one is found without asking its provider;
-- and it says so truly. One that goes outside is not waiting, nor under way, for an article
-- under embargo. By statement, as runs come by the ten thousand; the article's row is locked,
-- so that of an embargo and a search at once one sees the other.

CREATE FUNCTION factcheck_nothing_leaves_under_embargo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM changed JOIN articles_provider provider
               ON provider.id = changed.provider_id
               WHERE provider.is_outside <> changed.is_outside) THEN
        PERFORM factcheck_refuse('suggestion_run_goes_where_its_provider_is', 'it does not');
    END IF;
    IF EXISTS (SELECT FROM changed WHERE is_outside AND status IN ('queued', 'running')) THEN
        PERFORM FROM articles_article WHERE id IN (
            SELECT claim.article_id FROM changed JOIN articles_claim claim
            ON claim.id = changed.claim_id
            WHERE changed.is_outside AND changed.status IN ('queued', 'running')) FOR SHARE;
        IF EXISTS (SELECT FROM changed
                   JOIN articles_claim claim ON claim.id = changed.claim_id
                   JOIN articles_article article ON article.id = claim.article_id
                   WHERE changed.is_outside AND changed.status IN ('queued', 'running')
                       AND article.is_embargoed) THEN
            PERFORM factcheck_refuse('nothing_leaves_under_embargo', 'its article is');
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER nothing_leaves_under_embargo_1 AFTER INSERT ON articles_suggestionrun
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION factcheck_nothing_leaves_under_embargo();
CREATE TRIGGER nothing_leaves_under_embargo_2 AFTER UPDATE ON articles_suggestionrun
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION factcheck_nothing_leaves_under_embargo();

-- Otherwise the rule above could be gone round.

CREATE FUNCTION factcheck_provider_stays_where_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM factcheck_refuse('provider_stays_inside_or_outside', 'make another provider');
    RETURN NULL;
END $$;
CREATE TRIGGER provider_stays_inside_or_outside BEFORE UPDATE OF is_outside ON articles_provider
    FOR EACH ROW WHEN (NEW.is_outside IS DISTINCT FROM OLD.is_outside)
    EXECUTE FUNCTION factcheck_provider_stays_where_it_is();
"""

BACKWARD = """
DROP TRIGGER provider_stays_inside_or_outside ON articles_provider;
DROP TRIGGER nothing_leaves_under_embargo_2 ON articles_suggestionrun;
DROP TRIGGER nothing_leaves_under_embargo_1 ON articles_suggestionrun;
DROP FUNCTION factcheck_provider_stays_where_it_is;
DROP FUNCTION factcheck_nothing_leaves_under_embargo;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_snapshots_by_fetching'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticleLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField(help_text="In Unicode code points of the version's text.")),
                ('end', models.PositiveIntegerField()),
                ('url', models.URLField(max_length=2000, verbose_name='address')),
            ],
        ),
        migrations.CreateModel(
            name='FollowedFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(help_text='A feed (RSS, Atom, DataFeed) or a page with ClaimReview in it.', max_length=2000, unique=True, verbose_name='address')),
                ('name', models.CharField(blank=True, help_text='How the desk calls it.', max_length=200)),
                ('is_on', models.BooleanField(default=True, verbose_name='followed')),
                ('hours', models.PositiveSmallIntegerField(default=6, help_text='1 to 168.', verbose_name='read every so many hours')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='Nobody reads it before: lease, back-off and schedule in one.')),
                ('read_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last read')),
                ('failures', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='failures in a row')),
                ('error', models.TextField(blank=True, editable=False, verbose_name='last error')),
                ('etag', models.CharField(blank=True, editable=False, max_length=500)),
                ('last_modified', models.CharField(blank=True, editable=False, max_length=100)),
                ('seen', models.JSONField(default=list, editable=False, help_text='Pages that were read.')),
            ],
            options={
                'ordering': ['name', 'url'],
            },
        ),
        migrations.CreateModel(
            name='FollowedReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='SHA-256 of the address and the claim.', max_length=64, unique=True)),
                ('claim', models.TextField(verbose_name='claim that was reviewed')),
                ('claimant', models.CharField(blank=True, max_length=200)),
                ('rating', models.CharField(blank=True, max_length=200)),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='address')),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('published', models.DateField(blank=True, null=True, verbose_name='date')),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), editable=False)),
                ('read_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='article',
            options={'ordering': ['-brought_in_at', '-pk'], 'permissions': [('bring_in_article', 'Can bring in an article'), ('export_verdicts', 'Can take verdicts away as a file'), ('embargo_article', 'Can put an article under embargo and lift it')]},
        ),
        migrations.RemoveIndex(
            model_name='suggestionrun',
            name='suggestion_run_due',
        ),
        migrations.AddField(
            model_name='article',
            name='is_embargoed',
            field=models.BooleanField(default=False, help_text='Nothing of it leaves the house: no provider outside is asked.', verbose_name='under embargo'),
        ),
        migrations.AddField(
            model_name='provider',
            name='a_minute',
            field=models.PositiveSmallIntegerField(default=30, help_text='1 to 600, of all workers together.', verbose_name='most requests a minute'),
        ),
        migrations.AddField(
            model_name='provider',
            name='address',
            field=models.URLField(blank=True, help_text='Where it is asked, if not at the usual place. It may be inside the house.', max_length=500),
        ),
        migrations.AddField(
            model_name='provider',
            name='failures',
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='failures in a row'),
        ),
        migrations.AddField(
            model_name='provider',
            name='is_outside',
            field=models.BooleanField(default=False, editable=False, help_text='What it is asked leaves the house.', verbose_name='outside'),
        ),
        migrations.AddField(
            model_name='provider',
            name='key',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='provider',
            name='opens_at',
            field=models.DateTimeField(default=datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), editable=False, help_text='Nobody may ask before: its turn, its own wish and a pause in one.'),
        ),
        migrations.AddField(
            model_name='suggestionrun',
            name='is_outside',
            field=models.BooleanField(default=False, help_text='As its provider is.'),
        ),
        migrations.AddField(
            model_name='suggestionrun',
            name='sent_to',
            field=models.CharField(blank=True, help_text='To whom the query went, if it left the house.', max_length=300),
        ),
        migrations.AlterField(
            model_name='event',
            name='action',
            field=models.CharField(choices=[('article.brought-in', 'brought in the article'), ('article.embargoed', 'put the article under embargo'), ('article.embargo-lifted', 'lifted the embargo'), ('claim.taken', 'took the claim'), ('claim.left', 'gave the claim back'), ('claim.set-aside', 'set it aside as not a claim'), ('claim.waived', 'waived the claim'), ('claim.reopened', 'opened the claim again'), ('suggestions.asked', 'asked the providers again'), ('suggestion.dismissed', 'dismissed a suggestion'), ('suggestion.reopened', 'opened a suggestion again'), ('evidence.attached', 'attached evidence'), ('evidence.withdrawn', 'withdrew evidence'), ('verdict.proposed', 'proposed a verdict'), ('verdict.signed-off', 'signed off the verdict'), ('verdict.returned', 'returned the verdict'), ('verdict.withdrawn', 'withdrew the verdict')], max_length=40),
        ),
        migrations.AddIndex(
            model_name='suggestionrun',
            index=models.Index(django.db.models.lookups.IsNull(models.F('asked_by'), True), models.F('is_outside'), models.F('due_at'), models.F('id'), condition=models.Q(('status__in', ['queued', 'running'])), name='suggestion_run_due'),
        ),
        migrations.AddIndex(
            model_name='suggestionrun',
            index=models.Index(condition=models.Q(('status', 'running')), fields=['due_at'], name='suggestion_run_under_way'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(('a_minute__gte', 1), ('a_minute__lte', 600)), name='provider_is_asked_1_to_600_times_a_minute'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(('address', ''), ('address__iregex', '^https?://\\S+$'), _connector='OR'), name='provider_address_is_of_the_web'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[!-~]*$')), name='provider_key_is_one_word'),
        ),
        migrations.AddConstraint(
            model_name='suggestionrun',
            constraint=models.CheckConstraint(condition=models.Q(('is_outside', True), ('sent_to', ''), _connector='OR'), name='suggestion_run_sent_only_outside'),
        ),
        migrations.AddField(
            model_name='articlelink',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='articles.articleversion'),
        ),
        migrations.AddConstraint(
            model_name='followedfeed',
            constraint=models.CheckConstraint(condition=models.Q(('url__iregex', '^https?://\\S+$')), name='followed_feed_address_is_of_the_web'),
        ),
        migrations.AddConstraint(
            model_name='followedfeed',
            constraint=models.CheckConstraint(condition=models.Q(('hours__gte', 1), ('hours__lte', 168)), name='feed_is_read_every_1_to_168_hours'),
        ),
        migrations.AddField(
            model_name='followedreview',
            name='feed',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='articles.followedfeed'),
        ),
        migrations.AddConstraint(
            model_name='articlelink',
            constraint=models.UniqueConstraint(fields=('version', 'start', 'end'), name='link_once_for_its_words'),
        ),
        migrations.AddConstraint(
            model_name='articlelink',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='link_has_words'),
        ),
        migrations.AddConstraint(
            model_name='articlelink',
            constraint=models.CheckConstraint(condition=models.Q(('url__iregex', '^https?://\\S+$')), name='link_is_of_the_web'),
        ),
        migrations.AddIndex(
            model_name='followedreview',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], name='review_words'),
        ),
        migrations.AddConstraint(
            model_name='followedreview',
            constraint=models.CheckConstraint(condition=models.Q(('claim__regex', '\\S')), name='review_names_a_claim'),
        ),
        migrations.AddConstraint(
            model_name='followedreview',
            constraint=models.CheckConstraint(condition=models.Q(('url', ''), ('url__iregex', '^https?://'), _connector='OR'), name='review_address_is_of_the_web'),
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
