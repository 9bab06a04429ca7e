"""The search log of a claim and of an article, and what people write into it."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles.forms import FoundForm, LibrarySearchForm, LookedForm
from articles.htmx import HtmxRequest, wants_part
from articles.models import Article, Claim, HandSearch, Suggestion, SuggestionRun
from articles.services import Refused, search_log, searches
from articles.services.evidence import Chosen
from articles.services.searches import Looked
from articles.views import library, panel

A_PAGE = 25
may_record = permission_required("articles.record_search", raise_exception=True)


@require_safe
@permission_required("articles.view_claim", raise_exception=True)
def claim(request: HtmxRequest, pk: int) -> HttpResponse:
    one = panel.get(pk)
    return _page(request, one.article, [one], {"claim": one})


@require_safe
@permission_required("articles.view_claim", raise_exception=True)
def article(request: HtmxRequest, slug: str) -> HttpResponse:
    """Every claim of the article that somebody or something has looked for, a page at a time."""
    whole = get_object_or_404(Article, slug=slug)
    by_machine = SuggestionRun.objects.filter(claim=OuterRef("pk"))
    by_hand = HandSearch.objects.filter(claim=OuterRef("pk"))
    looked_for = Claim.objects.filter(article=whole).filter(Exists(by_machine) | Exists(by_hand))
    page = Paginator(looked_for, A_PAGE).get_page(request.GET.get("page"))
    return _page(request, whole, list(page), {"page": page})


def _page(
    request: HtmxRequest, whole: Article, claims: list[Claim], more: dict[str, Any]
) -> HttpResponse:
    logs = search_log.of_claims([each.pk for each in claims], request.user)
    context = {
        "section": "articles",
        "article": whole,
        "logs": [(each, logs[each.pk]) for each in claims],
        **more,
    }
    return render(request, "articles/search_log.html", context)


@require_POST
@may_record
def looked(request: HtmxRequest, pk: int) -> HttpResponse:
    form = LookedForm(request.POST, auto_id="looked-%s")
    return panel.act(
        request,
        panel.get(pk),
        lambda: searches.record(claim_id=pk, person=request.user, looked=Looked(**form.looked())),
        done={"fresh_looked": True},
        looked_form=form,
    )


@require_POST
@may_record
def search_library(request: HtmxRequest, pk: int) -> HttpResponse:
    """Search the library for a claim, and have that stand in its log; then read what was found.

    By htmx that is read already, and only that it stands in the log is answered.
    """
    one, q = panel.get(pk), library.asked(request.POST.get("q", ""))
    is_confidential = "is_confidential" in request.POST
    line = searches.log(claim_id=pk, person=request.user, query=q, is_confidential=is_confidential)
    if wants_part(request):
        context = {"claim": one, "logged": line}
        return render(request, "articles/library_list.html#log_line", context)
    return redirect(library.address(q=q, claim=one, is_confidential=is_confidential))


@require_POST
@may_record
def in_library(request: HtmxRequest, pk: int) -> HttpResponse:
    one, form = panel.get(pk), LibrarySearchForm(request.POST)
    if form.is_valid():
        try:
            query = form.cleaned_data.pop("q")
            searches.record_in_library(
                claim_id=pk, person=request.user, query=query, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("articles:search-log", pk)
    q = request.POST.get("q", "")
    return library.listing(request, q=q, claim=one, status=422, kept_form=form)


@require_POST
@permission_required("articles.attach_evidence", raise_exception=True)
def attach_found(request: HtmxRequest, pk: int) -> HttpResponse:
    """Attach a document that the library's page found, and keep the search that found it."""
    one, form = panel.get(pk), FoundForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            searches.attach_found(
                claim_id=pk, person=request.user, query=data["q"], document_id=data["document"],
                is_confidential=data["is_confidential"],
                chosen=Chosen(stance=data["stance"], quote=data["quote"], note=data["note"]),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(one)
    q = request.POST.get("q", "")
    return library.listing(request, q=q, claim=one, status=422, found_form=form)


@require_POST
@permission_required("articles.attach_evidence", raise_exception=True)
def opened(request: HtmxRequest, pk: int) -> HttpResponse:
    """A suggestion was unfolded or its link followed; nothing on the page changes."""
    searches.opened(suggestion=get_object_or_404(Suggestion, pk=pk), person=request.user)
    return HttpResponse(status=204)
