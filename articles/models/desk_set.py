"""Frozen sets of what the desk itself accepted, to measure the search on before it is changed."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5


class DeskSet(models.Model):
    name = models.CharField(max_length=80, unique=True)
    frozen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-frozen_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="desk_set_has_a_name", condition=Q(name__regex=r"\S"))
        ]

    def __str__(self) -> str:
        return self.name


class DeskPair(models.Model):
    """A claim's words, and a library document that somebody attached to it."""

    desk_set = models.ForeignKey(DeskSet, models.PROTECT, related_name="pairs")
    text = models.TextField(
        "words of the claim",
        help_text="As the search is asked: with what the sentence leaves to those before it.",
    )
    article = models.PositiveBigIntegerField(
        null=True,
        help_text="The number of the claim's article, which is no evidence for itself once it is "
        "in the library. Sets of before this was kept have none, and the bare sentence.",
    )
    document = models.PositiveBigIntegerField(
        help_text="The document's number in the library: it may have gone from there since."
    )
    title = models.CharField(max_length=500)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "desk_set",
                MD5("text"),  # a long sentence itself does not fit into an index
                "article",
                "document",
                name="desk_pair_once_in_a_set",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.text[:80]}: {self.title}"


class DeskFigures(models.Model):
    """What a measurement on a set came to, when somebody wanted it kept."""

    desk_set = models.ForeignKey(DeskSet, models.PROTECT, related_name="figures")
    measured_at = models.DateTimeField(auto_now_add=True)
    model = models.CharField(
        max_length=300, blank=True, help_text="What it was measured with; not known of old ones."
    )
    passages = models.PositiveBigIntegerField(
        null=True, help_text="How many the library had that was searched; not known of old ones."
    )
    figures = models.JSONField()

    class Meta:
        ordering = ["-measured_at", "-pk"]
        verbose_name_plural = "desk figures"

    def __str__(self) -> str:
        return f"{self.desk_set}, {self.measured_at:%Y-%m-%d %H:%M}"
