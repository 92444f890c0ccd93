"""Inviting: the unit offers times, the visitors answer, either side puts another time forward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.foundation.refusal import NotAllowed
from samspel.meetings.models import Decision
from samspel.people.models import Body, Operation, Person, Unit
from samspel.visits import kinds, policies
from samspel.visits.enums import (
    AnswerState,
    Initiator,
    VisitKind,
    VisitState,
)
from samspel.visits.errors import BookingRefused
from samspel.visits.facts import BookingPlan, Ground, Place, all_booking_facts, gather
from samspel.visits.facts.ground import persons_standing
from samspel.visits.models import OptionAnswer, TimeOption, Visit, Visitor
from samspel.visits.queries.ruling import hardest, judged_each
from samspel.visits.services.letters import Letter, host_of, persons_in, tell, visitors_of, who
from samspel.visits.services.locks import locked_visit, require_in, save
from samspel.visits.services.making import (
    OfferedTime,
    ask,
    facts_of,
    new_visit,
    require_place,
    require_time,
    require_times,
)
from samspel.visits.services.ruling import require_all


@transaction.atomic
def offer_times(
    place: Unit | Operation,
    *,
    options: Sequence[OfferedTime],
    actor: Actor,
    at: dt.datetime,
    body: Body | None = None,
    persons: Sequence[Person] | None = None,
    kind: VisitKind | str = VisitKind.CONTACT,
    initiator: Initiator | str = Initiator.UNIT,
    message: str = "",
    where: str = "",
    room: str = "",
    answer_by: dt.date | None = None,
    decision: Decision | None = None,
    reason: str = "",
) -> Visit:
    """Invite the place's contact politicians to a visit, with several times to choose among.

    Without ``persons`` everybody who is appointed for the place on the first day is
    asked. Each time is judged for each of them; the hardest verdict is kept. They are
    told. Refuses what the rules stop, wrong times, and a place without anybody to ask.
    """
    policies.require(policies.may_offer(place, actor), policies.ONLY_UNIT_OR_SECRETARY)
    require_times(options, at)
    chosen = Place.of(place)
    body = body or chosen.operation.department.body
    times = sorted((each.starts_at, each.ends_at) for each in options)
    require_place(place, body, local_day(times[0][0]))
    ground = gather(
        body_id=body.pk,
        place=chosen,
        persons=[each.pk for each in persons or ()],
        times=times,
    )
    asked = _asked(ground, persons, local_day(times[0][0]))
    visit = new_visit(
        chosen,
        body,
        kind=VisitKind(kind),
        initiator=Initiator(initiator),
        state=VisitState.OFFERED,
        actor=actor,
        at=at,
        message=message.strip(),
        place=where.strip() or chosen.address,
        room=room,
        answer_by=answer_by,
        decision=decision,
    )
    _write_options(visit, options)
    ask(visit, asked, times, ground=ground, at=at)
    _require_invitable(visit, ground, asked, times, actor=actor, at=at, reason=reason)
    audit.record(
        "visits.visit.offered",
        subject=visit,
        actor=actor,
        facts=facts_of(visit, persons=[each.pk for each in asked], options=len(options)),
        reason=reason,
        also=[visit.body],
    )
    tell(visit, asked, _invitation(visit), actor=actor, at=at)
    return visit


def _asked(ground: Ground, persons: Sequence[Person] | None, day: dt.date) -> list[Person]:
    """Give who is asked: those named, else all who are appointed there on the day."""
    if persons is not None:
        asked = list(dict.fromkeys(persons))
    else:
        asked = persons_standing(ground.standing_for(day))
    if not asked:
        raise BookingRefused(
            _(
                "%(place)s har ingen kontaktpolitiker den dagen, så det finns ingen att bjuda "
                "in. Be sekreteraren att se till att någon utses."
            ),
            place=str(ground.place),
        )
    return asked


def _write_options(visit: Visit, options: Sequence[OfferedTime]) -> None:
    TimeOption.objects.bulk_create(
        TimeOption(
            visit=visit,
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            note=each.note.strip(),
        )
        for each in options
    )


def _require_invitable(
    visit: Visit,
    ground: Ground,
    asked: Sequence[Person],
    times: Sequence[tuple[dt.datetime, dt.datetime]],
    *,
    actor: Actor,
    at: dt.datetime,
    reason: str,
) -> None:
    """Judge every time for every person asked, and keep each person's hardest verdict."""
    is_host = policies.hosts(visit, actor)
    keys = frozenset(each.pk for each in asked)
    plans = [
        BookingPlan(
            starts_at=start,
            ends_at=end,
            visitors=keys,
            invited=keys,
            initiator=Initiator(visit.initiator),
            kind=VisitKind(visit.kind),
            room=visit.room,
            times_offered=len(times),
            has_body_decision=visit.decision_id is not None,
            unit_manager_agreed=is_host,
            inviter_is_unit_manager=is_host,
        )
        for start, end in times
    ]
    judged = judged_each(
        "visit.invite",
        {
            (person, number): (plan.day, all_booking_facts(ground, plan, person, at=at))
            for person in keys
            for number, plan in enumerate(plans)
        },
        body_id=visit.body_id,
    )
    worst = [
        hardest(judged[person, number] for number in range(len(plans)))
        for person in sorted(keys)
    ]
    require_all(worst, subject=visit, actor=actor, at=at, reason=reason)


