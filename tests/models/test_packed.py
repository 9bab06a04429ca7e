"""What is packed in binary is what PostgreSQL reads out of it."""

import numpy as np
import pytest
from django.db import connection

from articles.models import packed
from articles.models.copying import copy_into

pytestmark = pytest.mark.django_db


def test_arrays_and_sparse_vectors_are_read_as_they_were_meant():
    numbers = np.array([3, 7, 2_000_000_000, 1], np.int64)
    places = np.array([3, 7, 900_000_000, 1], np.int64)
    values = np.array([0.5, 0.25, 0.125, 1.0])
    ends = [2, 2, 3, 4]  # the second has none
    rows = zip(
        packed.arrays(numbers, ends),
        packed.sparse_vectors(places, values, ends, dimensions=1_000_000_000),
        strict=True,
    )
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE kept (numbers integer[], vector sparsevec)")
        copy_into("kept", rows, types=["bytea", "bytea"])
        cursor.execute("SELECT numbers::text, vector::text FROM kept ORDER BY ctid")

        assert cursor.fetchall() == [
            ("{3,7}", "{3:0.5,7:0.25}/1000000000"),
            ("{}", "{}/1000000000"),
            ("{2000000000}", "{900000000:0.125}/1000000000"),
            ("{1}", "{1:1}/1000000000"),
        ]
        cursor.execute("DROP TABLE kept")


def test_long_lists_are_one_parameter_each():
    texts = ['it\'s "so"', "a, b; {c}", "\\ é 漢", "NULL"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_to_array(%s, chr(31)), %s::integer[]",
            [packed.joined(texts), packed.listed([3, -7, 2_000_000_000])],
        )
        assert cursor.fetchone() == (texts, [3, -7, 2_000_000_000])
        cursor.execute(
            "SELECT string_to_array(%s, chr(31)), %s::integer[]",
            [packed.joined([]), packed.listed([])],
        )
        assert cursor.fetchone() == ([], [])
