"""What a new desk shows: the evidence library and the articles in seeds/."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Load seeds/: the library's notes, then the articles. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        seeds = settings.BASE_DIR / "seeds"
        call_command("import_library", str(seeds / "library"), stdout=self.stdout)
        call_command("import_articles", str(seeds), stdout=self.stdout)
