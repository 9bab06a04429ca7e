"""Where the private servers keep their data, and as whom they run."""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

# As root the servers run as another user. When that user cannot enter the home (a checkout
# below /root, say), the data lie here instead, in a folder named after the home's address.
ELSEWHERE = Path("/var/lib/factcheck")
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"}


def _other_than_root() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: who to run it as, in the words of subprocess."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise SystemExit(
        "PostgreSQL does not run as root, and this machine has no user postgres or nobody to run "
        "it as. Start as another user, or set DATABASE_URL and REDIS_URL."
    )


@dataclass(frozen=True)
class Place:
    home: Path
    run_as: dict[str, Any] = field(default_factory=_other_than_root)

    @cached_property
    def root(self) -> Path:
        self.home.parent.mkdir(parents=True, exist_ok=True)
        if not self.home.exists():
            self.home.mkdir()
            self.home.chmod(0o711 if self.run_as else 0o700)
        if self.is_open(self.home):
            return self.home
        name = hashlib.sha256(bytes(self.home)).hexdigest()[:16]
        ELSEWHERE.mkdir(parents=True, exist_ok=True)
        return self.own(ELSEWHERE / name)

    def is_open(self, path: Path) -> bool:
        """May the servers' user get there? Asked of the kernel, in that user's name."""
        if not self.run_as:
            return True
        return self.run(["/bin/sh", "-c", 'test -x "$0"', path]).returncode == 0

    def own(self, folder: Path) -> Path:
        """A folder, or a file that is there, for the servers' user alone."""
        if not folder.exists():
            folder.mkdir()
        folder.chmod(0o700 if folder.is_dir() else 0o600)
        if self.run_as:
            os.chown(folder, self.run_as["user"], self.run_as["group"])
        return folder

    def secret(self, path: Path) -> str:
        """The random word kept in this file, made on first use."""
        if not path.exists():
            new = path.with_suffix(".new")
            new.unlink(missing_ok=True)
            new.touch(mode=0o600)
            new.write_text(secrets.token_urlsafe(48))
            self.own(new).rename(path)
        return path.read_text()

    def run(self, arguments: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run to the end as the servers' user, out of reach of Ctrl-C."""
        return subprocess.run(  # noqa: S603
            arguments,
            check=False,
            cwd="/",
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
            **self.run_as,
        )

    def program(self, package: str, pattern: str) -> Path:
        """A program that came in a wheel. Its Python is not imported."""
        spec = importlib.util.find_spec(package)
        for folder in (spec and spec.submodule_search_locations) or []:
            for found in sorted(Path(folder).glob(pattern)):
                return found if self.is_open(found) else self._copy(Path(folder), found)
        raise SystemExit(
            f"The package that brings {pattern.rpartition('/')[2]} is not installed, or there is "
            "none for this machine. Set DATABASE_URL and REDIS_URL to servers of your own."
        )

    def _copy(self, package: Path, program: Path) -> Path:
        """Copy a wheel's folder, and its libraries beside it, to where the servers' user can go."""
        version = importlib.metadata.version(package.name)
        copies = self.own(self.root / "programs") / version
        target = copies / package.name
        if not target.exists():
            new = copies.with_suffix(".new")
            shutil.rmtree(new, ignore_errors=True)
            for part in package.parent.glob(f"{package.name}*"):
                if part.name in {package.name, f"{package.name}.libs"}:
                    shutil.copytree(part, new / part.name, symlinks=True)
            shutil.rmtree(copies, ignore_errors=True)
            new.rename(copies)
        return target / program.relative_to(package)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def choose_port(kept: Path) -> int:
    """The port used before, if nobody has taken it; else another, which is kept from now on."""
    if kept.exists() and (text := kept.read_text()).isdecimal() and is_free(int(text)):
        return int(text)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    new = kept.with_suffix(".new")
    new.write_text(str(port))
    new.rename(kept)
    return port
