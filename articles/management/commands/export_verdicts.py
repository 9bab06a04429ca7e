"""Take verdicts away as a file."""

import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.exports import claimreview, verdicts
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
        if options["output"] == "-":
            self._write(sys.stdout.buffer, pieces)
            return
        try:
            with Path(options["output"]).open("wb") as out:
                self._write(out, pieces)
        except OSError as error:
            raise CommandError(
                f"{options['output']} cannot be written: {error.strerror}."
            ) from error

    def _write(self, out: Any, pieces: Any) -> None:
        try:
            for piece in pieces:
                out.write(piece)
            out.flush()
        except BrokenPipeError:  # whoever read it, `head` say, has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
