"""Adding to the library in the browser, and watching how far it is."""

import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Feed, Ingest, LibraryDocument
from articles.services import ingests, uploads
from tests import pages
from tests.conftest import HTMX
from tests.factories import IngestFactory
from tests.handed_in import hand_in, line, work_off
from tests.outside import fetching_on
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def checker(log_in):
    return log_in("Checker")


@pytest.fixture
def send(client):
    def send(name, data=None, **more):
        return client.post(reverse(f"articles:{name}"), data or {}, **more)

    return send


def file(name, content):
    return SimpleUploadedFile(name, content)


def words(response):
    return " ".join(Page(response.content.decode()).text.split())


def work_all():
    while ingests.work(seconds=60):
        pass


def test_several_files_are_handed_in_and_worked_off(send, checker):
    packed = gzip.compress(line(1) + line(2))
    chosen = [file("archive.jsonl.gz", packed), file("note.md", b"# Tower\n\nIt is tall.")]

    answer = send("hand-in-files", {"chosen": chosen}, follow=True)

    assert answer.redirect_chain == [("/library/ingests/", 302)]
    assert "archive.jsonl.gz" in words(answer)
    assert words(answer).count("Waiting for a worker.") == 2
    work_all()
    assert LibraryDocument.objects.count() == 3
    assert set(Ingest.objects.values_list("asked_by", "status")) == {(checker.pk, "done")}


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", b"%PDF", "a.pdf is of a kind that cannot be read"),
        ("noname", b"x", "Its name has to end in .jsonl, .jsonl.gz, .txt"),
        ("a.txt", b"", "a.txt is empty."),
        ("../../etc/passwd", b"x", "passwd is of a kind"),
    ],
)
def test_a_file_that_is_of_no_use_is_refused_in_words(send, name, content, why):
    answer = send("hand-in-files", {"chosen": [file(name, content)]})

    assert answer.status_code == 422
    assert why in words(answer)
    assert (Ingest.objects.count(), list(uploads.folder().iterdir())) == (0, [])


def test_a_file_that_is_refused_keeps_no_other_out_and_the_page_says_which_were_taken(send):
    chosen = [("good.jsonl", line(1)), ("a.pdf", b"%PDF"), ("b.txt", b""), ("fine.txt", b"Tall.")]

    answer = send("hand-in-files", {"chosen": [file(*each) for each in chosen]})

    said = words(answer)
    assert answer.status_code == 422
    assert "need not be handed in again: good.jsonl, fine.txt." in said
    assert "a.pdf is of a kind that cannot be read" in said
    assert "b.txt is empty." in said
    taken = Ingest.objects.order_by("pk")
    assert [each.name for each in taken] == ["good.jsonl", "fine.txt"]
    page = Page(answer.content.decode())
    assert all(page.all("a", href=each.get_absolute_url()) for each in taken)
    work_all()
    assert LibraryDocument.objects.count() == 2


