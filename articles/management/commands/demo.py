"""Run it: database, roles, example articles, worker and web server, until Ctrl-C."""

from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from factcheck import servers
from factcheck.demo import Demo, DemoRefused, stoppable

# Of use on this machine only: the private database is for this checkout, the address for it too.
PASSWORD = "check-it-twice"  # noqa: S105


@dataclass(frozen=True)
class Person:
    role: str
    username: str
    name: str


PEOPLE = (
    Person("Viewer", "vera", "Vera Lind"),
    Person("Reporter", "cleo", "Cleo Evans"),
    Person("Checker", "ben", "Ben Dahl"),
    Person("Editor", "ada", "Ada Chen"),
    Person("Editor", "dan", "Dan Ford"),
    Person("Admin", "admin", "Admin"),
)


def make_people() -> None:
    """Make the accounts that are missing. One that is there stays as its user left it."""
    known = set(User.objects.values_list("username", flat=True))
    missing = [person for person in PEOPLE if person.username not in known]
    password = make_password(PASSWORD) if missing else ""
    for person in missing:
        first, _, last = person.name.partition(" ")
        user = User.objects.create(
            username=person.username,
            first_name=first,
            last_name=last,
            password=password,
            is_staff=person.role == "Admin",
        )
        user.groups.add(Group.objects.get(name=person.role))


def log_ins() -> Iterable[str]:
    """A line a person. Accounts made together share a hash, so one look serves them all."""
    kept = dict(User.objects.values_list("username", "password"))
    unchanged = {word: check_password(PASSWORD, word) for word in set(kept.values())}
    for person in PEOPLE:
        hashed = kept.get(person.username, "")
        shown = PASSWORD if unchanged.get(hashed) else "(a password of your own)"
        yield f"  {person.role.lower():<9} {person.username:<6} {shown:<15} {person.name}"


def quietly(command: str, **options: Any) -> None:
    """What went well is not worth a line here; what did not is an exception."""
    call_command(command, verbosity=0, stdout=StringIO(), **options)


class Command(BaseCommand):
    help = "Runs Factcheck in the foreground with example articles and people; Ctrl-C ends it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where pages are served (8000)")
        parser.add_argument(
            "--fresh",
            action="store_true",
            help="first throw the private database away, with all that was done in it",
        )

    def handle(self, *, port: int, fresh: bool, **options: Any) -> None:
        with stoppable():
            try:
                demo = Demo(port)
                with demo.claimed():
                    self.prepare(demo, fresh=fresh)
                    demo.start()
                    self.show(demo)
                    demo.watch()
            except DemoRefused as refusal:
                raise CommandError(str(refusal)) from None

    def prepare(self, demo: Demo, *, fresh: bool) -> None:
        self.stdout.write("Getting the database and the pages ready ...")
        with demo.alone():
            if fresh:
                self.start_afresh()
            quietly("migrate", interactive=False)
            quietly("collectstatic", interactive=False)
            quietly("sync_roles")
            if servers.is_private():
                make_people()
            quietly("load_seeds")

    def start_afresh(self) -> None:
        if not servers.is_private():
            raise CommandError(
                "--fresh throws away the private database only; DATABASE_URL names another."
            )
        if not servers.start_afresh():
            raise CommandError("Another command uses the database. End it, then use --fresh.")

    def show(self, demo: Demo) -> None:
        lines = ["", f"Factcheck is ready at {demo.address}", ""]
        if servers.is_private():
            lines += [*log_ins(), "", "The database is private to this checkout and machine."]
            lines += ["What you do is kept for the next start; --fresh starts over."]
        else:
            lines += ["DATABASE_URL is set, so no accounts were made."]
            lines += ["Make one: python manage.py createsuperuser"]
        self.stdout.write("\n".join([*lines, "Ctrl-C ends it."]))
        self.stdout.flush()
