"""An article is put under embargo, or its embargo is lifted."""

from collections.abc import Callable

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from articles.htmx import HtmxRequest, asking_page
from articles.models import Article
from articles.services import Refused, embargoes
from articles.views import articles, galley

may_embargo = permission_required("articles.embargo_article", raise_exception=True)


@require_POST
@may_embargo
def put(request: HtmxRequest, slug: str) -> HttpResponse:
    return _act(request, slug, embargoes.put)


@require_POST
@may_embargo
def lift(request: HtmxRequest, slug: str) -> HttpResponse:
    return _act(request, slug, embargoes.lift)


def _act(request: HtmxRequest, slug: str, deed: Callable[..., Article]) -> HttpResponse:
    """Whole pages both ways, as it changes what every part of them says; the place is kept."""
    article = get_object_or_404(Article, slug=slug)
    try:
        deed(article_id=article.pk, person=request.user)
    except Refused as refusal:
        context = galley.context(articles.latest(slug)) | {"refused": refusal}
        return render(request, "articles/article.html", context, status=422)
    page = asking_page(request)
    return redirect(page if page.startswith(article.get_absolute_url()) else article)
