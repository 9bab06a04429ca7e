"""Who wrote a page of a feed, as the feed says."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_authors'),
    ]

    operations = [
        migrations.AddField(
            model_name='feedpage',
            name='author',
            field=models.CharField(blank=True, help_text='As the feed says; the page itself knows better.', max_length=300),
        ),
    ]
