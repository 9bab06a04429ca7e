"""The pages behind an article's links, from a server that may do anything."""

from datetime import date

import pytest

from articles.providers import Links, ProviderRejected, ProviderUnavailable

STORY = "Sam Altman answered that OpenAI would buy Twitter for $9.74 billion if Musk wanted."
PAGE = (
    "<html><head><title>Altman answers | News</title><meta name='author' content='Ann Doe'>"
    "<meta property='article:published_time' "
    "content='2025-02-11'></head><body><nav><a href='/'>Twitter Musk Altman</a></nav><article>"
    f"<h1>Altman answers</h1><p>{STORY}</p><p>{'The weather was fine that day in town. ' * 40}</p>"
    "</article></body></html>"
)


@pytest.fixture
def links(server):
    """The provider, with links to these paths of the server near the claim."""
    return lambda *paths: Links(
        lambda _: [server.url(path) for path in paths], inside=[server.pair]
    )


def test_the_page_behind_a_link_is_read_and_its_nearest_passage_found(links, server, query):
    server.page("/story", PAGE)

    found = links("/story").search(query())[0]

    assert STORY in found.text
    assert found.text[slice(*found.matters)] == STORY
    assert found.differs == [("Sam Altman", "OpenAI"), ("$97.4 billion", "$9.74 billion")]
    assert (found.url, found.published) == (server.url("/story"), date(2025, 2, 11))
    assert found.title.startswith("Altman answers")
    assert (found.author, found.publisher) == ("Ann Doe", "")


def test_it_says_which_pages_it_will_ask(links, server, query):
    assert links("/a", "/b").words(query()) == f"{server.url('/a')} {server.url('/b')}"
    assert links().words(query()) == ""
    assert links().search(query()) == []


def test_no_more_than_three_pages_are_asked(links, server, query):
    server.page("/a", PAGE)
    links("/a", "/a?2", "/a?3", "/a?4").search(query())

    assert server.paths == ["/a", "/a?2", "/a?3"]


def test_while_one_page_can_be_had_the_others_are_passed_over(links, server, query):
    server.page("/story", PAGE)
    server.page("/down", "", status=503)

    assert links("/gone", "/down", "/story").search(query())


@pytest.mark.parametrize(
    ("status", "error"),
    [(404, ProviderRejected), (500, ProviderUnavailable), (429, ProviderUnavailable)],
)
def test_when_none_can_be_had_it_says_why(links, server, query, status, error):
    server.page("/story", "", status=status)

    with pytest.raises(error, match=str(status)):
        links("/story").search(query())


def test_of_several_the_one_that_may_be_had_later_counts(links, server, query):
    server.page("/down", "", status=503)

    with pytest.raises(ProviderUnavailable):
        links("/gone", "/down").search(query())


def test_what_is_no_page_is_rejected(links, server, query):
    server.page("/film", b"\0\1", media_type="video/mp4")

    with pytest.raises(ProviderRejected):
        links("/film").search(query())


def test_a_link_into_the_house_is_not_followed(server, query):
    server.page("/story", PAGE)

    with pytest.raises(ProviderRejected):
        Links(lambda _: [server.url("/story")]).search(query())
    assert server.asked == []


def test_a_text_file_is_read_as_it_is(links, server, query):
    server.page("/note", STORY, media_type="text/plain")

    assert [found.text for found in links("/note").search(query())] == [STORY]
