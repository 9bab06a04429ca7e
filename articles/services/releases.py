"""An article is released: it may run, and the library has it for later claims."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Article, ArticleVersion, Event
from articles.models.claim import OPEN
from articles.models.library import Shelf
from articles.services import Refused, desk_articles, history, library, shelves
from articles.services.incoming import Document


@transaction.atomic
def release(*, article_id: int, person: User) -> Article:
    """Let an article run. Raises Refused while a claim of it is open, and to who wrote it.

    All that is waited for comes first: the library, in which a batch may take seconds, and
    whoever acts on a claim. So what is checked here is still so when it is done.
    """
    article = _locked(article_id)
    shelves.locked(Shelf.LIBRARY)
    claims = article.claims.select_for_update(no_key=True).order_by("pk")
    statuses = list(claims.values_list("status", flat=True))
    if article.released_at:
        raise Refused("This article is released already.")
    if article.is_embargoed:
        raise Refused("This article is under embargo: lift it first.")
    if article.is_by(person.pk):
        raise Refused("You cannot release this: you wrote the article.")
    if in_the_way := sum(status in OPEN for status in statuses):
        raise Refused(
            "It cannot be released: one of its claims is still open."
            if in_the_way == 1
            else f"It cannot be released: {in_the_way:,} of its claims are still open."
        )
    article.released_by, article.released_at = person, timezone.now()
    article.save(update_fields=["released_by", "released_at"])
    version = article.versions.latest("number")
    library.shelve_article(_as_document(article, version))
    history.record(
        Event.Action.ARTICLE_RELEASED, actor=person, article=article, version=version.number
    )
    return article


@transaction.atomic
def take_back(*, article_id: int, person: User) -> Article:
    """Take a release back: the article leaves the library. What was attached from it stays."""
    article = _locked(article_id)
    if not article.released_at:
        raise Refused("This article is not released.")
    article.released_by = article.released_at = None
    article.save(update_fields=["released_by", "released_at"])
    library.unshelve_article(article.pk)
    history.record(Event.Action.RELEASE_TAKEN_BACK, actor=person, article=article)
    return article


def _locked(article_id: int) -> Article:
    return Article.objects.select_for_update(no_key=True).get(pk=article_id)


def _as_document(article: Article, version: ArticleVersion) -> Document:
    is_of_the_web = article.url.lower().startswith(("http://", "https://"))
    return Document(
        identifier=desk_articles.of_article(article.pk),
        title=article.title,
        text=version.text,
        url=article.url
        if is_of_the_web
        else f"{settings.SITE_ADDRESS}{article.get_absolute_url()}",
        author=article.byline,
        publisher="This desk",
        published=article.published or timezone.localdate(article.released_at),
    )
