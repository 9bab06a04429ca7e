"""Who owns which web domains: the house list, beside what a domain itself shows."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Owner(models.Model):
    name = models.CharField(max_length=200, unique=True)
    domains = ArrayField(
        models.CharField(max_length=253), help_text="Registered domains, such as example.co.uk."
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="owner_has_a_name", condition=Q(name__regex=r"\S")),
            models.CheckConstraint(name="owner_has_a_domain", condition=Q(domains__len__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name
