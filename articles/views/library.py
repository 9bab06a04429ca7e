"""The evidence library, to read and to search by hand."""

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.htmx import HtmxRequest, render_part
from articles.models import LibraryDocument
from articles.services import search

A_PAGE = 25


@require_safe
@permission_required("articles.view_claim", raise_exception=True)
def library(request: HtmxRequest) -> HttpResponse:
    """Documents found for some words, best first; without words, the newest."""
    q = request.GET.get("q", "").replace("\0", "").strip()[:500]
    newest = LibraryDocument.objects.order_by("-pk")
    context = {
        "section": "library",
        "q": q,
        "hits": search.passages_like(q, limit=A_PAGE) if q else [],
        "page": None if q else Paginator(newest, A_PAGE).get_page(request.GET.get("page")),
        "count": LibraryDocument.objects.count(),
    }
    return render_part(request, "articles/library_list.html", "results", context)


@require_safe
@permission_required("articles.view_claim", raise_exception=True)
def document(request: HtmxRequest, pk: int) -> HttpResponse:
    context = {"section": "library", "document": get_object_or_404(LibraryDocument, pk=pk)}
    return render(request, "articles/library_document.html", context)
