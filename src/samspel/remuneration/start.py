"""What the remuneration gives to the start page: duties to hand in and certify, a run to close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, month_name
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.kit.prepared import Ask, Prepared
from samspel.messaging.events import CalendarEvent
from samspel.messaging.todo import NextEvent, Todo
from samspel.people.enums import PRESIDIUM_ROLES, PositionRole
from samspel.people.models import Person
from samspel.remuneration.enums import DutyKind
from samspel.remuneration.gathering_entries import event_of
from samspel.remuneration.models import Gathering
from samspel.remuneration.payroll_policies import may_pay
from samspel.remuneration.queries.certifiers import CERTIFY, CHECK

_ASK_OWN = Prepared(
    "remuneration_own",
    """
SELECT d.uuid, d.subject, d.answer <> '' FROM remuneration_duty d
 WHERE d.person_id = %(person)s AND d.state = 'open' ORDER BY d."on", d.id LIMIT 20
""",
    "uuid text boolean",
    person="bigint",
)
_ASK_WAITING = Prepared(
    "remuneration_waiting",
    """
SELECT b.uuid, b.name, b.id, count(*)
  FROM remuneration_duty d JOIN people_body b ON b.id = d.body_id
 WHERE d.awaits <> '' AND d.person_id <> %(person)s
   AND ((d.awaits = 'secretary' AND d.body_id = ANY(%(checks)s))
     OR (d.awaits = 'chair' AND d.body_id = ANY(%(chairs)s))
     OR (d.awaits = 'vice_chair' AND d.body_id = ANY(%(vices)s))
     OR EXISTS (SELECT 1 FROM remuneration_standin s
                 WHERE s.body_id = d.body_id AND s.step = d.awaits
                   AND s.person_id = %(person)s AND s.valid_from <= %(today)s
                   AND (s.valid_to IS NULL OR s.valid_to > %(today)s)))
 GROUP BY b.id, b.uuid, b.name ORDER BY b.name
""",
    "uuid text bigint bigint",
    person="bigint",
    checks="bigint[]",
    chairs="bigint[]",
    vices="bigint[]",
    today="date",
)
_ASK_RUN = Prepared(
    "remuneration_run_to_close",
    """
SELECT r.uuid, r.month, r.closes_on FROM remuneration_run r
 WHERE r.state = 'open' AND r.closes_on <= %(today)s
""",
    "uuid date date",
    today="date",
)
_ASK_NEXT = Prepared(
    "remuneration_gatherings_next",
    """
SELECT g.uuid, g.kind, COALESCE(p.abbreviation, ''), b.name, b.id, g.starts_at, g.ends_at,
       g.place
  FROM remuneration_gatheringseat s
  JOIN remuneration_gathering g ON g.id = s.gathering_id
  JOIN people_body b ON b.id = g.body_id
  LEFT JOIN people_party p ON p.id = g.party_id
 WHERE s.person_id = %(person)s AND s.is_called AND g.state = 'planned'
   AND g.ends_at > %(now)s
 ORDER BY g.starts_at, g.id LIMIT 5
""",
    "uuid text text text bigint timestamptz timestamptz text",
    person="bigint",
    now="timestamptz",
)
_ASK_UNTOLD = Prepared(
    "remuneration_gatherings_untold",
    """
SELECT g.uuid, g.kind, COALESCE(p.abbreviation, ''), b.name, b.id, g.starts_at
  FROM remuneration_gathering g
  JOIN people_body b ON b.id = g.body_id
  LEFT JOIN people_party p ON p.id = g.party_id
 WHERE g.state = 'planned' AND g.ends_at <= %(now)s
   AND (g.planned_by_id = %(person)s AND (g.body_id = ANY(%(checks)s)
          OR g.party_id IS NULL AND g.body_id = ANY(%(presides)s))
        OR EXISTS (SELECT FROM remuneration_groupleader l JOIN people_mandate m
                     ON m.id = l.mandate_id
                    WHERE m.person_id = %(person)s AND m.body_id = g.body_id
                      AND m.party_id = g.party_id
                      AND l.valid_from <= %(today)s
                      AND (l.valid_to IS NULL OR l.valid_to > %(today)s)
                      AND m.valid_from <= %(today)s
                      AND (m.valid_to IS NULL OR m.valid_to > %(today)s)))
 ORDER BY g.starts_at, g.id LIMIT 20
