"""The demo as its user has it: it comes up, says how to get in, stands beside another, ends."""

import json
import os
import signal
import socket
import urllib.error
import urllib.request

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles.management.commands.demo import PASSWORD, PEOPLE, log_ins, make_people
from factcheck import processes
from factcheck.servers.postgres import Postgres
from factcheck.servers.valkey import Valkey


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def demo(run):
    """Start a demo; what it prints until it is ready, or until its end, is in its `said`."""

    def start(port, *arguments, **environment):
        process = run("manage.py", "demo", "--port", str(port), *arguments, **environment)
        process.said = ""
        for line in process.stdout:
            process.said += line
            if "Ctrl-C" in line:
                break
        return process

    return start


def end(demo, ending=signal.SIGINT):
    demo.send_signal(ending)
    said, _ = demo.communicate(timeout=15)
    return demo.returncode, said


def is_ready(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def children(home, port):
    return [tuple(child) for child in json.loads((home / f"demo/{port}.json").read_text())]


def are_alive(children):
    return [processes.identity(pid) == known for pid, known in children]


def wait_for_worker(home, port, not_this=()):
    """The worker for suggestions of a demo that began with a web server only."""

    def found():
        ours = children(home, port)
        return len(ours) == 3 and ours[1] != not_this and ours[1]

    assert processes.wait_until(found, 20)
    return found()


def test_two_stand_beside_each_other_and_a_killed_one_is_in_nobodys_way(demo, port, here):
    other = port + 1
    first = demo(port)
    assert is_ready(port), first.said
    assert f"http://127.0.0.1:{port}/" in first.said
    assert all(f"{person.username:<6} {PASSWORD}" in first.said for person in PEOPLE)

    second = demo(other)
    assert is_ready(other), second.said
    assert len(children(here.home, other)) == 1, "the second one needs no worker"
    left = children(here.home, port)
    first.kill()
    first.wait()
    worker = wait_for_worker(here.home, other)
    os.kill(worker[0], signal.SIGKILL)
    wait_for_worker(here.home, other, not_this=worker)

    again = demo(port)
    assert is_ready(port), again.said
    assert not any(are_alive(left))
    refused = demo(port)
    assert refused.wait(10) == 1
    assert f"runs already: http://127.0.0.1:{port}/" in refused.said
    assert "make demo PORT=" in refused.said

    all_of_them = children(here.home, port) + children(here.home, other)
    assert all(are_alive(all_of_them))
    assert end(second, signal.SIGHUP) == (0, "")
    assert end(again) == (0, "")
    assert not any(are_alive(all_of_them))
    assert not Postgres(here).answers()
    assert not Valkey(here).answers()


def test_a_port_that_is_taken_is_said_before_anything_is_started(demo, port, home):
    with socket.create_server(("127.0.0.1", port)):
        refused = demo(port)

    assert refused.wait(10) == 1
    assert f"Port {port} is taken by another program." in refused.said
    assert "Traceback" not in refused.said
    assert not (home / f"demo/{port}.json").exists()


def test_a_database_of_ones_own_is_never_thrown_away(demo, port):
    given = {"DATABASE_URL": "postgresql://desk.invalid/x", "FACTCHECK_SECRET_KEY": "k" * 50}

    refused = demo(port, "--fresh", **given)

    assert refused.wait(10) == 1
    assert "DATABASE_URL names another" in refused.said


@pytest.mark.django_db
def test_people_are_made_once_and_keep_the_password_they_chose(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("sync_roles", verbosity=0)
    make_people()
    assert {user.groups.get().name for user in User.objects.all()} >= {"Viewer", "Editor", "Admin"}
    assert list(User.objects.filter(is_staff=True).values_list("username")) == [("admin",)]
    assert not User.objects.filter(is_superuser=True).exists()
    ben = User.objects.get(username="ben")
    ben.set_password("of my own choice")
    ben.save()

    make_people()

    assert User.objects.count() == len(PEOPLE)
    assert User.objects.get(username="ben").check_password("of my own choice")
    lines = [" ".join(line.split()) for line in log_ins()]
    assert f"viewer vera {PASSWORD} Vera Lind" in lines
    assert "checker ben (a password of your own) Ben Dahl" in lines
