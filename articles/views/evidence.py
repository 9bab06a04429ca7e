"""Suggestions become evidence or are dismissed; sources of one's own are attached."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from articles import tasks
from articles.forms import AcceptForm, AttachForm, KnownOriginForm, ReasonForm
from articles.htmx import HtmxRequest
from articles.models import Evidence, Suggestion
from articles.services import evidence, origins
from articles.services.evidence import NewSource
from articles.views import panel

may_attach = permission_required("articles.attach_evidence", raise_exception=True)


@require_POST
@may_attach
def accept(request: HtmxRequest, pk: int) -> HttpResponse:
    suggestion = get_object_or_404(Suggestion, pk=pk)
    form = AcceptForm(request.POST, about=pk)
    return panel.act(
        request,
        panel.get(suggestion.claim_id),
        lambda: _then_look(
            evidence.accept(suggestion_id=pk, person=request.user, **form.cleaned_data)
        ),
        accept_form=form,
    )


@require_POST
@may_attach
def dismiss(request: HtmxRequest, pk: int) -> HttpResponse:
    suggestion = get_object_or_404(Suggestion, pk=pk)
    form = ReasonForm(request.POST, about=pk)
    return panel.act(
        request,
        panel.get(suggestion.claim_id),
        lambda: evidence.dismiss(suggestion_id=pk, person=request.user, **form.cleaned_data),
        dismiss_form=form,
    )


@require_POST
@may_attach
def reopen(request: HtmxRequest, pk: int) -> HttpResponse:
    suggestion = get_object_or_404(Suggestion, pk=pk)
    return panel.act(
        request,
        panel.get(suggestion.claim_id),
        lambda: evidence.reopen(suggestion_id=pk, person=request.user),
    )


@require_POST
@may_attach
def attach(request: HtmxRequest, pk: int) -> HttpResponse:
    form = AttachForm(request.POST, auto_id="attach-%s")

    def deed() -> None:
        data = form.cleaned_data
        _then_look(
            evidence.attach(
                claim_id=pk,
                person=request.user,
                source=NewSource(**form.source()),
                stance=data["stance"],
                quote=data["quote"],
                note=data["note"],
            )
        )

    return panel.act(request, panel.get(pk), deed, done={"fresh_attach": True}, attach_form=form)


@require_POST
@may_attach
def withdraw(request: HtmxRequest, pk: int) -> HttpResponse:
    attached = get_object_or_404(Evidence, pk=pk)
    form = ReasonForm(request.POST, about=pk)
    return panel.act(
        request,
        panel.get(attached.claim_id),
        lambda: evidence.withdraw(evidence_id=pk, person=request.user, **form.cleaned_data),
        withdraw_form=form,
    )


def _then_look(attached: Evidence) -> None:
    """A worker looks at the page of what was attached, if it is to be fetched."""
    if attached.source.looks.live().exists():
        tasks.ring_for_looks()


@require_POST
@may_attach
def known_origin(request: HtmxRequest, pk: int) -> HttpResponse:
    """Answer the warning that some sources have one origin."""
    form = KnownOriginForm(request.POST)
    return panel.act(
        request,
        panel.get(pk),
        lambda: origins.know(claim_id=pk, person=request.user, **form.cleaned_data),
        known_form=form,
    )
