"""A frozen set keeps the words that are asked; figures that are kept say what they are of.

What is there stays as it is: nothing is known of it that could be filled in.
"""

from django.db import migrations, models
from django.db.models.functions import MD5


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_notes_flag_evidence'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='deskpair',
            name='desk_pair_once_in_a_set',
        ),
        migrations.AddField(
            model_name='deskfigures',
            name='model',
            field=models.CharField(blank=True, help_text='What it was measured with; not known of old ones.', max_length=300),
        ),
        migrations.AddField(
            model_name='deskfigures',
            name='passages',
            field=models.PositiveBigIntegerField(help_text='How many the library had that was searched; not known of old ones.', null=True),
        ),
        migrations.AddField(
            model_name='deskpair',
            name='article',
            field=models.PositiveBigIntegerField(help_text="The number of the claim's article, which is no evidence for itself once it is in the library. Sets of before this was kept have none, and the bare sentence.", null=True),
        ),
        migrations.AlterField(
            model_name='deskpair',
            name='text',
            field=models.TextField(help_text='As the search is asked: with what the sentence leaves to those before it.', verbose_name='words of the claim'),
        ),
        migrations.AddConstraint(
            model_name='deskpair',
            constraint=models.UniqueConstraint(models.F('desk_set'), MD5('text'), models.F('article'), models.F('document'), name='desk_pair_once_in_a_set', nulls_distinct=False),
        ),
    ]
