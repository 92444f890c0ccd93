"""Settings for benchmarks: the product's own, on the benchmarks' database."""

from __future__ import annotations

from samspel.config.settings import *  # noqa: F403  all but what is said below

ALLOWED_HOSTS = ["*"]
DEBUG = False
ROOT_URLCONF = "bench.urls"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
