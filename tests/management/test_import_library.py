"""manage.py import_library."""

import gzip
import json
import os
import signal
from datetime import date
from io import StringIO
from multiprocessing import parent_process

import pytest
from django.core.management import CommandError, call_command

from articles.models import LibraryDocument
from articles.services import documents, search, shelves
from articles.services.documents import prepared
from tests.outside import fetching_on
from tests.web_server import serving

pytestmark = pytest.mark.django_db


def brought_in(*paths):
    out, err = StringIO(), StringIO()
    call_command("import_library", *map(str, paths), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def lines(*records):
    return "\n".join(map(json.dumps, records)) + "\n"


RECORDS = [
    {
        "_id": "tower",
        "title": "Heights",
        "text": "It is 330 metres tall.",
        "url": "https://example.org/",
        "published": "2026-03-31T10:00:00Z",
        "publisher": "City of Paris",
    },
    {"_id": 7, "text": "A bridge.", "title": None},
]


@pytest.mark.parametrize("name", ["some.jsonl", "some.jsonl.gz"])
def test_lines_become_documents_and_again_nothing_new(tmp_path, name):
    opener = gzip.open if name.endswith(".gz") else open
    with opener(tmp_path / name, "wt", encoding="utf-8") as file:
        file.write(lines(*RECORDS))

    assert brought_in(tmp_path / name) == ("2 new, 0 changed, 0 as they were.\n", "")
    assert brought_in(tmp_path / name) == ("0 new, 0 changed, 2 as they were.\n", "")

    tower, bridge = LibraryDocument.objects.order_by("pk")
    assert (tower.identifier, tower.title, tower.url) == ("tower", "Heights", RECORDS[0]["url"])
    assert (tower.published, tower.publisher) == (date(2026, 3, 31), "City of Paris")
    assert (bridge.identifier, bridge.text) == ("7", "A bridge.")


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("{not json", "line 2: It is not JSON."),
        ("[" * 100_000, "line 2: It is not JSON."),
        ('["a", "list"]', "line 2: A document is a JSON object."),
        ('{"_id": "x"}', "line 2: A document needs a title or a text."),
        ('{"_id": "desk:article:1", "text": "a"}', "line 2: An _id that begins with desk: is the"),
        (
            '{"_id": "\\u0001desk:article:1", "text": "a"}',
            "line 2: An _id that begins with desk: is the",
        ),
        ('{"text": {"a": 1}}', "line 2: Its text is not a text."),
        ('{"_id": "n", "text": 1e999}', "line 2: Its text is not a text."),
        ('{"text": "a", "published": ["soon"]}', "line 2: Its published is not a text."),
        ('{"_id": "x", "title": "\\u200b", "text": " "}', "line 2: A document needs a title or a"),
        ("\udcff", "line 2: It is not UTF-8."),
    ],
    ids=lambda value: value[:20],
)
def test_a_bad_line_is_named_and_the_others_are_kept(tmp_path, bad, why):
    path = tmp_path / "some.jsonl"
    text = f'{{"text": "First."}}\n{bad}\n\n{{"text": "Last."}}\n'
    path.write_bytes(text.encode(errors="surrogateescape"))
    out, err = StringIO(), StringIO()

    with pytest.raises(CommandError, match="1 could not be read"):
        call_command("import_library", str(path), stdout=out, stderr=err)

    assert f"{path}, {why}" in err.getvalue()
    assert out.getvalue() == "2 new, 0 changed, 0 as they were.\n"
    assert set(LibraryDocument.objects.values_list("text", flat=True)) == {"First.", "Last."}


def test_many_are_read_by_other_processes_and_come_out_as_a_few_would(tmp_path, monkeypatch):
    monkeypatch.setattr(shelves, "BATCH", 2)
    records = [{"_id": number, "text": f"Note {number} on the tower."} for number in range(5)]
    path = tmp_path / "some.jsonl"
    path.write_text(lines(*records[:4]) + "no JSON\n" + lines(records[4], records[0]))
    out, err = StringIO(), StringIO()

    with pytest.raises(CommandError, match="1 could not be read"):
        call_command("import_library", str(path), stdout=out, stderr=err)

    assert out.getvalue() == "5 new, 0 changed, 1 as they were.\n"
    assert f"{path}, line 5: It is not JSON." in err.getvalue()
    assert [
        (document.identifier, document.text) for document in LibraryDocument.objects.order_by("pk")
    ] == [(str(record["_id"]), record["text"]) for record in records]
    assert len(search.passages_like("A note on towers")) == 5


def ended(piece):
    """As `documents.prepared`, but for a process that the system ends in the middle."""
    if parent_process():
        os.kill(os.getpid(), signal.SIGKILL)
    return prepared(piece)


