"""Somebody at the desk, and what their browser says about the page they are on."""

import pytest

from tests.conftest import HTMX
from tests.factories import ClaimFactory

SITE = "http://testserver"


@pytest.fixture
def log_in(client, person):
    """Log a new person of this role in, and give them back."""

    def enter(role, **fields):
        user = person(role, **fields)
        client.force_login(user)
        return user

    return enter


@pytest.fixture
def editor(log_in):
    return log_in("Editor", first_name="Ada", last_name="Chen")


@pytest.fixture
def claim(db):
    return ClaimFactory()


@pytest.fixture
def on_page():
    """The headers of an htmx request from the page of this path."""
    return lambda path: HTMX | {"HX-Current-URL": SITE + path}
