-- The sentences of a passage are read once it has its vector, whoever made that, and go with it.

ALTER TABLE articles_passagesentences
    ADD CONSTRAINT sentences_go_with_their_vector FOREIGN KEY (passage_id, model_id)
    REFERENCES articles_passagevector (passage_id, model_id) ON DELETE CASCADE;

CREATE FUNCTION factcheck_sentences_wait_to_be_read() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_passagesentences (passage_id, model_id)
    SELECT passage_id, model_id FROM added;
    RETURN NULL;
END $$;
CREATE TRIGGER sentences_wait_to_be_read AFTER INSERT ON articles_passagevector
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION factcheck_sentences_wait_to_be_read();