def test_more_files_than_are_taken_at_a_time_are_refused_on_a_page_of_ours(send, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2

    answer = send("hand-in-files", {"chosen": [file(f"{name}.txt", b"x") for name in "abc"]})

    assert (answer.status_code, "At most 2 files" in words(answer)) == (400, True)
    assert not Ingest.objects.exists()


def test_no_file_at_all_is_said(send):
    answer = send("hand-in-files")

    assert (answer.status_code, "Choose at least one file." in words(answer)) == (422, True)


def test_files_that_are_too_large_together_are_said_before_they_are_kept(send, settings):
    settings.UPLOAD_BYTES = 1024 * 1024

    answer = send("hand-in-files", {"chosen": [file("a.txt", b"x" * 1024 * 1024)]})

    assert answer.status_code == 422
    assert "the most at a time is 1 MB" in words(answer)
    assert not Ingest.objects.exists()


def test_a_pasted_text_becomes_a_document_with_what_is_known_of_it(send):
    answer = send(
        "hand-in-text",
        {
            "text": "It is 330 metres tall.\r\nIt opened in 1889.", "title": "Tower",
            "url": "https://tower.example/", "publisher": "City", "published": "2026-03-31",
        },
    )  # fmt: skip

    ingest = Ingest.objects.get()
    assert answer["Location"] == ingest.get_absolute_url()
    work_off(ingest)
    document = LibraryDocument.objects.get()
    assert document.text == "It is 330 metres tall.\nIt opened in 1889."
    assert (document.title, document.publisher) == ("Tower", "City")
    assert (document.url, str(document.published)) == ("https://tower.example/", "2026-03-31")


@pytest.mark.parametrize(
    ("sent", "why"),
    [({"text": ""}, "Paste a text."), ({"text": "a", "published": "soon"}, "Enter a valid date.")],
)
def test_a_text_that_cannot_be_kept_comes_back(send, sent, why):
    answer = send("hand-in-text", sent | {"title": "Mine"})

    page = Page(answer.content.decode())
    assert (answer.status_code, why in words(answer)) == (422, True)
    assert page.by_id("id_title")["value"] == "Mine"


def test_where_fetching_is_off_addresses_are_not_offered(client, send):
    answer = client.get(reverse("articles:fill"))

    assert "Nothing leaves the house. Fetching pages is off, so no page is fetched." in words(
        answer
    )
    assert not Page(answer.content.decode()).all("textarea", name="addresses")
    assert send("hand-in-addresses", {"addresses": "https://a.example/"}).status_code == 422


def test_where_it_is_on_addresses_and_feeds_are_taken(client, send, settings):
    fetching_on(settings)

    refused = send("hand-in-addresses", {"addresses": "https://a.example/\nnonsense"})
    send("hand-in-addresses", {"addresses": "https://a.example/\n\nhttps://b.example/"})
    send("follow-feed", {"address": "https://a.example/feed"})
    again = send("follow-feed", {"address": "https://a.example/feed"})

    assert "“nonsense” is not a web address." in words(refused)
    assert (Ingest.objects.get().name, Feed.objects.count()) == ("2 addresses", 1)
    assert (again.status_code, "followed already" in words(again)) == (422, True)


def test_more_addresses_than_are_taken_at_a_time_come_back_as_they_were(send, settings):
    fetching_on(settings)
    settings.MOST_ADDRESSES = 2
    given = "\n".join(f"https://a.example/{number}" for number in range(3))

    answer = send("hand-in-addresses", {"addresses": given})

    assert answer.status_code == 422
    assert "These are 3 addresses; the most at a time is 2." in words(answer)
    assert "At most 2 at a time." in words(answer)
    assert given in answer.content.decode()
    assert not Ingest.objects.exists()


def test_what_is_put_off_says_until_when_on_both_pages_and_asks_no_more(client):
    done = IngestFactory(status="done", finished_at="2026-01-01T00:00Z")
    rest = IngestFactory(
        name="6 addresses of a.example", put_off_from=done, times_put_off=1,
        due_at="2999-01-01T00:00Z", error="Its server failed 3 times in a row.",
    )  # fmt: skip

    of_rest, of_done = (client.get(each.get_absolute_url()) for each in (rest, done))

    assert "Put off until 1 Jan, 00:00. Its server failed 3 times in a row." in words(of_rest)
    said = "6 addresses of a.example put off until 1 Jan, 00:00: its server failed 3 times in a row"
    assert said in words(of_done)
    assert Page(of_rest.content.decode()).by_id("standing").get("hx-get") is None


def test_the_page_of_an_ingest_asks_again_while_it_is_live_and_no_longer(client):
    ingest = hand_in(line(1), b"wrong\n")

    waiting = client.get(ingest.get_absolute_url(), headers=HTMX)
    work_off(ingest)
    done = client.get(ingest.get_absolute_url(), headers=HTMX)

    section = Page(waiting.content.decode()).by_id("standing")
    assert section["hx-get"] == ingest.get_absolute_url()
    assert Page(done.content.decode()).by_id("standing").get("hx-get") is None
    assert "line 2: It is not JSON." in words(done)
    assert 'aria-label="100 % done"' in done.content.decode()


def test_how_it_ended_is_said_with_what_could_not_be_read(client):
    some = work_off(hand_in(line(1), b"wrong\n"))
    none = work_off(hand_in(b"wrong\n"))

    for page in (client.get(reverse("articles:ingests")), client.get(some.get_absolute_url())):
        assert "Done just now; 1 could not be read." in pages.as_if_quick(words(page))
    page = client.get(none.get_absolute_url())
    assert "Failed: Nothing could be read." in words(page)
    assert not Page(page.content.decode()).all("form", action=f"{none.get_absolute_url()}go-on/")


def test_all_faults_are_read_as_a_text(client):
    ingest = work_off(hand_in(b"wrong\n" * 120))

    answer = client.get(reverse("articles:ingest-faults", args=[ingest.pk]))

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert (len(lines), lines[16]) == (120, "line 17: It is not JSON.")
    assert "Here are the first 100." in words(client.get(ingest.get_absolute_url()))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["without htmx", "with htmx"])
def test_one_stops_and_goes_on(client, headers):
    ingest = hand_in(line(1))
    act = {name: reverse(f"articles:{name}-ingest", args=[ingest.pk]) for name in ("stop", "go-on")}

    client.post(act["stop"], headers=headers)
    ingest.refresh_from_db()
    assert ingest.status == Ingest.Status.STOPPED
    refused = client.post(act["stop"], headers=headers)
    assert (refused.status_code, "no longer under way" in words(refused)) == (422, True)
    client.post(act["go-on"], headers=headers)
    assert work_off(ingest).new == 1


def test_the_list_says_how_each_stands_in_a_few_queries(client, django_assert_max_num_queries):
    address = reverse("articles:ingests")
    assert "Nothing was handed in yet" in words(client.get(address))
    IngestFactory()
    IngestFactory(status="failed", error="It is no gzip.", finished_at="2026-01-01T00:00Z")

    with django_assert_max_num_queries(7):
        answer = client.get(address)

    assert "Failed: It is no gzip." in words(answer)


def test_near_copies_are_named_on_both_pages(client):
    words_of_both = "The council of Harbour Town voted to close the old bridge for two years. " * 2
    work_off(hand_in(line(1, text=words_of_both), line(2, text=f"Reuters. {words_of_both}")))
    first, second = LibraryDocument.objects.order_by("pk")

    copy = client.get(reverse("articles:document", args=[second.pk]))
    original = client.get(reverse("articles:document", args=[first.pk]))

    assert "Nearly the same as" in words(copy)
    assert Page(copy.content.decode()).all("a", href=f"/library/{first.pk}/")
    assert Page(original.content.decode()).all("a", href=f"/library/{second.pk}/")


def test_who_may_removes_a_document_and_is_told_before_what_depends_on_it(client, log_in):
    work_off(hand_in(line(1)))
    document = LibraryDocument.objects.get()
    page, act = (
        reverse(f"articles:{name}", args=[document.pk]) for name in ("document", "remove-document")
    )
    assert "Remove from the library" not in words(client.get(page))

    log_in("Editor")
    assert "1 passage of it goes. 0 suggestions" in words(client.get(page))
    answer = client.post(act, follow=True)

    assert not LibraryDocument.objects.exists()
    assert "is no longer in the library" in words(answer)
