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
    PositionRole.FIRST_VICE_CHAIR: _(
        "Sitt i presidiet: se hur besöken fördelas, och ge uppdrag om det som enheter lyfter."
    ),
    PositionRole.SECOND_VICE_CHAIR: _(
        "Se samma siffror som majoriteten, och följ det som enheterna ville lyfta."
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
    PositionRole.REGISTRAR: _(
        "För registret: personer, uppdrag och enheter, en och en eller från en fil."
    ),
    PositionRole.PAYROLL_OFFICER: _(
        "Stäng månadens lönekörning, gör filen till lönesystemet och se vad allt har kostat."
    ),
    PositionRole.AUDITOR: _("Läs händelseloggen och se att ingen har ändrat i den."),
    PositionRole.ADMINISTRATOR: _(
        "Lägg upp konton, bestäm vad positioner ger och se vad som väntar på att skickas."
    ),
    PositionRole.OFFICER: _("Läs riktlinjer och register, och följ uppdrag som du har fått."),
}
_TRY_SHIELDED = _(
    "Se hur sidorna är för den som har skyddade personuppgifter: inget namn här, ingen plats "
    "i mejlen."
)
_FEW = {
    PositionRole.CHAIR: 3,
    PositionRole.FIRST_VICE_CHAIR: 1,
    PositionRole.SECOND_VICE_CHAIR: 1,
    PositionRole.REGISTRAR: 1,
    PositionRole.PAYROLL_OFFICER: 1,
    PositionRole.AUDITOR: 1,
    PositionRole.OFFICER: 1,
}
_A_FEW = 2
# The board and the committees are where the work goes on; council seats come last.
_RANK = {
    BodyKind.EXECUTIVE_BOARD.value: 0,
    BodyKind.COMMITTEE.value: 1,
    BodyKind.AUDIT.value: 1,
}

_LAST = 2

_CAST = """
SELECT p.uuid, p.given_name || ' ' || p.family_name, x.role, x.place, x.title, x.kind,
       p.is_protected, x.is_elected, p.id
  FROM access_user u
  JOIN people_person p ON p.id = u.person_id
  JOIN (SELECT m.person_id, m.role, b.name AS place, '' AS title, b.kind, true AS is_elected
          FROM people_mandate m JOIN people_body b ON b.id = m.body_id
         WHERE m.valid_from <= %(on)s AND (m.valid_to IS NULL OR m.valid_to > %(on)s)
         UNION ALL
        SELECT e.person_id, e.function,
               CASE WHEN t.id IS NOT NULL THEN t.name
                    WHEN e.operation_id IS NOT NULL THEN o.name ELSE d.name END,
               e.title, b.kind, false
          FROM people_employment e
          LEFT JOIN people_unit t ON t.id = e.unit_id
          LEFT JOIN people_operation o ON o.id = COALESCE(e.operation_id, t.operation_id)
          LEFT JOIN people_department d ON d.id = COALESCE(e.department_id, o.department_id)
          LEFT JOIN people_body b ON b.id = d.body_id
         WHERE e.valid_from <= %(on)s AND (e.valid_to IS NULL OR e.valid_to > %(on)s)) x
    ON x.person_id = p.id
 WHERE u.is_active AND (x.is_elected OR NOT p.is_protected)
 ORDER BY p.sort_key, x.place
"""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the cast: the name, what they are, and what one can try as them.

    Whoever has a protected identity stands there without the name, as on any open page,
    and without where they work.
    """

    uuid: UUID
    name: str
    roles: tuple[str, ...]
    positions: tuple[str, ...]
    kinds: tuple[str, ...]
    is_protected: bool = False
    number: int = 0
    try_as: str = ""
    is_guide: bool = False


def demo_cast(*, on: dt.date) -> list[DemoPerson]:
    """Give everybody with an open account, the few best guides first; one statement.

    The caller has checked that this is the demo.
    """
    people: dict[UUID, DemoPerson] = {}
    with connection.cursor() as cursor:
        cursor.execute(_CAST, {"on": on})
        for uuid, name, role, place, title, kind, hidden, _seat, number in cursor.fetchall():
            said = gettext("Person med skyddade personuppgifter") if hidden else name
            known = people.get(uuid) or DemoPerson(uuid, said, (), (), (), hidden, number)
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
    """Pick a few for each role, under different bodies, as the register lists them.

    Bodies work under rules of their own, so one of each says more than two of one. The
    demo's register begins with those whom the walks through it are about.
    """
    chosen: list[DemoPerson] = []
    for role, words in TRY_AS.items():
        under: Counter[str] = Counter()
        for _turn in range(_FEW.get(role, _A_FEW)):
            taken = {each.uuid for each in chosen}
            left = [
                each
                for each in people
                if role in each.roles and not each.is_protected and each.uuid not in taken
            ]
            if not left:
                break
            best = min(left, key=lambda each: _fitness(each, role, under))
            under[_kind_of(best, role)] += 1
            chosen.append(replace(best, try_as=gettext(words), is_guide=True))
    shielded = [each for each in people if each.is_protected][:1]
    return chosen + [
        replace(each, try_as=gettext(_TRY_SHIELDED), is_guide=True) for each in shielded
    ]


def _fitness(person: DemoPerson, role: str, under: Counter[str]) -> tuple[bool, int, int, int]:
    """Order by: not only the council, a body not shown yet, the board first, the register."""
    kind = _kind_of(person, role)
    rank = _RANK.get(kind, _LAST)
    return rank == _LAST, under[kind], rank, person.number


def _kind_of(person: DemoPerson, role: str) -> str:
    """Give the kind of body under which the person holds the role, the foremost one."""
    pairs = zip(person.kinds, person.roles, strict=True)
    kinds = [kind for kind, held in pairs if held == role]
    return min(kinds, key=lambda kind: _RANK.get(kind, _LAST))
