"""The pages that say what went wrong and what to do."""

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    is_too_many = isinstance(exception, TooManyFilesSent)
    most = settings.DATA_UPLOAD_MAX_NUMBER_FILES if is_too_many else None
    return render(request, "400.html", {"most_files": most}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Without context, user or database: any of them may be what broke."""
    return HttpResponse(loader.get_template("500.html").render(), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Most often a form that was open while somebody logged in again."""
    return render(request, "csrf.html", status=403)
