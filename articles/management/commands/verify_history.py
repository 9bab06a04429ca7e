"""Prove that the history was only ever added to."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import HistoryHead
from articles.services import history


class Command(BaseCommand):
    help = "Find events that were changed, removed or moved; exit 1 and say which."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = 0
        for fault in history.faults():
            faults += 1
            self.stdout.write(fault)
        if faults:
            raise CommandError("The history is not what was written.", returncode=1)
        head = HistoryHead.objects.get(pk=1)
        self.stdout.write(f"{head.number} events, whole and in order; the last hash is {head.hash}")
