"""Verdicts as a file, as a browser gets it."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.exports.verdicts import COLUMNS
from tests import desk
from tests.factories import ClaimFactory, EvidenceFactory, SignedOffFactory

pytestmark = pytest.mark.django_db


def rows(client, query=""):
    response = client.get(f"/verdicts.csv{query}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.getvalue().decode())))


def test_the_file_is_csv_named_after_the_day(client, editor, claim):
    response = client.get("/verdicts.csv")

    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    name = f"verdicts-{timezone.localdate():%Y-%m-%d}.csv"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.getvalue().decode().splitlines()[0] == ",".join(COLUMNS)


def test_each_claim_is_a_row_with_its_verdict_and_evidence(client, editor):
    verdict = SignedOffFactory()
    EvidenceFactory(claim=verdict.claim, source__title="A|B", quote="330 m")

    (row,) = rows(client)

    assert row["claim_id"] == str(verdict.claim_id)
    assert (row["status"], row["rating"], row["rating_value"]) == ("signed-off", "False", "1")
    assert row["signed_off_by"] == verdict.signed_off_by.get_full_name()
    assert row["signed_off_at"].endswith("Z")
    assert row["sources"] == (
        "The tower in figures <https://tower.example/figures>|A/B <https://tower.example/figures>"
    )
    assert row["quotes"] == "[not exact] 330 m"


def test_one_article_is_taken_alone(client, editor):
    wanted, _ = ClaimFactory(), ClaimFactory()

    (row,) = rows(client, f"?article={wanted.article.slug}")

    assert row["article_id"] == str(wanted.article_id)
    for other in ("no-such-article", "%00", f"{wanted.article.slug}%00"):
        assert client.get(f"/verdicts.csv?article={other}").status_code == 404


@pytest.mark.parametrize("query", ["?q=%00", "?with=x"])
def test_nonsense_in_the_address_is_no_error(client, editor, claim, query):
    assert client.get(f"/verdicts.csv{query}").status_code == 200


def test_no_cell_is_run_by_a_spreadsheet(client, editor):
    desk.lay(lambda words: f"=HYPERLINK({words[:20]}")

    cells = [cell for row in rows(client) for cell in row.values()]

    assert len(cells) == len(desk.STATES) * len(COLUMNS)
    assert sum("HYPERLINK" in cell for cell in cells) > len(desk.STATES)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_thirty_rows_take_as_many_queries_as_three(client, editor):
    found = []
    for count in (3, 27):
        ClaimFactory.create_batch(count)
        with CaptureQueriesContext(connection) as queries:
            assert len(rows(client)) in {3, 30}
        found.append(len(queries))

    assert found[0] == found[1] <= 8


def test_claims_come_in_the_order_of_the_text(client, editor):
    second = ClaimFactory(number=2)
    ClaimFactory(version=second.version, number=1)

    assert [row["claim_id"] for row in rows(client)][1] == str(second.pk)


def test_a_head_request_gives_no_rows(client, editor, claim):
    assert client.head("/verdicts.csv").getvalue() == b""
