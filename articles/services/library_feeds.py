"""What a feed of the library brings: its new pages are handed in as addresses to be fetched."""

from io import BytesIO
from itertools import islice
from urllib.parse import urljoin

import feedparser
from feedparser import FeedParserDict

from articles.fetching import Answer
from articles.models import Feed, Ingest, LibraryDocument
from articles.providers import findings
from articles.reading import headline, intake, pagedata
from articles.services import Refused, feed_pages, ingests
from articles.services.incoming import LONGEST

MOST_ENTRIES = 500
LONGEST_TITLE = 300
# Of who wrote an item; the rest of a longer one is not read.
LONGEST_AUTHOR = 2_000
NO_FEED = "There is no RSS or Atom feed at this address."


def take_in(feed: Feed, answer: Answer) -> None:
    """Note the pages of a feed that was fetched, and how it calls itself."""
    # As a file: of bare bytes that are an address or a path it would open what they name.
    found = feedparser.parse(BytesIO(answer.body))
    if not found.get("version"):
        raise Refused(NO_FEED)
    title = intake.clean(str(found.feed.get("title", ""))).strip()
    feed.title = feed.title or title[:LONGEST_TITLE]
    linked = ((_joined(answer.url, str(each.get("link", ""))), each) for each in found.entries)
    pages = {link: _author(each) for link, each in linked if link}
    feed_pages.remember(feed, dict(islice(pages.items(), MOST_ENTRIES)))


def hand_in(feed: Feed) -> None:
    """Hand in the pages that are due, but for those that are in the library by another way."""
    wanted = list(feed.pages.due().values_list("address", flat=True)[:MOST_ENTRIES])
    known = LibraryDocument.objects.filter(identifier__in=wanted)
    in_library = set(known.values_list("identifier", flat=True))
    for address in in_library:
        feed_pages.had(feed.pk, address)
    if new := [address for address in wanted if address not in in_library]:
        ingests.hand_in(
            [f"{address}\n".encode() for address in new],
            name=str(feed),
            kind=Ingest.Kind.ADDRESSES,
            ending=".txt",
            person=None,
            feed=feed,
        )


def _author(entry: FeedParserDict) -> str:
    """Who wrote it, by name: a feed often gives an address of mail beside it, or instead."""
    said = str(entry.get("author", ""))[:LONGEST_AUTHOR]
    if "@" in said:  # of which feedparser takes some addresses for names
        names = " ".join(word for word in said.split() if "@" not in word).strip(" ()<>")
    else:
        names = pagedata.names(list(entry.get("authors", ())))
    return headline.shortened(intake.clean(names), LONGEST["author"])


def _joined(feed: str, link: str) -> str:
    try:
        return findings.web_address(urljoin(feed, link)) if link else ""
    except ValueError:
        return ""
