"""The register as a Django app."""

from django.apps import AppConfig

from samspel.audit import registry


class PeopleConfig(AppConfig):
    """Municipality, persons, bodies, mandates and employments."""

    name = "samspel.people"
    label = "people"

    def ready(self) -> None:
        """Register the module's acts."""
        from samspel.people.acts import ACTS  # noqa: PLC0415  after the app registry

        registry.register(ACTS)
