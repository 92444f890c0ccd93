"""The cast of the demo: who they are, and what one can try as them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext

from samspel.foundation.labels import mark as _
from samspel.kit.enums import label_of
from samspel.people.enums import BodyKind, PositionRole

TRY_AS: dict[PositionRole, str] = {
    PositionRole.CHAIR: _(
        "Ta ställning till ett extra besök med två tryck, och se hur organets besök fördelas."
    ),
    PositionRole.MEMBER: _(
        "Boka ett besök eller svara på en inbjudan, förbered dig och skriv rapporten."
    ),
    PositionRole.SUBSTITUTE: _(
        "Svara på en inbjudan, läs underlaget inför besöket och lämna in rapporten."
    ),
    PositionRole.UNIT_MANAGER: _(
        "Bjud in kontaktpolitiker till din enhet, berätta om läget och följ det ni vill lyfta."
    ),
    PositionRole.OPERATION_MANAGER: _(
        "Bjud in till besök i hela verksamheten, och se vilka enheter som väntar."
    ),
    PositionRole.SECRETARY: _(
        "Skriv in kontaktpolitiker efter organets beslut, planera möten och föreslå riktlinjer."
    ),
    PositionRole.HEAD_OF_ADMINISTRATION: _(
        "Se besöken under din nämnd, och ge uppdrag om det som enheter vill lyfta."
    ),
    PositionRole.MUNICIPAL_DIRECTOR: _(
        "Bekräfta att en riktlinje ska gälla, efter att någon annan har föreslagit den."
    ),
    PositionRole.AUDITOR: _("Läs händelseloggen och se att ingen har ändrat i den."),
    PositionRole.ADMINISTRATOR: _(
        "Lägg upp konton, bestäm vad positioner ger och se vad som väntar på att skickas."
    ),
    PositionRole.OFFICER: _("Läs riktlinjer och register, och följ uppdrag som du har fått."),
}
_A_FEW = 2
_CHAIRS = 3
# The board and the committees are where the work goes on; council seats come last.
_RANK = {
    BodyKind.EXECUTIVE_BOARD.value: 0,
    "": 0,
    BodyKind.COMMITTEE.value: 1,
    BodyKind.AUDIT.value: 1,
}

_CAST = """
SELECT p.uuid, p.given_name || ' ' || p.family_name, x.role, x.place, x.title, x.kind
  FROM access_user u
  JOIN people_person p ON p.id = u.person_id
  JOIN (SELECT m.person_id, m.role, b.name AS place, '' AS title, b.kind
          FROM people_mandate m JOIN people_body b ON b.id = m.body_id
         WHERE m.valid_from <= %(on)s AND (m.valid_to IS NULL OR m.valid_to > %(on)s)
         UNION ALL
        SELECT e.person_id, e.function, COALESCE(t.name, o.name, d.name), e.title, ''
          FROM people_employment e
          LEFT JOIN people_unit t ON t.id = e.unit_id
          LEFT JOIN people_operation o ON o.id = e.operation_id
          LEFT JOIN people_department d ON d.id = e.department_id
         WHERE e.valid_from <= %(on)s AND (e.valid_to IS NULL OR e.valid_to > %(on)s)) x
    ON x.person_id = p.id
 WHERE u.is_active AND NOT p.is_protected
 ORDER BY p.sort_key, x.place
"""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the cast: the name, what they are, and what one can try as them."""

    uuid: UUID
    name: str
    roles: tuple[str, ...]
    positions: tuple[str, ...]
    kinds: tuple[str, ...]
    try_as: str = ""
    is_guide: bool = False


def demo_cast(*, on: dt.date) -> list[DemoPerson]:
    """Give everybody with an open account, the few best guides first; one statement.

    The caller has checked that this is the demo.
    """
    people: dict[UUID, DemoPerson] = {}
    with connection.cursor() as cursor:
        cursor.execute(_CAST, {"on": on})
        for uuid, name, role, place, title, kind in cursor.fetchall():
            known = people.get(uuid) or DemoPerson(uuid, name, (), (), ())
            word = title or label_of(PositionRole, role)
            label = f"{place}, {word[:1].lower()}{word[1:]}"
            people[uuid] = replace(
                known,
                roles=(*known.roles, role),
                positions=(*known.positions, label),
                kinds=(*known.kinds, kind),
            )
    guides = _guides(list(people.values()))
    others = [each for each in people.values() if each.uuid not in {g.uuid for g in guides}]
    return guides + others


def _guides(people: list[DemoPerson]) -> list[DemoPerson]:
    """Pick a few for each role, those with several hats and at work in a board first."""
    chosen: list[DemoPerson] = []
    taken: Counter[str] = Counter()
    for role, words in TRY_AS.items():
        fitting = [each for each in people if role.value in each.roles]
        fitting.sort(key=lambda each: (_rank(each, role), -len(each.roles)))
        few = _CHAIRS if role is PositionRole.CHAIR else _A_FEW
        for person in fitting:
            if taken[role] == few:
                break
            if person.uuid not in {each.uuid for each in chosen}:
                taken[role] += 1
                chosen.append(replace(person, try_as=gettext(words), is_guide=True))
    return chosen


def _rank(person: DemoPerson, role: PositionRole) -> int:
    """Rank a person by where the role is held: the board first, the council last."""
    pairs = zip(person.kinds, person.roles, strict=True)
    return min(_RANK.get(kind, 2) for kind, held in pairs if held == role)
