"""Bodies: set up, corrected and closed, and the order in which substitutes serve."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.audit.services import record
from samspel.foundation.swedish import sort_key
from samspel.people import events, policies
from samspel.people.enums import BodyKind, EndReason, PositionRole
from samspel.people.errors import RegisterRefused, StillInUse
from samspel.people.models import Body, Mandate
from samspel.people.services.mandates import end_mandate
from samspel.people.services.rows import (
    keep,
    lasting_beyond,
    locked,
    require_period,
    require_within,
    sharing_days,
    touch,
)


@transaction.atomic
def open_body(
    name: str,
    short_name: str,
    kind: BodyKind,
    *,
    valid_from: dt.date,
    actor: Actor,
    parent: Body | None = None,
    valid_to: dt.date | None = None,
) -> Body:
    """Set up a body from a day.

    Refuses a working committee without a body above it, a time when the body above
    does not exist, and a short name that another body has at the same time.
    """
    policies.require_may_open_body(parent, actor)
    require_period(valid_from, valid_to)
    body = Body(
        name=name.strip(),
        short_name=short_name.strip(),
        kind=kind,
        parent=parent,
        valid_from=valid_from,
        valid_to=valid_to,
        sort_key=sort_key(name.strip()),
    )
    _require_parent(body)
    _require_free_short_name(body)
    body.save(force_insert=True)
    record(
        "people.body.opened",
        subject=body,
        actor=actor,
        facts={"kind": str(kind), "parent": parent and parent.pk, "from": valid_from},
        also=[parent] if parent else [],
    )
    return body


@transaction.atomic
def correct_body(
    body: Body, *, name: str, short_name: str, actor: Actor, version: int | None = None
) -> Body:
    """Correct a body's name or short name, for all time: a new name from a day is a new body."""
    body = locked(body, version)
    policies.require_may_keep_body(body, actor)
    named = Body(
        pk=body.pk,
        short_name=short_name.strip(),
        valid_from=body.valid_from,
        valid_to=body.valid_to,
    )
    _require_free_short_name(named)
    changed = keep(
        body, name=name.strip(), short_name=named.short_name, sort_key=sort_key(name.strip())
    )
    if changed:
        record("people.body.corrected", subject=body, actor=actor, facts={"changed": changed})
    return body


@transaction.atomic
def close_body(
    body: Body,
    *,
    valid_to: dt.date,
    actor: Actor,
    end_mandates: bool = False,
    version: int | None = None,
) -> Body:
    """Give a body its last day (``valid_to`` is the day after).

    Mandates that last longer end with it when ``end_mandates`` says so (KL 4 kap. 10 §).
    Refuses to leave mandates, bodies or departments behind that have no body.
    """
    body = locked(body, version)
    policies.require_may_open_body(body.parent, actor)
    require_period(body.valid_from, valid_to)
    _require_nothing_under(body, valid_to)
    lasting = body.mandates.filter(lasting_beyond(valid_to))
    if not end_mandates and lasting.exists():
        raise StillInUse(
            _(
                "%(body)s har %(count)s uppdrag som varar längre. Avsluta dem först, eller "
                "kryssa för att de slutar med organet."
            ),
            body=body.name,
            count=lasting.count(),
        )
    for mandate in lasting.select_related("person", "body__parent"):
        end_mandate(mandate, valid_to=valid_to, reason=EndReason.BODY_CLOSED, actor=actor)
    keep(body, valid_to=valid_to)
    record("people.body.closed", subject=body, actor=actor, facts={"to": valid_to})
    events.body_closed.send(Body, row=body, actor=actor)
    return body


@transaction.atomic
def order_substitutes(
    body: Body,
    mandates: Sequence[Mandate],
    *,
    on: dt.date,
    actor: Actor,
    version: int | None = None,
) -> list[Mandate]:
    """Put the body's substitutes in the order given, as the council has decided it (KL 6 kap. 16 §).

    Takes every substitute who serves on the day, once each; refuses anything else.
    """
    body = locked(body, version)
    policies.require_may_keep_body(body, actor)
    serving = {
        row.pk: row
        for row in Mandate.objects.select_for_update(of=("self",))
        .filter(body=body, role=PositionRole.SUBSTITUTE)
        .filter(sharing_days(on, on + dt.timedelta(days=1)))
        .select_related("person", "body")
    }
    if sorted(serving) != sorted(each.pk for each in mandates):
        raise RegisterRefused(
            _("Ange varje ersättare i %(body)s en gång. Läs in sidan på nytt."), body=body.name
        )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS mandate_one_substitute_per_place DEFERRED")
    ordered = [serving[each.pk] for each in mandates]
    changed = [row for place, row in enumerate(ordered, 1) if keep(row, substitute_order=place)]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS mandate_one_substitute_per_place IMMEDIATE")
    if changed:
        touch(body)
        record(
            "people.body.order_changed",
            subject=body,
            actor=actor,
            facts={"order": [row.pk for row in ordered]},
            also=[row.person for row in changed],
        )
    return ordered


def _require_parent(body: Body) -> None:
    """Refuse a body that needs one above it and has none, or has one at another time."""
    if body.parent is None:
        if body.kind == BodyKind.WORKING_COMMITTEE:
            raise RegisterRefused(
                _("Ett arbetsutskott hör till en styrelse eller nämnd. Välj vilken.")
            )
        return
    require_within(body.valid_from, body.valid_to or body.parent.valid_to, body.parent)


def _require_free_short_name(body: Body) -> None:
    """Refuse a short name that another body has at the same time."""
    taken = (
        Body.objects.filter(short_name__iexact=body.short_name)
        .filter(sharing_days(body.valid_from, body.valid_to))
        .exclude(pk=body.pk)
        .first()
    )
    if taken:
        raise RegisterRefused(
            _("Kortnamnet %(short)s används redan av %(name)s. Välj ett annat."),
            short=body.short_name,
            name=taken.name,
        )


def _require_nothing_under(body: Body, valid_to: dt.date) -> None:
    """Refuse to close a body that others answer to longer."""
    beyond: Q = lasting_beyond(valid_to)
    under = [
        *body.children.filter(beyond).values_list("name", flat=True),
        *body.departments.filter(beyond).values_list("name", flat=True),
    ]
    if under:
        raise StillInUse(
            _("%(body)s har fortfarande %(names)s under sig. Avsluta eller flytta dem först."),
            body=body.name,
            names=", ".join(under),
        )
