"""Vectors of what passages mean: made in the background, and asked for by the search."""

import logging
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from articles.models import EmbeddingModel, PassageSentences, PassageToEmbed, PassageVector
from articles.models.copying import copy
from articles.models.library import Shelf
from articles.models.vector import INDEX, received, written
from articles.ranking import beyond, meaning
from articles.reading import sentences, slugs
from articles.services import shelves

logger = logging.getLogger(__name__)

# Few enough that a worker which ends loses a second's work, and holds rows for a second.
AT_ONCE = 64
READ_AT_ONCE = 16
OFF = "off"
PACKAGED = "packaged"
# When this worker began, with the settings it has; its processes know it from the one before them.
BEGAN = timezone.now()
OVERTAKEN = (
    "Another worker, which began later, uses another model: give all the same FACTCHECK_MODEL."
)

NOT_YET = """
INSERT INTO articles_passagetoembed (passage_id, model_id)
SELECT id, %(model)s FROM articles_passage passage WHERE NOT EXISTS (
    SELECT FROM articles_passagevector made
    WHERE made.passage_id = passage.id AND made.model_id = %(model)s
)
"""
# The first few are taken by themselves: joined with all that wait, the plan would read the passages
# from the first one on, each time. The passages are locked as well, before anything is made of
# them: whoever deletes one would else hold it and wait for its place here, while the vector that
# is made waits for the passage.
NEXT = """
WITH waiting AS MATERIALIZED (
    SELECT passage_id FROM articles_passagetoembed
    WHERE model_id = %s ORDER BY passage_id LIMIT %s FOR UPDATE SKIP LOCKED
)
SELECT passage.id, passage.shelf, coalesce(nullif(passage.title, ''), document.title, ''),
    coalesce(document.url, ''), passage.text
FROM waiting JOIN articles_passage passage ON passage.id = waiting.passage_id
LEFT JOIN articles_librarydocument document ON document.id = passage.document_id
FOR KEY SHARE OF passage SKIP LOCKED
"""
NEXT_TO_READ = """
WITH waiting AS MATERIALIZED (
    SELECT passage_id, model_id FROM articles_passagesentences
    WHERE model_id = %s AND signs IS NULL ORDER BY passage_id LIMIT %s FOR UPDATE SKIP LOCKED
)
SELECT passage.id, passage.text, halfvec_send(made.vector)
FROM waiting JOIN articles_passagevector made USING (passage_id, model_id)
JOIN articles_passage passage ON passage.id = waiting.passage_id
"""
READ = "UPDATE articles_passagesentences SET signs = %s WHERE (passage_id, model_id) = (%s, %s)"


@dataclass(frozen=True, slots=True)
class State:
    """How far a model has come with the passages; `problem` is why it does nothing now."""

    model: str
    made: int
    waiting: int
    unread: int
    problem: str

    @property
    def share(self) -> float:
        """Of the passages, those that have their vector; of none, all."""
        return self.made / (self.made + self.waiting) if self.waiting else 1.0


def is_off() -> bool:
    return settings.MEANING_MODEL == OFF


def model() -> meaning.Model:
    """The model that the settings name, loaded once in a process. Raises ModelUnavailable."""
    if is_off():
        raise meaning.ModelUnavailable("It is switched off.")
    return loaded(settings.MEANING_MODEL)


def loaded(name: str) -> meaning.Model:
    """A model as the settings would name it: "packaged" or a folder. Raises ModelUnavailable."""
    return _loaded(name, settings.MEANING_THREADS)


def called(name: str) -> str:
    """What people know a model by that the settings would name so."""
    return "all-MiniLM-L6-v2" if name == PACKAGED else Path(name).name


@cache
def _loaded(name: str, threads: int) -> meaning.Model:
    files = meaning.packaged() if name == PACKAGED else meaning.of_folder(Path(name))
    return meaning.Model(files, threads=threads)


def of_claim(text: str) -> tuple[EmbeddingModel, meaning.Vectors] | None:
    """A claim's vector and the model that made it; None when there is none to use.

    None, too, as long as no worker has taken over the model that the settings name.
    """
    try:
        row = _in_use()
        return (row, model().embed([text])[0]) if row else None
    except meaning.ModelUnavailable as error:
        if not is_off():
            logger.warning("Searching by words only. %s", error)
        return None


def _in_use() -> EmbeddingModel | None:
    """The model of the settings, if a worker has taken it over. Raises ModelUnavailable."""
    row = EmbeddingModel.objects.filter(is_current=True).first()
    return row if row and row.sha256 == model().sha256 else None


def is_in_use() -> bool:
    """Whether meaning is searched now."""
    try:
        return _in_use() is not None
    except meaning.ModelUnavailable:
        return False


def why_by_words_only() -> str:
    """Why meaning is not searched now, in a sentence for the editor; else nothing."""
    if is_off():
        return "Meaning is not searched on this desk: the model is switched off."
    try:
        model()
    except meaning.ModelUnavailable:
        return "Meaning is not searched now: the model cannot be loaded. An admin sees why."
    return "" if _in_use() else "Meaning is not searched yet: no worker has taken the model over."


