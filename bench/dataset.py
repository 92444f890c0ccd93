"""A municipality of 500 elected, 300 units and 10 000 visits, made once.

Rows are written in bulk: they need the shape and number of a large municipality's,
not its history. Names are numbered, and nobody exists.
"""

from __future__ import annotations

import datetime as dt
import random
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path
from uuid import uuid4

from django.core.management import call_command
from django.db import connection, transaction

from samspel.access.models import User
from samspel.access.services import seed_default_grants
from samspel.audit.actors import Actor
from samspel.foundation.swedish import search_key, sort_key
from samspel.people.enums import BodyKind, PositionRole, Side
from samspel.people.models import (
    Body,
    Department,
    Employment,
    Mandate,
    Municipality,
    Operation,
    Party,
    PartyStanding,
    Person,
    Unit,
)
from samspel.rulebooks.services import adopt_shipped
from samspel.visits.enums import Initiator, VisitKind, VisitorState, VisitState
from samspel.visits.models import (
    Appointment,
    AppointmentMember,
    AppointmentScope,
    Report,
    Visit,
    Visitor,
)

ELECTED, UNITS, VISITS = 500, 300, 10_000
BEGAN = dt.date(2023, 1, 1)
ENDS = dt.date(2027, 1, 1)
GUIDELINE = "lindakra/kontaktpolitiker-kommunstyrelsen"
ROOT = Path(__file__).resolve().parent.parent


def fingerprint() -> str:
    """Give a hash of all that the data follows from."""
    whole = sha256(Path(__file__).read_bytes())
    for path in sorted(ROOT.glob("src/samspel/*/migrations/*.py")):
        whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def prepare() -> None:
    """Make the data, unless it is there already."""
    mark = fingerprint()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_mark (mark text)")
        cursor.execute("SELECT mark FROM bench_mark")
        found = cursor.fetchone()
        if found and found[0] == mark:
            return
        if Municipality.objects.exists():
            _empty(cursor)
    with transaction.atomic():
        Bench().write()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM bench_mark")
            cursor.execute("INSERT INTO bench_mark VALUES (%s)", [mark])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _empty(cursor: object) -> None:
    """Start anew: drop everything and migrate again."""
    with connection.cursor() as fresh:
        fresh.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        fresh.execute("CREATE TABLE bench_mark (mark text)")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


