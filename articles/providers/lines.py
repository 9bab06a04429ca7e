"""The line to one address outside: a question goes out, JSON comes back, or a reason in words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from articles import fetching
from articles.fetching import Answer, Limits, Unfetchable
from articles.providers.base import ProviderRejected, ProviderUnavailable

MEGABYTE = 1024 * 1024
# A run has to end well within the time that a worker gives it: see tasks.work.
API = Limits(seconds=8.0, size=4 * MEGABYTE, redirects=0)
JSON = "application/json"
BUSY = (408, 425, 429)
WAIT_AT_MOST = 86_400.0


@dataclass(frozen=True, slots=True)
class Line:
    """`key` is sent as a header and stands in no address, no repr, no message and no answer.

    `is_named` says that an admin named the address: then it may be inside the house.
    """

    address: str
    key: str = field(default="", repr=False)
    is_named: bool = False
    limits: Limits = API

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    def ask(
        self, path: str = "", *, key_header: str = "", **parameters: str | int
    ) -> tuple[Any, str]:
        """The decoded JSON, or nothing and the words that came in its place."""
        answer = self._answer(path, parameters, {key_header: self.key} if key_header else {})
        text = answer.text()
        if self.key:
            text = text.replace(self.key, "…")
        refuse(answer, self.host, text)
        try:
            return json.loads(text, strict=False), ""
        except (ValueError, RecursionError):
            return None, text

    def ask_json(self, path: str = "", **more: Any) -> dict[str, Any]:
        """The same, when anything but an object is a fault of the other side."""
        found, instead = self.ask(path, **more)
        if isinstance(found, dict):
            return found
        kind = "a web page" if instead.lstrip()[:1] == "<" else "something that is no JSON object"
        raise ProviderRejected(f"{self.host} answered with {kind}.")

    def _answer(
        self, path: str, parameters: Mapping[str, str | int], headers: dict[str, str]
    ) -> Answer:
        address = f"{self.address.rstrip('/')}{path}" if path else self.address
        url = f"{address}?{urlencode(parameters)}"
        inside = (_place(self.address),) if self.is_named else ()
        try:
            return fetching.get(
                url, limits=self.limits, accept=JSON, headers=headers, inside=inside
            )
        except Unfetchable as error:
            raise failure(error) from None


def failure(error: Unfetchable) -> ProviderUnavailable | ProviderRejected:
    kind = ProviderUnavailable if error.is_temporary else ProviderRejected
    return kind(str(error))


def refuse(answer: Answer, host: str, text: str = "") -> None:
    """Raise what an answer that is none means: ask later, or never again like this."""
    if answer.status == 200:
        return
    if answer.status in BUSY or answer.status >= 500:
        after = answer.retry_after
        wish = None if after is None else min(after, WAIT_AT_MOST)
        raise ProviderUnavailable(f"{host} answered {answer.status}{_when(wish)}.", after=wish)
    raise ProviderRejected(f"{host} answered {answer.status}{_reason(text)}.")


def _when(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f" and asks to be left alone for {seconds:.0f} seconds"


def _reason(text: str) -> str:
    """What the other side says of it, if it says so in JSON."""
    try:
        said = json.loads(text)["error"]
        words = said if isinstance(said, str) else said.get("message") or said.get("info")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return ""
    return f": “{' '.join(words.split())[:200].rstrip('.')}”" if isinstance(words, str) else ""


def _place(address: str) -> str:
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"{parts.hostname}:{port}"
