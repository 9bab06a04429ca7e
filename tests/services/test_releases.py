"""Who may let an article run, and what the library has of it then."""

import pytest

from articles.models import Article, Event, LibraryDocument, Passage
from articles.models.claim import OPEN, Status
from articles.providers import Query
from articles.services import Refused, evidence, library, providers, releases, search
from articles.services.library import Document
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    SuggestionFactory,
    UserFactory,
    VerdictFactory,
)
from tests.races import all_at_once

pytestmark = pytest.mark.django_db

WORDS = "The Iron Tower is 300 metres tall. It opened in 1889."


@pytest.fixture
def claim():
    return ClaimFactory(status="waived", reason="So.", version__text=WORDS)


@pytest.fixture
def article(claim):
    return claim.article


def release(article, person=None):
    return releases.release(article_id=article.pk, person=person or UserFactory())


def found(query="How tall is the Iron Tower?"):
    return [hit.document for hit in search.passages_like(query)]


def test_it_may_run_and_stands_in_the_library(article, settings):
    editor = UserFactory()

    release(article, editor)

    article.refresh_from_db()
    assert article.released_by == editor
    kept = LibraryDocument.objects.get()
    assert (kept.title, kept.text) == (article.title, WORDS)
    assert kept.url == f"{settings.SITE_ADDRESS}{article.get_absolute_url()}"
    assert kept.published == article.released_at.date()
    assert found() == [kept.pk]
    event = Event.objects.get()
    assert (event.action, event.actor, event.article) == ("article.released", editor, article)
    assert event.data == {"version": 1}


def test_its_own_address_and_date_are_kept():
    claim = ClaimFactory(
        status="waived",
        reason="So.",
        version__article__url="https://paper.example/tower",
        version__article__published="2026-03-31",
    )

    release(claim.article)

    kept = LibraryDocument.objects.get()
    assert (kept.url, str(kept.published)) == ("https://paper.example/tower", "2026-03-31")


@pytest.mark.parametrize("status", OPEN)
def test_a_claim_that_is_open_is_in_the_way(article, claim, status):
    other = ClaimFactory(version=claim.version, number=2, status=status)
    if status == Status.PROPOSED:
        VerdictFactory(claim=EvidenceFactory(claim=other).claim)

    with pytest.raises(Refused, match="one of its claims is still open"):
        release(article)

    assert not Article.objects.released().exists()
    assert not LibraryDocument.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("written", ["alone", "with others"])
def test_nobody_releases_what_they_wrote(article, written):
    writer = UserFactory()
    if written == "alone":
        Article.objects.update(author=writer)
    else:
        article.coauthors.add(writer)

    with pytest.raises(Refused, match="you wrote the article"):
        release(article, writer)

    assert not Article.objects.released().exists()


def test_it_is_released_once_and_taken_back_once(article):
    person = UserFactory()
    with pytest.raises(Refused, match="is not released"):
        releases.take_back(article_id=article.pk, person=person)
    release(article)
    with pytest.raises(Refused, match="released already"):
        release(article)

    releases.take_back(article_id=article.pk, person=person)

    article.refresh_from_db()
    assert (article.released_by, article.released_at) == (None, None)
    assert not LibraryDocument.objects.exists()
    assert not Passage.objects.exists()
    assert Event.objects.order_by("number").last().action == "article.release-taken-back"


def test_what_was_attached_from_it_stays_when_the_release_is_taken_back(article):
    release(article)
    suggestion = SuggestionFactory(document=LibraryDocument.objects.get(), text=WORDS)
    attached = evidence.accept(
        suggestion_id=suggestion.pk, person=UserFactory(), stance="supports", quote=WORDS[:34]
    )

    releases.take_back(article_id=article.pk, person=UserFactory())

    attached.refresh_from_db()
    assert (attached.quote, attached.withdrawn_at) == (WORDS[:34], None)


def test_an_article_is_no_evidence_for_itself_but_for_others(claim):
    release(claim.article)
    library.add([Document(text="A postcard calls the Iron Tower 301 metres tall.")])
    postcard = LibraryDocument.objects.latest("pk").pk

    def suggested(claim):
        query = Query("The Iron Tower is 300 metres tall.", limit=5, claim=claim.pk)
        return {each.document for each in providers.named("library").search(query)}

    assert suggested(claim) == {postcard}
    assert suggested(ClaimFactory()) == {postcard, LibraryDocument.objects.earliest("pk").pk}


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_once_one_releases_and_the_other_is_told():
    article = ClaimFactory(status="waived", reason="So.").article
    editors = UserFactory.create_batch(2)

    answers = all_at_once(*[lambda editor=editor: release(article, editor) for editor in editors])

    assert sorted(type(answer).__name__ for answer in answers) == ["Article", "Refused"]
    assert LibraryDocument.objects.count() == Event.objects.count() == 1
