"""Who wrote a document: as its line, its byline, its page or its feed says, in that place."""

import json

import pytest
from django.utils import timezone

from articles.models import Article, FeedPage, Ingest, LibraryDocument, Passage
from articles.providers import Query
from articles.reading.lines import Line
from articles.services import (
    documents,
    evidence,
    feeds,
    library,
    library_feeds,
    providers,
    releases,
    runs,
)
from articles.services.library import Added, Document
from tests.factories import ClaimFactory, RunFactory, UserFactory
from tests.handed_in import hand_in, line, work_off

pytestmark = pytest.mark.django_db

TEXT = "The tower is 330 metres tall."
PAGE = "<html><head>{}</head><body><h1>Tower</h1><p>The tower was opened in 1889.</p></body></html>"
META = '<meta name="author" content="By Ann Doe">'
RSS = (
    "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>News</title>"
    "<item><link>{}</link>{}</item></channel></rss>"
)


def author():
    return LibraryDocument.objects.get().author


def of_line(**record):
    words = json.dumps({"text": TEXT} | record).encode()
    (found,) = documents.of_line(Line(1, words, len(words), len(words)))
    return found.author


def addresses(*lines):
    return hand_in("\n".join(lines).encode(), kind=Ingest.Kind.ADDRESSES, ending=".txt")


def read_by_feed(web, said, page):
    page = web.page("/tower", PAGE.format(page))
    feed = web.page("/feed", RSS.format(page, said), media_type="application/rss+xml")
    feeds.follow(address=feed, person=UserFactory())
    assert feeds.work()
    work_off(Ingest.objects.get())
    return author()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Ann\nDoe ", "Ann Doe"),
        ("By Ann Doe", "Ann Doe"),
        (["Ann Doe", {"name": "Bo Roe"}, 7], "Ann Doe and Bo Roe"),
        (["Ann Doe", "  ", {"name": " "}], "Ann Doe"),
        ({"@type": "Person", "name": "Ann Doe"}, "Ann Doe"),
        (None, ""),
        (7, ""),
        ({"name": ["x"]}, ""),
    ],
)
def test_a_line_names_its_author_in_whichever_shape(given, kept):
    assert of_line(author=given) == kept


def test_of_very_many_authors_the_first_are_kept():
    kept = of_line(author=[f"Author Number{number}" for number in range(20)] * 9)

    assert kept.startswith("Author Number0 and Author Number1")
    assert len(kept) <= 300
    assert kept.endswith("…")


def test_what_is_handed_in_keeps_its_author():
    work_off(hand_in(line(1, author="Ann Doe")))

    assert author() == "Ann Doe"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tower.html", PAGE.format(META)),
        ("tower.txt", f"How tall the tower is\nBy Ann Doe\n\n{TEXT}\n"),
    ],
)
def test_a_file_has_its_byline_for_an_author(tmp_path, name, words):
    path = tmp_path / name
    path.write_text(words)

    library.add([documents.of_file(path)])

    assert author() == "Ann Doe"


def test_a_pasted_text_has_the_author_that_is_given_and_else_its_byline():
    text = f"How tall the tower is\nBy Ann Doe\n\n{TEXT}\n"

    assert documents.of_text(text, author="").author == "Ann Doe"
    assert documents.of_text(text, author="Bo Roe").author == "Bo Roe"
    assert documents.of_text(text, title="Tower", author="Bo Roe").author == "Bo Roe"


def test_a_page_says_who_wrote_it(web):
    work_off(addresses(web.page("/tower", PAGE.format(META))))

    assert author() == "Ann Doe"


@pytest.mark.parametrize(
    ("said", "page", "kept"),
    [
        ("<author>bo@news.example (Bo Roe)</author>", "", "Bo Roe"),
        ("<dc:creator>Bo Roe</dc:creator>", "", "Bo Roe"),
        ("<author>bo@news.example</author>", "", ""),
        ("<author>Bo Roe &lt;bo@news.example&gt;</author>", "", "Bo Roe"),
        (f"<author>Bo Roe @ {'a' * 50_000}</author>", "", "Bo Roe…"),
        ("<dc:creator>Bo Roe</dc:creator><dc:creator>Al Ode</dc:creator>", "", "Bo Roe and Al Ode"),
        ("<dc:creator>Bo Roe</dc:creator>", META, "Ann Doe"),
        ("", "", ""),
    ],
    ids=[
        "mail and name",
        "name",
        "mail alone",
        "name and mail",
        "endless",
        "two",
        "the page knows better",
        "silent",
    ],
)
def test_where_the_page_is_silent_the_feed_says_it(web, said, page, kept):
    assert read_by_feed(web, said, page) == kept


def test_of_a_feed_with_more_authors_than_there_is_room_for_the_first_are_kept(web):
    kept = read_by_feed(web, f"<dc:creator>{'Bo Roe, ' * 60}</dc:creator>", "")

    assert kept.startswith("Bo Roe, Bo Roe")
    assert len(kept) <= 300


def test_a_feed_gives_no_more_pages_than_before(web, monkeypatch):
    monkeypatch.setattr(library_feeds, "MOST_ENTRIES", 1)
    body = RSS.format(web.url("/1"), "<author>a</author></item><item><link>/2</link>")
    feeds.follow(address=web.page("/feed", body, media_type="text/xml"), person=UserFactory())

    feeds.work()

    assert [each.address for each in FeedPage.objects.all()] == [web.url("/1")]


def test_another_author_is_another_description_of_the_same_text():
    first, second = (Document(text=TEXT, identifier="t", author=name) for name in ("Ann", "Bo"))
    assert library.add([first]) == Added(new=1)
    passage = Passage.objects.get()

    assert library.add([second]) == Added(changed=1)
    assert library.add([second]) == Added(unchanged=1)

    assert (author(), Passage.objects.get()) == ("Bo", passage)


def test_the_same_text_of_two_authors_is_a_near_copy():
    wire = [Document(text=TEXT, identifier=name, author=name) for name in ("Ann", "Bo")]

    assert library.add(wire) == Added(new=2, near_same=1)


def test_a_finding_its_suggestion_and_its_evidence_say_who_wrote_it():
    library.add([Document(title="How tall", text=TEXT, identifier="t", author="Ann Doe")])
    claim = ClaimFactory()
    RunFactory(claim=claim)

    (found,) = providers.named("library").search(Query(claim.sentence, limit=3, claim=claim.pk))
    assert runs.work()
    suggestion = claim.suggestions.get()
    attached = evidence.accept(
        suggestion_id=suggestion.pk, person=UserFactory(), stance="refutes", quote="330 metres"
    )

    assert found.author == suggestion.author == attached.source.author == "Ann Doe"


def test_a_released_article_is_by_who_wrote_it():
    claim = ClaimFactory(status="not-a-claim")
    Article.objects.update(byline="Ann Doe", brought_in_at=timezone.now())

    releases.release(article_id=claim.article_id, person=UserFactory())

    assert (author(), LibraryDocument.objects.get().publisher) == ("Ann Doe", "This desk")
