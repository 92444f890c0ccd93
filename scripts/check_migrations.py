"""Fail when a model has changed without its migration, or two migrations share a place."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"


def main() -> int:
    """Run Django's own check; give its exit code."""
    import django  # the settings module must be named first

    django.setup()
    from django.core.management import call_command  # needs django.setup

    call_command("check", verbosity=0)
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
