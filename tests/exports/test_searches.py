"""The search log as a file: a line a search, harmless to a spreadsheet, naming no secret."""

import csv
import io
from collections.abc import Iterator

import pytest
from django.conf import settings

from articles.exports import searches as export
from articles.models import Claim, SuggestionRun
from articles.services import evidence, searches, suggestions
from articles.services.searches import Looked
from tests import desk
from tests.exports.test_formulas import FORMULAS, HIDDEN, runs
from tests.factories import ClaimFactory, DoneRunFactory, RunFactory, SuggestionFactory, UserFactory

pytestmark = pytest.mark.django_db


def taken_away(claims=None):
    text = b"".join(export.stream(claims)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def look(claim, **fields):
    whole = {"place": "Register", "query": "height", "outcome": "nothing"}
    person = UserFactory(first_name="Ben", last_name="Ode")
    searches.record(claim_id=claim.pk, person=person, looked=Looked(**whole | fields))


def test_a_search_by_machine_is_a_line_with_what_was_decided_of_it():
    run = DoneRunFactory(query="tower 300 metres", provider_version="v1", hits=3)
    for rank, title in enumerate(["A|B", "The bridge"], start=1):
        suggestion = SuggestionFactory(run=run, title=title, rank=rank)
        suggestions.dismiss(suggestion_id=suggestion.pk, person=UserFactory(), reason="No|pe.")
    accepted = SuggestionFactory(run=run, title="The tower")
    evidence.accept(
        suggestion_id=accepted.pk, person=UserFactory(), stance="refutes", quote="330 metres"
    )

    (row,) = taken_away()

    claim = run.claim
    assert tuple(row) == export.COLUMNS
    assert float(row.pop("seconds")) == pytest.approx(run.seconds, abs=0.001)
    searched_at = row.pop("searched_at")
    assert searched_at.endswith("Z")
    assert row.pop("searched_on") == searched_at[:10]
    assert row == {
        "article_id": str(claim.article_id), "article": claim.article.title, "version": "1",
        "claim_id": str(claim.pk), "sentence": claim.sentence, "by": "machine", "person": "",
        "place": "Evidence library", "place_version": "Factcheck’s search, version v1",
        "query": "tower 300 metres",
        "hits": "3", "result": "found", "dismissed": "A/B: No/pe.|The bridge: No/pe.",
        "attached": "The tower", "note": "", "error": "",
        "claim_url": f"{settings.SITE_ADDRESS}{claim.get_absolute_url()}",
    }  # fmt: skip


def test_what_found_nothing_is_a_line_that_says_so():
    claim = DoneRunFactory(hits=0).claim
    failed = RunFactory(claim=claim)
    SuggestionRun.objects.filter(pk=failed.pk).update(
        status="failed", error="It said 403.", finished_at=failed.asked_at
    )
    look(claim)
    look(claim, hits=2, note="Of another tower.")
    look(claim, outcome="something")

    rows = taken_away()

    assert [(row["by"], row["result"], row["hits"]) for row in rows] == [
        ("machine", "looked and found nothing", "0"), ("machine", "failed", ""),
        ("hand", "looked and found nothing", ""), ("hand", "nothing of use", "2"),
        ("hand", "found", ""),
    ]  # fmt: skip
    assert rows[1]["error"] == "It said 403."
    assert (rows[3]["person"], rows[3]["note"]) == ("Ben Ode", "Of another tower.")


def test_only_the_claims_one_asks_for_are_taken():
    wanted, _ = DoneRunFactory().claim, DoneRunFactory()
    look(wanted)

    rows = taken_away(Claim.objects.filter(pk=wanted.pk))

    assert [row["claim_id"] for row in rows] == [str(wanted.pk)] * 2
    assert len(taken_away()) == 3
    assert taken_away(Claim.objects.none()) == []


def test_nothing_of_a_confidential_search_leaves_but_that_it_was_made():
    laid = desk.lay()
    desk.confide(laid.claims["open"], laid.checker)

    written = b"".join(export.stream()).decode()

    assert [secret for secret in desk.SECRETS if secret in written] == []
    assert written.count("A confidential search") == 1


def test_what_came_of_a_confidential_search_does_not_leave():
    look(ClaimFactory(), outcome="something", hits=3, is_confidential=True)

    (row,) = taken_away()

    assert (row["place"], row["hits"], row["result"]) == ("A confidential search", "", "not told")


@pytest.mark.parametrize("text", [*FORMULAS, *HIDDEN], ids=ascii)
def test_no_cell_is_run_by_a_spreadsheet(text):
    run = DoneRunFactory(claim=ClaimFactory(sentence=text), query=text, provider_version=text)
    SuggestionFactory(run=run, title=f"{text}x", reason="")
    suggestion = SuggestionFactory(run=run, title=text)
    suggestions.dismiss(suggestion_id=suggestion.pk, person=UserFactory(), reason="So.")
    look(run.claim, note=text.strip())

    rows = taken_away()

    assert rows[0]["query"] == rows[0]["sentence"] == f"'{text}"
    assert not [name for row in rows for name in export.WORDS if runs(row[name])]


def test_the_first_line_comes_while_the_database_still_sends():
    DoneRunFactory.create_batch(2)

    pieces = export.stream()

    assert isinstance(pieces, Iterator)
    assert next(pieces).decode().strip() == ",".join(export.COLUMNS)
    assert len(list(pieces)) >= 2
