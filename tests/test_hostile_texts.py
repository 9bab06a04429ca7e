"""Words from outside are words: no page runs them, wherever they stand."""

import pytest

from articles.models import Article
from tests import desk, pages
from tests.conftest import HTMX

pytestmark = pytest.mark.django_db

# Each is run in a place of another kind: between tags, in an attribute, in a text area, ...
TEXTS = {
    "tags and attributes": (
        "<script>alert(1)</script>",
        "\"'><img src=x onerror=alert(1) id=main>",
        "&lt;b&gt; &#60;script&#62; &quot; onmouseover=alert(1)",
    ),
    "text areas and comments": (
        "</textarea></title></svg><b onclick=alert(1) style=color:red>",
        "<!-- --!><iframe src=javascript:alert(1)></iframe>",
    ),
    "templates and htmx": (
        "{{ request.user.password }}{% csrf_token %}${7*7}",
        '" hx-get="/logout/" hx-trigger="load" data-hx-on:load="alert(1)',
    ),
}


@pytest.fixture(params=TEXTS)
def texts(request):
    return TEXTS[request.param]


@pytest.fixture
def text(texts):
    return " ".join(texts)


@pytest.fixture
def laid(client, person, text):
    laid = desk.lay(lambda words: f"{words[:9]} {text} {words}"[:140])
    client.force_login(person("Editor", first_name=text))
    return laid


def test_no_page_runs_a_text_from_outside(client, laid, texts):
    for path in laid.pages:
        response = client.get(path)
        page = pages.Page(response.content.decode())

        assert pages.faults(response) == [], path
        assert [each for each in texts if each[:60] not in page.text] == [], path
        assert page.all("img") == page.all("iframe") == page.all("b") == []


def test_no_part_runs_a_text_from_outside(client, laid, text):
    for name in ("article", "beside", "standing", "searches", "articles", "library"):
        response = client.get(laid.address(name), headers=HTMX)

        assert pages.faults(response) == [], name


def test_what_is_typed_and_refused_comes_back_as_text(client, laid, text):
    refused = {
        "attach": {"place": text, "title": text, "note": text, "quote": text, "text": text},
        "propose-verdict": {"explanation": text, "rating": text, "seen": text},
        "waive": {"reason": f"{text}{'x' * 1001}"},
        "accept": {"quote": text, "note": text, "stance": text},
        "dismiss": {"reason": f"{text}{'x' * 1001}"},
        "ask": {"provider": text},
        "keep": {"title": text, "byline": text, "text": "", "url": text, "author": text},
        "propose": {"text": f"\0{text}"},
    }
    for name, sent in refused.items():
        for headers in (HTMX, {}):
            response = client.post(laid.address(name), sent, headers=headers)

            assert response.status_code == 422, name
            assert pages.faults(response) == [], name


def test_both_texts_of_an_overtaken_proposal_are_text(client, laid, text, texts):
    claim = laid.claims["proposed"]

    response = client.post(
        f"/claims/{claim.pk}/verdict/", {"rating": 6, "explanation": f"Mine {text}", "seen": ""}
    )

    assert response.status_code == 409
    assert pages.faults(response) == []
    shown = pages.Page(response.content.decode()).text
    assert [each for each in (f"Mine {texts[0]}", *texts) if each not in shown] == []


def test_a_pasted_text_is_shown_as_it_was(client, laid, text):
    proposed = client.post("/articles/new/proposal/", {"text": f"It is {text} so. It was {text}."})
    sent = pages.Page(proposed.content.decode()).typed("/articles/new/keep/")
    response = client.post("/articles/new/keep/", sent | {"title": text}, follow=True)

    assert pages.faults(proposed) == []
    assert pages.faults(response) == []
    assert Article.objects.order_by("-pk").first().title == text


def test_what_an_address_says_is_text_too(client, laid, text):
    said = dict.fromkeys(("q", "standing", "with", "page", "article", "have"), text)
    for path in ("/", "/library/", laid.address("searches")):
        for headers in (HTMX, {}):
            response = client.get(path, said, headers=headers)

            assert response.status_code == 200
            assert pages.faults(response) == []
