"""The `samspel` command: one clear line for each thing that stands in the way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, ProgrammingError, connection
from django.db.migrations.exceptions import MigrationSchemaMissing

from samspel.config.command import children
from samspel.config.command.database import leave_others_alone, said_in_words
from samspel.config.command.reaching import DatabaseRefused, why_not
from samspel.config.command.run import CannotStart, require_free
from samspel.kit import postgres
from tests.messaging.processes import wait_for

ROOT = Path(__file__).resolve().parents[2]


def _samspel(
    *arguments: str, folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SAMSPEL_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return subprocess.run(
        [sys.executable, "-m", "samspel.config.command", *arguments],
        env={
            **kept,
            "SAMSPEL_DATA": str(folder),
            "PYTHONPATH": str(ROOT / "src"),
            **environment,
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _address() -> str:
    parts = connection.get_connection_params()
    return f"postgresql://{parts.get('user') or 'postgres'}@/{parts['dbname']}?host={parts['host']}"


def test_a_busy_port_is_one_line_that_offers_another(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        result = _samspel("run", "--port", port, folder=tmp_path)

    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        f"Porten {port} är upptagen. Välj en annan: make run PORT=8000"
    ]
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("detta är ingen adress", "DATABASE_URL går inte att läsa"),
        ("postgresql://x@127.0.0.1:1/finns_inte", "Ingen databas svarar på 127.0.0.1:1."),
    ],
)
def test_a_wrong_database_address_is_one_line(tmp_path, address, says):
    result = _samspel("audit", "verify", folder=tmp_path, DATABASE_URL=address)

    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert says in result.stderr


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ('FATAL:  password authentication failed for user "x"', "släpper inte in"),
        ("connection failed: fe_sendauth: no password supplied", "släpper inte in"),
        ('FATAL:  database "finns_inte" does not exist', "ingen databas som heter"),
        ("failed to resolve host 'finns.inte': [Errno -2]", "hittas inte"),
        ("connection timeout expired", "Ingen databas svarar"),
        ("något helt annat", "svarar inte på adressen i DATABASE_URL: något helt annat"),
    ],
)
def test_why_the_database_is_not_reached_is_said_in_words(said, says):
    refusal = why_not(said)

    assert says in refusal.message
    assert "\n" not in refusal.message


@pytest.mark.parametrize("applied", [set(), {"auth", "butiken"}])
def test_a_database_with_the_tables_of_something_else_is_left_alone(db, applied):
    with pytest.raises(DatabaseRefused, match="tabeller som inte är Samspels"):
        leave_others_alone(applied, {"auth", "people"})


def test_a_database_that_has_been_samspels_before_is_not_another(db):
    leave_others_alone({"auth", "people", "en_del_som_har_utgatt"}, {"auth", "people"})


@pytest.mark.parametrize("environment", [{}, {"DATABASE_URL": "postgresql://x@127.0.0.1:1/x"}])
def test_a_data_folder_that_can_not_be_written_is_one_line(tmp_path, environment):
    file = tmp_path / "fil"
    file.write_text("inte en mapp")

    result = _samspel("audit", "verify", folder=file / "data", **environment)

    assert result.returncode == 1
    assert "går inte att skriva i" in result.stderr
    assert "det är en fil, inte en mapp" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("cause", "says"),
    [
        (psycopg.errors.InsufficientPrivilege(), "får inte göra tabeller"),
        (psycopg.errors.DiskFull(), "är full"),
        (psycopg.OperationalError("the connection is lost"), "slutade svara"),
    ],
)
def test_a_database_that_takes_no_tables_is_refused_in_words(cause, says):
    with pytest.raises(DatabaseRefused, match=says), said_in_words():
        raise OperationalError from cause


def test_the_very_first_table_is_refused_in_words_too():
    hidden = ProgrammingError()
    hidden.__cause__ = psycopg.errors.InsufficientPrivilege()
    fault = MigrationSchemaMissing()  # as Django's recorder raises it: out of another
    fault.__context__ = hidden

    with pytest.raises(DatabaseRefused, match="får inte göra tabeller"), said_in_words():
        raise fault


def test_another_fault_of_the_database_is_not_hidden():
    with pytest.raises(ProgrammingError), said_in_words():
        raise ProgrammingError from psycopg.errors.SyntaxError()


@pytest.mark.parametrize("port", [0, 80_000])
def test_a_port_that_there_is_none_of_is_refused(port):
    with pytest.raises(CannotStart, match=f"Porten {port} går inte att använda"):
        require_free(port)


def test_a_full_disk_is_said_before_anything_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(postgres, "NEEDED_MEGABYTES", 10**9)

    with pytest.raises(postgres.DatabaseUnavailable, match="Disken är full"):
        postgres.start(tmp_path / "data")

    assert not (tmp_path / "data" / "postgres" / "PG_VERSION").exists()


def test_a_data_folder_of_another_postgresql_is_one_line(tmp_path):
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("99\n")

    result = _samspel("audit", "verify", folder=tmp_path)

    assert result.returncode == 1
    assert "en annan version av PostgreSQL" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_database_written_by_a_newer_version_is_left_alone(committed_db, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('people', '9999_from_the_future', now())"
        )

    result = _samspel("audit", "verify", folder=tmp_path, DATABASE_URL=_address())

    assert result.returncode == 1
    assert "nyare version av Samspel (people.9999_from_the_future)" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_verify_says_that_the_chain_holds_and_prints_its_head(committed_db, tmp_path):
    result = _samspel("audit", "verify", folder=tmp_path, DATABASE_URL=_address())

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Kedjan håller: 0 händelser")


def test_the_demo_is_never_loaded_into_somebody_elses_database(committed_db, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "UPDATE people_municipality SET is_demo = false, name = 'Storstads kommun'"
        )
        cursor.execute("SET session_replication_role = DEFAULT")

    result = _samspel(
        "run", "--demo", "--port", _free_port(), folder=tmp_path, DATABASE_URL=_address()
    )

    assert result.returncode == 1
    assert "Databasen tillhör Storstads kommun" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def _free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def test_the_private_server_listens_on_no_port():
    assert urlsplit(postgres.start(Path(settings.DATA))).hostname is None
    with psycopg.connect(_address()) as server:
        assert server.execute("SHOW listen_addresses").fetchone() == ("",)


def _stubborn(tell: Connection) -> None:
    """Begin a process of its own and end neither when asked to."""
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    inner = os.fork()
    if inner:
        tell.send(inner)
    time.sleep(60)
    os._exit(0)


def test_what_a_child_has_begun_ends_with_it_even_if_it_does_not_listen(monkeypatch):
    monkeypatch.setattr(children, "_ALL_END_WITHIN", 0.2)
    ours, theirs = Pipe()
    child = get_context("fork").Process(target=_stubborn, args=(theirs,))
    child.start()
    inner = psutil.Process(ours.recv())

    children.end([child])

    assert not child.is_alive()
    wait_for(lambda: _is_gone(inner), seconds=10)


def _is_gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def _refuse() -> None:
    raise DatabaseRefused("Disken är till 100 % full.")


def _break_off() -> None:
    os._exit(3)


@pytest.mark.parametrize(
    ("target", "says"), [(_refuse, "Disken är till 100 % full."), (_break_off, "avbröts")]
)
def test_what_is_refused_in_a_process_of_its_own_is_refused_here(target, says):
    with pytest.raises(children.BrokenOff, match=says):
        children.apart("prov", target)
