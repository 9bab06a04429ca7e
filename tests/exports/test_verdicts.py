from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.conf import settings

from articles.exports import verdicts
from articles.models import Article, Claim, Evidence, Source, Status, Verdict
from tests.factories import (
    PASSAGE,
    ClaimFactory,
    EvidenceFactory,
    SignedOffFactory,
    SnapshotFactory,
    SourceFactory,
    UserFactory,
    VerdictFactory,
    VersionFactory,
    rating,
)

pytestmark = pytest.mark.django_db

HEADER = (
    "article_id,article,article_url,version,claim_id,sentence,claim,claimant,as_of,status,"
    "rating,rating_value,explanation,checked_by,checked_at,signed_off_by,signed_off_at,"
    "sources,quotes,claim_url"
)
EVERY_FORM = pytest.mark.parametrize("form", ["csv", "jsonl"])
EVERY_ROW = pytest.mark.parametrize("rows", ["claim", "evidence"])
FIRST = "The tower in figures <https://tower.example/figures>"


def set_times(verdict):
    """Ten to three at night in Paris is another day in UTC."""
    paris = timezone(timedelta(hours=2))
    Verdict.objects.filter(pk=verdict.pk).update(
        proposed_at=datetime(2026, 6, 30, 23, 59, 59, 999999, tzinfo=UTC),
        signed_off_at=datetime(2026, 7, 1, 2, 50, tzinfo=paris),
    )


def quoted(claim, quote, **fields):
    """Evidence whose quote stands word for word in its source."""
    snapshot = SnapshotFactory(source=SourceFactory(**fields))
    start = PASSAGE.index(quote)
    return EvidenceFactory(
        claim=claim,
        source=snapshot.source,
        snapshot=snapshot,
        quote=quote,
        is_exact=True,
        quote_start=start,
        quote_end=start + len(quote),
    )


@EVERY_ROW
def test_the_header_is_the_one_others_rely_on(rows):
    assert b"".join(verdicts.stream(rows=rows)) == HEADER.encode() + b"\n"


@EVERY_FORM
@EVERY_ROW
def test_a_signed_off_claim_is_a_row_with_all_that_is_known(taken_away, form, rows):
    verdict = SignedOffFactory(
        author=UserFactory(first_name="Ann", last_name="Doe"),
        signed_off_by=UserFactory(first_name="", last_name="", username="ada"),
    )
    set_times(verdict)
    claim = verdict.claim
    Claim.objects.update(claimant="The mayor", as_of=date(2026, 3, 1))
    Article.objects.update(url="https://paper.example/tower")

    (row,) = taken_away(form=form, rows=rows)

    assert ",".join(row) == HEADER
    assert {name: str(value) for name, value in row.items() if value is not None} == {
        "article_id": str(claim.article_id),
        "article": claim.article.title,
        "article_url": "https://paper.example/tower",
        "version": "1",
        "claim_id": str(claim.pk),
        "sentence": claim.sentence,
        "claim": claim.sentence,
        "claimant": "The mayor",
        "as_of": "2026-03-01",
        "status": "signed-off",
        "rating": "False",
        "rating_value": "1",
        "explanation": "It is 330 metres tall.",
        "checked_by": "Ann Doe",
        "checked_at": "2026-06-30T23:59:59Z",
        "signed_off_by": "ada",
        "signed_off_at": "2026-07-01T00:50:00Z",
        "sources": FIRST,
        "claim_url": f"{settings.SITE_ADDRESS}{claim.get_absolute_url()}",
    } | ({"quotes": ""} if form == "csv" else {})


def test_a_claim_without_a_verdict_is_a_row_with_empty_cells(taken_away):
    claim = ClaimFactory()

    (row,) = taken_away()

    assert (row["claim_id"], row["status"]) == (str(claim.pk), "unchecked")
    for name in ("rating", "rating_value", "explanation", "checked_by", "checked_at", "sources"):
        assert row[name] == ""


def test_a_proposed_verdict_is_shown_without_a_signature(taken_away):
    VerdictFactory(rating=rating("not-checkable"))

    (row,) = taken_away()

    assert (row["status"], row["rating"], row["rating_value"]) == ("proposed", "Not checkable", "")
    assert row["checked_by"]
    assert (row["signed_off_by"], row["signed_off_at"]) == ("", "")


def test_while_another_verdict_is_proposed_the_signed_off_one_is_shown(taken_away):
    signed = SignedOffFactory(explanation="Signed.")
    VerdictFactory(claim=signed.claim, explanation="Proposed.")
    Claim.objects.update(status=Status.PROPOSED)

    (row,) = taken_away()

    assert (row["status"], row["explanation"]) == ("proposed", "Signed.")


