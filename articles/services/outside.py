"""The providers outside the house: what they are made of, and what would leave, to whom."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core import checks
from django.db import IntegrityError

from articles.models import ArticleLink, Claim, Provider, SuggestionRun
from articles.models.provider import ProviderQuerySet
from articles.providers import (
    GDELT,
    FactCheckTools,
    Line,
    Links,
    Outside,
    ProviderRejected,
    Query,
    SearXNG,
    Wikipedia,
)
from articles.reading import context
from articles.services import pages

UNDER_EMBARGO = "Under embargo: nothing leaves the house."
SWITCHED_OFF = "It was switched off before its turn came."
MOST_SHOWN = 20

ASKED = {kind.slug: kind for kind in (Wikipedia, FactCheckTools, SearXNG, GDELT)}
Made = Callable[[Provider], Outside]


@dataclass(frozen=True, slots=True)
class Sending:
    """The very words that a provider is sent when it is asked."""

    provider: Provider
    hosts: str
    words: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaves the house for a claim: what would, what did, and who is on to no avail."""

    would: list[Sending]
    sent: list[SuggestionRun]
    idle: list[Provider]


def _over_a_line(row: Provider) -> Outside:
    kind = ASKED[row.slug]
    address = row.address or kind.address
    return kind(Line(address, key=key(row), is_named=bool(row.address)))


def key(row: Provider) -> str:
    """The one from the server's environment goes before the one in the database."""
    return settings.PROVIDER_KEYS.get(row.slug) or row.key


def keys_have_a_provider(**given: object) -> list[checks.Error]:
    """For `manage.py check`: a key that nobody uses is a name that was mistyped."""
    return [
        checks.Error(f"No provider is called {slug}.", hint=f"Known are {', '.join(ASKED)}.")
        for slug in settings.PROVIDER_KEYS.keys() - ASKED.keys()
    ]


def _near(query: Query) -> Sequence[str]:
    claim = Claim.objects.get(pk=query.claim)
    urls = ArticleLink.objects.near(claim).values_list("url", flat=True)
    return list(dict.fromkeys(urls))


REGISTRY: dict[str, Made] = {
    **dict.fromkeys(ASKED, _over_a_line),
    Links.slug: lambda row: Links(_near, settings.FETCH_INSIDE),
}


def made(row: Provider) -> Outside:
    """The provider of this row; ProviderRejected when the code for it is gone."""
    if row.slug not in REGISTRY:
        raise ProviderRejected(f"There is no provider called {row.slug!r} any more.")
    return REGISTRY[row.slug](row)


def on() -> ProviderQuerySet:
    """The providers that may be asked: what fetches pages, only where pages are fetched."""
    rows = Provider.objects.filter(is_on=True)
    return rows if pages.is_on() else rows.exclude(slug=Links.slug)


def why_idle(row: Provider) -> str:
    """In words, why a provider that is on is not asked all the same."""
    return pages.why_off() if row.slug == Links.slug and not pages.is_on() else ""


def is_embargo(error: IntegrityError) -> bool:
    """Whether it is the database that has refused to let anything leave."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", "") == "nothing_leaves_under_embargo"


def requests(row: Provider) -> int:
    """How many requests one search of this provider may make."""
    kind = ASKED.get(row.slug)
    return kind.requests if kind else Links.requests


def query(claim: Claim, row: Provider) -> Query:
    """What is asked about a claim: its sentence, with what it leaves to those before it."""
    return _query(claim, row, in_full(claim))


def in_full(claim: Claim) -> str:
    before = Claim.objects.filter(version=claim.version_id, number__lt=claim.number)
    nearest = before.order_by("-number")[: context.SENTENCES_BEFORE]
    return context.in_full(
        claim.sentence,
        before=[each.sentence for each in reversed(nearest)],
        written=claim.article.published,
    )


def leaving(claim: Claim, runs: Iterable[SuggestionRun]) -> Leaving:
    """What leaves for a claim, given all its runs. Under embargo nothing would, whatever is on."""
    rows: list[Provider] = []
    if not claim.article.is_embargoed:
        rows = list(Provider.objects.outside().filter(is_on=True))
    idle = [row for row in rows if why_idle(row)]
    asked = [row for row in rows if row not in idle and row.slug in REGISTRY]
    text = in_full(claim) if asked else ""
    return Leaving([_sending(claim, row, text) for row in asked], _sent(runs), idle)


def _sent(runs: Iterable[SuggestionRun]) -> list[SuggestionRun]:
    """Those for which words have left the house, the last first."""
    sent = [run for run in runs if run.is_outside and run.sent_to]
    return sorted(sent, key=lambda run: (run.started_at or run.asked_at, run.pk), reverse=True)[
        :MOST_SHOWN
    ]


def _sending(claim: Claim, row: Provider, text: str) -> Sending:
    provider = made(row)
    return Sending(row, provider.hosts, provider.words(_query(claim, row, text)))


def _query(claim: Claim, row: Provider, text: str) -> Query:
    return Query(text=text, limit=row.limit, claim=claim.pk)
