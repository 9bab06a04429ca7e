"""The words of an address, where nobody gave a title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import slugs


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://news.example/2021/03/ship-that-blocked-suez.html", "ship that blocked suez"),
        ("https://news.example/suez/the_ship_is_free/", "the ship is free"),
        ("https://news.example/The%20ship%20is%20free.pdf?page=2#top", "The ship is free"),
        ("https://news.example/das-schiff-l%C3%A4uft-wieder", "das schiff läuft wieder"),
        (
            "https://news.example/world-news/suez-canal-is-open-again/amp",
            "suez canal is open again",
        ),
        (
            "https://archive.example/web/20210329/https://news.example/ship-is-free-again",
            "ship is free again",
        ),
        (
            "https://news.example/ship-blocks-suez-for-6-days-n1247888-123456",
            "ship blocks suez for 6 days",
        ),
    ],
)
def test_the_part_with_the_most_words_tells_what_the_page_is_about(url, words):
    assert slugs.words(url) == words


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://news.example",
        "https://news.example/world-news/12345",
        "https://news.example/p/d00345a1-77ab-4c1e-9f00-12ab34cd56ef",
        "https://news.example/search?q=ship-that-blocked-suez",
        "https://ship-that-blocked-suez.example/",
        "https://[news.example/ship-that-blocked-suez",
        "https://news.example/2021-03-29-1-2-3",
    ],
)
def test_an_address_that_names_no_subject_tells_nothing(url):
    assert slugs.words(url) == ""


def test_of_an_endless_address_the_beginning_is_enough():
    assert slugs.words("https://news.example/" + "ship-" * 300).split() == ["ship"] * 30


def test_a_title_comes_before_the_address():
    address = "https://news.example/ship-that-blocked-suez"

    assert slugs.heading("The canal", address) == "The canal"
    assert slugs.heading(" ", address) == "ship that blocked suez"


@given(st.text())
def test_any_text_is_an_address(text):
    assert isinstance(slugs.words(text), str)
    assert isinstance(slugs.words(f"https://news.example/{text}"), str)
