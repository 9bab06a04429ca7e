"""Sentences of passages are read one by one, of those that have their vector already, too."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

RULES = Path(__file__).with_name("rules") / "sentences.sql"
NO_RULES = "DROP FUNCTION factcheck_sentences_wait_to_be_read CASCADE"
ALL_WAIT = """
INSERT INTO articles_passagesentences (passage_id, model_id)
SELECT passage_id, model_id FROM articles_passagevector
"""


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0012_headings_out_of_addresses'),
    ]

    operations = [
        migrations.CreateModel(
            name='PassageSentences',
            fields=[
                ('pk', models.CompositePrimaryKey('passage_id', 'model_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('signs', models.BinaryField(help_text='See articles.ranking.beyond: null until read, empty for too few.', null=True)),
                ('model', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.embeddingmodel')),
                ('passage', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.passage')),
            ],
            options={
                'verbose_name_plural': "passages' sentences",
                'indexes': [models.Index(condition=models.Q(('signs__isnull', True)), fields=['model', 'passage'], name='sentences_to_read')],
            },
        ),
        migrations.RunSQL(RULES.read_text(), NO_RULES),
        migrations.RunSQL(ALL_WAIT, migrations.RunSQL.noop),
    ]
