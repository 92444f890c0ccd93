"""Others are drawn in, join, decline and leave; and what becomes of the visit then."""

from __future__ import annotations

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Delivery, Message
from samspel.rulebooks.errors import RuleStops
from samspel.visits import services
from samspel.visits.enums import VisitorState, VisitState
from samspel.visits.errors import BookingRefused, PersonBusy, WrongState
from tests.visits.acting import NOW, appointed, booked, clock, offered, proposed
from tests.visits.nothing import refused


def draw(town, visit, by="maria", **more):
    return services.draw_in_others(visit, actor=town.actor(by), at=NOW, **more)


def join(town, visit, name, **more):
    return services.join_visit(visit, actor=town.actor(name), at=NOW, **more)


def decline(town, visit, name, **more):
    return services.decline_invitation(visit, actor=town.actor(name), at=NOW, **more)


def alone(town, **more):
    return booked(town, "anna", reason="Bara Anna.", **more)


def test_the_operations_other_politicians_are_drawn_into_the_same_visit(town, board):
    visit = alone(town)

    added = draw(town, visit)

    assert [each.person for each in added] == [town.person("perolof")]
    told = Message.objects.filter(recipient=town.person("perolof"), kind="visits.invitation")
    assert told.count() == 1


def test_a_visitor_draws_the_others_in(town, board):
    assert len(draw(town, alone(town), by="anna")) == 1


def test_when_everybody_is_asked_there_is_nobody_to_draw_in(town, board):
    visit = offered(town)

    with refused("redan inbjudna", BookingRefused):
        draw(town, visit)


def test_a_stranger_draws_nobody_in(town, board):
    visit = alone(town)

    with refused("varken besökare", NotAllowed):
        draw(town, visit, by="lena")


def test_whoever_was_drawn_in_says_yes_to_the_set_time(town, board):
    visit = alone(town)
    draw(town, visit)

    visitor = join(town, visit, "perolof")

    assert visitor.state == VisitorState.ACCEPTED
    assert visitor.booked_from == visit.starts_at
    assert Delivery.objects.filter(
        event_uid=visit.ical_uid, recipient=town.person("perolof")
    ).exists()


def test_the_quota_holds_for_whoever_joins(town, board):
    for day in (16, 17):
        booked(town, "perolof", reason="Bara Per-Olof.", times=(clock(11, day),))
    visit = alone(town)
    draw(town, visit)

    with refused("redan 2 besök", RuleStops):
        join(town, visit, "perolof")


def test_nobody_joins_while_on_another_visit(town, board):
    visit = alone(town)
    draw(town, visit)
    booked(town, "perolof", reason="x", unit="kvarn", host="peter")

    with refused("Per-Olof Hägg har redan ett besök", PersonBusy):
        join(town, visit, "perolof")


def test_nobody_joins_twice(town, board):
    visit = alone(town)

    with refused("redan tackat ja", BookingRefused):
        join(town, visit, "anna")


def test_a_visit_without_a_time_is_not_joined(town, board):
    visit = offered(town)

    with refused("väntar på svar", WrongState):
        join(town, visit, "anna")


def test_a_visitor_declines_with_a_reason_and_the_unit_is_told(town, board):
    visit = offered(town)

    visitor = decline(town, visit, "anna", note="Jag är bortrest.")

    assert visitor.state == VisitorState.DECLINED
    assert visitor.decline_note == "Jag är bortrest."
    told = Message.objects.get(recipient=town.person("maria"))
    assert "Jag är bortrest." in told.body
    visit.refresh_from_db()
    assert visit.state == VisitState.OFFERED


def test_when_everybody_declines_the_offer_is_declined(town, board):
    visit = offered(town)
    decline(town, visit, "anna")
    decline(town, visit, "perolof")

    visit.refresh_from_db()
    assert visit.state == VisitState.DECLINED


def test_whoever_leaves_a_booked_visit_frees_the_time_and_the_calendar(town, board):
    visit = booked(town)

    visitor = decline(town, visit, "anna")

    assert visitor.state == VisitorState.WITHDRAWN
    assert visitor.booked_from is None
    cancelled = Delivery.objects.filter(
        recipient=town.person("anna"), event_uid=visit.ical_uid
    ).latest("id")
    assert cancelled.event["method"] == "CANCEL"
    visit.refresh_from_db()
    assert visit.state == VisitState.BOOKED


def test_a_visit_that_nobody_is_left_in_is_called_off(town, board):
    visit = alone(town)

    decline(town, visit, "anna")

    visit.refresh_from_db()
    assert visit.state == VisitState.CANCELLED
    assert visit.ical_sequence == 1
    assert AuditEntry.objects.filter(act="visits.visit.cancelled").count() == 1


def test_whoever_left_can_come_back(town, board):
    visit = booked(town)
    decline(town, visit, "anna")

    assert join(town, visit, "anna").state == VisitorState.ACCEPTED


def test_nobody_declines_for_another(town, board):
    visit = offered(town)

    with refused("Bara den som är med", NotAllowed):
        decline(town, visit, "anna", person=town.person("perolof"))


def test_nobody_declines_twice(town, board):
    visit = offered(town)
    decline(town, visit, "anna")

    with refused("tackat nej", WrongState):
        decline(town, visit, "anna")


def test_the_unit_declines_a_proposal_and_says_why(town, committee):
    visit = proposed(town)

    with refused("Skriv varför", BookingRefused):
        services.decline_proposal(visit, actor=town.actor("birgit"), at=NOW)
    visit = services.decline_proposal(
        visit, note="Vi har magsjuka i huset.", actor=town.actor("birgit"), at=NOW
    )

    assert visit.state == VisitState.DECLINED
    assert (
        "magsjuka"
        in Message.objects.get(recipient=town.person("larsake"), kind="visits.booking").body
    )


def test_only_the_unit_declines_a_proposal(town, committee):
    visit = proposed(town)

    with refused("avgör enhetschefen", NotAllowed):
        services.decline_proposal(visit, note="Nej.", actor=town.actor("ingrid"), at=NOW)


def test_an_offer_is_not_declined_by_the_unit_that_made_it(town, board):
    visit = offered(town)

    with refused("väntar på svar", WrongState):
        services.decline_proposal(visit, note="Nej.", actor=town.actor("maria"), at=NOW)


def test_somebody_appointed_later_is_drawn_in(town, board):
    visit = offered(town)
    appointed(town, "KS", "lena", places=[town.operation("kost")])

    assert [each.person for each in draw(town, visit)] == [town.person("lena")]
