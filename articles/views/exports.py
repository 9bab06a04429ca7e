"""Verdicts as a file."""

from django.contrib.auth.decorators import permission_required
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.exports import verdicts as export
from articles.htmx import HtmxRequest
from articles.models import Article
from articles.views.desk import Choice


@require_safe
@permission_required("articles.export_verdicts", raise_exception=True)
def verdicts(request: HtmxRequest) -> StreamingHttpResponse:
    """The claims of the articles that the list's filters show, or of one `article`, as CSV."""
    articles = Choice.read(request.GET).articles(request.user)
    if slug := request.GET.get("article", ""):
        known = get_object_or_404(Article, slug=slug.replace("\0", "\N{REPLACEMENT CHARACTER}"))
        articles = articles.filter(slug=known.slug)
    response = StreamingHttpResponse(
        export.stream(articles), content_type="text/csv; charset=utf-8"
    )
    name = f"verdicts-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
