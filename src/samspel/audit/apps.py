"""The audit trail as a Django app."""

from django.apps import AppConfig

from samspel.audit import registry


class AuditConfig(AppConfig):
    """Append-only entries, chained."""

    name = "samspel.audit"
    label = "audit"

    def ready(self) -> None:
        """Register the module's own acts."""
        from samspel.audit.acts import ACTS  # noqa: PLC0415  apps.py: translations need the app registry

        registry.register(ACTS)
