"""All tables of a desk, and the rules that triggers hold.

It stands for the migrations that led here; a database that has had them all has had this one.
"""

import datetime
from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import pgvector.django.halfvec
import pgvector.django.sparsevec
from django.conf import settings
from django.db import migrations, models


# In this order: a later file uses what an earlier one makes.
RULES = ("records", "claims", "articles", "searches", "library")
NO_RULES = """
DO $$
DECLARE
    rule regprocedure;
BEGIN
    FOR rule IN SELECT oid FROM pg_proc
        WHERE pronamespace = current_schema::regnamespace AND proname LIKE 'factcheck\\_%'
    LOOP
        EXECUTE 'DROP FUNCTION ' || rule || ' CASCADE';
    END LOOP;
END $$
"""


def rules():
    folder = Path(__file__).with_name("rules")
    return [(folder / f"{name}.sql").read_text() for name in RULES]


class Migration(migrations.Migration):

    replaces = [
        ('articles', '0001_initial'),
        ('articles', '0002_rules'),
        ('articles', '0003_reference_data'),
        ('articles', '0004_coauthors_and_the_next_run'),
        ('articles', '0005_rules_of_writers_and_records'),
        ('articles', '0006_suggestions_differ'),
        ('articles', '0007_vectors'),
        ('articles', '0008_snapshots_by_fetching'),
        ('articles', '0009_providers_of_the_world'),
        ('articles', '0010_bringing_in_the_library'),
        ('articles', '0011_searches_and_origins'),
        ('articles', '0012_feeds_and_fetching'),
        ('articles', '0013_library_is_filled_faster'),
        ('articles', '0014_confidential_searches_of_the_library'),
        ('articles', '0015_releases'),
        ('articles', '0016_counted_by_who_adds'),
        ('articles', '0017_words_are_cut_in_a_known_way'),
        ('articles', '0018_reviews_by_words_as_they_are_cut'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        django.contrib.postgres.operations.CreateExtension('vector'),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shelf', models.CharField(choices=[('library', 'Evidence library'), ('checks', 'Signed-off checks')], max_length=7)),
                ('number', models.PositiveIntegerField()),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('title', models.TextField(blank=True, help_text='Of a check; a document has its own.')),
                ('text', models.TextField(blank=True)),
                ('length', models.PositiveIntegerField(verbose_name="words, with the title's")),
                ('lexemes', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField())),
                ('weights', pgvector.django.sparsevec.SparseVectorField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['lexemes'], name='passage_lexemes')],
                'constraints': [models.CheckConstraint(condition=models.Q(('end', django.db.models.expressions.CombinedExpression(models.F('start'), '+', django.db.models.functions.text.Length('text')))), name='passage_is_as_long_as_its_span')],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=300)),
                ('byline', models.CharField(blank=True, max_length=200)),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='address')),
                ('published', models.DateField(blank=True, null=True, verbose_name='date')),
                ('is_embargoed', models.BooleanField(default=False, help_text='Nothing of it leaves the house: no provider outside is asked.', verbose_name='under embargo')),
                ('brought_in_at', models.DateTimeField(auto_now_add=True)),
                ('released_at', models.DateTimeField(blank=True, help_text='From then on it may run.', null=True, verbose_name='released')),
                ('author', models.ForeignKey(blank=True, help_text='Who wrote it, if they have a log-in: they may not sign off its claims.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('brought_in_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('coauthors', models.ManyToManyField(blank=True, help_text='Whoever else the byline names: they may not sign off its claims either.', related_name='+', to=settings.AUTH_USER_MODEL)),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-brought_in_at', '-pk'],
                'permissions': [('bring_in_article', 'Can bring in an article'), ('export_verdicts', 'Can take verdicts away as a file'), ('embargo_article', 'Can put an article under embargo and lift it'), ('release_article', 'Can release an article and take the release back')],
                'indexes': [models.Index(fields=['-brought_in_at', '-id'], name='article_newest_first')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title__regex', '\\S')), name='article_has_a_title'), models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', True), ('released_by__isnull', True)), models.Q(('released_at__isnull', False), ('released_by__isnull', False)), _connector='OR'), name='article_released_by_somebody_at_some_time'), models.CheckConstraint(condition=models.Q(('released_at__isnull', True), ('is_embargoed', False), _connector='OR'), name='article_released_is_under_no_embargo')],
            },
        ),
        migrations.CreateModel(
            name='ArticleVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='SHA-256')),
                ('sentences', models.PositiveIntegerField()),
                ('brought_in_at', models.DateTimeField(auto_now_add=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='articles.article')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'number'), name='article_version_numbered_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='article_version_has_text'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='article_version_hash_is_sha256')],
            },
        ),
        migrations.CreateModel(
            name='ArticleLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField(help_text="In Unicode code points of the version's text.")),
                ('end', models.PositiveIntegerField()),
                ('url', models.URLField(max_length=2000, verbose_name='address')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='articles.articleversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'start', 'end'), name='link_once_for_its_words'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='link_has_words'), models.CheckConstraint(condition=models.Q(('url__iregex', '^https?://\\S+$')), name='link_is_of_the_web')],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text="The sentence's place in its version, from 1.")),
                ('start', models.PositiveIntegerField(help_text="In Unicode code points of the version's text.")),
                ('end', models.PositiveIntegerField()),
                ('sentence', models.TextField()),
                ('claimant', models.CharField(blank=True, max_length=200, verbose_name='who says it')),
                ('as_of', models.DateField(blank=True, null=True, verbose_name='as of')),
                ('status', models.CharField(choices=[('unchecked', 'Unchecked'), ('in-progress', 'In progress'), ('needs-author', 'Needs author'), ('awaiting-reply', 'Awaiting reply'), ('proposed', 'Proposed'), ('signed-off', 'Signed off'), ('waived', 'Waived (stet)'), ('not-a-claim', 'Not a claim'), ('stale', 'Stale'), ('archived', 'Archived')], default='unchecked', max_length=14)),
                ('reason', models.TextField(blank=True, verbose_name='reason of the status')),
                ('worth', models.FloatField(verbose_name='check-worthiness')),
                ('reasons', models.JSONField(default=list, verbose_name='reasons of the check-worthiness')),
                ('facts', models.JSONField(default=list, help_text='Kind, start and end within the sentence.')),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='articles.article')),
                ('checker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='articles.articleversion')),
            ],
            options={
                'ordering': ['article', 'version', 'number'],
                'permissions': [('review_claim', 'Can take, set aside and reopen a claim'), ('waive_claim', 'Can waive a claim')],
                'indexes': [models.Index(fields=['article', 'status'], name='claim_article_status')],
                'constraints': [models.UniqueConstraint(fields=('version', 'number'), name='claim_numbered_once'), models.CheckConstraint(condition=models.Q(('end', django.db.models.expressions.CombinedExpression(models.F('start'), '+', django.db.models.functions.text.Length('sentence'))), ('end__gt', models.F('start'))), name='claim_span_is_its_sentence'), models.CheckConstraint(condition=models.Q(('worth__gte', 0), ('worth__lte', 1)), name='claim_worth_between_0_and_1'), models.CheckConstraint(condition=models.Q(('status__in', ['unchecked', 'in-progress', 'needs-author', 'awaiting-reply', 'proposed', 'signed-off', 'waived', 'not-a-claim', 'stale', 'archived'])), name='claim_status_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'waived'), _negated=True), ('reason__regex', '\\S'), _connector='OR'), name='claim_waived_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('checker__isnull', True), ('taken_at__isnull', True)), models.Q(('checker__isnull', False), ('taken_at__isnull', False)), _connector='OR'), name='claim_taken_by_somebody_at_some_time')],
            },
        ),
        migrations.CreateModel(
            name='DeskSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('frozen_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['-frozen_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='desk_set_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='DeskPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='words of the claim')),
                ('document', models.PositiveBigIntegerField(help_text="The document's number in the library: it may have gone from there since.")),
                ('title', models.CharField(max_length=500)),
                ('desk_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pairs', to='articles.deskset')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('desk_set', 'text', 'document'), name='desk_pair_once_in_a_set')],
            },
        ),
        migrations.CreateModel(
            name='DeskFigures',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measured_at', models.DateTimeField(auto_now_add=True)),
                ('figures', models.JSONField()),
                ('desk_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='articles.deskset')),
            ],
            options={
                'verbose_name_plural': 'desk figures',
                'ordering': ['-measured_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='EmbeddingModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='SHA-256 of its files')),
                ('name', models.CharField(max_length=200)),
                ('dimensions', models.PositiveSmallIntegerField()),
                ('is_current', models.BooleanField(default=False, verbose_name='in use')),
                ('adopted_at', models.DateTimeField(auto_now_add=True)),
                ('error', models.TextField(blank=True, verbose_name='last error')),
                ('failed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('is_current',), name='embedding_model_one_in_use'), models.CheckConstraint(condition=models.Q(('dimensions__gte', 1), ('dimensions__lte', 4000)), name='embedding_model_1_to_4000_dimensions')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(unique=True)),
                ('at', models.DateTimeField()),
                ('action', models.CharField(choices=[('article.brought-in', 'brought in the article'), ('article.embargoed', 'put the article under embargo'), ('article.embargo-lifted', 'lifted the embargo'), ('article.released', 'released the article'), ('article.release-taken-back', 'took the release back'), ('claim.taken', 'took the claim'), ('claim.left', 'gave the claim back'), ('claim.set-aside', 'set it aside as not a claim'), ('claim.waived', 'waived the claim'), ('claim.reopened', 'opened the claim again'), ('suggestions.asked', 'asked the providers again'), ('suggestion.dismissed', 'dismissed a suggestion'), ('suggestion.reopened', 'opened a suggestion again'), ('search.by-hand', 'searched by hand'), ('evidence.attached', 'attached evidence'), ('evidence.withdrawn', 'withdrew evidence'), ('source.look-asked', 'had a source looked at again'), ('evidence.quote-found', 'found a quote word for word on its page'), ('evidence.flagged', 'flagged evidence'), ('evidence.unflagged', 'took a flag back: the page is as it was'), ('evidence.holds', 'said that evidence still holds'), ('origin.known', 'knew that sources have one origin'), ('verdict.proposed', 'proposed a verdict'), ('verdict.signed-off', 'signed off the verdict'), ('verdict.returned', 'returned the verdict'), ('verdict.withdrawn', 'withdrew the verdict')], max_length=40)),
                ('data', models.JSONField(default=dict)),
                ('previous', models.CharField(max_length=64, unique=True, verbose_name='hash of the event before')),
                ('hash', models.CharField(max_length=64, unique=True)),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='history', to='articles.article')),
                ('claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='history', to='articles.claim')),
            ],
            options={
                'ordering': ['-number'],
                'indexes': [models.Index(fields=['claim', '-number'], name='event_claim_newest'), models.Index(fields=['article', '-number'], name='event_article_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='event_numbered_from_1'), models.CheckConstraint(condition=models.Q(('hash__regex', '^[0-9a-f]{64}$'), ('previous__regex', '^[0-9a-f]{64}$')), name='event_hashes_are_sha256')],
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('library', 'Its pages go into the library'), ('reviews', 'Its fact-checks are followed')], default='library', max_length=7, verbose_name='what is done with it')),
                ('address', models.URLField(help_text='RSS or Atom; of fact-checks also a DataFeed, or a page with ClaimReview in it.', max_length=2000)),
                ('title', models.CharField(blank=True, help_text='How the desk calls it, or else it itself.', max_length=300)),
                ('is_on', models.BooleanField(default=True, verbose_name='on')),
                ('minutes', models.PositiveSmallIntegerField(default=60, help_text='5 to 10,080, which is a week.', verbose_name='read every so many minutes')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='Nobody reads it before: lease, back-off and schedule in one.', verbose_name='read next')),
                ('read_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last read')),
                ('failures', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='failures in a row')),
                ('error', models.TextField(blank=True, editable=False, verbose_name='last error')),
                ('etag', models.CharField(blank=True, editable=False, max_length=500)),
                ('last_modified', models.CharField(blank=True, editable=False, max_length=100)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['title', 'address'],
                'constraints': [models.CheckConstraint(condition=models.Q(('address__iregex', '^https?://\\S+$')), name='feed_address_is_of_the_web'), models.UniqueConstraint(fields=('address', 'kind'), name='feed_once_for_each_use'), models.CheckConstraint(condition=models.Q(('minutes__gte', 5), ('minutes__lte', 10080)), name='feed_is_read_every_5_minutes_to_a_week')],
            },
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
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='articles.feed')),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='review_words')],
                'constraints': [models.CheckConstraint(condition=models.Q(('claim__regex', '\\S')), name='review_names_a_claim'), models.CheckConstraint(condition=models.Q(('url', ''), ('url__iregex', '^https?://'), _connector='OR'), name='review_address_is_of_the_web')],
            },
        ),
        migrations.CreateModel(
            name='HandSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=200, verbose_name='where')),
                ('query', models.CharField(max_length=500, verbose_name='for what')),
                ('outcome', models.CharField(choices=[('nothing', 'Nothing'), ('something', 'Something')], max_length=9)),
                ('hits', models.PositiveIntegerField(blank=True, help_text='Empty: not counted.', null=True)),
                ('note', models.TextField(blank=True, help_text='What was dismissed and why, or what was found.')),
                ('is_ours', models.BooleanField(default=False, verbose_name='in our own library, counted by the desk')),
                ('is_confidential', models.BooleanField(default=False, verbose_name='confidential')),
                ('searched_on', models.DateField(verbose_name='day of the search')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_searches', to='articles.claim')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'search by hand',
                'verbose_name_plural': 'searches by hand',
                'ordering': ['recorded_at', 'pk'],
                'permissions': [('record_search', 'Can write a search by hand into the search log')],
                'constraints': [models.CheckConstraint(condition=models.Q(('place__regex', '\\S'), ('query__regex', '\\S')), name='hand_search_says_where_and_for_what'), models.CheckConstraint(condition=models.Q(('outcome', 'nothing'), models.Q(('hits__isnull', True), ('outcome', 'something')), models.Q(('hits__gt', 0), ('outcome', 'something')), _connector='OR'), name='hand_search_without_hits_found_nothing'), models.CheckConstraint(condition=models.Q(models.Q(('hits__gt', 0), ('outcome', 'nothing'), _negated=True), ('note__regex', '\\S'), _connector='OR'), name='hand_search_dismisses_hits_with_a_reason'), models.CheckConstraint(condition=models.Q(('is_ours', False), ('hits__isnull', False), _connector='OR'), name='hand_search_in_our_library_is_counted')],
            },
        ),
        migrations.CreateModel(
            name='HistoryHead',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('number', models.PositiveBigIntegerField(default=0)),
                ('hash', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='history_has_one_head')],
            },
        ),
        migrations.CreateModel(
            name='Ingest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Nobody may take it before: lease and back-off in one.')),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.TextField(blank=True)),
                ('name', models.CharField(help_text='What was handed in, as it was called.', max_length=300)),
                ('kind', models.CharField(choices=[('lines', 'Lines of JSON'), ('file', 'One document'), ('addresses', 'Addresses')], max_length=9)),
                ('stored', models.CharField(blank=True, help_text='The file that holds it, in the folder of uploads; none once it is done.', max_length=100)),
                ('status', models.CharField(choices=[('queued', 'Waiting'), ('running', 'Under way'), ('done', 'Done'), ('failed', 'Failed'), ('stopped', 'Stopped')], default='queued', max_length=7)),
                ('size', models.PositiveBigIntegerField(help_text='Of the file, in bytes.')),
                ('read', models.PositiveBigIntegerField(default=0, help_text='Of it, so much.')),
                ('position', models.PositiveBigIntegerField(default=0, help_text='Where to go on in the unpacked file.')),
                ('line', models.PositiveBigIntegerField(default=0, help_text='The last line that was read.')),
                ('new', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('near_same', models.PositiveIntegerField(default=0, verbose_name='nearly the same as an earlier one')),
                ('lost', models.PositiveIntegerField(default=0, verbose_name='could not be read')),
                ('attempts', models.PositiveSmallIntegerField(default=0, help_text='Since it last came on: a batch that is in begins the count again.')),
                ('failing', models.JSONField(blank=True, default=dict, help_text='By server: what it failed at in a row, as pairs of place and address.')),
                ('times_put_off', models.PositiveSmallIntegerField(default=0)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('feed', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ingests', to='articles.feed')),
                ('put_off_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='put_off', to='articles.ingest')),
            ],
            options={
                'ordering': ['-pk'],
                'permissions': [('fill_library', 'Can add to the library')],
                'indexes': [models.Index(condition=models.Q(('status__in', ['queued', 'running'])), fields=['due_at', 'id'], name='ingest_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('read__lte', models.F('size'))), name='ingest_reads_no_more_than_there_is'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'failed'), _negated=True), ('error__regex', '\\S'), _connector='OR'), name='ingest_failed_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('status__in', ['queued', 'running'])), models.Q(('finished_at__isnull', False), ('status__in', ['done', 'failed', 'stopped'])), _connector='OR'), name='ingest_ended_at_some_time'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['queued', 'running']), _negated=True), models.Q(('stored', ''), _negated=True), _connector='OR'), name='ingest_needs_its_file_while_it_is_worked_off')],
            },
        ),
        migrations.CreateModel(
            name='IngestFault',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(blank=True, help_text='A line, or an address.', max_length=2100)),
                ('reason', models.TextField()),
                ('is_lost', models.BooleanField(default=True)),
                ('ingest', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='faults', to='articles.ingest')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__regex', '\\S')), name='fault_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Lexeme',
            fields=[
                ('id', models.AutoField(primary_key=True, serialize=False)),
                ('shelf', models.CharField(choices=[('library', 'Evidence library'), ('checks', 'Signed-off checks')], max_length=7)),
                ('word', models.CharField(max_length=200)),
                ('passages', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('shelf', 'word'), name='lexeme_once_on_a_shelf')],
            },
        ),
        migrations.CreateModel(
            name='LibraryDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identifier', models.CharField(blank=True, help_text='What its source calls it; the same again replaces it.', max_length=500)),
                ('title', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='address')),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('published', models.DateField(blank=True, null=True, verbose_name='date')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 of title and text')),
                ('sketch', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), blank=True, default=list, editable=False, help_text='See articles.ranking.shingles: what copies of the text are found by.')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('repeats', models.ForeignKey(blank=True, help_text='The earlier document that this one is nearly the same as.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='articles.librarydocument')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(condition=models.Q(('repeats__isnull', True)), fields=['sketch'], name='document_sketch')],
                'constraints': [models.CheckConstraint(condition=models.Q(('repeats__lt', models.F('id'))), name='document_repeats_an_earlier_one'), models.CheckConstraint(condition=models.Q(('title__regex', '\\S'), ('text__regex', '\\S'), _connector='OR'), name='document_has_a_title_or_a_text'), models.CheckConstraint(condition=models.Q(('url', ''), ('url__iregex', '^https?://'), _connector='OR'), name='document_address_is_of_the_web'), models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('sha256'), models.Value(64)), django.db.models.lookups.Exact(models.Func('sha256', models.Value('0123456789abcdef'), function='ltrim'), models.Value(''))), name='document_hash_is_sha256'), models.UniqueConstraint(condition=models.Q(('identifier', ''), _negated=True), fields=('identifier',), name='document_identifier_is_used_once'), models.UniqueConstraint(condition=models.Q(('identifier', '')), fields=('sha256',), name='document_without_identifier_is_kept_once')],
            },
        ),
        migrations.CreateModel(
            name='LibraryStatistics',
            fields=[
                ('shelf', models.CharField(choices=[('library', 'Evidence library'), ('checks', 'Signed-off checks')], max_length=7, primary_key=True, serialize=False)),
                ('passages', models.PositiveBigIntegerField(default=0)),
                ('length', models.PositiveBigIntegerField(default=0, verbose_name='words of all passages')),
                ('average', models.FloatField(default=1, help_text='Stays while passages come and go, until the true one is too far from it.', verbose_name='words of a passage, as the weights have it')),
                ('built_at', models.DateTimeField(blank=True, null=True, verbose_name='weights taken')),
                ('cut', models.PositiveSmallIntegerField(default=0, help_text='See articles.ranking.words.', verbose_name='way in which words are cut')),
            ],
            options={
                'verbose_name_plural': 'library statistics',
                'constraints': [models.CheckConstraint(condition=models.Q(('average__gt', 0)), name='statistics_average_is_positive')],
            },
        ),
        migrations.CreateModel(
            name='Owner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('domains', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=253), help_text='Registered domains, such as example.co.uk.')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name__regex', '\\S')), name='owner_has_a_name'), models.CheckConstraint(condition=models.Q(('domains__len__gte', 1)), name='owner_has_a_domain')],
            },
        ),
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
        migrations.CreateModel(
            name='PassageToEmbed',
            fields=[
                ('passage', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='+', serialize=False, to='articles.passage')),
            ],
            options={
                'verbose_name_plural': 'passages to embed',
            },
        ),
        migrations.AddField(
            model_name='passage',
            name='document',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='articles.librarydocument'),
        ),
        migrations.CreateModel(
            name='PassageVector',
            fields=[
                ('pk', models.CompositePrimaryKey('passage_id', 'model_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('shelf', models.CharField(choices=[('library', 'Evidence library'), ('checks', 'Signed-off checks')], max_length=7)),
                ('vector', pgvector.django.halfvec.HalfVectorField()),
                ('model', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.DB_CASCADE, related_name='+', to='articles.embeddingmodel')),
                ('passage', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.passage')),
            ],
        ),
        migrations.CreateModel(
            name='Provider',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('is_on', models.BooleanField(default=True, verbose_name='on')),
                ('is_outside', models.BooleanField(default=False, editable=False, help_text='What it is asked leaves the house.', verbose_name='outside')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('limit', models.PositiveSmallIntegerField(default=8, help_text='1 to 50.', verbose_name='most suggestions a claim')),
                ('address', models.URLField(blank=True, help_text='Where it is asked, if not at the usual place. It may be inside the house.', max_length=500)),
                ('key', models.CharField(blank=True, max_length=200)),
                ('a_minute', models.PositiveSmallIntegerField(default=30, help_text='1 to 600, of all workers together.', verbose_name='most requests a minute')),
                ('opens_at', models.DateTimeField(default=datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), editable=False, help_text='Nobody may ask before: its turn, its own wish and a pause in one.')),
                ('failures', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='failures in a row')),
            ],
            options={
                'ordering': ['position', 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('limit__gte', 1), ('limit__lte', 50)), name='provider_limit_1_to_50'), models.CheckConstraint(condition=models.Q(('a_minute__gte', 1), ('a_minute__lte', 600)), name='provider_is_asked_1_to_600_times_a_minute'), models.CheckConstraint(condition=models.Q(('address', ''), ('address__iregex', '^https?://\\S+$'), _connector='OR'), name='provider_address_is_of_the_web'), models.CheckConstraint(condition=models.Q(('key__regex', '^[!-~]*$')), name='provider_key_is_one_word')],
            },
        ),
        migrations.CreateModel(
            name='RatingScale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('version', models.PositiveIntegerField(default=1)),
                ('is_current', models.BooleanField(default=False, verbose_name='in use')),
            ],
            options={
                'ordering': ['name', '-version'],
                'constraints': [models.UniqueConstraint(fields=('name', 'version'), name='rating_scale_versioned'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('is_current',), name='rating_scale_one_in_use')],
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=40)),
                ('label', models.CharField(max_length=80)),
                ('value', models.PositiveSmallIntegerField(blank=True, help_text="ClaimReview's number, 1 (false) to 5 (true), or none.", null=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('needs_evidence', models.BooleanField(default=True)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('scale', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='articles.ratingscale')),
            ],
            options={
                'ordering': ['scale', 'position'],
                'constraints': [models.UniqueConstraint(fields=('scale', 'slug'), name='rating_once_in_a_scale'), models.CheckConstraint(condition=models.Q(('value__isnull', True), models.Q(('value__gte', 1), ('value__lte', 5)), _connector='OR'), name='rating_value_is_claimreviews')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('medium', models.CharField(choices=[('address', 'Address'), ('document', 'Document'), ('person', 'Person')], max_length=8)),
                ('kind', models.CharField(choices=[('primary', 'Primary'), ('secondary', 'Secondary'), ('anonymous', 'Anonymous'), ('document', 'Document'), ('data', 'Data')], max_length=9)),
                ('title', models.CharField(max_length=500)),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='address')),
                ('reference', models.CharField(blank=True, help_text='Where the document can be found again.', max_length=500, verbose_name='reference')),
                ('person', models.CharField(blank=True, max_length=200)),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('published', models.DateField(blank=True, null=True, verbose_name='date')),
                ('is_confidential', models.BooleanField(default=False, verbose_name='confidential')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sources', to='articles.librarydocument')),
            ],
            options={
                'permissions': [('see_confidential_source', 'Can see confidential sources')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('medium', 'address'), ('url__iregex', '^https?://')), models.Q(('medium', 'document'), ('reference__regex', '\\S')), models.Q(('medium', 'person'), ('person__regex', '\\S')), _connector='OR'), name='source_can_be_found_again'), models.CheckConstraint(condition=models.Q(('title__regex', '\\S')), name='source_has_a_title'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'anonymous'), _negated=True), ('is_confidential', True), _connector='OR'), name='source_anonymous_is_confidential')],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='final address')),
                ('status', models.PositiveSmallIntegerField(blank=True, help_text='HTTP status; empty when nothing was fetched.', null=True)),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('title', models.CharField(blank=True, max_length=500)),
                ('byline', models.CharField(blank=True, max_length=300)),
                ('published', models.DateField(blank=True, null=True, verbose_name='date')),
                ('text', models.TextField()),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('taken_at', models.DateTimeField(auto_now_add=True)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='articles.source')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='snapshot_has_text'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='snapshot_hash_is_sha256')],
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Nobody may take it before: lease and back-off in one.')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.TextField(blank=True)),
                ('status', models.CharField(choices=[('queued', 'Queued'), ('running', 'Looking'), ('taken', 'Text taken'), ('gone', 'Gone'), ('unreachable', 'Unreachable'), ('refused', 'Not fetched')], default='queued', max_length=11)),
                ('http_status', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='HTTP status')),
                ('moved_to', models.CharField(blank=True, max_length=4000, verbose_name='moved to')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('snapshot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='articles.snapshot')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='looks', to='articles.source')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(django.db.models.lookups.IsNull(models.F('asked_by'), True), models.F('due_at'), models.F('id'), condition=models.Q(('status__in', ['queued', 'running'])), name='look_due'), models.Index(fields=['source', '-id'], name='look_source_newest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ['queued', 'running'])), fields=('source',), name='look_one_live_per_source'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'taken'), _negated=True), models.Q(('finished_at__isnull', False), ('http_status__isnull', False), ('snapshot__isnull', False)), _connector='OR'), name='look_taken_with_its_snapshot'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['gone', 'unreachable', 'refused']), _negated=True), models.Q(('error__regex', '\\S'), ('finished_at__isnull', False), ('snapshot__isnull', True)), _connector='OR'), name='look_without_a_text_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='What the provider knows the passage by.', max_length=80)),
                ('title', models.CharField(max_length=500)),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='address')),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('published', models.DateField(blank=True, null=True, verbose_name='date')),
                ('text', models.TextField(help_text='The passage as it was found.')),
                ('shared', models.JSONField(default=list, help_text='Spans of the text that the claim shares.')),
                ('differs', models.JSONField(default=list, help_text="Pairs of words: the claim's figure, year or day, and the text's other one.")),
                ('matters', models.JSONField(default=list, help_text='Span of the sentence that matters.')),
                ('strength', models.CharField(choices=[('strong', 'Strong'), ('worth-a-look', 'Worth a look'), ('weak', 'Weak')], max_length=12)),
                ('score', models.FloatField()),
                ('rank', models.PositiveSmallIntegerField()),
                ('status', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('dismissed', 'Dismissed')], default='open', max_length=9)),
                ('reason', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('found_at', models.DateTimeField(auto_now_add=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='articles.claim')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.librarydocument')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.provider')),
            ],
            options={
                'ordering': ['provider__position', 'rank', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('claim', 'provider', 'key'), name='suggestion_once_per_claim_and_provider'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('status', 'open')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('status__in', ['accepted', 'dismissed'])), _connector='OR'), name='suggestion_decided_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'dismissed'), _negated=True), ('reason__regex', '\\S'), _connector='OR'), name='suggestion_dismissed_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='articles.suggestion')),
            ],
            options={
                'permissions': [('view_scorecard', 'Can see how good the suggestions of each provider are')],
                'constraints': [models.UniqueConstraint(fields=('suggestion', 'person'), name='opening_once_a_suggestion_and_person')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stance', models.CharField(choices=[('supports', 'Supports'), ('refutes', 'Refutes'), ('context', 'Context')], max_length=8)),
                ('quote', models.TextField(blank=True)),
                ('is_exact', models.BooleanField(default=False, verbose_name='quote stands in the snapshot')),
                ('quote_start', models.PositiveIntegerField(blank=True, null=True)),
                ('quote_end', models.PositiveIntegerField(blank=True, null=True)),
                ('prefix', models.CharField(blank=True, max_length=64)),
                ('suffix', models.CharField(blank=True, max_length=64)),
                ('note', models.TextField(blank=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_because', models.TextField(blank=True)),
                ('condition', models.CharField(blank=True, choices=[('fresh', 'As it was'), ('moved', 'Moved'), ('changed', 'Changed'), ('quote-gone', 'Quote no longer there'), ('dead', 'Dead')], max_length=10)),
                ('flagged_at', models.DateTimeField(blank=True, null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='articles.claim')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('look', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='articles.look')),
                ('snapshot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='articles.snapshot')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='articles.source')),
                ('suggestion', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='articles.suggestion')),
            ],
            options={
                'verbose_name_plural': 'evidence',
                'ordering': ['added_at', 'pk'],
                'permissions': [('attach_evidence', 'Can attach, accept, dismiss and withdraw evidence')],
                'indexes': [models.Index(condition=models.Q(('flagged_at__isnull', False), ('withdrawn_at__isnull', True)), fields=['claim'], name='evidence_flagged')],
                'constraints': [models.CheckConstraint(condition=models.Q(('stance__in', ['supports', 'refutes', 'context'])), name='evidence_takes_a_stance'), models.CheckConstraint(condition=models.Q(models.Q(('is_exact', True), ('quote__regex', '\\S'), ('quote_end__isnull', False), ('quote_start__isnull', False), ('snapshot__isnull', False)), models.Q(('is_exact', False), ('quote_end__isnull', True), ('quote_start__isnull', True)), _connector='OR'), name='evidence_exact_quote_has_a_place'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_because', ''), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_because__regex', '\\S'), ('withdrawn_by__isnull', False)), _connector='OR'), name='evidence_withdrawn_by_somebody_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('condition', ''), ('look__isnull', True)), models.Q(('condition__in', ['fresh', 'moved', 'changed', 'quote-gone', 'dead']), ('look__isnull', False)), _connector='OR'), name='evidence_condition_is_known_by_a_look'), models.CheckConstraint(condition=models.Q(('flagged_at__isnull', True), ('condition__in', ['changed', 'quote-gone', 'dead']), _connector='OR'), name='evidence_flagged_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='SuggestionRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Nobody may take it before: lease and back-off in one.')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.TextField(blank=True)),
                ('status', models.CharField(choices=[('queued', 'Queued'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='queued', max_length=7)),
                ('is_outside', models.BooleanField(default=False, help_text='As its provider is.')),
                ('query', models.TextField(blank=True, help_text='The words as they were asked.')),
                ('sent_to', models.CharField(blank=True, help_text='To whom the query went, if it left the house.', max_length=300)),
                ('provider_version', models.CharField(blank=True, max_length=40)),
                ('hits', models.PositiveIntegerField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='articles.claim')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='articles.provider')),
            ],
            options={
                'ordering': ['pk'],
                'permissions': [('ask_for_suggestions', 'Can have providers asked again')],
                'indexes': [models.Index(django.db.models.lookups.IsNull(models.F('asked_by'), True), models.F('is_outside'), models.F('due_at'), models.F('id'), condition=models.Q(('status__in', ['queued', 'running'])), name='suggestion_run_due'), models.Index(condition=models.Q(('status', 'running')), fields=['due_at'], name='suggestion_run_under_way')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ['queued', 'running'])), fields=('claim', 'provider'), name='suggestion_run_one_live_per_provider'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'done'), _negated=True), models.Q(('finished_at__isnull', False), ('hits__isnull', False)), _connector='OR'), name='suggestion_run_done_with_a_count'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'failed'), _negated=True), models.Q(('error__regex', '\\S'), ('finished_at__isnull', False)), _connector='OR'), name='suggestion_run_failed_with_a_reason'), models.CheckConstraint(condition=models.Q(('is_outside', True), ('sent_to', ''), _connector='OR'), name='suggestion_run_sent_only_outside')],
            },
        ),
        migrations.AddField(
            model_name='suggestion',
            name='run',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suggestions', to='articles.suggestionrun'),
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('explanation', models.TextField()),
                ('status', models.CharField(choices=[('proposed', 'Proposed'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn by its author'), ('replaced', 'Replaced before sign-off'), ('signed-off', 'Signed off'), ('retired', 'Replaced by a later verdict')], default='proposed', max_length=10)),
                ('proposed_at', models.DateTimeField(auto_now_add=True)),
                ('signed_off_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.TextField(blank=True, verbose_name='note at sign-off or return')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='articles.claim')),
                ('rating', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='articles.rating')),
                ('returned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_off_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'permissions': [('propose_verdict', 'Can propose a verdict'), ('sign_off_verdict', "Can sign off or return another's verdict")],
                'constraints': [models.CheckConstraint(condition=models.Q(('signed_off_by', models.F('author')), _negated=True), name='verdict_needs_a_second_editor', violation_error_message='A second editor has to sign this off.'), models.CheckConstraint(condition=models.Q(models.Q(('signed_off_at__isnull', False), ('signed_off_by__isnull', False), ('status__in', ['signed-off', 'retired'])), models.Q(('signed_off_at__isnull', True), ('signed_off_by__isnull', True), ('status__in', ['proposed', 'returned', 'withdrawn', 'replaced'])), _connector='OR'), name='verdict_signed_exactly_when_signed_off'), models.CheckConstraint(condition=models.Q(models.Q(('note__regex', '\\S'), ('returned_by__isnull', False), ('status', 'returned'), models.Q(('returned_by', models.F('author')), _negated=True)), models.Q(models.Q(('status', 'returned'), _negated=True), ('returned_by__isnull', True)), _connector='OR'), name='verdict_returned_by_another_with_a_note'), models.CheckConstraint(condition=models.Q(('explanation__regex', '\\S')), name='verdict_explains_itself'), models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('claim',), name='verdict_one_proposed_per_claim'), models.UniqueConstraint(condition=models.Q(('status', 'signed-off')), fields=('claim',), name='verdict_one_signed_off_per_claim')],
            },
        ),
        migrations.AddField(
            model_name='suggestion',
            name='earlier_verdict',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.verdict'),
        ),
        migrations.AddField(
            model_name='passage',
            name='verdict',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='articles.verdict'),
        ),
        migrations.AddField(
            model_name='passagetoembed',
            name='model',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.DB_CASCADE, related_name='+', to='articles.embeddingmodel'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', False), ('shelf', 'library'), ('verdict__isnull', True)), models.Q(('document__isnull', True), ('shelf', 'checks'), ('verdict__isnull', False)), _connector='OR'), name='passage_belongs_to_a_document_or_a_verdict'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('document', 'number'), name='passage_number_once_in_a_document'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('verdict',), name='passage_once_for_a_verdict'),
        ),
        *(migrations.RunSQL(rule, migrations.RunSQL.noop) for rule in rules()),
        migrations.RunSQL(migrations.RunSQL.noop, NO_RULES),
    ]
