"""A second look at the best candidates, at what two sums of word and vector cannot see.

Letters: runs of four letters that claim and passage share, weighed by how few candidates have
them, so that "Pfizer's" meets "PfizerBioNTech". Company: passages that say much the same deserve
about the same place (Diaz, 2005, "Regularizing Ad Hoc Retrieval Scores"). Crowding: a passage that
lies close to many others is close to every claim of its field (a hub: Radovanović et al., 2010,
"Hubs in Space"), and tells less of this one. A document that is about the claim has other passages
near it, and says at its beginning what it is about. A passage of many sentences has one that is
closer to the claim than the whole (see articles.ranking.beyond).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from articles.ranking.fusion import Floats, standard

# How many are looked at again, at least: as many as are wanted.
BEST = 80
# What each weighs beside the score, in standard deviations. All lie on a flat top.
SENTENCES = 0.6
LETTERS, COMPANY, CROWDING, BESIDE, BEGINNING = 0.3, 0.3, 0.15, 0.1, 0.2

RUN = 4
FRIENDS, NEIGHBOURS = 5, 10
# In standard deviations, what says nothing for a document.
POOR = -1.0
# Of a longer text the beginning counts.
LONGEST = 2_000
# Letters that every passage is granted, so that a short one is not put first for being short.
GRANTED = 150
# Four letters of so many bits are one number.
BITS = np.uint64(16)
LAST = 0xFFFF


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage: its heading and text, and which passage of which document it is, from 0."""

    text: str
    document: int
    number: int


def looked_at_again(
    scores: Floats,
    *,
    claim: str,
    candidates: Sequence[Candidate],
    vectors: Floats,
    sentences: Floats,
) -> Floats:
    """New scores for the best candidates, in the order given.

    `vectors` has a row for each; of zeros where the vector is not made yet. `sentences` says how
    close the closest sentence of each is, in any unit; NaN where that is not known.
    """
    own = standard(scores)
    own = standard(own + SENTENCES * _by_sentences(own, sentences))
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, 0)
    seen: Floats = (
        LETTERS * standard(_shared_letters(claim, [each.text for each in candidates]))
        + COMPANY * standard(_company(own, cosines))
        - CROWDING * standard(_crowding(cosines))
        + BESIDE * _beside(own, [each.document for each in candidates])
        + BEGINNING * np.array([each.number == 0 for each in candidates], np.float32)
    )
    return np.add(own, seen, dtype=np.float32)


def _by_sentences(scores: Floats, sentences: Floats) -> Floats:
    """What the scores of those whose sentences are known would be by these alone.

    They keep their mean and their spread: only to be known is of no advantage.
    """
    known = ~np.isnan(sentences)
    new = scores.copy()
    if known.any():
        new[known] = scores[known].mean() + scores[known].std() * standard(sentences[known])
    return new


def _shared_letters(claim: str, texts: Sequence[str]) -> Floats:
    letters = _Letters.of(texts)
    runs, wanted = letters.runs, np.unique(_Letters.of([claim]).runs)
    wanted = wanted[wanted > 0]
    if not len(wanted):
        return np.zeros(len(texts), np.float32)
    places = np.searchsorted(wanted, runs).clip(max=len(wanted) - 1)
    found = np.flatnonzero(wanted[places] == runs)
    shares = np.zeros((len(texts), len(wanted)), np.float32)
    shares[letters.texts[found], places[found]] = 1
    weights = np.log1p(len(texts) / (0.5 + shares.sum(axis=0)))
    sizes = np.bincount(letters.texts, minlength=len(texts))
    return np.divide(shares @ weights, np.sqrt(sizes + GRANTED), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of texts one after the other, in lower case, one space for all between words."""

    codes: NDArray[np.uint64]
    texts: NDArray[np.int64]
    """Of which text each is."""

    @classmethod
    def of(cls, texts: Sequence[str]) -> "_Letters":
        plain = [f" {text[:LONGEST].lower()} " for text in texts]
        said = "".join(plain).encode("utf-32-le", "surrogatepass")
        codes = np.frombuffer(said, "<u4").clip(max=LAST).astype(np.uint64)
        owners = np.repeat(np.arange(len(plain)), list(map(len, plain)))
        is_letter = _is_letter()[codes]
        is_first = np.roll(is_letter, 1) | (np.roll(owners, 1) != owners)
        kept = is_letter | is_first  # of several spaces the first
        return cls(np.where(is_letter, codes, ord(" "))[kept], owners[kept])

    @property
    def runs(self) -> NDArray[np.uint64]:
        """The run that begins at each letter as one number; 0 where the text is at its end."""
        runs = np.zeros_like(self.codes)
        if len(runs) >= RUN:
            ends = len(runs) - RUN + 1
            for at in range(RUN):
                runs[:ends] = runs[:ends] << BITS | self.codes[at : at + ends]
            runs[:ends][self.texts[:ends] != self.texts[RUN - 1 :]] = 0
        return runs


@cache
def _is_letter() -> NDArray[np.bool_]:
    """For each code whether it is of a word: what lies beyond LAST is taken for none."""
    return np.array([chr(code).isalnum() for code in range(LAST)] + [False])


def _company(scores: Floats, cosines: Floats) -> Floats:
    """The mean score of each one's nearest among the others, by the square of how near they are."""
    if len(cosines) <= FRIENDS:
        return np.zeros_like(scores)
    least = np.partition(cosines, -FRIENDS, axis=1)[:, -FRIENDS, None]
    near = np.where(cosines >= least, cosines.clip(min=0), 0) ** 2
    mean: Floats = near @ scores / np.maximum(near.sum(axis=1), 1e-9)
    return mean


def _crowding(cosines: Floats) -> Floats:
    """The mean cosine of each to its nearest neighbours among the others."""
    return np.sort(cosines, axis=1)[:, -NEIGHBOURS:].mean(axis=1, dtype=np.float32)


def _beside(scores: Floats, documents: Sequence[int]) -> Floats:
    """How far the best other passage of its document stands above the poor ones; 0 for none."""
    given = list(zip(documents, scores.tolist(), strict=True))
    best: dict[int, list[float]] = {}
    for document, score in given:
        best[document] = sorted([*best.get(document, ()), score])[-2:]

    def other(document: int, score: float) -> float:
        *second, first = best[document]
        return max(second, default=POOR) if score == first else first

    return np.array([max(other(*each) - POOR, 0) for each in given], np.float32)
