"""Where evidence is looked for. Nothing in here knows of Django, the database or a request."""

from articles.providers.base import Finding, Provider, ProviderRejected, ProviderUnavailable, Query
from articles.providers.shelves import Checks, Hit, Library

__all__ = [
    "Checks",
    "Finding",
    "Hit",
    "Library",
    "Provider",
    "ProviderRejected",
    "ProviderUnavailable",
    "Query",
]
