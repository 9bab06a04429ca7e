"""Searches of our library by hand stand in the log by themselves: where one stopped, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.exports import searches as export
from articles.models import Claim, Event, HandSearch, Status
from articles.services import library, search_log, searches
from articles.services.evidence import Chosen
from articles.services.library import Document
from tests.factories import PASSAGE, ClaimFactory, SignedOffFactory, UserFactory
from tests.races import all_at_once, five_times

pytestmark = pytest.mark.django_db


def look(claim, person, query, **fields):
    return searches.log(claim_id=claim.pk, person=person, query=query, **fields)


def later(**span):
    for each in HandSearch.objects.all():
        before = each.recorded_at - timedelta(**span)
        HandSearch.objects.filter(pk=each.pk).update(recorded_at=before)


def queries():
    return list(HandSearch.objects.order_by("pk").values_list("query", flat=True))


def test_a_search_stands_in_the_log_with_who_when_and_how_many_hits(claim, ben, document):
    look(claim, ben, " tower metres ")
    look(claim, ben, "unicorn")

    nothing, found = search_log.of_claims([claim.pk], ben)[claim.pk]
    assert (found.place, found.query, found.said) == ("Evidence library", "tower metres", "1 hit")
    assert (found.person, found.is_by_hand, found.result) == (ben, True, "found")
    assert timezone.now() - found.at < timedelta(minutes=1)
    assert (nothing.query, nothing.said) == ("unicorn", "looked and found nothing")
    assert nothing.result == "nothing"
    assert found.day is nothing.day is None
    assert search_log.summary([nothing, found]) == "2 searches, 1 found nothing"


def test_of_what_is_typed_only_where_one_stopped_is_kept(claim, ben):
    for query in ("to", "tower", "Tower  height", "tower height in", "tower height"):
        look(claim, ben, query)
    look(claim, ben, "bridge")

    assert queries() == ["tower height", "bridge"]


@pytest.mark.parametrize(("span", "lines"), [({"seconds": 100}, 1), ({"minutes": 3}, 2)], ids=str)
def test_what_begins_as_the_last_one_takes_its_place_for_two_minutes(claim, ben, span, lines):
    look(claim, ben, "tower")
    later(**span)
    look(claim, ben, "tower height")

    assert len(queries()) == lines


def test_who_types_on_in_one_tab_leaves_what_another_found_alone(claim, ben):
    for query in ("tower", "bridge", "tower height", "bridge length"):
        look(claim, ben, query)

    assert queries() == ["tower height", "bridge length"]


@pytest.mark.parametrize(("minutes", "lines"), [(50, 1), (70, 2)])
def test_the_same_again_soon_is_one_line(claim, ben, minutes, lines):
    first = look(claim, ben, "tower")
    later(minutes=minutes)
    again = look(claim, ben, " TOWER ")

    assert len(queries()) == lines
    assert (again == first) == (lines == 1)


def test_the_same_with_other_hits_is_another_search(claim, ben):
    look(claim, ben, "tower metres")
    later(minutes=10)
    library.add([Document(text=PASSAGE)])
    look(claim, ben, "tower metres")

    assert [each.hits for each in HandSearch.objects.order_by("pk")] == [0, 1]


def test_each_person_and_each_claim_has_lines_of_its_own(claim, ben):
    look(claim, ben, "tower")
    look(claim, UserFactory(), "tower height")
    look(ClaimFactory(), ben, "tower height")

    assert len(queries()) == 3


@pytest.mark.parametrize("query", ["", "  ", "?!", "\n"])
def test_without_a_word_to_look_for_nothing_is_written(claim, ben, query):
    assert look(claim, ben, query) is None
    assert not HandSearch.objects.exists()


def test_it_is_no_act_on_the_claim(ben):
    signed, waived, new = (
        SignedOffFactory().claim,
        ClaimFactory(status="waived", reason="Stet."),
        (ClaimFactory()),
    )
    for claim in (signed, waived, new):
        look(claim, ben, "tower")

    rows = Claim.objects.order_by("pk").values_list("pk", "status", "checker", "taken_at")
    assert set(rows) == {
        (signed.pk, Status.SIGNED_OFF, None, None), (waived.pk, Status.WAIVED, None, None),
        (new.pk, Status.UNCHECKED, None, None),
    }  # fmt: skip
    assert not Event.objects.exists()
    assert HandSearch.objects.count() == 3


def test_what_did_not_help_is_said_in_the_line_of_its_search(claim, ben, document):
    line = look(claim, ben, "tower metres")
    later(minutes=30)

    kept = searches.record_in_library(
        claim_id=claim.pk, person=ben, query="Tower metres", note="Of another tower."
    )

    assert kept == line
    line.refresh_from_db()
    assert (line.outcome, line.hits, line.note) == ("nothing", 1, "Of another tower.")
    assert not line.is_automatic
    assert Event.objects.get().data["search"] == line.pk
    claim.refresh_from_db()
    assert claim.checker == ben
    assert look(claim, ben, "tower metres") == line


@pytest.mark.django_db(transaction=True)
@five_times
def test_what_is_said_twice_at_once_is_said_once(document):
    claim, person = ClaimFactory(), UserFactory()
    look(claim, person, "tower metres")

    def keep():
        return searches.record_in_library(
            claim_id=claim.pk, person=person, query="tower metres", note="Of another tower."
        )

    assert len({kept.pk for kept in all_at_once(keep, keep)}) == 1
    assert Event.objects.filter(claim=claim).count() == 1
    assert HandSearch.objects.filter(claim=claim).count() == 1


def test_what_is_said_again_as_confidential_is_kept_as_such(claim, ben):
    said = {"claim_id": claim.pk, "person": ben, "query": "the minister's brother"}
    open_to_all = searches.record_in_library(**said)
    kept = searches.record_in_library(**said, is_confidential=True)

    assert (open_to_all.is_confidential, kept.is_confidential) == (False, True)
    assert kept != open_to_all


def test_what_was_attached_is_said_in_the_line_of_its_search(claim, ben, document):
    line = look(claim, ben, "tower metres")

    for quote in ("330 metres tall", "312 metres"):
        searches.attach_found(
            claim_id=claim.pk, person=ben, query="tower metres", document_id=document.pk,
            chosen=Chosen(stance="refutes", quote=quote),
        )  # fmt: skip

    kept = HandSearch.objects.get()
    assert (kept, kept.is_automatic, kept.outcome) == (line, False, "something")
    (told,) = search_log.of_claims([claim.pk], ben)[claim.pk]
    assert told.said == "found something, 1 hit"


def test_what_is_said_of_a_search_of_another_day_is_a_line_of_its_own(claim, ben):
    look(claim, ben, "tower")
    HandSearch.objects.update(searched_on=timezone.localdate() - timedelta(days=1))

    searches.record_in_library(claim_id=claim.pk, person=ben, query="tower")

    assert queries() == ["tower", "tower"]


def test_a_confidential_search_stays_so_whatever_is_typed_on(claim, ben, document):
    look(claim, ben, "the minister's brother", is_confidential=True)
    look(claim, ben, "the minister's brother Arthur")
    look(claim, ben, "the minister's brother Arthur")
    searches.record_in_library(claim_id=claim.pk, person=ben, query="the minister's brother Arthur")

    assert HandSearch.objects.get().is_confidential
    written = b"".join(export.stream()).decode()
    assert ("Arthur" in written, "A confidential search" in written) == (False, True)
    assert "Arthur" not in repr(search_log.of_claims([claim.pk], UserFactory()))
    assert "Arthur" not in repr(Event.objects.values_list("data"))


def test_what_turns_out_to_be_confidential_becomes_so(claim, ben):
    look(claim, ben, "the minister's brother")
    later(minutes=30)
    look(claim, ben, "the minister's brother", is_confidential=True)

    assert HandSearch.objects.get().is_confidential


def test_what_was_attached_from_a_confidential_search_tells_not_its_words(claim, ben, document):
    searches.attach_found(
        claim_id=claim.pk, person=ben, query="tower metres", document_id=document.pk,
        chosen=Chosen(stance="refutes", quote="330 metres tall"), is_confidential=True,
    )  # fmt: skip

    assert HandSearch.objects.get().is_confidential


def test_a_search_that_wrote_itself_is_a_row_of_the_file(claim, ben, document):
    look(claim, ben, "tower metres")
    look(claim, ben, "unicorn")

    written = b"".join(export.stream()).decode()

    assert ',Evidence library,"",tower metres,,1,found,' in written
    assert ',Evidence library,"",unicorn,,0,looked and found nothing,' in written


@pytest.mark.django_db(transaction=True)
@five_times
def test_of_two_tabs_at_once_each_has_one_line(document):
    claim, person = ClaimFactory(), UserFactory()
    tabs = [lambda query=query: look(claim, person, query) for query in ("tower", "bridge") * 2]

    assert len({line.pk for line in all_at_once(*tabs)}) == 2
    lines = HandSearch.objects.filter(claim=claim)
    assert sorted(lines.values_list("query", flat=True)) == ["bridge", "tower"]


@pytest.mark.django_db(transaction=True)
@five_times
def test_one_that_is_typed_on_while_it_is_kept_is_neither_lost_nor_doubled(document):
    claim, person = ClaimFactory(), UserFactory()
    look(claim, person, "tower metres")

    all_at_once(
        lambda: look(claim, person, "tower metres"),
        lambda: searches.record_in_library(
            claim_id=claim.pk, person=person, query="tower metres", note="Of another tower."
        ),
    )

    kept = HandSearch.objects.get(claim=claim)
    assert (kept.is_automatic, kept.note) == (False, "Of another tower.")
