import pytest

from articles.models import PageFetching
from tests.rules import refused

pytestmark = pytest.mark.django_db


def test_the_switch_is_one_row():
    with refused("page_fetching_is_one_row"):
        PageFetching.objects.create(pk=2)
