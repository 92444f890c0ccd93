"""Whom the law bars: auditors from other mandates, heads from the bodies they serve.

KL 4 kap. 4-5 §§ (auditors), 6 kap. 42 § (who sits in a working committee) and 7 kap. 3 §
(the director and heads of administration).
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspel.kit.models import in_force
from samspel.people.enums import BodyKind, PositionRole
from samspel.people.errors import NotEligible, RegisterRefused
from samspel.people.models import Employment, Mandate
from samspel.people.services.rows import sharing_days

# The law bars auditors from the council, boards, committees and drafting committees; a
# working committee has no others than members of its board.
_BARRED_KINDS = tuple(kind for kind in BodyKind if kind is not BodyKind.AUDIT)


def require_role_fits(mandate: Mandate) -> None:
    """Refuse a role that the body does not have, and an order for others than substitutes."""
    is_audit_role = mandate.role == PositionRole.AUDITOR
    if is_audit_role and mandate.body.kind != BodyKind.AUDIT:
        raise RegisterRefused(
            _("Revisorer finns bara i revisionen. Välj ett annat organ eller en annan roll.")
        )
    if mandate.substitute_order is not None and mandate.role != PositionRole.SUBSTITUTE:
        raise RegisterRefused(_("Bara ersättare har en plats i ordningen. Ta bort numret."))


def require_eligible(mandate: Mandate) -> None:
    """Refuse a mandate that the law bars the person from."""
    _require_no_audit_conflict(mandate)
    if mandate.body.kind == BodyKind.WORKING_COMMITTEE:
        _require_seat_above(mandate)
    barring = (PositionRole.MUNICIPAL_DIRECTOR, PositionRole.HEAD_OF_ADMINISTRATION)
    posts = list(
        Employment.objects.filter(
            sharing_days(mandate.valid_from, mandate.valid_to),
            person_id=mandate.person_id,
            function__in=barring,
        ).values_list("id", "function", "department__body_id")
    )
    for key, function, body_id in posts:
        if function == PositionRole.MUNICIPAL_DIRECTOR:
            _refuse_director(mandate)
        elif body_id == mandate.body_id or _serves(key, mandate.body_id):
            _refuse_head(mandate)


def _require_seat_above(mandate: Mandate) -> None:
    """Refuse somebody in a working committee who has no seat in the body that chose it.

    A body whose own members nobody has entered for the day yet says nothing of who they are.
    """
    above = Mandate.objects.filter(in_force(mandate.valid_from), body=mandate.body.parent_id)
    if not above.exists() or above.filter(person=mandate.person_id).exists():
        return
    raise NotEligible(
        _(
            "%(person)s är varken ledamot eller ersättare i %(body)s, som väljer utskottet "
            "bland sina egna (6 kap. 42 § kommunallagen)."
        ),
        person=mandate.person.name,
        body=mandate.body.parent.name if mandate.body.parent else "",
    )


def require_may_hold_post(employment: Employment, serves: list[int]) -> None:
    """Refuse a post as director or head for somebody with a mandate that bars it."""
    is_director = employment.function == PositionRole.MUNICIPAL_DIRECTOR
    if not is_director and employment.function != PositionRole.HEAD_OF_ADMINISTRATION:
        return
    mandates = Mandate.objects.filter(
        sharing_days(employment.valid_from, employment.valid_to),
        person_id=employment.person_id,
    )
    if not is_director:
        own = employment.department.body_id if employment.department else None
        mandates = mandates.filter(body_id__in=[*serves, own])
    found = mandates.select_related("body").first()
    if found:
        raise NotEligible(
            _(
                "%(person)s har ett uppdrag i %(body)s och kan därför inte ha den befattningen "
                "(7 kap. 3 § kommunallagen). Avsluta uppdraget först."
            ),
            person=employment.person.name,
            body=found.body.name,
        )


def _serves(employment_id: int, body_id: int) -> bool:
    """Tell whether the employee works for the body."""
    return Employment.objects.filter(pk=employment_id, serves=body_id).exists()


def _refuse_director(mandate: Mandate) -> None:
    raise NotEligible(
        _(
            "%(person)s är kommundirektör och kan därför inte ha förtroendeuppdrag i "
            "kommunen (7 kap. 3 § kommunallagen)."
        ),
        person=mandate.person.name,
    )


def _refuse_head(mandate: Mandate) -> None:
    raise NotEligible(
        _(
            "%(person)s är chef för förvaltningen under %(body)s och kan därför inte väljas "
            "dit (7 kap. 3 § kommunallagen)."
        ),
        person=mandate.person.name,
        body=mandate.body.name,
    )


def _require_no_audit_conflict(mandate: Mandate) -> None:
    """Refuse an auditor elsewhere, and an elected person among the auditors."""
    same_time = Mandate.objects.filter(
        sharing_days(mandate.valid_from, mandate.valid_to), person_id=mandate.person_id
    )
    if mandate.body.kind == BodyKind.AUDIT:
        barring = same_time.filter(body__kind__in=_BARRED_KINDS)
    else:
        barring = same_time.filter(role=PositionRole.AUDITOR)
    found = list(barring.order_by().values_list("body__name", flat=True)[:1])
    if found:
        raise NotEligible(
            _(
                "%(person)s har ett uppdrag i %(body)s. Den som är revisor kan inte vara ledamot "
                "eller ersättare (4 kap. 4 och 5 §§ kommunallagen)."
            ),
            person=mandate.person.name,
            body=found[0],
        )
