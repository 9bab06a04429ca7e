from datetime import UTC, datetime

import pytest
from django.urls import reverse

from articles.models import (
    ArticleVersion,
    Event,
    LibraryDocument,
    Passage,
    Provider,
    Suggestion,
    SuggestionRun,
    Verdict,
)
from articles.services import runs, search, verdicts
from tests.factories import ClaimFactory, RunFactory, SuggestionFactory, UserFactory, VerdictFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db

RECORDS = [ArticleVersion, Event, Suggestion, SuggestionRun, Verdict]


@pytest.fixture(autouse=True)
def admin(client, person):
    client.force_login(person("Admin"))


def address(model, page, *args):
    return reverse(f"admin:articles_{model._meta.model_name}_{page}", args=args)


def made(model):
    verdict = VerdictFactory()
    verdicts.withdraw(verdict_id=verdict.pk, author=verdict.author)
    SuggestionFactory()
    return model.objects.order_by("pk").first()


@pytest.mark.parametrize("model", RECORDS)
def test_a_record_can_be_read(client, model):
    row = made(model)

    assert client.get(address(model, "changelist")).status_code == 200
    assert client.get(address(model, "change", row.pk)).status_code == 200


def test_a_list_of_records_says_what_stands_there_and_when_as_the_desks_pages_do(client):
    RunFactory()
    SuggestionRun.objects.update(asked_at=datetime(2026, 5, 3, 17, 18, tzinfo=UTC))

    shown = Page(client.get(address(SuggestionRun, "changelist")).content.decode())

    assert shown.all("h1")[0].text == "Suggestion runs"
    assert "3 May 2026, 17:18" in shown.text


@pytest.mark.parametrize("model", RECORDS)
def test_a_record_cannot_be_added_changed_or_deleted(client, model):
    row = made(model)
    before = model.objects.filter(pk=row.pk).values().get()

    answers = [
        client.get(address(model, "add")),
        client.post(address(model, "change", row.pk), {key: before[key] or "" for key in before}),
        client.post(address(model, "delete", row.pk), {"post": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert model.objects.filter(pk=row.pk).values().get() == before


def test_a_provider_that_is_off_is_not_asked(client):
    provider = Provider.objects.get(slug="checks")
    data = {"name": provider.name, "limit": 8, "position": 2}  # is_on is not ticked

    client.post(address(Provider, "change", provider.pk), data)

    runs.ask(claim_id=ClaimFactory().pk, person=UserFactory())
    assert [run.provider.slug for run in SuggestionRun.objects.all()] == ["library"]


def test_a_failed_run_shows_why_and_is_tried_again(client, django_capture_on_commit_callbacks):
    run = RunFactory()
    SuggestionRun.objects.filter(pk=run.pk).update(
        status="failed", error="No answer in 20 s.", finished_at=run.asked_at
    )

    assert "No answer in 20 s." in client.get(address(SuggestionRun, "changelist")).content.decode()
    client.post(
        address(SuggestionRun, "changelist"), {"action": "try_again", "_selected_action": [run.pk]}
    )

    assert [each.status for each in SuggestionRun.objects.order_by("pk")] == ["failed", "queued"]


NOTE = {
    "title": "The height of the tower",
    "text": "The tower is 330 metres tall.",
    "url": "https://tower.example/",
    "publisher": "The tower",
    "published": "2024-05-01",
}


def test_a_document_that_is_added_is_found_at_once(client):
    client.post(address(LibraryDocument, "add"), NOTE)

    assert [hit.title for hit in search.passages_like("a tower of 300 metres")] == [NOTE["title"]]


def test_a_document_that_is_changed_is_found_by_its_new_words_only(client):
    client.post(address(LibraryDocument, "add"), NOTE)
    document = LibraryDocument.objects.get()

    client.post(
        address(LibraryDocument, "change", document.pk),
        NOTE | {"title": "The bridge", "text": "The bridge is 40 metres wide."},
    )

    assert LibraryDocument.objects.get().pk == document.pk
    assert not search.passages_like("tower")
    assert len(search.passages_like("bridge")) == 1


def test_a_document_that_is_deleted_is_found_no_more(client):
    client.post(address(LibraryDocument, "add"), NOTE)
    document = LibraryDocument.objects.get()

    client.post(address(LibraryDocument, "delete", document.pk), {"post": "yes"})

    assert not LibraryDocument.objects.exists()
    assert not Passage.objects.exists()


def test_a_document_with_neither_title_nor_text_is_refused_in_words(client):
    response = client.post(address(LibraryDocument, "add"), NOTE | {"title": "", "text": " "})

    assert "needs a title or a text" in response.content.decode()
    assert not LibraryDocument.objects.exists()
