"""What is found for a claim."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models.library import Shelf
from articles.services import library, search
from articles.services.library import Document

pytestmark = pytest.mark.django_db

CLAIM = "The Eiffel Tower in Paris is 330 metres tall"


@pytest.fixture
def shelf():
    library.add(
        [
            Document(
                title="Heights",
                text="The Eiffel Tower is 330 metres tall. It stands in Paris.",
                identifier="best",
                url="https://example.org/heights",
                publisher="City of Paris",
                published=date(2026, 3, 31),
            ),
            Document(text="Paris has many towers.", identifier="some"),
            Document(text="London is on the Thames.", identifier="none"),
        ]
    )


def test_the_passage_that_shares_most_is_first_with_all_that_is_known_of_it(shelf):
    best, second = search.passages_like(CLAIM)

    assert (best.title, best.publisher) == ("Heights", "City of Paris")
    assert (best.url, best.published) == ("https://example.org/heights", date(2026, 3, 31))
    assert best.text.startswith("The Eiffel Tower")
    assert second.text == "Paris has many towers."
    assert best.score > second.score > 0


def test_coverage_is_the_share_of_the_claim_that_is_found(shelf):
    best, second = search.passages_like(CLAIM)

    assert 1 > best.coverage > second.coverage > 0
    assert best.coverage == pytest.approx(best.score / sum(best.rarity.values()))


def test_words_that_no_passage_has_make_the_coverage_smaller(shelf):
    (hit,) = search.passages_like("Thames")
    (less,) = search.passages_like("Thames flood barrier")

    assert hit.score == less.score
    assert less.coverage < hit.coverage / 2
    assert less.rarity["flood"] > less.rarity["thame"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "the of and is",
        "😀 🎉",
        "\x00",
        "\ud800",
        "'; DROP TABLE articles_passage; --",
        "{1:0.5}/3",
        "nowhere to be found",
        "7" * 100_000,
    ],
)
def test_a_text_that_no_passage_is_like_finds_nothing(shelf, text):
    assert search.passages_like(text) == []


def test_a_very_long_text_is_answered_by_its_first_words(shelf):
    text = "Eiffel " + " ".join(f"word{number}" for number in range(12_000))

    assert [hit.title for hit in search.passages_like(text)] == ["Heights"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text())
def test_any_text_is_answered(shelf, text):
    hits = search.passages_like(f"{text} Paris")

    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(hits) >= 1


@pytest.mark.parametrize(("limit", "found"), [(-1, 0), (0, 0), (1, 1), (2, 2), (10, 3)])
def test_at_most_so_many_are_found(limit, found):
    library.add([Document(text=f"Tower number {number}.") for number in range(3)])

    assert len(search.passages_like("tower", limit=limit)) == found


def test_equals_come_in_the_order_in_which_they_were_brought_in():
    library.add([Document(text="A tower.", identifier=f"d{number}") for number in range(30)])

    first = [hit.passage for hit in search.passages_like("tower", limit=20)]

    assert first == sorted(first)
    assert first == [hit.passage for hit in search.passages_like("tower", limit=20)]


def test_a_shelf_that_is_empty_or_unknown_has_nothing(shelf):
    assert search.passages_like(CLAIM, shelf=Shelf.CHECKS) == []
    assert search.passages_like(CLAIM, shelf="cellar") == []


def test_a_claim_of_words_that_are_all_common_is_found_by_its_pairs():
    notes = [f"{word} note {number}" for word in ("tower", "paris") for number in range(3_000)]
    library.add(Document(text=text) for text in [*notes, "A tower in Paris is a note."])

    (best, *_) = search.passages_like("The note on a tower in Paris")

    assert best.text == "A tower in Paris is a note."


@pytest.mark.parametrize("limit", [1, 50])
def test_the_number_of_queries_depends_on_nothing(shelf, django_assert_num_queries, limit):
    library.add([Document(text=f"Another tower, number {number}.") for number in range(40)])

    with django_assert_num_queries(4):
        search.passages_like(f"{CLAIM} and much more that is said of it", limit=limit)
