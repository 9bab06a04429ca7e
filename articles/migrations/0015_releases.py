"""An article is released when no claim of it is open, by an editor who did not write it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WRITER = """
CREATE OR REPLACE FUNCTION factcheck_writer_has_signed_nothing() RETURNS trigger LANGUAGE plpgsql
AS $$
DECLARE
    written bigint := (CASE WHEN TG_TABLE_NAME = 'articles_article'
        THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'article_id' END)::bigint;
    person bigint := (CASE WHEN TG_TABLE_NAME = 'articles_article'
        THEN to_jsonb(NEW) ->> 'author_id' ELSE to_jsonb(NEW) ->> 'user_id' END)::bigint;
BEGIN
    IF EXISTS (SELECT FROM articles_verdict verdict
               JOIN articles_claim claim ON claim.id = verdict.claim_id
               WHERE claim.article_id = written AND verdict.signed_off_by_id = person) THEN
        PERFORM factcheck_refuse('writer_has_signed_nothing_of_the_article',
            'they signed off a verdict on it');
    END IF;%s
    RETURN NEW;
END $$;
"""
HAS_RELEASED = """
    IF TG_TABLE_NAME <> 'articles_article' THEN  -- else it is locked already
        PERFORM FROM articles_article WHERE id = written FOR NO KEY UPDATE;
    END IF;
    IF EXISTS (SELECT FROM articles_article
               WHERE id = written AND released_by_id = person) THEN
        PERFORM factcheck_refuse('writer_has_signed_nothing_of_the_article', 'they released it');
    END IF;"""

FORWARD = """
CREATE FUNCTION factcheck_article_may_be_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM factcheck_refuse('article_released_with_nothing_open', 'it is only brought in');
    END IF;
    -- Whoever acts on a claim at this moment comes before or after all of this.
    PERFORM FROM articles_claim WHERE article_id = NEW.id ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM articles_claim WHERE article_id = NEW.id AND status IN
                  ('unchecked', 'in-progress', 'needs-author', 'awaiting-reply', 'proposed',
                   'stale')) THEN
        PERFORM factcheck_refuse('article_released_with_nothing_open', 'a claim is open');
    ELSIF NEW.released_by_id = NEW.author_id OR factcheck_wrote(NEW.released_by_id, NEW.id) THEN
        PERFORM factcheck_refuse('article_not_released_by_its_author', 'they wrote it');
    END IF;
    RETURN NEW;
END $$;
-- A claim may be opened again afterwards: what was released is answered for.
CREATE TRIGGER article_released_with_nothing_open_1 BEFORE INSERT ON articles_article
    FOR EACH ROW WHEN (NEW.released_at IS NOT NULL)
    EXECUTE FUNCTION factcheck_article_may_be_released();
CREATE TRIGGER article_released_with_nothing_open_2
    BEFORE UPDATE OF released_at, released_by_id ON articles_article
    FOR EACH ROW WHEN (
        NEW.released_at IS NOT NULL
        AND (NEW.released_at, NEW.released_by_id)
            IS DISTINCT FROM (OLD.released_at, OLD.released_by_id)
    ) EXECUTE FUNCTION factcheck_article_may_be_released();
""" + WRITER % HAS_RELEASED

BACKWARD = """
DROP TRIGGER article_released_with_nothing_open_2 ON articles_article;
DROP TRIGGER article_released_with_nothing_open_1 ON articles_article;
DROP FUNCTION factcheck_article_may_be_released;
""" + WRITER % ""


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0014_confidential_searches_of_the_library'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='article',
            options={'ordering': ['-brought_in_at', '-pk'], 'permissions': [('bring_in_article', 'Can bring in an article'), ('export_verdicts', 'Can take verdicts away as a file'), ('embargo_article', 'Can put an article under embargo and lift it'), ('release_article', 'Can release an article and take the release back')]},
        ),
        migrations.AddField(
            model_name='article',
            name='released_at',
            field=models.DateTimeField(blank=True, help_text='From then on it may run.', null=True, verbose_name='released'),
        ),
        migrations.AddField(
            model_name='article',
            name='released_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='event',
            name='action',
            field=models.CharField(choices=[('article.brought-in', 'brought in the article'), ('article.embargoed', 'put the article under embargo'), ('article.embargo-lifted', 'lifted the embargo'), ('article.released', 'released the article'), ('article.release-taken-back', 'took the release back'), ('claim.taken', 'took the claim'), ('claim.left', 'gave the claim back'), ('claim.set-aside', 'set it aside as not a claim'), ('claim.waived', 'waived the claim'), ('claim.reopened', 'opened the claim again'), ('suggestions.asked', 'asked the providers again'), ('suggestion.dismissed', 'dismissed a suggestion'), ('suggestion.reopened', 'opened a suggestion again'), ('search.by-hand', 'searched by hand'), ('evidence.attached', 'attached evidence'), ('evidence.withdrawn', 'withdrew evidence'), ('source.look-asked', 'had a source looked at again'), ('evidence.quote-found', 'found a quote word for word on its page'), ('evidence.flagged', 'flagged evidence'), ('evidence.unflagged', 'took a flag back: the page is as it was'), ('evidence.holds', 'said that evidence still holds'), ('origin.known', 'knew that sources have one origin'), ('verdict.proposed', 'proposed a verdict'), ('verdict.signed-off', 'signed off the verdict'), ('verdict.returned', 'returned the verdict'), ('verdict.withdrawn', 'withdrew the verdict')], max_length=40),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', True), ('released_by__isnull', True)), models.Q(('released_at__isnull', False), ('released_by__isnull', False)), _connector='OR'), name='article_released_by_somebody_at_some_time'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('released_at__isnull', True), ('is_embargoed', False), _connector='OR'), name='article_released_is_under_no_embargo'),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
