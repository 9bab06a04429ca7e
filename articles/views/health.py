"""Is the process up; and can it do its work."""

import logging

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"up": True})


@require_safe
@never_cache
@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database, the broker and a worker that finds suggestions answer, else 503."""
    database = _database()
    broker, worker = _broker_and_worker()
    answers = {"database": database, "broker": broker, "worker": worker}
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        log.exception("The database does not answer.")
        return False
    return True


def _broker_and_worker() -> tuple[bool, bool]:
    try:
        found = current_app.control.inspect(timeout=1).active_queues() or {}
    except (OperationalError, OSError, RedisError):  # the last from a connection of the pool
        log.warning("The broker does not answer.")
        return False, False
    served = {queue["name"] for queues in found.values() for queue in queues}
    return True, current_app.conf.task_default_queue in served