def test_a_reading_process_that_is_ended_is_said_and_again_brings_the_rest(tmp_path, monkeypatch):
    monkeypatch.setattr(shelves, "BATCH", 2)
    path = tmp_path / "some.jsonl"
    path.write_text(lines(*[{"_id": number, "text": f"Note {number}."} for number in range(5)]))

    with monkeypatch.context() as patch:
        patch.setattr(documents, "prepared", ended)
        with pytest.raises(CommandError, match="bring in the same again for the rest"):
            brought_in(path)
    assert LibraryDocument.objects.count() == 2

    assert brought_in(path) == ("3 new, 0 changed, 2 as they were.\n", "")


def test_what_is_no_address_is_left_out_and_said_and_the_document_kept(tmp_path):
    path = tmp_path / "some.jsonl"
    path.write_text(lines({"text": "A.", "url": "Metadata"}, {"text": "B.", "url": "file:///b"}))

    out, err = brought_in(path)

    assert out.startswith("2 new")
    assert err.count("no address of the web; kept without") == 2
    assert set(LibraryDocument.objects.values_list("url", flat=True)) == {""}


def test_what_is_no_date_is_left_out_and_said_and_the_document_kept(tmp_path):
    path = tmp_path / "some.jsonl"
    texts = [("A.", "soon"), ("B.", "2025-13-45"), ("C.", "2025-11-30T10:00:00Z")]
    path.write_text(lines(*({"text": text, "published": day} for text, day in texts)))

    out, err = brought_in(path)

    assert out.startswith("3 new")
    for said in (
        "line 1: Its published, 'soon', is no date",
        "line 2: Its published, '2025-13-45'",
    ):
        assert said in err
    assert err.count("kept without") == 2
    days = dict(LibraryDocument.objects.values_list("text", "published"))
    assert days == {"A.": None, "B.": None, "C.": date(2025, 11, 30)}


def test_a_folder_gives_every_file_that_can_be_read(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "note.txt").write_text("The tower is tall.")
    (tmp_path / "page.html").write_text("<p>The bridge is <b>long</b>.</p><script>x</script>")
    (tmp_path / "lines.jsonl").write_text(lines(*RECORDS))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    assert brought_in(tmp_path) == ("4 new, 0 changed, 0 as they were.\n", "")

    texts = list(LibraryDocument.objects.values_list("text", flat=True))
    assert "The tower is tall." in texts
    assert any("long" in text and "<b>" not in text and "x" not in text for text in texts)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("b.txt", b"\xff\x00\xfe"),
        ("c.jsonl.gz", b"no gzip"),
        ("d.txt", b""),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    err = StringIO()

    with pytest.raises(CommandError, match="1 could not be read"):
        call_command("import_library", str(tmp_path / name), stdout=StringIO(), stderr=err)

    assert name in err.getvalue()
    assert not LibraryDocument.objects.exists()


def test_a_path_that_leads_nowhere_is_named_and_the_rest_brought_in(tmp_path):
    (tmp_path / "note.txt").write_text("The tower is tall.")
    out, err = StringIO(), StringIO()

    with pytest.raises(CommandError):
        call_command(
            "import_library",
            str(tmp_path / "nowhere.txt"),
            str(tmp_path / "note.txt"),
            stdout=out,
            stderr=err,
        )

    assert "nowhere.txt: It cannot be read: No such file" in err.getvalue()
    assert out.getvalue().startswith("1 new")


def test_an_address_is_not_fetched_and_that_is_said():
    err = StringIO()

    with pytest.raises(CommandError):
        call_command("import_library", "https://example.org/", stdout=StringIO(), stderr=err)

    assert "Fetching pages is off" in err.getvalue()


def test_an_address_is_fetched_where_that_is_on(settings):
    with serving() as web:
        fetching_on(settings, web)
        address = web.page("/tower", "<h1>How tall</h1><p>The tower is 330 metres tall today.</p>")

        assert brought_in(address)[0].startswith("1 new")
        assert brought_in(address)[0].startswith("0 new, 0 changed, 1 as they were")

    document = LibraryDocument.objects.get()
    assert (document.identifier, document.url, document.publisher) == (address, address, web.host)
    assert "330 metres" in document.text


def test_a_packed_file_that_unpacks_to_a_hundred_times_its_size_is_named(tmp_path):
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b"0" * 40_000_000))
    err = StringIO()

    with pytest.raises(CommandError):
        call_command("import_library", str(path), stdout=StringIO(), stderr=err)

    assert "more than 100 times its size" in err.getvalue()
