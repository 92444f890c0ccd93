"""Who may do what with visits: by capability at the place, or by being one of the visitors.

The same predicates draw the buttons and guard the services. What a guideline has a say
in is not here: these answer who, the rules answer what.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.foundation.refusal import NotAllowed
from samspel.people.models import Operation, Person, Unit
from samspel.visits.enums import ReportState, VisitorState
from samspel.visits.models import (
    Appointment,
    ExtraVisitRequest,
    FollowUp,
    PartyOffer,
    Report,
    Visit,
    Visitor,
)

INVITE = "visits.visit.invite"
BOOK = "visits.visit.book"
KEEP = "visits.visit.keep"
OVERVIEW = "visits.overview.read"
APPOINT = "visits.appointment.keep"
FOLLOW = "visits.follow_up.keep"
DECIDE = "meetings.delegation.decide"

_LEFT = (VisitorState.DECLINED, VisitorState.WITHDRAWN)


def body_of(place: Unit | Operation) -> int:
    """Give the body that a unit or an operation answers to."""
    operation = place.operation if isinstance(place, Unit) else place
    return operation.department.body_id


def hosts_place(place: Unit | Operation, actor: Actor) -> bool:
    """Whether the actor answers for visits at the place: its manager, or who acts for them."""
    if actor.is_system:
        return False
    if isinstance(place, Unit):
        return actor.can(INVITE, unit_id=place.pk)
    return actor.can(INVITE, operation_id=place.pk)


def hosts(visit: Visit, actor: Actor) -> bool:
    """Whether the actor answers for the visit on the unit's side."""
    return hosts_place(visit.unit or visit.operation, actor)


def keeps(body_id: int, actor: Actor) -> bool:
    """Whether the actor keeps the body's visits for others, as its secretary does."""
    return actor.can(KEEP, body_id=body_id)


def visits(visit: Visit, actor: Actor) -> bool:
    """Whether the actor is one of the visitors, whatever they have answered."""
    return actor.person_id is not None and any(
        each.person_id == actor.person_id for each in visit.visitors.all()
    )


def is_coming(visit: Visit, actor: Actor) -> bool:
    """Whether the actor is a visitor who has not declined."""
    return actor.person_id is not None and any(
        each.person_id == actor.person_id and each.state not in _LEFT
        for each in visit.visitors.all()
    )


# --- Appointments ------------------------------------------------------------------------


def may_appoint(body_id: int, actor: Actor) -> bool:
    """Whether the actor enters who is contact politician, and ends it."""
    return actor.can(APPOINT, body_id=body_id)


def may_end_appointment(appointment: Appointment, actor: Actor) -> bool:
    """Whether the actor ends the appointment."""
    return may_appoint(appointment.body_id, actor)


def may_resolve_flag(appointment: Appointment, actor: Actor) -> bool:
    """Whether the actor settles what was flagged."""
    return may_appoint(appointment.body_id, actor)


def may_decide_quota(body_id: int, actor: Actor) -> bool:
    """Whether the actor enters what the body decided on visits and hours."""
    return may_appoint(body_id, actor)


def may_set_availability(person: Person, actor: Actor) -> bool:
    """Whether the actor says when the person can: only the person, who knows."""
    return actor.person_id == person.pk


def may_see_availability(person_id: int, actor: Actor) -> bool:
    """Whether the actor may see when the person can: the person, and whoever offers times."""
    return actor.person_id == person_id or bool(
        actor.units_with(INVITE) or actor.bodies_with(KEEP)
    )


# --- Booking ------------------------------------------------------------------------------


def may_offer(place: Unit | Operation, actor: Actor) -> bool:
    """Whether the actor invites to the place: its manager, or the body's secretary."""
    return hosts_place(place, actor) or keeps(body_of(place), actor)


def may_set_unit_terms(place: Unit | Operation, actor: Actor) -> bool:
    """Whether the actor says what a visit to the place has to reckon with."""
    return may_offer(place, actor)


def may_propose(body_id: int, actor: Actor) -> bool:
    """Whether the actor books visits of their own as contact politician of the body."""
    return actor.person_id is not None and actor.can(BOOK, body_id=body_id)


