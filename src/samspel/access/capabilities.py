"""What can be given to a position, and what the product gives by default.

The names are stable keys; the grants in the database decide (models.Grant).
A municipality changes them on the administrator's page, never in code.
"""

from __future__ import annotations

from samspel.foundation.labels import mark as _
from samspel.people.enums import MEMBER_ROLES, PRESIDIUM_ROLES, PositionRole

CAPABILITIES: dict[str, str] = {
    "people.register.read": _("Läsa registret över personer, organ och organisation"),
    "people.register.keep": _("Föra registret: personer, uppdrag, anställningar och import"),
    "access.account.keep": _("Lägga upp konton och bestämma vad positioner ger"),
    "audit.trail.read": _("Läsa händelseloggen"),
    "messaging.outbox.keep": _("Se vad som väntar på att skickas, och skicka igen"),
    "rulebooks.ruleset.read": _("Läsa riktlinjer och regler"),
    "rulebooks.ruleset.propose": _("Ladda upp, ändra och föreslå riktlinjer"),
    "rulebooks.ruleset.confirm": _("Bekräfta att en riktlinje ska gälla"),
    "cases.case.read": _("Läsa organets ärenden"),
    "cases.case.keep": _("Registrera ärenden och föra organets diarium"),
    "cases.case.prepare": _("Handlägga organets ärenden och skriva tjänsteskrivelser"),
    "cases.secret.read": _("Läsa organets ärenden med sekretess"),
    "meetings.meeting.read": _("Läsa organets möten och handlingar"),
    "meetings.meeting.keep": _("Planera möten, föra föredragningslistan och skriva in beslut"),
    "meetings.sitting.lead": _("Leda mötet i rummet: närvaro, yrkanden och omröstningar"),
    "meetings.delegation.decide": _("Fatta beslut på delegation som ordförande"),
    "visits.overview.read": _("Se organets besök, täckning och uppföljning"),
    "visits.appointment.keep": _("Skriva in vilka som är kontaktpolitiker"),
    "visits.visit.invite": _("Bjuda in till besök och svara för enhetens besök"),
    "visits.visit.book": _("Boka och göra besök som kontaktpolitiker"),
    "visits.visit.keep": _("Boka och ändra besök åt andra, och påminna"),
    "visits.follow_up.keep": _("Ge och följa uppdrag om det som enheter vill lyfta"),
    "remuneration.duty.claim": _("Begära ersättning för sina uppdrag"),
    "remuneration.duty.check": _("Granska ersättningar och rätta tider"),
    "remuneration.duty.certify": _("Attestera ersättningar"),
    "remuneration.payroll.keep": _("Stänga lönekörningar och sköta det som lönen behöver"),
    "remuneration.overview.read": _("Se vad alla förtroendevalda får i ersättning"),
}

# What concerns the whole municipality can't be given in one body only.
WHOLE_MUNICIPALITY = frozenset(
    {
        "access.account.keep",
        "audit.trail.read",
        "messaging.outbox.keep",
        "remuneration.payroll.keep",
        "remuneration.overview.read",
    }
)

# The order and headings in which a person reads what can be given.
GROUPS: dict[str, str] = {
    "visits": _("Besök"),
    "meetings": _("Möten och beslut"),
    "remuneration": _("Ersättning"),
    "cases": _("Ärenden"),
    "rulebooks": _("Riktlinjer och regler"),
    "people": _("Registret"),
    "messaging": _("Utskick"),
    "audit": _("Händelseloggen"),
    "access": _("Konton och rättigheter"),
}


def group_of(capability: str) -> str:
    """Give the key of the group that a capability is listed under: its module."""
    return capability.partition(".")[0]


_EVERYBODY_ELECTED = frozenset(
    {
        "people.register.read",
        "rulebooks.ruleset.read",
        "meetings.meeting.read",
        "cases.case.read",
        "cases.secret.read",
    }
)

