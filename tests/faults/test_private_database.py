"""The mark that a killed private server leaves is not taken for a server that runs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from samspel.kit import postgres


def _ended() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.parametrize(
    "content",
    [f"{os.getpid()}\n/data\n", "", "inget tal\n"],
    ids=["our own", "empty", "no number"],  # the number differs between processes
)
def test_a_mark_whose_number_is_somebody_elses_is_removed(tmp_path, content):
    mark = tmp_path / "postmaster.pid"
    mark.write_text(content)

    assert postgres._forget_the_dead(tmp_path)
    assert not mark.exists()


def test_a_mark_of_a_process_that_has_ended_is_removed_and_none_is_none(tmp_path):
    assert not postgres._forget_the_dead(tmp_path)

    (tmp_path / "postmaster.pid").write_text(f"{_ended()}\n")

    assert postgres._forget_the_dead(tmp_path)


def test_a_server_that_runs_is_left_alone():
    assert postgres.revive() == 0
