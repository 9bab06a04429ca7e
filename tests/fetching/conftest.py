import pytest

from articles.fetching import get
from tests.web_server import serving


@pytest.fixture
def web():
    with serving() as server:
        yield server


@pytest.fixture
def fetch(web):
    """Fetch from the test's own server, which is allowed although it is inside."""
    return lambda url, **options: get(url, **{"inside": [web.pair]} | options)
