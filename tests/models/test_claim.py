import pytest

from articles.models import Claim, Status
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    EvidenceFactory,
    UserFactory,
    VerdictFactory,
    VersionFactory,
)
from tests.rules import refused

pytestmark = pytest.mark.django_db

OPEN = {
    Status.UNCHECKED,
    Status.IN_PROGRESS,
    Status.NEEDS_AUTHOR,
    Status.AWAITING_REPLY,
    Status.PROPOSED,
    Status.STALE,
}
SET_ASIDE = {Status.NOT_A_CLAIM, Status.ARCHIVED}
WITHOUT_VERDICT = [
    status for status in Status if status not in {Status.PROPOSED, Status.SIGNED_OFF}
]


def test_a_claims_number_is_used_once_in_its_version():
    claim = ClaimFactory(number=1)

    with refused("claim_numbered_once"):
        ClaimFactory(version=claim.version, number=1)

    assert ClaimFactory(version=claim.version, number=2).pk
    assert ClaimFactory(number=1).pk


@pytest.mark.parametrize(
    "span",
    [
        {"start": 0, "end": 11, "sentence": "It is tall."[:10]},
        {"start": 4, "end": 3, "sentence": "It"},
        {"start": 4, "end": 4, "sentence": ""},
    ],
    ids=str,
)
def test_a_claims_span_is_as_long_as_its_sentence(span):
    with refused("claim_span_is_its_sentence"):
        ClaimFactory(**span)


def test_a_span_counts_code_points():
    claim = ClaimFactory(start=3, end=6, sentence="🗼é𝟛")

    assert claim.end - claim.start == 3


@pytest.mark.parametrize("worth", [-0.01, 1.01, float("nan"), float("inf")])
def test_check_worthiness_is_between_0_and_1(worth):
    with refused("claim_worth_between_0_and_1"):
        ClaimFactory(worth=worth)


@pytest.mark.parametrize(
    ("worth", "is_worth_it"), [(0, False), (0.49, False), (0.5, True), (1, True)]
)
def test_a_claim_is_worth_checking_from_one_half_on(worth, is_worth_it):
    assert ClaimFactory(worth=worth).is_worth_checking is is_worth_it


@pytest.mark.parametrize("status", ["", "done", "Waived"])
def test_a_claim_has_no_other_status_than_the_known_ones(status):
    claim = ClaimFactory()

    with refused("claim_status_is_known"):
        Claim.objects.filter(pk=claim.pk).update(status=status)


@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_claim_is_waived_with_a_reason_only(reason):
    claim = ClaimFactory()

    with refused("claim_waived_with_a_reason"):
        Claim.objects.filter(pk=claim.pk).update(status=Status.WAIVED, reason=reason)

    Claim.objects.filter(pk=claim.pk).update(status=Status.WAIVED, reason="Common knowledge.")
    claim.refresh_from_db()
    assert claim.status == Status.WAIVED


@pytest.mark.parametrize("who", ["somebody", "nobody"])
def test_a_claim_is_taken_by_somebody_at_some_time_or_not_at_all(who):
    claim = ClaimFactory()
    half = (
        {"checker": UserFactory(), "taken_at": None}
        if who == "somebody"
        else {"checker": None, "taken_at": "2026-01-01T00:00Z"}
    )

    with refused("claim_taken_by_somebody_at_some_time"):
        Claim.objects.filter(pk=claim.pk).update(**half)

    Claim.objects.filter(pk=claim.pk).update(checker=UserFactory(), taken_at="2026-01-01T00:00Z")


@pytest.mark.parametrize(
    "change",
    [
        {"sentence": "The tower is 330 metres tall."},
        {"start": 1, "end": 30},
        {"number": 2},
    ],
    ids=str,
)
def test_a_claim_keeps_its_sentence(change):
    claim = ClaimFactory()

    with refused("claim_keeps_its_sentence"):
        Claim.objects.filter(pk=claim.pk).update(**change)


def test_a_claim_keeps_its_version_and_its_article():
    claim = ClaimFactory()
    other = VersionFactory(article=claim.article, number=2)

    with refused("claim_keeps_its_sentence"):
        Claim.objects.filter(pk=claim.pk).update(version=other)
    with refused("claim_keeps_its_sentence"):
        Claim.objects.filter(pk=claim.pk).update(article=ArticleFactory())


def test_what_is_said_about_a_claim_may_change():
    claim = ClaimFactory()

    Claim.objects.filter(pk=claim.pk).update(claimant="The mayor", as_of="2026-01-01", worth=0.1)

    claim.refresh_from_db()
    assert (claim.claimant, claim.worth) == ("The mayor", 0.1)


def test_a_claim_and_its_version_are_of_one_article():
    version = VersionFactory()

    with refused("claim_and_version_are_of_one_article"):
        ClaimFactory(version=version, article=ArticleFactory())

    assert ClaimFactory(version=version, article=version.article).pk


@pytest.mark.parametrize("status", WITHOUT_VERDICT)
def test_what_is_open_and_what_is_counted(status):
    claim = ClaimFactory(status=status, reason="Because.")

    assert Claim.objects.open().contains(claim) is claim.is_open is (status in OPEN)
    assert Claim.objects.counted().contains(claim) is (status not in SET_ASIDE)


def test_a_proposed_claim_is_open_and_counted():
    claim = VerdictFactory().claim

    assert claim.is_open
    assert Claim.objects.open().contains(claim)
    assert Claim.objects.counted().contains(claim)


def test_a_proposed_claim_awaits_everyone_but_who_wrote_verdict_or_article():
    reporter = UserFactory()
    article = ArticleFactory(author=reporter)
    claim = EvidenceFactory(claim__version__article=article, claim__status=Status.PROPOSED).claim
    verdict = VerdictFactory(claim=claim)

    assert list(Claim.objects.awaiting(UserFactory())) == [claim]
    assert not Claim.objects.awaiting(verdict.author).exists()
    assert not Claim.objects.awaiting(reporter).exists()


def test_an_article_without_an_author_awaits_an_editor_too():
    verdict = VerdictFactory(claim__version__article__author=None)

    assert list(Claim.objects.awaiting(UserFactory())) == [verdict.claim]


def test_who_wrote_an_earlier_verdict_may_still_sign_the_present_one_off():
    earlier = VerdictFactory(status="replaced")
    VerdictFactory(claim=earlier.claim)

    assert list(Claim.objects.awaiting(earlier.author)) == [earlier.claim]


def test_claims_nobody_has_proposed_a_verdict_on_await_nobody():
    ClaimFactory()
    ClaimFactory(status=Status.IN_PROGRESS)

    assert not Claim.objects.awaiting(UserFactory()).exists()
