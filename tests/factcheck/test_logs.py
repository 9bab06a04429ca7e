import logging
import sys

import pytest
from django.db import IntegrityError, transaction

from articles.models import Source
from factcheck.logs import WithoutRows
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


def test_a_refused_row_is_named_by_its_rule_and_not_quoted_in_the_log():
    source = SourceFactory(title="Deep\nThroat", is_confidential=True)
    try:
        with transaction.atomic():
            Source.objects.filter(pk=source.pk).update(url="")
    except IntegrityError:
        record = logging.LogRecord("django", logging.ERROR, "", 0, "Broken", (), sys.exc_info())

    line = WithoutRows().format(record)

    assert "source_can_be_found_again" in line
    assert "Throat" not in line
    assert "IntegrityError" in line
