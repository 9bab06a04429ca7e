"""Frozen sets and measurements are read in the admin."""

import pytest
from django.urls import reverse

from articles.models import DeskFigures, DeskPair, DeskSet

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def admin(client, person):
    client.force_login(person("Admin"))


def test_sets_and_measurements_are_read_only(client):
    kept = DeskSet.objects.create(name="spring")
    DeskPair.objects.create(desk_set=kept, text="So.", document=1, title="It")
    DeskFigures.objects.create(
        desk_set=kept, figures={"queries": 1}, model="by words only", passages=12
    )

    for model in ("deskset", "deskfigures"):
        page = client.get(reverse(f"admin:articles_{model}_changelist"))
        assert "spring" in page.content.decode()
        assert client.get(reverse(f"admin:articles_{model}_add")).status_code == 403
    assert "by words only" in page.content.decode()
