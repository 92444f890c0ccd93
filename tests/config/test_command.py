"""The `samspel` command: one clear line for each thing that stands in the way."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from samspel.kit import postgres

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
        ("postgresql://x@127.0.0.1:1/finns_inte", "Databasen svarar inte"),
    ],
)
def test_a_wrong_database_address_is_one_line(tmp_path, address, says):
    result = _samspel("audit", "verify", folder=tmp_path, DATABASE_URL=address)

    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert says in result.stderr


def test_a_data_folder_that_can_not_be_written_is_one_line(tmp_path):
    file = tmp_path / "fil"
    file.write_text("inte en mapp")

    result = _samspel("audit", "verify", folder=file)

    assert result.returncode == 1
    assert "går inte att skriva i" in result.stderr
    assert len(result.stderr.splitlines()) == 1


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
