"""What the remuneration gives to the start page: duties to hand in and certify, a run to close."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, month_name
from samspel.kit.language import current
from samspel.kit.prepared import Ask, Prepared
from samspel.messaging.todo import Todo
from samspel.people.enums import PositionRole
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


def asked(actor: Actor, now: dt.datetime) -> list[Ask]:
    """Give the statements that are read below."""
    if actor.person_id is None:
        return []
    asks: list[Ask] = [
        (_ASK_OWN, {"person": actor.person_id}),
        (_ASK_WAITING, _params(actor, now)),
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
        position_key=next(
            (
                each.key
                for each in actor.positions
                if each.body_id == body_id or body_id in each.serves
            ),
            "",
        ),
    )
