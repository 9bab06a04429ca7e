"""Evidence can be flagged because its note has left the library."""

from pathlib import Path

from django.conf import settings
from django.db import migrations, models

RULES = Path(__file__).with_name("rules") / "notes.sql"
NO_RULES = "DROP FUNCTION factcheck_source_remembers_its_document CASCADE"

UNTOLD = """
UPDATE articles_evidence SET condition = '', flagged_at = NULL WHERE condition = 'note-gone';
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0005_what_was_measured'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='evidence',
            name='evidence_condition_is_known_by_a_look_or_a_note',
        ),
        migrations.RemoveConstraint(
            model_name='evidence',
            name='evidence_flagged_for_a_reason',
        ),
        migrations.AddField(
            model_name='source',
            name='document_left_at',
            field=models.DateTimeField(blank=True, editable=False, help_text='A trigger sets it, whoever took the document out.', null=True, verbose_name='when its document left the library'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='condition',
            field=models.CharField(blank=True, choices=[('fresh', 'As it was'), ('moved', 'Moved'), ('changed', 'Changed'), ('quote-gone', 'Quote no longer there'), ('note-gone', 'No longer in the library'), ('dead', 'Dead')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('condition__in', ['', 'quote-gone', 'note-gone']), ('look__isnull', True)), models.Q(('condition__in', ['fresh', 'moved', 'changed', 'quote-gone', 'dead']), ('look__isnull', False)), _connector='OR'), name='evidence_condition_is_known_by_a_look_or_a_note'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('flagged_at__isnull', True), ('condition__in', ['moved', 'changed', 'quote-gone', 'note-gone', 'dead']), _connector='OR'), name='evidence_flagged_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('document__isnull', True), ('document_left_at__isnull', True), _connector='OR'), name='source_document_is_there_or_has_left'),
        ),
        migrations.RunSQL(RULES.read_text(), NO_RULES),
        # The first thing that is undone: what was not yet known is said no longer.
        migrations.RunSQL(migrations.RunSQL.noop, UNTOLD),
    ]
