-- The shelves: what they hold is counted, and how they are asked.

CREATE FUNCTION factcheck_count_passages() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sign integer := TG_ARGV[0];
BEGIN
    IF TG_OP = 'INSERT' AND current_setting('factcheck.counted', true) = 'on' THEN
        RETURN NULL;
    END IF;
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

CREATE FUNCTION factcheck_documents_alike(sketches text[])
RETURNS TABLE (document bigint, numbers integer[])
LANGUAGE sql STABLE SET enable_seqscan = off
AS $$
    SELECT DISTINCT alike.id, alike.sketch
    FROM unnest(sketches) AS given(sketch) CROSS JOIN LATERAL (
        SELECT document.id, document.sketch FROM articles_librarydocument document
        WHERE document.sketch && given.sketch::integer[] AND document.repeats_id IS NULL LIMIT 20
    ) alike
$$;

-- A vector goes with its passage. Django would read the vectors first, to delete them one by one.
ALTER TABLE articles_passagevector
    ADD CONSTRAINT vector_goes_with_its_passage FOREIGN KEY (passage_id)
    REFERENCES articles_passage (id) ON DELETE CASCADE;
ALTER TABLE articles_passagetoembed
    ADD CONSTRAINT wait_ends_with_its_passage FOREIGN KEY (passage_id)
    REFERENCES articles_passage (id) ON DELETE CASCADE;

-- Whoever adds a passage, it waits for its vector by the model in use.
CREATE FUNCTION factcheck_passage_waits_for_its_vector() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_passagetoembed (passage_id, model_id)
    SELECT added.id, model.id FROM added, articles_embeddingmodel model WHERE model.is_current;
    RETURN NULL;
END $$;
CREATE TRIGGER passage_waits_for_its_vector AFTER INSERT ON articles_passage
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION factcheck_passage_waits_for_its_vector();

-- A passage's words never change: a changed document is cut anew. So its vector stays true.
CREATE FUNCTION factcheck_passage_keeps_its_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM factcheck_refuse('passage_keeps_its_words', 'another text is another passage');
    RETURN NULL;
END $$;
CREATE TRIGGER passage_keeps_its_words BEFORE UPDATE OF text, title, shelf ON articles_passage
    FOR EACH ROW WHEN (
        (OLD.text, OLD.title, OLD.shelf) IS DISTINCT FROM (NEW.text, NEW.title, NEW.shelf)
    ) EXECUTE FUNCTION factcheck_passage_keeps_its_words();
