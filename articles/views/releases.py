"""An article is released, or its release is taken back."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from articles.htmx import HtmxRequest
from articles.services import releases
from articles.views.articles import act_on

may_release = permission_required("articles.release_article", raise_exception=True)


@require_POST
@may_release
def release(request: HtmxRequest, slug: str) -> HttpResponse:
    return act_on(request, slug, releases.release)


@require_POST
@may_release
def take_back(request: HtmxRequest, slug: str) -> HttpResponse:
    return act_on(request, slug, releases.take_back)
