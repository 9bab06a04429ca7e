"""A real web server on 127.0.0.1, in a thread: it serves by path, and misbehaves on request."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

END = b"\r\n\r\n"


@dataclass(frozen=True)
class Asked:
    """One request as it came: `path` with its query, header names in lower case."""

    path: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Reply:
    body: bytes | str = b""
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)

    def sent(self) -> bytes:
        body = self.body.encode() if isinstance(self.body, str) else self.body
        headers = {"Content-Type": self.media_type, "Content-Length": str(len(body))} | self.headers
        lines = [f"HTTP/1.1 {self.status} As asked"]
        lines += [f"{name}: {value}" for name, value in headers.items() if value]
        return "\r\n".join(lines).encode() + END + body


Handler = Callable[[Asked], Reply]
Misbehaviour = Callable[[Callable[[bytes], None], Event], None]


class WebServer:
    """Give it pages by path (`page`, `redirect`, `answer`) or a hand on the wire (`raw`).

    A path without a query serves all queries. What was asked for stands in `asked`.
    """

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.asked: list[Asked] = []
        self.stopped = Event()
        self._handlers: dict[str, Handler] = {}
        self._raw: dict[str, Misbehaviour] = {}
        self._context: ssl.SSLContext | None = None
        self._socket = socket.create_server((host, 0))
        self.host, self.port = self._socket.getsockname()[:2]
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def pair(self) -> str:
        return f"{self.host}:{self.port}"

    def url(self, path: str = "/") -> str:
        return f"http://{self.pair}{path}"

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def page(self, path: str, body: bytes | str, **reply) -> str:
        return self.answer(path, lambda _: Reply(body, **reply))

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        return self.page(path, "", status=status, headers={"Location": to})

    def answer(self, path: str, handler: Handler) -> str:
        self._raw.pop(path, None)
        self._handlers[path] = handler
        return self.url(path)

    def raw(self, path: str, misbehave: Misbehaviour) -> str:
        """`misbehave` is given a function that sends bytes, and the event of the server's end."""
        self._handlers.pop(path, None)
        self._raw[path] = misbehave
        return self.url(path)

    def secure(self, context: ssl.SSLContext) -> None:
        """From now on it speaks TLS."""
        self._context = context

    def close(self) -> None:
        self.stopped.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _serve(self) -> None:
        while not self.stopped.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            Thread(target=self._talk, args=[connection], daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        with suppress(OSError), self._secured(connection) as secured:
            if asked := _request(secured):
                self.asked.append(asked)
                self._reply(asked, secured.sendall)

    def _secured(self, connection: socket.socket) -> socket.socket:
        if not self._context:
            return connection
        with connection:  # it is handed over, unless the handshake fails
            return self._context.wrap_socket(connection, server_side=True)

    def _reply(self, asked: Asked, send: Callable[[bytes], None]) -> None:
        path = asked.path.partition("?")[0]
        if misbehave := self._raw.get(asked.path) or self._raw.get(path):
            misbehave(send, self.stopped)
        else:
            handler = self._handlers.get(asked.path) or self._handlers.get(path)
            send((handler(asked) if handler else Reply("Not here", status=404)).sent())


def _request(connection: socket.socket) -> Asked | None:
    head = b""
    while END not in head:
        received = connection.recv(65536)
        if not received:
            return None
        head += received
    first, *lines = head.split(END)[0].decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return Asked(first.split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs})


@contextmanager
def serving() -> Iterator[WebServer]:
    server = WebServer()
    try:
        yield server
    finally:
        server.close()
