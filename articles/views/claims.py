"""A claim: read it, take it, close it, look for more evidence."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from articles import tasks
from articles.forms import ReasonForm
from articles.htmx import HtmxRequest
from articles.models import Claim
from articles.services import claims, outside, runs
from articles.views import claim_parts, panel

may_review = permission_required("articles.review_claim", raise_exception=True)
may_waive = permission_required("articles.waive_claim", raise_exception=True)


@require_safe
@permission_required("articles.view_claim", raise_exception=True)
def claim(request: HtmxRequest, pk: int) -> HttpResponse:
    return panel.page(request, panel.get(pk))


@require_POST
@may_review
def take(request: HtmxRequest, pk: int) -> HttpResponse:
    service = partial(claims.take, person=request.user)
    return panel.act_on(request, Claim, pk, service)


@require_POST
@may_review
def give_back(request: HtmxRequest, pk: int) -> HttpResponse:
    service = partial(claims.give_back, person=request.user)
    return panel.act_on(request, Claim, pk, service)


@require_POST
@may_review
def set_aside(request: HtmxRequest, pk: int) -> HttpResponse:
    service = partial(claims.set_aside, person=request.user)
    return panel.act_on(request, Claim, pk, service, close_form=ReasonForm(request.POST))


@require_POST
@may_waive
def waive(request: HtmxRequest, pk: int) -> HttpResponse:
    service = partial(claims.waive, person=request.user)
    return panel.act_on(request, Claim, pk, service, close_form=ReasonForm(request.POST))


@require_POST
@may_review
def reopen(request: HtmxRequest, pk: int) -> HttpResponse:
    service = partial(claims.reopen, person=request.user)
    return panel.act_on(request, Claim, pk, service)


@require_POST
@permission_required("articles.ask_for_suggestions", raise_exception=True)
def ask(request: HtmxRequest, pk: int) -> HttpResponse:
    """Have all providers, or the one that is named, look again."""
    provider = request.POST.get("provider", "").replace("\0", "") or None
    return panel.act(
        request,
        panel.get(pk),
        lambda: tasks.ring(runs.ask(claim_id=pk, person=request.user, provider=provider)),
    )


@require_safe
@permission_required("articles.view_claim", raise_exception=True)
def searches(request: HtmxRequest, pk: int) -> HttpResponse:
    """The runs of a claim while they are under way, with the suggestions beyond those it has."""
    claim = get_object_or_404(Claim.objects.select_related("article"), pk=pk)
    have = [int(key[:18]) for key in request.GET.get("have", "").split(",") if key.isdecimal()]
    searched = list(claim.runs.for_reading())  # first: what these have found is there then
    shown = claim_parts.searches(claim, searched)
    found = claim_parts.suggestions(claim)
    new, weak = (
        [each for each in found[strength] if each.pk not in have]
        for strength in ("suggestions", "weak")
    )
    is_live = any(run.is_live for run in shown["runs"])
    context = (
        found
        | shown
        | {
            "claim": claim,
            "article": claim.article,
            "leaving": None if is_live else outside.leaving(claim, searched),
            "arriving": True,
            "arrived": new,
            "arrived_weak": weak,
            "had": [
                each
                for kind in ("suggestions", "weak", "lost")
                for each in found[kind]
                if each.pk in have
            ],
            "shown": [*have, *(each.pk for each in (*new, *weak))],
        }
    )
    return panel.part(request, claim, "articles/parts/searches.html#arriving", context)
