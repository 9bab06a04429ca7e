"""People to test with, and the header that makes a request htmx's."""

import uuid

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import TransactionTestCase

from articles.services import roles
from tests import kept, migrated
from tests.factories import UserFactory
from tests.web_server import serving

HTMX = {"HX-Request": "true"}
BOTH_WAYS = pytest.mark.parametrize("headers", [HTMX, {}], ids=["by htmx", "without"])


# Who asks for one of these starts processes, and waits for them.
PROCESSES = {"demo", "run", "worker", "broker", "live_server"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What takes longest begins first, so that nobody waits for it alone at the end."""
    items.sort(
        key=lambda item: (
            "test_demo.py" not in item.nodeid,
            PROCESSES.isdisjoint(item.fixturenames),
        )
    )


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """Every process's database is a copy: migrating takes seconds."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated.database()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The roles are there from the beginning; a test that commits leaves what it found."""
    with django_db_blocker.unblock():
        roles.sync()
        kept.keep(kept.AS_NEW)

    def put_back(_test):
        connection.close_if_unusable_or_obsolete()  # a test may have ended its own session
        kept.put_back(kept.AS_NEW)

    with pytest.MonkeyPatch.context() as patch:
        # Django's own way saves all that migrations brought anew, row by row.
        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield
    connection.close()  # which the last test may have ended
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        # Of a thread that has ended the session may last until Python collects it.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def static_files_are_found_when_asked_for(settings):
    """Whitenoise looks through all static files for each client else: half of a test's time."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path_factory):
    """A folder of each test's own for what is handed in."""
    settings.UPLOADS = str(tmp_path_factory.getbasetemp() / f"uploads-{uuid.uuid4().hex}")


@pytest.fixture(scope="session", autouse=True)
def no_context_is_kept():
    """Django's client copies all that each template of each answer was given; nobody asks it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.test.client.store_rendered_templates", lambda *_given, **_more: None)
        yield


@pytest.fixture
def server():
    """A web server on this machine, in a thread."""
    with serving() as server:
        yield server


@pytest.fixture
def user_with():
    """Make a user who holds just these permissions of the articles app."""

    def make(*codenames):
        user = UserFactory()
        found = Permission.objects.filter(
            content_type__app_label="articles", codename__in=codenames
        )
        assert found.count() == len(codenames)
        user.user_permissions.set(found)
        return user

    return make


@pytest.fixture
def person():
    """Make a user in a role, as `manage.py sync_roles` defines it."""

    def make(role, **fields):
        user = UserFactory(is_staff=role == "Admin", **fields)
        user.groups.add(Group.objects.get(name=role))
        return user

    return make
