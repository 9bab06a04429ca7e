"""Who wrote a document, as it says itself; what is there stays without."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0009_sources_in_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='librarydocument',
            name='author',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='source',
            name='author',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='author',
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
