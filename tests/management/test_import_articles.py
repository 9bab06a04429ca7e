"""Bringing articles in from files and folders."""

import json

import pytest

from articles.models import Article, ArticleVersion, Claim, SuggestionRun
from articles.services import articles
from tests.commands import fails, run

pytestmark = pytest.mark.django_db

TOWER = "# The tower\n\nIt is 330 metres tall. It opened in 1889."


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.md").write_text(TOWER)
    (tmp_path / "b.TXT").write_text("The bridge\n\nIt is 90 metres long.")
    (tmp_path / "notes.csv").write_text("not an article")
    return tmp_path


def test_a_json_line_an_article_of_the_agreed_shape(folder):
    lines, _ = run("import_articles", str(folder), "--json")

    first, second = map(json.loads, lines)
    article = Article.objects.get(slug="the-tower")
    assert first == {
        "article": article.pk, "slug": "the-tower", "version": 1, "sentences": 2,
        "claims": 2, "new": True,
    }  # fmt: skip
    assert (second["slug"], second["sentences"]) == ("the-bridge", 1)
    assert ArticleVersion.objects.get(article=article).sentences == 2


def test_the_same_again_makes_nothing_new_and_says_so(folder):
    run("import_articles", str(folder))

    lines, _ = run("import_articles", str(folder), "--json")

    assert [json.loads(line)["new"] for line in lines] == [False, False]
    assert (Article.objects.count(), Claim.objects.count()) == (2, 3)
    words, _ = run("import_articles", str(folder / "a.md"))
    assert words == ["the-tower: is here already, 2 sentences"]


def test_what_cannot_be_read_is_named_the_rest_goes_on_and_the_command_fails(folder):
    (folder / "0.txt").write_bytes(b"\xff\xfe\xff")
    (folder / "c.txt").write_text("")

    words, lines, errors = fails("import_articles", str(folder), str(folder / "no.txt"))

    assert words == "3 could not be brought in."
    assert [line.split(":")[0] for line in errors] == ["0.txt", "c.txt", "no.txt"]
    assert lines == [
        "the-tower: brought in, 2 sentences", "the-bridge: brought in, 1 sentences",
    ]  # fmt: skip


def test_one_of_a_batch_that_is_refused_does_not_stop_the_others(folder, monkeypatch):
    monkeypatch.setattr(articles, "MOST_SENTENCES", 2)
    (folder / "c.txt").write_text("The road\n\nIt is one. It is two. It is three.")

    _, lines, errors = fails("import_articles", str(folder))

    assert len(lines) == 2
    (refusal,) = errors
    assert refusal.startswith("The road: “The road” has 3 sentences; the most is 2.")
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    "address", ["https://tower.example/a", "http://127.0.0.1/", "file:///etc/passwd"]
)
def test_an_address_is_refused_in_words(folder, address):
    words, _, _ = fails("import_articles", address)

    assert words == (f"{address}: addresses are not fetched. Save the page and give the file.")
    assert not Article.objects.exists()


def test_more_than_a_batch_comes_in_whole(tmp_path):
    for number in range(101):
        (tmp_path / f"{number:03}.txt").write_text(f"Story\n\nIt is number {number}.")

    lines, _ = run("import_articles", str(tmp_path), "--json")

    assert len(lines) == Article.objects.count() == Claim.objects.count() == 101
    assert len({json.loads(line)["slug"] for line in lines}) == 101
    assert SuggestionRun.objects.count() == 202
