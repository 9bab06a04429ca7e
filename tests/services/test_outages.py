"""Whose fault it was: our own database's only when it was away or did not answer."""

import pytest
from django.db import OperationalError, connection

from articles.services import outages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "is_ours"),
    [
        ("SET LOCAL statement_timeout = 1; SELECT pg_sleep(5)", True),
        (
            "SELECT to_tsvector(string_agg(md5(n::text), ' ')) FROM generate_series(1, 90000) n",
            False,
        ),
    ],
    ids=["no answer in time", "too large for it"],
)
def test_what_is_too_large_for_it_is_the_fault_of_what_came(query, is_ours):
    with pytest.raises(OperationalError) as broke, connection.cursor() as cursor:
        cursor.execute(query)

    assert outages.is_ours(broke.value) == is_ours
