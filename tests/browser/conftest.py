"""A real server, a real Chromium and a real worker."""

import os
import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from articles.services import runs
from tests import kept, workers
from tests.servers import BROWSERS

PASSWORD = "a fine pair of scissors"
SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SEED = SEEDS / "000_9c8a5e1c08863dfc.txt"
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of (4\d\d)")
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright(django_db_setup, playwright):
    """Under its loop this thread has another connection: the database is there before and after."""
    return playwright


@pytest.fixture(scope="session")
def base_url():
    """Each browser is told the address of its test's server; the plugin's own fixture warns."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, which must not look for news of its own.

    The one without a window is half as dear as the other, whose window is only not shown.
    """
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.skip(f"There is no Chromium here: apt-get install {BROWSERS[0]}")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    arguments = ["--disable-background-networking", *as_root]
    return {**browser_type_launch_args, "executable_path": found, "args": arguments}


@pytest.fixture
def broker():
    with workers.broker() as client:
        yield client


@pytest.fixture
def live_server(broker, transactional_db, settings):
    """Static files come from whitenoise, as in the product, and not from Django's stand-in."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
    settings.WHITENOISE_AUTOREFRESH = False
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = lambda _media: WSGIHandler()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def worker(live_server):
    with workers.working() as running:
        yield running


def fill_the_library():
    call_command("import_library", str(SEEDS / "library"), stdout=StringIO())


def bring_in_the_story():
    fill_the_library()
    call_command("import_articles", str(SEED), stdout=StringIO())
    while runs.work():
        pass


@pytest.fixture
def library(live_server):
    """The notes of the example library."""
    kept.have("library", fill_the_library)


@pytest.fixture
def story(live_server):
    """The user's article on the desk, and all that the providers find for it."""
    kept.have("story", bring_in_the_story)
    return Article.objects.get()


class Faults(list):
    """What a browser complained about. A test that provokes a complaint excuses it."""

    def __init__(self):
        super().__init__()
        self.excuses = []

    def excuse(self, pattern):
        self.excuses.append(pattern)

    def heard(self, message):
        if message.type != "error":
            return
        refused = REFUSED.match(message.text)
        if refused and "/static/" not in message.location["url"]:
            return  # a page of ours with a refusal on it: the test looks at that
        self.append(f"{message.text} ({message.location['url']})")

    def broken(self, error):
        self.append(f"{error.error.name}: {error.error.message}")

    @property
    def unexcused(self):
        return [f for f in self if not any(re.search(each, f) for each in self.excuses)]


@pytest.fixture
def faults():
    found = Faults()
    yield found
    assert not found.unexcused


@pytest.fixture
def open_browser(new_context, live_server, faults):
    """Open a browser of its own, as each person at the desk has one; returns its page."""

    def opened(**how):
        context = new_context(base_url=live_server.url, **how)
        context.on("console", faults.heard)
        context.on("weberror", faults.broken)
        return context.new_page()

    return opened


@pytest.fixture
def page_as(open_browser, person, live_server, settings):
    """Make a person in a role, as who has just logged in and looks at the list of articles."""

    def logged_in(role, *, name="", **how):
        first, _, last = (name or f"{role} One").partition(" ")
        user = person(role, first_name=first, last_name=last)
        user.set_password(PASSWORD)
        user.save()
        entered = Client()
        entered.force_login(user)
        session = entered.cookies[settings.SESSION_COOKIE_NAME].value
        page = open_browser(**how)
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        page.goto("/")
        page.user = user
        return page

    return logged_in


def log_in(page, user, password=PASSWORD):
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
