"""The desk's worker, except that its providers take their time: to be killed in the middle."""

import time
from collections.abc import Callable

import django
from django.utils.module_loading import import_string

from articles.providers import Finding, Provider, Query
from factcheck.celery import app

__all__ = ["app"]

SECONDS = 0.1


class Slow:
    """A provider that thinks before it answers."""

    def __init__(self, make: Callable[[], Provider]) -> None:
        self._provider = make()
        self.slug, self.version = self._provider.slug, self._provider.version

    def search(self, query: Query) -> list[Finding]:
        time.sleep(SECONDS)
        return self._provider.search(query)


def slowed(make: Callable[[], Provider]) -> Callable[[], Provider]:
    return lambda: Slow(make)


django.setup()
registry = import_string("articles.services.providers.REGISTRY")
registry.update({slug: slowed(make) for slug, make in registry.items()})
