import pytest

from articles.models import HandSearch
from tests.factories import ClaimFactory, UserFactory
from tests.rules import refused

pytestmark = pytest.mark.django_db

LOOKED = {
    "place": "The register of towers", "query": "height", "outcome": "nothing",
    "searched_on": "2026-11-20",
}  # fmt: skip


def keep(**fields):
    return HandSearch.objects.create(claim=ClaimFactory(), person=UserFactory(), **LOOKED | fields)


@pytest.mark.parametrize("lacking", ["place", "query"])
def test_a_search_by_hand_says_where_and_for_what(lacking):
    with refused("hand_search_says_where_and_for_what"):
        keep(**{lacking: "  "})


def test_what_had_no_hits_found_nothing():
    with refused("hand_search_without_hits_found_nothing"):
        keep(outcome="something", hits=0)

    assert keep(outcome="something", hits=None).pk
    assert keep(outcome="something", hits=1).pk
    assert keep(outcome="nothing", hits=0).pk


def test_hits_that_were_of_no_use_are_dismissed_with_a_reason():
    with refused("hand_search_dismisses_hits_with_a_reason"):
        keep(hits=3, note=" ")

    assert keep(hits=3, note="Of another tower.").pk


def test_a_search_of_our_library_is_counted():
    with refused("hand_search_in_our_library_is_counted"):
        keep(is_ours=True, hits=None)

    assert keep(is_ours=True, hits=0).pk
    assert keep(is_ours=True, hits=0, is_confidential=True).pk


def test_a_search_by_hand_never_changes_nor_goes():
    kept = keep()

    with refused("hand_search_never_changes"):
        HandSearch.objects.update(note="It found something after all.")
    with refused("hand_search_never_changes"):
        kept.delete()


def test_a_confidential_search_does_not_name_itself():
    assert str(keep(is_confidential=True)) == "A confidential search"
    assert str(keep()) == "The register of towers, for “height”: nothing"
