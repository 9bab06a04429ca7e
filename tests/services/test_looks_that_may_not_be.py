"""What may not be fetched is not, however late that becomes known, and it is said why."""

import pytest

from articles.models import Article, Event, Look, Snapshot, Source
from articles.models.look import LookQuerySet
from articles.services import Refused, looks, pages
from tests.factories import EvidenceFactory, LookFactory, SourceFactory, UserFactory
from tests.looked_at import PAGE, attach

pytestmark = pytest.mark.django_db

Status = Look.Status


@pytest.fixture
def source(web):
    return SourceFactory(url=web.page("/tower", PAGE))


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({}, False),
        ({"is_confidential": True}, True),
        ({"medium": "document", "reference": "File 7"}, True),
        ({"medium": "person", "person": "Ann"}, True),
    ],
    ids=["not on this desk", "confidential", "a document", "a person"],
)
def test_nothing_is_fetched_that_may_not_be(web, settings, fields, allowed):
    settings.FETCH_PAGES = allowed
    attached = attach(web.page("/", PAGE), **fields)

    with pytest.raises(Refused, match=r"fetched|address"):
        looks.ask(evidence_id=attached.pk, person=UserFactory())

    looks.ask_all()
    assert looks.work() is False
    assert not Look.objects.exists()
    assert web.asked == []


@pytest.mark.parametrize("change", ["confidential", "switched off"])
def test_what_may_no_longer_be_fetched_is_not_fetched_although_it_was_asked_for(
    web, settings, source, change
):
    look = LookFactory(source=source)
    if change == "confidential":
        Source.objects.update(is_confidential=True)
        assert looks.due() == 0
    else:
        settings.FETCH_PAGES = False
    looks.work()

    look.refresh_from_db()
    assert (look.status, web.asked) == (Status.REFUSED, [])
    assert "fetched" in look.error


def test_under_embargo_it_is_said_that_it_is_for_the_embargo(web):
    attached = attach(web.page("/", PAGE))
    Article.objects.update(is_embargoed=True)

    with pytest.raises(Refused, match="under embargo"):
        looks.ask(evidence_id=attached.pk, person=UserFactory())
    looks.work()

    look = Look.objects.get()
    assert (look.status, look.error, web.asked) == (Status.REFUSED, looks.EMBARGOED, [])


def confidential():
    Source.objects.update(is_confidential=True)


@pytest.mark.parametrize("reply", [{}, {"status": 503}], ids=["taken", "to be tried again"])
def test_a_source_that_becomes_confidential_while_it_is_fetched_ends_the_look(
    web, monkeypatch, caplog, reply
):
    attached = attach(web.page("/", **{"body": PAGE} | reply))
    fetch = pages.fetching.get

    def meanwhile(*args, **more):
        confidential()
        return fetch(*args, **more)

    monkeypatch.setattr(pages.fetching, "get", meanwhile)

    assert looks.work() is True

    look = Look.objects.get()
    assert (look.status, look.error) == (Status.REFUSED, looks.CONFIDENTIAL)
    assert not Snapshot.objects.exists()
    attached.refresh_from_db()
    assert (attached.quote, attached.condition) == ("It is  330 metres tall", "")
    assert caplog.text == ""


def test_one_that_becomes_confidential_as_it_is_taken_is_passed_over(web, source, monkeypatch):
    hidden = LookFactory(source=SourceFactory(url=web.page("/hidden", PAGE)))
    seen = LookFactory(source=source)
    Source.objects.filter(pk=hidden.source_id).update(is_confidential=True)
    monkeypatch.setattr(LookQuerySet, "due", lambda looks: looks.live().order_by("pk"))

    assert looks.work() is True

    hidden.refresh_from_db()
    seen.refresh_from_db()
    assert (hidden.status, hidden.error) == (Status.REFUSED, looks.CONFIDENTIAL)
    assert (seen.status, web.paths) == (Status.TAKEN, ["/tower"])


def test_one_that_becomes_confidential_as_it_is_asked_for_is_refused_in_words(web, monkeypatch):
    attached = EvidenceFactory(source__url=web.page("/", PAGE))
    confidential()
    monkeypatch.setattr(looks, "why_not", lambda source: "")

    with pytest.raises(Refused, match="confidential source is never fetched"):
        looks.ask(evidence_id=attached.pk, person=UserFactory())

    assert not Look.objects.exists()
    assert not Event.objects.exists()
