"""Rules that one row cannot see, held by triggers; each names itself as a constraint does."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION factcheck_refuse(rule text, message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = rule,
        MESSAGE = rule || ': ' || message;
END $$;

-- What was written once stays as it was written.

CREATE FUNCTION factcheck_history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM factcheck_refuse('history_is_append_only', 'the history can only be added to');
    RETURN NULL;
END $$;
CREATE TRIGGER history_is_append_only BEFORE UPDATE OR DELETE ON articles_event
    FOR EACH ROW EXECUTE FUNCTION factcheck_history_is_append_only();

CREATE FUNCTION factcheck_version_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.text, NEW.sha256, NEW.number, NEW.article_id)
        IS DISTINCT FROM (OLD.text, OLD.sha256, OLD.number, OLD.article_id) THEN
        PERFORM factcheck_refuse('article_version_never_changes', 'a version is kept as it came in');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER article_version_never_changes BEFORE UPDATE OR DELETE ON articles_articleversion
    FOR EACH ROW EXECUTE FUNCTION factcheck_version_never_changes();

CREATE FUNCTION factcheck_claim_keeps_its_sentence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM factcheck_refuse('claim_keeps_its_sentence', 'a claim stays with its sentence');
    RETURN NULL;
END $$;
CREATE TRIGGER claim_keeps_its_sentence BEFORE UPDATE ON articles_claim FOR EACH ROW
    WHEN ((NEW.sentence, NEW.start, NEW."end", NEW.number, NEW.version_id, NEW.article_id)
        IS DISTINCT FROM
        (OLD.sentence, OLD.start, OLD."end", OLD.number, OLD.version_id, OLD.article_id))
    EXECUTE FUNCTION factcheck_claim_keeps_its_sentence();

CREATE FUNCTION factcheck_snapshot_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM factcheck_refuse('snapshot_never_changes', 'a snapshot is kept as it was taken');
    RETURN NULL;
END $$;
CREATE TRIGGER snapshot_never_changes BEFORE UPDATE OR DELETE ON articles_snapshot
    FOR EACH ROW EXECUTE FUNCTION factcheck_snapshot_never_changes();

CREATE FUNCTION factcheck_verdict_words_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM factcheck_refuse('verdict_words_never_change', 'another text is another verdict');
    RETURN NULL;
END $$;
CREATE TRIGGER verdict_words_never_change BEFORE UPDATE ON articles_verdict FOR EACH ROW
    WHEN ((NEW.claim_id, NEW.rating_id, NEW.explanation, NEW.author_id)
        IS DISTINCT FROM (OLD.claim_id, OLD.rating_id, OLD.explanation, OLD.author_id))
    EXECUTE FUNCTION factcheck_verdict_words_never_change();

CREATE FUNCTION factcheck_used_rating_keeps_its_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM articles_verdict WHERE rating_id = OLD.id) THEN
        PERFORM factcheck_refuse('rating_in_use_keeps_its_words', 'retire it and make another');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rating_in_use_keeps_its_words BEFORE UPDATE ON articles_rating FOR EACH ROW
    WHEN ((NEW.scale_id, NEW.slug, NEW.label, NEW.value, NEW.needs_evidence)
        IS DISTINCT FROM (OLD.scale_id, OLD.slug, OLD.label, OLD.value, OLD.needs_evidence))
    EXECUTE FUNCTION factcheck_used_rating_keeps_its_words();

-- What has to hold between two tables.

CREATE FUNCTION factcheck_claim_stands_in_its_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM articles_articleversion version
                   WHERE version.id = NEW.version_id AND version.article_id = NEW.article_id) THEN
        PERFORM factcheck_refuse('claim_and_version_are_of_one_article', 'they are of two');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_and_version_are_of_one_article BEFORE INSERT ON articles_claim
    FOR EACH ROW EXECUTE FUNCTION factcheck_claim_stands_in_its_version();

CREATE FUNCTION factcheck_exact_quote_stands_in_its_snapshot() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    found record;
BEGIN
    SELECT snapshot.source_id,
        substr(snapshot.text, NEW.quote_start + 1, NEW.quote_end - NEW.quote_start) AS words
    INTO found FROM articles_snapshot snapshot WHERE snapshot.id = NEW.snapshot_id;
    IF found.source_id IS DISTINCT FROM NEW.source_id THEN
        PERFORM factcheck_refuse('evidence_snapshot_is_of_its_source', 'it is of another source');
    END IF;
    IF NEW.is_exact AND found.words IS DISTINCT FROM NEW.quote THEN
        PERFORM factcheck_refuse('evidence_exact_quote_stands_in_its_snapshot', 'it does not');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER evidence_exact_quote_stands_in_its_snapshot
    BEFORE INSERT OR UPDATE OF quote, is_exact, quote_start, quote_end, snapshot_id, source_id
    ON articles_evidence FOR EACH ROW WHEN (NEW.snapshot_id IS NOT NULL)
    EXECUTE FUNCTION factcheck_exact_quote_stands_in_its_snapshot();

CREATE FUNCTION factcheck_evidence_came_from_its_claims_suggestion() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM articles_suggestion suggestion
                   WHERE suggestion.id = NEW.suggestion_id AND suggestion.claim_id = NEW.claim_id)
    THEN
        PERFORM factcheck_refuse('evidence_and_suggestion_are_of_one_claim', 'they are of two');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER evidence_and_suggestion_are_of_one_claim
    BEFORE INSERT OR UPDATE OF suggestion_id, claim_id ON articles_evidence FOR EACH ROW
    WHEN (NEW.suggestion_id IS NOT NULL)
    EXECUTE FUNCTION factcheck_evidence_came_from_its_claims_suggestion();

CREATE FUNCTION factcheck_verdict_needs_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT needs_evidence FROM articles_rating WHERE id = NEW.rating_id)
        AND NOT EXISTS (SELECT FROM articles_evidence
                        WHERE claim_id = NEW.claim_id AND withdrawn_at IS NULL) THEN
        PERFORM factcheck_refuse('verdict_needs_evidence', 'its claim has none');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER verdict_needs_evidence BEFORE INSERT OR UPDATE OF status ON articles_verdict
    FOR EACH ROW WHEN (NEW.status IN ('proposed', 'signed-off'))
    EXECUTE FUNCTION factcheck_verdict_needs_evidence();

CREATE FUNCTION factcheck_verdict_keeps_its_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM articles_verdict WHERE claim_id = OLD.claim_id
               AND status = 'signed-off' AND signed_off_at >= OLD.added_at) THEN
        PERFORM factcheck_refuse('verdict_keeps_its_evidence', 'a verdict was signed off on it');
    END IF;
    IF EXISTS (SELECT FROM articles_verdict verdict
               JOIN articles_rating rating ON rating.id = verdict.rating_id
               WHERE verdict.claim_id = OLD.claim_id AND rating.needs_evidence
                   AND verdict.status IN ('proposed', 'signed-off'))
        AND NOT EXISTS (SELECT FROM articles_evidence WHERE claim_id = OLD.claim_id
                        AND withdrawn_at IS NULL AND id <> OLD.id) THEN
        PERFORM factcheck_refuse('verdict_keeps_its_evidence', 'a verdict rests on this alone');
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER verdict_keeps_its_evidence BEFORE UPDATE OF withdrawn_at ON articles_evidence
    FOR EACH ROW WHEN (NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL)
    EXECUTE FUNCTION factcheck_verdict_keeps_its_evidence();

CREATE FUNCTION factcheck_verdict_not_signed_by_the_articles_author() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM articles_claim claim
               JOIN articles_article article ON article.id = claim.article_id
               WHERE claim.id = NEW.claim_id AND article.author_id = NEW.signed_off_by_id) THEN
        PERFORM factcheck_refuse('verdict_not_signed_by_the_articles_author', 'they wrote it');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER verdict_not_signed_by_the_articles_author
    BEFORE INSERT OR UPDATE OF signed_off_by_id ON articles_verdict
    FOR EACH ROW WHEN (NEW.signed_off_by_id IS NOT NULL)
    EXECUTE FUNCTION factcheck_verdict_not_signed_by_the_articles_author();

-- A claim and its verdicts may disagree within a transaction, never after it.

CREATE FUNCTION factcheck_claim_agrees_with_its_verdicts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked bigint := (CASE WHEN TG_TABLE_NAME = 'articles_claim'
        THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'claim_id' END)::bigint;
    standing text := (SELECT status FROM articles_claim WHERE id = checked);
    is_proposed boolean := EXISTS (
        SELECT FROM articles_verdict WHERE claim_id = checked AND status = 'proposed');
    is_signed boolean := EXISTS (
        SELECT FROM articles_verdict WHERE claim_id = checked AND status = 'signed-off');
BEGIN
    IF is_proposed <> (standing = 'proposed')
        OR (standing = 'signed-off' AND NOT is_signed)
        OR (is_signed AND standing IN
            ('unchecked', 'in-progress', 'needs-author', 'awaiting-reply', 'waived', 'not-a-claim'))
    THEN
        PERFORM factcheck_refuse('claim_agrees_with_its_verdicts',
            'claim ' || checked || ' is ' || standing);
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_agrees_with_its_verdicts
    AFTER UPDATE ON articles_claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.status IS DISTINCT FROM OLD.status)
    EXECUTE FUNCTION factcheck_claim_agrees_with_its_verdicts();
CREATE CONSTRAINT TRIGGER claim_begins_without_a_verdict
    AFTER INSERT ON articles_claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.status IN ('proposed', 'signed-off'))
    EXECUTE FUNCTION factcheck_claim_agrees_with_its_verdicts();
CREATE CONSTRAINT TRIGGER verdict_agrees_with_its_claim
    AFTER INSERT OR UPDATE ON articles_verdict DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION factcheck_claim_agrees_with_its_verdicts();

-- What a shelf holds is counted by the database, whoever adds or deletes a passage.

CREATE FUNCTION factcheck_count_passages() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sign integer := TG_ARGV[0];
BEGIN
    UPDATE articles_librarystatistics statistics
    SET passages = statistics.passages + sign * counted.passages,
        length = statistics.length + sign * counted.length
    FROM (SELECT shelf, count(*) AS passages, sum(length) AS length
          FROM changed GROUP BY shelf) counted
    WHERE statistics.shelf = counted.shelf;
    UPDATE articles_lexeme lexeme
    SET passages = lexeme.passages + sign * counted.passages
    FROM (SELECT word, count(*) AS passages
          FROM changed, unnest(lexemes) AS word GROUP BY word) counted
    WHERE lexeme.id = counted.word;
    RETURN NULL;
END $$;
CREATE TRIGGER passage_added_is_counted AFTER INSERT ON articles_passage
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION factcheck_count_passages('1');
CREATE TRIGGER passage_deleted_is_counted AFTER DELETE ON articles_passage
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION factcheck_count_passages('-1');
-- In the order of their names: what it was is taken away before what it is is added.
CREATE TRIGGER passage_changed_is_counted_1 AFTER UPDATE ON articles_passage
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION factcheck_count_passages('-1');
CREATE TRIGGER passage_changed_is_counted_2 AFTER UPDATE ON articles_passage
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION factcheck_count_passages('1');

-- The passages with any of the words, or with both of the first to fourth pair (laid end to
-- end in pairs), best first. It is a function so that its setting ends with it: the planner
-- takes comparing arrays for cheap, and would read the whole table where the index is faster.

CREATE FUNCTION factcheck_best_passages(
    words integer[], pairs integer[], rarity sparsevec, most integer
) RETURNS TABLE (passage bigint, score double precision)
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT id, -(weights <#> rarity) AS score FROM articles_passage
    WHERE lexemes && words
        OR lexemes @> ARRAY[pairs[1], pairs[2]] OR lexemes @> ARRAY[pairs[3], pairs[4]]
        OR lexemes @> ARRAY[pairs[5], pairs[6]] OR lexemes @> ARRAY[pairs[7], pairs[8]]
    ORDER BY score DESC, id LIMIT most
$$;
"""

