-- What has to hold between a claim, its evidence and its verdicts.

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

CREATE FUNCTION factcheck_wrote(person bigint, article bigint) RETURNS boolean LANGUAGE sql STABLE
AS $$
    SELECT EXISTS (SELECT FROM articles_article WHERE id = article AND author_id = person)
        OR EXISTS (SELECT FROM articles_article_coauthors
                   WHERE article_id = article AND user_id = person)
$$;

CREATE FUNCTION factcheck_verdict_not_signed_by_the_articles_author() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM articles_claim claim WHERE claim.id = NEW.claim_id
               AND factcheck_wrote(NEW.signed_off_by_id, claim.article_id)) THEN
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
