"""Verdicts and the search log as files."""

from collections.abc import Iterator

from django.contrib.auth.decorators import permission_required
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.exports import searches as search_log
from articles.exports import verdicts as export
from articles.htmx import HtmxRequest
from articles.models import Article, Claim
from articles.views.desk import Choice

MOST_DIGITS = 18


@require_safe
@permission_required("articles.export_verdicts", raise_exception=True)
def verdicts(request: HtmxRequest) -> StreamingHttpResponse:
    """The claims of the articles that the list's filters show, or of one `article`, as CSV."""
    articles = Choice.read(request.GET).articles(request.user)
    if slug := request.GET.get("article", ""):
        articles = articles.filter(slug=_article(slug).slug)
    return _file("verdicts", export.stream(articles))


@require_safe
@permission_required("articles.export_verdicts", raise_exception=True)
def searches(request: HtmxRequest) -> StreamingHttpResponse:
    """The search log of one `claim`, of one `article`, or of the whole desk, as CSV."""
    claims = None
    if number := request.GET.get("claim", ""):
        is_number = number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS
        known = get_object_or_404(Claim, pk=number if is_number else 0)
        claims = Claim.objects.filter(pk=known.pk)
    elif slug := request.GET.get("article", ""):
        claims = Claim.objects.filter(article=_article(slug))
    return _file("searches", search_log.stream(claims))


def _article(slug: str) -> Article:
    return get_object_or_404(Article, slug=slug.replace("\0", "\N{REPLACEMENT CHARACTER}"))


def _file(of: str, pieces: Iterator[bytes]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    name = f"{of}-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
