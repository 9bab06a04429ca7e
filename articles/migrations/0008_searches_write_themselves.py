"""A search of our own library by hand writes itself into the log."""

from pathlib import Path

from django.conf import settings
from django.db import migrations, models

RULES = Path(__file__).with_name("rules") / "hand_searches.sql"
NO_RULES = """
DROP FUNCTION factcheck_hand_search_is_kept CASCADE;
-- Nobody has said them, and nobody is to be told that somebody did.
DELETE FROM articles_handsearch WHERE is_automatic;
SET CONSTRAINTS ALL IMMEDIATE;
CREATE TRIGGER hand_search_never_changes BEFORE UPDATE OR DELETE ON articles_handsearch
    FOR EACH ROW EXECUTE FUNCTION factcheck_is_written_once();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_suggestions_no_longer_found'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='handsearch',
            name='is_automatic',
            field=models.BooleanField(default=False, verbose_name='wrote itself, nobody has said what came'),
        ),
        migrations.AddConstraint(
            model_name='handsearch',
            constraint=models.CheckConstraint(condition=models.Q(('is_automatic', False), models.Q(('is_ours', True), ('note', '')), _connector='OR'), name='hand_search_that_wrote_itself_is_ours_and_has_no_note'),
        ),
        migrations.RunSQL(RULES.read_text(), NO_RULES),
    ]
