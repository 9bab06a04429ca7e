"""A second look at the best candidates, at what two sums of word and vector cannot see.

Letters: runs of four letters that claim and passage share, weighed by how few candidates have
them, so that "Pfizer's" meets "PfizerBioNTech". Crowding: a passage that lies close to many
others of the candidates is close to every claim of its field (a hub: Radovanović et al., 2010,
"Hubs in Space"), and tells less of this one.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from articles.ranking.fusion import Floats, standard

BEST = 60
LETTERS, CROWDING = 0.2, 0.15

RUN = 4
NEIGHBOURS = 10
# Of a longer text the beginning counts.
LONGEST = 2_000
# Runs that every passage is granted, so that a short one is not put first for being short.
GRANTED = 150
NO_WORD = re.compile(r"\W+")


def looked_at_again(scores: Floats, *, claim: str, texts: Sequence[str], vectors: Floats) -> Floats:
    """New scores for the best candidates, in the order given.

    `vectors` has a row for each text; of zeros where the vector is not made yet.
    """
    letters, crowding = _shared_letters(claim, texts), _crowding(vectors)
    seen = LETTERS * standard(letters) - CROWDING * standard(crowding)
    return np.add(standard(scores), seen, dtype=np.float32)


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


def _crowding(vectors: Floats) -> Floats:
    """The mean cosine of each to its nearest neighbours among the others."""
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, 0)
    return np.sort(cosines, axis=1)[:, -NEIGHBOURS:].mean(axis=1, dtype=np.float32)
