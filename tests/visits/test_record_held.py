"""The visit held: true times, who was there, and what the rules let follow."""

from __future__ import annotations

import datetime as dt

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Message
from samspel.rulebooks.errors import ReasonNeeded
from samspel.visits import services
from samspel.visits.enums import Opener, VisitorState, VisitState
from samspel.visits.errors import HeldRefused, PersonBusy, WrongState
from samspel.visits.events import visit_held
from tests.visits.acting import (
    KS_RULES,
    NOW,
    agreed,
    amended,
    appointed,
    booked,
    clock,
    held,
    in_force,
    meeting,
    offered,
    proposed,
)
from tests.visits.nothing import refused

LATER = clock(11, 24, 18)


def record(town, visit, *names, by="anna", start=None, end=None, at=LATER, **more):
    return services.record_held(
        visit,
        held_from=start or visit.starts_at,
        held_to=end or visit.ends_at,
        attended=[town.person(name) for name in names],
        actor=town.actor(by),
        at=at,
        **more,
    )


def test_the_true_times_and_who_was_there_are_kept_and_announced(town, board):
    heard = []
    visit_held.connect(lambda **told: heard.append(told), weak=False, dispatch_uid="test")
    visit = booked(town)

    try:
        visit = record(
            town,
            visit,
            "anna",
            start=clock(11, 24, 13, 5),
            end=clock(11, 24, 15, 40),
            staff_met=True,
            users_met=False,
        )
    finally:
        visit_held.disconnect(dispatch_uid="test")

    assert visit.state == VisitState.HELD
    assert (visit.held_from, visit.held_to) == (clock(11, 24, 13, 5), clock(11, 24, 15, 40))
    assert visit.visitors.get(person=town.person("anna")).state == VisitorState.ATTENDED
    assert visit.visitors.get(person=town.person("perolof")).state == VisitorState.ABSENT
    assert (visit.staff_met, visit.users_met) == (True, False)
    assert AuditEntry.objects.get(act="visits.visit.held").facts["minutes"] == 155
    assert [(each["visit"], each["attended"]) for each in heard] == [
        (visit, [town.person("anna").pk])
    ]


def test_under_the_boards_guideline_a_report_is_asked_for_by_the_meetings_deadline(town, board):
    meeting(town, "KS", 12, 16)

    visit = record(town, booked(town), "anna", "perolof")

    assert visit.item_opened_by == Opener.REPORT_SUBMITTED
    assert visit.agenda_item is None
    assert visit.report_due_on == dt.date(2026, 12, 4)
    told = Message.objects.get(recipient=town.person("perolof"), kind="visits.report")
    assert told.due_on == dt.date(2026, 12, 4)


def test_without_a_meeting_there_is_no_last_day_yet(town, board):
    assert record(town, booked(town), "anna").report_due_on is None


def test_a_guideline_with_days_counts_them_from_the_visit(town):
    rules = amended(
        KS_RULES,
        rapportering=(
            "- id: rapportens-form\n",
            (
                "- id: inom-dagar\n  title: Inom fjorton dagar\n  act: report.submit\n"
                "  clause: rapportering-1\n  decided: kommunstyrelsen 2023-02-14 § 18\n"
                "  set: report.deadline_days\n  unit: dagar\n  value: 14\n\n- id: rapportens-form\n"
            ),
        ),
    )
    in_force(town, "KS", rules, key=910_005)
    appointed(town, "KS", "anna", places=[town.operation("kost")])

    assert record(town, booked(town), "anna").report_due_on == dt.date(2026, 12, 8)


def test_unconfirmed_conduct_asks_for_a_reason_where_the_guideline_says_so(town, committee):
    visit = agreed(town, proposed(town))

    with refused("inte bekräftat förhållningssättet", ReasonNeeded):
        held(town, visit)
    assert held(town, visit, reason="Glömdes bort.").state == VisitState.HELD


def test_the_unit_and_the_secretary_can_note_it_too(town, board):
    first = record(town, booked(town), "anna", by="maria")
    second = record(
        town,
        booked(town, times=(clock(11, 23),)),
        "anna",
        by="ingrid",
    )

    assert (first.state, second.state) == (VisitState.HELD, VisitState.HELD)


def test_a_stranger_notes_nothing(town, board):
    visit = booked(town)

    with refused("varken besökare", NotAllowed):
        record(town, visit, "anna", by="lena")


def test_a_visit_that_is_not_over_is_not_held(town, board):
    visit = booked(town)

    with refused("inte slut än", HeldRefused):
        record(town, visit, "anna", at=clock(11, 24, 14))


def test_somebody_was_there(town, board):
    visit = booked(town)

    with refused("Ingen besökare var med", HeldRefused):
        record(town, visit)


def test_only_visitors_were_there(town, board):
    visit = booked(town)

    with refused("är inte besökare", HeldRefused):
        record(town, visit, "lena")


def test_it_ended_after_it_began(town, board):
    visit = booked(town)

    with refused("slutar innan det börjar", HeldRefused):
        record(town, visit, "anna", end=clock(11, 24, 12))


def test_it_did_not_go_on_all_day_and_night(town, board):
    visit = booked(town)

    with refused("högst tolv timmar", HeldRefused):
        record(town, visit, "anna", start=clock(11, 23, 13))


def test_a_visit_without_a_time_is_not_held(town, board):
    visit = offered(town)

    with refused("väntar på svar", WrongState):
        record(town, visit, "anna", start=clock(11, 24, 13), end=clock(11, 24, 15))


def test_a_visit_is_held_once(town, board):
    visit = record(town, booked(town), "anna")

    with refused("genomfört", WrongState):
        record(town, visit, "anna")


def test_a_visit_that_was_called_off_was_not_held(town, board):
    visit = services.cancel_visit(
        booked(town), because="Nej.", actor=town.actor("maria"), at=NOW
    )

    with refused("inställt", WrongState):
        record(town, visit, "anna")


def test_true_times_never_put_somebody_in_two_places(town, board):
    visit = booked(town)
    booked(town, unit="kvarn", host="peter", times=(clock(11, 24, 15),))

    with refused("har redan ett besök", PersonBusy):
        record(town, visit, "anna", end=clock(11, 24, 15, 30))


def test_whoever_had_left_but_came_was_there(town, board):
    visit = booked(town)
    services.decline_invitation(visit, actor=town.actor("perolof"), at=NOW)
    visit.refresh_from_db()

    visit = record(town, visit, "anna", "perolof")

    assert visit.visitors.get(person=town.person("perolof")).state == VisitorState.ATTENDED


def test_the_night_when_the_clock_is_put_back_lasts_as_long_as_it_lasts(town, committee):
    """From one to four on the wall that night in October are four hours that pass."""
    start = dt.datetime(2026, 10, 24, 23, tzinfo=dt.UTC)
    end = dt.datetime(2026, 10, 25, 3, tzinfo=dt.UTC)
    visit = agreed(town, proposed(town))

    visit = record(
        town, visit, "larsake", by="larsake", start=start, end=end, reason="Nattbesök."
    )

    assert AuditEntry.objects.get(act="visits.visit.held").facts["minutes"] == 240


def test_for_a_protected_visitor_the_trail_keeps_neither_time_nor_place(town, committee):
    visit = agreed(town, proposed(town, "sofia"))
    services.confirm_conduct(visit, actor=town.actor("sofia"), at=NOW)

    held(town, visit)

    entry = AuditEntry.objects.get(act="visits.visit.held")
    assert entry.facts == {"visit": visit.pk, "kind": "contact"}
    assert entry.subject_name == "Besök"
