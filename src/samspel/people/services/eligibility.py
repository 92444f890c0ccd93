"""Whom the law bars: auditors from other mandates, heads from the bodies they serve.

KL 4 kap. 4-5 §§ (auditors), 6 kap. 42 § (who sits in a working committee) and 7 kap. 3 §
(the director and heads of administration). Whom it bars from what is data
(rules/data/riket/kommunallagen/valbarhet.yaml); here the facts are gathered and asked about.
"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from samspel.kit.models import in_force
from samspel.people.enums import BodyKind, PositionRole
from samspel.people.errors import NotEligible, RegisterRefused
from samspel.people.models import Employment, Mandate, Person
from samspel.people.services.rows import sharing_days
from samspel.rules.facts import Facts
from samspel.rules.law import judged, known_from


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
    """Refuse a mandate that the law bars the person from.

    A body whose own members nobody has entered for the day yet says nothing of who may be
    chosen to its working committee.
    """
    posts = list(
        Employment.objects.filter(
            sharing_days(mandate.valid_from, mandate.valid_to),
            person_id=mandate.person_id,
            function__in=(
                PositionRole.MUNICIPAL_DIRECTOR,
                PositionRole.HEAD_OF_ADMINISTRATION,
            ),
        ).values_list("id", "function", "department__body_id")
    )
    known, sits = _above(mandate)
    facts: Facts = {
        "mandate.body": mandate.body.kind,
        "person.seats": _seats(mandate),
        "mandate.members_are_known": known,
        "person.sits_above": sits,
        "person.is_director": any(
            function == PositionRole.MUNICIPAL_DIRECTOR for _key, function, _body in posts
        ),
        "person.heads_administration": any(
            body_id == mandate.body_id or _serves(key, mandate.body_id)
            for key, function, body_id in posts
            if function == PositionRole.HEAD_OF_ADMINISTRATION
        ),
    }
    _require("mandate.elect", facts, mandate.valid_from, mandate.person, mandate.body.name)


def _seats(mandate: Mandate) -> frozenset[str]:
    """Give the kinds of bodies in which the person has other mandates on some of the days."""
    same_time = Mandate.objects.filter(
        sharing_days(mandate.valid_from, mandate.valid_to), person_id=mandate.person_id
    )
    kinds = same_time.exclude(pk=mandate.pk).order_by().values_list("body__kind", flat=True)
    return frozenset(kinds)


def _above(mandate: Mandate) -> tuple[bool, bool]:
    """Tell whether it is known who sits in the body above, and whether the person does."""
    if mandate.body.kind != BodyKind.WORKING_COMMITTEE:
        return False, False
    above = Mandate.objects.filter(in_force(mandate.valid_from), body=mandate.body.parent_id)
    return above.exists(), above.filter(person=mandate.person_id).exists()


def require_may_hold_post(employment: Employment, serves: list[int]) -> None:
    """Refuse a post as director or head for somebody with a mandate that bars it."""
    is_director = employment.function == PositionRole.MUNICIPAL_DIRECTOR
    is_head = employment.function == PositionRole.HEAD_OF_ADMINISTRATION
    if not is_director and not is_head:
        return
    mandates = Mandate.objects.filter(
        sharing_days(employment.valid_from, employment.valid_to),
        person_id=employment.person_id,
    )
    own = employment.department.body_id if employment.department else None
    there = mandates.filter(body_id__in=[*serves, own])
    found = (there.select_related("body").first() if is_head else None) or (
        mandates.select_related("body").first()
    )
    facts = {
        "post.is_director": is_director,
        "post.heads_administration": is_head,
        "person.is_elected": found is not None,
        "person.is_elected_there": is_head and there.exists(),
    }
    where = found.body.name if found else ""
    _require("post.hold", facts, employment.valid_from, employment.person, where)


def _serves(employment_id: int, body_id: int) -> bool:
    """Tell whether the employee works for the body."""
    return Employment.objects.filter(pk=employment_id, serves=body_id).exists()


def _require(act: str, facts: Facts, on: dt.date, person: Person, body: str) -> None:
    """Refuse what the law of the day stops, with the person, the body and the sections."""
    stopping = judged(act, facts, known_from(on)).stopping
    if stopping:
        cited = dict.fromkeys(each.clause.heading for each in stopping)
        raise NotEligible(
            _("%(person)s, %(body)s: %(said)s (%(cited)s kommunallagen)"),
            person=person.name,
            body=body,
            said=" ".join(f"{each.say} {each.instead}" for each in stopping),
            cited=", ".join(cited),
        )
