"""Evidence can be flagged for its note in the library, and because its page has moved."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_room_for_counts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='evidence',
            name='evidence_condition_is_known_by_a_look',
        ),
        migrations.RemoveConstraint(
            model_name='evidence',
            name='evidence_flagged_for_a_reason',
        ),
        migrations.AlterField(
            model_name='event',
            name='action',
            field=models.CharField(choices=[('article.brought-in', 'brought in the article'), ('article.embargoed', 'put the article under embargo'), ('article.embargo-lifted', 'lifted the embargo'), ('article.released', 'released the article'), ('article.release-taken-back', 'took the release back'), ('claim.taken', 'took the claim'), ('claim.left', 'gave the claim back'), ('claim.set-aside', 'set it aside as not a claim'), ('claim.waived', 'waived the claim'), ('claim.reopened', 'opened the claim again'), ('suggestions.asked', 'asked the providers again'), ('suggestion.dismissed', 'dismissed a suggestion'), ('suggestion.reopened', 'opened a suggestion again'), ('search.by-hand', 'searched by hand'), ('evidence.attached', 'attached evidence'), ('evidence.withdrawn', 'withdrew evidence'), ('source.look-asked', 'had a source looked at again'), ('evidence.quote-found', 'found a quote word for word on its page'), ('evidence.flagged', 'flagged evidence'), ('evidence.unflagged', 'took a flag back: the source is as it was'), ('evidence.holds', 'said that evidence still holds'), ('origin.known', 'knew that sources have one origin'), ('verdict.proposed', 'proposed a verdict'), ('verdict.signed-off', 'signed off the verdict'), ('verdict.returned', 'returned the verdict'), ('verdict.withdrawn', 'withdrew the verdict')], max_length=40),
        ),
        migrations.AlterField(
            model_name='suggestion',
            name='differs',
            field=models.JSONField(default=list, help_text="Pairs of words: the claim's, and what the text has instead."),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('condition__in', ['', 'quote-gone']), ('look__isnull', True)), models.Q(('condition__in', ['fresh', 'moved', 'changed', 'quote-gone', 'dead']), ('look__isnull', False)), _connector='OR'), name='evidence_condition_is_known_by_a_look_or_a_note'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('flagged_at__isnull', True), ('condition__in', ['moved', 'changed', 'quote-gone', 'dead']), _connector='OR'), name='evidence_flagged_for_a_reason'),
        ),
    ]
