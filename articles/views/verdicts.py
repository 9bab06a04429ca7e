"""Proposing a verdict, and a second person's answer to it."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from articles.forms import NoteForm, SignOffForm, VerdictForm
from articles.htmx import HtmxRequest
from articles.models import Verdict
from articles.services import verdicts
from articles.services.verdicts import Overtaken
from articles.views import panel

may_propose = permission_required("articles.propose_verdict", raise_exception=True)
may_sign_off = permission_required("articles.sign_off_verdict", raise_exception=True)


@require_POST
@may_propose
def propose(request: HtmxRequest, pk: int) -> HttpResponse:
    claim = panel.get(pk)
    form = VerdictForm(request.POST, auto_id="verdict-%s")

    def deed() -> None:
        data = form.cleaned_data
        verdicts.propose(
            claim_id=pk,
            author=request.user,
            rating_id=data["rating"].pk,
            explanation=data["explanation"],
            seen=data["seen"],
        )

    try:
        return panel.act(request, claim, deed, done={"fresh_verdict": True}, verdict_form=form)
    except Overtaken as overtaken:
        return _both_texts(request, pk, overtaken.verdict, form)


def _both_texts(request: HtmxRequest, pk: int, theirs: Verdict, mine: VerdictForm) -> HttpResponse:
    """Show both texts; what is sent next has seen the other's."""
    sent = request.POST.copy()
    sent["seen"] = str(theirs.pk)
    form = VerdictForm(sent, auto_id="verdict-%s")
    return panel.show(
        request,
        panel.get(pk),
        status=409,
        acted=True,
        verdict_form=form,
        conflict={
            "theirs": theirs,
            "mine": mine.cleaned_data["explanation"],
            "rating": mine.cleaned_data["rating"],
        },
    )


@require_POST
@may_sign_off
def sign_off(request: HtmxRequest, pk: int) -> HttpResponse:
    service = partial(verdicts.sign_off, editor=request.user)
    return panel.act_on(request, Verdict, pk, service, answer_form=SignOffForm(request.POST))


@require_POST
@may_sign_off
def send_back(request: HtmxRequest, pk: int) -> HttpResponse:
    service = partial(verdicts.send_back, editor=request.user)
    return panel.act_on(request, Verdict, pk, service, answer_form=NoteForm(request.POST))


@require_POST
@may_propose
def withdraw(request: HtmxRequest, pk: int) -> HttpResponse:
    return panel.act_on(request, Verdict, pk, partial(verdicts.withdraw, author=request.user))
