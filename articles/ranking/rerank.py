"""A second look at the best candidates, at what two sums of word and vector cannot see.

Letters: runs of four letters that claim and passage share, weighed by how few candidates have
them, so that "Pfizer's" meets "PfizerBioNTech". Company: passages that say much the same deserve
about the same place (Diaz, 2005, "Regularizing Ad Hoc Retrieval Scores"). Crowding: a passage that
lies close to many others is close to every claim of its field (a hub: Radovanović et al., 2010,
"Hubs in Space"), and tells less of this one. A document that is about the claim has other passages
near it, and says at its beginning what it is about.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from articles.ranking.fusion import Floats, standard

BEST = 80
# What each weighs beside the score, in standard deviations. All lie on a flat top.
LETTERS, COMPANY, CROWDING, BESIDE, BEGINNING = 0.3, 0.2, 0.15, 0.1, 0.2

RUN = 4
FRIENDS, NEIGHBOURS = 5, 10
# In standard deviations, what says nothing for a document.
POOR = -1.0
# Of a longer text the beginning counts.
LONGEST = 2_000
# Runs that every passage is granted, so that a short one is not put first for being short.
GRANTED = 150
NO_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage: its heading and text, and which passage of which document it is, from 0."""

    text: str
    document: int
    number: int


def looked_at_again(
    scores: Floats, *, claim: str, candidates: Sequence[Candidate], vectors: Floats
) -> Floats:
    """New scores for the best candidates, in the order given.

    `vectors` has a row for each; of zeros where the vector is not made yet.
    """
    own = standard(scores)
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


def _shared_letters(claim: str, texts: Sequence[str]) -> Floats:
    wanted, held = _runs(_plain(claim)), [_plain(text) for text in texts]
    shared = [[run for run in wanted if run in plain] for plain in held]
    having = Counter(run for runs in shared for run in runs)
    weight = {run: math.log(1 + len(texts) / (0.5 + count)) for run, count in having.items()}
    return np.array(
        [
            sum(weight[run] for run in both) / math.sqrt(len(plain) + GRANTED)
            for both, plain in zip(shared, held, strict=True)
        ],
        np.float32,
    )


def _plain(text: str) -> str:
    return f" {NO_WORD.sub(' ', text[:LONGEST].lower())} "


def _runs(plain: str) -> frozenset[str]:
    return frozenset(plain[at : at + RUN] for at in range(len(plain) - RUN + 1))


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
