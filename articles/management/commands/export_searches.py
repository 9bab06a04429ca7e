"""Take the search log away as a file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.exports import searches
from articles.management.output import write
from articles.models import Claim


class Command(BaseCommand):
    help = "Write the search log as CSV, one row a search; streams."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--article", metavar="SLUG")
        parser.add_argument("--claim", type=int, metavar="ID")
        parser.add_argument("--output", default="-", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = {"article__slug": options["article"], "pk": options["claim"]}
        asked = {name: value for name, value in wanted.items() if value is not None}
        claims = Claim.objects.filter(**asked) if asked else None
        if claims is not None and not claims.exists():
            raise CommandError("There is no such article or claim.")
        write(searches.stream(claims), options["output"])
