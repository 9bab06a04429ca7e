"""An article is put under embargo, or its embargo is lifted."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from articles.htmx import HtmxRequest
from articles.services import embargoes
from articles.views.articles import act_on

may_embargo = permission_required("articles.embargo_article", raise_exception=True)


@require_POST
@may_embargo
def put(request: HtmxRequest, slug: str) -> HttpResponse:
    return act_on(request, slug, embargoes.put)


@require_POST
@may_embargo
def lift(request: HtmxRequest, slug: str) -> HttpResponse:
    return act_on(request, slug, embargoes.lift)
