"""Acts of the meeting itself: open, go to an item, adjourn, take up again, close.

KL 5 kap. 42, 43, 45, 46 and 52 §§, 6 kap. 25 and 27 §§. Before an item is handled the law is
asked: quorum, whether it was announced, and whether the doors must be closed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, plain, say_date, say_moment
from samspel.foundation.holidays import previous_weekday
from samspel.kit.language import current
from samspel.meetings import events
from samspel.meetings.enums import ConflictState, ItemState, MeetingState, PresenceEnd
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import (
    Adjournment,
    AgendaItem,
    AgendaPlacement,
    ConflictOfInterest,
    ItemHandling,
    Meeting,
    Participation,
    PresenceInterval,
    Sitting,
)
from samspel.meetings.queries.room import (
    deciding_settings_of,
    needs_word_of_notice,
    quorum_now,
    serving_now,
)
from samspel.meetings.services.conflicts import out_now, stay_away, take_out
from samspel.meetings.services.holding import hold_meeting
from samspel.meetings.services.locks import lock_body
from samspel.meetings.services.room import (
    grown,
    lock_item,
    lock_room,
    require_lawful,
    require_open,
)
from samspel.meetings.services.seating import end, reseat
from samspel.meetings.services.telling import tell_adjourned
from samspel.rules.facts import Facts

_REASON = 200


@transaction.atomic
def open_meeting(
    meeting: Meeting,
    *,
    at: dt.datetime,
    actor: Actor,
    called_elsewhere: bool = False,
    version: int | None = None,
) -> Sitting:
    """Open the meeting.

    Refuses one that is open or held, before its day, and where nobody presides; and the
    council's while no notice has gone out from here, unless somebody says that it has gone
    out in another way (``called_elsewhere``): its items count as announced from then on.
    """
    sitting = lock_room(meeting, actor, version)
    if not sitting.meeting.is_ahead or sitting.opened_at is not None:
        raise RecordRefused(_("Mötet är redan öppnat eller hållet."))
    if local_day(at) < sitting.meeting.day:
        raise RecordRefused(
            _(
                "Mötet hålls %(day)s och öppnas den dagen. Hålls det tidigare flyttar du det först."
            ),
            day=say_date(sitting.meeting.day, current()),
        )
    if sitting.chair_id is None:
        raise RecordRefused(
            _("Ingen leder mötet. Anteckna först vilka som är på plats, och vem som leder.")
        )
    is_uncalled = needs_word_of_notice(sitting.meeting)
    if is_uncalled and not called_elsewhere:
        raise RecordRefused(
            _(
                "Ingen kallelse har skickats från Samspel. Fullmäktige får bara avgöra det "
                "som har kungjorts (kommunallagen 5 kap. 13 och 52 §§). Ange om kallelsen och "
                "kungörelsen har gått ut på annat sätt."
            )
        )
    sitting.opened_at = at
    _turn(sitting, "opened_at")
    audit.record(
        "meetings.sitting.opened",
        subject=sitting,
        actor=actor,
        facts={"called_elsewhere": is_uncalled},
        also=[meeting],
    )
    events.meeting_opened.send(Meeting, meeting=meeting, actor=actor)
    return sitting


def _turn(sitting: Sitting, *fields: str) -> None:
    sitting.version += 1
    sitting.save(update_fields=["version", *fields])


@transaction.atomic
def begin_item(
    item: AgendaItem, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> ItemHandling:
    """Go to an item: it is handled from now on, and whoever is disqualified is out.

    Refuses while another item is being handled, and what the law stops: no quorum
    (KL 5 kap. 45 §, 6 kap. 27 §), a matter that was not announced (5 kap. 52 §), open
    doors where they must be closed (6 kap. 25 §).
    """
    sitting, handling = lock_item(item, actor, version)
    require_open(sitting, at)
    _require_next(sitting, handling)
    take_out(sitting, _standing_conflicts(handling), at)
    handling.begun_at = at
    require_lawful("meeting.handle_item", handling_facts(sitting, handling), at)
    grown(handling, "begun_at")
    audit.record("meetings.item.begun", subject=item, actor=actor, also=[sitting.meeting])
    return handling


def _require_next(sitting: Sitting, handling: ItemHandling) -> None:
    if handling.item.state != ItemState.PLACED or handling.begun_at is not None:
        raise RecordRefused(_("Ärendet är redan påbörjat eller avgjort. Läs in sidan på nytt."))
    other = ItemHandling.objects.filter(
        item__meeting=sitting.meeting, begun_at__isnull=False, ended_at__isnull=True
    ).first()
    if other is not None:
        raise RecordRefused(
            _("Ett annat ärende behandlas: ”%(title)s”. Avgör det först."),
            title=str(other.item),
        )


def _standing_conflicts(handling: ItemHandling) -> list[ConflictOfInterest]:
    rows = ConflictOfInterest.objects.filter(
        item=handling.item,
        out_at__isnull=True,
        state__in=[ConflictState.DECLARED, ConflictState.UPHELD],
    )
    return list(rows.select_related("participation"))


def handling_facts(sitting: Sitting, handling: ItemHandling) -> Facts:
    """Give the facts that the law asks for before an item is handled or decided."""
    item = handling.item
    serving = serving_now(sitting.meeting_id)
    standing = quorum_now(sitting, item, serving)
    settings = deciding_settings_of(sitting.meeting.body)
    return {
        "body.is_council": settings.is_council,
        "item.serving_count": standing.present,
        "item.needed_count": standing.needed,
        "item.quorum_is_met": standing.is_met,
        "item.is_question": hasattr(item, "asking"),
        "body.answers_without_quorum": settings.answers_without_quorum,
        "item.was_announced": _was_announced(sitting.meeting, item),
        "item.is_urgent_and_agreed": handling.urgent_agreed_at is not None,
        "item.must_be_closed": item.is_closed or handling.is_authority,
        "meeting.is_public": sitting.is_public and not item.is_closed,
        "item.raised_conflicts_count": item.conflicts.filter(
            state=ConflictState.RAISED
        ).count(),
    }


def _was_announced(meeting: Meeting, item: AgendaItem) -> bool:
    """Whether the item came with the notice, or by the weekday before (KL 5 kap. 14 §)."""
    late = AgendaPlacement.objects.filter(
        item=item, meeting=meeting, left_at__isnull=True, is_late=True
    ).first()
    last = previous_weekday(meeting.day - dt.timedelta(days=1))
    return late is None or local_day(late.placed_at) <= last


@transaction.atomic
def agree_on_urgency(
    item: AgendaItem, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> ItemHandling:
    """Enter that all present agree to decide a matter that was not announced.

    KL 5 kap. 52 §. Refuses a meeting that is not open, and an item that is decided.
    """
    sitting, handling = lock_item(item, actor, version)
    require_open(sitting, at)
    if handling.item.state != ItemState.PLACED:
        raise RecordRefused(_("Ärendet är redan avgjort. Läs in sidan på nytt."))
    handling.urgent_agreed_at = at
    grown(handling, "urgent_agreed_at")
    audit.record(
        "meetings.item.urgency_agreed", subject=item, actor=actor, also=[sitting.meeting]
    )
    return handling


@transaction.atomic
def adjourn(
    meeting: Meeting,
    *,
    at: dt.datetime,
    actor: Actor,
    reason: str = "",
    goes_on_at: dt.datetime | None = None,
    version: int | None = None,
) -> Adjournment:
    """Adjourn the meeting, and keep which item was being handled.

    Where it is known when the meeting goes on (``goes_on_at``) that is kept in words with
    the reason, and where that is another day everybody in the body is told. Refuses a
    moment that is not after the adjournment.
    """
    sitting = lock_room(meeting, actor, version)
    require_open(sitting, at)
    if goes_on_at is not None and goes_on_at <= at:
        raise RecordRefused(_("Mötet kan inte fortsätta innan det har ajournerats."))
    going_on = ItemHandling.objects.filter(
        item__meeting=meeting, begun_at__isnull=False, ended_at__isnull=True
    ).first()
    row = Adjournment.objects.create(
        sitting=sitting,
        item=going_on.item if going_on else None,
        from_at=at,
        reason=_with_day(goes_on_at, reason.strip()),
    )
    _turn(sitting)
    audit.record("meetings.sitting.adjourned", subject=sitting, actor=actor, also=[meeting])
    if goes_on_at is not None and local_day(goes_on_at) != local_day(at):
        tell_adjourned(meeting, goes_on_at, actor=actor, at=at)
    return row


def _with_day(goes_on_at: dt.datetime | None, reason: str) -> str:
    """Put when the meeting goes on before the reason; the day is never what is cut."""
    if goes_on_at is None:
        return reason[:_REASON]
    with override("sv"):
        said = gettext("Fortsätter %(when)s.") % {
            "when": plain(say_moment(goes_on_at, now=None, lang="sv"))
        }
    return f"{said} {reason}".strip()[:_REASON]


@transaction.atomic
def resume(
    meeting: Meeting,
    *,
    at: dt.datetime,
    actor: Actor,
    present: Iterable[Participation] | None = None,
    version: int | None = None,
) -> Adjournment:
    """Take the meeting up again. Refuses one that has not been adjourned.

    On another day the roll is called anew: nobody was there over the night. ``present``
    are those who are there then, and who serves is computed from them.
    """
    sitting = lock_room(meeting, actor, version)
    row = sitting.adjournments.filter(to_at__isnull=True).first()
    if row is None:
        raise RecordRefused(_("Mötet är inte ajournerat."))
    if at <= row.from_at:
        raise RecordRefused(_("Mötet kan inte återupptas innan det ajournerades."))
    if local_day(at) != local_day(row.from_at):
        _call_roll_anew(sitting, row.from_at, list(present or ()), at=at)
    row.to_at = at
    row.save(update_fields=["to_at"])
    _turn(sitting)
    audit.record("meetings.sitting.resumed", subject=sitting, actor=actor, also=[meeting])
    return row


def _call_roll_anew(
    sitting: Sitting, left_at: dt.datetime, present: list[Participation], *, at: dt.datetime
) -> None:
    """Let everybody's presence end with the day before, and begin for those who are there.

    Whoever is out of the item that goes on, for a conflict of interest, comes in after it.
    """
    if not present:
        raise RecordRefused(
            _("Mötet fortsätter en annan dag. Markera vilka som är på plats i dag.")
        )
    was_remote = set()
    for row in PresenceInterval.objects.filter(
        participation__meeting=sitting.meeting_id, to_at__isnull=True
    ):
        if row.remote:
            was_remote.add(row.participation_id)
        end(row, left_at, PresenceEnd.CLOSED)
    out = out_now(sitting.meeting_id)
    stay_away(out, {each.pk for each in present})
    waiting = {each.participation_id for each in out}
    PresenceInterval.objects.bulk_create(
        PresenceInterval(participation=each, from_at=at, remote=each.pk in was_remote)
        for each in present
        if each.pk not in waiting
    )
    reseat(sitting, at)


@transaction.atomic
def close_meeting(
    meeting: Meeting, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> Sitting:
    """Close the meeting: everybody's presence ends, and what was not reached goes on.

    After this nobody can reserve (KL 4 kap. 27 §). Refuses while an item is handled.
    """
    lock_body(meeting.body)
    sitting = lock_room(meeting, actor, version)
    require_open(sitting, at)
    if ItemHandling.objects.filter(
        item__meeting=meeting, begun_at__isnull=False, ended_at__isnull=True
    ).exists():
        raise RecordRefused(_("Ett ärende behandlas fortfarande. Avgör det först."))
    for row in PresenceInterval.objects.filter(
        participation__meeting=meeting, to_at__isnull=True
    ):
        end(row, at, PresenceEnd.CLOSED)
    sitting.closed_at = at
    _turn(sitting, "closed_at")
    audit.record("meetings.sitting.closed", subject=sitting, actor=actor, also=[meeting])
    fresh = Meeting.objects.get(pk=meeting.pk)
    if MeetingState.HELD in fresh.status.next_states:
        hold_meeting(fresh, at=at, actor=actor)
    events.attendance_recorded.send(
        Sitting,
        meeting=meeting,
        participations=list(meeting.participations.all()),
        actor=actor,
    )
    events.meeting_closed.send(Meeting, meeting=meeting, actor=actor)
    return sitting