def work() -> bool:
    """Make vectors for the next passages that wait; False when nothing is left that is free.

    Once all have theirs, the sentences of the next few are read, which make a found passage's
    place truer and no passage findable.

    Several workers share the work; of one that dies the passages wait on, as if it had never
    taken them. Another model than the one before is taken over: all passages wait for vectors
    by it. Of workers with several models the one that began last decides. Raises
    ModelUnavailable.
    """
    try:
        return _work()
    except meaning.ModelUnavailable as error:
        if not is_off() and str(error) != OVERTAKEN:  # that is said of no model in use
            failed = {"error": str(error), "failed_at": timezone.now()}
            EmbeddingModel.objects.filter(is_current=True).update(**failed)
        raise


def _work() -> bool:
    row = _in_use() or _adopt(model().sha256)
    if row.error:
        EmbeddingModel.objects.filter(pk=row.pk).update(error="", failed_at=None)
    return _embed(row) or _forget_others(row) or _read(row)


def waiting() -> int:
    """How many passages wait for their vector."""
    return PassageToEmbed.objects.count()


def unread() -> int:
    """How many passages have their vector, and wait for their sentences to be read."""
    return PassageSentences.objects.filter(model__is_current=True, signs=None).count()


def state() -> State:
    row = EmbeddingModel.objects.filter(is_current=True).first()
    return State(
        model=row.name if row else "",
        made=PassageVector.objects.filter(model=row).count() if row else 0,
        waiting=waiting(),
        unread=unread(),
        problem=_problem() or (row.error if row else ""),
    )


def _problem() -> str:
    try:
        model()
    except meaning.ModelUnavailable as error:
        return str(error)
    return ""


@transaction.atomic
def _embed(row: EmbeddingModel) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [row.pk, AT_ONCE])
        passages = cursor.fetchall()
    if not passages:
        return False
    vectors = model().embed(
        [f"{slugs.heading(title, url)}\n{text}" for _, _, title, url, text in passages]
    )
    rows = zip(passages, vectors, strict=True)
    copy(
        PassageVector,
        ("passage", "model", "shelf", "vector"),
        ((key, row.pk, shelf, written(vector)) for (key, shelf, *_), vector in rows),
    )
    PassageToEmbed.objects.filter(pk__in=[key for key, *_ in passages]).delete()
    return True


@transaction.atomic
def _read(row: EmbeddingModel) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(NEXT_TO_READ, [row.pk, READ_AT_ONCE])
        passages = cursor.fetchall()
        said = [beyond.sentences(text, sentences.spans(text)) for _, text, _ in passages]
        made = iter(model().embed([each for some in said for each in some]) if any(said) else ())
        signs = [
            _signs(list(islice(made, len(some))), sent)
            for some, (*_, sent) in zip(said, passages, strict=True)
        ]
        rows = zip(signs, passages, strict=True)
        cursor.executemany(READ, [(each, key, row.pk) for each, (key, *_) in rows])
    return bool(passages)


def _signs(said: list[meaning.Vectors], sent: bytes) -> bytes:
    return beyond.signs(np.stack(said), received(sent)) if said else b""


@transaction.atomic
def _adopt(sha256: str) -> EmbeddingModel:
    """Make the loaded model the one in use, and let every passage wait that lacks its vector."""
    for shelf in Shelf:
        shelves.locked(shelf)  # so that no passage is added unseen meanwhile
    if EmbeddingModel.objects.filter(is_current=True, adopted_at__gt=BEGAN).exclude(sha256=sha256):
        raise meaning.ModelUnavailable(OVERTAKEN)
    EmbeddingModel.objects.exclude(sha256=sha256).update(is_current=False)
    row, _ = EmbeddingModel.objects.get_or_create(
        sha256=sha256,
        defaults={"name": called(settings.MEANING_MODEL), "dimensions": model().dimensions},
    )
    if row.is_current:
        return row  # another worker was faster
    row.is_current, row.error, row.failed_at, row.adopted_at = True, "", None, BEGAN
    row.save(update_fields=["is_current", "error", "failed_at", "adopted_at"])
    PassageToEmbed.objects.all().delete()
    with connection.cursor() as cursor:
        for shelf in Shelf:
            cursor.execute(_index(row, shelf))
        cursor.execute(NOT_YET, {"model": row.pk})
    return row


@transaction.atomic
def _forget_others(row: EmbeddingModel) -> bool:
    """Once all passages have their vector by the model in use, those by others are waste.

    The indexes go last: that shuts the table to searches until the transaction ends.
    """
    others = list(EmbeddingModel.objects.filter(is_current=False))
    EmbeddingModel.objects.filter(pk__in=[other.pk for other in others]).delete()
    with connection.cursor() as cursor:
        for other, shelf in product(others, Shelf):
            cursor.execute(f"DROP INDEX IF EXISTS {other.index(shelf)}")
    return False


def _index(row: EmbeddingModel, shelf: Shelf) -> str:
    return INDEX.format(
        name=row.index(shelf), dimensions=row.dimensions, model=row.pk, shelf=shelf.value
    )
