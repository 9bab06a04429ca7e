"""How far a command is, on a terminal and in a log."""

import gzip
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import OutputWrapper

from articles.management import progress
from articles.management.progress import Progress
from articles.services import documents


class Terminal(StringIO):
    def isatty(self):
        return True


class Clock:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


def test_on_a_terminal_a_bar_stays_in_its_place_and_goes(clock):
    out = Terminal()
    bar = Progress(OutputWrapper(out), 400, now=clock)
    bar.add(documents=1, size=100)
    assert out.getvalue() == ""

    clock.seconds = 0.3
    bar.add(documents=1_999, size=100)

    line = f"[{'#' * 15}{'.' * 15}]  50%  2,000 documents so far"
    assert out.getvalue() == f"\r{line}"
    bar.clear()
    bar.clear()
    assert out.getvalue() == f"\r{line}\r{' ' * len(line)}\r"


def test_in_a_log_it_is_a_line_now_and_then(clock):
    out = StringIO()
    bar = Progress(OutputWrapper(out), 400, now=clock)
    for second in range(25):
        clock.seconds = float(second)
        bar.add(documents=1, size=10)
    bar.clear()

    assert out.getvalue() == "11 documents so far, 28%.\n21 documents so far, 52%.\n"


def test_where_nobody_can_know_how_much_there_is_it_counts(clock):
    for out, said in ((Terminal(), "\r7 documents so far"), (StringIO(), "7 documents so far.\n")):
        bar = Progress(OutputWrapper(out), None, now=clock)
        clock.seconds += 20
        bar.add(documents=7, size=10)
        assert out.getvalue() == said


def test_the_size_is_that_of_what_can_be_read(tmp_path):
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "a.txt").write_text("12345")
    (tmp_path / "some" / "b.png").write_text("12345")
    (tmp_path / "c.jsonl").write_text("{}\n")

    assert documents.size([tmp_path / "some", tmp_path / "c.jsonl"]) == 8
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(b"{}\n"))
    assert documents.size([tmp_path]) is None
    assert documents.size([tmp_path / "none.txt"]) is None


@pytest.mark.django_db
def test_the_library_tells_how_far_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "IN_LOG", 0.0)
    (tmp_path / "a.jsonl").write_text(
        "".join(f"{json.dumps({'text': f'Note {n}.'})}\n" for n in range(9))
    )
    out, err = StringIO(), StringIO()

    call_command("import_library", str(tmp_path / "a.jsonl"), stdout=out, stderr=err)

    assert err.getvalue().startswith("9 documents so far, ")
    assert out.getvalue() == "9 new, 0 changed, 0 as they were.\n"
