"""Foreign tools that look at a PDF: qpdf and pdfsig, as Debian has them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def run(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    program = shutil.which(name)
    if program is None and os.environ.get("CI") != "true":
        pytest.skip(f"{name} is not installed (make browsers installs it)")
    assert program, f"{name} is not installed"
    return subprocess.run(
        [program, *map(str, arguments)], capture_output=True, text=True, check=False
    )


def signatures_in(path: Path) -> str:
    """What pdfsig says of the signatures; the demo's certificate is vouched for by nobody."""
    return run("pdfsig", "-nocert", path).stdout
