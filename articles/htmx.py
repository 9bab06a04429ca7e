"""The one place that knows a page can be asked for in parts."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

THEMES = ("light", "dark")


class HtmxRequest(HttpRequest):
    """What every view here is given: the middlewares have added htmx and a known user."""

    htmx: HtmxDetails
    user: User


def wants_part(request: HtmxRequest) -> bool:
    """A history restore says it is htmx too, but wants the page back."""
    htmx = request.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_part(
    request: HtmxRequest, template: str, part: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render one named partial for an htmx swap, and the whole page for anyone else.

    Vary keeps a cached part from being served as the page.
    """
    if wants_part(request):
        template = f"{template}#{part}"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"])
    return response


def asking_page(request: HtmxRequest) -> str:
    """The path of the page that asks, with its query; empty when it is not one of ours."""
    try:
        if request.htmx:
            return request.htmx.current_url_abs_path or ""
        referer = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # a header that is no address
        return ""
    return referer.path if referer.netloc == request.get_host() else ""


def log_in_on_a_page(
    get_response: Callable[[HtmxRequest], HttpResponse],
) -> Callable[[HtmxRequest], HttpResponse]:
    """Middleware: after the log-in one is back on the page, not at the address of a part or act.

    Without it htmx follows the redirect and swaps the log-in form into the part.
    """

    def middleware(request: HtmxRequest) -> HttpResponse:
        response = get_response(request)
        if not response.get("Location", "").startswith(settings.LOGIN_URL):
            return response
        if request.htmx:
            page = redirect_to_login(asking_page(request) or "/")
            return HttpResponseClientRedirect(page.url)
        if request.method == "POST" and "?" in response["Location"]:
            return redirect_to_login(asking_page(request) or "/")
        return response

    return middleware


def words_for_a_wrong_method(
    get_response: Callable[[HtmxRequest], HttpResponse],
) -> Callable[[HtmxRequest], HttpResponse]:
    """Middleware: the address of an act that is opened as a page says what it is."""

    def middleware(request: HtmxRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            page = render(request, "405.html", status=response.status_code)
            page["Allow"] = response["Allow"]
            return page
        return response

    return middleware


def appearance(request: HttpRequest) -> dict[str, str]:
    """Context: the theme this browser has chosen, so that no page flashes in the other one."""
    theme = request.COOKIES.get("theme", "")
    return {"theme": theme if theme in THEMES else ""}