DEFAULTS: dict[PositionRole, frozenset[str]] = {
    **{
        role: _EVERYBODY_ELECTED
        | {"visits.visit.book", "visits.overview.read", "remuneration.duty.claim"}
        for role in MEMBER_ROLES | {PositionRole.SUBSTITUTE}
    },
    **{
        role: _EVERYBODY_ELECTED
        | {
            "visits.visit.book",
            "visits.overview.read",
            "visits.follow_up.keep",
            "meetings.sitting.lead",
            "remuneration.duty.claim",
            "remuneration.duty.certify",
        }
        for role in PRESIDIUM_ROLES
    },
    PositionRole.CHAIR: _EVERYBODY_ELECTED
    | {
        "visits.visit.book",
        "visits.overview.read",
        "visits.follow_up.keep",
        "meetings.sitting.lead",
        "meetings.delegation.decide",
        "remuneration.duty.claim",
        "remuneration.duty.certify",
    },
    PositionRole.AUDITOR: frozenset(
        {
            "people.register.read",
            "rulebooks.ruleset.read",
            "cases.case.read",
            "meetings.meeting.read",
            "visits.overview.read",
            "audit.trail.read",
            "remuneration.duty.claim",
            "remuneration.overview.read",
        }
    ),
    PositionRole.UNIT_MANAGER: frozenset(
        {"people.register.read", "rulebooks.ruleset.read", "visits.visit.invite"}
    ),
    PositionRole.OPERATION_MANAGER: frozenset(
        {"people.register.read", "rulebooks.ruleset.read", "visits.visit.invite"}
    ),
    PositionRole.HEAD_OF_ADMINISTRATION: frozenset(
        {
            "people.register.read",
            "rulebooks.ruleset.read",
            "cases.case.read",
            "cases.case.prepare",
            "cases.secret.read",
            "meetings.meeting.read",
            "visits.overview.read",
            "visits.follow_up.keep",
        }
    ),
    PositionRole.MUNICIPAL_DIRECTOR: frozenset(
        {
            "people.register.read",
            "rulebooks.ruleset.read",
            "cases.case.read",
            "meetings.meeting.read",
            "visits.overview.read",
            "rulebooks.ruleset.confirm",
        }
    ),
    PositionRole.SECRETARY: frozenset(
        {
            "people.register.read",
            "people.register.keep",
            "rulebooks.ruleset.read",
            "rulebooks.ruleset.propose",
            "rulebooks.ruleset.confirm",
            "cases.case.read",
            "cases.case.keep",
            "cases.case.prepare",
            "cases.secret.read",
            "meetings.meeting.read",
            "meetings.meeting.keep",
            "meetings.sitting.lead",
            "visits.overview.read",
            "visits.appointment.keep",
            "visits.visit.keep",
            "visits.follow_up.keep",
            "remuneration.duty.check",
        }
    ),
    PositionRole.REGISTRAR: frozenset(
        {
            "people.register.read",
            "people.register.keep",
            "rulebooks.ruleset.read",
            "rulebooks.ruleset.propose",
            "cases.case.read",
            "cases.case.keep",
            "cases.secret.read",
            "meetings.meeting.read",
        }
    ),
    PositionRole.ADMINISTRATOR: frozenset(
        {
            "people.register.read",
            "people.register.keep",
            "access.account.keep",
            "audit.trail.read",
            "messaging.outbox.keep",
            "rulebooks.ruleset.read",
            "rulebooks.ruleset.propose",
            "rulebooks.ruleset.confirm",
        }
    ),
    PositionRole.PAYROLL_OFFICER: frozenset(
        {
            "people.register.read",
            "rulebooks.ruleset.read",
            "remuneration.payroll.keep",
            "remuneration.overview.read",
        }
    ),
    PositionRole.OFFICER: frozenset(
        {
            "people.register.read",
            "rulebooks.ruleset.read",
            "cases.case.read",
            "cases.case.prepare",
        }
    ),
    PositionRole.EMPLOYEE: frozenset({"rulebooks.ruleset.read"}),
}

# Positions whose reach is the whole municipality.
EVERYWHERE = frozenset(
    {
        PositionRole.ADMINISTRATOR,
        PositionRole.MUNICIPAL_DIRECTOR,
        PositionRole.REGISTRAR,
        PositionRole.PAYROLL_OFFICER,
        PositionRole.AUDITOR,
    }
)
