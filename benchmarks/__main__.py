"""The cost table: `python -m benchmarks`, or some of it by name: `python -m benchmarks pages`."""

import argparse
import json
import os
from collections.abc import Iterable
from pathlib import Path

from benchmarks.table import Line
from factcheck import servers

INSIDE = ("pages", "imports", "exports", "retrieval", "growth", "ingest", "suggestions")
OUTSIDE = ("starts",)
# On data that does not come with the code: only when asked for.
ON_DATA = ("quality",)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=", ".join(INSIDE + OUTSIDE + ON_DATA)
    )
    parser.add_argument(
        "--size",
        type=int,
        help="passages of `ingest` and `suggestions` (20,000), and of `growth` (100,000)",
    )
    parser.add_argument("--set", metavar="DIR", help="the labelled set of `quality`")
    given = parser.parse_args()
    if given.size:
        os.environ["BENCH_SIZE"] = str(given.size)
    if given.set:
        os.environ["BENCH_SET"] = given.set
    chosen = given.names or [*INSIDE, *OUTSIDE]
    if unknown := set(chosen) - {*INSIDE, *OUTSIDE, *ON_DATA}:
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    lines = []
    inside = [name for name in chosen if name in INSIDE + ON_DATA]
    if inside:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
        with servers.in_use():
            lines += _inside(inside)
    if "starts" in chosen:
        from benchmarks import starts  # noqa: PLC0415

        lines += _told(starts.run())
    out = Path(servers.home()) / "bench.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps([line.data() for line in lines], indent=1) + "\n")


def _inside(names: list[str]) -> list:
    """Each in an empty database of its own, gone afterwards."""
    import importlib  # noqa: PLC0415

    import django  # noqa: PLC0415 -- after the servers' addresses are known

    django.setup()
    from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: PLC0415

    from articles.management.measures import scratch  # noqa: PLC0415

    setup_test_environment(debug=False)
    lines = []
    for name in names:
        with scratch.database():
            lines += _told(importlib.import_module(f"benchmarks.{name}").run())
    teardown_test_environment()
    return lines


def _told(lines: Iterable[Line]) -> list[Line]:
    """Each as it comes: the last may take an hour."""
    told = []
    for line in lines:
        print(line, flush=True)
        told.append(line)
    return told


if __name__ == "__main__":
    main()