def may_book_for_others(body_id: int, actor: Actor) -> bool:
    """Whether the actor books visits that others make: the secretary."""
    return keeps(body_id, actor)


def may_set_visit_days(body_id: int, actor: Actor) -> bool:
    """Whether the actor enters which days the meeting plan sets aside."""
    return keeps(body_id, actor)


def may_suggest_time(visit: Visit, actor: Actor) -> bool:
    """Whether the actor may put another time forward: either side, or the secretary."""
    return is_coming(visit, actor) or hosts(visit, actor) or keeps(visit.body_id, actor)


def may_answer(visitor: Visitor, actor: Actor) -> bool:
    """Whether the actor answers for the visitor: the visitor, or the secretary for them."""
    return actor.person_id == visitor.person_id or keeps(visitor.visit.body_id, actor)


def may_choose_time(visit: Visit, actor: Actor) -> bool:
    """Whether the actor settles the time at all; whose time decides which side may."""
    return may_suggest_time(visit, actor)


def may_draw_in(visit: Visit, actor: Actor) -> bool:
    """Whether the actor draws further contact politicians in."""
    return may_suggest_time(visit, actor)


def may_move(visit: Visit, actor: Actor) -> bool:
    """Whether the actor moves a booked visit: the unit, or the secretary for the visitors."""
    return hosts(visit, actor) or keeps(visit.body_id, actor)


def may_cancel(visit: Visit, actor: Actor) -> bool:
    """Whether the actor cancels the whole visit: the unit or the secretary.

    A visitor leaves it instead; a visit that nobody is left in is cancelled by that.
    """
    return hosts(visit, actor) or keeps(visit.body_id, actor)


def may_decline_proposal(visit: Visit, actor: Actor) -> bool:
    """Whether the actor declines for the unit."""
    return hosts(visit, actor)


def may_request_extra(person: Person, body_id: int, actor: Actor) -> bool:
    """Whether the actor asks the chair: the person, or the secretary for them."""
    return actor.person_id == person.pk or keeps(body_id, actor)


def may_withdraw_extra(request: ExtraVisitRequest, actor: Actor) -> bool:
    """Whether the actor takes the request back."""
    return may_request_extra(request.person, request.body_id, actor)


def may_decide_extra(request: ExtraVisitRequest, actor: Actor) -> bool:
    """Whether the actor decides for the body; whether as chair, the rules say."""
    return actor.person_id is not None and actor.can(DECIDE, body_id=request.body_id)


# --- Before and during --------------------------------------------------------------------


def may_decide_participants(visit: Visit, actor: Actor) -> bool:
    """Whether the actor settles who takes part and where: the unit's manager alone."""
    return hosts(visit, actor)


def may_write_preparation(visit: Visit, actor: Actor) -> bool:
    """Whether the actor writes the unit's page before the visit."""
    return hosts(visit, actor)


def may_confirm_conduct(visit: Visit, actor: Actor) -> bool:
    """Whether the actor confirms the conduct: each visitor for themselves."""
    return is_coming(visit, actor)


def may_record_held(visit: Visit, actor: Actor) -> bool:
    """Whether the actor notes that the visit was held: whoever was there, or the secretary."""
    return is_coming(visit, actor) or hosts(visit, actor) or keeps(visit.body_id, actor)


# --- The report ---------------------------------------------------------------------------


def may_write_report(visit: Visit, actor: Actor, *, with_manager: bool = False) -> bool:
    """Whether the actor writes in the report: who was there, and the manager where so made."""
    if with_manager and hosts(visit, actor):
        return True
    return actor.person_id is not None and any(
        each.person_id == actor.person_id and each.state == VisitorState.ATTENDED
        for each in visit.visitors.all()
    )


def may_read_report(report: Report, actor: Actor | None) -> bool:
    """Whether the actor reads the report: drafts only their authors, then who sees the visit."""
    if actor is None:
        return report.published_at is not None
    if report.state == ReportState.DRAFT:
        return may_write_report(report.visit, actor, with_manager=report.unit_manager_writes)
    return sees(report.visit, actor)


def may_submit_report(report: Report, actor: Actor) -> bool:
    """Whether the actor submits the report: a visitor who was there."""
    return may_write_report(report.visit, actor)


