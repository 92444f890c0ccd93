"""The module as a Django app."""

from django.apps import AppConfig

from samspel.audit import registry


class DocumentsConfig(AppConfig):
    """Files by content hash, with secrecy marking and download through permission."""

    name = "samspel.documents"
    label = "documents"

    def ready(self) -> None:
        """Register the module's acts."""
        from samspel.documents.acts import ACTS  # noqa: PLC0415  apps.py: translations need the app registry

        registry.register(ACTS)
