"""An address as it is fetched: taken apart once, strictly, so that nobody reads it otherwise."""

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Self
from urllib.parse import quote, urljoin, urlsplit

from articles.fetching.refusals import BadAddress, ForbiddenAddress

PORTS = {"http": 80, "https": 443}
LONGEST = 4000
LONGEST_NAME = 253
DOTS = str.maketrans("。．｡", "...")
CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
ODD = re.compile(r"[\\%]")
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
# A name whose last part is a number is an IPv4 address to some resolver, however odd.
NUMBER = re.compile(r"(0x[0-9a-f]*|\d+)")
LEFT_AS_IT_IS = "%/:=&?~#+!$,;'@()*[]|"

NOT_HTTP = "Only addresses that begin with http:// or https:// are fetched."
NO_ADDRESS = "This is not an address that can be fetched."
WITH_A_NAME = "An address with a user name or password in it is not fetched."
ODD_NUMBERS = "An address of odd numbers is not fetched; write it in the usual form."


@dataclass(frozen=True, slots=True)
class Address:
    scheme: str
    host: str  # lower case; a name in ASCII, or the shortest form of a number
    port: int
    target: str  # path and query, as they are sent

    @classmethod
    def of(cls, url: str) -> Self:
        url = url.strip()
        if len(url) > LONGEST:
            raise BadAddress("This address is too long to be fetched.")
        try:
            parts = urlsplit(CONTROL.sub(lambda found: quote(found[0]), url))
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise BadAddress(NO_ADDRESS) from None
        if parts.scheme not in PORTS:
            raise BadAddress(NOT_HTTP)
        if "@" in parts.netloc:
            raise BadAddress(WITH_A_NAME)
        if not parts.netloc or ODD.search(parts.netloc) or ("[" in parts.netloc) != (":" in host):
            raise BadAddress(NO_ADDRESS)
        target = _sendable(parts.path or "/") + (
            f"?{_sendable(parts.query)}" if parts.query else ""
        )
        return cls(parts.scheme, host_of(host), port or PORTS[parts.scheme], target)

    @property
    def ip(self) -> IPv4Address | IPv6Address | None:
        try:
            return ip_address(self.host)
        except ValueError:
            return None

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def pair(self) -> str:
        """Host and port, as the addresses inside are named that an admin allows."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    def is_beside(self, other: "Address") -> bool:
        """Of one server: what was meant for the one may be told to the other."""
        return (self.scheme, self.host, self.port) == (other.scheme, other.host, other.port)

    def followed(self, location: str) -> "Address":
        try:
            return Address.of(urljoin(str(self), location.strip()))
        except ValueError:
            raise BadAddress(NO_ADDRESS) from None


def host_of(written: str) -> str:
    """The one form of a host's name or number, or a refusal."""
    if len(written) > LONGEST_NAME:
        raise BadAddress(NO_ADDRESS)
    if ":" in written:
        return _version_6(written)
    plain = unicodedata.normalize("NFKC", written.translate(DOTS)).lower().translate(DOTS)
    plain = plain.removesuffix(".")
    labels = [_label(label) for label in plain.split(".")]
    if NUMBER.fullmatch(labels[-1]):
        return _version_4(".".join(labels))
    name = ".".join(labels)
    if len(name) > LONGEST_NAME:
        raise BadAddress(NO_ADDRESS)
    return name


def _version_4(host: str) -> str:
    try:
        return str(IPv4Address(host))
    except ValueError:
        raise ForbiddenAddress(ODD_NUMBERS) from None


def _version_6(host: str) -> str:
    try:
        return str(IPv6Address(host))
    except ValueError:
        raise BadAddress(NO_ADDRESS) from None


def _label(label: str) -> str:
    if not label.isascii():
        try:
            label = "xn--" + label.encode("punycode").decode("ascii")
        except UnicodeError:
            raise BadAddress(NO_ADDRESS) from None
    if not LABEL.fullmatch(label):
        raise BadAddress(NO_ADDRESS)
    return label


def _sendable(part: str) -> str:
    return quote(SURROGATE.sub("\ufffd", part), safe=LEFT_AS_IT_IS)
