"""The module as a Django app."""

from django.apps import AppConfig

from samspel.audit import registry


class MessagingConfig(AppConfig):
    """The outbox: in-app notices, e-mail and calendar invitations, sent once and never lost."""

    name = "samspel.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Register the module's acts."""
        from samspel.messaging.acts import ACTS  # noqa: PLC0415  apps.py: translations need the app registry

        registry.register(ACTS)
