"""Foreign tools that look at a PDF: qpdf and pdfsig, as Debian has them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def run(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    program = shutil.which(name)
    assert program, f"{name} is not installed (apt-get install qpdf poppler-utils)"
    return subprocess.run(
        [program, *map(str, arguments)], capture_output=True, text=True, check=False
    )


def signatures_in(path: Path) -> str:
    """What pdfsig says of the signatures; the demo's certificate is vouched for by nobody."""
    return run("pdfsig", "-nocert", path).stdout
