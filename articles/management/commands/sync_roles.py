"""Make the groups agree with articles/roles.py."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.services import roles


class Command(BaseCommand):
    help = "Make the groups hold just the permissions of articles/roles.py; say what changed."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changes = roles.sync()
        except LookupError as error:
            raise CommandError(str(error)) from error
        for change in changes:
            self.stdout.write(change)
        if not changes and options["verbosity"]:
            self.stdout.write("The roles are as they should be.")
