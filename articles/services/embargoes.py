"""An article under embargo: no provider outside is asked about any of its claims."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Event, SuggestionRun
from articles.services import Refused, history
from articles.services.outside import UNDER_EMBARGO


@transaction.atomic
def put(*, article_id: int, person: User) -> Article:
    """Put an article under embargo. What waits to be asked outside is not asked any more."""
    article = _locked(article_id)
    if article.is_embargoed:
        raise Refused("This article is under embargo already.")
    if article.released_at:
        raise Refused("This article is released: take the release back first.")
    article.is_embargoed = True
    article.save(update_fields=["is_embargoed"])
    history.record(
        Event.Action.ARTICLE_EMBARGOED, actor=person, article=article, stopped=stop(article)
    )
    return article


@transaction.atomic
def lift(*, article_id: int, person: User) -> Article:
    """Lift the embargo. Nobody is asked by that alone: whoever wants it looks again."""
    article = _locked(article_id)
    if not article.is_embargoed:
        raise Refused("This article is not under embargo.")
    article.is_embargoed = False
    article.save(update_fields=["is_embargoed"])
    history.record(Event.Action.EMBARGO_LIFTED, actor=person, article=article)
    return article


def stop(article: Article) -> int:
    """End the searches outside that still wait, and say how many there were.

    One that a worker takes at this moment is passed over: it waits for the article's row, and
    is refused by the database when this is done.
    """
    waiting = (
        SuggestionRun.objects.outside()
        .filter(claim__article=article, status=SuggestionRun.Status.QUEUED)
        .select_for_update(skip_locked=True, of=("self",))
    )
    return SuggestionRun.objects.filter(pk__in=[run.pk for run in waiting]).update(
        status=SuggestionRun.Status.FAILED, error=UNDER_EMBARGO, finished_at=timezone.now()
    )


def _locked(article_id: int) -> Article:
    return Article.objects.select_for_update(no_key=True).get(pk=article_id)
