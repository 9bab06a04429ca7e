"""A server has to prove by its certificate that it has the name that was asked for."""

import ssl
import subprocess

import pytest

from articles.fetching import Unreachable, exchange

MAKE = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"


@pytest.fixture
def serve_as(web, tmp_path, monkeypatch):
    """Serve https with a certificate of this name, which the system trusts or does not."""

    def serve(name, *, is_trusted):
        certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
        named = ["-subj", "/CN=desk", "-addext", f"subjectAltName={name}"]
        command = [*MAKE.split(), *named, "-keyout", key, "-out", certificate]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except FileNotFoundError:
            pytest.skip("openssl is not installed here")
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
    assert fetch(serve_as("IP:127.0.0.1", is_trusted=True)).text() == "proved"


@pytest.mark.parametrize(
    ("name", "is_trusted"), [("IP:127.0.0.1", False), ("DNS:other.example", True)]
)
def test_a_server_that_does_not_is_told_nothing(web, fetch, serve_as, name, is_trusted):
    with pytest.raises(Unreachable, match="certificate"):
        fetch(serve_as(name, is_trusted=is_trusted))
    assert web.asked == []
