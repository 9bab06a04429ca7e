"""A page of the web becomes a document of the library; off until an admin switches it on."""

from urllib.parse import urlsplit

from django.conf import settings

from articles import fetching
from articles.reading import headline, intake, markup
from articles.services import Refused
from articles.services.incoming import LONGEST, Document

IS_OFF = (
    "Fetching pages is off. An admin can switch it on with FACTCHECK_FETCH_PAGES;"
    " until then save the page and hand in the file."
)
HTML = ("text/html", "application/xhtml+xml")
TOO_FAR = 400


def is_on() -> bool:
    return bool(settings.FETCH_PAGES)


def document(address: str) -> Document:
    """The document at an address, which is its identifier: fetched again it replaces itself.

    Raises Unfetchable, Unreadable or Refused, each with a sentence.
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
        publisher=(urlsplit(answer.url).hostname or "")[: LONGEST["publisher"]],
        published=found.published,
    )


def fetch(address: str) -> fetching.Answer:
    """What stands at an address, if it may be asked and answers with a page."""
    if not is_on():
        raise Refused(IS_OFF)
    answer = fetching.get(address, inside=settings.FETCH_INSIDE)
    if answer.status >= TOO_FAR:
        raise Refused(f"The server answered with the error {answer.status}.")
    return answer
