"""Group and presidium meetings: planned, moved, cancelled, told of; the duties arrive by themselves."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.foundation.dates import at_wall_clock
from samspel.foundation.refusal import NotAllowed, Refused, Stale
from samspel.messaging.events import CANCEL
from samspel.messaging.models import Message
from samspel.messaging.todo import next_for, todo_for
from samspel.people.models import Mandate, Party
from samspel.remuneration.calculation.controls import overlap
from samspel.remuneration.enums import DutyKind, DutyOrigin, DutyState, GatheringState
from samspel.remuneration.errors import GatheringRefused
from samspel.remuneration.models import Duty, DutyFacts, Gathering, GatheringSeat, GroupLeader
from samspel.remuneration.queries import gatherings as queries
from samspel.remuneration.queries.controls import timed
from samspel.remuneration.services import gatherings as services
from samspel.remuneration.services import leading
from samspel.remuneration.start import feed_for
from samspel.rules.amounts.rates import Timeline
from tests.pages import said
from tests.remuneration.acting import (
    HOUR,
    NOON,
    NOW,
    TODAY,
    adopted,
    certified,
    decision,
    duty,
    gathering,
    seat,
)
from tests.remuneration.acting import (
    leading as leader,
)
from tests.rules.amounts.small import payment, rates
from tests.stages import staged

SOON = at_wall_clock(dt.date(2026, 11, 19), dt.time(17))
TWO_HOURS = dt.timedelta(hours=2)
YESTERDAY = TODAY - dt.timedelta(days=1)
MEMBERS_ONLY = payment(
    "{once: grund}", scope="{kinds: [group_meeting], roles: [member, chair]}"
)
MINUTED = payment(
    "{once: grund}", scope="{kinds: [presidium_meeting], needs: [minuted, approved]}"
)


@staged
def rules(town):
    leader(town, "ulla")
    return adopted(town)


def by(town, name="ulla", at=NOW):
    return {"actor": town.actor(name), "at": at}


def plan(town, name="ulla", *, party="M", starts_at=SOON, **facts):
    given = {"ends_at": starts_at + TWO_HOURS, "place": "Partikansliet", **facts}
    group = Party.objects.get(abbreviation=party) if party else None
    return services.plan_gathering(
        town.body("KS"), party=group, starts_at=starts_at, **given, **by(town, name)
    )


def names(row):
    return sorted(each.person.given_name for each in row.seats.select_related("person"))


def told(town, row, name="ulla", *, is_minuted=False, reason="", version=None, **times):
    there = {seat(town, who, "KS").pk: when for who, when in times.items()}
    return services.tell_attendance(
        row,
        there=there,
        is_minuted=is_minuted,
        reason=reason,
        version=version,
        **by(town, name),
    )


def held(town, **times):
    """The group has met yesterday from 12 to 14, and Ulla tells who was there."""
    row = gathering(town, day=YESTERDAY)
    told(town, row, **(times or {"ulla": (NOON, 120), "karin": (NOON, 60)}))
    return row


def test_the_group_is_called_and_has_the_meeting_in_its_calendars_and_start_pages(rules, town):
    row = plan(town)

    assert (str(row), names(row)) == (
        "Gruppmöte M, Kommunstyrelsen",
        ["Karin", "Mikael", "Ulla"],
    )
    assert Message.objects.filter(kind="remuneration.gathering").count() == 3
    karin = town.actor("karin")
    (shown,) = [each for each in next_for(karin, NOW) if each.title == "Gruppmöte M"]
    assert (shown.starts_at, shown.place, shown.body_name) == (
        SOON,
        "Partikansliet",
        "Kommunstyrelsen",
    )
    (event,) = feed_for(town.person("karin"), TODAY)
    assert (event.uid, event.start, event.sequence) == (
        f"gruppmote-{row.uuid}@samspel",
        SOON,
        0,
    )
    assert list(feed_for(town.person("lena"), TODAY)) == []


def test_substitutes_are_called_only_where_the_rule_set_pays_them(rules, town, monkeypatch):
    monkeypatch.setattr(queries, "rates_known", lambda: Timeline([rates(MEMBERS_ONLY)]))

    assert names(plan(town)) == ["Karin", "Ulla"]


def test_the_presidium_is_called_by_itself_and_by_the_secretary(rules, town):
    assert names(plan(town, "perolof", party=None)) == ["Karin", "Per-Olof"]
    assert names(plan(town, "ingrid", party=None)) == ["Karin", "Per-Olof"]


@pytest.mark.parametrize(
    ("name", "facts", "why"),
    [
        ("karin", {}, "kan inte kalla"),
        ("lena", {}, "kan inte kalla"),
        ("yvonne", {}, "kan inte kalla"),
        ("ulla", {"party": None}, "kan inte kalla"),
        ("ulla", {"party": "V"}, "kan inte kalla"),
        ("ulla", {"starts_at": NOW - TWO_HOURS}, "Tiden har varit"),
        ("ulla", {"ends_at": SOON}, "efter början"),
        ("ulla", {"ends_at": SOON + dt.timedelta(hours=10)}, "efter början"),
        ("ingrid", {"party": "KD"}, "Ingen hör till gruppen"),
    ],
)
def test_who_may_not_and_what_is_no_meeting_is_refused_and_nothing_is_written(
    rules, town, name, facts, why
):
    before = AuditEntry.objects.count()

    with pytest.raises(Refused, match=why):
        plan(town, name, **facts)

    assert (Gathering.objects.count(), AuditEntry.objects.count()) == (0, before)


def test_a_decision_of_another_body_allows_nothing(rules, town):
    with pytest.raises(GatheringRefused, match="annat organ"):
        plan(town, decision=decision(town, "SN"))


def test_a_meeting_is_moved_and_cancelled_and_everybody_called_is_told(rules, town):
    row = plan(town)
    Mandate.objects.filter(pk=seat(town, "mikael", "KS").pk).update(
        valid_to=dt.date(2026, 11, 20)
    )
    later = SOON + dt.timedelta(days=1)

    moved = services.move_gathering(
        row, starts_at=later, ends_at=later + TWO_HOURS, place="Stadshuset", **by(town)
    )

    assert (moved.starts_at, moved.sequence, names(moved)) == (later, 1, ["Karin", "Ulla"])
    subjects = Message.objects.filter(recipient=town.person("mikael")).values_list(
        "subject", flat=True
    )
    assert any("inte längre kallad" in each for each in subjects)
    with pytest.raises(Stale):
        services.cancel_gathering(row, version=row.version, **by(town))

    off = services.cancel_gathering(row, version=moved.version, **by(town, "ingrid"))

    assert (off.state, off.sequence) == (GatheringState.CANCELLED, 2)
    (event,) = feed_for(town.person("karin"), TODAY)
    assert event.method == CANCEL
    assert not [
        each for each in next_for(town.actor("karin"), NOW) if "Gruppmöte" in each.title
    ]
    for act in (services.cancel_gathering, services.move_gathering):
        more = {"starts_at": later, "ends_at": later + TWO_HOURS, "place": ""}
        with pytest.raises(Refused, match="läget är nu: inställt"):
            act(row, **(more if act is services.move_gathering else {}), **by(town))


def test_a_group_with_nobody_left_is_not_moved(rules, town):
    row, later = plan(town), SOON + dt.timedelta(days=1)
    Mandate.objects.filter(party=row.party).update(valid_to=dt.date(2026, 11, 20))

    with pytest.raises(GatheringRefused, match="Ingen hör till"):
        services.move_gathering(
            row, starts_at=later, ends_at=later + TWO_HOURS, place="", **by(town, "ingrid")
        )


def test_a_meeting_told_of_becomes_a_duty_of_each_who_was_there(rules, town):
    row = held(town)

    rows = {each.person.given_name: each for each in Duty.objects.select_related("person")}

    assert set(rows) == {"Ulla", "Karin"}
    karin = rows["Karin"]
    assert (karin.origin, karin.kind, karin.state) == (
        DutyOrigin.GATHERING,
        DutyKind.GROUP_MEETING,
        DutyState.SUBMITTED,
    )
    assert (karin.on, karin.starts, karin.minutes, karin.scheduled) == (
        YESTERDAY,
        NOON,
        60,
        120,
    )
    assert karin.subject == "Gruppmöte M, Kommunstyrelsen"
    assert row.seats.get(person=town.person("mikael")).came_at is None
    assert Gathering.objects.get().state == GatheringState.HELD


def test_what_a_rule_set_does_not_pay_gives_no_duties_and_that_is_said(
    rules, town, as_person, monkeypatch
):
    monkeypatch.setattr(services, "known_rules", lambda: Timeline([rates(MINUTED)]))
    row = gathering(town, day=YESTERDAY)

    assert told(town, row, ulla=(NOON, 60)).paid == 0

    assert (Duty.objects.count(), GatheringSeat.objects.filter(minutes=60).count()) == (0, 1)
    page = said(as_person("ulla").get(reverse("remuneration:gathering", args=[row.uuid])))
    assert "Reglementet ersätter inte gruppmöte utan protokoll" in page
    monkeypatch.setattr(services, "known_rules", lambda: None)
    told(town, row, ulla=(NOON, 60), is_minuted=True, reason="Protokoll finns.")
    page = said(as_person("ulla").get(reverse("remuneration:gathering", args=[row.uuid])))
    assert "Reglementet ersätter inte gruppmöte den dagen" in page


def test_a_presidium_is_paid_when_it_was_minuted_and_decided_if_the_rules_ask_for_that(
    rules, town, monkeypatch
):
    monkeypatch.setattr(services, "known_rules", lambda: Timeline([rates(MINUTED)]))
    row = gathering(town, day=YESTERDAY, decision=decision(town))
    Gathering.objects.update(kind=DutyKind.PRESIDIUM_MEETING, party=None)

    assert told(town, row, "karin", karin=(NOON, 60)).paid == 0
    again = {"reason": "Protokollet är justerat.", "is_minuted": True}
    assert told(town, row, "karin", karin=(NOON, 60), **again).paid == 1
    told(town, row, "karin", karin=(NOON, 60), reason="Det fanns inget protokoll.")

    assert Duty.objects.get().answer.startswith("Reglementet ersätter inte mötet")


def test_attendance_put_right_changes_the_duties_and_takes_back_who_was_not_there(rules, town):
    row = held(town)
    paid = certified(town, Duty.objects.get(person=town.person("ulla")))

    told(
        town,
        row,
        reason="Karin var inte där, men Mikael.",
        ulla=(NOON + 30, 60),
        mikael=(NOON, 120),
    )

    ulla, karin, mikael = (
        Duty.objects.get(person=town.person(name)) for name in ("ulla", "karin", "mikael")
    )
    assert (ulla.minutes, ulla.version, ulla.state) == (
        60,
        paid.version + 1,
        DutyState.SUBMITTED,
    )
    assert "Ulla Granath: Karin var inte där, men Mikael." in ulla.note
    assert (karin.state, karin.is_lapsed, karin.answer) == (
        DutyState.WITHDRAWN,
        True,
        "Karin var inte där, men Mikael.",
    )
    assert mikael.state == DutyState.SUBMITTED
    told(town, row, reason="Ingen var där.")
    assert set(Duty.objects.values_list("state", flat=True)) == {DutyState.WITHDRAWN}
    assert DutyFacts.objects.filter(duty=ulla).latest("pk").facts is None


def test_what_cannot_be_told_of_a_meeting_is_refused_and_nothing_is_written(rules, town):
    soon, over = plan(town), gathering(town, day=YESTERDAY)
    before = AuditEntry.objects.count()
    for row, facts, why in (
        (soon, {"ulla": (NOON, 60)}, "inte slutat än"),
        (over, {}, "ställ in mötet"),
        (over, {"lena": (NOON, 60)}, "hör till mötet"),
        (over, {"ulla": (NOON, 0)}, "samma dygn"),
        (over, {"ulla": (24 * HOUR, 10)}, "samma dygn"),
    ):
        with pytest.raises(GatheringRefused, match=why):
            told(town, row, **facts)
    for name in ("karin", "mikael", "lena", "yvonne"):
        with pytest.raises(NotAllowed):
            told(town, over, name, ulla=(NOON, 60))

    assert (Duty.objects.count(), AuditEntry.objects.count()) == (0, before)
    told(town, over, ulla=(NOON, 60))
    with pytest.raises(GatheringRefused, match="varför närvaron rättas"):
        told(town, over, ulla=(NOON, 90))


def test_a_group_meeting_at_the_same_time_as_something_else_is_seen_by_the_controls(
    rules, town
):
    held(town)
    made = Duty.objects.get(person=town.person("ulla"))

    other = duty(town, "ulla", on=YESTERDAY, starts=NOON + 60)

    assert overlap(timed(made), timed(other))


def test_whoever_planned_is_asked_to_tell_and_no_longer_when_it_is_told(rules, town):
    row = gathering(town, day=YESTERDAY)
    asked = "Ange vilka som var med: Gruppmöte M"

    assert asked in {each.verb_object for each in todo_for(town.actor("ulla"), NOW)}
    assert asked not in {each.verb_object for each in todo_for(town.actor("karin"), NOW)}

    told(town, row, ulla=(NOON, 60))
    assert asked not in {each.verb_object for each in todo_for(town.actor("ulla"), NOW)}


def test_the_pages_from_planning_to_what_came_of_it(rules, town, as_person):
    ulla, lena = as_person("ulla"), as_person("lena")
    assert lena.get(reverse("remuneration:plan-gathering")).status_code == 404
    page = reverse("remuneration:plan-gathering")
    group = Party.objects.get(abbreviation="M")
    asked = {
        "calling": f"{town.body('KS').pk}-{group.pk}",
        "on": "2026-11-19",
        "from_at": "17:00",
        "to_at": "19:00",
        "place": "Partikansliet",
    }
    assert "Gruppmöte för Moderaterna inför Kommunstyrelsen" in said(ulla.get(page))
    assert ulla.post(page, {**asked, "from_at": ""}).status_code == 422
    assert ulla.post(page, asked).status_code == 302
    row = gathering(town, day=YESTERDAY)
    address = reverse("remuneration:attendance", args=[row.uuid])
    for client in (lena, as_person("karin")):
        assert client.get(address).status_code == 404
    form = said(ulla.get(address))
    assert form.count("checked") == 3
    pk = seat(town, "karin", "KS").pk
    times = {f"there_{pk}": "on", f"from_{pk}": "13:00", f"to_{pk}": "12:00"}
    refused = said(ulla.post(address, times))
    assert "Till, Karin Sundell: Ange när personen kom och gick, på samma dygn." in refused
    answer = ulla.post(address, {**times, f"to_{pk}": "13:30"}, follow=True)
    assert "1 uppdrag har kommit in och väntar på attest." in said(answer)
    assert Duty.objects.get().minutes == 30
    assert "Rätta närvaron" in said(answer)
    assert "Varför rättas närvaron?" in said(ulla.get(address))
    assert "Gruppmöte M" in said(ulla.get(reverse("remuneration:gatherings")))
    assert "Inga möten är planerade" in said(lena.get(reverse("remuneration:gatherings")))


def test_the_secretary_enters_who_leads_a_group_and_ends_it(rules, town):
    karin = seat(town, "karin", "KS")
    days = {"valid_from": TODAY, "valid_to": None}
    given = {**days, **by(town, "ingrid")}
    for who, mandate, facts, why in (
        ("karin", karin, {}, "kan inte granska"),
        ("ingrid", karin, {"valid_to": TODAY}, "före den första"),
        ("ingrid", seat(town, "ulla", "KS"), {}, "redan inskriven"),
    ):
        with pytest.raises(Refused, match=why):
            leading.name_group_leader(mandate, **{**given, **by(town, who), **facts})
    Mandate.objects.filter(pk=seat(town, "lena", "KS").pk).update(party=None)
    with pytest.raises(GatheringRefused, match="inte till något parti"):
        leading.name_group_leader(seat(town, "lena", "KS"), **given)

    made = leading.name_group_leader(karin, **given)
    assert queries.may_call(town.actor("karin"), karin.body, karin.party, TODAY)
    with pytest.raises(NotAllowed):
        leading.end_group_leader(made, on=TODAY, **by(town, "karin"))
    ended = leading.end_group_leader(made, on=TODAY, **by(town, "ingrid"))

    assert ended.valid_to == TODAY + dt.timedelta(days=1)
    assert GroupLeader.objects.count() == 2
    assert not queries.may_call(
        town.actor("karin"), karin.body, karin.party, TODAY + dt.timedelta(days=1)
    )


def test_a_leader_whose_mandate_has_ended_calls_nobody(rules, town):
    Mandate.objects.filter(pk=seat(town, "ulla", "KS").pk).update(valid_to=TODAY)

    assert queries.callings_of(town.actor("ulla"), TODAY) == []


def test_the_list_asks_as_much_for_three_meetings_as_for_one(rules, town, statement_count):
    counts = []
    for _more in range(2):
        gathering(town)
        actor = town.actor("ingrid")
        with statement_count() as counted:
            rows = queries.gatherings_seen(actor, TODAY)
            [str(each) for each in rows]
            queries.seats_of(rows[0])
            queries.callings_of(actor, TODAY)
        counts.append(len(counted))

    assert counts == [4, 4]
