"""Reading visits: each list in a fixed number of statements, as much as the viewer may see."""

from samspel.visits.queries.coverage import Coverage, CoverageRow, Ending, Holder, coverage
from samspel.visits.queries.deadlines import body_reported_to, report_due_on
from samspel.visits.queries.detail import (
    OptionVerdict,
    appointed_places,
    settings_of,
    verdicts_on_options,
    visit_visible_to,
)
from samspel.visits.queries.lists import (
    VisitFilter,
    VisitPage,
    VisitRow,
    visits_visible_to,
)
from samspel.visits.queries.overview import (
    Figures,
    OperationFigures,
    Overview,
    PartyFigures,
    PersonFigures,
    UnitFigures,
    operations_between,
    overview,
)
from samspel.visits.queries.parties import (
    PartyRow,
    parties_in_council,
    parties_left_out,
    party_offers_visible_to,
)
from samspel.visits.queries.privacy import Marked, marked_in
from samspel.visits.queries.published import (
    LatestReport,
    PublishedBody,
    PublishedReport,
    latest_reports,
    published_contact_politicians,
    published_report,
    published_reports,
)
from samspel.visits.queries.reading import draft_written_by, report_to_read, visit_in_short
from samspel.visits.queries.rows import (
    WrittenSection,
    appointment_visible_to,
    appointments_visible_to,
    extra_request_visible_to,
    extra_requests_awaiting,
    extra_requests_visible_to,
    flags_open_for,
    follow_up_visible_to,
    follow_ups_visible_to,
    hosts_anything,
    preparation_sections_of,
    report_visible_to,
)
from samspel.visits.queries.ruling import hardest, judged_each, laid_down, rule, rule_if_any
from samspel.visits.queries.search import Hit, visits_found
from samspel.visits.queries.sheet import Sheet, sheet_for
from samspel.visits.queries.sight import bodies_overviewed, seen_visits
from samspel.visits.queries.times import clashes_at, own_windows, visit_days_of, windows_of

__all__ = [
    "Coverage",
    "CoverageRow",
    "Ending",
    "Figures",
    "Hit",
    "Holder",
    "LatestReport",
    "Marked",
    "OperationFigures",
    "OptionVerdict",
    "Overview",
    "PartyFigures",
    "PartyRow",
    "PersonFigures",
    "PublishedBody",
    "PublishedReport",
    "Sheet",
    "UnitFigures",
    "VisitFilter",
    "VisitPage",
    "VisitRow",
    "WrittenSection",
    "appointed_places",
    "appointment_visible_to",
    "appointments_visible_to",
    "bodies_overviewed",
    "body_reported_to",
    "clashes_at",
    "coverage",
    "draft_written_by",
    "extra_request_visible_to",
    "extra_requests_awaiting",
    "extra_requests_visible_to",
    "flags_open_for",
    "follow_up_visible_to",
    "follow_ups_visible_to",
    "hardest",
    "hosts_anything",
    "judged_each",
    "laid_down",
    "latest_reports",
    "marked_in",
    "operations_between",
    "overview",
    "own_windows",
    "parties_in_council",
    "parties_left_out",
    "party_offers_visible_to",
    "preparation_sections_of",
    "published_contact_politicians",
    "published_report",
    "published_reports",
    "report_due_on",
    "report_to_read",
    "report_visible_to",
    "rule",
    "rule_if_any",
    "seen_visits",
    "settings_of",
    "sheet_for",
    "verdicts_on_options",
    "visit_days_of",
    "visit_in_short",
    "visit_visible_to",
    "visits_found",
    "visits_visible_to",
    "windows_of",
]
