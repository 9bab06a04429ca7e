"""An empty, migrated database that others are copied from: nobody is ever connected to it.

It is kept for as long as the migrations and Django stay as they are.
"""

import hashlib
from pathlib import Path

import django
import psycopg
from django.apps import apps
from django.db import connection
from psycopg import sql

NAME = "factcheck_migrated"


def database() -> str:
    """The name of the database, which is made if need be, by one process while others wait."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [NAME])
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [NAME],
        )
        if cursor.fetchone() != (_kept(),):
            _make()
            # Last, so that one whose making was cut short is made again.
            cursor.execute(
                sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(NAME), _kept())
            )
    return NAME


def _make():
    settings = connection.settings_dict
    name, wanted = settings["NAME"], settings["TEST"]["NAME"]
    settings["TEST"]["NAME"] = NAME
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
    finally:
        connection.close()
        settings["NAME"], settings["TEST"]["NAME"] = name, wanted


def _kept() -> str:
    """What the database is made of, as a hash."""
    found = hashlib.sha256(f"{django.__version__} {psycopg.__version__}".encode())
    folder = Path(apps.get_app_config("articles").path, "migrations")
    for path in sorted([*folder.glob("*.py"), *folder.glob("rules/*.sql")]):
        found.update(path.read_bytes())
    return found.hexdigest()
