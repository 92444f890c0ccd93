"""Planning a row that lists a mandate."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext

from samspel.foundation.dates import say_period
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.people.calculation.cells import read_count
from samspel.people.calculation.columns import ROLES
from samspel.people.enums import PRESIDIUM_ROLES, BodyKind, PositionRole
from samspel.people.models import Body, Term
from samspel.people.queries.imports.directory import Directory, Period, clashes, covers
from samspel.people.queries.imports.plans import MandatePlan, PersonPlan
from samspel.people.queries.imports.reading import RowReader

# What Valmyndigheten's files call the municipal council.
_COUNCIL_WORDS = frozenset({"k", "kf", "kommun", "kommunval", "val till kommunfullmäktige"})


def plan_mandate(reader: RowReader, directory: Directory) -> None:
    """Plan one mandate, with what is wrong noted on the row."""
    person = reader.person(directory)
    body = _body(reader, directory)
    role = _role(reader)
    party_id = _party(reader, directory)
    order = _order(reader, role)
    term = directory.terms.get(int(reader.options.get("term") or 0))
    period = reader.period(_end(term, body))
    elected_on = reader.day("elected_on")
    if person is None or body is None or role is None or period is None:
        return
    reader.row.summary = (
        f"{person.name}: {body.short_name}, {label_of(PositionRole, role).lower()}"
    )
    reader.row.plan = MandatePlan(
        person=person,
        body_id=body.pk,
        role=role,
        valid_from=period[0],
        valid_to=period[1],
        party_id=party_id,
        term_id=term.pk if term else None,
        order=order,
        elected_by=str(reader.options.get("elected_by", "")),
        elected_on=elected_on,
        elected_paragraph=reader.text("elected_paragraph")[:20],
    )
    _check_seat(reader, directory, body, reader.row.plan)


def _body(reader: RowReader, directory: Directory) -> Body | None:
    """Read the body, or the one that was chosen for the whole file."""
    text = reader.text("body")
    chosen = reader.options.get("body")
    if not text and chosen:
        body = directory.body_by_id(int(chosen))
    elif not text:
        reader.wrong(
            "body",
            gettext("Organet saknas."),
            gettext("Fyll i det, eller välj ett organ för hela filen."),
        )
        return None
    elif text.casefold() in _COUNCIL_WORDS:
        body = next(
            (
                b
                for same in directory.bodies.values()
                for b in same
                if b.kind == BodyKind.COUNCIL
            ),
            None,
        )
    else:
        body = reader.found("body", text, directory.bodies)
    if body is not None and not directory.may_keep_body(body):
        reader.wrong(
            "body",
            gettext("Du för inte registret för %(body)s.") % {"body": body.name},
            gettext("Be organets sekreterare, eller ta bort raden."),
        )
    return body


def _role(reader: RowReader) -> PositionRole | None:
    """Read the role, or the one that was chosen for the whole file."""
    if reader.text("role"):
        return reader.choice("role", ROLES)
    return PositionRole(reader.options.get("role") or PositionRole.MEMBER)


def _party(reader: RowReader, directory: Directory) -> int | None:
    """Read the party; an empty cell is none."""
    text = reader.text("party")
    among = {name: [key] for name, key in directory.parties.items()}
    return reader.found("party", text, among) if text else None


def _order(reader: RowReader, role: PositionRole | None) -> int | None:
    """Read a substitute's place in the order; members' numbers are passed over."""
    text = reader.text("order")
    if not text or role != PositionRole.SUBSTITUTE:
        return None
    found = read_count(text)
    if found is None:
        reader.wrong(
            "order",
            gettext("”%(text)s” är ingen plats i ordningen.") % {"text": text},
            gettext("Skriv ett heltal från 1."),
        )
    return found


def _end(term: Term | None, body: Body | None) -> dt.date | None:
    """Give when a mandate ends whose row does not say: with the term, or with the body."""
    return (term.valid_to if term else None) or (body.valid_to if body else None)


def _check_seat(reader: RowReader, directory: Directory, body: Body, plan: MandatePlan) -> None:
    """Note a seat that is taken, and take it for the rows that follow."""
    period = (plan.valid_from, plan.valid_to)
    who = _who(plan.person)
    if (who, body.pk, plan.role, plan.valid_from) in directory.posts:
        reader.row.is_there_already = True
        return
    if not covers(body, period):
        reader.wrong(
            "valid_from",
            gettext("%(body)s finns %(period)s.")
            % {
                "body": body.name,
                "period": say_period(body.valid_from, body.valid_to, current()),
            },
            gettext("Välj dagar inom den tiden."),
        )
    if clashes(period, directory.seats[(who, body.pk)]):
        reader.wrong(
            "body",
            gettext("%(name)s har redan ett uppdrag i %(body)s den tiden.")
            % {"name": plan.person.name, "body": body.name},
            gettext("Avsluta det först, eller ta bort raden."),
        )
    _check_place(reader, directory, body, plan, period)
    if not reader.row.problems:
        _take_seat(directory, body, plan, period)


def _check_place(
    reader: RowReader, directory: Directory, body: Body, plan: MandatePlan, period: Period
) -> None:
    """Note a post in the presidium, or a place in the order, that somebody else has."""
    if plan.role in PRESIDIUM_ROLES and clashes(period, directory.places[(body.pk, plan.role)]):
        reader.wrong(
            "role",
            gettext("Posten i presidiet är redan tagen den tiden."),
            gettext("Avsluta det andra uppdraget först."),
        )
    key = _place_key(body, plan)
    if key and clashes(period, directory.places[key]):
        reader.wrong(
            "order",
            gettext("Plats %(order)s bland ersättarna är tagen.") % {"order": plan.order},
            gettext("Välj en annan plats."),
        )


def _place_key(body: Body, plan: MandatePlan) -> tuple[object, ...] | None:
    """Give under what a substitute's place is taken; in the council by party."""
    if plan.order is None:
        return None
    if body.kind == BodyKind.COUNCIL:
        return (body.pk, plan.party_id, plan.order)
    return (body.pk, "order", plan.order)


def _take_seat(directory: Directory, body: Body, plan: MandatePlan, period: Period) -> None:
    """Take the seat for the rows that follow."""
    who = _who(plan.person)
    directory.seats[(who, body.pk)].append(period)
    directory.posts[(who, body.pk, plan.role, plan.valid_from)].append(period)
    directory.places[(body.pk, plan.role)].append(period)
    if key := _place_key(body, plan):
        directory.places[key].append(period)


def _who(person: PersonPlan) -> str:
    """Name a person for the directory: by key in the register, by name when new."""
    return str(person.person_id or person.key)
