"""The product as a Django app: the checks that see all modules."""

from django.apps import AppConfig


class SamspelConfig(AppConfig):
    """Holds no tables."""

    name = "samspel.config"
    label = "config"
