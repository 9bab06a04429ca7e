"""An article may be long; one that is too long is refused."""

import pytest
from django.db import connection

from articles.models import Article, Claim, Event, SuggestionRun
from articles.services.articles import MOST_SENTENCES
from tests.pages import Page

pytestmark = pytest.mark.django_db

PROPOSE, KEEP = "/articles/new/proposal/", "/articles/new/keep/"


@pytest.fixture(autouse=True)
def reporter(log_in):
    return log_in("Reporter")


def read(response):
    return Page(response.content.decode())


def nothing_was_made():
    return not (Article.objects.exists() or Claim.objects.exists() or Event.objects.exists())


def many(count):
    return " ".join(f"It is number {number}." for number in range(count))


def test_an_article_of_50_000_sentences_is_brought_in_and_shown(client):
    response = client.post(KEEP, {"title": "Long", "text": many(MOST_SENTENCES)}, follow=True)

    assert response.status_code == 200
    assert Claim.objects.count() == 50_000
    assert 'id="s50000"' in response.content.decode()


def read_row_by_row():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 'articles_claim'"
        )
        return cursor.fetchone()[0]


def test_on_a_desk_that_was_empty_a_long_article_is_not_checked_by_reading_all_for_each_row(client):
    for number in range(8):
        client.post(KEEP, {"title": "Short", "text": f"It is story {number}."})
        connection.check_constraints()
    client.post(KEEP, {"title": "Long", "text": many(2_000)})
    before = read_row_by_row()

    connection.check_constraints()  # as the end of a request's transaction does

    assert read_row_by_row() - before < 100_000


def rows_expected(model):
    """How many rows PostgreSQL plans for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [model._meta.db_table])
        return cursor.fetchone()[0]


def test_after_a_long_article_queries_are_planned_for_as_many_claims_and_runs(client):
    client.post(KEEP, {"title": "Long", "text": many(2_000)})

    assert rows_expected(Claim) >= 2_000
    assert rows_expected(SuggestionRun) >= 2_000


def test_an_article_of_one_sentence_more_is_refused_in_words(client):
    response = client.post(KEEP, {"title": "Long", "text": many(MOST_SENTENCES + 1)})

    assert response.status_code == 422
    assert "“Long” has 50,001 sentences; the most is 50,000." in read(response).text
    assert nothing_was_made()


def test_what_is_kept_may_be_no_longer_than_what_is_read(client):
    text = "It is 330 metres tall. " * 300_000

    response = client.post(KEEP, {"title": "Long", "text": text})

    assert response.status_code == 422
    assert "This text is 6.6 MB; the most is 5 MB." in read(response).text
    assert nothing_was_made()


def test_one_endless_sentence_has_facts_in_its_beginning_only(client):
    client.post(KEEP, {"title": "Endless", "text": "1 and " * 100_000 + "nothing."})

    claim = Claim.objects.get()
    assert len(claim.sentence) > 600_000
    assert max(end for _, _, end in claim.facts) <= 20_000
