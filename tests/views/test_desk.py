"""The list of articles: what is on it, and how it is narrowed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Claim
from tests.conftest import HTMX
from tests.factories import ArticleFactory, ClaimFactory, UserFactory, VersionFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db
NOW = "2026-01-01T00:00Z"


@pytest.fixture
def viewer(log_in):
    return log_in("Viewer")


def article(title="A story", *, text="It is so.", status="unchecked", checker=None, **fields):
    version = VersionFactory(
        article=ArticleFactory(title=title, **fields), text=f"{text} ({title})", sentences=1
    )
    ClaimFactory(
        version=version, status=status, checker=checker, taken_at=NOW if checker else None,
        reason="Stet." if status == "waived" else "",
    )  # fmt: skip
    return version.article


def titles(client, query=""):
    page = Page(client.get(f"/{query}").content.decode())
    lists = page.all("ol", **{"class": "list desk"})
    return [each.text for each in page.all("h2") if any(outer in lists for outer in each.inside)]


def test_an_empty_desk_says_what_to_do_next(client, log_in):
    log_in("Reporter")
    page = Page(client.get("/").content.decode())
    assert "The desk is empty" in page.text
    assert {each["href"] for each in page.all("a", **{"class": "button main"})} == {
        "/articles/new/"
    }


def test_an_empty_desk_sends_nobody_where_they_may_not_go(client, viewer):
    page = Page(client.get("/").content.decode())

    assert "Your role cannot bring articles in." in page.text
    assert "/articles/new/" not in {each.get("href") for each in page.all("a")}


def test_the_newest_article_stands_first_with_its_progress_in_words(client, viewer):
    article("The older one", status="waived")
    article("The newer one", byline="By Cleo", published=date(2026, 3, 31))

    assert titles(client) == ["The newer one", "The older one"]
    text = Page(client.get("/").content.decode()).text
    assert "By Cleo · 31 March 2026 · 1 sentence" in text
    assert "1 of 1 claims still open" in text
    assert "0 of 1 claims still open 1 waived" in text
    assert "One article of the whole desk is in check." in text


def test_by_htmx_only_the_results_come(client, viewer):
    article()

    response = client.get("/", headers=HTMX)

    assert response.content.decode().strip().startswith('<div id="results">')
    assert "HX-Request" in response["Vary"]


def test_words_are_looked_for_in_title_byline_and_text(client, viewer):
    article("Towers", text="It is high.")
    article("Bridges", text="One has a tower.")
    article("Roads", byline="By Ms Tower")
    article("Rivers")

    assert titles(client, "?q=TOWER") == ["Roads", "Bridges", "Towers"]
    assert titles(client, "?q=tower+high") == ["Towers"]
    assert titles(client, "?q=100%25") == []


def test_the_list_is_narrowed_by_standing(client, viewer):
    article("Open")
    article("Closed", status="waived")

    assert titles(client, "?standing=open") == ["Open"]
    assert titles(client, "?standing=closed") == ["Closed"]


def test_the_list_is_narrowed_by_who_has_a_claim(client, log_in):
    me, colleague = log_in("Checker"), UserFactory()
    article("Mine", checker=me)
    article("Theirs", checker=colleague)
    article("Nobody's")
    article("Mine once", checker=me, status="waived")

    assert titles(client, "?with=me") == ["Mine"]
    assert titles(client, "?with=nobody") == ["Nobody's"]
    assert titles(client, f"?with={colleague.pk}") == ["Theirs"]


@pytest.mark.parametrize(
    "query",
    ["?with=%00", "?with=9999999999", "?standing=x", "?page=-1", "?page=x", "?page=" + "9" * 5000,
     "?q=%00", "?q=%ED%A0%80", "?q=" + "x" * 5000, "?with=me&with=%F0", "?with=١", "?q=%25_%5C"],
)  # fmt: skip
def test_nonsense_in_the_address_is_no_error(client, viewer, query):
    article()

    assert client.get(f"/{query}").status_code == 200


def test_a_search_that_finds_nothing_says_so_and_leads_back(client, viewer):
    article()

    page = Page(client.get("/?q=unicorn").content.decode())

    assert "No article has “unicorn” in it" in page.text
    assert page.by_id("q")["value"] == "unicorn"
    assert "/" in {each["href"] for each in page.all("a", **{"class": "button main"})}


def test_pages_keep_the_filters(client, viewer):
    for number in range(26):
        article(f"Story {number}")

    page = Page(client.get("/?standing=open").content.decode())

    links = [a["href"] for a in page.all("a", **{"class": "button"}) if "page=" in a["href"]]
    assert links == ["?standing=open&page=2"]
    assert titles(client, "?standing=open&page=2") == ["Story 0"]
    assert "26 articles, page 1 of 2" in page.text


def test_the_export_is_of_the_articles_that_are_shown(client, editor):
    article("Open")
    article("Closed", status="waived")

    page = Page(client.get("/?standing=open&q=o").content.decode())

    (export,) = [a["href"] for a in page.all("a") if "verdicts.csv" in (a.get("href") or "")]
    assert export == "/verdicts.csv?q=o&standing=open"
    rows = client.get(export).getvalue().decode().splitlines()
    assert len(rows) == 2
    assert ",Open," in rows[1]


def test_the_list_makes_as_many_queries_for_30_articles_as_for_3(client, viewer):
    found = []
    for count in (3, 27):
        for number in range(count):
            article(f"Story {number} of {count}", checker=UserFactory())
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        found.append(len(queries))

    assert Claim.objects.count() == 30
    assert found[0] == found[1]
