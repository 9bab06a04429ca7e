"""The feeds that the desk follows: begin, stop, read now, and how each of them is."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles import tasks
from articles.forms import FeedForm
from articles.htmx import HtmxRequest
from articles.models import Feed
from articles.services import Refused
from articles.services import feeds as services
from articles.views import filling

PAGES_SHOWN = 50
INGESTS_SHOWN = 10


@require_safe
@permission_required("articles.view_claim", raise_exception=True)
def feed(request: HtmxRequest, pk: int) -> HttpResponse:
    feed = get_object_or_404(Feed.objects.select_related("added_by"), pk=pk)
    missing = feed.pages.not_had()
    context = {
        "section": "library",
        "feed": feed,
        "why_idle": services.why_idle(feed),
        "missing": missing[:PAGES_SHOWN],
        "more": max(0, missing.count() - PAGES_SHOWN),
        "waiting": feed.pages.waiting().count(),
        "reviews": feed.reviews.count(),
        "ingests": feed.ingests.order_by("-pk")[:INGESTS_SHOWN],
    }
    return render(request, "articles/feed.html", context)


@require_POST
@filling.may_fill
def follow(request: HtmxRequest) -> HttpResponse:
    form = FeedForm(request.POST, auto_id="feed-%s")
    if form.is_valid():
        try:
            followed = services.follow(person=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("address", str(refusal))
    if not form.is_valid():
        return filling.page(request, status=422, feed_form=form)
    tasks.ring_to_read()
    messages.success(request, f"{followed.address} is followed from now on.")
    return redirect("articles:fill")


@require_POST
@filling.may_fill
def on(request: HtmxRequest, pk: int) -> HttpResponse:
    return _switch(pk, is_on=True)


@require_POST
@filling.may_fill
def off(request: HtmxRequest, pk: int) -> HttpResponse:
    return _switch(pk, is_on=False)


@require_POST
@filling.may_fill
def read_now(request: HtmxRequest, pk: int) -> HttpResponse:
    feed = get_object_or_404(Feed, pk=pk)
    services.read_now(feed_id=pk)
    tasks.ring_to_read()
    messages.success(request, "It is read as soon as a worker is free.")
    return redirect(feed)


def _switch(pk: int, *, is_on: bool) -> HttpResponse:
    feed = get_object_or_404(Feed, pk=pk)
    services.switch(feed_id=pk, is_on=is_on)
    tasks.ring_to_read()
    return redirect(feed)
