"""A file leaves while it is still read: no export waits for, or holds, the whole."""

from collections.abc import Iterator

import pytest
from django.db import connection

from articles.exports import verdicts
from articles.models import Claim
from tests.factories import ClaimFactory, VersionFactory

pytestmark = pytest.mark.django_db


def test_the_first_piece_of_csv_comes_while_the_database_still_sends():
    ClaimFactory.create_batch(3)

    pieces = verdicts.stream()

    assert isinstance(pieces, Iterator)
    assert next(pieces).startswith(b"article_id,")
    assert connection.connection.info.transaction_status.name == "ACTIVE"
    assert len(list(pieces)) >= 3
    assert connection.connection.info.transaction_status.name == "INTRANS"


def test_the_first_line_of_json_comes_before_the_last_is_read():
    version = VersionFactory()
    sentence = "So."
    Claim.objects.bulk_create(
        Claim(
            article=version.article,
            version=version,
            number=number,
            start=0,
            end=3,
            sentence=sentence,
            worth=0,
        )
        for number in range(1, 2002)
    )
    pieces = verdicts.stream(form="jsonl")

    next(pieces)

    assert open_cursors() == 1
    assert len(list(pieces)) == 2000
    assert open_cursors() == 0


def open_cursors():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors WHERE name LIKE '\\_django%'")
        return cursor.fetchone()[0]
