"""An article is a story under check. Its versions are texts that never change."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest
from django.urls import reverse

from articles.models.claim import OPEN, Claim

# How far from a claim's sentence a link may stand, in characters: about a sentence.
NEAR = 240


class ArticleQuerySet(models.QuerySet["Article"]):
    def saying(self, words: str) -> Self:
        """Articles with each of these words in the title, the byline or the text."""
        found = self
        for word in words.split()[:12]:
            in_text = ArticleVersion.objects.filter(article=OuterRef("pk"), text__icontains=word)
            found = found.filter(
                Q(title__icontains=word) | Q(byline__icontains=word) | Exists(in_text)
            )
        return found

    def in_check(self) -> Self:
        return self.filter(_has_claims(status__in=OPEN))

    def closed(self) -> Self:
        """Articles of which no claim is open any more."""
        return self.exclude(_has_claims(status__in=OPEN))

    def released(self) -> Self:
        return self.filter(released_at__isnull=False)

    def with_checker(self, checker: int | None) -> Self:
        """Articles with an open claim that the person of this id has, or that nobody has taken."""
        return self.filter(_has_claims(status__in=OPEN, checker=checker))


def _has_claims(**wanted: object) -> Exists:
    return Exists(Claim.objects.filter(article=OuterRef("pk"), **wanted))


class Article(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    byline = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who wrote it, if they have a log-in: they may not sign off its claims.",
    )
    coauthors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        help_text="Whoever else the byline names: they may not sign off its claims either.",
    )
    url = models.URLField("address", max_length=2000, blank=True)
    published = models.DateField("date", null=True, blank=True)
    is_embargoed = models.BooleanField(
        "under embargo",
        default=False,
        help_text="Nothing of it leaves the house: no provider outside is asked.",
    )
    brought_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    brought_in_at = models.DateTimeField(auto_now_add=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(
        "released", null=True, blank=True, help_text="From then on it may run."
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-brought_in_at", "-pk"]
        indexes = [models.Index(fields=["-brought_in_at", "-id"], name="article_newest_first")]
        permissions = [
            ("bring_in_article", "Can bring in an article"),
            ("export_verdicts", "Can take verdicts away as a file"),
            ("embargo_article", "Can put an article under embargo and lift it"),
            ("release_article", "Can release an article and take the release back"),
        ]
        constraints = [
            models.CheckConstraint(name="article_has_a_title", condition=Q(title__regex=r"\S")),
            models.CheckConstraint(
                name="article_released_by_somebody_at_some_time",
                condition=Q(released_by__isnull=True, released_at__isnull=True)
                | Q(released_by__isnull=False, released_at__isnull=False),
            ),
            models.CheckConstraint(
                name="article_released_is_under_no_embargo",
                condition=Q(released_at__isnull=True) | Q(is_embargoed=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:article", args=[self.slug])

    def is_by(self, person: int) -> bool:
        """Whether the person of this id wrote it, alone or with others."""
        return person == self.author_id or self.coauthors.filter(pk=person).exists()


class LinkQuerySet(models.QuerySet["ArticleLink"]):
    def near(self, claim: Claim) -> Self:
        """Those whose words stand in the claim's sentence or next to it, in its order."""
        return self.filter(
            version=claim.version_id, start__lt=claim.end + NEAR, end__gt=claim.start - NEAR
        ).order_by(
            # Zero within the sentence, else how far away.
            Greatest(claim.start - F("end"), F("start") - claim.end, 0),
            "start",
        )


class ArticleVersion(models.Model):
    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    sentences = models.PositiveIntegerField()
    brought_in_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="article_version_numbered_once", fields=["article", "number"]
            ),
            models.CheckConstraint(name="article_version_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="article_version_hash_is_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.article_id}"


class ArticleLink(models.Model):
    """What words of a version point to."""

    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="links")
    start = models.PositiveIntegerField(help_text="In Unicode code points of the version's text.")
    end = models.PositiveIntegerField()
    url = models.URLField("address", max_length=2000)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="link_once_for_its_words", fields=["version", "start", "end"]
            ),
            models.CheckConstraint(name="link_has_words", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(
                name="link_is_of_the_web", condition=Q(url__iregex=r"^https?://\S+$")
            ),
        ]

    def __str__(self) -> str:
        return self.url
