"""Every act round a meeting by everybody of the cast: nobody but those of the table may.

Whoever may is never told that they may not, whatever else stands in the way; whoever may
not is told so before anything else is judged, and nothing is written.
"""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from samspel.foundation.refusal import NotAllowed, Refused
from samspel.meetings import services
from samspel.meetings.calculation.minutes.parts import PartKey
from samspel.meetings.calculation.proportional import Group
from samspel.meetings.calculation.record import Recipient
from samspel.meetings.enums.calling import Answer
from samspel.meetings.enums.minutes import CannotSign
from samspel.meetings.models import (
    BoardNotice,
    Participation,
    PublicationMask,
    SubstituteCall,
)
from samspel.meetings.services import calling, packing
from samspel.rules.catalogue.choices import ElectionOf
from tests.cast import PERSONS
from tests.everything import changed, everything
from tests.meetings.acting import NOW, clock, planned
from tests.meetings.minutes.playing import Room, approve, ready, small_meeting
from tests.meetings.permissions import ROUND


@pytest.fixture
def scene(town):
    """KS: minutes that are approved and announced, others that are out, a meeting called."""
    by: dict[str, Any] = {"at": NOW, "actor": town.actor("ingrid")}
    room, item = small_meeting(town)
    minutes = ready(town, room, "perolof")
    services.send_out(minutes, **by)
    minutes = approve(town, minutes)
    services.announce_minutes(minutes, **by)
    publication = services.begin_publication(minutes, **by)
    out = Room(town, day=10, present="karin perolof lena ulla")
    other = out.item("Bänkar", draft_points=["Bänkar köps."])
    out.begin()
    out.take_up(other)
    out.put(other, "draft")
    out.conclude(other)
    out.close()
    sent = ready(town, out, "perolof")
    services.send_out(sent, **by)
    called = services.dispatch_meeting(planned(town, 12, 9), **by)
    calling.answer_notice(called, town.person("ulla"), kind=Answer.NO, reason="Arbete", **by)
    outage = services.note_outage(
        from_at=clock(11, 12, 8), cause="Drift", body=town.body("KS"), **by
    )
    wording = services.propose_wording(
        sent, other, part=PartKey.DESCRIPTION, text="Fler bänkar.", **by
    )
    services.mask_text(publication, text="behöver regler", reason="OSL", **by)
    seats = Participation.objects.filter(meeting=room.meeting)
    extract = services.make_extract(minutes, item, **by)
    county = Recipient("Länsstyrelsen", "reg@lan.example", is_internal=False)
    (dispatch,) = services.send_extract(extract, [county], **by)
    return SimpleNamespace(
        body=town.body("KS"),
        room=room,
        item=item,
        minutes=minutes,
        publication=publication,
        out=sent,
        other=other,
        called=called,
        planned=planned(town, 12, 16),
        call=SubstituteCall.objects.get(),
        notice=BoardNotice.objects.get(),
        outage=outage,
        wording=wording,
        mask=PublicationMask.objects.get(),
        extract=extract,
        dispatch=dispatch,
        away=seats.get(person=town.person("ulla")),
        substitute=seats.get(person=town.person("anna")),
        town=town,
    )


