"""Whether pages of the web are fetched: one row, which an admin turns on or off."""

from django.db import models
from django.db.models import Q


class PageFetching(models.Model):
    is_on = models.BooleanField(
        "on",
        default=False,
        help_text=(
            "Pages of sources, links in articles, feeds and addresses for the library are fetched."
            " Their servers see this desk’s address."
        ),
    )

    class Meta:
        verbose_name = verbose_name_plural = "fetching of pages"
        constraints = [models.CheckConstraint(name="page_fetching_is_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return "Fetching of pages"
