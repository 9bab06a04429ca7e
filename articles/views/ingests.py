"""What was handed in for the library: how far it is, what could not be read, stop and go on."""

from collections.abc import Callable, Iterator

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from articles import tasks
from articles.htmx import HtmxRequest, render_part, wants_part
from articles.models import Ingest
from articles.services import Refused, vectors
from articles.services import ingests as services
from articles.views.filling import may_fill

A_PAGE = 25
FAULTS_SHOWN = 100
may_read = permission_required("articles.view_claim", raise_exception=True)


@require_safe
@may_read
def ingests(request: HtmxRequest) -> HttpResponse:
    page = Paginator(Ingest.objects.newest(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "library",
        "page": page,
        "is_live": any(ingest.is_live and not ingest.is_put_off for ingest in page),
    }
    return render_part(request, "articles/ingest_list.html", "ingests", context)


@require_safe
@may_read
def ingest(request: HtmxRequest, pk: int) -> HttpResponse:
    return _show(request, pk)


@require_safe
@may_read
def faults(request: HtmxRequest, pk: int) -> StreamingHttpResponse:
    """Every fault that is kept, a line each."""
    ingest = get_object_or_404(Ingest, pk=pk)

    def lines() -> Iterator[str]:
        for fault in ingest.faults.iterator(chunk_size=1000):
            yield f"{fault}\n"

    return StreamingHttpResponse(
        lines(),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="faults-{pk}.txt"'},
    )


@require_POST
@may_fill
def stop(request: HtmxRequest, pk: int) -> HttpResponse:
    return _act(request, pk, services.stop)


@require_POST
@may_fill
def go_on(request: HtmxRequest, pk: int) -> HttpResponse:
    return _act(request, pk, services.go_on)


def _act(request: HtmxRequest, pk: int, service: Callable[..., Ingest]) -> HttpResponse:
    get_object_or_404(Ingest, pk=pk)
    try:
        changed = service(ingest_id=pk)
    except Refused as refusal:
        return _show(request, pk, status=422, refusals=[refusal])
    if changed.is_live:
        tasks.ring_to_fill()
    return _show(request, pk) if wants_part(request) else redirect("articles:ingest", pk)


def _show(
    request: HtmxRequest, pk: int, *, status: int = 200, refusals: list[Refused] | None = None
) -> HttpResponse:
    ingest = get_object_or_404(Ingest.objects.newest(), pk=pk)
    context = {
        "section": "library",
        "ingest": ingest,
        "faults": ingest.faults.all()[:FAULTS_SHOWN],
        "shown": FAULTS_SHOWN,
        "put_off": ingest.put_off.order_by("pk"),
        "by_words": 0 if ingest.is_live or vectors.is_off() else vectors.waiting(),
        "refusals": refusals,
    }
    return render_part(request, "articles/ingest.html", "standing", context, status=status)
