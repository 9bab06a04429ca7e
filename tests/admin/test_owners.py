"""The house list of owners is kept in the admin."""

import pytest
from django.urls import reverse

from articles.models import Owner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def admin(client, person):
    client.force_login(person("Admin"))


def post(client, **fields):
    return client.post(reverse("admin:articles_owner_add"), fields)


def test_an_owner_is_kept_with_registered_domains(client):
    post(client, name="Tower Group", domains="https://www.tower.co.uk/news\nbridge.example, a.b.fr")

    owner = Owner.objects.get()
    assert owner.domains == ["tower.co.uk", "bridge.example", "b.fr"]
    page = client.get(reverse("admin:articles_owner_change", args=[owner.pk])).content.decode()
    assert "tower.co.uk\nbridge.example\nb.fr" in page
    assert (
        "tower.co.uk, bridge.example"
        in client.get(reverse("admin:articles_owner_changelist")).content.decode()
    )


@pytest.mark.parametrize(
    ("domains", "words"),
    [("tower", "tower is no domain of the web."), ("127.0.0.1", "is no domain"),
     ("www.bridge.example", "Bridges has one of these already."), ("", "This field is required.")],
)  # fmt: skip
def test_what_is_no_domain_or_is_anothers_is_said(client, domains, words):
    Owner.objects.create(name="Bridges", domains=["bridge.example"])

    response = post(client, name="Tower Group", domains=domains)

    assert words in response.content.decode()
    assert Owner.objects.count() == 1
