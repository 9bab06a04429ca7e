"""Processes by their id: which one it is, how it is started to die with us, how it is ended."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
BOOT = PROC / "sys/kernel/random/boot_id"
PR_SET_PDEATHSIG = 1


def command(pid: int) -> str:
    """The command line of a process, or nothing when there is no such process."""
    if not BOOT.exists():
        return _ps(pid, "command=")
    with suppress(FileNotFoundError, ProcessLookupError, PermissionError):
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    return ""


def identity(pid: int) -> str:
    """What tells this process from a later one with the same id; nothing when it has ended."""
    if not BOOT.exists():
        return _ps(pid, "lstart=,command=")
    with suppress(FileNotFoundError, ProcessLookupError):
        # The name, in brackets, may hold anything; the state and the start come after it.
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        return "" if fields[0] == "Z" else f"{BOOT.read_text().strip()} {fields[19]}"
    return ""


def _ps(pid: int, columns: str) -> str:
    found = subprocess.run(  # noqa: S603
        ["/bin/ps", "-o", columns, "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return found.stdout.strip()


def _die_with_parent() -> Callable[[], None] | None:
    """Linux ends a child when its parent is killed; elsewhere the next start does."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(arguments: Sequence[str | Path], *, folder: Path, log: Path) -> subprocess.Popen[bytes]:
    """Start a child in a group of its own: Ctrl-C reaches us alone, and we end it in order."""
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603
            arguments,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent(),
        )


def wait_until(done: Callable[[], object], seconds: float, *, step: float = 0.02) -> bool:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(step)
    return True


def end(groups: Sequence[tuple[int, str]], *, patience: float = 4) -> None:
    """End the groups led by these processes, unless an id belongs to another one by now."""
    ours = [(pid, known) for pid, known in groups if known and identity(pid) == known]
    for pid, _ in ours:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    wait_until(lambda: not any(identity(pid) == known for pid, known in ours), patience)
    for pid, _ in ours:
        # What a leader left behind is still in its group, whose id nobody else can be given.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
    wait_until(lambda: not any(identity(pid) == known for pid, known in ours), patience)
