"""The module as a Django app."""

from django.apps import AppConfig

from samspel.audit import registry


class MeetingsConfig(AppConfig):
    """Meetings with plan, deadlines, agenda and attachments; decisions as rows."""

    name = "samspel.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Register the acts, the kinds of message, and what the start page and feeds show."""
        # Here and not above, since these read models: the app registry must be full.
        from samspel.documents.policies import register_policy  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.meetings import calendar_entries, policies, start  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.meetings.acts import ACTS  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.messaging import feeds, kinds, todo  # noqa: PLC0415  apps.py: translations need the app registry

        registry.register(ACTS)
        kinds.register_group("meetings", calendar_entries.GROUP)
        for kind, label in calendar_entries.KINDS.items():
            kinds.register_kind(kind, label)
        todo.register_todo(start.todo_for)
        todo.register_next(start.next_for)
        feeds.register_feed(start.feed_for)
        register_policy(
            "meetings.agendaitem", policies.may_read_paper, policies.may_change_paper
        )