def may_remark(report: Report, actor: Actor) -> bool:
    """Whether the actor adds a factual remark: the unit's manager."""
    return report.state == ReportState.SUBMITTED and hosts(report.visit, actor)


def may_publish_report(report: Report, actor: Actor) -> bool:
    """Whether the actor puts the report on the public page: the secretary."""
    return keeps(report.visit.body_id, actor)


# --- Afterwards -----------------------------------------------------------------------------


def may_note_follow_up(visit: Visit, actor: Actor) -> bool:
    """Whether the actor notes what the unit wanted lifted."""
    return actor.can(FOLLOW, body_id=visit.body_id) or may_write_report(visit, actor)


def may_assign_follow_up(follow_up: FollowUp, actor: Actor) -> bool:
    """Whether the actor says who has it and until when."""
    return actor.can(FOLLOW, body_id=follow_up.visit.body_id)


def may_write_follow_up(follow_up: FollowUp, actor: Actor) -> bool:
    """Whether the actor writes on it: whoever has it or follows it."""
    return actor.person_id is not None and (
        follow_up.owner_id == actor.person_id or may_assign_follow_up(follow_up, actor)
    )


def may_see_follow_up(follow_up: FollowUp, actor: Actor) -> bool:
    """Whether the actor sees it: whoever writes on it, and whoever sees the visit."""
    return may_write_follow_up(follow_up, actor) or sees(follow_up.visit, actor)


def may_offer_parties(body_id: int, actor: Actor) -> bool:
    """Whether the actor offers parties visits, and enters what came of it: the secretary."""
    return keeps(body_id, actor)


def may_answer_party_offer(offer: PartyOffer, actor: Actor) -> bool:
    """Whether the actor enters a party's answer."""
    return may_offer_parties(offer.body_id, actor)


def may_remind(body_id: int, actor: Actor) -> bool:
    """Whether the actor reminds the one whose turn it is."""
    return keeps(body_id, actor)


def sees(visit: Visit, actor: Actor) -> bool:
    """Whether the actor sees the visit: visitors, the unit, and who reads the overview."""
    return (
        actor.is_system
        or visits(visit, actor)
        or hosts(visit, actor)
        or keeps(visit.body_id, actor)
        or actor.can(OVERVIEW, body_id=visit.body_id)
    )


def sees_place(visit: Visit, actor: Actor) -> bool:
    """Whether the actor sees where and when a visit with a protected visitor is to be."""
    if not visit.has_protected:
        return sees(visit, actor)
    return visits(visit, actor) or hosts(visit, actor) or keeps(visit.body_id, actor)


def require(allowed: bool, message: object, **params: object) -> None:
    """Refuse with the message unless it is allowed."""
    if not allowed:
        raise NotAllowed(message, **params)


# What is said when somebody may not; each says who can instead.
ONLY_SECRETARY = _(
    "Du kan inte göra det här, för det gör organets sekreterare. Hör av dig till sekreteraren."
)
ONLY_UNIT = _(
    "Du kan inte göra det här, för det avgör enhetschefen själv. Hör av dig till enheten."
)
ONLY_UNIT_OR_SECRETARY = _(
    "Du kan inte göra det här, för det gör enhetschefen eller organets sekreterare."
)
ONLY_THOSE_CONCERNED = _(
    "Du kan inte ändra det här besöket, för du är varken besökare, enhetschef eller "
    "sekreterare för det."
)
ONLY_VISITORS = _("Bara den som är med på besöket kan göra det här.")
ONLY_ONESELF = _("Du kan bara göra det här för dig själv.")
ONLY_CHAIR = _(
    "Du kan inte besluta om extra besök. Det gör den som har rätt att besluta på delegation, "
    "oftast ordföranden."
)
ONLY_ELECTED = _(
    "Du kan inte boka besök åt det här organet, för du har inget uppdrag där i dag. "
    "Be sekreteraren om hjälp."
)
ONLY_FOLLOWERS = _(
    "Du kan inte ändra uppföljningen. Det gör den som ansvarar för den, presidiet, "
    "förvaltningschefen eller sekreteraren."
)
