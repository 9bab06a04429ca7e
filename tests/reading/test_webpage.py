import pytest

from articles.reading import webpage

BODY = "The tower was opened in 1889. It is 330 metres tall, says the town."


def test_a_page_without_an_article_gives_all_that_is_seen_of_it():
    page = webpage.read("<title>Short</title><p>Yes.</p>", media_type="text/html")
    assert (page.text, page.title, page.byline, page.published) == ("Yes.", "Short", "", None)


@pytest.mark.parametrize(
    ("characters", "media_type", "text"),
    [
        ("One.\r\n<b>Two</b>", "text/plain", "One.\n<b>Two</b>"),
        ('{"a": "<b>"}', "application/json", '{"a": "<b>"}'),
        ("<rss><item><title>One</title></item></rss>", "application/rss+xml", ""),
        ("<doc><p>One</p><p>T&amp;o</p></doc>", "text/xml", "One\nT&o"),
        ("One\x00\x07", "text/plain", "One"),
    ],
)
def test_other_texts_are_taken_as_they_are(characters, media_type, text):
    if text:
        assert webpage.read(characters, media_type=media_type).text == text
    else:
        with pytest.raises(webpage.NoText):
            webpage.read(characters, media_type=media_type)


@pytest.mark.parametrize("empty", ["", " \n", "<html><head><title>x</title></head></html>"])
def test_a_page_without_text_is_refused_in_words(empty):
    with pytest.raises(webpage.NoText, match="No text was found"):
        webpage.read(empty, media_type="text/html")


def test_a_page_of_very_many_tags_is_read_all_the_same():
    html = f"<article><p>{BODY}</p></article>" + "<span>word </span>" * webpage.MOST_TAGS
    assert BODY in webpage.read(html, media_type="text/html").text
