"""Take verdicts away as a file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.exports import claimreview, verdicts
from articles.management.output import write
from articles.models import Article


class Command(BaseCommand):
    help = "Write verdicts as CSV, JSON Lines or ClaimReview; streams."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["csv", "jsonl", "claimreview"], default="csv")
        parser.add_argument("--rows", choices=["claim", "evidence"], default="claim")
        parser.add_argument("--article", metavar="SLUG")
        parser.add_argument("--output", default="-", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        articles = None
        if options["article"]:
            articles = Article.objects.filter(slug=options["article"])
            if not articles.exists():
                raise CommandError(f"There is no article {options['article']!r}.")
        if options["format"] == "claimreview":
            pieces = claimreview.stream(articles)
        else:
            pieces = verdicts.stream(articles, form=options["format"], rows=options["rows"])
        write(pieces, options["output"])
