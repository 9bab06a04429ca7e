"""A source says something; a snapshot is what it held when it was looked at."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class SourceQuerySet(models.QuerySet["Source"]):
    def fetchable(self) -> Self:
        """Sources whose pages may be fetched, where pages are fetched at all.

        None that an article under embargo uses: its address would tell what is written about.
        """
        embargoed = self.filter(evidence__claim__article__is_embargoed=True)
        return self.filter(medium=Source.Medium.ADDRESS, is_confidential=False).exclude(
            pk__in=embargoed.values("pk")
        )


class Source(models.Model):
    class Medium(models.TextChoices):
        ADDRESS = "address", "Address"
        DOCUMENT = "document", "Document"
        PERSON = "person", "Person"

    class Kind(models.TextChoices):
        PRIMARY = "primary", "Primary: was there, said it, or is the record itself"
        SECONDARY = "secondary", "Secondary: tells what others saw, said or found"
        ANONYMOUS = "anonymous", "Anonymous"
        DOCUMENT = "document", "Document"
        DATA = "data", "Data"

    medium = models.CharField(max_length=8, choices=Medium)
    kind = models.CharField(max_length=9, choices=Kind)
    title = models.CharField(max_length=500)
    url = models.URLField("address", max_length=2000, blank=True)
    reference = models.CharField(
        "reference", max_length=500, blank=True, help_text="Where the document can be found again."
    )
    person = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.DateField("date", null=True, blank=True)
    is_confidential = models.BooleanField("confidential", default=False)
    document = models.ForeignKey(
        "articles.LibraryDocument", models.SET_NULL, null=True, blank=True, related_name="sources"
    )
    document_left_at = models.DateTimeField(
        "when its document left the library",
        null=True,
        blank=True,
        editable=False,
        help_text="A trigger sets it, whoever took the document out.",
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        permissions = [("see_confidential_source", "Can see confidential sources")]
        constraints = [
            models.CheckConstraint(
                name="source_can_be_found_again",
                condition=Q(medium="address", url__iregex="^https?://")
                | Q(medium="document", reference__regex=r"\S")
                | Q(medium="person", person__regex=r"\S"),
            ),
            models.CheckConstraint(name="source_has_a_title", condition=Q(title__regex=r"\S")),
            models.CheckConstraint(
                name="source_anonymous_is_confidential",
                condition=~Q(kind="anonymous") | Q(is_confidential=True),
            ),
            models.CheckConstraint(
                name="source_document_is_there_or_has_left",
                condition=Q(document__isnull=True) | Q(document_left_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return "A confidential source" if self.is_confidential else self.title


class Snapshot(models.Model):
    source = models.ForeignKey(Source, models.PROTECT, related_name="snapshots")
    url = models.URLField("final address", max_length=2000, blank=True)
    status = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="HTTP status; empty when nothing was fetched."
    )
    media_type = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=500, blank=True)
    byline = models.CharField(max_length=300, blank=True)
    published = models.DateField("date", null=True, blank=True)
    text = models.TextField()
    sha256 = models.CharField("SHA-256", max_length=64)
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="snapshot_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="snapshot_hash_is_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return f"Snapshot {self.pk} of {self.source}"
