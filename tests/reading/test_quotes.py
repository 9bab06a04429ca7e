"""Where a quote stands, however it is set."""

import pytest

from articles.reading import quotes

TEXT = "He said “it’s over”\nand left. The sky is blue, he said."


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("The sky is blue", "The sky is blue"),
        ("The sky is  blue", "The sky is blue"),
        ("sky is\nblue", "sky is blue"),
        ('said "it\'s over" and left', "said “it’s over”\nand left"),
        ("«it’s over»", "“it’s over”"),
        ("left. The", "left. The"),
    ],
)
def test_a_quote_stands_where_its_words_do(quote, words):
    found = quotes.place(quote, TEXT)

    assert TEXT[found.start : found.end] == words
    assert TEXT.startswith(found.prefix + words + found.suffix, found.start - len(found.prefix))


@pytest.mark.parametrize("quote", ["", "The sky is.blue", "leftX The", "the sky", "Theskyisblue"])
def test_other_words_stand_nowhere(quote):
    assert quotes.place(quote, TEXT) is None
