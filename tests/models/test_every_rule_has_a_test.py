"""A rule in the database that no test names would be missed by nobody if it were gone."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

CONSTRAINTS = [
    constraint.name
    for model in apps.get_app_config("articles").get_models()
    for constraint in model._meta.constraints
]
TRIGGERS = """
SELECT trigger.tgname FROM pg_trigger trigger
JOIN pg_class held ON held.oid = trigger.tgrelid
WHERE NOT trigger.tgisinternal AND held.relname LIKE 'articles\\_%'
"""
KNOWN = """
SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes
"""


def column(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


@pytest.fixture(scope="module")
def tests():
    folder = Path(__file__).parent
    return "\n".join(path.read_text() for path in folder.glob("test_*.py"))


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_every_constraint_of_a_model_is_named_by_a_test(name, tests):
    assert f'"{name}"' in tests


@pytest.mark.django_db
def test_every_trigger_is_named_by_a_test(tests):
    triggers = column(TRIGGERS)

    assert len(triggers) > 10
    assert {name for name in triggers if f'"{name}"' not in tests} == set()


@pytest.mark.django_db
def test_every_constraint_of_a_model_is_in_the_database():
    assert set(CONSTRAINTS) - column(KNOWN) == set()
