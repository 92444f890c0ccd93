"""The kit as a Django app."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Django parts without domain words."""

    name = "samspel.kit"
    label = "kit"
