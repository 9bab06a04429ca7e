"""A claim whose sources are one says so: on its panel, and to whoever is to sign it off."""

import pytest

from articles.models import Claim
from tests import pages
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