""",
    "uuid text text text bigint timestamptz",
    person="bigint",
    now="timestamptz",
    checks="bigint[]",
    presides="bigint[]",
    today="date",
)
_FEED_BACK = dt.timedelta(days=90)
_VICE = (PositionRole.FIRST_VICE_CHAIR, PositionRole.SECOND_VICE_CHAIR)


def _params(actor: Actor, now: dt.datetime) -> dict[str, Any]:
    return {
        "person": actor.person_id or 0,
        "checks": sorted(actor.bodies_with(CHECK)),
        "chairs": _seated(actor, (PositionRole.CHAIR,)),
        "vices": _seated(actor, _VICE),
        "today": local_day(now),
    }


def _seated(actor: Actor, roles: tuple[PositionRole, ...]) -> list[int]:
    return sorted(
        each.body_id
        for each in actor.positions
        if each.role in roles
        and each.body_id is not None
        and each.gives(CERTIFY, body_id=each.body_id)
    )


def _to_tell(actor: Actor, now: dt.datetime) -> dict[str, Any]:
    """Whoever planned a meeting tells of it while they may, and whoever leads the group now."""
    return {
        "person": actor.person_id or 0,
        "now": now,
        "checks": sorted(actor.bodies_with(CHECK)),
        "presides": sorted(
            each.body_id
            for each in actor.positions
            if each.role in PRESIDIUM_ROLES and each.body_id is not None
        ),
        "today": local_day(now),
    }


def asked(actor: Actor, now: dt.datetime) -> list[Ask]:
    """Give the statements that are read below."""
    if actor.person_id is None:
        return []
    asks: list[Ask] = [
        (_ASK_OWN, {"person": actor.person_id}),
        (_ASK_WAITING, _params(actor, now)),
        (_ASK_NEXT, {"person": actor.person_id, "now": now}),
        (_ASK_UNTOLD, _to_tell(actor, now)),
    ]
    return [*asks, (_ASK_RUN, {"today": local_day(now)})] if may_pay(actor) else asks


def todo_for(actor: Actor, now: dt.datetime) -> list[Todo]:
    """Give what the person has open, what waits for them to certify, and a run to close."""
    if actor.person_id is None:
        return []
    today = local_day(now)
    runs = _ASK_RUN.rows({"today": today}) if may_pay(actor) else []
    return [
        *(_run(row, today) for row in runs),
        *(_own(row) for row in _ASK_OWN.rows({"person": actor.person_id})),
        *(_untold(row, actor) for row in _ASK_UNTOLD.rows(_to_tell(actor, now))),
        *(_waiting(row, actor) for row in _ASK_WAITING.rows(_params(actor, now))),
    ]


def _run(row: tuple[Any, ...], today: dt.date) -> Todo:
    uuid, month, closes_on = row
    words = gettext("Stäng lönekörningen för %(month)s %(year)s")
    return Todo(
        when=closes_on,
        due_at=None,
        verb_object=words % {"month": month_name(month.month, current()), "year": month.year},
        detail=gettext("Ersättning"),
        url=reverse("remuneration:run", args=[uuid]),
        urgent=closes_on < today,
    )


def _own(row: tuple[Any, ...]) -> Todo:
    uuid, subject, is_returned = row
    words = (
        gettext("Rätta och lämna in igen: %(what)s")
        if is_returned
        else gettext("Lämna in: %(what)s")
    )
    return Todo(
        when=None,
        due_at=None,
        verb_object=words % {"what": subject},
        detail=gettext("Ersättning"),
        url=reverse("remuneration:duty", args=[uuid]),
    )


def _waiting(row: tuple[Any, ...], actor: Actor) -> Todo:
    uuid, body, body_id, count = row
    words = ngettext(
        "Granska och attestera %(count)s uppdrag",
        "Granska och attestera %(count)s uppdrag",
        count,
    )
    return Todo(
        when=None,
        due_at=None,
        verb_object=words % {"count": count},
        detail=body,
        url=reverse("remuneration:certify") + f"?organ={uuid}",
        position_key=_position_key(actor, body_id),
    )


def _untold(row: tuple[Any, ...], actor: Actor) -> Todo:
    uuid, kind, party, body, body_id, starts_at = row
    words = gettext("Ange vilka som var med: %(what)s")
    return Todo(
        when=local_day(starts_at),
        due_at=None,
        verb_object=words % {"what": _named(kind, party)},
        detail=body,
        url=reverse("remuneration:attendance", args=[uuid]),
        position_key=_position_key(actor, body_id),
    )


def next_for(actor: Actor, now: dt.datetime) -> list[NextEvent]:
    """Give the group and presidium meetings that the person is called to; one statement."""
    if actor.person_id is None:
        return []
    rows = _ASK_NEXT.rows({"person": actor.person_id, "now": now})
    return [
        NextEvent(
            starts_at=starts_at,
            ends_at=ends_at,
            title=_named(kind, party),
            place=place,
            url=reverse("remuneration:gathering", args=[uuid]),
            body_name=body,
            position_key=_position_key(actor, body_id),
        )
        for uuid, kind, party, body, body_id, starts_at, ends_at, place in rows
    ]


def _named(kind: str, party: str) -> str:
    """Say which meeting it is, beside the name of its body."""
    return f"{label_of(DutyKind, kind).capitalize()} {party}".strip()


def _position_key(actor: Actor, body_id: int) -> str:
    """Give the position under which the person has to do with the body."""
    keys = (p.key for p in actor.positions if p.body_id == body_id or body_id in p.serves)
    return next(keys, "")


def feed_for(person: Person, on: dt.date) -> Iterable[CalendarEvent]:
    """Give the group and presidium meetings that the person is called to; one statement."""
    rows = Gathering.objects.filter(
        seats__person=person, seats__is_called=True, starts_at__date__gte=on - _FEED_BACK
    ).select_related("body", "party")
    return [event_of(each) for each in rows]
