-- Who may have written an article, and when it may be released.

CREATE FUNCTION factcheck_writer_has_signed_nothing() RETURNS trigger LANGUAGE plpgsql
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
    END IF;
    IF TG_TABLE_NAME <> 'articles_article' THEN  -- else it is locked already
        PERFORM FROM articles_article WHERE id = written FOR NO KEY UPDATE;
    END IF;
    IF EXISTS (SELECT FROM articles_article
               WHERE id = written AND released_by_id = person) THEN
        PERFORM factcheck_refuse('writer_has_signed_nothing_of_the_article', 'they released it');
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
