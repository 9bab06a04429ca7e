"""Taking verdicts away as a file."""

import json

import pytest
from django.core.management import call_command

from tests.commands import fails, run
from tests.factories import ClaimFactory, SignedOffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def verdict():
    return SignedOffFactory()


def read(tmp_path, **options):
    file = tmp_path / "out"
    run("export_verdicts", output=str(file), **options)
    return file.read_text()


def test_standard_output_is_the_default(capfdbinary, verdict):
    call_command("export_verdicts")

    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert lines[0].startswith("article_id,article,article_url,version,claim_id,")
    assert f"/claims/{verdict.claim_id}/" in lines[1]


@pytest.mark.parametrize("rows", ["claim", "evidence"])
def test_lines_of_json_hold_the_same_columns(tmp_path, verdict, rows):
    (line,) = read(tmp_path, format="jsonl", rows=rows).splitlines()

    row = json.loads(line)
    header = read(tmp_path, rows=rows).splitlines()[0]
    assert list(row) == header.split(",")
    assert (row["claim_id"], row["rating"]) == (verdict.claim_id, "False")


def test_claimreviews_are_of_what_is_signed_off(tmp_path, verdict):
    ClaimFactory()

    (line,) = read(tmp_path, format="claimreview").splitlines()

    assert json.loads(line)["claimReviewed"] == verdict.claim.sentence


@pytest.mark.parametrize("form", ["csv", "jsonl", "claimreview"])
def test_one_article_is_taken_alone(tmp_path, verdict, form):
    SignedOffFactory()

    text = read(tmp_path, format=form, article=verdict.claim.article.slug)

    assert len(text.splitlines()) == (2 if form == "csv" else 1)
    assert f"/claims/{verdict.claim_id}/" in text


def test_an_article_that_is_not_there_is_said_and_no_file_is_made(tmp_path):
    words, _, _ = fails("export_verdicts", article="no-such", output=str(tmp_path / "out"))

    assert words == "There is no article 'no-such'."
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_said_in_words(tmp_path):
    words, _, _ = fails("export_verdicts", output=str(tmp_path / "no" / "out.csv"))

    assert "out.csv" in words
