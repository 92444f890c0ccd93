"""Planning a row that lists a department, an operation or a unit."""

from __future__ import annotations

from typing import TypeVar

from django.utils.translation import gettext

from samspel.foundation.swedish import search_key
from samspel.people.models import Body, Department, Operation
from samspel.people.queries.imports.directory import Directory
from samspel.people.queries.imports.plans import OrganisationPlan
from samspel.people.queries.imports.reading import RowReader

Place = TypeVar("Place", Department, Operation)


def plan_organisation(reader: RowReader, directory: Directory) -> None:
    """Plan what the row sets up, with what is wrong noted on it."""
    name = reader.text("department")[:120]
    valid_from = reader.first_day()
    if not name:
        reader.wrong("department", gettext("Avdelningen saknas."), gettext("Fyll i den."))
        return
    department = _one(directory.departments.get(search_key(name), []))
    body = department.body if department else _body(reader, directory, name)
    if valid_from is None or body is None or not _kept(reader, directory, body):
        return
    operation = _operation_in(directory, department, reader.text("operation"))
    plan = OrganisationPlan(
        department=name,
        department_id=department.pk if department else None,
        body_id=body.pk,
        operation=reader.text("operation")[:120],
        operation_id=operation.pk if operation else None,
        unit=reader.text("unit")[:120],
        valid_from=valid_from,
        address=reader.text("address")[:200],
        entrance=reader.text("entrance")[:200],
        provider=reader.text("provider")[:120],
    )
    if plan.unit and not plan.operation:
        reader.wrong(
            "operation",
            gettext("Enheten hör inte till någon verksamhet."),
            gettext("Fyll i verksamheten."),
        )
    reader.row.summary = " > ".join(
        part for part in (plan.department, plan.operation, plan.unit) if part
    )
    reader.row.plan = plan
    if not reader.row.problems:
        reader.row.is_there_already = not _claim(directory, plan)


def _body(reader: RowReader, directory: Directory, name: str) -> Body | None:
    """Read the body of a new department: the row's, an earlier row's, or the whole file's."""
    text = reader.text("body")
    if text:
        body: Body | None = reader.found("body", text, directory.bodies)
        if body is not None:
            directory.names.setdefault(search_key(name), str(body.pk))
        return body
    chosen = directory.names.get(search_key(name)) or reader.options.get("body")
    if not chosen:
        reader.wrong(
            "body",
            gettext("Avdelningen är ny och har inget organ."),
            gettext("Fyll i organet, eller välj ett för hela filen."),
        )
        return None
    return directory.body_by_id(int(chosen))


def _kept(reader: RowReader, directory: Directory, body: Body) -> bool:
    """Tell whether the keeper keeps the body; notes it where not."""
    if directory.may_keep_body(body):
        return True
    reader.wrong(
        "department",
        gettext("Du för inte registret för %(body)s.") % {"body": body.name},
        gettext("Be en systemförvaltare, eller ta bort raden."),
    )
    return False


def _operation_in(
    directory: Directory, department: Department | None, name: str
) -> Operation | None:
    """Give the operation of that name in the department, if it is there."""
    if department is None or not name:
        return None
    same = directory.operations.get(search_key(name), [])
    return _one([each for each in same if each.department_id == department.pk])


def _claim(directory: Directory, plan: OrganisationPlan) -> bool:
    """Tell whether the row sets anything up that is not in the register or an earlier row."""
    levels = [
        ("department", search_key(plan.department)),
        ("operation", search_key(plan.department), search_key(plan.operation)),
        (
            "unit",
            search_key(plan.department),
            search_key(plan.operation),
            search_key(plan.unit),
        ),
    ]
    wanted = [True, bool(plan.operation), bool(plan.unit)]
    there = [
        plan.department_id is not None,
        plan.operation_id is not None,
        _has_unit(directory, plan),
    ]
    new = [
        level
        for level, is_wanted, is_there in zip(levels, wanted, there, strict=True)
        if is_wanted and not is_there and level not in directory.posts
    ]
    for level in new:
        directory.posts[level].append((plan.valid_from, None))
    return bool(new)


def _has_unit(directory: Directory, plan: OrganisationPlan) -> bool:
    """Tell whether the operation has a unit of that name."""
    same = directory.units.get(search_key(plan.unit), [])
    return any(unit.operation_id == plan.operation_id for unit in same)


def _one(rows: list[Place]) -> Place | None:
    """Give the only row, or none."""
    return rows[0] if len(rows) == 1 else None
