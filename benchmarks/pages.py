"""An article and a claim of it against a bare Django view that runs the same SELECTs.

The bare view prints the rows and no more, and has no middleware before it. Both are asked through
Django's request handler.
"""

import random
from collections.abc import Callable
from functools import partial

from django.contrib.auth.models import Group, User
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from articles.services import articles, library, roles, runs
from articles.services.incoming import Document
from benchmarks.made import drafts, sentence
from benchmarks.table import Line, best_of_both

NOTES = 8
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
        address = brought_in.article.get_absolute_url()
        lines += _page(f"article page, {brought_in.sentences} claims", partial(client.get, address))
    return lines + _claim(client)


def _claim(client: Client) -> list[Line]:
    """A claim as it opens beside its article, with what was found for it."""
    draft = drafts(1, 5, seed=5)[0]
    chance = random.Random(330)  # noqa: S311 -- made up, not secret
    said = draft.text.split(". ")[1]
    notes = (f"{said}. {sentence(chance)} {sentence(chance)}" for _ in range(NOTES))
    library.add(Document(text=note) for note in notes)
    article = articles.bring_in(draft, person=None).article
    while runs.work():
        pass
    claim = article.claims.get(number=2)
    beside = reverse("articles:beside", args=[article.slug, claim.number])
    by_htmx = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{beside}"}
    return _page(
        f"claim with {claim.suggestions.count()} suggestions, by htmx",
        partial(client.get, beside, headers=by_htmx),
    )


def _page(name: str, ask: Callable[[], HttpResponse]) -> list[Line]:
    ask()
    with CaptureQueriesContext(connection) as seen:
        response = ask()
    assert response.status_code == 200
    statements[:] = [query["sql"].replace("%", "%%") for query in seen.captured_queries]
    product, limit = best_of_both(ask, _ask_bare, times=25)
    against = "a bare view with the same SELECTs"
    return [
        Line(f"{name}: queries", len(statements), "queries"),
        Line(name, 1000 * product, "ms", against, product / limit),
    ]


def _ask_bare() -> None:
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        assert Client().get("/bare/").status_code == 200