@pytest.mark.parametrize("status", ["withdrawn", "replaced"])
def test_a_verdict_that_was_taken_back_is_left_out(taken_away, status):
    VerdictFactory(claim=EvidenceFactory().claim, status=status)

    assert taken_away()[0]["explanation"] == ""


def test_a_retired_verdict_is_left_out(taken_away):
    SignedOffFactory(claim=EvidenceFactory().claim, status=Verdict.Status.RETIRED)

    assert taken_away()[0]["explanation"] == ""


@EVERY_FORM
def test_sources_and_quotes_are_lists_joined_by_a_bar(taken_away, form):
    claim = SignedOffFactory().claim
    quoted(claim, "330 metres", title="A|B", url="https://b.example/?q=a|b")
    quoted(claim, "312 metres", medium="document", title="Plan", url="", reference="shelf 3")

    (row,) = taken_away(form=form)

    assert row["sources"] == f"{FIRST}|A/B <https://b.example/?q=a/b>|Plan (shelf 3)"
    assert row["quotes"] == "330 metres|312 metres"


@EVERY_FORM
def test_with_a_row_for_each_piece_of_evidence_each_has_its_own(taken_away, form):
    claim = SignedOffFactory().claim
    quoted(claim, "330 metres", title="Second")
    lone = ClaimFactory()

    rows = taken_away(form=form, rows="evidence")

    assert [int(row["claim_id"]) for row in rows] == [claim.pk, claim.pk, lone.pk]
    assert [(row["sources"] or "").split(" <")[0] for row in rows] == [
        "The tower in figures",
        "Second",
        "",
    ]
    assert [row["quotes"] or "" for row in rows] == ["", "330 metres", ""]


@EVERY_FORM
def test_a_source_says_who_wrote_it(taken_away, form):
    EvidenceFactory(source__author="Ann|Doe")

    (row,) = taken_away(form=form)

    assert row["sources"] == FIRST.replace(" <", ", by Ann/Doe <")


@EVERY_FORM
@EVERY_ROW
def test_a_quote_that_is_not_exact_is_marked(taken_away, form, rows):
    EvidenceFactory(quote="about so tall")

    assert taken_away(form=form, rows=rows)[0]["quotes"] == "[not exact] about so tall"


@EVERY_FORM
@EVERY_ROW
def test_withdrawn_evidence_is_left_out(taken_away, form, rows):
    claim = EvidenceFactory().claim
    gone = quoted(claim, "330 metres", title="Withdrawn")
    Evidence.objects.filter(pk=gone.pk).update(
        withdrawn_at=datetime.now(UTC), withdrawn_by=gone.added_by, withdrawn_because="Wrong."
    )

    (row,) = taken_away(form=form, rows=rows)

    assert row["sources"] == FIRST
    assert not row["quotes"]


@EVERY_FORM
@EVERY_ROW
def test_nothing_of_a_confidential_source_leaves(form, rows):
    claim = SignedOffFactory().claim
    Source.objects.update(title="An open source")
    hidden = quoted(
        claim,
        "330 metres",
        title="The minister’s driver",
        url="https://driver.example/",
        is_confidential=True,
    )
    Evidence.objects.filter(pk=hidden.pk).update(note="Met at the river.")

    written = b"".join(verdicts.stream(form=form, rows=rows)).decode()

    assert "An open source" in written
    assert not [word for word in ("driver", "330 metres|", "river") if word in written]
    assert written.count("330 metres") == 1  # the explanation's


@EVERY_FORM
@EVERY_ROW
def test_a_claim_with_confidential_evidence_alone_is_a_row_that_names_none(taken_away, form, rows):
    claim = EvidenceFactory(source__is_confidential=True, quote="Not for print.").claim

    (row,) = taken_away(form=form, rows=rows)

    assert int(row["claim_id"]) == claim.pk
    assert not row["sources"]
    assert not row["quotes"]


@EVERY_FORM
@EVERY_ROW
def test_only_the_articles_one_asks_for_are_taken(taken_away, form, rows):
    claim, _ = SignedOffFactory().claim, SignedOffFactory()

    taken = taken_away(Article.objects.filter(pk=claim.article_id), form=form, rows=rows)

    assert [int(row["claim_id"]) for row in taken] == [claim.pk]
    assert taken_away(Article.objects.none(), form=form, rows=rows) == []
    assert len(taken_away(form=form, rows=rows)) == 2


def test_rows_come_in_the_order_of_the_article(taken_away):
    later, version = VersionFactory(), VersionFactory()
    for number in (3, 1, 2):
        ClaimFactory(version=version, number=number)
    first = ClaimFactory(version=later)

    ids = [int(row["claim_id"]) for row in taken_away()]

    assert ids[0] == first.pk
    assert ids[1:] == list(version.claims.order_by("number").values_list("pk", flat=True))
