"""Run the providers, as the page does."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import tasks
from articles.models import Claim, SuggestionRun
from articles.services import runs


class Command(BaseCommand):
    help = "Queue the providers for the claims of an article, for one claim, or for all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--article", metavar="SLUG")
        parser.add_argument("--claim", type=int, metavar="ID")
        parser.add_argument(
            "--wait", action="store_true", help="until all are done, doing them here too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        claims = Claim.objects.all()
        if options["article"] is not None:
            claims = claims.filter(article__slug=options["article"])
        if options["claim"] is not None:
            claims = claims.filter(pk=options["claim"])
        if not claims.exists():
            raise CommandError("There is no such claim.")
        queued = runs.queue_for_claims(list(claims.values_list("pk", flat=True)))
        tasks.ring(queued)
        self.stdout.write(f"{queued} searches queued.")
        if options["wait"]:
            self._wait(claims)

    def _wait(self, claims: Any) -> None:
        live = SuggestionRun.objects.live().filter(claim__in=claims)
        while live.exists():
            if not runs.work() and not runs.due():
                time.sleep(0.2)
        failed = SuggestionRun.objects.filter(claim__in=claims, status="failed").count()
        self.stdout.write(f"All done, {failed} failed.")
