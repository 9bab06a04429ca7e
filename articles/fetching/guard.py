"""Which addresses are public. Everything else is somebody's house, ours or another's."""

from collections.abc import Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from articles.fetching.address import PORTS, Address, host_of
from articles.fetching.refusals import ForbiddenAddress, Unfetchable

# The special-purpose registry of IANA (RFC 6890 and its successors), and multicast.
REGISTRY_4 = """0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12
    192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24
    203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"""
NOT_PUBLIC_4 = tuple(map(IPv4Network, REGISTRY_4.split()))
# Only this part of IPv6 is given out. The forms that hold an IPv4 address lie outside of it
# (mapped, compatible, NAT64) or are taken from it (Teredo in 2001::/23, 6to4 in 2002::/16).
PUBLIC_6 = IPv6Network("2000::/3")
NOT_PUBLIC_6 = tuple(
    map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"))
)

INTO_THE_HOUSE = "This address leads into a private network. Only public pages are fetched."
# Here machines of a cloud tell who asks what they know, keys included. Nobody searches there.
OF_THE_LINK = (IPv4Network("169.254.0.0/16"), IPv6Network("fe80::/10"))
INTO_THE_MACHINE = "Addresses such as 169.254.169.254 are never asked, whoever names them."
OTHER_PORT = "Pages are fetched from the usual ports, 80 and 443, only."


def is_public(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in NOT_PUBLIC_4)
    if ip.scope_id is not None or ip not in PUBLIC_6:
        return False
    return not any(ip in network for network in NOT_PUBLIC_6)


def is_of_the_link(ip: IPv4Address | IPv6Address) -> bool:
    plain = ip.ipv4_mapped or ip if isinstance(ip, IPv6Address) else ip
    return any(plain in network for network in OF_THE_LINK)


class Guard:
    """Says where one may go.

    `inside` are the pairs of host and port that are allowed as well, unless they lead to where a
    machine talks to its own network only.
    """

    def __init__(self, inside: Collection[str] = ()) -> None:
        self._inside = {_pair(pair) for pair in inside}

    def is_allowed_inside(self, address: Address) -> bool:
        return address.pair in self._inside

    def vet(self, address: Address) -> None:
        """Refuse what can be seen to be wrong before any name is looked up."""
        if self.is_allowed_inside(address):
            if address.ip:
                self.vet_ip(address.ip, is_inside=True)
            return
        if address.port not in PORTS.values():
            raise ForbiddenAddress(OTHER_PORT)
        if address.ip:
            self.vet_ip(address.ip)
        elif "." not in address.host:
            raise ForbiddenAddress(INTO_THE_HOUSE)

    def vet_ip(self, ip: IPv4Address | IPv6Address, *, is_inside: bool = False) -> None:
        if is_inside and is_of_the_link(ip):
            raise ForbiddenAddress(INTO_THE_MACHINE)
        if not (is_inside or is_public(ip)):
            raise ForbiddenAddress(INTO_THE_HOUSE)

    def forget_inside(self) -> None:
        """Once a public server has sent us on, what is inside is out of its reach."""
        self._inside = set()


def _pair(written: str) -> str:
    host, _, port = written.strip().rpartition(":")
    try:
        host = host_of(host.strip("[]"))
    except Unfetchable:
        return ""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
