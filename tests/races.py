"""Several people, or workers, in the same moment: real threads, real transactions."""

from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from threading import Barrier

from django.db import connection

from articles.services import Refused
from articles.services.verdicts import Overtaken

# Not of pg_stat_activity, which stays as it was for as long as a transaction takes.
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def five_times(test):
    """Race again and again, over new rows each time: one race alone may be won by luck."""

    @wraps(test)
    def again(*args, **kwargs):
        for _ in range(5):
            test(*args, **kwargs)

    return again


def all_at_once(*acts):
    """What each act answers when all begin together; a refusal is an answer."""
    ready = Barrier(len(acts))

    def run(act):
        try:
            ready.wait()
            return act()
        except (Refused, Overtaken) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def is_anybody_waiting():
    """For another's lock."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone()[0]


def told(answers, refusal=Refused):
    return [answer for answer in answers if isinstance(answer, refusal)]
