"""What is handed in for the library is worked off in the background, batch by batch."""

import gzip
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Ingest, LibraryDocument
from articles.services import Refused, ingests, library, shelves, uploads
from tests.factories import IngestFactory, UserFactory
from tests.handed_in import hand_in, line, said, tally, work_off

pytestmark = pytest.mark.django_db

Status = Ingest.Status
MEGABYTE = 1024 * 1024


def files():
    return sorted(path.name for path in uploads.folder().iterdir())


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz"])
def test_lines_become_documents_and_the_file_is_let_go_of(ending):
    content = b"".join(map(line, range(5)))
    packed = gzip.compress(content) if ending.endswith("gz") else content
    ingest = work_off(hand_in(packed, ending=ending))

    assert (ingest.status, ingest.share, ingest.error) == (Status.DONE, 1, "")
    assert tally(ingest) == (5, 0, 0, 0, 0)
    assert ingest.started_at < ingest.finished_at
    assert (ingest.stored, files()) == ("", [])
    assert LibraryDocument.objects.count() == 5


def test_the_same_again_changes_nothing_and_another_text_takes_the_place():
    work_off(hand_in(line(1), line(2)))

    again = work_off(hand_in(line(1), line(2, text="Another text."), line(3)))

    assert tally(again) == (1, 1, 1, 0, 0)
    assert LibraryDocument.objects.get(identifier="n2").text == "Another text."


def test_what_is_wrong_is_said_line_by_line_and_the_rest_is_kept():
    ingest = work_off(
        hand_in(line(1), b"{no json\n", b"\n", b"\xff\n", line(2, url="x"), b"1" * 9_999 + b"\n")
    )

    assert said(ingest) == [
        "line 2: It is not JSON.",
        "line 4: It is not UTF-8.",
        "line 5: Its url is no address of the web; kept without.",
        "line 6: It is not JSON.",
    ]
    assert (ingest.status, tally(ingest)) == (Status.DONE, (2, 0, 0, 0, 3))


def test_of_a_file_that_is_all_wrong_the_first_faults_are_kept_and_all_are_counted(monkeypatch):
    monkeypatch.setattr(ingests, "MOST_FAULTS", 3)
    monkeypatch.setattr(shelves, "BATCH", 2)

    ingest = work_off(hand_in(b"wrong\n" * 7))

    assert (len(said(ingest)), ingest.lost, ingest.line) == (3, 7, 7)


