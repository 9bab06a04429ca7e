"""That somebody opened a suggestion: unfolded it, or followed its link."""

from django.conf import settings
from django.db import models


class Opening(models.Model):
    suggestion = models.ForeignKey("articles.Suggestion", models.PROTECT, related_name="openings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        permissions = [("view_scorecard", "Can see how good the suggestions of each provider are")]
        constraints = [
            models.UniqueConstraint(
                name="opening_once_a_suggestion_and_person", fields=["suggestion", "person"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} opened suggestion {self.suggestion_id}"
