"""How good the suggestions are, by provider and month."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.htmx import HtmxRequest
from articles.models import DeskFigures
from articles.services.scorecard import cards


@require_safe
@permission_required("articles.view_scorecard", raise_exception=True)
def scorecard(request: HtmxRequest) -> HttpResponse:
    context = {
        "section": "scorecard",
        "cards": cards(),
        "measured": DeskFigures.objects.select_related("desk_set")[:5],
    }
    return render(request, "articles/scorecard.html", context)
