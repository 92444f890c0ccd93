"""Planning a row that lists an employment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from samspel.people.calculation.cells import split_list
from samspel.people.calculation.columns import FUNCTIONS
from samspel.people.enums import PositionRole
from samspel.people.models import Body, Department, Operation, Unit
from samspel.people.queries.imports.directory import Directory, clashes, covers
from samspel.people.queries.imports.plans import EmploymentPlan, PersonPlan
from samspel.people.queries.imports.reading import RowReader, searched

_KINDS = {
    PositionRole.UNIT_MANAGER: Unit,
    PositionRole.OPERATION_MANAGER: Operation,
    PositionRole.HEAD_OF_ADMINISTRATION: Department,
}
Place = Department | Operation | Unit


def plan_employment(reader: RowReader, directory: Directory) -> None:
    """Plan one employment, with what is wrong noted on the row."""
    person = reader.person(directory)
    place = _place(reader, directory)
    function = reader.choice("function", FUNCTIONS)
    if not reader.text("function"):
        function = PositionRole.EMPLOYEE
    title = reader.text("title")[:120]
    if not title:
        reader.wrong("title", gettext("Titeln saknas."), gettext("Fyll i den."))
    manager_id = _manager(reader, directory, person)
    serves = _serves(reader, directory)
    period = reader.period(place.valid_to if place else None)
    if person is None or place is None or function is None or period is None:
        return
    reader.row.summary = f"{person.name}: {title}"
    reader.row.plan = EmploymentPlan(
        person=person,
        place=(_word(place), place.pk),
        title=title,
        function=function,
        valid_from=period[0],
        valid_to=period[1],
        manager_id=manager_id,
        serves=serves,
    )
    _check_post(reader, directory, place, reader.row.plan)


def _place(reader: RowReader, directory: Directory) -> Place | None:
    """Read the nearest place that the row names: unit, else operation, else department."""
    levels: tuple[tuple[str, Mapping[str, Sequence[Place]]], ...] = (
        ("unit", directory.units),
        ("operation", directory.operations),
        ("department", directory.departments),
    )
    for key, among in levels:
        text = reader.text(key)
        if not text:
            continue
        place = reader.found(key, text, _narrowed(reader, key, text, among))
        if place is not None and not directory.may_keep_body(_body_of(place)):
            reader.wrong(
                key,
                gettext("Du för inte registret för %(place)s.") % {"place": place.name},
                gettext("Be en systemförvaltare, eller ta bort raden."),
            )
        return place
    reader.wrong(
        "unit",
        gettext("Platsen saknas."),
        gettext("Fyll i enhet, verksamhet eller avdelning."),
    )
    return None


def _narrowed(
    reader: RowReader, key: str, text: str, among: Mapping[str, Sequence[Place]]
) -> Mapping[str, Sequence[Place]]:
    """Let a unit's operation tell units of the same name apart."""
    if key != "unit" or not reader.text("operation"):
        return among
    same = among.get(searched(text), [])
    wanted = searched(reader.text("operation"))
    if len(same) < 2 or not wanted:
        return among
    return {
        searched(text): [
            unit
            for unit in same
            if isinstance(unit, Unit) and searched(unit.operation.name) == wanted
        ]
    }


def _manager(reader: RowReader, directory: Directory, person: PersonPlan | None) -> int | None:
    """Read the nearest manager, who is in the register already; an empty cell is none."""
    text = reader.text("manager")
    if not text:
        return None
    found = reader.found("manager", text, directory.persons)
    if found is not None and person is not None and found == person.person_id:
        reader.wrong(
            "manager",
            gettext("Ingen är sin egen chef."),
            gettext("Skriv någon annan, eller lämna cellen tom."),
        )
    return found


def _serves(reader: RowReader, directory: Directory) -> tuple[int, ...]:
    """Read the bodies that the employee works for."""
    if not reader.text("serves"):
        return ()
    found = [
        reader.found("serves", word, directory.bodies)
        for word in split_list(reader.text("serves"))
    ]
    return tuple(body.pk for body in found if body is not None)


def _check_post(
    reader: RowReader, directory: Directory, place: Place, plan: EmploymentPlan
) -> None:
    """Note a post that is doubled or does not fit its place, and take it otherwise."""
    who = str(plan.person.person_id or plan.person.key)
    post = (who, plan.function, plan.place)
    period = (plan.valid_from, plan.valid_to)
    if any(begins == plan.valid_from for begins, _ends in directory.posts[post]):
        reader.row.is_there_already = True
        return
    if clashes(period, directory.posts[post]):
        reader.wrong(
            "valid_from",
            gettext("%(name)s är redan anställd där den tiden.") % {"name": plan.person.name},
            gettext("Avsluta den anställningen först, eller ta bort raden."),
        )
    if not covers(place, period):
        reader.wrong(
            "valid_from",
            gettext("%(place)s finns inte hela den tiden.") % {"place": place.name},
            gettext("Välj dagar när platsen finns."),
        )
    if not isinstance(place, _KINDS.get(plan.function, Place)):
        reader.wrong(
            "function",
            gettext("Funktionen hör inte till den sortens plats."),
            gettext("En enhetschef hör till en enhet, en verksamhetschef till en verksamhet."),
        )
    if not reader.row.problems:
        directory.posts[post].append(period)


def _body_of(place: Place) -> Body:
    """Give the body that the place answers to."""
    if isinstance(place, Unit):
        return place.operation.department.body
    return place.department.body if isinstance(place, Operation) else place.body


def _word(place: Place) -> str:
    """Give the kind of place in the plan's words."""
    return str(place._meta.model_name)
