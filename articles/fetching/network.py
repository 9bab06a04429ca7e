"""Connections to the very address that was checked, each step within what time is left."""

import socket
import ssl
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from queue import Empty, SimpleQueue
from threading import Thread

import httpcore

from articles.fetching.address import Address
from articles.fetching.guard import Guard
from articles.fetching.limits import Allowance
from articles.fetching.refusals import ForbiddenAddress, TooSlow, Unreachable

type Ip = IPv4Address | IPv6Address
type Resolver = Callable[[str, int], list[Ip]]

MOST_TRIED = 4
UNPROVED = "does not prove that it is what it says: its certificate is not valid for it."


def look_up(host: str, port: int) -> list[Ip]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(entry[4][0]) for entry in found))


class Network(httpcore.NetworkBackend):
    """A name is looked up once; all it leads to is checked, and what was checked is called."""

    def __init__(
        self, address: Address, guard: Guard, allowance: Allowance, resolve: Resolver = look_up
    ) -> None:
        self._address, self._guard, self._allowance = address, guard, allowance
        self._resolve = resolve
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        if (host, port) != (self._address.host, self._address.port):
            raise ForbiddenAddress(f"{host} was not checked.")
        ips = self._checked()[:MOST_TRIED]
        for number, ip in enumerate(ips, start=1):
            patience = self._allowance.seconds() / (len(ips) - number + 1)
            try:
                stream = self._backend.connect_tcp(str(ip), port, timeout=patience)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            return Stream(stream, self._allowance)
        self._allowance.seconds()
        raise Unreachable(f"Nobody answers at {host}.")

    def _checked(self) -> list[Ip]:
        address = self._address
        ips = [address.ip] if address.ip else self._looked_up()
        is_inside = self._guard.is_allowed_inside(address)
        for ip in ips:
            self._guard.vet_ip(ip, is_inside=is_inside)
        return ips

    def _looked_up(self) -> list[Ip]:
        """In a thread of its own, as the system's resolver knows no time limit of ours."""
        answers: SimpleQueue[list[Ip] | Exception] = SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._resolve(self._address.host, self._address.port))
            except (OSError, UnicodeError, ValueError) as error:
                answers.put(error)

        Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=self._allowance.seconds())
        except Empty:
            raise TooSlow(
                f"The name {self._address.host} could not be looked up in time."
            ) from None
        if isinstance(answer, Exception) or not answer:
            raise Unreachable(f"There is no server of the name {self._address.host}.")
        return answer


class Stream(httpcore.NetworkStream):
    """A connection on which the whole exchange has one time limit, and one of bytes."""

    def __init__(self, stream: httpcore.NetworkStream, allowance: Allowance) -> None:
        self._stream, self._allowance = stream, allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            data = self._stream.read(max_bytes, timeout=self._allowance.seconds())
        except httpcore.ReadTimeout:
            self._allowance.seconds()
            raise
        self._allowance.take(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._allowance.seconds())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        try:
            secured = self._stream.start_tls(
                ssl_context, server_hostname, timeout=self._allowance.seconds()
            )
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLError):
                raise Unreachable(f"{server_hostname} {UNPROVED}") from None
            raise
        return Stream(secured, self._allowance)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
