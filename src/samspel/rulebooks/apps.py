"""The module as a Django app."""

from django.apps import AppConfig

from samspel.audit import registry


class RulebooksConfig(AppConfig):
    """The rule sets that bodies have adopted, by area and day, and the acts judged under them."""

    name = "samspel.rulebooks"
    label = "rulebooks"

    def ready(self) -> None:
        """Register the acts, the kinds of message, and what start page and search show."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415  apps.py: translations need the app registry

        from samspel.kit.search import register_search  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.messaging import kinds, todo  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.rulebooks import kinds as own  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.rulebooks import start  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.rulebooks.acts import ACTS  # noqa: PLC0415  apps.py: translations need the app registry

        registry.register(ACTS)
        kinds.register_group("rulebooks", own.GROUP)
        for kind, label in own.KINDS.items():
            kinds.register_kind(kind, label)
        todo.register_todo(start.todo_for)
        register_search("clauses", _("Riktlinjer"), start.found_clauses)
