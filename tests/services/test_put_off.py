"""Within one hand-in a server that fails again and again is left alone, and nothing is lost."""

import pytest
from django.utils import timezone

from articles.models import Feed, FeedPage, Ingest, LibraryDocument
from articles.services import feeds, ingests, put_off
from tests.factories import FeedFactory, UserFactory
from tests.handed_in import hand_in, said, tally, work_off
from tests.outside import fetching_on
from tests.web_server import serving

pytestmark = pytest.mark.django_db

Status = Ingest.Status
PAGE = "<html><body><h1>{0}</h1><p>The {0} was opened by the mayor in 1889.</p></body></html>"


@pytest.fixture
def slow():
    """A server whose every page is down."""
    with serving() as server:
        for number in range(6):
            server.page(f"/{number}", "", status=503)
        yield server


@pytest.fixture
def web(settings, slow):
    with serving() as server:
        fetching_on(settings, server, slow)
        for name in ("tower", "bridge"):
            server.page(f"/{name}", PAGE.format(name))
        yield server


def addresses(*given):
    lines = "\n".join(given).encode()
    person = UserFactory()
    return hand_in(lines, kind=Ingest.Kind.ADDRESSES, ending=".txt", person=person)


def mend(server):
    for number in range(6):
        server.page(f"/{number}", PAGE.format(f"lighthouse {number}"))


def later():
    """Work off what was put off, as if its pause were over."""
    Ingest.objects.live().update(due_at=timezone.now())
    newest = Ingest.objects.latest("pk")
    return work_off(newest)


def test_what_is_left_of_a_server_is_put_off_and_the_others_are_fetched(web, slow):
    given = [slow.url("/0"), web.url("/tower"), *(slow.url(f"/{n}") for n in range(1, 6))]
    ingest = work_off(addresses(*given, web.url("/bridge")))

    assert (ingest.status, tally(ingest), said(ingest)) == (Status.DONE, (2, 0, 0, 0, 0), [])
    assert len(slow.asked) == 3
    rest = ingest.put_off.get()
    assert (rest.name, rest.asked_by) == (f"6 addresses of {slow.pair}", ingest.asked_by)
    assert rest.error == "Its server failed 3 times in a row."
    assert rest.is_put_off
    assert 14 < (rest.due_at - timezone.now()).total_seconds() / 60 <= 15

    mend(slow)
    assert tally(later()) == (6, 0, 0, 0, 0)
    assert LibraryDocument.objects.count() == 8


def test_the_count_goes_on_over_shifts(web, slow):
    addresses(*(slow.url(f"/{n}") for n in range(6)))

    for _ in range(3):
        ingests.work(seconds=-1)

    assert len(slow.asked) == 3
    assert Ingest.objects.filter(put_off_from__isnull=False).count() == 1


def test_each_pause_is_longer_and_after_the_fourth_it_is_given_up_in_words(web, slow):
    ingest = work_off(addresses(*(slow.url(f"/{n}") for n in range(5))))
    waits = []
    while (rest := Ingest.objects.latest("pk")) != ingest and rest.is_put_off:
        waits.append(round((rest.due_at - timezone.now()).total_seconds() / 60))
        last = later()

    assert waits == [15, 30, 60, 120]
    assert (last.status, last.lost, last.put_off.count()) == (Status.FAILED, 5, 0)
    assert said(last)[-1] == f"{slow.url('/4')}: {put_off.GIVEN_UP}"
    assert len(slow.asked) == 3 * 5


def test_a_page_that_is_not_there_is_no_fault_of_its_server(web):
    missing = [web.url(f"/{n}") for n in range(5)]
    ingest = work_off(addresses(*missing, web.url("/tower")))

    assert tally(ingest) == (1, 0, 0, 0, 5)
    assert not ingest.put_off.exists()


