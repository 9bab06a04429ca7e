"""A claim whose sources are one says so: on its panel, and to whoever is to sign it off."""

import pytest

from articles.models import Claim
from tests import pages
from tests.conftest import HTMX
from tests.factories import EvidenceFactory, SnapshotFactory, SourceFactory, VerdictFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db

WORDS = "Both sources go back to Reuters."


def attach(claim, text):
    snapshot = SnapshotFactory(source=SourceFactory(url=f"https://{len(text)}.example/"), text=text)
    EvidenceFactory(claim=claim, source=snapshot.source, snapshot=snapshot)


def read(client, claim):
    response = client.get(claim.get_absolute_url())
    assert pages.faults(response) == []
    return " ".join(Page(response.content.decode()).text.split())


def test_the_panel_warns_of_sources_that_are_one(client, editor, claim):
    attach(claim, "LONDON (Reuters) - Rates stay.")
    assert WORDS not in read(client, claim)

    attach(claim, "Rates stay, so Reuters reported.")

    assert read(client, claim).count(WORDS) == 1
    assert "Fewer sources than it looks." in read(client, claim)


def test_the_second_editor_is_told_before_the_sign_off_and_may_sign(client, editor):
    verdict = VerdictFactory()
    claim = verdict.claim
    attach(claim, "LONDON (Reuters) - Rates stay.")
    attach(claim, "Rates stay, so Reuters reported.")

    assert "Before you sign: Two of the three sources go back to Reuters." in read(client, claim)
    client.post(f"/verdicts/{verdict.pk}/sign-off/")

    assert Claim.objects.get(pk=claim.pk).status == "signed-off"


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["by htmx", "without"])
def test_a_warning_is_answered_in_place(client, editor, claim, headers):
    attach(claim, "LONDON (Reuters) - Rates stay.")
    attach(claim, "Rates stay, so Reuters reported.")
    address = f"/claims/{claim.pk}/known-origin/"

    refused = client.post(address, {"words": WORDS, "note": ""}, headers=headers)
    done = client.post(address, {"words": WORDS, "note": "We asked the bank."}, headers=headers)

    assert (refused.status_code, done.status_code) == (422, 200 if headers else 302)
    assert "Say why these sources count all the same." in refused.content.decode()
    known = pages.as_if_quick(read(client, claim))
    assert "Known: We asked the bank. Ada Chen, just now" in known
    assert client.get(address).status_code == 405
