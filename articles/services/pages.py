"""Pages of the web: whether they may be fetched, how, and how one becomes a document."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from articles import fetching
from articles.models import PageFetching
from articles.reading import headline, intake, markup
from articles.services import Refused
from articles.services.incoming import LONGEST, Document

IS_OFF = "Fetching pages is off, so no page is fetched. An admin can switch it on."
IS_FORBIDDEN = (
    "Fetching pages is off, so no page is fetched: the server’s setting FACTCHECK_FETCH_PAGES"
    " forbids it."
)
HTML = ("text/html", "application/xhtml+xml")
TOO_FAR = 400
BUSY = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)


class Off(Refused):
    """No page is fetched on this desk, which is no fault of any page."""


class NotGiven(Refused):
    """The server has answered, and not with the page."""

    def __init__(self, status: int) -> None:
        super().__init__(f"The server answered with the error {status}.")
        self.is_busy = status in BUSY or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def is_on() -> bool:
    """Whether pages are fetched on this desk at all: the one question before any of them is."""
    return bool(settings.FETCH_PAGES) and PageFetching.objects.filter(is_on=True).exists()


def why_off() -> str:
    """In words, when `is_on` says no."""
    return IS_OFF if settings.FETCH_PAGES else IS_FORBIDDEN


def get(url: str, **more: Any) -> fetching.Answer:
    """What is at an address, by the one rule of this desk; `more` is as `fetching.get` has it.

    Raises Off and Unfetchable.
    """
    if not is_on():
        raise Off(why_off())
    return fetching.get(url, inside=settings.FETCH_INSIDE, **more)


def document(address: str, *, author: str = "") -> Document:
    """The document at an address, which is its identifier: fetched again it replaces itself.

    `author` is who wrote it where the page itself is silent. Raises Unfetchable, Unreadable or
    Refused, each with a sentence.
    """
    answer = fetch(address)
    text = intake.clean(answer.text())
    if answer.media_type in HTML:
        found = headline.propose_from_html(text)
    else:
        plain = text if answer.media_type.startswith("text/plain") else markup.text(text)
        found = headline.propose(plain)
    if not found.body.strip():
        raise Refused("No text was found on this page.")
    return Document(
        identifier=address if len(address) <= LONGEST["identifier"] else "",
        title=found.title,
        text=found.body,
        url=answer.url[: LONGEST["url"]],
        author=found.byline or author,
        publisher=(urlsplit(answer.url).hostname or "")[: LONGEST["publisher"]],
        published=found.published,
    )


def fetch(address: str) -> fetching.Answer:
    """What stands at an address, if it may be asked and answers with a page."""
    answer = get(address)
    if answer.status >= TOO_FAR:
        raise NotGiven(answer.status)
    return answer


def server(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
