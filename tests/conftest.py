"""People to test with, and the header that makes a request htmx's."""

import uuid

import pytest
from django.contrib.auth.models import Group, Permission

from articles.services import roles
from tests.factories import UserFactory

HTMX = {"HX-Request": "true"}
FLUSHING = {"live_server", "transactional_db"}


def pytest_collection_modifyitems(items):
    """A test that commits ends with a flush, which takes away what migrations brought too.

    So each of these has that put back before it begins, whether it asks for it or not: one
    that flushes without would make the permissions anew, and the next could not restore them.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        options = marker.kwargs if marker else {}
        if options.get("transaction") or FLUSHING.intersection(item.fixturenames):
            restoring = pytest.mark.django_db(**options | {"serialized_rollback": True})
            item.add_marker(restoring, append=False)


@pytest.fixture(autouse=True)
def static_files_are_found_when_asked_for(settings):
    """Whitenoise looks through all static files for each client else: half of a test's time."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path_factory):
    """A folder of each test's own for what is handed in."""
    settings.UPLOADS = str(tmp_path_factory.getbasetemp() / f"uploads-{uuid.uuid4().hex}")


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
        roles.sync()
        user = UserFactory(is_staff=role == "Admin", **fields)
        user.groups.add(Group.objects.get(name=role))
        return user

    return make
