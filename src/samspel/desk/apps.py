"""The module as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """What surrounds whoever is signed in: the start page, the menu, search and the trail."""

    name = "samspel.desk"
    label = "desk"

    def ready(self) -> None:
        """Register what is found by search, and who reads which trail."""
        from samspel.desk import search, trail_readers  # noqa: PLC0415  apps.py: needs the models

        search.register_all()
        trail_readers.register_all()
