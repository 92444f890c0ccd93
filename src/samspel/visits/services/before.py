"""Before the visit: who takes part is settled, the unit's page is written, conduct confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.rulebooks.queries import ruleset_in_force, settings_for
from samspel.rules.values import Item, Section
from samspel.visits import kinds, policies
from samspel.visits.addresses import preparation_url
from samspel.visits.enums import Place, VisitState
from samspel.visits.errors import BookingRefused, PreparationRefused
from samspel.visits.facts import (
    VisitGround,
    ground_of,
    participants_facts,
    preparation_facts,
)
from samspel.visits.models import (
    ConductConfirmation,
    Preparation,
    PreparationSection,
    Visit,
)
from samspel.visits.queries.ruling import laid_down, rule
from samspel.visits.queries.unit_page import page_sections
from samspel.visits.services.letters import Letter, persons_in, tell, visitors_of
from samspel.visits.services.locks import locked_visit, require_in, save
from samspel.visits.services.offers import find_visitor
from samspel.visits.services.ruling import require_rules
from samspel.visits.services.writing import SectionSave, saved

OPEN = (VisitState.OFFERED, VisitState.PROPOSED, VisitState.BOOKED)


@transaction.atomic
def decide_participants(
    visit: Visit,
    *,
    staff: bool,
    users: bool,
    on_floor: bool,
    actor: Actor,
    at: dt.datetime,
    users_consented: bool | None = None,
    room: Place | str = "",
    moments: Sequence[str] = (),
    reason: str = "",
) -> Visit:
    """Settle whether staff and users take part, and whether the visit goes out on the floor.

    The unit's manager alone, at any time before the visit is held. The visitors are told.
    Refuses what the rules stop and moments that the guideline does not name.
    """
    visit = locked_visit(visit)
    policies.require(policies.may_decide_participants(visit, actor), policies.ONLY_UNIT)
    require_in(visit, *OPEN)
    ground = ground_of(visit)
    _require_named_moments(ground, moments)
    save(
        visit,
        staff_take_part=staff,
        users_take_part=users,
        users_consented=users_consented,
        on_floor=on_floor,
        room=Place(room).value if room else "",
        moments=list(dict.fromkeys(moments)),
        participants_decided_at=at,
        participants_decided_by_id=actor.person_id,
    )
    require_rules(
        "visit.participants",
        {**ground_of(visit).shared, **participants_facts(visit)},
        body_id=visit.body_id,
        on=ground.day,
        subject=visit,
        actor=actor,
        at=at,
        reason=reason,
    )
    audit.record(
        "visits.participants.decided",
        subject=visit,
        actor=actor,
        facts={"staff": staff, "users": users, "on_floor": on_floor},
        reason=reason,
        also=[visit.body],
    )
    tell(
        visit,
        persons_in(visitors_of(visit)),
        Letter(
            kinds.BOOKING,
            _("Så går besöket till: %(place)s"),
            _("Enhetschefen har bestämt vilka som är med och var ni ses: %(place)s."),
            link=preparation_url(visit.uuid),
        ),
        actor=actor,
        at=at,
    )
    return visit


def _require_named_moments(ground: VisitGround, moments: Sequence[str]) -> None:
    """Refuse a moment that the guideline does not name, where it names any."""
    named = rule("preparation.moments", body_id=ground.visit.body_id, on=ground.day)
    if isinstance(named, tuple) and not set(moments) <= {each.key for each in _items(named)}:
        raise BookingRefused(_("Välj moment ur riktlinjens lista. Läs in sidan på nytt."))


def _items(named: object) -> list[Item]:
    """Give the points of a list that the guideline lays down; none when it is silent."""
    return (
        [each for each in named if isinstance(each, Item)] if isinstance(named, tuple) else []
    )


@transaction.atomic
def save_preparation(
    visit: Visit,
    *,
    key: str,
    text: str,
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> SectionSave[PreparationSection]:
    """Save one section of the unit's page as it is written, on top of the version read.

    When somebody else has saved in between nothing is written, and both texts are given
    back. Refuses a section that the guideline does not name, and a visit that is held
    or called off.
    """
    visit = locked_visit(visit)
    policies.require(policies.may_write_preparation(visit, actor), policies.ONLY_UNIT)
    require_in(visit, *OPEN)
    if key not in {each.key for each in sections_named(ground_of(visit))}:
        raise PreparationRefused(_("Avsnittet finns inte längre. Läs in sidan på nytt."))
    preparation, __ = Preparation.objects.get_or_create(
        visit=visit, defaults={"started_at": at}
    )
    section, __ = PreparationSection.objects.select_for_update().get_or_create(
        preparation=preparation, key=key, defaults={"updated_at": at}
    )
    outcome = saved(section, text, version, actor=actor, at=at)
    if outcome.conflict is None:
        audit.record(
            "visits.preparation.written",
            subject=visit,
            actor=actor,
            facts={"section": key, "version": section.version},
        )
    return outcome


def sections_named(ground: VisitGround) -> tuple[Section, ...]:
    """Give the sections that the unit's page has on the day. Raises NoRuleInForce."""
    named = laid_down(
        "visit.prepare", ground.shared, body_id=ground.visit.body_id, on=ground.day
    ).value("preparation.unit_sections")
    return page_sections(named)


