"""The evidence library, to read and to search by hand."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from articles.models import LibraryDocument
from articles.services import evidence, library
from articles.services.evidence import Chosen
from articles.services.library import Document
from tests.conftest import BOTH_WAYS, HTMX
from tests.factories import SuggestionFactory, UserFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db

TOWER = Document(
    identifier="tower", title="How tall the tower is", text="It is 330 metres tall.",
    url="https://tower.example/", publisher="The tower", published=date(2026, 3, 31),
)  # fmt: skip
BRIDGE = Document(identifier="bridge", text="The bridge is 90 metres long.")


def words(response):
    return " ".join(Page(response.content.decode()).text.split())


@pytest.fixture
def viewer(log_in):
    return log_in("Viewer")


@pytest.fixture
def address():
    return reverse("articles:library")


def test_an_empty_library_says_how_to_fill_it(client, viewer, address):
    text = Page(client.get(address).content.decode()).text

    assert "The library is empty" in text
    assert "manage.py import_library" in text


def test_words_find_documents_best_first_and_say_whose_they_are(client, viewer, address):
    library.add([BRIDGE, TOWER])

    page = Page(client.get(address, {"q": "how tall is the tower"}).content.decode())

    (item,) = [each for each in page.all("li") if "330 metres" in each.text]
    assert "The tower, 31 March 2026" in " ".join(item.text.split())
    assert page.by_id("q")["value"] == "how tall is the tower"


def test_without_words_the_newest_stand_first(client, viewer, address):
    library.add([TOWER])
    library.add([BRIDGE])

    response = client.get(address, headers=HTMX)

    assert response.content.decode().strip().startswith('<div id="results">')
    links = [a["href"] for a in Page(response.content.decode()).all("a")]
    pks = dict(LibraryDocument.objects.values_list("identifier", "pk"))
    assert links == [f"/library/{pks['bridge']}/", f"/library/{pks['tower']}/"]


def test_what_is_not_found_is_said(client, viewer, address):
    library.add([TOWER])

    text = Page(client.get(address, {"q": "unicorn"}).content.decode()).text

    assert "Nothing in the library is close enough" in text


def test_what_has_no_title_is_led_to_by_its_first_words(client, viewer, address):
    library.add([Document(text="Nobody was hurt when the ferry ran aground. " * 4)])
    document = LibraryDocument.objects.get()

    for query in ({}, {"q": "ferry aground"}):
        page = Page(client.get(address, query).content.decode())
        link = page.the("a", href=f"/library/{document.pk}/")
        assert (
            link.text
            == "Nobody was hurt when the ferry ran aground. Nobody was hurt when the ferry ran…"
        )


@pytest.mark.parametrize(
    "query", ["?q=%00", "?q=+", "?q=%ED%A0%80", "?q=" + "tower+" * 500, "?page=x", "?q=%27%3B--"]
)
def test_nonsense_in_the_address_is_no_error(client, viewer, address, query):
    library.add([TOWER])

    assert client.get(address + query).status_code == 200


def test_a_document_is_shown_whole_with_its_source(client, viewer):
    library.add([TOWER])
    document = LibraryDocument.objects.get()

    page = Page(client.get(reverse("articles:document", args=[document.pk])).content.decode())

    assert page.by_id("note-title").text == "How tall the tower is"
    assert "It is 330 metres tall." in page.text
    link = page.the("a", href="https://tower.example/")
    assert (link["rel"], link["target"]) == ("noreferrer noopener", "_blank")


def test_pages_of_the_library_lead_to_each_other(client, viewer, address):
    library.add(Document(identifier=f"n{n}", text=f"Note {n}.") for n in range(26))

    first, second = client.get(address), client.get(address, {"page": 2})

    assert "page 1 of 2" in Page(first.content.decode()).text
    assert "Note 0." in Page(second.content.decode()).text
    assert "Note 0." not in Page(first.content.decode()).text


@BOTH_WAYS
def test_wherever_a_note_stands_it_says_who_wrote_it(client, log_in, address, headers):
    log_in("Editor")
    library.add([replace(TOWER, author="By Ann Doe"), replace(TOWER, identifier="copy")])
    document = LibraryDocument.objects.get(identifier="tower")
    suggestion = SuggestionFactory(
        document=document, text=document.text, author="Ann Doe", publisher="The tower"
    )
    claim = suggestion.claim

    def shown(url):
        return words(client.get(url, headers=headers))

    by = "Ann Doe · The tower, 31 March 2026"
    assert by in shown(address)
    assert by in shown(f"{address}?q=how+tall+is+the+tower")
    assert by in shown(reverse("articles:document", args=[document.pk]))
    copy = LibraryDocument.objects.get(identifier="copy")
    assert by in shown(reverse("articles:document", args=[copy.pk]))
    assert "Ann Doe · The tower" in shown(claim.get_absolute_url())
    evidence.attach_document(
        claim_id=claim.pk, person=UserFactory(), document_id=document.pk,
        chosen=Chosen(stance="refutes", quote="330 metres"),
    )  # fmt: skip
    assert by in shown(claim.get_absolute_url())


def test_an_author_who_is_the_publisher_is_named_once(client, viewer, address):
    library.add([replace(TOWER, author="The tower")])

    assert words(client.get(address)).count("The tower,") == 1
