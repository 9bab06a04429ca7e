-- What leaves the house, and what is never looked at.

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

CREATE FUNCTION factcheck_look_never_at_a_confidential_source() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM articles_source WHERE id = NEW.source_id AND is_confidential) THEN
        PERFORM factcheck_refuse('look_never_at_a_confidential_source', 'it is confidential');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER look_never_at_a_confidential_source
    BEFORE INSERT OR UPDATE OF source_id, status, attempts ON articles_look
    FOR EACH ROW WHEN (NEW.status IN ('queued', 'running', 'taken'))
    EXECUTE FUNCTION factcheck_look_never_at_a_confidential_source();