def test_a_server_that_answers_in_between_is_not_left_alone(web, slow):
    slow.page("/2", PAGE.format("lighthouse"))
    ingest = work_off(addresses(*(slow.url(f"/{n}") for n in range(5))))

    assert (tally(ingest), ingest.failing.keys()) == ((1, 0, 0, 0, 4), {slow.pair})
    assert not ingest.put_off.exists()


def test_of_a_feed_the_pages_themselves_are_put_off_and_no_try_is_spent(web, slow):
    links = "".join(f"<item><link>{slow.url(f'/{n}')}</link></item>" for n in range(5))
    body = f"<?xml version='1.0'?><rss version='2.0'><channel>{links}</channel></rss>"
    feed = FeedFactory(address=web.page("/feed", body, media_type="text/xml"))

    feeds.work()
    work_off(Ingest.objects.get())

    assert list(FeedPage.objects.values_list("tries", flat=True)) == [1, 1, 1, 0, 0]
    assert not FeedPage.objects.due().exists()
    Feed.objects.update(due_at=timezone.now())
    feeds.work()
    assert Ingest.objects.filter(feed=feed).count() == 1


class WorkerKilled(BaseException):
    """No handler of ours catches what ends a process."""


def test_a_worker_killed_while_it_puts_off_leaves_nothing_doubled(web, slow, monkeypatch):
    ingest = addresses(*(slow.url(f"/{n}") for n in range(5)))

    def killed(*args):
        raise WorkerKilled

    with monkeypatch.context() as patch:
        patch.setattr(put_off, "_hand_in", killed)
        with pytest.raises(WorkerKilled):
            ingests.work(seconds=60)

    Ingest.objects.update(due_at=timezone.now())
    work_off(ingest)
    assert (ingest.status, ingest.lost, ingest.put_off.count()) == (Status.DONE, 0, 1)
    assert ingest.put_off.get().name == f"5 addresses of {slow.pair}"


def test_one_that_begins_again_counts_the_failures_of_a_server_anew(web, slow):
    ingest = work_off(addresses(slow.url("/0"), slow.url("/1")))
    assert (ingest.status, ingest.lost) == (Status.FAILED, 2)

    ingests.go_on(ingest_id=ingest.pk)
    work_off(ingest)
    assert (ingest.status, ingest.error, ingest.lost) == (Status.FAILED, ingests.NOTHING_READ, 2)
    assert (len(slow.asked), ingest.put_off.count()) == (4, 0)

    mend(slow)
    ingests.go_on(ingest_id=ingest.pk)
    assert (tally(work_off(ingest)), said(ingest), ingest.failing) == ((2, 0, 0, 0, 0), [], {})


def test_what_was_given_up_is_asked_for_once_more_when_somebody_goes_on(web, slow):
    first = work_off(addresses(*(slow.url(f"/{n}") for n in range(5))))
    Ingest.objects.filter(pk=first.put_off.get().pk).update(times_put_off=put_off.MOST_TIMES)
    last = later()
    assert (last.status, last.lost, last.can_go_on) == (Status.FAILED, 5, True)

    ingests.go_on(ingest_id=last.pk)
    assert (work_off(last).status, last.lost, len(said(last))) == (Status.FAILED, 5, 5)

    mend(slow)
    ingests.go_on(ingest_id=last.pk)
    assert (tally(work_off(last)), said(last)) == ((5, 0, 0, 0, 0), [])


def test_one_of_which_a_part_was_put_off_goes_on_where_it_was_stopped(web, slow):
    given = [web.url("/gone"), *(slow.url(f"/{n}") for n in range(5)), web.url("/tower")]
    ingest = addresses(*given)
    for _ in range(4):
        ingests.work(seconds=-1)
    ingests.stop(ingest_id=ingest.pk)

    ingests.go_on(ingest_id=ingest.pk)

    assert (work_off(ingest).status, tally(ingest)) == (Status.DONE, (1, 0, 0, 0, 1))
    assert (web.paths, slow.paths) == (["/gone", "/tower"], ["/0", "/1", "/2"])
    assert ingest.put_off.get().name == f"5 addresses of {slow.pair}"
