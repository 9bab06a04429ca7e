"""More rules that hold whoever writes: of an article's writers, and of what is never deleted."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION factcheck_wrote(person bigint, article bigint) RETURNS boolean LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (SELECT FROM articles_article WHERE id = article AND author_id = person)
        OR EXISTS (SELECT FROM articles_article_coauthors
                   WHERE article_id = article AND user_id = person)
$$;

CREATE OR REPLACE FUNCTION factcheck_verdict_not_signed_by_the_articles_author() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM articles_claim claim WHERE claim.id = NEW.claim_id
               AND factcheck_wrote(NEW.signed_off_by_id, claim.article_id)) THEN
        PERFORM factcheck_refuse('verdict_not_signed_by_the_articles_author', 'they wrote it');
    END IF;
    RETURN NEW;
END $$;

-- Nor does anybody become a writer of what they have signed off.

CREATE FUNCTION factcheck_writer_has_signed_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
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
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER writer_has_signed_nothing_of_the_article
    BEFORE UPDATE OF author_id ON articles_article
    FOR EACH ROW WHEN (NEW.author_id IS DISTINCT FROM OLD.author_id)
    EXECUTE FUNCTION factcheck_writer_has_signed_nothing();
CREATE TRIGGER writer_has_signed_nothing_of_the_article
    BEFORE INSERT OR UPDATE ON articles_article_coauthors
    FOR EACH ROW EXECUTE FUNCTION factcheck_writer_has_signed_nothing();

-- Verdicts and evidence are answered for afterwards.

CREATE FUNCTION factcheck_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM factcheck_refuse(TG_NAME, 'it is kept: withdraw it instead');
    RETURN OLD;
END $$;
CREATE TRIGGER verdict_is_never_deleted BEFORE DELETE ON articles_verdict
    FOR EACH ROW EXECUTE FUNCTION factcheck_is_kept();
CREATE TRIGGER evidence_is_never_deleted BEFORE DELETE ON articles_evidence
    FOR EACH ROW EXECUTE FUNCTION factcheck_is_kept();
CREATE TRIGGER evidence_stays_with_its_claim BEFORE UPDATE ON articles_evidence
    FOR EACH ROW WHEN ((NEW.claim_id, NEW.source_id) IS DISTINCT FROM (OLD.claim_id, OLD.source_id))
    EXECUTE FUNCTION factcheck_is_kept();

-- A passage is known by its document and its words, and no more by a number that changes.

UPDATE articles_suggestion suggestion
SET key = 'document:' || document_id || ':'
    || left(encode(sha256(convert_to(text, 'UTF8')), 'hex'), 16)
WHERE key LIKE 'passage:%' AND document_id IS NOT NULL AND id IN (
    SELECT DISTINCT ON (claim_id, provider_id, document_id, text) id FROM articles_suggestion
    ORDER BY claim_id, provider_id, document_id, text, id);
"""

BACKWARD = """
DROP TRIGGER evidence_stays_with_its_claim ON articles_evidence;
DROP TRIGGER evidence_is_never_deleted ON articles_evidence;
DROP TRIGGER verdict_is_never_deleted ON articles_verdict;
DROP FUNCTION factcheck_is_kept;
DROP TRIGGER writer_has_signed_nothing_of_the_article ON articles_article_coauthors;
DROP TRIGGER writer_has_signed_nothing_of_the_article ON articles_article;
DROP FUNCTION factcheck_writer_has_signed_nothing;
CREATE OR REPLACE FUNCTION factcheck_verdict_not_signed_by_the_articles_author() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM articles_claim claim
               JOIN articles_article article ON article.id = claim.article_id
               WHERE claim.id = NEW.claim_id AND article.author_id = NEW.signed_off_by_id) THEN
        PERFORM factcheck_refuse('verdict_not_signed_by_the_articles_author', 'they wrote it');
    END IF;
    RETURN NEW;
END $$;
DROP FUNCTION factcheck_wrote;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_coauthors_and_the_next_run")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
