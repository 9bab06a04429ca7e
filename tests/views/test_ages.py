"""How old what was found is, seen from the day of which the claim is."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from articles.models import Claim
from articles.services import library
from articles.services.library import Document
from tests.factories import (
    ClaimFactory,
    DoneRunFactory,
    EvidenceFactory,
    SignedOffFactory,
    SuggestionFactory,
    UserFactory,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db

AS_OF = date(2025, 2, 11)
PUBLISHED = date(2023, 2, 1)
AGE = "1 February 2023, 2 years before the claim"


@pytest.fixture
def claim(db):
    return ClaimFactory(as_of=AS_OF)


def words(client, address, **query):
    return Page(client.get(address, query).content.decode()).text


@pytest.mark.parametrize(
    ("as_of", "published", "said"),
    [
        (AS_OF, PUBLISHED, AGE),
        (AS_OF, date(2025, 2, 12), "12 February 2025, 1 day after the claim"),
        (AS_OF, AS_OF, "11 February 2025, on the same day as the claim"),
        (None, PUBLISHED, "from evidence library1 February 2023 How tall"),
        (AS_OF, None, "from evidence libraryno date How tall"),
    ],
)
def test_a_suggestion_tells_its_day_and_how_old_it_is(client, editor, as_of, published, said):
    claim = ClaimFactory(as_of=as_of)
    SuggestionFactory(run=DoneRunFactory(claim=claim), published=published)

    assert said in words(client, claim.get_absolute_url())


def test_a_check_is_of_the_day_of_its_sign_off_and_tells_who_signed(client, editor, claim):
    signed = SignedOffFactory(
        signed_off_at=datetime(2025, 2, 4, 12, tzinfo=UTC),
        signed_off_by=UserFactory(first_name="Dan", last_name="Ford"),
    )
    SuggestionFactory(run=DoneRunFactory(claim=claim), document=None, earlier_verdict=signed)

    page = words(client, claim.get_absolute_url())

    assert "4 February 2025, 7 days before the claim" in page
    assert "Signed off by Dan Ford" in page


def test_evidence_tells_it_too(client, editor, claim):
    EvidenceFactory(claim=claim, source__published=PUBLISHED)

    assert AGE in words(client, claim.get_absolute_url())


def test_what_is_found_by_hand_tells_it_for_a_claim(client, editor, claim):
    library.add([Document(text="It is 330 metres tall.", published=PUBLISHED)])
    address = reverse("articles:library")

    assert AGE in words(client, address, q="330 metres", claim=claim.pk)
    Claim.objects.filter(pk=claim.pk).update(as_of=None)
    for query in ({"claim": claim.pk}, {}):
        page = words(client, address, q="330 metres", **query)
        assert "1 February 2023" in page
        assert "before the claim" not in page
