"""Bringing an article in: paste or upload, mend what was proposed, keep."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Article, ArticleVersion, Claim, Event, SuggestionRun
from tests import pages
from tests.factories import UserFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db

PASTE, PROPOSE, KEEP = "/articles/new/", "/articles/new/proposal/", "/articles/new/keep/"
STORY = (
    "How tall the tower is\nBy Cleo Evans\n31 March 2026\n\n"
    "It is 330 metres tall. It opened in 1889."
)
PAGE = (
    "<html><head><title>How tall the tower is</title></head><body><nav>Menu</nav><article>"
    "<h1>How tall the tower is</h1><p>It is 330 metres tall, antenna included, since 2022.</p>"
    "<p>It opened in 1889 &amp; was to be taken down after 20 years.</p></article></body></html>"
)


@pytest.fixture(autouse=True)
def reporter(log_in):
    return log_in("Reporter")


def file(name, data):
    return SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())


def read(response):
    return Page(response.content.decode())


def nothing_was_made():
    return not (Article.objects.exists() or Claim.objects.exists() or Event.objects.exists())


def test_a_pasted_story_is_read_mended_and_kept(client, reporter):
    proposed = client.post(PROPOSE, {"text": STORY, "file": ""})

    assert proposed.status_code == 200
    assert "We found 2 sentences." in read(proposed).text
    sent = read(proposed).typed(KEEP)
    assert (sent["title"], sent["byline"]) == ("How tall the tower is", "Cleo Evans")
    assert (sent["published"], sent["author"]) == ("2026-03-31", "")
    assert nothing_was_made()

    author = UserFactory()
    sent |= {"title": "How tall it is", "author": author.pk, "url": "https://desk.example/tower"}
    kept = client.post(KEEP, sent)

    article = Article.objects.get()
    assert (kept.status_code, kept["Location"]) == (302, "/articles/how-tall-it-is/")
    assert (article.title, article.author, article.brought_in_by) == (
        "How tall it is", author, reporter,
    )  # fmt: skip
    assert article.published == date(2026, 3, 31)
    assert list(Claim.objects.values_list("sentence", flat=True)) == [
        "It is 330 metres tall.", "It opened in 1889.",
    ]  # fmt: skip
    assert SuggestionRun.objects.filter(status="queued").count() == 4
    assert Event.objects.get().actor == reporter


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tower.txt", STORY),
        ("TOWER.TXT", "\ufeff" + STORY),
        ("tower.txt", STORY.encode("utf-16")),
        ("tower.md", "# How tall the tower is\n\nIt is **330** metres tall. It opened in 1889."),
        ("tower.html", PAGE),
    ],
)
def test_a_file_is_read_by_its_kind(client, name, data):
    response = client.post(PROPOSE, {"text": "", "file": file(name, data)})

    sent = read(response).typed(KEEP)
    assert sent["title"] == "How tall the tower is"
    assert "It is 330 metres tall" in sent["text"]
    assert "<" not in sent["text"]
    assert client.post(KEEP, sent).status_code == 302
    assert Claim.objects.count() == 2


@pytest.mark.parametrize(
    "text",
    [
        "\n\nIt is so.  \n\n\n\tAnd so on. ",
        "“It is so,” she said.\u00a0It\u2009was. Cafe\u0301 & <b>bold</b> &amp; \U0001f5fc tower.",
        "It is {{ so }}. {% csrf_token %} </textarea><script>alert(1)</script>",
    ],
)
def test_a_text_goes_through_both_forms_to_the_character(client, text):
    sent = read(client.post(PROPOSE, {"text": text})).typed(KEEP) | {"title": "T"}
    proposed = sent["text"].replace("\r\n", "\n")
    assert proposed in text

    client.post(KEEP, sent)

    version = ArticleVersion.objects.get()
    assert version.text == proposed
    spans = version.claims.values_list("start", "end", "sentence")
    assert all(version.text[start:end] == sentence for start, end, sentence in spans)


def test_the_same_text_again_makes_nothing_new_and_leads_to_it(client):
    sent = {"title": "The tower", "text": "It is 330 metres tall."}
    client.post(KEEP, sent)

    response = client.post(KEEP, sent | {"title": "Another title"}, follow=True)

    assert response.redirect_chain == [("/articles/the-tower/", 302)]
    assert "This text is on the desk already: nothing new was made." in read(response).text
    assert (Article.objects.count(), Claim.objects.count(), Event.objects.count()) == (1, 1, 1)


def test_the_ends_of_lines_make_no_other_text(client):
    for text in ("It is so.\r\nAnd so.", "It is so.\nAnd so.", "It is so.\rAnd so."):
        client.post(KEEP, {"title": "T", "text": text})

    assert ArticleVersion.objects.get().text == "It is so.\nAnd so."


BIG = b"It is so. " * 525_000
REFUSED = [
    ({"text": " \n "}, "Paste a text, or choose a file."),
    ({"text": "It is so.", "file": ("a.txt", "It is.")}, "Give a text or a file, not both."),
    ({"file": ("a.txt", "é".encode("latin-1"))}, "This file is not in UTF-8."),
    ({"file": ("a.txt", b"It is \xed\xa0\x80 so.")}, "This file is not in UTF-8."),
    ({"file": ("a.txt", b"")}, "The submitted file is empty."),
    ({"file": ("a.txt", b" \n ")}, "This file is empty. Choose another one."),
    ({"file": ("a.txt", BIG)}, "This file is 5.0 MB; the most is 5 MB."),
    ({"file": ("a.txt", b"It is\0 so.")}, "This file is not text."),
    ({"file": ("a.pdf", b"%PDF-1.7")}, "This looks like a PDF."),
    ({"file": ("a.docx", b"PK\x03\x04...")}, "This looks like a Word or ZIP file."),
    ({"file": ("a.csv", b"It is so.")}, "The name of this file must end in"),
    ({"file": ("a.html", b"<html><body></body></html>")}, "No text was found in this file."),
    ({"text": BIG.decode()}, "the most is 5 MB."),
    ({"text": "It is\0 so."}, "There is an invisible character in it (NUL)"),
]


@pytest.mark.parametrize(("sent", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_what_cannot_be_read_is_refused_in_place_with_the_text_kept(client, sent, words):
    sent = {"text": ""} | {
        name: file(*value) if name == "file" else value for name, value in sent.items()
    }

    response = client.post(PROPOSE, sent)

    assert response.status_code == 422
    assert words in read(response).text
    assert read(response).typed(PROPOSE)["text"].strip() == sent["text"].strip()
    assert pages.faults(response) == []
    assert nothing_was_made()


KEPT = {"title": "The tower", "text": "It is 330 metres tall.", "byline": "By Cleo"}
NOT_KEPT = [
    ({"title": ""}, "Give it a title."),
    ({"title": " \u2003"}, "Give it a title."),
    ({"title": "x" * 301}, "at most 300 characters"),
    ({"title": "\x01 \x01"}, "Give the article a title."),
    ({"byline": "x" * 201}, "at most 200 characters"),
    ({"published": "yesterday"}, "Enter a valid date."),
    ({"author": "99999"}, "Select a valid choice."),
    ({"author": "x\0"}, "Null characters are not allowed."),
    ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
    ({"text": ""}, "There is no text left. Paste the story again."),
    ({"text": "\n  \n"}, "“The tower” has no sentence in it."),
]


@pytest.mark.parametrize(("sent", "words"), NOT_KEPT)
def test_what_cannot_be_kept_is_refused_in_place_with_all_that_was_typed(client, sent, words):
    response = client.post(KEEP, KEPT | sent)

    assert response.status_code == 422
    assert words in read(response).text
    again = read(response).typed(KEEP)
    kept = {name: again[name].strip("\x01\r\n ") for name in ("title", "text", "byline")}
    assert kept == {name: (KEPT | sent)[name].strip("\x01\r\n ") for name in kept}
    assert pages.faults(response) == []
    assert nothing_was_made()


def test_who_has_left_the_desk_is_not_offered_as_the_author(client):
    gone = UserFactory(is_active=False)

    page = read(client.post(PROPOSE, {"text": STORY}))

    assert str(gone.pk) not in {each["value"] for each in page.all("option")}
    assert client.post(KEEP, KEPT | {"author": gone.pk}).status_code == 422


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "latin-1"])
def test_a_strange_encoding_is_no_fault_of_the_desks(client, charset):
    boundary = "bound"
    body = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {"title": "T+2AA-", "text": "It is +2AA- so."}.items()
    )

    response = client.post(
        KEEP,
        f"{body}--{boundary}--\r\n".encode(),
        content_type=f"multipart/form-data; boundary={boundary}; charset={charset}",
    )

    assert response.status_code in {302, 400, 422}


@pytest.mark.parametrize("half", ["%ED%A0%80", "%ED%B0%80", "%5Cud800", "%26%23xD800%3B"])
def test_half_a_surrogate_pair_does_not_stop_a_text(client, half):
    response = client.post(
        KEEP,
        f"title=T{half}&text=It+is+{half}+so.",
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 302
    assert Claim.objects.get().sentence.endswith("so.")


def test_a_page_may_name_half_a_surrogate_pair(client):
    page = PAGE.replace("antenna", "&#xD800; antenna &#0;")

    sent = read(client.post(PROPOSE, {"text": "", "file": file("a.html", page)})).typed(KEEP)

    assert client.post(KEEP, sent).status_code == 302


def test_titles_without_a_letter_and_titles_twice_get_addresses_of_their_own(client):
    titles = ["日本", "New", "The tower", "The tower", "…", "x" * 300]
    for number, title in enumerate(titles):
        client.post(KEEP, {"title": title, "text": f"It is number {number}."})

    slugs = list(Article.objects.values_list("slug", flat=True))
    assert len(set(slugs)) == len(titles)
    assert "new" not in slugs
    assert {client.get(f"/articles/{slug}/").status_code for slug in slugs} == {200}
