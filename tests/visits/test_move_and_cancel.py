"""Moved and called off: calendars follow, quotas are those of the new day."""

from __future__ import annotations

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Delivery
from samspel.rulebooks.errors import RuleStops
from samspel.visits import services
from samspel.visits.enums import VisitState
from samspel.visits.errors import BookingRefused, PersonBusy, StalePage, WrongState
from samspel.visits.models import Visitor
from tests.visits.acting import NOW, booked, clock, held, offered
from tests.visits.nothing import refused


def move(town, visit, by="maria", start=None, **more):
    starts_at = start or clock(11, 27)
    return services.move_visit(
        visit,
        starts_at=starts_at,
        ends_at=starts_at.replace(hour=starts_at.hour + 2),
        actor=town.actor(by),
        at=NOW,
        **more,
    )


def cancel(town, visit, by="maria", because="Ugnen är trasig.", **more):
    return services.cancel_visit(visit, because=because, actor=town.actor(by), at=NOW, **more)


def test_a_moved_visit_moves_everybodys_time_and_calendar(town, board):
    visit = move(town, booked(town), where="Matsalen")

    assert visit.starts_at == clock(11, 27)
    assert visit.place == "Matsalen"
    assert visit.ical_sequence == 1
    assert set(Visitor.objects.values_list("booked_from", flat=True)) == {clock(11, 27)}
    latest = Delivery.objects.filter(recipient=town.person("anna")).latest("id")
    assert (latest.event["uid"], latest.event["sequence"]) == (visit.ical_uid, 1)
    assert AuditEntry.objects.filter(act="visits.visit.moved").count() == 1


def test_the_same_time_again_is_no_move(town, board):
    visit = booked(town)

    with refused("redan den tiden", BookingRefused):
        services.move_visit(
            visit,
            starts_at=visit.starts_at,
            ends_at=visit.ends_at,
            actor=town.actor("maria"),
            at=NOW,
        )


def test_a_visit_is_not_moved_into_the_past(town, board):
    visit = booked(town)

    with refused("redan passerat", BookingRefused):
        move(town, visit, start=clock(11, 10))


def test_a_visit_is_not_moved_on_top_of_another(town, board):
    visit = booked(town)
    booked(town, unit="kvarn", host="peter", times=(clock(11, 27),))

    with refused("har redan ett besök", PersonBusy):
        move(town, visit)


def test_a_visitor_does_not_move_it_but_suggests(town, board):
    visit = booked(town)

    with refused("enhetschefen eller organets sekreterare", NotAllowed):
        move(town, visit, by="anna")


def test_a_visit_without_a_time_is_not_moved(town, board):
    visit = offered(town)

    with refused("väntar på svar", WrongState):
        move(town, visit)


def test_a_stale_page_moves_nothing(town, board):
    visit = booked(town)
    read = visit.version
    move(town, visit)

    with refused("sedan du öppnade sidan", StalePage):
        move(town, visit, start=clock(11, 30), version=read)


def test_a_visit_that_is_moved_is_not_counted_against_itself(town, board):
    booked(town, times=(clock(11, 16),))
    second = booked(town, times=(clock(11, 17),))

    assert move(town, second).starts_at == clock(11, 27)


def test_moved_to_a_day_when_the_visitor_is_not_appointed_it_is_stopped(town, board):
    visit = booked(town)

    with refused("inte kontaktpolitiker för verksamheten", RuleStops):
        move(town, visit, start=clock(1, 12, year=2027))


def test_a_cancelled_visit_frees_everybody_and_takes_the_entries_out(town, board):
    visit = cancel(town, booked(town))

    assert visit.state == VisitState.CANCELLED
    assert visit.closed_note == "Ugnen är trasig."
    assert set(Visitor.objects.values_list("booked_from", flat=True)) == {None}
    sent = Delivery.objects.filter(event_uid=visit.ical_uid, event__method="CANCEL")
    assert {each.recipient for each in sent} == {
        town.person("anna"),
        town.person("perolof"),
        town.person("maria"),
    }


def test_an_offer_is_cancelled_without_calendar_entries(town, board):
    visit = cancel(town, offered(town))

    assert visit.state == VisitState.CANCELLED
    assert Delivery.objects.exclude(event_uid="").count() == 0


def test_a_cancellation_says_why(town, board):
    visit = booked(town)

    with refused("Skriv varför", BookingRefused):
        cancel(town, visit, because=" ")


def test_a_visit_is_cancelled_once(town, board):
    visit = cancel(town, booked(town))

    with refused("inställt", WrongState):
        cancel(town, visit)


def test_a_held_visit_is_not_cancelled(town, board):
    visit = held(town, booked(town), "anna")

    with refused("genomfört", WrongState):
        cancel(town, visit)


def test_a_visitor_does_not_cancel_the_whole_visit(town, board):
    visit = booked(town)

    with refused("enhetschefen eller organets sekreterare", NotAllowed):
        cancel(town, visit, by="anna")


def test_the_freed_time_can_be_booked_again(town, board):
    cancel(town, booked(town))

    assert booked(town, unit="kvarn", host="peter").state == VisitState.BOOKED


def test_the_secretary_cancels_too(town, board):
    assert cancel(town, booked(town), by="ingrid").state == VisitState.CANCELLED
