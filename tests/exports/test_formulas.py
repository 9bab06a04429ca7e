"""No cell of a file may be run by the spreadsheet that opens it."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.exports import verdicts
from articles.models import Article, Status
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    EvidenceFactory,
    SignedOffFactory,
    SnapshotFactory,
    SourceFactory,
    UserFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db

STARTERS = "=+-@＝＋－＠"
BREAKS = "\t\r\n"
SPACES = " \t\r\n\x0b\x0c\u00a0\u2003\u3000"
FORMULAS = [f"{starter}cmd|' /C calc'!A0" for starter in STARTERS]
HIDDEN = [
    "  =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " \r\n =1+1",
    "\x0b=1+1",
    "\u00a0=1+1",
    "\u3000＝1+1",
    "\u2003=1+1",
    "\tplain",
    "\rplain",
    "\nplain",
]
KEPT = ["1 + 1 = 2", "a=b", "'=1", "“=1”", "330", "e@mail.example", "x-y", "naïve 🗼"]


def rated(text, *, rows="claim"):
    """The cells of a claim all of whose words are this text."""
    person = {"first_name": text[:150], "last_name": ""}
    version = VersionFactory(article=ArticleFactory(title=f"{text}x", byline=text))
    claim = ClaimFactory(version=version, sentence=text, claimant=text[:200], status=Status.STALE)
    EvidenceFactory(claim=claim, source=SourceFactory(title=f"{text}x"), quote=text)
    SignedOffFactory(
        claim=claim,
        explanation=f"{text}x",
        author=UserFactory(**person),
        signed_off_by=UserFactory(**person),
    )
    pieces = verdicts.stream(Article.objects.filter(pk=version.article_id), rows=rows)
    written = b"".join(pieces).decode()
    (row,) = csv.DictReader(io.StringIO(written, newline=""))
    return row


def runs(cell):
    """Whether a spreadsheet might take the cell for a formula, generously understood."""
    return cell.lstrip(SPACES)[:1] in tuple(STARTERS) or cell[:1] in tuple(BREAKS)


@pytest.mark.parametrize("rows", ["claim", "evidence"])
@pytest.mark.parametrize("text", [*FORMULAS, *HIDDEN], ids=ascii)
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(text, rows):
    row = rated(text, rows=rows)

    assert row["sentence"] == row["claim"] == row["claimant"] == f"'{text}"
    assert row["article"] == row["explanation"] == f"'{text}x"
    assert row["sources"].startswith("'")
    assert row["quotes"] == f"[not exact] {text}".replace("|", "/")


def test_an_exact_quote_that_begins_like_a_formula_gets_one_too(taken_away):
    snapshot = SnapshotFactory(text="=1+1")
    EvidenceFactory(
        source=snapshot.source,
        snapshot=snapshot,
        quote="=1+1",
        is_exact=True,
        quote_start=0,
        quote_end=4,
    )

    assert [row["quotes"] for row in taken_away()] == ["'=1+1"]
    assert [row["quotes"] for row in taken_away(form="jsonl")] == ["=1+1"]


@pytest.mark.parametrize("text", KEPT)
def test_any_other_cell_stays_as_it_is(text):
    row = rated(text)

    assert row["sentence"] == row["claimant"] == text
    assert row["explanation"] == f"{text}x"


@pytest.mark.parametrize(
    "text",
    [
        'She said "so", twice.',
        "One,\ntwo\r\nthree;\tfour.",
        "\\.",
        "\\N",
        '"',
        "'",
        "NULL",
    ],
    ids=ascii,
)
def test_quotes_commas_and_line_ends_survive_a_reader(text):
    row = rated(f"It. {text}")

    assert row["sentence"] == f"It. {text}"
    assert row["quotes"] == f"[not exact] It. {text}"
    assert rated(text)["claimant"] == text


def test_json_holds_cells_as_they_are(taken_away):
    claim = ClaimFactory(sentence="=1+1", claimant="@mayor")

    (row,) = taken_away(form="jsonl")

    assert (row["claim_id"], row["sentence"], row["claimant"]) == (claim.pk, "=1+1", "@mayor")


texts = st.text(
    st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1, max_size=40
)
openings = st.text(st.sampled_from(SPACES), max_size=3)
starters = st.sampled_from(["", *STARTERS])


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.tuples(openings, starters, texts).map("".join).filter(lambda text: text.strip()))
def test_no_cell_of_words_begins_like_a_formula(text):
    row = rated(text)

    assert not [name for name in verdicts.WORDS if runs(row[name])]
    assert row["sentence"] in (text, f"'{text}")
