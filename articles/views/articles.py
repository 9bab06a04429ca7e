"""The article as a galley, and one of its claims beside it."""

from collections.abc import Callable

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.htmx import HtmxRequest, asking_page, render_part
from articles.models import Article, ArticleVersion
from articles.services import Refused
from articles.views import galley, panel


@require_safe
@permission_required("articles.view_claim", raise_exception=True)
def article(request: HtmxRequest, slug: str) -> HttpResponse:
    """The galley; by htmx only what stands beside it when no claim is chosen."""
    return render_part(request, "articles/article.html", "beside", galley.context(latest(slug)))


@require_safe
@permission_required("articles.view_claim", raise_exception=True)
def beside(request: HtmxRequest, slug: str, number: int) -> HttpResponse:
    """A claim beside its article; by htmx only the claim, as the article is there already."""
    version = latest(slug)
    claim = version.claims.select_related("checker").filter(number=number).first()
    if claim is None:
        raise Http404("There is no such claim.")
    claim.article, claim.version = version.article, version
    return panel.show(request, claim)


@require_safe
@permission_required("articles.view_claim", raise_exception=True)
def standing(request: HtmxRequest, slug: str) -> HttpResponse:
    """How far the article is, asked again while providers are looking."""
    return render_part(request, "articles/article.html", "standing", galley.context(latest(slug)))


def act_on(request: HtmxRequest, slug: str, deed: Callable[..., Article]) -> HttpResponse:
    """Have a service act on a whole article.

    Whole pages both ways, as it changes what every part of them says; the place is kept.
    """
    article = get_object_or_404(Article, slug=slug)
    try:
        deed(article_id=article.pk, person=request.user)
    except Refused as refusal:
        context = galley.context(latest(slug)) | {"refused": refusal}
        return render(request, "articles/article.html", context, status=422)
    page = asking_page(request)
    return redirect(page if page.startswith(article.get_absolute_url()) else article)


def latest(slug: str) -> ArticleVersion:
    article = get_object_or_404(Article.objects.select_related("author", "released_by"), slug=slug)
    version = article.versions.order_by("-number").first()
    if version is None:
        raise Http404("This article has no text.")
    version.article = article
    return version
