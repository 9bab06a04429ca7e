"""What a new desk shows: the evidence library and the articles in seeds/."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.ranking.meaning import ModelUnavailable
from articles.services import vectors


class Command(BaseCommand):
    help = "Load seeds/: the library's notes, then the articles. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        seeds = settings.BASE_DIR / "seeds"
        call_command("import_library", str(seeds / "library"), stdout=self.stdout)
        self._make_vectors()
        call_command("import_articles", str(seeds), stdout=self.stdout)

    def _make_vectors(self) -> None:
        """Before the articles, so that their first suggestions are found by meaning, too."""
        try:
            while vectors.work():
                pass
        except ModelUnavailable as error:
            self.stdout.write(f"Evidence is looked for by words only. {error}")
