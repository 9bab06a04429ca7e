"""Bring articles in from files and folders."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import batched
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import tasks
from articles.reading import files
from articles.reading.intake import Unreadable
from articles.services import Refused, articles
from articles.services.articles import BroughtIn, Draft

A_BATCH = 50
ENDINGS = {".txt", ".md", ".markdown", ".html", ".htm"}


class Command(BaseCommand):
    help = "Bring articles in: .txt, .md and .html files, or folders of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH_OR_URL")
        parser.add_argument("--json", action="store_true", help="one JSON line an article")
        parser.add_argument(
            "--embargo", action="store_true", help="no provider outside is asked about them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.as_json, self.failed = options["json"], 0
        self.is_embargoed = options["embargo"]
        _refuse_addresses(options["paths"])
        drafts = filter(None, map(self._read, _files(options["paths"])))
        with ThreadPoolExecutor(max_workers=1) as reader:
            ready: tuple[Draft, ...] = ()
            for batch in batched(drafts, A_BATCH):
                read = reader.submit(articles.read, articles.unknown(batch))
                if ready:
                    self._keep(ready)  # PostgreSQL stores one batch while the next one is read
                read.result()
                ready = batch
            self._keep(ready)
        if self.failed:
            raise CommandError(f"{self.failed} could not be brought in.")

    def _read(self, path: Path) -> Draft | None:
        try:
            found = files.read(path.read_bytes(), filename=path.name)
        except (OSError, Unreadable) as error:
            self._fail(path.name, error)
            return None
        return Draft(
            title=found.title,
            text=found.body,
            byline=found.byline,
            published=found.published,
            is_embargoed=self.is_embargoed,
            links=found.links,
        )

    def _keep(self, batch: Sequence[Draft]) -> None:
        """The whole batch at once; if one of it is refused, each by itself."""
        try:
            brought_in = articles.bring_in_all(batch, person=None) if batch else []
        except Refused as refusal:
            if len(batch) == 1:
                self._fail(batch[0].title, refusal)
            else:
                for draft in batch:
                    self._keep([draft])
            return
        tasks.ring(sum(each.sentences for each in brought_in if each.is_new))
        for each in brought_in:
            self.stdout.write(json.dumps(_line(each)) if self.as_json else _words(each))

    def _fail(self, name: str, error: Exception) -> None:
        self.failed += 1
        self.stderr.write(f"{name}: {error}")


def _refuse_addresses(paths: list[str]) -> None:
    for given in paths:
        if "://" in given:
            raise CommandError(
                f"{given}: addresses are not fetched. Save the page and give the file."
            )


def _files(paths: list[str]) -> Iterator[Path]:
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(file for file in path.iterdir() if file.suffix.lower() in ENDINGS)
        else:
            yield path


def _line(each: BroughtIn) -> dict[str, Any]:
    return {
        "article": each.article.pk,
        "slug": each.article.slug,
        "version": each.version,
        "sentences": each.sentences,
        "claims": each.sentences,
        "new": each.is_new,
    }


def _words(each: BroughtIn) -> str:
    was = "brought in" if each.is_new else "is here already"
    return f"{each.article.slug}: {was}, {each.sentences} sentences"
