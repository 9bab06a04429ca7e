"""Where evidence is looked for. Nothing in here knows of Django, the database or a request."""

from articles.providers.base import (
    Finding,
    Outside,
    Provider,
    ProviderRejected,
    ProviderUnavailable,
    Query,
)
from articles.providers.factchecktools import FactCheckTools
from articles.providers.gdelt import GDELT
from articles.providers.lines import Line
from articles.providers.links import Links
from articles.providers.reviews import ClaimReviews
from articles.providers.searxng import SearXNG
from articles.providers.shelves import Checks, Hit, Library
from articles.providers.wikipedia import Wikipedia

__all__ = [
    "GDELT",
    "Checks",
    "ClaimReviews",
    "FactCheckTools",
    "Finding",
    "Hit",
    "Library",
    "Line",
    "Links",
    "Outside",
    "Provider",
    "ProviderRejected",
    "ProviderUnavailable",
    "Query",
    "SearXNG",
    "Wikipedia",
]
