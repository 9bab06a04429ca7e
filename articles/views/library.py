"""The evidence library, to read and to search by hand."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from articles.htmx import HtmxRequest, render_part, wants_part
from articles.models import Claim, LibraryDocument
from articles.reading import intake
from articles.services import Refused, desk_articles, searches, vectors
from articles.services import library as services

A_PAGE = 25
COPIES_SHOWN = 20


@require_safe
@permission_required("articles.view_claim", raise_exception=True)
def library(request: HtmxRequest) -> HttpResponse:
    """Documents found for some words, best first; without words, the newest."""
    number = request.GET.get("claim", "")[:18]
    number = number if number.isascii() and number.isdecimal() else ""
    claim = Claim.objects.select_related("article").filter(pk=number).first() if number else None
    return listing(request, q=request.GET.get("q", ""), claim=claim)


def listing(
    request: HtmxRequest, *, q: str, claim: Claim | None, status: int = 200, **forms: Any
) -> HttpResponse:
    """The library, searched for these words; with what a claim for which one looks can take.

    To look here writes nothing. What was found while typing says so by itself a moment later,
    by a form that only htmx is given: not a reload, nor whatever else fetches the page.
    """
    q = asked(q)
    newest = LibraryDocument.objects.order_by("-pk")
    is_logged = bool(claim and q) and request.user.has_perm("articles.record_search")
    context = {
        "section": "library",
        "q": q,
        "claim": claim,
        "is_confidential": "is_confidential" in (request.POST or request.GET),
        "logs_itself": is_logged and wants_part(request),
        "logged": searches.logged(claim_id=claim.pk, person=request.user, query=q)
        if claim and is_logged
        else None,
        "found": searches.found(q, claim=claim) if q else [],
        "page": None if q else Paginator(newest, A_PAGE).get_page(request.GET.get("page")),
        "count": LibraryDocument.objects.count(),
        "why_by_words": vectors.why_by_words_only() if q else "",
    } | forms
    return render_part(request, "articles/library_list.html", "results", context, status=status)


def asked(q: str) -> str:
    """The words that were looked for, as far as they are kept."""
    return intake.clean(q).strip()[:500]


def address(*, q: str, claim: Claim, is_confidential: bool) -> str:
    """Where one reads what the library has for these words and this claim."""
    query = {"claim": claim.pk, "q": q} | ({"is_confidential": "on"} if is_confidential else {})
    return f"{reverse('articles:library')}?{urlencode(query)}"


@require_safe
@permission_required("articles.view_claim", raise_exception=True)
def document(request: HtmxRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(LibraryDocument.objects.select_related("repeats"), pk=pk)
    return _document(request, document)


@require_POST
@permission_required("articles.delete_librarydocument", raise_exception=True)
def remove(request: HtmxRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(LibraryDocument, pk=pk)
    try:
        services.discard(LibraryDocument.objects.filter(pk=pk))
    except Refused as refusal:
        return _document(request, document, refused=refusal, status=422)
    messages.success(request, f"“{str(document)[:80]}” is no longer in the library.")
    return redirect("articles:library")


def _document(
    request: HtmxRequest,
    document: LibraryDocument,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    original = document.repeats or document
    family = LibraryDocument.objects.filter(repeats=original).exclude(pk=document.pk)
    this = LibraryDocument.objects.filter(pk=document.pk)
    may_remove = request.user.has_perm("articles.delete_librarydocument")
    may_remove = may_remove and not desk_articles.is_article(document)
    context = {
        "section": "library",
        "document": document,
        "article": desk_articles.article_of(document),
        "against": desk_articles.not_confirmed([document.pk]).get(document.pk, ()),
        "refused": refused,
        "copies": family.only("title", "author", "publisher", "published", "text")[:COPIES_SHOWN],
        "more_copies": max(0, family.count() - COPIES_SHOWN),
        "dependents": services.dependents(this) if may_remove else None,
    }
    return render(request, "articles/library_document.html", context, status=status)