def _acts(s: SimpleNamespace) -> dict[str, tuple[Any, tuple[Any, ...], dict[str, Any]]]:
    """Give each act: its service, what it is done to, and what else it takes."""
    lena, person = s.town.person("lena"), s.town.person
    part = {"part": PartKey.DESCRIPTION, "text": "Andra ord."}
    reason = {"reason": "Skäl"}
    election = {
        "of": ElectionOf.COMMITTEE,
        "supporters": [],
        "groups": [Group("A", 1, ("Bo",))],
        "places": 1,
        "key": uuid4(),
    }
    notice = {"kind": "committee_meeting", "title": "Möte"}
    matter = {"by": lena, "title": "Bänkar", "text": "Köp bänkar.", "key": uuid4()}
    cited = {"citations": {"remote": "KF § 1"}, "remote": "some"}
    given: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
        "answer_notice": ((s.called, lena), {"kind": Answer.YES}),
        "ask_substitute": ((s.called, person("lena")), {}),
        "answer_call": ((s.call,), {"accepts": True}),
        "withdraw_call": ((s.call,), {}),
        "send_notice": ((s.planned,), {}),
        "make_pack": ((s.called,), {}),
        "raise_matter": ((s.body,), matter),
        "report_citizens_proposals": ((s.body,), {}),
        "request_meeting": ((s.body,), {"by_chair": True, **reason}),
        "place_seats": ((s.body, []), {"citation": "Länsstyrelsen"}),
        "change_deciding_settings": ((s.body,), cited),
        "depart_from_turn": ((s.away, s.substitute), reason),
        "elect_proportionally": ((s.item,), election),
        "begin_minutes": ((s.room.meeting,), {}),
        "name_approvers": ((s.out, [lena]), {}),
        "word_part": ((s.out, s.other), part),
        "send_out": ((s.out,), {}),
        "call_back": ((s.out,), reason),
        "note_hindered": (
            (s.out, person("karin").pk),
            {"why": CannotSign.LEFT, "decided": "§ 1"},
        ),
        "take_back_hindered": ((s.out, person("karin").pk), {}),
        "propose_wording": ((s.out, s.other), part),
        "answer_wording": ((s.wording,), {"accept": False, "answer": "Nej."}),
        "unmask_text": ((s.mask,), {}),
        "refuse_approval": ((s.out,), {"comment": "Nej."}),
        "sign_minutes": ((s.out,), {"text_sha256": s.out.text_sha256, "second_step_at": NOW}),
        "begin_correction": ((s.minutes,), {"text": "Rätt.", "cites": "KS § 2"}),
        "change_minutes_settings": ((s.body,), {"available_at": "Kansliet"}),
        "change_board_settings": ((s.body,), {"carries": [], "decided": "KS § 1"}),
        "write_phrase": ((s.body,), {"key": "approval.done", "text": "Justerad."}),
        "begin_publication": ((s.minutes,), {}),
        "mask_text": ((s.publication,), {"text": "torget", **reason}),
        "keep_text": ((s.publication,), {"text": "torget", **reason}),
        "hand_over_for_check": ((s.publication,), {}),
        "publish_minutes": ((s.publication,), {}),
        "withdraw_publication": ((s.publication,), reason),
        "announce_minutes": ((s.minutes,), {}),
        "post_notice": ((s.body,), notice),
        "announce_again": ((s.notice,), reason),
        "take_down": ((s.notice,), {}),
        "confirm_final": ((s.notice,), {"note": "Inget överklagande."}),
        "prove_posting": ((s.notice,), {}),
        "note_outage": ((), {"from_at": clock(11, 12, 9), "cause": "Drift", "body": s.body}),
        "end_outage": ((s.outage,), {"to_at": clock(11, 12, 9), "body": s.body}),
        "make_extract": ((s.minutes, s.item), {}),
        "send_extract": ((s.extract, [Recipient("Kansliet")]), {}),
        "send_again": ((s.dispatch,), {"address": "kansliet@lan.example"}),
        "note_assignment": (
            (s.item,),
            {"text": "Följ upp", "owner": lena, "due_on": dt.date(2027, 1, 1)},
        ),
    }
    return {name: (_service(name), *rest) for name, rest in given.items()}


def _service(name: str) -> Any:
    homes = (services, calling, packing)
    return next(getattr(home, name) for home in homes if hasattr(home, name))


WITHOUT_TIME = {"change_deciding_settings", "change_minutes_settings", "write_phrase"}


def test_nobody_but_those_of_the_table_does_any_act_round_a_meeting(town, scene):
    acts = _acts(scene)
    actors = {name: town.actor(name) for name in sorted(PERSONS)}
    before = everything()

    may: dict[str, set[str]] = {name: set() for name in acts}
    for name, (service, args, more) in acts.items():
        when = {} if name in WITHOUT_TIME else {"at": NOW}
        for who, actor in actors.items():
            if _is_allowed(lambda: service(*args, **when, actor=actor, **more)):  # noqa: B023
                may[name].add(who)

    assert may == {name: set(allowed) for name, allowed in ROUND.items()}
    assert changed(before) == set()


def _is_allowed(act: Any) -> bool:
    """Do the act and take it back; tell whether it was the person that was refused."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except NotAllowed:
        return False
    except Refused:
        return True
    return True
