"""The facts beside a visit: place, who you meet, who comes, your visits this year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import say_day_short
from samspel.foundation.swedish import capitalise
from samspel.kit import filters
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.kit.rows import Fact, WorkingLine
from samspel.meetings.models import AgendaItem
from samspel.people.queries import name_at_place
from samspel.rulebooks.queries import clause_url
from samspel.rules.errors import NoRuleInForce
from samspel.visits import policies
from samspel.visits.enums import Initiator, Place, VisitKind
from samspel.visits.facts import Place as Where
from samspel.visits.models import Visit, Visitor
from samspel.visits.queries.coverage import Holder, holders_of
from samspel.visits.queries.page import host_of, year_reckoned
from samspel.visits.queries.quotas import Quota, quota_of


@dataclass(frozen=True, slots=True)
class QuotaShown:
    """A person's visits of the year: "1 av 2", and the working behind it."""

    term: str
    text: str
    note: str
    lines: tuple[WorkingLine, ...]
    clause_text: str
    clause_heading: str
    citation: str
    url: str


def facts_of(visit: Visit, actor: Actor, on: dt.date, holders: Sequence[Holder]) -> list[Fact]:
    """Give the facts of a visit, as many as the viewer may see."""
    if not policies.sees_place(visit, actor):
        return [
            Fact(_("Verksamhet"), visit.operation.name),
            Fact(_("Organ"), visit.body.name),
            Fact(
                _("Plats och tid"),
                _("Visas bara för dem som är med på besöket, för en besökares skull."),
            ),
        ]
    facts = [
        Fact(_("Plats"), visit.place or visit.where, _room(visit)),
        Fact(_("Tar emot besöket"), *_host(visit, actor, on)),
        *_message(visit, actor),
        Fact(
            _("Kontaktpolitiker för %(operation)s") % {"operation": visit.operation.name},
            holder_names(holders),
        ),
        Fact(_("Organ"), visit.body.name, _how(visit)),
    ]
    if visit.party is not None:
        facts.append(Fact(_("Parti"), visit.party.name))
    if visit.decision is not None:
        address = reverse("meetings:decision", args=[visit.decision.uuid])
        facts.append(Fact(_("Organets beslut"), visit.decision.citation, "", address))
    if visit.participants_decided_at is not None:
        facts.append(Fact(_("Vilka som är med"), _participants(visit)))
    if visit.agenda_item is not None:
        facts.append(_item(visit.agenda_item))
    return facts


def _message(visit: Visit, actor: Actor) -> list[Fact]:
    """Give what was written when the visit was begun."""
    if not visit.message:
        return []
    by = visit.started_by
    if by is not None and by.pk == actor.person_id:
        return [Fact(_("Du skrev"), visit.message)]
    who = _("Den som började") if by is None or by.is_protected else by.name
    return [Fact(_("%(who)s skriver") % {"who": who}, visit.message)]


def _room(visit: Visit) -> str:
    return capitalise(label_of(Place, visit.room)) if visit.room else ""


def _how(visit: Visit) -> str:
    kind = capitalise(label_of(VisitKind, visit.kind))
    return f"{kind}: {label_of(Initiator, visit.initiator)}"


def _host(visit: Visit, actor: Actor, on: dt.date) -> tuple[str, str]:
    """Give who receives the visit, and as what."""
    host = host_of(visit, on)
    if host is not None:
        title = _("enhetschef") if host.is_of_unit else _("verksamhetschef")
        return name_at_place(host.person, actor), title
    return _("Ingen chef är inskriven i registret"), ""


def holders_for(visit: Visit, on: dt.date) -> list[Holder]:
    """Give the contact politicians of what is visited, on the day; one statement."""
    rows = holders_of([visit.body_id], on)
    held = next((row for row in rows if row.operation_id == visit.operation_id), None)
    return [
        each
        for each in (held.holders if held else ())
        if not each.units or visit.unit is None or visit.unit.name in each.units
    ]


def holder_names(holders: Iterable[Holder]) -> str:
    """Say who is contact politician of what is visited."""
    names = {
        each.person_id: f"{each.public_name} ({each.party})" if each.party else each.public_name
        for each in holders
    }
    return filters.words_list(names.values()) or _("Ingen")


def _participants(visit: Visit) -> str:
    said = [
        _("Medarbetare är med") if visit.staff_take_part else _("Medarbetare är inte med"),
        _("brukare är med") if visit.users_take_part else _("brukare är inte med"),
        _("besöket går ut i verksamheten")
        if visit.on_floor
        else _("besöket går inte ut i verksamheten"),
    ]
    return ", ".join(said) + "."


def _item(item: AgendaItem) -> Fact:
    address = reverse("meetings:item", args=[item.uuid])
    meeting = item.meeting
    if meeting is None:
        return Fact(_("Till sammanträdet"), _("Väntar på ett sammanträde"), "", address)
    said = _("%(body)s %(day)s") % {
        "body": meeting.body.name,
        "day": say_day_short(meeting.day, current()),
    }
    return Fact(_("Till sammanträdet"), said, item.paragraph, address)


def quota_shown(visit: Visit, visitor: Visitor, today: dt.date) -> QuotaShown | None:
    """Give the viewer's own visits of the year with their working, where rules are in force."""
    year = year_reckoned(visit, today)
    place = Where(visit.operation, visit.unit)
    try:
        quota = quota_of(visitor.person, place, body_id=visit.body_id, year=year, today=today)
    except NoRuleInForce:
        return None
    return drawn(quota, today)


def drawn(quota: Quota, today: dt.date, *, of_another: bool = False) -> QuotaShown:
    """Give the quota as it is drawn: "1 av 2", line by line, with the clause.

    Of another person, for whoever decides on more: the clause is the one on that.
    """
    this_year = quota.year == today.year
    term = (
        _("Dina besök i år") if this_year else _("Dina besök %(year)s") % {"year": quota.year}
    )
    if of_another:
        term = _("Besök %(year)s") % {"year": quota.year}
    text = (
        _("%(count)s av %(most)s") % {"count": quota.count, "most": quota.at_most}
        if quota.at_most is not None
        else str(quota.count)
    )
    lines = [
        WorkingLine(
            f"{each.place}, {say_day_short(each.on, current())}",
            _("1, genomfört") if each.is_held else _("1, bokat"),
        )
        for each in quota.visits
    ]
    lines.append(WorkingLine(_("Tillsammans"), str(quota.count)))
    note = ""
    if quota.extra:
        note = _("Ordföranden har beslutat om %(extra)s") % {
            "extra": filters.plural(
                quota.extra, pgettext("one", "extra besök"), pgettext("several", "extra besök")
            )
        }
    if quota.hours is not None:
        note = f"{note} " + _("Organet har beslutat om %(hours)s timmar.") % {
            "hours": filters.number(quota.hours, 0)
        }
    rests_on = (quota.extra_by or quota.rests_on) if of_another else quota.rests_on
    found = rests_on.finding if rests_on is not None else None
    return QuotaShown(
        term,
        text,
        note.strip(),
        tuple(lines),
        found.clause.text if found else "",
        f"{quota.version.title}, {found.clause.heading}" if found else "",
        found.citation.rpartition(" · ")[2] if found else "",
        clause_url(quota.version, found.clause.id) if found else "",
    )