BACKWARD = """
DROP FUNCTION factcheck_best_passages;
DROP TRIGGER passage_changed_is_counted_2 ON articles_passage;
DROP TRIGGER passage_changed_is_counted_1 ON articles_passage;
DROP TRIGGER passage_deleted_is_counted ON articles_passage;
DROP TRIGGER passage_added_is_counted ON articles_passage;
DROP FUNCTION factcheck_count_passages;
DROP TRIGGER verdict_agrees_with_its_claim ON articles_verdict;
DROP TRIGGER claim_begins_without_a_verdict ON articles_claim;
DROP TRIGGER claim_agrees_with_its_verdicts ON articles_claim;
DROP TRIGGER verdict_not_signed_by_the_articles_author ON articles_verdict;
DROP TRIGGER verdict_keeps_its_evidence ON articles_evidence;
DROP TRIGGER verdict_needs_evidence ON articles_verdict;
DROP TRIGGER evidence_and_suggestion_are_of_one_claim ON articles_evidence;
DROP TRIGGER evidence_exact_quote_stands_in_its_snapshot ON articles_evidence;
DROP TRIGGER claim_and_version_are_of_one_article ON articles_claim;
DROP TRIGGER rating_in_use_keeps_its_words ON articles_rating;
DROP TRIGGER verdict_words_never_change ON articles_verdict;
DROP TRIGGER snapshot_never_changes ON articles_snapshot;
DROP TRIGGER claim_keeps_its_sentence ON articles_claim;
DROP TRIGGER article_version_never_changes ON articles_articleversion;
DROP TRIGGER history_is_append_only ON articles_event;
DROP FUNCTION factcheck_claim_agrees_with_its_verdicts;
DROP FUNCTION factcheck_verdict_not_signed_by_the_articles_author;
DROP FUNCTION factcheck_verdict_keeps_its_evidence;
DROP FUNCTION factcheck_verdict_needs_evidence;
DROP FUNCTION factcheck_evidence_came_from_its_claims_suggestion;
DROP FUNCTION factcheck_exact_quote_stands_in_its_snapshot;
DROP FUNCTION factcheck_claim_stands_in_its_version;
DROP FUNCTION factcheck_used_rating_keeps_its_words;
DROP FUNCTION factcheck_verdict_words_never_change;
DROP FUNCTION factcheck_snapshot_never_changes;
DROP FUNCTION factcheck_claim_keeps_its_sentence;
DROP FUNCTION factcheck_version_never_changes;
DROP FUNCTION factcheck_history_is_append_only;
DROP FUNCTION factcheck_refuse;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
