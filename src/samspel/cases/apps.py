"""The module as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samspel.audit import registry


class CasesConfig(AppConfig):
    """Cases with registry number, preparation, officers' reports and assignments."""

    name = "samspel.cases"
    label = "cases"

    def ready(self) -> None:
        """Register the acts, who reads the papers, and what the start page shows."""
        # Here and not above, since these read models: the app registry must be full.
        from samspel.cases import kinds as own_kinds  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.cases import policies, start  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.cases.acts import ACTS  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.cases.queries import cases_found  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.documents.policies import register_policy  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.kit.search import register_search  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.messaging import kinds, todo  # noqa: PLC0415  apps.py: translations need the app registry

        registry.register(ACTS)
        kinds.register_group(own_kinds.GROUP, own_kinds.GROUP_LABEL)
        for kind, label in own_kinds.KINDS.items():
            kinds.register_kind(kind, label)
        todo.register_todo(start.todo_for, start.asked)
        register_search("cases", _("Ärenden"), cases_found)
        register_policy("cases.case", policies.may_read_paper, policies.may_change_paper)
