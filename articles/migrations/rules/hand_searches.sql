-- A search by hand is kept as it was told. One that wrote itself may still change, until somebody
-- has told what came of it: it stays its person's, for its claim, and confidential once it is;
-- its words only as long as one may still be typing, which is longer than the service lets them.

CREATE FUNCTION factcheck_hand_search_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NOT OLD.is_automatic
        OR (NEW.claim_id, NEW.person_id, NEW.place, NEW.is_ours)
            IS DISTINCT FROM (OLD.claim_id, OLD.person_id, OLD.place, OLD.is_ours)
        OR (OLD.is_confidential AND NOT NEW.is_confidential)
        OR (NEW.query <> OLD.query AND OLD.recorded_at < now() - interval '5 minutes') THEN
        PERFORM factcheck_refuse('hand_search_is_kept', 'it is kept as it was made');
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER hand_search_never_changes ON articles_handsearch;
CREATE TRIGGER hand_search_is_kept BEFORE UPDATE OR DELETE ON articles_handsearch
    FOR EACH ROW EXECUTE FUNCTION factcheck_hand_search_is_kept();
