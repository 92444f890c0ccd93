"""Access as a Django app."""

from importlib import import_module

from django.apps import AppConfig

from samspel.audit import registry


class AccessConfig(AppConfig):
    """Accounts, positions and hats."""

    name = "samspel.access"
    label = "access"

    def ready(self) -> None:
        """Register the module's acts, and listen to what happens at sign-in."""
        from samspel.access.acts import ACTS  # noqa: PLC0415  apps.py: translations need the app registry

        registry.register(ACTS)
        import_module("samspel.access.receivers")
