"""Is the process up; and can it do its work."""

import pytest
from celery import current_app
from django.db import connection


def test_a_running_process_says_that_it_is_up_without_a_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"up": True})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_without_a_worker_the_desk_is_not_ready(client):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": True, "broker": True, "worker": False}
    assert "no-store" in response["Cache-Control"]


@pytest.fixture
def dead_broker(monkeypatch):
    """The broker's address leads nowhere; connections that were open are forgotten."""
    monkeypatch.setattr(current_app.conf, "broker_url", "redis://127.0.0.1:1/0")
    _forget()
    yield
    _forget()


def _forget():
    current_app._pool = None
    current_app.amqp.__dict__.pop("_producer_pool", None)
    current_app.control.mailbox.__dict__.pop("producer_pool", None)


@pytest.mark.django_db
def test_without_a_broker_the_desk_is_not_ready_and_says_so(client, dead_broker):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": True, "broker": False, "worker": False}


@pytest.fixture
def dead_database(django_db_setup, django_db_blocker, monkeypatch):
    with django_db_blocker.unblock(), monkeypatch.context() as patch:
        connection.close()
        patch.setitem(connection.settings_dict, "PORT", "1")
        yield
        connection.close()


def test_without_a_database_the_desk_is_not_ready_and_says_so(client, dead_database):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["database"] is False


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nothing_is_sent_to_them(client, path):
    assert client.post(path).status_code == 405
