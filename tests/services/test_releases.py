"""Who may let an article run, and what the library has of it then."""

from threading import Event

import pytest
from django.db import connection, transaction
from django.utils import timezone

from articles import models
from articles.models import Article, LibraryDocument, Passage
from articles.models.claim import OPEN, Status
from articles.models.library import Shelf
from articles.providers import Query
from articles.services import (
    Refused,
    claims,
    embargoes,
    evidence,
    library,
    providers,
    releases,
    search,
    searches,
    shelves,
)
from articles.services.evidence import Chosen
from articles.services.library import Document
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    SuggestionFactory,
    UserFactory,
    VerdictFactory,
)
from tests.patience import until
from tests.races import all_at_once

pytestmark = pytest.mark.django_db

WORDS = "The Iron Tower is 300 metres tall. It opened in 1889."


@pytest.fixture
def claim():
    return ClaimFactory(status="not-a-claim", version__text=WORDS)


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
    assert kept.published == timezone.localdate(article.released_at)
    assert found() == [kept.pk]
    event = models.Event.objects.get()
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
    assert not models.Event.objects.exists()


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


def test_nothing_under_embargo_is_released_and_nothing_released_put_under_one(article):
    embargoes.put(article_id=article.pk, person=UserFactory())
    with pytest.raises(Refused, match="lift it first"):
        release(article)
    assert not LibraryDocument.objects.exists()

    embargoes.lift(article_id=article.pk, person=UserFactory())
    release(article)
    with pytest.raises(Refused, match="take the release back first"):
        embargoes.put(article_id=article.pk, person=UserFactory())
    assert not Article.objects.filter(is_embargoed=True).exists()


def test_an_address_that_is_not_of_the_web_is_no_hindrance(article, settings):
    Article.objects.update(url="ftp://paper.example/tower")

    release(article)

    assert LibraryDocument.objects.get().url.startswith(settings.SITE_ADDRESS)


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
    assert models.Event.objects.order_by("number").last().action == "article.release-taken-back"


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


def test_nor_is_it_attached_to_itself_by_hand(claim):
    release(claim.article)
    claims.reopen(claim_id=claim.pk, person=UserFactory())
    own = LibraryDocument.objects.get()

    with pytest.raises(Refused, match="the article itself"):
        searches.attach_found(
            claim_id=claim.pk,
            person=UserFactory(),
            query="tower",
            document_id=own.pk,
            chosen=Chosen(stance="supports", quote=WORDS[:34]),
        )

    assert not claim.evidence.exists()
    kept = searches.record_in_library(claim_id=claim.pk, person=UserFactory(), query="Iron Tower")
    assert kept.hits == 0


@pytest.mark.django_db(transaction=True)
def test_who_opens_a_claim_while_the_release_waits_for_the_library_comes_before_or_after_it(claim):
    article, person, opened = claim.article, UserFactory(), Event()

    def hold_the_library():
        with transaction.atomic():
            shelves.locked(Shelf.LIBRARY)
            opened.wait(20)

    def open_it():
        try:
            return claims.reopen(claim_id=claim.pk, person=person)
        finally:
            opened.set()

    answers = all_at_once(hold_the_library, lambda: release(article), open_it)

    article.refresh_from_db()
    claim.refresh_from_db()
    said = list(models.Event.objects.order_by("number").values_list("action", flat=True))
    assert claim.status == "unchecked"
    if article.released_at:
        assert said == ["article.released", "claim.reopened"]
    else:
        assert said == ["claim.reopened"]
        assert isinstance(answers[1], Refused)


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_once_one_releases_and_the_other_is_told():
    article = ClaimFactory(status="waived", reason="So.").article
    editors = UserFactory.create_batch(2)

    answers = all_at_once(*[lambda editor=editor: release(article, editor) for editor in editors])

    assert sorted(type(answer).__name__ for answer in answers) == ["Article", "Refused"]
    assert LibraryDocument.objects.count() == models.Event.objects.count() == 1


def test_it_does_not_leave_the_library_at_another_wish(article, client, person):
    release(article)
    document = LibraryDocument.objects.get()
    others = LibraryDocument.objects.all()
    library.add([Document(text="Another document.")])

    with pytest.raises(Refused, match="when its release is taken back"):
        library.discard(others)

    assert others.count() == 2
    client.force_login(person("Editor"))
    page = client.get(f"/library/{document.pk}/").content.decode()
    assert "an article of this desk" in page
    assert article.get_absolute_url() in page
    assert "Remove from the library" not in page
    answer = client.post(f"/library/{document.pk}/remove/")
    assert (answer.status_code, others.count()) == (422, 2)
    assert "when its release is taken back" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_a_release_and_a_removal_at_once_the_removal_sees_the_release():
    article = ClaimFactory(status="not-a-claim", version__text=WORDS).article
    library.add([Document(text="Another document.")])
    editor, is_released = UserFactory(), Event()

    def release_late():
        with transaction.atomic():
            release(article, editor)
            is_released.set()
            until(somebody_waits)

    def discard_all():
        is_released.wait(20)
        return library.discard(LibraryDocument.objects.all())

    _, discarded = all_at_once(release_late, discard_all)

    assert isinstance(discarded, Refused)
    assert LibraryDocument.objects.count() == 2


def somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE datname = current_database() AND NOT granted)"
        )
        return cursor.fetchone()[0]
