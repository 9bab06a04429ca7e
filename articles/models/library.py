"""What evidence is looked for in: documents, their passages, and the words these are found by.

There are two shelves, the evidence library and the signed-off checks. Each counts its own words,
so that neither makes a word common in the other, and writing to one never waits for the other.
The counts are kept by triggers: they are exact whoever adds or deletes a row. services.shelves
alone, which has them already when it adds passages, says so and adds them itself.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models
from django.db.models import Case, Expression, F, Func, Q, Value, When
from django.db.models.functions import Length, StrIndex
from django.db.models.lookups import Exact
from pgvector.django import SparseVectorField

from articles.models import packed
from articles.ranking.bm25 import Candidates
from articles.reading import headline

# A function of ours: migrations/rules/library.sql says why.
BEST = "SELECT * FROM factcheck_best_passages(%s::integer[], %s::integer[], %s::sparsevec, %s)"
# One look into the index for each sketch: one with the numbers of all of them takes far longer.
# Without its setting the planner reads the whole table as long as it thinks that it is small.
ALIKE = "SELECT * FROM factcheck_documents_alike(string_to_array(%s, chr(31)))"
# A row at least, so that the shelf's size is known.
WORDS = """
SELECT size, known.word, known.id, known.passages
FROM (SELECT coalesce(sum(passages), 0)::bigint AS size
      FROM articles_librarystatistics WHERE shelf = %(shelf)s) statistics
LEFT JOIN articles_lexeme known
ON known.shelf = %(shelf)s AND known.word = ANY(%(words)s) AND known.passages > 0
"""
# Longer than one is under way.
A_BATCH = timedelta(minutes=5)
# The most that sparsevec has; a lexeme's id is its dimension.
DIMENSIONS = 1_000_000_000


class Shelf(models.TextChoices):
    LIBRARY = "library", "Evidence library"
    CHECKS = "checks", "Signed-off checks"


class LibraryDocumentQuerySet(models.QuerySet["LibraryDocument"]):
    def alike(self, sketches: Sequence[Sequence[int]]) -> dict[int, list[int]]:
        """Sketches, by id, of the documents that repeat nothing and share a number with one."""
        with connection.cursor() as cursor:
            cursor.execute(ALIKE, [packed.joined(map(packed.listed, sketches))])
            return dict(cursor.fetchall())


class LibraryDocument(models.Model):
    identifier = models.CharField(
        max_length=500,
        blank=True,
        help_text="What its source calls it; the same again replaces it.",
    )
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    url = models.URLField("address", max_length=2000, blank=True)
    author = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.DateField("date", null=True, blank=True)
    sha256 = models.CharField("SHA-256 of title and text", max_length=64)
    repeats = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
        help_text="The earlier document that this one is nearly the same as.",
    )
    sketch = ArrayField(
        models.IntegerField(),
        default=list,
        blank=True,
        editable=False,
        help_text="See articles.ranking.shingles: what copies of the text are found by.",
    )
    added_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = LibraryDocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            # Only what repeats nothing is compared with: one of a text, however many copies.
            GinIndex(name="document_sketch", fields=["sketch"], condition=Q(repeats__isnull=True))
        ]
        constraints = [
            # So nothing repeats itself, and nothing goes round in a circle.
            models.CheckConstraint(
                name="document_repeats_an_earlier_one", condition=Q(repeats__lt=F("id"))
            ),
            models.CheckConstraint(
                name="document_has_a_title_or_a_text",
                condition=Q(title__regex=r"\S") | Q(text__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="document_address_is_of_the_web",
                condition=Q(url="") | Q(url__iregex="^https?://"),
            ),
            models.CheckConstraint(
                # A regular expression takes longer than all the rest of writing the row.
                name="document_hash_is_sha256",
                condition=Q(Exact(Length("sha256"), Value(64)))
                & Q(Exact(Func("sha256", Value("0123456789abcdef"), function="ltrim"), Value(""))),
            ),
            models.UniqueConstraint(
                name="document_identifier_is_used_once",
                fields=["identifier"],
                condition=~Q(identifier=""),
            ),
            models.UniqueConstraint(
                name="document_without_identifier_is_kept_once",
                fields=["sha256"],
                condition=Q(identifier=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title or headline.shortened(self.text)

    @staticmethod
    def lost(words: Expression | F, *, since: Expression | F, of: str) -> Case:
        """Whether the document `of` a row has changed and has the row's words no longer.

        A text of megabytes is looked through only if it has changed. What was changed in a batch
        that was not yet done when the words were read counts as later.
        """
        has_changed = Q(**{f"{of}__updated_at__gt": since - A_BATCH})
        is_gone = Exact(StrIndex(f"{of}__text", words), Value(0))
        return Case(When(has_changed, then=is_gone), default=False)


class LexemeQuerySet(models.QuerySet["Lexeme"]):
    def of_shelf(
        self, shelf: Shelf, words: Sequence[str]
    ) -> tuple[int, list[tuple[str, int, int]]]:
        """How many passages the shelf has; of the words that it has the id and how many have it."""
        with connection.cursor() as cursor:
            cursor.execute(WORDS, {"shelf": shelf.value, "words": list(words)})
            rows = cursor.fetchall()
        return rows[0][0], [known for _, *known in rows if known[0] is not None]


class Lexeme(models.Model):
    """A word of a shelf, by its stem, and how many of the shelf's passages have it."""

    id = models.AutoField(primary_key=True)
    shelf = models.CharField(max_length=7, choices=Shelf)
    word = models.CharField(max_length=200)
    passages = models.PositiveIntegerField(default=0)

    objects = LexemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="lexeme_once_on_a_shelf", fields=["shelf", "word"])
        ]

    def __str__(self) -> str:
        return self.word


