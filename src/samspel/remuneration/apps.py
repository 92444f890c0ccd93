"""The module as a Django app."""

from django.apps import AppConfig

from samspel.audit import registry


class RemunerationConfig(AppConfig):
    """Arvoden: duties, claims, certification, runs, payroll files and statements."""

    name = "samspel.remuneration"
    label = "remuneration"

    def ready(self) -> None:
        """Register the acts, who reads the papers, the messages and what the start page shows."""
        # Imported here because models can't be loaded before every app is.
        from samspel.documents.permission import register_policy  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.messaging import feeds, kinds, todo, veils  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.remuneration import acts_runs, policies, receivers, start  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.remuneration import kinds as own_kinds  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.remuneration.acts import ACTS  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.remuneration.queries import employers  # noqa: PLC0415  apps.py: translations need the app registry

        registry.register(ACTS)
        registry.register(acts_runs.ACTS)
        kinds.register_group(own_kinds.GROUP, own_kinds.GROUP_LABEL)
        for kind, label in own_kinds.KINDS.items():
            kinds.register_kind(kind, label)
        todo.register_todo(start.todo_for, start.asked)
        todo.register_next(start.next_for)
        feeds.register_feed(start.feed_for)
        register_policy(
            "remuneration.incomecertificate",
            policies.may_read_certificate,
            policies.may_change_file,
        )
        register_policy(
            "remuneration.cost", policies.may_read_receipt, policies.may_change_file
        )
        veils.register_veil(employers.VEIL, employers.employers_address)
        receivers.listen()
