"""The module as a Django app."""

from importlib import import_module

from django.apps import AppConfig

from samspel.audit import registry


class MessagingConfig(AppConfig):
    """The outbox: in-app notices, e-mail and calendar invitations, sent once and never lost."""

    name = "samspel.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Register the module's acts, its kind of message, and what it hears."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415  apps.py: translations need the app registry

        from samspel.messaging import kinds  # noqa: PLC0415  apps.py: models need the app registry
        from samspel.messaging.acts import ACTS  # noqa: PLC0415  apps.py: translations need the app registry

        import_module("samspel.messaging.receivers")
        registry.register(ACTS)
        kinds.register_kind("people.import", _("Import av en stor fil är klar"))
        kinds.register_group("people", _("Registret"))
