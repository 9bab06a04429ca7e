from datetime import timedelta

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

    with refused("hand_search_is_kept"):
        HandSearch.objects.update(note="It found something after all.")
    with refused("hand_search_is_kept"):
        kept.delete()


def wrote_itself(**fields):
    return keep(**{"is_ours": True, "is_automatic": True, "hits": 0} | fields)


def test_one_that_wrote_itself_changes_until_somebody_has_told_what_came_of_it():
    wrote_itself()
    HandSearch.objects.update(query="height of the tower", hits=2, outcome="something")
    HandSearch.objects.update(is_automatic=False, outcome="nothing", note="Of another tower.")

    for change in ({"note": "It found something."}, {"is_automatic": True, "note": ""}):
        with refused("hand_search_is_kept"):
            HandSearch.objects.update(**change)


def test_one_that_wrote_itself_stays_whose_it_is_and_what_it_is_of():
    line, other = wrote_itself(), keep()

    for change in (
        {"claim": other.claim}, {"person": other.person}, {"place": "Elsewhere"},
        {"is_ours": False, "is_automatic": False},
    ):  # fmt: skip
        with refused("hand_search_is_kept"):
            HandSearch.objects.filter(pk=line.pk).update(**change)
    with refused("hand_search_is_kept"):
        line.delete()


def test_its_words_change_only_while_one_may_be_typing():
    line = wrote_itself()
    HandSearch.objects.update(recorded_at=line.recorded_at - timedelta(minutes=6))

    with refused("hand_search_is_kept"):
        HandSearch.objects.update(query="height of the tower")
    HandSearch.objects.update(hits=1, outcome="something")


def test_one_that_is_confidential_stays_so():
    wrote_itself(is_confidential=True)

    with refused("hand_search_is_kept"):
        HandSearch.objects.update(is_confidential=False)


def test_only_one_of_our_library_writes_itself_and_without_a_note():
    for wrong in ({"is_ours": False}, {"note": "Of another tower."}):
        with refused("hand_search_that_wrote_itself_is_ours_and_has_no_note"):
            wrote_itself(**wrong)


def test_a_confidential_search_does_not_name_itself():
    assert str(keep(is_confidential=True)) == "A confidential search"
    assert str(keep()) == "The register of towers, for “height”: nothing"
