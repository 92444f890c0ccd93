"""What comes up at a body's next meeting by itself: delegated decisions, and what was tabled."""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .model import Act, Kind, SettingKind
from .room import yes_no

FACTS = (
    yes_no(
        "report.holds_decisions",
        _("Anmälan innehåller beslut"),
        _("Under ärendet anmäls beslut som har fattats på delegation."),
        "The report holds decisions",
        "Decisions on delegation are reported under the item.",
    ),
    yes_no(
        "report.is_withdrawn",
        _("Anmälan utgår"),
        _("Ärendet tas bort utan att något annat träder i dess ställe."),
        "The report is withdrawn",
        "The item is withdrawn and nothing takes its place.",
    ),
)

SETTINGS = (
    SettingKind(
        "delegation.reported_at_next",
        "delegation.report",
        Kind.YES_NO,
        _("Anmäls på allra nästa möte"),
        _("Beslutet anmäls på nästa möte också när kallelsen till det redan har gått ut."),
        (
            "Reported at the very next meeting",
            "Also when the notice of that meeting has gone out.",
        ),
    ),
    SettingKind(
        "tabling.comes_up_at_next",
        "matter.table",
        Kind.YES_NO,
        _("Tas upp igen på nästa möte"),
        _("Ett bordlagt ärende tas upp på nästa möte utan att någon begär det."),
        (
            "Comes up at the next meeting",
            "What was tabled comes up at the next meeting without being asked for.",
        ),
    ),
)

ACTS = (
    Act(
        "delegation.report",
        _("Anmäla beslut på delegation"),
        _("Ett beslut som har fattats på delegation anmäls till organet."),
        ("Report delegated decisions", "A decision on delegation is reported to the body."),
        ("delegation.is_urgent", *(fact.name for fact in FACTS)),
    ),
    Act(
        "matter.table",
        _("Bordlägga ett ärende"),
        _("Ett ärende har bordlagts och väntar på att tas upp igen."),
        ("Table a matter", "A matter has been tabled and waits to be taken up again."),
        ("body.is_council",),
    ),
)
