import pytest
from django.db import connection

from articles.models import EmbeddingModel, Passage, PassageToEmbed, PassageVector
from articles.models.library import Shelf
from articles.ranking.meaning import ModelUnavailable
from articles.services import library, search, vectors
from articles.services.library import Document
from tests.shelved import a_verdict

pytestmark = pytest.mark.django_db


def all_made():
    while vectors.work():
        pass


def indexes():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'articles_vector_%'")
        return {name for (name,) in cursor.fetchall()}


def made():
    """For each passage that has a vector, the lengths of its vectors."""
    rows = PassageVector.objects.values_list("passage__text", "vector")
    return sorted((text, len(vector)) for text, vector in rows)


def test_what_was_there_before_and_what_comes_later_gets_a_vector(use):
    library.add([Document(text="A tower.")])
    use(8)
    all_made()
    library.add([Document(text="A bridge.")])
    library.shelve_check(a_verdict().pk, text="A cat.")

    assert vectors.waiting() == 2
    all_made()

    assert made() == [("A bridge.", 8), ("A cat.", 8), ("A tower.", 8)]
    assert vectors.waiting() == 0


def test_who_wants_more_than_the_two_lists_have_at_first_finds_more(use):
    library.add([Document(text=f"Tower {number} is tall.") for number in range(230)])
    use(8)
    all_made()

    assert len(search.passages_like("tower", limit=230)) == 230
    assert len(search.passages_like("tower", limit=3)) == 3


def test_a_passage_is_found_by_what_it_means(use):
    library.add([Document(text="A spire of great height."), Document(text="A viaduct.")])
    assert search.passages_like("The tower is tall") == []
    use(8)
    all_made()

    best, *_ = search.passages_like("The tower is tall")

    assert best.text == "A spire of great height."
    assert best.closeness > 0.99
    assert best.coverage == 0


def test_some_of_the_words_are_enough_for_who_looks_by_hand(use):
    use(8)
    others = [Document(text=f"Spire number {number}.") for number in range(20)]
    library.add([Document(text="The viaduct at Bodin."), *others])
    all_made()
    words = "Bodin kitten pastry marzipan"

    assert not any(each.is_convincing for each in search.passages_like(words))
    assert [each.text for each in search.convincing(words, limit=5)] == ["The viaduct at Bodin."]
    assert search.convincing("Kitten pastry marzipan", limit=5) == []


def test_words_count_beside_the_meaning(use):
    use(8)
    library.add([Document(text=f"{word} of 330 metres.") for word in ("A spire", "A tower")])
    all_made()

    hits = search.passages_like("A tower of 330 metres")

    assert [hit.text for hit in hits] == ["A tower of 330 metres.", "A spire of 330 metres."]


def test_a_passage_that_waits_is_found_by_its_words(use):
    use(8)
    library.add([Document(text="A spire.")])
    all_made()
    library.add([Document(text="A tower in Paris.")])

    found = {hit.text: hit.closeness for hit in search.passages_like("A tower in Paris")}

    assert found["A tower in Paris."] is None
    assert found["A spire."] > 0.9


@pytest.mark.django_db(transaction=True)
def test_another_model_takes_over_and_the_vectors_of_the_first_go(use):
    left = indexes()  # a test that commits leaves them behind: rows are flushed, indexes are not
    library.add([Document(text="A tower."), Document(text="A bridge.")])
    use(8)
    all_made()
    first = indexes() - left
    use(12)

    assert search.passages_like("A spire") == []  # in the meantime words alone
    all_made()

    assert made() == [("A bridge.", 12), ("A tower.", 12)]
    assert EmbeddingModel.objects.get().dimensions == 12
    assert len(first) == len(indexes() - left) == 2
    assert indexes().isdisjoint(first)
    assert search.passages_like("A spire")[0].text == "A tower."


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_with_two_models_the_one_that_began_last_decides(use, monkeypatch):
    library.add([Document(text="A tower.")])
    use(8)
    earlier = vectors.BEGAN
    use(12)
    later = vectors.BEGAN
    use(8)
    monkeypatch.setattr(vectors, "BEGAN", earlier)
    all_made()  # the one that began first is the first to find its model loaded
    use(12)
    monkeypatch.setattr(vectors, "BEGAN", later)
    vectors.work()
    use(8)
    monkeypatch.setattr(vectors, "BEGAN", earlier)

    with pytest.raises(ModelUnavailable, match="began later"):
        vectors.work()

    assert EmbeddingModel.objects.get(is_current=True).dimensions == 12
    assert ("A tower.", 12) in made()


