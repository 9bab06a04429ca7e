"""What a file of verdicts holds, read back."""

import csv
import io
import json

import pytest

from articles.exports import verdicts


@pytest.fixture
def taken_away():
    """Take verdicts away and read the file: a dict a row."""

    def take(articles=None, *, form="csv", rows="claim"):
        text = b"".join(verdicts.stream(articles, form=form, rows=rows)).decode()
        if form == "jsonl":
            return [json.loads(line) for line in text.splitlines()]
        return list(csv.DictReader(io.StringIO(text, newline="")))

    return take
