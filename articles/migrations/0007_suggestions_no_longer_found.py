"""A suggestion says since when searches no longer find it; old ones, from their next one on."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0006_notes_that_left'),
    ]

    operations = [
        migrations.AddField(
            model_name='suggestion',
            name='lost_at',
            field=models.DateTimeField(blank=True, help_text='Since when searches of its provider do not find it; empty: the last one did.', null=True),
        ),
    ]
