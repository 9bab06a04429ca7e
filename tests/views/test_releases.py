"""The release on the article's page and in the list."""

import pytest

from articles.models import Article, Claim
from tests.factories import ArticleFactory, ClaimFactory, VersionFactory
from tests.pages import Page, faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    return ClaimFactory(status="waived", reason="So.")


@pytest.fixture
def page(claim):
    return claim.article.get_absolute_url()


@pytest.fixture
def read(client):
    def read(path):
        response = client.get(path)
        assert faults(response) == []
        return Page(response.content.decode()).text

    return read


def test_what_is_open_is_listed_with_a_way_to_it(client, editor, claim, page, read):
    ClaimFactory(version=claim.version, number=2, sentence="It opened in 1889.", start=30, end=48)

    assert "Release: 1 open claim is in the way" in read(page)
    assert f'href="{page}2/"' in client.get(page).content.decode()
    response = client.post(f"{page}release/")

    assert response.status_code == 422
    assert "It cannot be released: one of its claims is still open." in response.content.decode()
    assert not Article.objects.released().exists()


def test_it_is_released_and_taken_back(client, editor, page, read):
    assert "Nothing is open: it may run." in read(page)

    response = client.post(f"{page}release/")

    assert (response.status_code, response["Location"]) == (302, page)
    assert "Released by Ada Chen" in read(page)
    assert "Put under embargo" not in read(page)
    assert "Released" in read("/?standing=released")
    client.post(f"{page}release/back/")
    assert "Released by" not in read(page)
    assert "Release" in read(page)


def test_a_claim_opened_again_afterwards_is_said(client, editor, page, read):
    client.post(f"{page}release/")
    Claim.objects.update(status="unchecked", reason="")

    assert "Since then one of its claims was opened again." in read(page)


@pytest.mark.parametrize("role", ["Viewer", "Reporter", "Checker"])
def test_who_may_not_release_reads_that_it_is_and_has_no_button(
    client, editor, log_in, page, read, role
):
    client.post(f"{page}release/")
    log_in(role)

    assert "Released by Ada Chen" in read(page)
    assert "release/back/" not in client.get(page).content.decode()
    assert client.post(f"{page}release/back/").status_code == 403
    assert Article.objects.released().exists()


@pytest.mark.parametrize("written", ["alone", "with others"])
def test_who_wrote_it_is_told_that_another_editor_can_release_it(
    editor, claim, page, read, written
):
    if written == "alone":
        Article.objects.update(author=editor)
    else:
        claim.article.coauthors.add(editor)

    assert "Another editor can release it: you wrote it." in read(page)


def test_under_embargo_it_waits(client, editor, page, read):
    client.post(f"{page}embargo/")

    assert "It can be released when the embargo is lifted." in read(page)


def test_the_last_claim_that_is_closed_brings_the_button(client, editor, claim, page, on_page):
    Claim.objects.update(status="unchecked", reason="")

    answer = client.post(
        f"/claims/{claim.pk}/waive/", {"reason": "So."}, headers=on_page(f"{page}1/")
    )

    released = Page(answer.content.decode()).by_id("release")
    assert released.has(hx_swap_oob="true")
    assert "Nothing is open: it may run." in released.text


def test_the_empty_list_says_what_it_lists(editor, claim, read):
    assert "You are looking at released articles" in read("/?standing=released")


def test_the_list_finds_what_is_released(client, editor, page, read):
    VersionFactory(article=ArticleFactory(title="A bridge"))
    client.post(f"{page}release/")

    listed = read("/?standing=released")

    assert "A bridge" not in listed
    assert Article.objects.released().get().title in listed
