"""The meeting as the workbench shows it: the agenda, who is in the room, one item whole.

Five statements whatever the size: two hundred items and sixty-one members cost as many
as one of each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from samspel.audit.actors import Actor
from samspel.kit.prepared import Prepared
from samspel.kit.prepared_query import PreparedObjects, PreparedQuery
from samspel.meetings.calculation.room import Attendant, Entry, ItemNow
from samspel.meetings.enums import SeatKind
from samspel.meetings.enums.minutes import MinutesKind, MinutesState
from samspel.meetings.models import Adjournment, AgendaItem, Meeting, Minutes, Sitting
from samspel.meetings.queries.item_now import item_now
from samspel.meetings.queries.sight import item_sight, person_invited


@dataclass(frozen=True, slots=True)
class Bench:
    """The whole workbench: sitting, agenda, everybody, and the item that is shown."""

    meeting: Meeting
    sitting: Sitting | None
    entries: tuple[Entry, ...]
    people: tuple[Attendant, ...]
    item: ItemNow | None
    pause: bool = False
    pause_words: str = ""

    @property
    def serving(self) -> tuple[Attendant, ...]:
        """Those who serve, in the order of the roll."""
        return tuple(each for each in self.people if each.serves)

    @property
    def seats(self) -> int:
        """How many seats the body has."""
        return self.sitting.seat_count if self.sitting else 0


def bench_of(actor: Actor, meeting: Meeting, wanted: UUID | None) -> Bench:
    """Give the workbench of a meeting that the viewer may see; five statements.

    The item shown is the one asked for; else the one being handled, the first that is
    left, or the last.
    """
    sitting = next(iter(_ASK_SITTING.objects(meeting=meeting.pk)), None)
    entries = entries_of(actor, meeting)
    shown = _shown(entries, wanted)
    return Bench(
        meeting=meeting,
        sitting=sitting,
        entries=entries,
        people=people_of(meeting.pk),
        item=item_now(shown, meeting.day) if shown else None,
        pause=getattr(sitting, "in_break", None) is not None,
        pause_words=getattr(sitting, "in_break", None) or "",
    )


_ASK_SITTING = PreparedObjects(
    "meetings_sitting",
    Sitting,
    lambda meeting: Sitting.objects.filter(meeting_id=meeting).annotate(
        in_break=Subquery(
            Adjournment.objects.filter(sitting=OuterRef("pk"), to_at__isnull=True).values(
                "reason"
            )[:1]
        ),
        minutes_are_out=Exists(
            Minutes.objects.filter(
                meeting=OuterRef("meeting"),
                kind=MinutesKind.WHOLE,
                state__in=[MinutesState.OUT, MinutesState.APPROVED],
            )
        ),
    ),
    "meeting",
    annotated=("in_break", "minutes_are_out"),
)


def _entries(meeting: int, person: int) -> QuerySet[AgendaItem, Any]:
    """Put the statement together: the agenda, with what the viewer is invited to."""
    return (
        AgendaItem.objects.filter(meeting_id=meeting)
        .order_by("position")
        .values_list(
            person_invited(person),
            "body_id",
            "pk",
            "uuid",
            "position",
            "title",
            "paragraph",
            "is_closed",
            "state",
            "handling__begun_at",
            "handling__ended_at",
            "decided__outcome",
            "handling__case_number",
        )
    )


_ASK_ENTRIES = PreparedQuery("meetings_entries", _entries, "meeting", "person")


def entries_of(actor: Actor, meeting: Meeting) -> tuple[Entry, ...]:
    """Give the agenda as the viewer may see it; one statement."""
    sees = item_sight(actor)
    rows = _ASK_ENTRIES.rows(meeting=meeting.pk, person=actor.person_id or 0)
    found = [(body_id, bool(is_invited), Entry(*row)) for is_invited, body_id, *row in rows]
    return tuple(
        each for body_id, invited, each in found if sees(body_id, each.is_closed, invited)
    )


def _shown(entries: Iterable[Entry], wanted: UUID | None) -> Entry | None:
    rows = list(entries)
    asked = [each for each in rows if each.uuid == wanted]
    going_on = [each for each in rows if each.is_going_on]
    left = [each for each in rows if not each.is_done]
    return next(iter([*asked, *going_on, *left, *rows[-1:]]), None)


_ASK_PEOPLE = Prepared(
    "meetings_people",
    """
SELECT p.id, p.person_id, p.name, p.party, p.role, p.seat, p."order", p.excuse,
       i.from_at, i.to_at, COALESCE(i.remote, false), COALESCE(i.serving, false),
       i.serving_for_id, COALESCE(i.ended, ''),
       CASE WHEN i.serving IS FALSE AND i.to_at IS NULL THEN
            EXISTS (SELECT 1 FROM meetings_presenceinterval y
                     WHERE y.participation_id = p.id AND y.serving AND y.ended = 'left'
                       AND (y.to_at AT TIME ZONE 'Europe/Stockholm')::date
                           = (i.from_at AT TIME ZONE 'Europe/Stockholm')::date)
            ELSE false END
  FROM meetings_participation p
  LEFT JOIN LATERAL (
       SELECT x.* FROM meetings_presenceinterval x
        WHERE x.participation_id = p.id ORDER BY x.from_at DESC LIMIT 1) i ON true
 WHERE p.meeting_id = %(meeting)s
""",
    meeting="bigint",
)


def people_of(meeting_id: int) -> tuple[Attendant, ...]:
    """Give everybody on the list, each with the latest stretch of presence; one statement."""
    rows = _ASK_PEOPLE.rows({"meeting": meeting_id})
    return tuple(sorted((_attendant(row) for row in rows), key=_roll))


def _attendant(row: tuple[Any, ...]) -> Attendant:
    pk, person_id, name, party, role, seat, *rest = row
    return Attendant(pk, person_id, name, party, role, _SEAT_KINDS[seat], *rest)


_SEAT_KINDS = {str(each): each for each in SeatKind}
_SEATS = {SeatKind.MEMBER: 0, SeatKind.SUBSTITUTE: 1}


def _roll(each: Attendant) -> tuple[int, int, int]:
    return _SEATS.get(each.seat, 2), each.order, each.pk
