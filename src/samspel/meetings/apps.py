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
        from samspel.cases.panels import register_panel  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.documents.policies import register_policy  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.meetings import (  # noqa: PLC0415  apps.py: translations need the app registry
            calendar_entries,
            calling_acts,
            case_panel,
            minutes_acts,
            minutes_policies,
            pack_policies,
            policies,
            receivers,
            start,
            start_calling,
            start_duties,
            start_minutes,
        )
        from samspel.meetings.acts import ACTS  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.meetings.queries import dispatches  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.messaging import feeds, kinds, todo, veils  # noqa: PLC0415  apps.py: translations need the app registry

        registry.register(ACTS)
        registry.register(calling_acts.ACTS)
        registry.register(minutes_acts.ACTS)
        kinds.register_group("meetings", calendar_entries.GROUP)
        for kind, label in calendar_entries.KINDS.items():
            kinds.register_kind(kind, label)
        for kind, words in {**calling_acts.KINDS, **minutes_acts.KINDS}.items():
            kinds.register_kind(kind, words)
        todo.register_todo(start.todo_for, start.asked)
        todo.register_todo(start_calling.todo_for, start_calling.asked)
        todo.register_todo(start_duties.todo_for, start_duties.asked)
        todo.register_todo(start_minutes.todo_for, start_minutes.asked)
        todo.register_next(start.next_for)
        feeds.register_feed(start.feed_for)
        receivers.listen()
        veils.register_veil(dispatches.VEIL, dispatches.receipt_address)
        register_panel(case_panel.panel_of)
        register_policy(
            "meetings.agendaitem", policies.may_read_paper, policies.may_change_paper
        )
        register_policy(
            "meetings.noticepack", pack_policies.may_read_pack, pack_policies.may_change_pack
        )
        register_policy(
            "meetings.minutes", minutes_policies.may_read_minutes_file, minutes_policies.never
        )
        register_policy(
            "meetings.publication",
            minutes_policies.may_read_publication_file,
            minutes_policies.never,
            minutes_policies.page_of_withdrawn,
        )
        register_policy(
            "meetings.boardnotice", minutes_policies.may_read_proof, minutes_policies.never
        )