def _invitation(visit: Visit) -> Letter:
    return Letter(
        kinds.INVITATION,
        _("Inbjudan till besök: %(place)s"),
        _(
            "Du är inbjuden till besök: %(place)s (%(body)s). Se vilka tider som föreslås och "
            "svara om någon av dem passar."
        ),
        due_on=visit.answer_by,
    )


@transaction.atomic
def suggest_time(
    visit: Visit,
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    actor: Actor,
    at: dt.datetime,
    note: str = "",
) -> TimeOption:
    """Put another time forward, from either side; the other side then chooses it.

    A visitor who suggests a time can at that time. Refuses a time that is suggested
    already, and a visit that has its time (it is moved instead).
    """
    visit = locked_visit(visit)
    policies.require(policies.may_suggest_time(visit, actor), policies.ONLY_THOSE_CONCERNED)
    require_in(visit, VisitState.OFFERED, VisitState.PROPOSED)
    require_time(starts_at, ends_at, at)
    visitor = next(
        (each for each in visitors_of(visit) if each.person_id == actor.person_id), None
    )
    option = _new_option(visit, starts_at, ends_at, note, visitor)
    if visitor is not None:
        OptionAnswer.objects.create(
            option=option, visitor=visitor, answer=AnswerState.POSSIBLE, answered_at=at
        )
    save(visit)
    audit.record(
        "visits.option.suggested",
        subject=visit,
        actor=actor,
        facts=facts_of(visit, starts_at=starts_at, by_visitor=visitor is not None),
    )
    others = persons_in(visitors_of(visit)) if visitor is None else [host_of(visit, at)]
    tell(
        visit,
        others,
        Letter(
            kinds.INVITATION,
            _("En annan tid föreslås: %(place)s"),
            _("%(who)s föreslår %(when)s för besöket: %(place)s. Säg om tiden passar."),
            {"who": who(visit, actor), "when": starts_at},
        ),
        actor=actor,
        at=at,
    )
    return option


def _new_option(
    visit: Visit,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    note: str,
    visitor: Visitor | None,
) -> TimeOption:
    try:
        with transaction.atomic():
            return TimeOption.objects.create(
                visit=visit,
                starts_at=starts_at,
                ends_at=ends_at,
                note=note.strip(),
                suggested_by_id=visitor.person_id if visitor else None,
            )
    except IntegrityError:
        raise BookingRefused(_("Den tiden är redan föreslagen. Välj den i listan.")) from None


@transaction.atomic
def answer_options(
    visit: Visit,
    *,
    answers: Mapping[int, AnswerState | str],
    actor: Actor,
    at: dt.datetime,
    person: Person | None = None,
) -> Visitor:
    """Say which of the offered times one can, without settling any of them.

    Takes answers by the option's key. The unit sees them. Refuses somebody who is not
    asked, an option of another visit, and a visit that has its time or is called off.
    """
    visit = locked_visit(visit)
    require_in(visit, VisitState.OFFERED, VisitState.PROPOSED)
    visitor = find_visitor(visit, person.pk if person else actor.person_id)
    policies.require(policies.may_answer(visitor, actor), policies.ONLY_VISITORS)
    options = {each.pk: each for each in visit.options.all()}
    if not answers or not set(answers) <= set(options):
        raise BookingRefused(_("Tiderna har ändrats. Läs in sidan på nytt och svara igen."))
    OptionAnswer.objects.bulk_create(
        [
            OptionAnswer(
                option=options[key],
                visitor=visitor,
                answer=AnswerState(answer),
                answered_at=at,
            )
            for key, answer in answers.items()
        ],
        update_conflicts=True,
        unique_fields=["option", "visitor"],
        update_fields=["answer", "answered_at"],
    )
    visitor.answered_at = at
    visitor.save(update_fields=["answered_at"])
    save(visit)
    possible = sum(AnswerState(each) is AnswerState.POSSIBLE for each in answers.values())
    audit.record(
        "visits.options.answered",
        subject=visit,
        actor=actor,
        facts=facts_of(visit, person=visitor.person_id, possible=possible),
    )
    tell(
        visit,
        [host_of(visit, at)],
        Letter(
            kinds.INVITATION,
            _("Svar på inbjudan: %(place)s"),
            _("%(who)s har svarat på de föreslagna tiderna för besöket: %(place)s."),
            {"who": who(visit, actor)},
        ),
        actor=actor,
        at=at,
    )
    return visitor


def find_visitor(visit: Visit, person_id: int | None) -> Visitor:
    """Give the person's row in the visit. Refuses whoever has none."""
    visitor = visit.visitors.select_related("person").filter(person_id=person_id or 0).first()
    if visitor is None:
        raise NotAllowed(policies.ONLY_VISITORS)
    visitor.visit = visit
    return visitor
