"""What passages mean, as vectors of a model, and which passages still wait for theirs.

A trigger puts every new passage among those that wait, so none is forgotten, whoever adds it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from django.db import connection, models
from django.db.models import Q
from numpy.typing import NDArray
from pgvector.django import HalfVectorField

from articles.models.library import Passage, Shelf, sparse

Vector = NDArray[np.float32]

# The planner takes an index for a query only if the query has the index's very words.
NEAREST = """
SELECT set_config('hnsw.ef_search', %s, true);
SELECT passage_id, -(vector::halfvec({dimensions}) <#> %s::halfvec({dimensions}))
FROM articles_passagevector
WHERE model_id = {model} AND shelf = '{shelf}'
ORDER BY vector::halfvec({dimensions}) <#> %s::halfvec({dimensions}) LIMIT %s
"""
# The BM25 score of what was found by its meaning, and the cosine of what was found by its words.
LACKING = """
SELECT TRUE, id, -(weights <#> %s::sparsevec) FROM articles_passage WHERE id = ANY(%s)
UNION ALL
SELECT FALSE, passage_id, -(vector::halfvec({dimensions}) <#> %s::halfvec({dimensions}))
FROM articles_passagevector WHERE model_id = {model} AND passage_id = ANY(%s)
"""
SHOWN = """
SELECT passage.id, passage.document_id, passage.verdict_id,
    coalesce(nullif(passage.title, ''), document.title, ''), passage.text,
    coalesce(document.url, ''), coalesce(document.author, ''), coalesce(document.publisher, ''),
    document.published,
    passage.number, halfvec_send(vector), sentences.signs
FROM articles_passage passage
LEFT JOIN articles_librarydocument document ON document.id = passage.document_id
LEFT JOIN articles_passagevector made ON made.passage_id = passage.id AND made.model_id = %s
LEFT JOIN articles_passagesentences sentences USING (passage_id, model_id)
WHERE passage.id = ANY(%s)
"""
INDEX = """
CREATE INDEX IF NOT EXISTS {name} ON articles_passagevector
USING hnsw ((vector::halfvec({dimensions})) halfvec_ip_ops) WITH (m = 16, ef_construction = 64)
WHERE model_id = {model} AND shelf = '{shelf}'
"""
# How many neighbours the index keeps in view: fewer miss too many in a larger shelf.
VIEWS = ((100_000, 100), (300_000, 200))
WIDEST_VIEW = 400


class Weighed(NamedTuple):
    """A passage's BM25 score, and its cosine, None as long as it waits for its vector."""

    passage: int
    words: float
    closeness: float | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage of a document or of a check, with its vector, if it has one, as it is sent."""

    passage: int
    document: int | None
    verdict: int | None
    title: str
    text: str
    url: str
    author: str
    publisher: str
    published: date | None
    number: int
    sent: bytes | None
    sentences: bytes | None
    """See articles.ranking.beyond; None as long as they are not read."""

    def vector(self, dimensions: int) -> Vector:
        """Of zeros as long as the passage waits for it."""
        return np.zeros(dimensions, np.float32) if self.sent is None else received(self.sent)


class EmbeddingModel(models.Model):
    """A model that vectors are made with, known by its files."""

    sha256 = models.CharField("SHA-256 of its files", max_length=64, unique=True)
    name = models.CharField(max_length=200)
    dimensions = models.PositiveSmallIntegerField()
    is_current = models.BooleanField("in use", default=False)
    # When the worker began that took it into use: a later one may take another.
    adopted_at = models.DateTimeField(auto_now_add=True)
    error = models.TextField("last error", blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="embedding_model_one_in_use",
                fields=["is_current"],
                condition=Q(is_current=True),
            ),
            models.CheckConstraint(
                # What an index over half-precision vectors can hold.
                name="embedding_model_1_to_4000_dimensions",
                condition=Q(dimensions__gte=1, dimensions__lte=4000),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def index(self, shelf: Shelf) -> str:
        return f"articles_vector_{self.pk}_{shelf}"


class PassageVectorQuerySet(models.QuerySet["PassageVector"]):
    def nearest(
        self, model: EmbeddingModel, shelf: Shelf, vector: str, *, most: int, view: int
    ) -> dict[int, float]:
        """The passages whose vectors are closest to one, as `written`, with their cosines.

        `view`: see `view_of`.
        """
        query = NEAREST.format(dimensions=model.dimensions, model=model.pk, shelf=shelf.value)
        with connection.cursor() as cursor:
            # Both in one go, one transaction.
            cursor.execute(query, [str(view), vector, vector, most])
            cursor.nextset()
            return dict(cursor.fetchall())

    def weighed(
        self,
        model: EmbeddingModel,
        said: Mapping[int, float],
        near: Mapping[int, float],
        rarity: Mapping[int, float],
        vector: str,
    ) -> list[Weighed]:
        """Both scores of what was found by words or by meaning, in the order of the passages' ids.

        The score that the one list has not is looked up. What was deleted meanwhile is left out.
        """
        query = LACKING.format(dimensions=model.dimensions, model=model.pk)
        words, closeness = dict(said), dict(near)
        with connection.cursor() as cursor:
            cursor.execute(
                query, [sparse(rarity), [*near.keys() - said], vector, [*said.keys() - near]]
            )
            for is_of_words, key, score in cursor.fetchall():
                (words if is_of_words else closeness)[key] = score
        return [Weighed(key, words[key], closeness.get(key)) for key in sorted(words)]

    def shown(self, model: EmbeddingModel | None, passages: Sequence[int]) -> dict[int, Shown]:
        """By id, those of the passages that there are."""
        with connection.cursor() as cursor:
            cursor.execute(SHOWN, [model.pk if model else None, list(passages)])
            return {row[0]: Shown(*row) for row in cursor.fetchall()}


class PassageVector(models.Model):
    """A passage's vector by a model, of length 1: an inner product is a cosine."""

    pk = models.CompositePrimaryKey("passage_id", "model_id")
    # The database deletes it with its passage; so says migrations/rules/library.sql.
    passage = models.ForeignKey(
        Passage, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    model = models.ForeignKey(EmbeddingModel, models.DB_CASCADE, db_index=False, related_name="+")
    shelf = models.CharField(max_length=7, choices=Shelf)
    vector = HalfVectorField()

    objects = PassageVectorQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Passage {self.passage_id} by model {self.model_id}"


class PassageToEmbed(models.Model):
    """A passage that waits for its vector by the model in use. The table is the queue."""

    # The database deletes it with its passage; so says migrations/rules/library.sql.
    passage = models.OneToOneField(
        Passage, models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="+"
    )
    model = models.ForeignKey(EmbeddingModel, models.DB_CASCADE, db_index=False, related_name="+")

    class Meta:
        verbose_name_plural = "passages to embed"

    def __str__(self) -> str:
        return f"Passage {self.passage_id} for model {self.model_id}"


class PassageSentences(models.Model):
    """What a passage's sentences say beyond its vector by a model, or that they wait to be read.

    A trigger adds the row when the vector is made; the passage is found without it.
    """

    pk = models.CompositePrimaryKey("passage_id", "model_id")
    # The database deletes it with the vector; so says migrations/rules/sentences.sql.
    passage = models.ForeignKey(
        Passage, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    model = models.ForeignKey(
        EmbeddingModel, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    signs = models.BinaryField(
        null=True, help_text="See articles.ranking.beyond: null until read, empty for too few."
    )

    class Meta:
        verbose_name_plural = "passages' sentences"
        indexes = [
            models.Index(
                name="sentences_to_read",
                fields=["model", "passage"],
                condition=Q(signs__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"Sentences of passage {self.passage_id} by model {self.model_id}"


def view_of(passages: int, *, most: int) -> int:
    """How many neighbours a search of a shelf of so many passages keeps in view."""
    fit = next((view for size, view in VIEWS if passages <= size), WIDEST_VIEW)
    return max(fit, min(most, 1000))


def received(sent: bytes) -> Vector:
    """A vector out of the binary form of halfvec: two numbers of two bytes, then the halves."""
    return np.frombuffer(sent, ">f2", offset=4).astype(np.float32)


def written(vector: Vector) -> str:
    """A vector in PostgreSQL's notation, to the sixth decimal: half precision has fewer."""
    return str(vector.astype(np.float64).round(6).tolist())
