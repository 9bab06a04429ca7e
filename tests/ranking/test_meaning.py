import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ranking.meaning import Files, Model, ModelUnavailable, of_folder, packaged
from tests import tiny_model


@pytest.fixture(scope="module")
def real():
    return Model(packaged())


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return Model(of_folder(tiny_model.in_folder(tmp_path_factory.mktemp("tiny"))))


def test_the_packaged_model_brings_texts_of_one_meaning_together(real):
    claim, same, other = real.embed(
        [
            "The Eiffel Tower is 330 metres tall.",
            "How high is the landmark tower in Paris?",
            "Bananas are rich in potassium.",
        ]
    )

    assert real.dimensions == 384
    assert claim @ same > 0.5 > 0.1 > claim @ other


def test_vectors_are_of_length_1_and_in_the_order_given_however_long_the_texts(tiny):
    texts = ["cat", "the tower is tall " * 400, "", "bridge", "🙂", "tower"] * 5

    vectors = tiny.embed(texts)

    assert vectors.shape == (30, 8)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    alone = np.concatenate([tiny.embed([text]) for text in texts])
    assert np.allclose(vectors, alone, atol=1e-5)


@given(st.text())
def test_any_text_has_a_vector(tiny, text):
    assert np.isfinite(tiny.embed([text])).all()


def test_two_models_are_known_apart_by_their_files(tmp_path, tiny):
    wider = Model(of_folder(tiny_model.in_folder(tmp_path / "wider", dimensions=12)))
    again = Model(of_folder(tiny_model.in_folder(tmp_path / "again")))

    assert (tiny.dimensions, wider.dimensions) == (8, 12)
    assert again.sha256 == tiny.sha256 != wider.sha256


@pytest.mark.parametrize(
    ("network", "vocabulary", "why"),
    [
        (None, b"[UNK]\n[CLS]\n[SEP]", "cannot be loaded"),
        (b"", b"[UNK]\n[CLS]\n[SEP]", "cannot be loaded"),
        (b"no network", b"[UNK]\n[CLS]\n[SEP]", "cannot be loaded"),
        (b"no network", None, "No such file"),
        (b"no network", b"\xff\xfe", "cannot be loaded"),
        (b"no network", b"a\nb\n", r"There is no '\[UNK\]' in vocab.txt"),
    ],
    ids=["no network", "empty", "broken", "no vocabulary", "no text", "another vocabulary"],
)
def test_a_model_that_is_missing_or_broken_says_so(tmp_path, network, vocabulary, why):
    files = Files(tmp_path / "model.onnx", tmp_path / "vocab.txt")
    for path, content in ((files.network, network), (files.vocabulary, vocabulary)):
        if content is not None:
            path.write_bytes(content)

    with pytest.raises(ModelUnavailable, match=why):
        Model(files)
