"""What the shelves hold that is like a claim, by its words and by what it means."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from articles.models import EmbeddingModel, Lexeme, Passage, PassageVector
from articles.models.library import Shelf
from articles.models.vector import Shown, view_of, written
from articles.ranking import beyond, bm25, explain, fusion, rerank
from articles.ranking.meaning import Vectors
from articles.ranking.words import distinct
from articles.reading import slugs
from articles.services import vectors

# A claim is a sentence; of a longer text the first words are enough.
MOST_WORDS = 1_000
# How many of each list, by words and by meaning, are candidates; who wants more has more of them.
CANDIDATES, CANDIDATES_FOR_EACH = 100, 2
# Of what the words weigh, what a passage has to have for a person to look at it.
SOME_OF_THE_WORDS = 0.1
# How many more are found where some are to be left out.
LEFT_OUT = 50


@dataclass(frozen=True, slots=True)
class Hit(Shown):
    """A passage, and how like the text it is.

    `coverage` is how much of the text's words it has, `closeness` the cosine of the two
    meanings, None without a model or as long as the passage waits for its vector; `likeness`
    is made of both. All three can be compared between texts, unlike `score`. `rarity` is what
    each word of the text weighs, by stem.
    """

    score: float
    coverage: float
    closeness: float | None
    rarity: Mapping[str, float]

    @property
    def is_convincing(self) -> bool:
        return explain.is_convincing(self.coverage, self.closeness)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The words that are looked for: how rare each is, and the lexemes of those on the shelf."""

    rarity: dict[str, float]
    lexemes: dict[str, int]
    frequencies: dict[int, int]
    shelf: Shelf
    size: int
    """How many passages the shelf has."""

    @property
    def weights(self) -> dict[int, float]:
        return {key: self.rarity[word] for word, key in self.lexemes.items()}


@dataclass(frozen=True, slots=True)
class _Scored:
    passage: int
    score: float
    words: float
    closeness: float | None = None


def passages_like(
    text: str,
    *,
    shelf: str = Shelf.LIBRARY,
    limit: int = 10,
    without: Collection[int] = (),
) -> list[Hit]:
    """The shelf's passages that are most like the text: best first, at most `limit`.

    None of the documents `without`, which are one or two: others take their places.
    Any text is answered: one without a word, and any on an empty shelf, by nothing. Where there
    is no model to use, or it knows no passage yet, only passages that share a word are found.
    Equals come in the order in which they were brought in. As many queries for a long text as
    for a short one.
    """
    if shelf not in Shelf or limit < 1:
        return []
    found = _like(text, Shelf(shelf), limit + (LEFT_OUT if without else 0))
    return [hit for hit in found if hit.document not in without][:limit]


def convincing(text: str, *, limit: int, without: Collection[int] = ()) -> list[Hit]:
    """The library's passages for words that a person looks for: only those worth showing.

    A person tries words and judges for themselves, so that some of them are enough.
    """
    found = passages_like(text, limit=limit, without=without)
    return [hit for hit in found if hit.is_convincing or hit.coverage >= SOME_OF_THE_WORDS]


def _like(text: str, shelf: Shelf, limit: int) -> list[Hit]:
    wanted = _wanted(text, shelf)
    if not wanted.rarity or not wanted.size:
        return []
    asked = vectors.of_claim(text)
    if asked is None:
        scored = _by_words(wanted, limit)
        return _hits(scored, PassageVector.objects.shown(None, _keys(scored)), wanted.rarity)
    scored = _by_both(wanted, *asked, limit)[: max(limit, rerank.BEST)]
    shown = PassageVector.objects.shown(asked[0], _keys(scored))
    return _hits(_looked_at_again(text, *asked, scored, shown)[:limit], shown, wanted.rarity)


def _wanted(text: str, shelf: Shelf) -> _Wanted:
    words = distinct(text)[:MOST_WORDS]
    size, known = Lexeme.objects.of_shelf(shelf, words)
    frequency = {word: count for word, _, count in known}
    return _Wanted(
        rarity={word: bm25.rarity(frequency.get(word, 0), size) for word in words},
        lexemes={word: key for word, key, _ in known},
        frequencies={key: count for _, key, count in known},
        shelf=shelf,
        size=size,
    )


def _by_words(wanted: _Wanted, limit: int) -> list[_Scored]:
    """The best passages by BM25, with their scores."""
    if not wanted.lexemes:
        return []
    candidates = bm25.candidates(wanted.frequencies, budget=bm25.budget_of(wanted.size))
    best = Passage.objects.best(candidates, wanted.weights, most=limit)
    return [_Scored(key, score, score) for key, score in best]


def _by_both(wanted: _Wanted, model: EmbeddingModel, vector: Vectors, limit: int) -> list[_Scored]:
    """The best of what either list has, put into one order."""
    most = max(CANDIDATES, CANDIDATES_FOR_EACH * limit)
    asked = written(vector)
    near = PassageVector.objects.nearest(
        model, wanted.shelf, asked, most=most, view=view_of(wanted.size, most=most)
    )
    said = {each.passage: each.words for each in _by_words(wanted, most)}
    weighed = PassageVector.objects.weighed(model, said, near, wanted.weights, asked)
    scores = fusion.fused([row.words for row in weighed], [row.closeness for row in weighed])
    found = [
        _Scored(row.passage, score, row.words, row.closeness)
        for row, score in zip(weighed, scores.tolist(), strict=True)
    ]
    return sorted(found, key=lambda each: -each.score)  # equals stay in the order of their ids


def _looked_at_again(
    text: str,
    model: EmbeddingModel,
    vector: Vectors,
    scored: list[_Scored],
    shown: Mapping[int, Shown],
) -> list[_Scored]:
    """The best, as they are shown, in a better order."""
    best = [each for each in scored if each.passage in shown]
    if not best:
        return []
    passages = [shown[each.passage] for each in best]
    scores = rerank.looked_at_again(
        np.array([each.score for each in best], np.float32),
        claim=text,
        candidates=[
            rerank.Candidate(
                f"{slugs.heading(each.title, each.url)} {each.text}",
                each.document or -each.passage,
                each.number,
            )
            for each in passages
        ],
        vectors=np.stack([each.vector(model.dimensions) for each in passages]),
        sentences=beyond.closest(vector, [each.sentences for each in passages]),
    )
    order = np.argsort(-scores, kind="stable")
    return [best[at] for at in order]


def _keys(scored: Sequence[_Scored]) -> list[int]:
    return [each.passage for each in scored]


def _hits(
    scored: Sequence[_Scored], shown: Mapping[int, Shown], rarity: Mapping[str, float]
) -> list[Hit]:
    return [
        _hit(shown[each.passage], each, rarity)
        for each in scored
        if each.passage in shown  # else deleted this moment
    ]


def _hit(shown: Shown, scored: _Scored, rarity: Mapping[str, float]) -> Hit:
    return Hit(
        **asdict(shown),
        score=scored.score,
        coverage=scored.words / sum(rarity.values()),
        closeness=scored.closeness,
        rarity=rarity,
    )
