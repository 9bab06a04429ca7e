"""A plugin of pytest: servers, settings and static files for the tests, before anyone asks.

Named in pyproject.toml with -p, because pytest-django reads the settings before any conftest.
DATABASE_URL and REDIS_URL are used when they are set; else the tests have servers of their own,
which forget everything when the machine loses its power. Workers of pytest-xdist inherit all.
"""

import atexit
import os
import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.core.management import call_command

from factcheck import servers

HOME = Path(__file__).resolve().parent.parent / ".local" / "test"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
running = ExitStack()
browser_tests_run: set[str] = set()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests():
    os.environ["FACTCHECK_HOME"] = str(HOME)
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright runs a loop
    os.environ.setdefault("FACTCHECK_SECRET_KEY", "of-tests-" + "0123456789" * 5)
    os.environ["FACTCHECK_MODEL"] = "off"  # the tests of it switch it on; loading takes seconds
    os.environ.setdefault("FACTCHECK_STATIC", str(HOME / "static"))
    atexit.register(running.close)  # after a conftest that fails pytest ends without unconfigure
    running.enter_context(servers.in_use(durable=False))
    return (yield)


def pytest_unconfigure():
    running.close()


def is_controller(config):
    return not hasattr(config, "workerinput")


def pytest_sessionstart(session):
    if is_controller(session.config) and not session.config.option.collectonly:
        call_command("collectstatic", interactive=False, verbosity=0)


def must_run_browser_tests(config):
    """In CI, when no selection of tests was asked for."""
    everything = config.args_source != pytest.Config.ArgsSource.ARGS
    chosen = config.option.keyword or config.option.markexpr or config.option.collectonly
    return os.environ.get("CI") and is_controller(config) and everything and not chosen


def pytest_collection_finish(session):
    if must_run_browser_tests(session.config) and not any(map(shutil.which, BROWSERS)):
        raise pytest.UsageError("CI runs the browser tests too, and there is no Chromium.")


def pytest_runtest_logreport(report):
    if "browser" in report.keywords and report.when == "call" and not report.skipped:
        browser_tests_run.add(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    if must_run_browser_tests(session.config) and exitstatus == 0 and not browser_tests_run:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        session.config.get_terminal_writer().line("\nCI ran no browser test.", red=True)
