"""From a fresh clone to the first page, a second start, and suggestions after an import."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.table import Line

CHECKOUT = Path(__file__).resolve().parent.parent
OURS = ("DATABASE_URL", "REDIS_URL", "VIRTUAL_ENV", "DJANGO_SETTINGS_MODULE", "PYTHONPATH")


def run() -> list[Line]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(CHECKOUT), str(clone)], check=True)
        first = _start(clone)
        second = _start(clone)
        lines = [
            Line("fresh clone to the first page (warm package index)", first, "s"),
            Line("second start to the first page", second, "s"),
            Line("suggestions for 25 claims, after the import returns", _suggestions(clone), "s"),
        ]
        shutil.rmtree(clone, ignore_errors=True)
    return lines


def _environment() -> dict[str, str]:
    hidden = {name for name in os.environ if name in OURS or name.startswith("FACTCHECK_")}
    return {name: value for name, value in os.environ.items() if name not in hidden}


def _demo(clone: Path) -> tuple[subprocess.Popen[bytes], int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    demo = subprocess.Popen(
        ["make", "demo", f"PORT={port}"],
        cwd=clone,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return demo, port


def _stop(demo: subprocess.Popen[bytes]) -> None:
    os.killpg(demo.pid, signal.SIGINT)
    demo.wait(timeout=60)


def _wait(port: int, *, deadline: float = 300) -> None:
    until = time.monotonic() + deadline
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/login/", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    sys.exit("The demo did not come up.")


def _start(clone: Path) -> float:
    began = time.monotonic()
    demo, port = _demo(clone)
    _wait(port)
    took = time.monotonic() - began
    _stop(demo)
    return took


SENTENCES = """
import sys, time
from articles.models import SuggestionRun
from articles.services import articles
from articles import tasks
from benchmarks.made import drafts
while SuggestionRun.objects.live().exists():
    time.sleep(0.1)
draft = drafts(1, 25, seed=7)[0]
brought_in = articles.bring_in(draft, person=None)
tasks.ring(brought_in.sentences)
began = time.monotonic()
runs = SuggestionRun.objects.filter(claim__article=brought_in.article)
assert brought_in.sentences == 25 and runs.count() == 50, (brought_in.sentences, runs.count())
while runs.live().exists():
    time.sleep(0.02)
assert runs.filter(status="done").count() == 50
print("TOOK", time.monotonic() - began)
"""


def _suggestions(clone: Path) -> float:
    demo, port = _demo(clone)
    _wait(port)
    try:
        told = subprocess.run(
            [".venv/bin/python", "manage.py", "shell", "--no-imports", "-c", SENTENCES],
            cwd=clone,
            env=_environment(),
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        _stop(demo)
    return float(told.stdout.split("TOOK")[1])