class Bench:
    """Writes the large municipality."""

    def __init__(self) -> None:
        self.random = random.Random(4711)
        self.system = Actor.system("bench")

    def write(self) -> None:
        """Write everything."""
        Municipality.objects.create(name="Storstads kommun", is_demo=False)
        self._write_bodies()
        self._write_places()
        self._write_persons()
        seed_default_grants(actor=self.system)
        self._write_rules()
        self._write_appointments()
        self._write_visits()

    def _write_bodies(self) -> None:
        self.parties = [
            Party.objects.create(
                name=f"Parti {n}", abbreviation=f"P{n}", sort_key=sort_key(f"P{n}")
            )
            for n in range(1, 9)
        ]
        for number, party in enumerate(self.parties):
            side = Side.MAJORITY if number % 2 else Side.OPPOSITION
            PartyStanding.objects.create(party=party, side=side, valid_from=BEGAN)
        council = self._body("Kommunfullmäktige", "KF", BodyKind.COUNCIL)
        self.board = self._body("Kommunstyrelsen", "KS", BodyKind.EXECUTIVE_BOARD, council)
        self.bodies = [
            self.board,
            *(
                self._body(f"Nämnd {n}", f"N{n}", BodyKind.COMMITTEE, council)
                for n in range(1, 15)
            ),
        ]

    def _body(self, name: str, short: str, kind: BodyKind, parent: Body | None = None) -> Body:
        return Body.objects.create(
            name=name,
            short_name=short,
            kind=kind,
            parent=parent,
            valid_from=BEGAN,
            sort_key=sort_key(name),
        )

    def _write_places(self) -> None:
        department = Department.objects.create(
            key="valfard-och-service",
            name="Välfärd och service",
            body=self.board,
            valid_from=BEGAN,
            sort_key="valfard",
        )
        self.operations = Operation.objects.bulk_create(
            Operation(
                key=f"verksamhet-{n}",
                name=f"Verksamhet {n}",
                department=department,
                valid_from=BEGAN,
                sort_key=sort_key(f"Verksamhet {n}"),
            )
            for n in range(1, 31)
        )
        self.units = Unit.objects.bulk_create(
            Unit(
                name=f"Enhet {n}",
                operation=operation,
                address=f"Gatan {n}",
                valid_from=BEGAN,
                sort_key=sort_key(f"Enhet {n}"),
            )
            for n, operation in zip(range(1, UNITS + 1), cycle(self.operations), strict=False)
        )

    def _person(self, n: int) -> Person:
        given, family = f"Person{n}", f"Efternamn{n}"
        return Person(
            given_name=given,
            family_name=family,
            is_protected=n % 97 == 0,
            sort_key=sort_key(f"{family} {given}"),
            search_key=search_key(f"{given} {family}"),
        )

    def _write_persons(self) -> None:
        self.elected = Person.objects.bulk_create(self._person(n) for n in range(ELECTED))
        managers = Person.objects.bulk_create(
            self._person(n) for n in range(1000, 1000 + UNITS)
        )
        Mandate.objects.bulk_create(
            Mandate(
                person=person,
                body=body,
                role=PositionRole.MEMBER,
                party=self.parties[n % len(self.parties)],
                valid_from=BEGAN,
                valid_to=ENDS,
            )
            for n, person in enumerate(self.elected)
            for body in {self.bodies[0 if n < 60 else n % 15], self.bodies[(n + 7) % 15]}
        )
        Employment.objects.bulk_create(
            Employment(
                person=person,
                title="enhetschef",
                function=PositionRole.UNIT_MANAGER,
                unit=unit,
                valid_from=BEGAN,
            )
            for person, unit in zip(managers, self.units, strict=True)
        )
        self._write_clerk()
        User.objects.bulk_create(
            User(email=f"p{person.pk}@storstad.example", person=person)
            for person in [self.clerk, *self.elected[:3]]
        )

    def _write_clerk(self) -> None:
        self.clerk = self._person(5000)
        self.clerk.save()
        office = Department.objects.create(
            key="kansliet",
            name="Kansliet",
            body=self.board,
            valid_from=BEGAN,
            sort_key="kansliet",
        )
        employment = Employment.objects.create(
            person=self.clerk,
            title="nämndsekreterare",
            function=PositionRole.SECRETARY,
            department=office,
            valid_from=BEGAN,
        )
        employment.serves.set([self.board, *self.bodies[1:3]])

    def _write_rules(self) -> None:
        second = self._person(5001)
        second.save()
        at = dt.datetime(2023, 2, 20, tzinfo=dt.UTC)
        people = [
            Actor(kind=self.system.kind, name=each.name, person_id=each.pk)
            for each in (self.clerk, second)
        ]
        adopt_shipped(self.board, GUIDELINE, proposer=people[0], confirmer=people[1], at=at)

    def _write_appointments(self) -> None:
        self.appointments = []
        for n, operation in enumerate(self.operations):
            appointment = Appointment.objects.create(
                body=self.board,
                valid_from=BEGAN,
                valid_to=ENDS,
                appointed_at=dt.datetime(2023, 3, 20, tzinfo=dt.UTC),
            )
            AppointmentMember.objects.create(appointment=appointment, person=self.elected[n])
            AppointmentScope.objects.create(appointment=appointment, operation=operation)
            self.appointments.append(appointment)

    def _write_visits(self) -> None:
        states = [VisitState.HELD] * 8 + [VisitState.BOOKED, VisitState.CANCELLED]
        chosen = list(islice(cycle(states), VISITS))
        for first in range(0, VISITS, 2000):
            numbers = range(first, min(first + 2000, VISITS))
            visits = Visit.objects.bulk_create(self._visit(n, chosen[n]) for n in numbers)
            Visitor.objects.bulk_create(
                self._visitor(n, visit) for n, visit in zip(numbers, visits, strict=True)
            )
            Report.objects.bulk_create(
                Report(
                    visit=visit,
                    state="submitted",
                    started_at=visit.held_from,
                    submitted_at=visit.held_to,
                    is_late=visit.pk % 11 == 0,
                )
                for visit in visits
                if visit.state == VisitState.HELD and visit.pk % 5
            )

    def _visit(self, n: int, state: VisitState) -> Visit:
        unit = self.units[n % UNITS]
        starts = dt.datetime(2023, 4, 3, 8, tzinfo=dt.UTC) + dt.timedelta(hours=3 * n)
        ends = starts + dt.timedelta(hours=2)
        held = state == VisitState.HELD
        return Visit(
            body=self.board,
            operation_id=unit.operation_id,
            unit=unit,
            kind=VisitKind.CONTACT,
            initiator=Initiator.UNIT,
            state=state,
            created_at=starts - dt.timedelta(days=20),
            starts_at=starts,
            ends_at=ends,
            place=unit.address,
            held_from=starts if held else None,
            held_to=ends if held else None,
            staff_met=bool(n % 3) if held else None,
            users_met=bool(n % 2) if held else None,
            report_demand="required" if held else "",
            report_due_on=(ends + dt.timedelta(days=14)).date() if held else None,
            ical_uid=f"{uuid4()}@bench",
        )

    def _visitor(self, n: int, visit: Visit) -> Visitor:
        place = visit.operation_id - self.operations[0].pk
        going = visit.state in {VisitState.HELD, VisitState.BOOKED}
        return Visitor(
            visit=visit,
            person=self.elected[place],
            appointment=self.appointments[place],
            party=self.parties[place % len(self.parties)],
            state=VisitorState.ATTENDED
            if visit.state == VisitState.HELD
            else VisitorState.ACCEPTED
            if going
            else VisitorState.WITHDRAWN,
            offered_at=visit.created_at,
            was_possible=None if n % 4 else bool(n % 3),
            booked_from=visit.starts_at if going else None,
            booked_to=visit.ends_at if going else None,
        )
