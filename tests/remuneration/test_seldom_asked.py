"""What is seldom asked: by nobody, on a day without rules, at an address of nothing."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from samspel.access.models import Grant
from samspel.audit.actors import Actor
from samspel.meetings import events as meetings
from samspel.meetings.services import close_meeting
from samspel.messaging.todo import next_for
from samspel.people.enums import PositionRole
from samspel.remuneration import services, start
from samspel.remuneration.enums import (
    Certifier,
)
from samspel.remuneration.errors_runs import RunRefused
from samspel.remuneration.models import Duty, Run
from samspel.remuneration.queries import gatherings as queries
from samspel.remuneration.queries.certifiers import Takers, standing_before
from samspel.remuneration.queries.controls import reviewed
from samspel.remuneration.queries.duties import (
    certificate_asked,
    own_bodies,
    own_certificates,
    own_duty,
)
from samspel.remuneration.queries.employers import employers_address
from samspel.remuneration.queries.links import Links
from samspel.remuneration.queries.rates import rates_known
from samspel.remuneration.web import showing
from samspel.remuneration.web.forms import ClaimForm
from samspel.remuneration.web.forms_gatherings import WhenForm
from samspel.rules.errors import NoRuleInForce
from tests.meetings.room import Room, at
from tests.remuneration.acting import (
    NOW,
    TODAY,
    adopted,
    certificate,
    decision,
    duty,
    gathering,
    leading,
    lost,
)
from tests.remuneration.ledger import adopt_rules
from tests.stages import staged

NOBODY = Actor.system("Prov")
BEFORE_THE_RULES = dt.date(2022, 12, 31)


@staged
def rules(town):
    return adopted(town)


def test_nobody_has_nothing_of_their_own(rules, town):
    made = duty(town)

    assert own_duty(made.uuid, NOBODY) is None
    assert own_bodies(NOBODY, TODAY, rates_known()) == []
    assert own_certificates(NOBODY) == []
    assert certificate_asked("") is None
    assert (start.asked(NOBODY, NOW), start.todo_for(NOBODY, NOW)) == ([], [])
    assert next_for(NOBODY, NOW) == []
    assert reviewed([], person_id=None, today=TODAY) == []
    assert queries.callings_of(NOBODY, TODAY) == []
    assert not queries.may_call(NOBODY, made.body, None, TODAY)
    assert Takers.on_today([made.body_id]).taker(made, Certifier.CHAIR, NOBODY) is None


def test_an_address_to_an_employer_that_is_asked_nothing_leads_nowhere(town):
    assert employers_address(str(uuid4())) == ""
    assert employers_address(str(certificate(town).uuid)) == ""


def test_without_rules_nothing_waits_is_reviewed_or_cited(town):
    made = duty(town)

    assert standing_before(made, None) is None
    assert reviewed([made], person_id=None, today=TODAY, links=Links(None)) == []
    assert Links(None)(TODAY, "p1") == ""
    with pytest.raises(NoRuleInForce):
        Links(None).version(TODAY)


def test_a_duty_of_a_day_before_the_rules_waits_for_nobody_and_is_not_certified(rules, town):
    made = duty(town, on=BEFORE_THE_RULES)

    assert standing_before(made, rates_known()) is None
    (found,) = reviewed([made], person_id=None, today=TODAY)
    assert (found.judgement, found.refusal.day) == (None, BEFORE_THE_RULES)
    shown = showing.shown_review(found, rates_known(), Links(None))
    assert shown.outcome == "stopped"
    assert "2022" in shown.beside[-1]
    assert isinstance(found.refusal, NoRuleInForce)


def test_an_officer_takes_the_step_only_outside_the_presidium(rules, town):
    Grant.objects.create(role=PositionRole.SECRETARY, capability="remuneration.duty.certify")
    made = duty(town, "lena")
    takers = Takers([made.body_id], TODAY)

    took = {
        name
        for name in ("karin", "perolof", "ulla", "yvonne", "ingrid")
        if takers.taker(made, Certifier.OFFICER, town.actor(name)) is not None
    }

    assert took == {"ingrid"}


def test_attendance_put_right_after_the_meeting_reaches_the_duty(rules, town):
    room = Room(town, "KS").open("karin", "perolof", "lena", "ulla")
    tell = {"sender": None, "meeting": room.meeting, "actor": town.actor("ingrid")}
    meetings.attendance_recorded.send(**tell, participations=[])
    assert Duty.objects.count() == 0

    close_meeting(room.meeting, at=at(20), actor=room.actor)
    stretch = room.who("lena").intervals.get()
    stretch.to_at = at(19)
    stretch.save()
    room.meeting.refresh_from_db()
    meetings.attendance_recorded.send(**{**tell, "meeting": room.meeting}, participations=[])

    assert Duty.objects.get(person=town.person("lena")).minutes == 60


def test_a_payday_is_never_before_the_day_of_closing(town):
    adopt_rules(town)
    run = services.open_run(dt.date(2026, 3, 1), actor=town.actor("yvonne"), at=NOW)
    days = {"closes_on": dt.date(2026, 3, 20), "pays_on": dt.date(2026, 3, 19)}

    with pytest.raises(RunRefused, match="före dagen då körningen stängs"):
        services.plan_run(run, **days, actor=town.actor("yvonne"))

    assert Run.objects.get().closes_on == run.closes_on


def test_what_a_page_says_of_a_duty_in_its_seldom_forms(rules, town):
    late = duty(town, decision=decision(town), is_approved=False, limit=90)
    lost(late)

    said_of = {
        each.term: (each.text, each.note) for each in showing.duty_facts(late, with_income=True)
    }

    assert said_of["Timmar som organet har beslutat"][0] == "1 tim 30 min"
    assert said_of["Beslut"][1].endswith("inte ett beslut i förväg.")
    assert said_of["Förlorad inkomst"][1] == "Inget intyg"


def test_times_are_told_whole_and_in_their_order(town):
    for told, why in (
        ({"from_at": "09:00"}, "Ange både när"),
        ({"from_at": "09:00", "to_at": "09:00"}, "före början"),
    ):
        assert why in str(ClaimForm(told).errors["to_at"])
    skipped = {"on": "2026-03-29", "from_at": "02:30", "to_at": "04:00", "place": ""}
    assert "ställs om" in str(WhenForm(skipped).errors["from_at"])


def test_addresses_of_nothing_are_not_there(rules, town, as_person):
    made = duty(town, handed_in=False)
    yvonne, lena, ingrid = as_person("yvonne"), as_person("lena"), as_person("ingrid")
    nothing = uuid4()

    answers = {
        "run": yvonne.get(reverse("remuneration:run", args=[nothing])),
        "body": ingrid.get(reverse("remuneration:leaders", args=[nothing])),
        "leader": ingrid.post(reverse("remuneration:end-leader", args=[nothing])),
        "meeting": ingrid.get(reverse("remuneration:gathering", args=[nothing])),
        "meals": lena.get(reverse("remuneration:meals", args=[made.uuid])),
        "others": lena.get(reverse("remuneration:others", args=[made.uuid])),
        "reading": lena.get(reverse("remuneration:reading", args=[made.uuid])),
    }

    assert {name: each.status_code for name, each in answers.items()} == dict.fromkeys(
        answers, 404
    )


def test_who_sees_a_groups_meeting(rules, town):
    leading(town, "ulla")
    row = gathering(town)

    seen = {
        name
        for name in ("ulla", "karin", "mikael", "ingrid", "perolof", "lena", "yvonne", "pia")
        if queries.gathering_seen(row.uuid, town.actor(name)) is not None
    }

    assert seen == {"ulla", "karin", "mikael", "ingrid"}
