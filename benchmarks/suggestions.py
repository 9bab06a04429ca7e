"""A worker of one process and of two: a thousand claims in the queue, to the last suggestion.

`python -m benchmarks suggestions --size 100000` looks in so many passages. They are made up, as
in `growth`, with made-up vectors; the claims are embedded by the model that the desk would use.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit

import numpy as np
import redis
from django.conf import settings
from django.db import connection
from django.db.models import Count, QuerySet

from articles.models import Claim, EmbeddingModel, Provider, SuggestionRun
from articles.services import articles, library, vectors
from articles.services.articles import Draft
from articles.services.incoming import Document
from benchmarks import growth, retrieval
from benchmarks.table import Line

PASSAGES = int(os.environ.get("BENCH_SIZE", "20000"))
CLAIMS, TO_AN_ARTICLE = 1_000, 100
PROCESSES = (1, 2)
BROKER_DATABASE = "/9"


def run() -> Iterator[Line]:
    chance = random.Random(330)  # noqa: S311 -- made up, not secret
    retrieval.PASSAGES = PASSAGES
    notes = list(retrieval._notes(chance))
    _fill(notes)
    rates = []
    for processes in PROCESSES:
        about = notes[len(rates) * CLAIMS :][:CLAIMS]
        runs = _bring_in([chance.sample(note.strip(".").split(), 12) for note in about])
        rates.append(CLAIMS / _worked_off(processes))
        yield from _lines(processes, rates, runs)


def _lines(processes: int, rates: list[float], runs: QuerySet[SuggestionRun]) -> Iterator[Line]:
    wanted, done = runs.count(), runs.filter(status=SuggestionRun.Status.DONE)
    twice = done.values("claim", "provider").annotate(runs=Count("pk")).filter(runs__gt=1)
    found = Claim.objects.filter(runs__in=runs, suggestions__isnull=False).distinct().count()
    providers = Provider.objects.filter(is_on=True).count()
    name = f"{CLAIMS:,} claims in {PASSAGES:,} passages, processes: {processes}"
    yield Line(name, rates[-1], "claims/s", "one process", rates[-1] / rates[0])
    yield Line("their runs that were lost", CLAIMS * providers - done.count(), f"of {wanted:,}")
    yield Line("their runs that were done twice", twice.count(), f"of {wanted:,}")
    yield Line("claims with suggestions", found, f"of {CLAIMS:,}")


def _worked_off(processes: int) -> float:
    """In how many seconds so many processes have done all that there is."""
    with _worker(processes) as worker:
        began = time.perf_counter()
        while SuggestionRun.objects.live().exists():
            if worker.poll() is not None:
                sys.exit("The worker ended.")
            time.sleep(0.1)
        return time.perf_counter() - began


def _fill(notes: list[str]) -> None:
    space = np.random.default_rng(330)
    library.add(Document(text=note) for note in notes)
    if vectors.is_off():
        return
    model = EmbeddingModel.objects.create(
        sha256=vectors.model().sha256,
        name="made",
        dimensions=vectors.model().dimensions,
        is_current=True,
    )
    growth._fill(model, growth._spread(space, growth.CLUSTERS), space)
    growth._index(model)


def _bring_in(said: list[list[str]]) -> QuerySet[SuggestionRun]:
    """Articles of these sentences; what is to be done for their claims."""
    before = Claim.objects.count()
    sentences = [f"{' '.join(words).capitalize()}." for words in said]
    for start in range(0, CLAIMS, TO_AN_ARTICLE):
        text = " ".join(sentences[start : start + TO_AN_ARTICLE])
        articles.bring_in(Draft(title=f"Story {before + start}", text=text), person=None)
    claims = Claim.objects.order_by("pk")[before:]
    return SuggestionRun.objects.filter(claim__in=list(claims.values_list("pk", flat=True)))


@contextmanager
def _worker(processes: int) -> Iterator[subprocess.Popen[bytes]]:
    """The worker on a broker database of its own; its beat finds what is queued."""
    broker = urlsplit(settings.CELERY_BROKER_URL)._replace(path=BROKER_DATABASE).geturl()
    parts = connection.get_connection_params()
    named = {key: parts[key] for key in ("dbname", "user", "password", "host", "port")}
    environ = os.environ | {
        "DATABASE_URL": f"postgresql:///?{urlencode(named)}",
        "REDIS_URL": broker,
        "FACTCHECK_SWEEP_SECONDS": "1",
    }
    with redis.Redis.from_url(broker) as client, tempfile.TemporaryDirectory() as folder:
        if client.dbsize():
            sys.exit(f"The broker's database {BROKER_DATABASE} is in use. It would be emptied.")
        words = (
            f"-A factcheck worker -B --concurrency {processes} -l WARNING --schedule {folder}/beat"
        )
        worker = subprocess.Popen(
            [sys.executable, "-m", "celery", *words.split()],
            cwd=settings.BASE_DIR,
            env=environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield worker
        finally:
            os.killpg(worker.pid, signal.SIGTERM)
            worker.wait()
            client.flushdb()