class LibraryStatistics(models.Model):
    """What a shelf holds. Whoever writes to the shelf locks this row first."""

    shelf = models.CharField(max_length=7, choices=Shelf, primary_key=True)
    passages = models.PositiveBigIntegerField(default=0)
    length = models.PositiveBigIntegerField("words of all passages", default=0)
    average = models.FloatField(
        "words of a passage, as the weights have it",
        default=1,
        help_text="Stays while passages come and go, until the true one is too far from it.",
    )
    built_at = models.DateTimeField("weights taken", null=True, blank=True)
    cut = models.PositiveSmallIntegerField(
        "way in which words are cut", default=0, help_text="See articles.ranking.words."
    )

    class Meta:
        verbose_name_plural = "library statistics"
        constraints = [
            models.CheckConstraint(
                name="statistics_average_is_positive", condition=Q(average__gt=0)
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_shelf_display()}: {self.passages} passages"

    @property
    def true_average(self) -> float:
        return max(self.length / self.passages, 1) if self.passages else self.average


class PassageQuerySet(models.QuerySet["Passage"]):
    def best(
        self, candidates: Candidates, rarity: Mapping[int, float], *, most: int
    ) -> list[tuple[int, float]]:
        """The ids and scores of the candidates that are closest to words which are so rare."""
        ends = [lexeme for pair in candidates.pairs for lexeme in pair]
        with connection.cursor() as cursor:
            cursor.execute(BEST, [candidates.any_of, ends, sparse(rarity), most])
            return [(key, score) for key, score in cursor.fetchall()]


class Passage(models.Model):
    shelf = models.CharField(max_length=7, choices=Shelf)
    # The unique constraints below are the indexes of both.
    document = models.ForeignKey(
        LibraryDocument,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="passages",
        db_index=False,
    )
    verdict = models.ForeignKey(
        "articles.Verdict",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="passages",
        db_index=False,
    )
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    title = models.TextField(blank=True, help_text="Of a check; a document has its own.")
    text = models.TextField(blank=True)
    length = models.PositiveIntegerField("words, with the title's")
    lexemes = ArrayField(models.IntegerField())
    weights = SparseVectorField()

    objects = PassageQuerySet.as_manager()

    class Meta:
        indexes = [
            # What is added waits in a list until services.shelves has laid it in, all at once.
            GinIndex(name="passage_lexemes", fields=["lexemes"])
        ]
        constraints = [
            models.CheckConstraint(
                name="passage_belongs_to_a_document_or_a_verdict",
                condition=Q(shelf="library", document__isnull=False, verdict__isnull=True)
                | Q(shelf="checks", document__isnull=True, verdict__isnull=False),
            ),
            models.CheckConstraint(
                name="passage_is_as_long_as_its_span",
                condition=Q(end=F("start") + Length("text")),
            ),
            models.UniqueConstraint(
                name="passage_number_once_in_a_document", fields=["document", "number"]
            ),
            models.UniqueConstraint(name="passage_once_for_a_verdict", fields=["verdict"]),
        ]

    def __str__(self) -> str:
        return self.text[:80]


def sparse(weights: Mapping[int, float]) -> str:
    """Weights by lexeme in PostgreSQL's notation of a sparsevec."""
    entries = ",".join(f"{lexeme}:{weight:.7g}" for lexeme, weight in sorted(weights.items()))
    return f"{{{entries}}}/{DIMENSIONS}"
