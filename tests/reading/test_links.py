import pytest

from articles.reading import files, links
from articles.reading.links import Anchor, Link

PAGE = (
    "<html><body><nav><a href='https://menu.example/'>Tower news</a></nav><article>"
    "<h1>How tall the tower is</h1><p>" + "The tower stands in the town since it was built. " * 8
    + "It is <a href='https://x.example/a_(b)?c=1&amp;d=2'>330 <b>metres</b> tall</a> today, as "
    "<a href='/about'>we said</a> and <a href='javascript:alert(1)'>shown</a>.</p><p>"
    + "People come from afar to see it, and they like it. " * 8 + "</p></article></body></html>"
)  # fmt: skip
MARKDOWN = (
    "# How tall the tower is\n\nIt is [330 *metres* tall][1], see <https://y.example/>.\n"
    "It is [330 metres tall](https://z.example/) twice. [x](javascript:alert(1)) [y](/here)\n\n"
    "[1]: https://x.example/ 'A title'\n"
)


def test_the_links_of_an_article_in_html_without_those_of_menus():
    found = links.of_html(PAGE)

    assert found == (Anchor("330 metres tall", "https://x.example/a_(b)?c=1&d=2"),)
    assert links.of_html("<p>None</p>") == ()


def test_the_links_of_markdown():
    assert links.of_markdown(MARKDOWN) == (
        Anchor("330 metres tall", "https://x.example/"),
        Anchor("https://y.example/", "https://y.example/"),
        Anchor("330 metres tall", "https://z.example/"),
    )


@pytest.mark.parametrize(("name", "text"), [("a.html", PAGE), ("a.md", MARKDOWN)])
def test_the_words_of_a_link_are_found_in_the_text_that_is_kept(name, text):
    proposal = files.read(text.encode(), filename=name)
    placed = links.placed(proposal.body, proposal.links)

    assert placed
    for link in placed:
        assert proposal.body[link.start : link.end] in ("330 metres tall", "https://y.example/")


def test_of_words_that_stand_twice_each_link_has_its_own():
    anchors = [Anchor("it", "https://a.example/"), Anchor("it", "https://b.example/")]

    assert links.placed("it and it", anchors) == [
        Link(0, 2, "https://a.example/"),
        Link(7, 9, "https://b.example/"),
    ]


def test_words_that_were_taken_out_take_their_link_with_them():
    anchors = [Anchor("gone", "https://a.example/"), Anchor("here", "https://b.example/")]

    assert links.placed("It is here.", anchors) == [Link(6, 10, "https://b.example/")]


def test_an_address_in_the_text_is_a_link():
    text = "See https://a.example/x_(y), and (http://b.example/)."

    assert [text[start:end] for start, end, _ in links.placed(text, [])] == [
        "https://a.example/x_(y", "http://b.example/",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "url"),
    [("", "https://a.example/"), (" ", "https://a.example/"), ("x", "javascript:alert(1)"),
     ("x", "//a.example"), ("x", "https://a.example/ b"), ("x", "https://a.example/" + "b" * 2000),
     ("x" * 301, "https://a.example/"), ("x", "https://a.example/\n")],
)  # fmt: skip
def test_what_is_no_link_of_the_web_is_not_kept(words, url):
    assert not links.is_kept(words, url)
