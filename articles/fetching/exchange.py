"""One GET, from the address to the answer, however the other side behaves."""

import ssl
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from http import HTTPStatus

import certifi
import httpcore

from articles.fetching import bodies, charsets
from articles.fetching.address import Address
from articles.fetching.answer import Answer, media_type, parameter
from articles.fetching.guard import Guard
from articles.fetching.limits import PAGE, TEXT_TYPES, Allowance, Limits
from articles.fetching.network import Network
from articles.fetching.refusals import (
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
    WrongType,
)

AGENT = "Factcheck/1.0 (fact-checking desk)"
ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1"
PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
REDIRECTS = (
    *PERMANENT,
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.TEMPORARY_REDIRECT,
)


def get(
    url: str,
    *,
    limits: Limits = PAGE,
    accept: str = ACCEPT,
    headers: Mapping[str, str] = {},
    inside: Collection[str] = (),
    only: Collection[str] | None = TEXT_TYPES,
) -> Answer:
    """The answer at a public address, or Unfetchable with a sentence that says why.

    Headers of the caller's own go to the server of this address and to no other. What is
    inside is reached only by asking for it, never by the word of a public server.
    """
    guard, allowance = Guard(inside), Allowance(limits)
    first = here = Address.of(url)
    is_moved = True
    for _ in range(limits.redirects + 1):
        guard.vet(here)
        if not guard.is_allowed_inside(here):
            guard.forget_inside()
        own = headers if here.is_beside(first) else {}
        asking = {"accept": accept} | {name.lower(): value for name, value in own.items()}
        answer = _ask(here, asking, Network(here, guard, allowance), allowance, only)
        if not _leads_on(answer):
            return replace(answer, moved_to=str(here) if is_moved and here != first else "")
        is_moved = is_moved and answer.status in PERMANENT
        here = here.followed(answer.headers["location"])
    raise TooManyRedirects(f"The page sends one on more than {limits.redirects} times.")


def _leads_on(answer: Answer) -> bool:
    return answer.status in REDIRECTS and bool(answer.headers.get("location"))


def _ask(
    address: Address,
    headers: Mapping[str, str],
    network: Network,
    allowance: Allowance,
    only: Collection[str] | None,
) -> Answer:
    sent = {
        "host": address.authority,
        "user-agent": AGENT,
        "accept-encoding": "gzip, deflate",
        **headers,
        "connection": "close",
    }
    url = httpcore.URL(
        scheme=address.scheme, host=address.host, port=address.port, target=address.target
    )
    pool = httpcore.ConnectionPool(ssl_context=certificates(), network_backend=network)
    with (
        _in_words(address, allowance),
        pool,
        pool.stream("GET", url, headers=_bytes(sent)) as response,
    ):
        if response.status < HTTPStatus.OK:
            raise Unreachable(f"The answer of {address.host} cannot be understood.")
        got = _headers(response)
        answer = Answer(str(address), response.status, media_type(got), b"", got)
        return answer if _leads_on(answer) else _with_body(answer, response, allowance, only)


def _with_body(
    answer: Answer,
    response: httpcore.Response,
    allowance: Allowance,
    only: Collection[str] | None,
) -> Answer:
    """Of a page that is missing it is the status that counts: its body may be anything."""
    try:
        return replace(answer, body=_body(answer, response, allowance, only))
    except (WrongType, TooLarge):
        if answer.status < HTTPStatus.BAD_REQUEST:
            raise
        return answer


def _body(
    answer: Answer,
    response: httpcore.Response,
    allowance: Allowance,
    only: Collection[str] | None,
) -> bytes:
    if answer.status in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
        return b""
    if only is not None and answer.media_type not in only:
        kind = f"“{answer.media_type[:60]}”" if answer.media_type else "of an unnamed kind"
        raise WrongType(f"The page is {kind}, not a text that can be read here.")
    length = answer.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > allowance.limits.size:
        raise allowance.too_large()
    encoding = answer.headers.get("content-encoding", "")
    body = bodies.unpacked(response.iter_stream(), encoding, allowance)
    declared = parameter(answer.headers, "charset")
    if only is not None and b"\0" in body and not charsets.is_wide(body, declared):
        raise WrongType("The page says that it is text, but it is not.")
    return body


def _headers(response: httpcore.Response) -> dict[str, str]:
    got: dict[str, str] = {}
    for raw, value in response.headers:
        name = raw.decode("latin-1").lower()
        said = _words(value)
        got[name] = f"{got[name]}, {said}" if name in got and name != "location" else said
    return got


def _bytes(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def _words(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


@contextmanager
def _in_words(address: Address, allowance: Allowance) -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException:
        allowance.seconds()
        raise TooSlow(f"{address.host} took too long to answer. Try again later.") from None
    except httpcore.ProtocolError:
        raise Unreachable(
            f"The answer of {address.host} broke off or cannot be understood. Try again later."
        ) from None
    except httpcore.NetworkError:
        raise Unreachable(f"The connection to {address.host} broke. Try again later.") from None


@cache
def certificates() -> ssl.SSLContext:
    """Whom the system trusts and whom the web trusts."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
