"""What is asked outside, for tests: a real server on 127.0.0.1."""

import json

from django.utils import timezone

from articles.models import PageFetching, Provider, SuggestionRun
from tests.factories import ClaimFactory, RunFactory

CLAIM = "The Iron Tower in Paris is 312 metres tall."
FOUND = "The Iron Tower in Paris is 330 metres tall."


def fetching_on(settings, *servers):
    """Pages are fetched on this desk, and from these servers although they are inside."""
    PageFetching.objects.update_or_create(pk=1, defaults={"is_on": True})
    settings.FETCH_INSIDE = [server.pair for server in servers]


def switched_on(slug="searxng", **fields):
    """A provider that is on and may be asked at once, again and again."""
    Provider.objects.filter(slug=slug).update(**{"is_on": True, "a_minute": 600} | fields)
    return Provider.objects.get(slug=slug)


def a_run(provider, **fields):
    """A run of it that is due, for a claim with words to search by."""
    if "claim" not in fields:
        fields["claim"] = ClaimFactory(sentence=CLAIM)
    return RunFactory(provider=provider, is_outside=True, **fields)


def open_now():
    """Until every provider may be asked again and every run is due."""
    Provider.objects.update(opens_at=timezone.now())
    SuggestionRun.objects.live().update(due_at=timezone.now())


def speak(server, *results, **reply):
    """Have the server answer as a SearXNG with these results."""
    answer = {"results": list(results), "unresponsive_engines": []}
    server.page("/search", json.dumps(answer), media_type="application/json", **reply)


def result(**fields):
    return {"url": "https://news.example/", "title": "How tall", "content": FOUND} | fields
