"""Suggestions become evidence or are dismissed; sources of one's own are attached."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from articles import tasks
from articles.forms import AcceptForm, AttachForm, KnownOriginForm, ReasonForm
from articles.htmx import HtmxRequest
from articles.models import Claim, Evidence, Suggestion
from articles.services import evidence, origins, suggestions
from articles.services.evidence import NewSource
from articles.views import panel

may_attach = permission_required("articles.attach_evidence", raise_exception=True)


@require_POST
@may_attach
def accept(request: HtmxRequest, pk: int) -> HttpResponse:
    service = partial(_and_look, evidence.accept, person=request.user)
    form = AcceptForm(request.POST, about=pk)
    return panel.act_on(request, Suggestion, pk, service, accept_form=form)


@require_POST
@may_attach
def dismiss(request: HtmxRequest, pk: int) -> HttpResponse:
    service = partial(suggestions.dismiss, person=request.user)
    form = ReasonForm(request.POST, about=pk)
    return panel.act_on(request, Suggestion, pk, service, dismiss_form=form)


@require_POST
@may_attach
def reopen(request: HtmxRequest, pk: int) -> HttpResponse:
    return panel.act_on(request, Suggestion, pk, partial(suggestions.reopen, person=request.user))


@require_POST
@may_attach
def attach(request: HtmxRequest, pk: int) -> HttpResponse:
    form = AttachForm(request.POST, auto_id="attach-%s")

    def deed() -> None:
        data = form.cleaned_data
        _and_look(
            evidence.attach,
            claim_id=pk,
            person=request.user,
            source=NewSource(**form.source()),
            stance=data["stance"],
            quote=data["quote"],
            note=data["note"],
        )

    return panel.act(request, panel.get(pk), deed, done={"fresh_attach": True}, attach_form=form)


@require_POST
@may_attach
def withdraw(request: HtmxRequest, pk: int) -> HttpResponse:
    service = partial(evidence.withdraw, person=request.user)
    form = ReasonForm(request.POST, about=pk)
    return panel.act_on(request, Evidence, pk, service, withdraw_form=form)


def _and_look(service: Callable[..., Evidence], **given: Any) -> None:
    """A worker looks at the page of what was attached, if it is to be fetched."""
    if service(**given).source.looks.live().exists():
        tasks.ring_for_looks()


@require_POST
@may_attach
def known_origin(request: HtmxRequest, pk: int) -> HttpResponse:
    """Answer the warning that some sources have one origin."""
    service = partial(origins.know, person=request.user)
    return panel.act_on(request, Claim, pk, service, known_form=KnownOriginForm(request.POST))
