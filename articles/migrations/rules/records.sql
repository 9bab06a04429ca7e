-- What was written once stays as it was written.

CREATE FUNCTION factcheck_refuse(rule text, message text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = rule,
        MESSAGE = rule || ': ' || message;
END $$;

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

CREATE FUNCTION factcheck_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM factcheck_refuse(TG_NAME, 'it is kept as it was written');
    RETURN OLD;
END $$;
CREATE TRIGGER hand_search_never_changes BEFORE UPDATE OR DELETE ON articles_handsearch
    FOR EACH ROW EXECUTE FUNCTION factcheck_is_written_once();
CREATE TRIGGER desk_pair_stays_frozen BEFORE UPDATE OR DELETE ON articles_deskpair
    FOR EACH ROW EXECUTE FUNCTION factcheck_is_written_once();