def test_what_came_without_a_date_leaves_room_for_what_is_lost(monkeypatch):
    monkeypatch.setattr(ingests, "MOST_FAULTS", 4)
    undated = [b'{"text": "Note %d.", "published": "2024"}\n' % number for number in range(6)]

    ingest = work_off(hand_in(*undated, b"wrong\n", b"worse\n"))

    assert (ingest.new, ingest.lost) == (6, 2)
    kept = list(ingest.faults.values_list("place", "is_lost"))
    assert kept == [("line 1", False), ("line 2", False), ("line 7", True), ("line 8", True)]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.jsonl.gz", b"no gzip at all", "cannot be unpacked"),
        ("b.jsonl.gz", gzip.compress(line(1) * 99, mtime=0)[:-9], "cannot be unpacked"),
        (
            "c.jsonl.gz",
            gzip.compress(b"0" * 40 * MEGABYTE, mtime=0),
            "more than 100 times its size",
        ),
        ("d.txt", b"nothing\0 to read", "not text"),
        ("e.html", b"%PDF-1.7", "looks like a PDF"),
        ("f.txt", b"a" * (5 * MEGABYTE + 1), "the most is 5 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_fails_with_a_sentence(name, content, why):
    kind = Ingest.Kind.LINES if "jsonl" in name else Ingest.Kind.FILE
    ingest = hand_in(content, name=name, kind=kind, ending=name[1:])

    assert ingests.work(seconds=60) is True

    ingest.refresh_from_db()
    assert (ingest.status, ingests.due()) == (Status.FAILED, 0)
    assert why in ingest.error
    assert (ingest.can_go_on, files()) == (False, [])
    with pytest.raises(Refused, match="Hand it in again"):
        ingests.go_on(ingest_id=ingest.pk)


@pytest.mark.parametrize(
    ("content", "why", "lost"),
    [(b"wrong\n" * 3, ingests.NOTHING_READ, 3), (b"\n \n", ingests.NOTHING_IN_IT, 0)],
)
def test_a_file_of_which_nothing_came_in_has_failed_and_cannot_go_on(content, why, lost):
    ingest = work_off(hand_in(content))

    assert (ingest.status, ingest.error, tally(ingest)) == (Status.FAILED, why, (0, 0, 0, 0, lost))
    assert (ingest.can_go_on, len(said(ingest)), files()) == (False, lost, [])
    assert not LibraryDocument.objects.exists()


def test_a_packed_file_may_not_become_larger_than_is_allowed(settings, monkeypatch):
    settings.UPLOAD_BYTES, settings.UNPACKED_TIMES = MEGABYTE, 2
    monkeypatch.setattr(shelves, "BATCH", 2_000)
    content = b"".join(line(number, text=f"{number * 7919:x}" * 40) for number in range(9_000))

    ingest = work_off(hand_in(gzip.compress(content), ending=".jsonl.gz"))

    assert ingest.status == Status.FAILED
    assert ingest.error == "It is larger than 2 MB once it is unpacked."
    assert ingest.new == LibraryDocument.objects.count() > 0


def test_a_document_of_one_line_of_five_megabytes_comes_in():
    words = " ".join(f"word{number % 4999}" for number in range(560_000))[: 5 * MEGABYTE - 200]

    ingest = work_off(hand_in(line(1, text=words)))

    assert tally(ingest) == (1, 0, 0, 0, 0)
    assert LibraryDocument.objects.get().passages.count() > 5_000


def test_a_longer_line_is_passed_over_and_named():
    ingest = work_off(hand_in(b'{"text": "', b"x" * (9 * MEGABYTE), b'"}\n', line(2)))

    assert said(ingest) == ["line 1: It is longer than 8 MB, the most a line may have."]
    assert ingest.new == 1


def test_nul_bytes_do_no_harm():
    ingest = work_off(hand_in(b"\0\0\0\n", b'{"text": "a\\u0000b \\ud800"}\n'))

    assert (said(ingest), ingest.new) == (["line 1: It is not JSON."], 1)
    assert LibraryDocument.objects.get().text == "ab \ufffd"


def test_what_is_empty_or_too_large_is_refused_and_leaves_nothing(settings):
    settings.UPLOAD_BYTES = MEGABYTE
    with pytest.raises(Refused, match="is empty"):
        hand_in(b"")
    with pytest.raises(Refused, match="the most at a time is 1 MB"):
        hand_in(b"x" * MEGABYTE, b"x")

    assert (files(), Ingest.objects.count()) == ([], 0)


def test_of_two_that_wait_the_older_goes_first_and_what_waits_later_not_at_all():
    later = hand_in(line(1))
    Ingest.objects.update(due_at=timezone.now() + timedelta(hours=1))
    older, younger = hand_in(line(2)), hand_in(line(3))

    ingests.work(seconds=60)

    states = dict(Ingest.objects.values_list("pk", "status"))
    assert states == {later.pk: "queued", older.pk: "done", younger.pk: "queued"}
    assert ingests.due() == 1


def test_a_shift_ends_between_two_batches_and_the_next_goes_on_there(monkeypatch):
    monkeypatch.setattr(shelves, "BATCH", 2)
    ingest = hand_in(*map(line, range(5)))

    ingests.work(seconds=-1)

    ingest.refresh_from_db()
    assert (ingest.status, ingest.line, ingest.new) == (Status.QUEUED, 2, 2)
    assert 0 < ingest.share < 1
    assert tally(work_off(ingest)) == (5, 0, 0, 0, 0)


def test_one_stops_it_between_two_batches_and_goes_on_later(monkeypatch):
    monkeypatch.setattr(shelves, "BATCH", 2)
    ingest = hand_in(*map(line, range(5)))
    ingests.work(seconds=-1)

    ingests.stop(ingest_id=ingest.pk)

    assert ingests.work(seconds=60) is False
    ingest.refresh_from_db()
    assert (ingest.status, ingest.new, ingest.can_go_on) == (Status.STOPPED, 2, True)
    ingests.go_on(ingest_id=ingest.pk)
    assert tally(work_off(ingest)) == (5, 0, 0, 0, 0)


def test_what_is_over_is_not_stopped_and_what_is_under_way_does_not_go_on():
    ingest = hand_in(line(1))
    with pytest.raises(Refused, match="under way already"):
        ingests.go_on(ingest_id=ingest.pk)
    work_off(ingest)

    with pytest.raises(Refused, match="no longer under way"):
        ingests.stop(ingest_id=ingest.pk)
    with pytest.raises(Refused, match="Hand it in again"):
        ingests.go_on(ingest_id=ingest.pk)


def test_a_file_that_is_gone_is_said():
    ingest = hand_in(line(1))
    uploads.remove(ingest.stored)

    work_off(ingest)

    assert (ingest.status, ingest.error, ingest.can_go_on) == (Status.FAILED, ingests.GONE, False)


def test_files_of_what_ended_long_ago_are_let_go_of():
    old, new = hand_in(b"x\n"), hand_in(b"x\n")
    for each in (old, new):
        ingests.stop(ingest_id=each.pk)
    Ingest.objects.filter(pk=old.pk).update(finished_at=timezone.now() - timedelta(days=8))

    ingests.sweep()

    old.refresh_from_db()
    assert (old.stored, old.can_go_on) == ("", False)
    assert new.stored in files()  # the other's file goes once it is a day old


def test_what_waits_with_nobody_at_work_is_stale():
    waiting = IngestFactory(due_at=timezone.now() - timedelta(minutes=5))

    assert waiting.is_stale
    assert not IngestFactory(asked_by=UserFactory()).is_stale


def test_near_copies_are_counted():
    words = "The council has closed the old bridge, as its engineers found cracks in the piers. "
    work_off(hand_in(line(1, text=words * 2)))

    ingest = work_off(hand_in(line(2, text=f"Reuters. {words * 2}")))

    assert tally(ingest) == (1, 0, 0, 1, 0)


def test_documents_that_came_by_another_way_meanwhile_are_no_error():
    ingest = hand_in(line(1), line(2))
    library.add([library.Document(identifier="n1", text="Note 1 is about thing 1x.")])

    assert tally(work_off(ingest)) == (1, 0, 1, 0, 0)
