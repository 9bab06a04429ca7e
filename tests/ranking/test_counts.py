"""Words of many texts counted at once."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from articles.ranking.counts import counted
from articles.ranking.words import words

TEXTS = st.lists(st.text(alphabet="tax the 5rose é\n-", max_size=40), max_size=6)


def by_text(counts):
    found = [Counter() for _ in range(counts.size)]
    for text, word, times in zip(counts.texts, counts.words, counts.times, strict=True):
        found[text][counts.vocabulary[word]] += int(times)
    return found


@given(TEXTS)
def test_each_text_has_its_own_words_as_often_as_it_says_them(texts):
    counts = counted(texts, most=1_000)

    assert by_text(counts) == [Counter(words(text)) for text in texts]
    assert counts.lengths.tolist() == [len(words(text)) for text in texts]


def test_only_the_first_words_of_a_long_text_are_counted():
    counts = counted(["The tax rose, the tax fell", "Wages"], most=3)

    assert by_text(counts) == [Counter({"tax": 2, "rose": 1}), Counter({"wage": 1})]


@given(TEXTS, st.randoms())
def test_some_of_the_texts_in_another_order_have_the_same_words(texts, chance):
    chosen = chance.sample(range(len(texts)), chance.randint(0, len(texts)))

    some = counted(texts, most=1_000).of(chosen)

    assert by_text(some) == [Counter(words(texts[number])) for number in chosen]
    assert sorted(some.vocabulary) == sorted({stem for at in chosen for stem in words(texts[at])})
