"""The links of an article that is brought in, carried over the page on which it is mended."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Article, ArticleLink
from tests.pages import Page

pytestmark = pytest.mark.django_db

PROPOSE, KEEP = "/articles/new/proposal/", "/articles/new/keep/"


@pytest.fixture(autouse=True)
def reporter(log_in):
    return log_in("Reporter")


LINKED = (
    "<html><head><title>How tall the tower is</title></head><body><article><p>It is "
    "<a href='https://builders.example/tower'>330 metres</a> tall, antenna included, says the"
    " firm that built it in a letter to the paper.</p><p>It opened in 1889 and was to be taken"
    " down after 20 years, as was agreed then.</p></article></body></html>"
)


def test_the_links_of_a_page_are_kept_with_the_words_they_stand_behind(client):
    proposed = client.post(
        PROPOSE, {"text": "", "file": SimpleUploadedFile("a.html", LINKED.encode())}
    )
    sent = Page(proposed.content.decode()).typed(KEEP)

    client.post(KEEP, sent | {"text": sent["text"].replace("It is", "Today it is")})

    link = ArticleLink.objects.get()
    assert link.url == "https://builders.example/tower"
    assert link.version.text[link.start : link.end] == "330 metres"


@pytest.mark.parametrize(
    "links",
    ["{", "7", '{"a": 1}', '[["metres"]]', '[["metres", "javascript:alert(1)"]]', '[[1, 2]]',
     '[["metres", "https://a.example/\\u0000"]]', "[" * 9_999],
    ids=range(8),
)  # fmt: skip
def test_links_that_are_none_lose_nothing(client, links):
    story = {"title": "Tower", "text": "It is 330 metres tall."}

    assert client.post(KEEP, story | {"links": links}).status_code == 302

    assert Article.objects.count() == 1
    assert not ArticleLink.objects.exists()
