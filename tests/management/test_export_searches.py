"""Taking the search log away as a file."""

import pytest

from tests.commands import fails, run
from tests.factories import DoneRunFactory

pytestmark = pytest.mark.django_db


def test_the_log_of_an_article_of_a_claim_or_of_all_is_written(tmp_path):
    first, _ = DoneRunFactory(hits=0).claim, DoneRunFactory()
    file = tmp_path / "log.csv"

    counts = {}
    for name, options in {
        "all": {}, "article": {"article": first.article.slug}, "claim": {"claim": first.pk},
    }.items():  # fmt: skip
        run("export_searches", output=str(file), **options)
        counts[name] = len(file.read_text().splitlines()) - 1

    assert counts == {"all": 2, "article": 1, "claim": 1}
    assert "looked and found nothing" in file.read_text()


def test_what_is_not_there_is_said():
    assert fails("export_searches", article="no")[0] == "There is no such article or claim."
