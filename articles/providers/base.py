"""What a provider is asked, what it answers, and its two ways to fail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    limit: int
    claim: int
    """The claim's id, so that a provider can leave out what the claim itself led to."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A candidate for evidence; `key` is the same each time the provider finds the passage."""

    key: str
    title: str
    text: str
    score: float
    strength: str
    shared: Sequence[tuple[int, int]] = ()
    differs: Sequence[tuple[str, str]] = ()
    matters: tuple[int, int] | None = None
    url: str = ""
    author: str = ""
    publisher: str = ""
    published: date | None = None
    document: int | None = None
    verdict: int | None = None


class ProviderUnavailable(Exception):
    """The provider may answer later: time-out, 429, 5xx; `after` so many seconds, if it said."""

    def __init__(self, reason: str = "", *, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class ProviderRejected(Exception):
    """Asking again cannot help: bad key, malformed answer, 4xx."""


class Provider(Protocol):
    slug: ClassVar[str]

    @property
    def version(self) -> str:
        """Of what it does: another version may find other things."""
        ...

    def search(self, query: Query) -> list[Finding]:
        """Return findings, best first; raise one of the two errors above."""
        ...


class Outside(Provider, Protocol):
    """A provider beyond the house: what it is asked can be shown before anything leaves."""

    address: ClassVar[str]
    """Where it is asked unless an admin names another place; empty when one has to be named."""
    needs_key: ClassVar[bool]
    requests: ClassVar[int]
    """The most that one search makes."""

    def words(self, query: Query) -> str:
        """Just what `search` sends; nothing when there is nothing to ask."""
        ...

    @property
    def hosts(self) -> str:
        """To whom it is sent."""
        ...
