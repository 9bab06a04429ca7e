"""A server has to prove by its certificate that it has the name that was asked for."""

import ssl

import pytest

from articles.fetching import Unreachable, exchange
from tests import certificates

OURS, ANOTHERS = {"address": bytes([127, 0, 0, 1])}, {"dns": "other.example"}


@pytest.fixture
def serve_as(web, tmp_path, monkeypatch):
    """Serve https with a certificate of this name, which the system trusts or does not."""

    def serve(name, *, is_trusted):
        certificate, key = certificates.make(tmp_path, **name)
        if is_trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        web.secure(context)
        return web.page("/", "proved").replace("http://", "https://")

    exchange.certificates.cache_clear()
    yield serve
    exchange.certificates.cache_clear()


def test_a_server_that_proves_its_name_is_read(fetch, serve_as):
    assert fetch(serve_as(OURS, is_trusted=True)).text() == "proved"


@pytest.mark.parametrize(("name", "is_trusted"), [(OURS, False), (ANOTHERS, True)])
def test_a_server_that_does_not_is_told_nothing(web, fetch, serve_as, name, is_trusted):
    with pytest.raises(Unreachable, match="certificate"):
        fetch(serve_as(name, is_trusted=is_trusted))
    assert web.asked == []
