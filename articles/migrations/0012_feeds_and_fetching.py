"""Fetching pages is data of the desk; the feeds that it follows are of one kind of row."""

import os

from django.conf import settings
from django.db import migrations, models


def lay_the_switch(apps, schema_editor):
    """Where the server's setting has said yes so far, pages are fetched as before."""
    was_on = settings.FETCH_PAGES and "FACTCHECK_FETCH_PAGES" in os.environ
    switch = apps.get_model("articles", "PageFetching")
    switch.objects.using(schema_editor.connection.alias).create(id=1, is_on=was_on)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_searches_and_origins'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PageFetching',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_on', models.BooleanField(default=False, help_text='Pages of sources, links in articles, feeds and addresses for the library are fetched. Their servers see this desk’s address.', verbose_name='on')),
            ],
            options={
                'verbose_name': 'fetching of pages',
                'verbose_name_plural': 'fetching of pages',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='page_fetching_is_one_row')],
            },
        ),
        migrations.RunPython(lay_the_switch, migrations.RunPython.noop),
    ]
