"""The broker is emptied, and no bell is heard: what waits in the tables is done all the same."""

from collections import Counter

import pytest

from articles import tasks
from articles.models import (
    Ingest,
    LibraryDocument,
    Look,
    Passage,
    PassageToEmbed,
    PassageVector,
    Snapshot,
)
from articles.services import library
from articles.services.library import Document
from tests import tiny_model, workers
from tests.factories import FeedFactory
from tests.handed_in import hand_in, line
from tests.looked_at import PAGE, attach
from tests.outside import fetching_on
from tests.patience import until
from tests.web_server import serving

pytestmark = pytest.mark.django_db(transaction=True)

RSS = "<rss version='2.0'><channel><title>News</title><item><link>{}</link></item></channel></rss>"
NEWS = "<html><title>News</title><p>The bridge was opened by the mayor on Monday.</p></html>"


@pytest.fixture
def web():
    with serving() as server:
        yield server


@pytest.fixture
def desk(settings, web, tmp_path):
    """A desk that fetches pages and has a model; what its workers have to be told of that."""
    fetching_on(settings, web)
    settings.MEANING_MODEL = str(tiny_model.in_folder(tmp_path))
    return {
        "model": settings.MEANING_MODEL,
        "FACTCHECK_FETCH_INSIDE": web.pair,
        "FACTCHECK_UPLOADS": settings.UPLOADS,
    }


def each_passage_has_its_vector(count):
    return PassageVector.objects.count() == count and not PassageToEmbed.objects.exists()


def test_a_look_an_ingest_a_feed_and_vectors_are_done_once(web, desk):
    with workers.broker() as broker:
        attach(web.page("/source", PAGE))
        tasks.ring_for_looks()
        ingest = hand_in(*map(line, range(3)))
        tasks.ring_to_fill()
        feed = FeedFactory(address=web.page("/feed", RSS.format(web.page("/news", NEWS))))
        tasks.ring_to_read()
        tasks.ring_for_vectors()
        assert broker.llen("background") == 4
        broker.flushdb()

        with workers.working(**desk):
            until(lambda: Look.objects.filter(status=Look.Status.TAKEN))
            until(lambda: Ingest.objects.filter(status=Ingest.Status.DONE).count() == 2)
            until(lambda: each_passage_has_its_vector(4))
            library.add([Document(text="What comes when the worker is long there.")])
            until(lambda: each_passage_has_its_vector(5))

    assert Counter(web.paths) == {"/source": 1, "/feed": 1, "/news": 1}
    assert Look.objects.count() == Snapshot.objects.count() == 1
    ingest.refresh_from_db()
    assert (ingest.new, ingest.attempts) == (3, 0)
    feed.refresh_from_db()
    assert (feed.error, feed.pages.get().error) == ("", "")
    assert LibraryDocument.objects.count() == Passage.objects.count() == 5