@transaction.atomic
def mark_preparation_ready(
    visit: Visit, *, actor: Actor, at: dt.datetime, reason: str = ""
) -> Preparation:
    """Say that the unit's page is ready; the visitors are told.

    Refuses a page that is empty, and what the rules stop. It can still be written on.
    """
    visit = locked_visit(visit)
    policies.require(policies.may_write_preparation(visit, actor), policies.ONLY_UNIT)
    require_in(visit, *OPEN)
    preparation = Preparation.objects.filter(visit=visit).first()
    filled = filled_sections(preparation)
    if preparation is None or not filled:
        raise PreparationRefused(_("Sidan är tom. Skriv något i minst ett avsnitt först."))
    ground = ground_of(visit)
    require_rules(
        "visit.prepare",
        {**ground.shared, **preparation_facts(visit, filled, at=at)},
        body_id=visit.body_id,
        on=ground.day,
        subject=visit,
        actor=actor,
        at=at,
        reason=reason,
    )
    preparation.ready_at = at
    preparation.save(update_fields=["ready_at"])
    audit.record(
        "visits.preparation.ready",
        subject=visit,
        actor=actor,
        facts={"sections": sorted(filled)},
        reason=reason,
    )
    tell(
        visit,
        persons_in(visitors_of(visit)),
        Letter(
            kinds.BOOKING,
            _("Läs inför besöket: %(place)s"),
            _("Enheten har skrivit om läget och vad den vill ta upp: %(place)s."),
            link=preparation_url(visit.uuid),
        ),
        actor=actor,
        at=at,
    )
    return preparation


def filled_sections(preparation: Preparation | None) -> frozenset[str]:
    """Give the keys of the sections of the unit's page that hold any text."""
    if preparation is None:
        return frozenset()
    rows = preparation.sections.values_list("key", "text")
    return frozenset(key for key, text in rows if text.strip())


@transaction.atomic
def confirm_conduct(
    visit: Visit, *, actor: Actor, at: dt.datetime, secrecy: bool = False
) -> ConductConfirmation:
    """Confirm, for oneself, the points of conduct in force on the visit's day.

    The points are kept as they were read. Refuses a visit that is called off, and a
    guideline that asks for the secrecy too when that is not confirmed. A second time
    changes nothing but can add the secrecy.
    """
    visit = locked_visit(visit)
    visitor = find_visitor(visit, actor.person_id)
    policies.require(policies.may_confirm_conduct(visit, actor), policies.ONLY_VISITORS)
    require_in(visit, *OPEN, VisitState.HELD)
    ground = ground_of(visit)
    version = ruleset_in_force(visit.body_id, on=ground.day)
    settings = settings_for(
        "visit.prepare", ground.shared, body_id=visit.body_id, on=ground.day, version=version
    )
    if settings.value("secrecy.confirm") is True and not secrecy:
        raise PreparationRefused(_("Bekräfta också att du känner till sekretessen."))
    kept = [each.label for each in _items(settings.value("conduct.points"))]
    confirmation, made = ConductConfirmation.objects.get_or_create(
        visitor=visitor,
        defaults={
            "confirmed_at": at,
            "points": kept,
            "secrecy_confirmed": secrecy,
            "ruleset_sha256": version.sha256,
        },
    )
    if not made and secrecy and not confirmation.secrecy_confirmed:
        confirmation.secrecy_confirmed = True
        confirmation.save(update_fields=["secrecy_confirmed"])
    audit.record(
        "visits.conduct.confirmed",
        subject=visit,
        actor=actor,
        facts={"person": visitor.person_id, "points": len(kept), "secrecy": secrecy},
    )
    return confirmation
