"""What the visits put on the start page: to do, next, and new since last."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as mark

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.kit.prepared import Ask
from samspel.messaging.todo import News, NextEvent, Todo
from samspel.visits import addresses
from samspel.visits.queries.waiting import (
    Happened,
    Waiting,
    asks,
    coming_for,
    happened_for,
    waiting_for,
)

_DO = {
    "answer": (mark("Svara på inbjudan: %(place)s"), addresses.visit_url),
    "agree": (mark("Svara på förslag om tid: %(place)s"), addresses.visit_url),
    "prepare": (mark("Skriv inför besöket: %(place)s"), addresses.preparation_url),
    "held": (mark("Notera att besöket är genomfört: %(place)s"), addresses.visit_url),
    "report": (mark("Lämna in rapporten: %(place)s"), addresses.report_url),
    "extra": (mark("Besluta om extra besök: %(place)s"), addresses.extra_url),
    "follow_up": (mark("Följ upp det som lyftes: %(place)s"), addresses.follow_up_url),
    "flag": (
        mark("Se över ett uppdrag som kontaktpolitiker: %(place)s"),
        addresses.appointment_url,
    ),
}
_DETAIL = {
    "answer": mark("Välj en tid eller tacka nej"),
    "agree": mark("Säg ja, föreslå en annan tid eller tacka nej"),
    "prepare": mark("Besökarna läser det före besöket"),
    "held": mark("Tiden har passerat"),
    "report": mark("Det du skriver sparas medan du skriver"),
    "extra": mark("Du beslutar på delegation"),
    "follow_up": mark("Enheten ser vad som händer"),
    "flag": mark("Något stämmer inte längre med riktlinjerna"),
}
_NEW = {
    "report": (mark("Rapporten om besöket är inlämnad: %(place)s."), addresses.report_url),
    "noted": (
        mark("Det som enheten ville lyfta följs upp: %(place)s."),
        addresses.follow_up_url,
    ),
    "closed": (mark("Uppföljningen är avslutad: %(place)s."), addresses.follow_up_url),
}


def asked(actor: Actor, now: dt.datetime) -> list[Ask]:
    """Give the statements that the start page's providers below read."""
    return asks(actor, now, local_day(now))


def to_do(actor: Actor, now: dt.datetime) -> list[Todo]:
    """Give what waits for the actor about visits; one statement."""
    return [_todo(each, actor) for each in waiting_for(actor, now, local_day(now))]


def _todo(each: Waiting, actor: Actor) -> Todo:
    words, address = _DO[each.what]
    return Todo(
        when=each.by,
        due_at=None,
        verb_object=gettext(words) % {"place": each.place},
        detail=gettext(_DETAIL[each.what]),
        url=address(each.uuid),
        position_key=_position(actor, each.body_id, each.unit_id, each.operation_id),
        urgent=each.is_urgent,
    )


def coming(actor: Actor, now: dt.datetime) -> list[NextEvent]:
    """Give the visits that the actor makes or receives next; one statement."""
    return [
        NextEvent(
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            title=gettext("Besök: %(place)s") % {"place": each.place},
            place=each.where,
            url=addresses.visit_url(each.uuid),
            body_name=each.body,
            position_key=_position(
                actor,
                each.body_id,
                None if each.is_visitor else each.unit_id,
                None if each.is_visitor else each.operation_id,
            ),
        )
        for each in coming_for(actor, now, local_day(now))
    ]


def news(actor: Actor, now: dt.datetime) -> list[News]:
    """Give what happened lately about visits that concern the actor; one statement."""
    return [_news(each, actor) for each in happened_for(actor, now, local_day(now))]


def _news(each: Happened, actor: Actor) -> News:
    words, address = _NEW[each.what]
    return News(
        at=each.at,
        text=gettext(words) % {"place": each.place},
        url=address(each.uuid),
        position_key=_position(actor, each.body_id, None, None),
    )


def _position(actor: Actor, body_id: int, unit_id: int | None, operation_id: int | None) -> str:
    """Give the key of the position under which it waits: at the unit, else in the body."""
    for position in actor.positions:
        if unit_id in position.unit_ids or operation_id in position.operation_ids:
            return position.key
    return next(
        (
            each.key
            for each in actor.positions
            if each.body_id == body_id or body_id in each.serves
        ),
        "",
    )
