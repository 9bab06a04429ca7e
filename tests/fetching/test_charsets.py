"""The characters of a page, whatever it says of itself."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from articles.fetching import Answer
from articles.fetching.charsets import characters

WORDS = "Zoë paid €5 – “twice”"
LATIN = WORDS.encode("cp1252")


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        (WORDS.encode(), ""),
        (WORDS.encode(), "UTF-8"),
        (LATIN, ""),
        (LATIN, "iso-8859-1"),
        (LATIN, "Latin1"),
        (LATIN, "us-ascii"),
        (LATIN, "utf-8"),  # a lie that is told often
        (WORDS.encode(), "no-such-charset"),
        (WORDS.encode(), "unicode_escape"),
        (WORDS.encode(), "zlib"),
        (WORDS.encode(), "utf-7"),
        (WORDS.encode(), "x" * 5000),
        (WORDS.encode(), "\0"),
        (codecs.BOM_UTF8 + WORDS.encode(), "iso-8859-1"),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), "utf-8"),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), ""),
        (WORDS.encode("utf-16-le"), "utf-16le"),
        (WORDS.encode("gb18030"), "gb2312"),
    ],
)
def test_the_words_are_found_again(body, declared):
    assert characters(body, declared) == WORDS


@pytest.mark.parametrize(
    "page",
    [
        '<html><meta charset="windows-1251"><p>Привет',
        "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>Привет",
        '<?xml version="1.0" encoding="windows-1251"?><p>Привет</p>',
    ],
)
def test_a_page_may_say_its_charset_itself(page):
    assert characters(page.encode("cp1251")) == page
    assert characters(page.encode("cp1251"), "nonsense") == page


def test_a_page_of_utf_8_with_one_broken_character_is_still_read_as_such():
    body = ("é" * 50).encode() + b"\xff" + "ü".encode()
    assert characters(body, "utf-8") == "é" * 50 + "\ufffdü"


def test_an_answer_reads_its_charset_from_its_header():
    headers = {"content-type": 'text/html; boundary=x; Charset="koi8-r"'}
    assert Answer("http://a.b/", 200, "text/html", "да".encode("koi8-r"), headers).text() == "да"


@settings(max_examples=60, deadline=None)
@given(some.binary(max_size=300), some.text(max_size=30))
def test_it_never_fails(body, declared):
    assert isinstance(characters(body, declared), str)
    answer = Answer("", 200, "", body, {"content-type": f"text/html; charset={declared}"})
    assert isinstance(answer.text(), str)
    assert answer.retry_after is None
