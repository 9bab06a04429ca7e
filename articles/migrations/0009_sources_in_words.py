"""Sources say in words what kind they are and where they are found again.

A source that came from a suggestion without an address kept the key that its provider knows.
"""

from django.conf import settings
from django.db import migrations, models

CHECKS = """
UPDATE articles_source source
SET reference = provider.name || ': this desk’s check of claim ' || verdict.claim_id
    || ', signed off on ' || to_char(verdict.signed_off_at AT TIME ZONE %s, 'FMDD FMMonth YYYY')
FROM articles_evidence evidence
JOIN articles_suggestion suggestion ON suggestion.id = evidence.suggestion_id
JOIN articles_provider provider ON provider.id = suggestion.provider_id
JOIN articles_verdict verdict ON verdict.id = suggestion.earlier_verdict_id
WHERE evidence.source_id = source.id AND source.medium = 'document'
    AND right(source.reference, length(suggestion.key) + 2) = ', ' || suggestion.key
"""
DOCUMENTS = """
UPDATE articles_source SET reference = 'Evidence library, document ' || document_id
WHERE medium = 'document' AND (
    reference ~ (', document:' || document_id || ':[0-9a-f]{16}$')
    OR reference = 'Evidence library, ' || document_id
)
"""


def say_in_words(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(CHECKS, [settings.TIME_ZONE])
        cursor.execute(DOCUMENTS)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_searches_write_themselves'),
    ]

    operations = [
        migrations.AlterField(
            model_name='source',
            name='kind',
            field=models.CharField(choices=[('primary', 'Primary: was there, said it, or is the record itself'), ('secondary', 'Secondary: tells what others saw, said or found'), ('anonymous', 'Anonymous'), ('document', 'Document'), ('data', 'Data')], max_length=9),
        ),
        migrations.AlterField(
            model_name='suggestionrun',
            name='provider_version',
            field=models.CharField(blank=True, help_text='How Factcheck looked there: searches by one version can be compared.', max_length=40, verbose_name='version of our search there'),
        ),
        migrations.RunPython(say_in_words, migrations.RunPython.noop),
    ]
