"""Room on each page of words for their counts, which every batch that comes in changes.

A row that finds room beside what it was leaves all indexes as they are.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_beginning")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE articles_lexeme SET (fillfactor = 40)",
            "ALTER TABLE articles_lexeme RESET (fillfactor)",
        )
    ]
