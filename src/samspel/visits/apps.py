"""The module as a Django app."""

from django.apps import AppConfig

from samspel.audit import registry


class VisitsConfig(AppConfig):
    """Contact politicians: appointments, bookings, visits, reports, follow-up, coverage."""

    name = "samspel.visits"
    label = "visits"

    def ready(self) -> None:
        """Register the module's acts, messages, papers and what the start page shows."""
        # Imported here because models can't be loaded before every app is.
        from samspel.documents.permission import register_policy  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.messaging import feeds, kinds, todo  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.rulebooks.subjects import register_subject  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.visits import papers, receivers, startpage  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.visits.acts import ACTS  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.visits.feed import events_of  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.visits.kinds import GROUP, GROUP_LABEL, KINDS  # noqa: PLC0415  apps.py: translations need the app registry
        from samspel.visits.queries import naming  # noqa: PLC0415  apps.py: translations need the app registry

        registry.register(ACTS)
        kinds.register_group(GROUP, GROUP_LABEL)
        for kind, label in KINDS.items():
            kinds.register_kind(kind, label)
        todo.register_todo(startpage.to_do, startpage.asked)
        todo.register_next(startpage.coming)
        todo.register_news(startpage.news)
        feeds.register_feed(events_of)
        register_policy(papers.OWNER, papers.may_read, papers.may_change)
        for label, provider in {
            "visits.visit": naming.visits_named,
            "visits.report": naming.reports_named,
            "visits.appointment": naming.appointments_named,
            "visits.extravisitrequest": naming.extras_named,
            "people.unit": naming.units_named,
        }.items():
            register_subject(label, provider)
        receivers.listen()
