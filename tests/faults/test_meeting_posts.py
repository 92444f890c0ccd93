"""Every act on a meeting, its minutes, notices and room, tried by everybody of the cast.

Whoever has no part in the body is always refused, and whatever is refused (also to those
who have, because of the state or an empty form) writes nothing.
"""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from samspel.meetings import services
from samspel.meetings.calculation.minutes.phrases import PHRASES
from samspel.meetings.calculation.record import Recipient
from samspel.meetings.enums.calling import Answer
from samspel.meetings.models import BoardNotice, SubstituteCall
from samspel.meetings.services import dispatch_meeting
from samspel.meetings.services.calling import answer_notice
from samspel.meetings.web.views.room import acts as room_acts
from tests.cast import PERSONS
from tests.everything import changed, everything
from tests.meetings.acting import NOW, planned
from tests.meetings.minutes.playing import approve, ready, small_meeting

OUTSIDE = frozenset({"bo", "pia", "birgit", "sara", "helena", "gunnar", "larsake", "sofia"})
"""Who has no position in the executive board, under it, or over the whole municipality."""

REFUSED = {403, 404, 405, 422}

# Route: what fills its address. A thing that is not there ("-") is not found by anybody.
ROUTES: dict[str, tuple[str, ...]] = {
    "begin-minutes": ("held",),
    "begin-immediate": ("held", "item"),
    "name-approvers": ("minutes",),
    "word-part": ("minutes",),
    "send-out": ("minutes",),
    "call-back": ("minutes",),
    "note-hindered": ("minutes",),
    "take-back-hindered": ("minutes", "1"),
    "correct-minutes": ("minutes",),
    "sign": ("minutes",),
    "refuse-approval": ("minutes",),
    "propose-wording": ("minutes",),
    "answer-wording": ("minutes", "-"),
    "announce": ("minutes",),
    "begin-publication": ("minutes",),
    "mask": ("minutes",),
    "unmask": ("minutes", "1"),
    "hand-over": ("minutes",),
    "publish": ("minutes",),
    "withdraw": ("minutes",),
    "send-extract": ("minutes", "item"),
    "send-extract-again": ("dispatch",),
    "receipt": ("-",),
    "note-assignment": ("item",),
    "name-recipients": ("item",),
    "post-notice": ("body",),
    "note-outage": (),
    "end-outage": ("-",),
    "announce-again": ("notice",),
    "take-down": ("notice",),
    "confirm-final": ("notice",),
    "prove-posting": ("notice",),
    "minutes-settings": ("body",),
    "board-settings": ("body",),
    "minutes-headings": ("body",),
    "phrase": ("body", "phrase"),
    "deciding-settings": ("body",),
    "seats": ("body",),
    "report-proposals": ("body",),
    "raise-matter": ("body",),
    "request-meeting": ("body",),
    "answer-notice": ("called",),
    "answer-for": ("called", "lena"),
    "ask-substitute": ("called", "anna"),
    "serve": ("called", "call"),
    "withdraw-call": ("called", "call"),
    "make-pack": ("called",),
    "mark-read": ("called",),
    "withdraw-wish": ("called", "-"),
    "follow-item": ("item",),
    "wish": ("item",),
    **{f"lead {act}": ("called", f"={act}") for act in room_acts.MEETING},
    **{f"lead-item {act}": ("held", "item", f"={act}") for act in room_acts.ITEM},
}


@pytest.fixture
def scene(town):
    """KS has held a meeting, whose minutes are approved and announced, and called the next."""
    ingrid = town.actor("ingrid")
    room, item = small_meeting(town)
    services.describe_item(
        item,
        recipients=[Recipient("Registrator", "reg@lan.example", is_internal=False)],
        at=NOW,
        actor=ingrid,
    )
    minutes = ready(town, room, "perolof")
    services.send_out(minutes, at=NOW, actor=ingrid)
    minutes = approve(town, minutes)
    services.announce_minutes(minutes, at=NOW, actor=ingrid)
    services.change_minutes_settings(room.body, actor=ingrid, publishes=True)
    services.begin_publication(minutes, at=NOW, actor=ingrid)
    county = Recipient("Länsstyrelsen", "reg@lan.example", is_internal=False)
    extract = services.make_extract(minutes, item, at=NOW, actor=ingrid)
    (dispatch,) = services.send_extract(extract, [county], at=NOW, actor=ingrid)
    called = dispatch_meeting(planned(town, 12, 9), at=NOW, actor=ingrid)
    answer_notice(
        called,
        town.person("ulla"),
        kind=Answer.NO,
        reason="Arbete",
        at=NOW,
        actor=town.actor("ulla"),
    )
    return SimpleNamespace(
        body=room.body,
        held=room.meeting,
        item=item,
        minutes=minutes,
        notice=BoardNotice.objects.get(),
        dispatch=dispatch,
        called=called,
        call=SubstituteCall.objects.get(),
        lena=town.person("lena"),
        anna=town.person("anna"),
    )


def _address(route: str, scene: SimpleNamespace) -> str:
    name = route.partition(" ")[0]
    return reverse(f"meetings:{name}", args=[_arg(each, scene) for each in ROUTES[route]])


def _arg(name: str, scene: SimpleNamespace) -> object:
    if name == "-":
        return uuid4()
    if name == "phrase":
        return next(iter(PHRASES))
    if name.startswith("="):
        return name[1:]
    return 1 if name == "1" else getattr(scene, name).uuid


@pytest.mark.soak  # a minute: every act of the meeting by each sort of person
def test_who_has_no_part_in_the_body_is_refused_and_no_refused_post_writes(scene, as_person):
    addresses = {route: _address(route, scene) for route in ROUTES}
    clients = {name: as_person(name) for name in sorted(PERSONS)}
    for client in clients.values():
        client.raise_request_exception = False
    before, done, odd = everything(), {}, {}

    for name, client in clients.items():
        for route, address in addresses.items():
            with transaction.atomic():
                status = client.post(address).status_code
                if status not in REFUSED:
                    done.setdefault(route, set()).add(name)
                    transaction.set_rollback(True)
                if status >= 500:
                    odd[route, name] = status

    assert odd == {}
    assert {route: who & OUTSIDE for route, who in done.items() if who & OUTSIDE} == {}
    assert changed(before) == set()
