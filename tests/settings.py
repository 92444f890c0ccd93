"""Settings for tests: the product's own, with a quick hasher and plain static files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_DATA = Path(
    os.environ.get("SAMSPEL_TEST_DATA", Path(__file__).resolve().parent.parent / "var" / "test")
)
os.environ["SAMSPEL_DATA"] = str(_DATA)
os.environ.setdefault("SAMSPEL_SECRET_KEY", "only for tests, never in use")
os.environ["SAMSPEL_BASE_URL"] = "http://testserver"

from tests.database import address  # noqa: E402

os.environ["DATABASE_URL"] = address(_DATA)

from samspel.config.settings import *  # noqa: E402, F403

DEMO = True
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DOCUMENT_ROOT = Path(tempfile.gettempdir()) / f"samspel-documents-{os.getpid()}"
SAMSPEL_GUARD_TEMPLATES = True
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
