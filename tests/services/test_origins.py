"""Whether a claim's sources go back to one origin, on pairs of ours and as a person is told."""

import time

import pytest

from articles.models import Event, Owner
from articles.services import Refused, evidence, origins
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    SnapshotFactory,
    SourceFactory,
    UserFactory,
)
from tests.services.origin_pairs import PAIRS

pytestmark = pytest.mark.django_db


def attach(claim, text="", **source):
    source = SourceFactory(**{"url": "", "medium": "document", "reference": "7"} | source)
    snapshot = SnapshotFactory(source=source, text=text) if text else None
    return EvidenceFactory(claim=claim, source=source, snapshot=snapshot)


def kinds(pair):
    claim = ClaimFactory()
    for page in (pair.one, pair.other):
        attach(claim, page.text, url=page.url, publisher=page.publisher)
    return {each.kind for each in origins.shared(claim, UserFactory())}


def test_on_our_pairs_nearly_all_is_found_and_nearly_nothing_else():
    Owner.objects.create(name="Brass Media", domains=["bell.example", "horn.test"])
    found = {pair.name: kinds(pair) for pair in PAIRS}

    right = sum(len(found[pair.name] & pair.shares) for pair in PAIRS)
    missed = {p.name: p.shares - found[p.name] for p in PAIRS if p.shares - found[p.name]}
    false = {p.name: found[p.name] - p.shares for p in PAIRS if found[p.name] - p.shares}
    precision = right / sum(map(len, found.values()))
    recall = right / sum(len(pair.shares) for pair in PAIRS)

    assert (precision, recall) >= (0.95, 0.9), (precision, recall, missed, false)
    assert recall >= 0.9, (recall, missed)


def said(claim, reader=None):
    return [each.words for each in origins.shared(claim, reader or UserFactory())]


def test_it_is_said_how_many_of_how_many_and_which():
    claim = ClaimFactory()
    attach(claim, "LONDON (Reuters) - Rates stay.", title="Morning")
    attach(claim, "Rates stay, so Reuters reported.", title="Evening")
    attach(claim, "We saw the minutes of the meeting.", title="Our own")

    (warning,) = origins.shared(claim, UserFactory())

    assert warning.words == "Two of the three sources go back to Reuters."
    assert warning.sources == ["Morning", "Evening"]


def test_both_and_all_are_said_in_words():
    claim = ClaimFactory()
    for number in range(2):
        attach(claim, url=f"https://morning.example/{number}", medium="address")
    assert said(claim) == ["Both sources come from one house, morning.example."]

    attach(claim, url="https://www.morning.example/", medium="address")
    assert said(claim) == ["All three sources come from one house, morning.example."]


def test_the_house_list_says_who_owns_what():
    Owner.objects.create(name="Brass Media", domains=["bell.example", "horn.test"])
    claim = ClaimFactory()
    attach(claim, url="https://bell.example/", medium="address")
    attach(claim, url="https://a.horn.test/", medium="address")

    assert said(claim) == ["Both sources come from one house, Brass Media."]


def test_one_source_used_twice_or_withdrawn_is_no_second_source():
    claim = ClaimFactory()
    first = attach(claim, "LONDON (Reuters) - Rates stay.")
    EvidenceFactory(claim=claim, source=first.source, stance="context")
    gone = attach(claim, "LONDON (Reuters) - Rates stay.")
    evidence.withdraw(evidence_id=gone.pk, person=UserFactory(), reason="A copy.")

    assert said(claim) == []


def test_a_confidential_source_is_compared_only_for_who_may_see_it(user_with):
    claim = ClaimFactory()
    attach(claim, "LONDON (Reuters) - Rates stay.")
    attach(claim, "So Reuters reported.", is_confidential=True, title="Nightjar")

    assert said(claim) == []
    assert said(claim, user_with("see_confidential_source")) == ["Both sources go back to Reuters."]


def test_many_long_sources_take_three_queries_and_bounded_work(django_assert_num_queries):
    claim, text = ClaimFactory(), "Rates of 3.25 percent, according to Reuters. " * 10_000
    for number in range(30):
        attach(claim, f"{number} {text}", publisher=f"Paper {number}")
    reader, started = UserFactory(is_superuser=True), time.process_time()

    with django_assert_num_queries(3):
        words = [each.words for each in origins.shared(claim, reader)]

    assert words[0] == "All 20 sources go back to Reuters."
    assert time.process_time() - started < 5


def warned():
    claim = ClaimFactory()
    attach(claim, "LONDON (Reuters) - Rates stay.")
    attach(claim, "Rates stay, so Reuters reported.")
    return claim


def test_a_warning_is_answered_in_the_history_and_stays_with_its_answer():
    claim, ben = warned(), UserFactory()
    (words,) = said(claim)

    event = origins.know(claim_id=claim.pk, person=ben, words=words, note=" We asked the bank. ")

    assert (event.action, event.actor, event.claim) == ("origin.known", ben, claim)
    assert event.data == {"title": words, "note": "We asked the bank."}
    (warning,) = origins.shared(claim, ben)
    assert warning.answer == event

    attach(claim, "Rates stay, Reuters reported on Monday.", publisher="Horn")
    assert [each.answer for each in origins.shared(claim, ben)] == [None]


@pytest.mark.parametrize(
    ("words", "note", "refusal"),
    [("Both sources go back to AFP.", "So.", "has changed"),
     ("Both sources go back to Reuters.", " ", "Say why")],
)  # fmt: skip
def test_another_warning_or_one_without_a_reason_is_not_answered(words, note, refusal):
    claim = warned()

    with pytest.raises(Refused, match=refusal):
        origins.know(claim_id=claim.pk, person=UserFactory(), words=words, note=note)

    assert not Event.objects.exists()


def test_a_warning_of_a_confidential_source_is_not_answered_where_all_read_it(user_with):
    claim, checker = ClaimFactory(), user_with("see_confidential_source")
    attach(claim, "LONDON (Reuters) - Rates stay.")
    attach(claim, "So Reuters reported.", is_confidential=True)
    (words,) = said(claim, checker)

    with pytest.raises(Refused, match="confidential source"):
        origins.know(claim_id=claim.pk, person=checker, words=words, note="So.")

    assert not Event.objects.exists()
