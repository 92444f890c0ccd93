"""Whether a seat in a body is free at a time. The database checks the same for certainty."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.foundation.dates import say_period
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.people.enums import PRESIDIUM_ROLES, BodyKind, PositionRole
from samspel.people.errors import OverlapRefused, PeriodRefused
from samspel.people.models import Mandate
from samspel.people.services.rows import require_period, require_within, sharing_days


def require_period_fits(mandate: Mandate) -> None:
    """Refuse days that are no period, or when the body or the term does not last."""
    require_within(mandate.valid_from, mandate.valid_to, mandate.body)
    require_period(mandate.valid_from, mandate.valid_to)
    term = mandate.term
    if term is None:
        return
    ends_late = term.valid_to and (mandate.valid_to is None or mandate.valid_to > term.valid_to)
    begins_late = term.valid_to and mandate.valid_from >= term.valid_to
    if ends_late or begins_late:
        raise PeriodRefused(
            _("Mandatperioden %(term)s varar %(period)s. Uppdraget kan inte vara längre."),
            term=term.name,
            period=say_period(term.valid_from, term.valid_to, current()),
        )


def require_free_seat(mandate: Mandate) -> None:
    """Refuse a seat that is taken: by the same person, in the presidium, or in the order."""
    same_time = sharing_days(mandate.valid_from, mandate.valid_to)
    rivals = Mandate.objects.filter(same_time, _rivals(mandate), body_id=mandate.body_id)
    keys = rivals.exclude(pk=mandate.pk).order_by("valid_from").values_list("pk", flat=True)
    # Nearly always none: the rows themselves are read only to say who is in the way.
    found = list(keys)
    others = (
        list(Mandate.objects.filter(pk__in=found).select_related("person")) if found else []
    )
    for other in others:
        if other.person_id == mandate.person_id:
            _refuse_second_mandate(mandate, other)
    if others and mandate.role in PRESIDIUM_ROLES:
        _refuse_second_holder(mandate, others[0])
    if others:
        _refuse_taken_place(mandate, others[0])


def _rivals(mandate: Mandate) -> Q:
    """Give the condition for mandates in the body that may not hold at the same time."""
    rivals = Q(person_id=mandate.person_id)
    if mandate.role in PRESIDIUM_ROLES:
        rivals |= Q(role=mandate.role)
    if mandate.substitute_order is not None:
        same_place = Q(substitute_order=mandate.substitute_order)
        # In the council each party's substitutes have an order of their own.
        if mandate.body.kind == BodyKind.COUNCIL:
            same_place &= Q(party_id=mandate.party_id)
        rivals |= same_place
    return rivals


def _refuse_second_mandate(mandate: Mandate, other: Mandate) -> None:
    raise OverlapRefused(
        _(
            "%(person)s har redan ett uppdrag i %(body)s, som %(role)s %(period)s. Avsluta det "
            "först, eller välj en annan tid."
        ),
        person=mandate.person.name,
        body=mandate.body.name,
        role=label_of(PositionRole, other.role).lower(),
        period=say_period(other.valid_from, other.valid_to, current()),
    )


def _refuse_second_holder(mandate: Mandate, other: Mandate) -> None:
    raise OverlapRefused(
        _(
            "%(body)s har redan en %(role)s under den tiden: %(person)s, %(period)s. Avsluta "
            "det uppdraget först."
        ),
        body=mandate.body.name,
        role=label_of(PositionRole, mandate.role).lower(),
        person=other.person.name,
        period=say_period(other.valid_from, other.valid_to, current()),
    )


def _refuse_taken_place(mandate: Mandate, other: Mandate) -> None:
    raise OverlapRefused(
        _(
            "Plats %(order)s bland ersättarna i %(body)s är tagen av %(person)s, %(period)s. "
            "Välj en annan plats, eller ändra ordningen."
        ),
        order=mandate.substitute_order,
        body=mandate.body.name,
        person=other.person.name,
        period=say_period(other.valid_from, other.valid_to, current()),
    )
