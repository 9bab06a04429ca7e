"""Documents without a title are found by the words of their address, too: by meaning, once they
have new vectors. Their words are taken anew with all others', as words are cut in another way.
"""

from django.db import migrations

# The one without a model in use has no vectors that count.
WAITS = """
WITH untitled AS (
    SELECT passage.id FROM articles_passage passage
    JOIN articles_librarydocument document ON document.id = passage.document_id
    WHERE document.title !~ '\\S' AND document.url <> ''
), made AS (
    DELETE FROM articles_passagevector USING untitled, articles_embeddingmodel model
    WHERE passage_id = untitled.id AND model_id = model.id AND model.is_current
    RETURNING passage_id, model_id
)
INSERT INTO articles_passagetoembed (passage_id, model_id)
SELECT passage_id, model_id FROM made ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_authors_in_feeds'),
    ]

    operations = [
        migrations.RunSQL(WAITS, migrations.RunSQL.noop),
    ]