@pytest.mark.django_db(transaction=True)
def test_a_model_that_comes_back_before_its_vectors_went_makes_only_what_is_new(use):
    library.add([Document(text="A tower.")])
    use(8)
    all_made()
    use(12)
    vectors.work()
    EmbeddingModel.objects.create(sha256="another", name="Keeps the first from going", dimensions=3)
    library.add([Document(text="A bridge.")])
    use(8)

    vectors.work()

    assert ("A bridge.", 8) in made()
    assert ("A tower.", 8) in made()
    assert EmbeddingModel.objects.get(is_current=True).dimensions == 8


def test_a_vector_goes_with_its_passage_and_so_does_a_place_in_the_queue(use):
    use(8)
    all_made()
    library.add([Document(text="A tower."), Document(text="A bridge.")])
    all_made()
    library.add([Document(text="A cat.")])

    Passage.objects.filter(text__in=["A tower.", "A cat."]).delete()

    assert [text for text, _ in made()] == ["A bridge."]
    assert not PassageToEmbed.objects.exists()


def test_a_document_that_changed_has_the_vector_of_what_it_says_now(use):
    use(8)
    library.add([Document(identifier="d", text="A tower.")])
    all_made()
    library.add([Document(identifier="d", text="A bridge.")])
    all_made()

    assert made() == [("A bridge.", 8)]
    assert search.passages_like("A viaduct")[0].closeness > 0.99


@pytest.mark.parametrize("network", [None, b"broken"])
def test_without_a_model_words_are_searched_and_the_reason_is_said(settings, tmp_path, network):
    library.add([Document(text="A tower.")])
    settings.MEANING_MODEL = str(tmp_path)
    if network:
        (tmp_path / "vocab.txt").write_text("[UNK]\n[CLS]\n[SEP]")
        (tmp_path / "model.onnx").write_bytes(network)

    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        vectors.work()

    assert "cannot be loaded" in vectors.state().problem
    assert [hit.closeness for hit in search.passages_like("The tower")] == [None]
    assert not EmbeddingModel.objects.exists()


def test_a_model_that_goes_missing_later_costs_nothing_that_was_made(use, settings, tmp_path):
    library.add([Document(text="A tower.")])
    use(8)
    all_made()
    settings.MEANING_MODEL = str(tmp_path / "gone")

    assert [hit.closeness for hit in search.passages_like("The tower")] == [None]
    assert len(made()) == 1


def test_switched_off_says_so_and_searches_by_words(use, settings):
    library.add([Document(text="A tower.")])
    use(8)
    all_made()
    settings.MEANING_MODEL = "off"

    assert [hit.closeness for hit in search.passages_like("A tower")] == [None]
    assert vectors.state().problem == "It is switched off."


def test_that_another_worker_has_another_model_is_no_fault_of_the_one_in_use(
    use, monkeypatch, settings
):
    use(8)
    ours, began = settings.MEANING_MODEL, vectors.BEGAN
    use(12)
    vectors.work()
    settings.MEANING_MODEL = ours
    monkeypatch.setattr(vectors, "BEGAN", began)

    with pytest.raises(ModelUnavailable, match="Another worker"):
        vectors.work()

    assert EmbeddingModel.objects.get().error == ""


def test_the_state_tells_how_far_it_has_come(use):
    use(8)
    vectors.work()
    library.add([Document(text=f"A tower {number}.") for number in range(65)])
    vectors.work()

    state = vectors.state()

    assert (state.made, state.waiting, state.problem) == (vectors.AT_ONCE, 1, "")
    assert state.share == pytest.approx(64 / 65)


def test_a_vector_of_another_length_is_refused_by_the_database(use):
    use(8)
    library.add([Document(text="A tower.")])
    vectors.work()
    model = EmbeddingModel.objects.get()
    vector = PassageVector.objects.get()

    with pytest.raises(Exception, match="expected 8 dimensions, not 3"):
        PassageVector.objects.filter(passage=vector.passage_id, model=model).update(
            vector=[1, 2, 3]
        )


def test_vectors_are_counted_by_shelf(use):
    use(8)
    library.shelve_check(a_verdict().pk, text="A tower.")
    all_made()

    assert search.passages_like("A spire", shelf=Shelf.CHECKS)[0].text == "A tower."
    assert search.passages_like("A spire") == []
