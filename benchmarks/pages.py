"""The article page against a bare Django view that runs the same SELECTs and prints the rows.

Both are asked through Django's request handler; the bare view has no middleware before it.
"""

from django.contrib.auth.models import Group, User
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path

from articles.services import articles, roles, runs
from benchmarks.made import drafts
from benchmarks.table import Line, best_of_both

statements: list[str] = []


def bare(request: HttpRequest) -> HttpResponse:
    """What a page costs that does nothing but fetch and print."""
    parts = []
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            parts += [f"<p>{row}</p>" for row in cursor.fetchall()]
    return HttpResponse("".join(parts))


urlpatterns = [path("bare/", bare)]


def run() -> list[Line]:
    roles.sync()
    user = User.objects.create(username="bench-reader")
    user.groups.add(Group.objects.get(name="Checker"))
    client = Client()
    client.force_login(user)
    lines = []
    for sentences in (30, 300):
        brought_in = articles.bring_in(drafts(1, sentences, seed=sentences)[0], person=None)
        while runs.work():
            pass
        lines += _page(client, brought_in.article.get_absolute_url(), brought_in.sentences)
    return lines


def _page(client: Client, address: str, claims: int) -> list[Line]:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        response = client.get(address)
    assert response.status_code == 200
    statements[:] = [query["sql"].replace("%", "%%") for query in seen.captured_queries]
    product, limit = best_of_both(lambda: client.get(address), _ask_bare, times=25)
    against = "a bare view with the same SELECTs"
    return [
        Line(f"article page, {claims} claims: queries", len(statements), "queries"),
        Line(f"article page, {claims} claims", 1000 * product, "ms", against, product / limit),
    ]


def _ask_bare() -> None:
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        assert Client().get("/bare/").status_code == 200
