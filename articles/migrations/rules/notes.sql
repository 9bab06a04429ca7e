-- A source remembers that its document has left the library, whoever took it out: the evidence
-- on it is flagged for that afterwards, when its claims can be locked first.

CREATE FUNCTION factcheck_source_remembers_its_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.document_left_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER source_remembers_that_its_document_left
    BEFORE UPDATE OF document_id ON articles_source
    FOR EACH ROW WHEN (OLD.document_id IS NOT NULL AND NEW.document_id IS NULL)
    EXECUTE FUNCTION factcheck_source_remembers_its_document();
