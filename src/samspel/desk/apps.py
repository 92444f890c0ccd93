"""The module as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The signed-in shell: start page, to-do list, navigation, search, audit trail."""

    name = "samspel.desk"
    label = "desk"

    def ready(self) -> None:
        """Register what is found by search, and who reads which trail."""
        from samspel.desk import search, trail_readers  # noqa: PLC0415  apps.py: needs the models

        search.register_all()
        trail_readers.register_all()
