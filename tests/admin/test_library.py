"""The library in the admin: deleting many at once, and how the shelves are."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles.models import LibraryDocument, LibraryStatistics, Passage
from articles.services import desk_articles, library, releases, shelf_state
from articles.services.library import Document
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    FeedFactory,
    IngestFactory,
    SuggestionFactory,
    UserFactory,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db
DOCUMENTS = reverse("admin:articles_librarydocument_changelist")


@pytest.fixture(autouse=True)
def admin(client, person):
    client.force_login(person("Admin"))


@pytest.fixture
def many():
    """More than a page of the admin, and than a form may have fields."""
    library.add(Document(identifier=f"n{n}", text=f"Note {n} of thing {n}x.") for n in range(1_200))
    return LibraryDocument.objects.order_by("pk")


def sent(documents, **more):
    return {"action": "delete_selected", "_selected_action": documents, **more}


def test_before_documents_go_it_says_what_depends_on_them(client, many):
    suggestion = SuggestionFactory(document=many[0])
    EvidenceFactory(claim=suggestion.claim, source__document=many[0])

    answer = client.post(DOCUMENTS, sent([many[0].pk, many[1].pk]))

    text = " ".join(Page(answer.content.decode()).text.split())
    assert "2 library documents will be deleted. 2 passages of it go." in text
    assert "1 suggestion, 1 piece of evidence, 0 near copies stay. Who answers" in text
    assert LibraryDocument.objects.count() == 1_200


def test_all_of_a_list_go_at_once_in_a_few_statements(client, many, django_assert_max_num_queries):
    asked = client.post(DOCUMENTS, sent([many[0].pk], select_across="1"))
    form = Page(asked.content.decode())
    fields = {
        each["name"]: each["value"]
        for each in form.all("input", type="hidden")
        if each["name"] in ("select_across", "_selected_action", "action", "post")
    }

    with django_assert_max_num_queries(40):
        client.post(DOCUMENTS, fields)

    assert not LibraryDocument.objects.exists()
    assert not Passage.objects.exists()
    assert LibraryStatistics.objects.get().passages == 0
    assert LogEntry.objects.get().object_repr == "1200 library documents"


def test_one_document_goes_with_its_passages(client, many):
    first = many[0]

    page = client.get(reverse("admin:articles_librarydocument_delete", args=[first.pk]))
    assert "1 passage of it go" in page.content.decode()
    client.post(reverse("admin:articles_librarydocument_delete", args=[first.pk]), {"post": "yes"})

    assert LibraryDocument.objects.count() == Passage.objects.count() == 1_199


def test_how_the_library_is_stands_on_one_page(client):
    library.add([Document(text="The tower is tall."), Document(text="It opened in 1889.")])
    IngestFactory(read=400)
    IngestFactory(
        name="old.jsonl", status="failed", error="It is no gzip.", finished_at=timezone.now()
    )
    FeedFactory(title="Harbour news", error="Nobody answers there.")

    page = client.get(reverse("admin:articles_librarystatistics_changelist"))

    said = {row.name: row.value for row in shelf_state.rows()}
    assert said["Evidence library"].startswith("2 passages, 4 words, 4 different ones; weights")
    assert said["Signed-off checks"] == "empty"
    assert said["Documents"] == "2, 0 of them near copies of others"
    assert said["Handed in and not yet in"] == "1, 0.0 MB left"
    assert said["Last that failed"].endswith("It is no gzip.")
    assert said["Feed Harbour news"] == "Nobody answers there."
    text = " ".join(Page(page.content.decode()).text.split())
    assert all(value in text for value in said.values())


def test_the_moment_is_told_in_the_desks_time_as_in_the_table_below(client, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    library.add([Document(text="One note.")])
    shelf = LibraryStatistics.objects.filter(shelf="library")
    shelf.update(built_at=datetime(2026, 2, 3, 22, 15, tzinfo=UTC))

    page = client.get(reverse("admin:articles_librarystatistics_changelist"))

    told = "4 Feb 2026, 07:15"
    assert shelf_state.rows()[0].value.endswith(f"; weights taken {told}")
    assert shelf_state.rows()[0].value.startswith("1 passage, ")
    assert Page(page.content.decode()).text.count(told) == 2


def test_its_title_and_numbers_are_written_as_on_the_desks_pages(client):
    library.add([Document(text="One note.")])
    LibraryStatistics.objects.filter(shelf="library").update(passages=12_345, length=1_234_567)

    page = Page(client.get(reverse("admin:articles_librarystatistics_changelist")).content.decode())

    assert [each.text for tag in ("h1", "h2") for each in page.all(tag)][:2] == [
        "Library statistics",
        "Shelf by shelf",
    ]
    assert page.text.count("12,345") == page.text.count("1,234,567") == 2


def test_what_no_worker_goes_on_with_is_said():
    IngestFactory(due_at=timezone.now() - timedelta(hours=1))

    assert [row.name for row in shelf_state.rows() if row.is_wrong] == ["No worker goes on with"]


def test_the_text_of_a_released_article_is_its_own_and_is_not_changed_here(client):
    article = ClaimFactory(status="not-a-claim").article
    releases.release(article_id=article.pk, person=UserFactory())
    document = LibraryDocument.objects.get()
    page = reverse("admin:articles_librarydocument_change", args=[document.pk])

    assert client.get(page).status_code == 200
    answer = client.post(page, {"title": "Another", "text": "Another text."})

    assert answer.status_code == 403
    document.refresh_from_db()
    assert document.title == article.title


@pytest.mark.parametrize("way", ["page", "list"])
def test_a_released_article_does_not_leave_the_library_by_hand(client, way):
    article = ClaimFactory(status="not-a-claim").article
    releases.release(article_id=article.pk, person=UserFactory())
    document = LibraryDocument.objects.get()

    if way == "page":
        page = reverse("admin:articles_librarydocument_delete", args=[document.pk])
        assert client.post(page, {"post": "yes"}).status_code == 403
    else:
        chosen = {"action": "delete_selected", "_selected_action": [document.pk]}
        page = reverse("admin:articles_librarydocument_changelist")
        answer = client.post(page, chosen | {"post": "yes"})
        assert desk_articles.STAYS in answer.content.decode()

    assert LibraryDocument.objects.get() == document


def test_an_admin_can_mend_who_wrote_it_and_search_by_it(client):
    library.add([Document(text="The tower is tall.", identifier="t", author="Ann")])
    document = LibraryDocument.objects.get()
    sent = {"text": document.text, "title": "", "url": "", "publisher": "", "published": ""}

    client.post(
        reverse("admin:articles_librarydocument_change", args=[document.pk]),
        sent | {"author": "Ann Doe"},
    )

    document.refresh_from_db()
    assert document.author == "Ann Doe"
    assert "Ann Doe" in Page(client.get(f"{DOCUMENTS}?q=Doe").content.decode()).text
