"""Feeds that the library follows: what is new in one is handed in as addresses to be fetched."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from urllib.parse import urljoin

import feedparser
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.fetching import Unfetchable
from articles.models import Feed, Ingest, LibraryDocument
from articles.reading import intake
from articles.services import Refused, ingests, pages

logger = logging.getLogger(__name__)

LONGEST_ADDRESS = 2000
MOST_ENTRIES = 500
BROKE = "It could not be read. The server's log has the particulars."
NO_FEED = "There is no RSS or Atom feed at this address."


def follow(*, address: str, person: User) -> Feed:
    """Read a feed from now on."""
    refuse_no_address(address)
    try:
        with transaction.atomic():
            return Feed.objects.create(address=address, added_by=person)
    except IntegrityError:
        raise Refused("This feed is followed already.") from None


def switch(*, feed_id: int, is_on: bool) -> Feed:
    feed = Feed.objects.get(pk=feed_id)
    Feed.objects.filter(pk=feed_id).update(is_on=is_on, due_at=timezone.now())
    return feed


def refuse_no_address(address: str) -> None:
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        raise Refused("This is not a web address. Begin with https://") from None
    if len(address) > LONGEST_ADDRESS:
        raise Refused(f"The address is longer than {LONGEST_ADDRESS} characters.")


def read_one() -> bool:
    """Read the feed that is due first, and hand in what it has new; False when none is due."""
    feed = _take() if pages.is_on() else None
    if feed is None:
        return False
    try:
        title, links = _entries(feed.address)
        if new := unknown(links):
            _hand_in(feed, title or feed.address, new)
        done = {"title": title or feed.title, "error": "", "read_at": timezone.now()}
    except (Unfetchable, Refused) as refusal:
        done = {"error": str(refusal)}
    except Exception:
        logger.exception("Feed %s could not be read", feed.pk)
        done = {"error": BROKE}
    Feed.objects.filter(pk=feed.pk).update(**done)
    return True


def due() -> int:
    return Feed.objects.due().count() if pages.is_on() else 0


def unknown(addresses: Iterable[str]) -> list[str]:
    """Those that are neither in the library nor on their way into it by a feed."""
    wanted = list(dict.fromkeys(addresses))
    known = set(
        LibraryDocument.objects.filter(identifier__in=wanted).values_list("identifier", flat=True)
    )
    return [address for address in wanted if address not in known]


@transaction.atomic
def _take() -> Feed | None:
    """Take one that is due; when it is read next is set at once, whatever becomes of this time.

    While pages of it are still being fetched it waits: they would be handed in twice.
    """
    busy = Ingest.objects.live().exclude(feed=None).values("feed")
    due = Feed.objects.due().exclude(pk__in=busy)
    feed = due.select_for_update(skip_locked=True, of=("self",)).first()
    if feed:
        feed.due_at = timezone.now() + timedelta(minutes=settings.FEED_MINUTES)
        feed.save(update_fields=["due_at"])
    return feed


def _entries(address: str) -> tuple[str, list[str]]:
    """What a feed calls itself, and the addresses of its entries."""
    answer = pages.fetch(address)
    # As a file: of bare bytes that are an address or a path it would open what they name.
    found = feedparser.parse(BytesIO(answer.body))
    if not found.get("version"):
        raise Refused(NO_FEED)
    title = intake.clean(str(found.feed.get("title", ""))).strip()[:300]
    links = (urljoin(answer.url, str(each.get("link", ""))) for each in found.entries)
    return title, [link for link in links if _is_address(link)][:MOST_ENTRIES]


def _is_address(link: str) -> bool:
    try:
        refuse_no_address(link)
    except Refused:
        return False
    return True


def _hand_in(feed: Feed, title: str, addresses: list[str]) -> None:
    ingests.hand_in(
        [f"{address}\n".encode() for address in addresses],
        name=title,
        kind=Ingest.Kind.ADDRESSES,
        ending=".txt",
        person=None,
        feed=feed,
    )
