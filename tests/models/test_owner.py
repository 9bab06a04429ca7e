import pytest

from articles.models import Owner
from tests.rules import refused

pytestmark = pytest.mark.django_db


def test_an_owner_has_a_name_and_a_domain():
    with refused("owner_has_a_name"):
        Owner.objects.create(name=" ", domains=["tower.example"])
    with refused("owner_has_a_domain"):
        Owner.objects.create(name="Tower Group", domains=[])
