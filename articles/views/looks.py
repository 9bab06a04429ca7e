"""What became of the page that evidence rests on: looked at again, compared, seen to hold."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from articles import tasks
from articles.htmx import HtmxRequest
from articles.models import Evidence, Snapshot
from articles.reading.comparison import compare as compare_texts
from articles.services import conditions, looks, pages
from articles.views import claim_parts, panel

may_attach = permission_required("articles.attach_evidence", raise_exception=True)
may_read = permission_required("articles.view_claim", raise_exception=True)
# Of a text that is shown alone, in characters.
MOST_SHOWN = 20_000


@require_POST
@may_attach
def look_again(request: HtmxRequest, pk: int) -> HttpResponse:
    def ask(evidence_id: int) -> None:
        looks.ask(evidence_id=evidence_id, person=request.user)
        tasks.ring_for_looks()

    return panel.act_on(request, Evidence, pk, ask)


@require_POST
@may_attach
def still_holds(request: HtmxRequest, pk: int) -> HttpResponse:
    return panel.act_on(request, Evidence, pk, partial(conditions.hold, person=request.user))


@require_safe
@may_read
def snapshot(request: HtmxRequest, pk: int) -> HttpResponse:
    """How the look at a page stands, asked again while it is under way."""
    attached = _visible(request, pk)
    context = {
        "each": attached,
        "fetches": pages.is_on(),
        "on_own_page": panel.is_on_own_page(request, attached.claim),
    }
    return panel.part(request, attached.claim, "articles/parts/snapshot.html", context)


@require_safe
@may_read
def compare(request: HtmxRequest, pk: int) -> HttpResponse:
    """Two of a source's texts word by word: the one that evidence rests on, and the last.

    Where no page was looked at, the last is that of the library's note, as it is now.
    """
    attached = _visible(request, pk)
    kept = list(attached.source.snapshots.order_by("taken_at", "pk").defer("text"))
    latest = attached.latest.snapshot if attached.latest else None  # type: ignore[attr-defined]
    before = _chosen(request.GET.get("before", ""), kept) or attached.snapshot or latest
    after = _chosen(request.GET.get("after", ""), kept) or latest or before
    context: dict[str, Any] = {
        "section": "articles",
        "each": attached,
        "claim": attached.claim,
        "kept": kept,
        "before": before,
        "after": after,
    }
    note = attached.source.document if before == after and not attached.look else None
    if before and after and before != after:
        context["comparison"] = compare_texts(before.text, after.text)
    elif before and note and note.text != before.text:
        context |= {"note": note, "comparison": compare_texts(before.text, note.text)}
    elif before:
        context |= {"text": before.text[:MOST_SHOWN], "is_cut": len(before.text) > MOST_SHOWN}
    return render(request, "articles/snapshot_compare.html", context)


def _visible(request: HtmxRequest, pk: int) -> Evidence:
    """The evidence with its last look; a confidential source is not there for the others."""
    found = Evidence.objects.select_related(
        "claim__article", "claim__version", "source__document", "snapshot", "look"
    )
    attached = get_object_or_404(found.defer("snapshot__text"), pk=pk)
    if attached.source.is_confidential and not request.user.has_perm(
        "articles.see_confidential_source"
    ):
        raise Http404("There is no such evidence.")
    claim_parts.add_looks([attached])
    return attached


def _chosen(key: str, kept: list[Snapshot]) -> Snapshot | None:
    return next((each for each in kept if str(each.pk) == key), None)
