"""Acts before the approval: who signs, wordings, and to send out.

KL 5 kap. 65–69 §§, 6 kap. 35 §: minutes are kept on the chair's responsibility and
approved within fourteen days. What they must hold is a gate before they are sent out.
From then on the text is frozen: whoever signs, signs the same text as the others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings import minutes_policies as policies
from samspel.meetings.calculation.minutes import (
    MinutesText,
    PartKey,
    digest_of_text,
    plain,
    stored,
)
from samspel.meetings.calculation.minutes.writer import WORDED
from samspel.meetings.calculation.record import MeetingRecord
from samspel.meetings.enums.minutes import (
    ApprovalState,
    ApproverRole,
    MinutesKind,
    MinutesState,
    WordingState,
)
from samspel.meetings.errors import MinutesIncomplete, MinutesRefused
from samspel.meetings.models import (
    AgendaItem,
    Approver,
    Meeting,
    Minutes,
    MinutesWording,
    Sitting,
)
from samspel.meetings.queries.minutes import (
    correction_text,
    missing_in,
    record_for,
    written_text,
)
from samspel.meetings.queries.record import record_of
from samspel.meetings.services.locks import lock_body, require_version
from samspel.meetings.services.minutes_files import file_of
from samspel.messaging.services import notify
from samspel.people.models import Person

APPROVAL = "meetings.approval"


@transaction.atomic
def begin_minutes(
    meeting: Meeting,
    *,
    at: dt.datetime,
    actor: Actor,
    approvers: Iterable[Person] = (),
    item: AgendaItem | None = None,
) -> Minutes:
    """Begin a meeting's minutes, or with ``item`` those of one paragraph approved at once.

    Gives what is begun already. Refuses whoever does not keep the body, and immediate
    approval of an item that the body has not declared approved at once.
    """
    lock_body(meeting.body)
    policies.require_may_keep(meeting.body, actor)
    kind = MinutesKind.WHOLE if item is None else MinutesKind.IMMEDIATE
    known = Minutes.objects.filter(meeting=meeting, kind=kind, item=item).first()
    if known is not None:
        return known
    record = record_of(meeting, actor)
    if item is not None and not record.item(item.pk).is_immediately_approved:
        raise MinutesRefused(
            _(
                "Paragrafen är inte förklarad omedelbart justerad. Det beslutar organet på "
                "sammanträdet."
            )
        )
    minutes = Minutes.objects.create(meeting=meeting, kind=kind, item=item, created_at=at)
    _write_approvers(minutes, record, list(approvers))
    audit.record(
        "meetings.minutes.begun",
        subject=minutes,
        actor=actor,
        facts={"kind": str(kind)},
        also=[meeting, *([item] if item else [])],
    )
    return minutes


def _write_approvers(minutes: Minutes, record: MeetingRecord, named: list[Person]) -> None:
    """Write who signs: the secretary, those who have presided, and the chosen approvers."""
    printed = {each.person.person_id: each.person.printed for each in record.participants}
    rows: dict[int, Approver] = {}
    groups = [
        (ApproverRole.SECRETARY, [record.secretary] if record.secretary else []),
        (ApproverRole.CHAIR, list(record.chairs)),
        (ApproverRole.APPROVER, list(record.approvers)),
    ]
    listed = [
        (role, each.person_id, each.printed)
        for role, people in groups
        for each in people
        if each.person_id is not None
    ]
    listed += [
        (ApproverRole.APPROVER, person.pk, printed.get(person.pk, person.name))
        for person in named
    ]
    for role, person_id, name in listed:
        rows.setdefault(
            person_id,
            Approver(
                minutes=minutes,
                person_id=person_id,
                role=role,
                printed=name,
                order=len(rows) + 1,
            ),
        )
    _stand_in(minutes, rows)
    minutes.approvers.all().delete()
    Approver.objects.bulk_create(rows.values())
    if minutes.hindered:
        require_more_than_the_secretary(minutes)


def _stand_in(minutes: Minutes, rows: dict[int, Approver]) -> None:
    """Leave out who can't sign, and put those who do it instead in their places."""
    for each in minutes.hindered:
        left = rows.pop(each["person_id"], None)
        instead = each["instead_id"]
        if instead is not None:
            rows.setdefault(
                instead,
                Approver(
                    minutes=minutes,
                    person_id=instead,
                    role=ApproverRole.APPROVER,
                    printed=each["instead"],
                    order=left.order if left else len(rows) + 1,
                ),
            )


@transaction.atomic
def name_approvers(
    minutes: Minutes,
    people: Iterable[Person],
    *,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Minutes:
    """Name who approves besides the chair; who presided and kept the record is read anew.

    Refuses whoever does not keep the body, minutes that have been sent out, and an old
    version (Stale).
    """
    minutes = locked_minutes(minutes, version)
    policies.require_may_keep(minutes.meeting.body, actor)
    require_open(minutes)
    named = list(people)
    _write_approvers(minutes, record_of(minutes.meeting, actor), named)
    note_change(minutes)
    audit.record(
        "meetings.minutes.approvers_named",
        subject=minutes,
        actor=actor,
        facts={"persons": [each.pk for each in named], "at": at},
    )
    return minutes


@transaction.atomic
def word_part(
    minutes: Minutes,
    item: AgendaItem,
    *,
    part: PartKey,
    text: str,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> MinutesWording | None:
    """Put other words for a part of a paragraph; an empty text goes back to the record's.

    Refuses whoever does not keep the body, minutes that are sent out, an old version
    (Stale), and a part that holds facts: those are changed in the record of the meeting.
    """
    minutes = locked_minutes(minutes, version)
    policies.require_may_keep(minutes.meeting.body, actor)
    require_open(minutes)
    require_worded(part)
    minutes.wordings.filter(item=item, part=part, state=WordingState.ACCEPTED).delete()
    wording = None
    if text.strip():
        wording = MinutesWording.objects.create(
            minutes=minutes,
            item=item,
            part=part,
            text=text.strip(),
            proposed_by_id=person_of(actor),
            proposed_at=at,
            state=WordingState.ACCEPTED,
            answered_at=at,
        )
    note_change(minutes)
    audit.record(
        "meetings.minutes.worded",
        subject=minutes,
        actor=actor,
        facts={"item": item.pk, "part": str(part)},
        reason=text,
    )
    return wording


def person_of(actor: Actor) -> int:
    """Give the person who acts; refuses the system, which words nothing."""
    if actor.person_id is None:
        raise MinutesRefused(_("En ordalydelse föreslås och ändras av en person."))
    return actor.person_id


def require_worded(part: PartKey) -> None:
    """Refuse to put other words for what is a fact of the record."""
    if part not in WORDED:
        raise MinutesRefused(
            _(
                "Den delen skrivs ur det som hände på mötet. Rätta uppgiften i sammanträdet, "
                "så ändras texten."
            )
        )


@transaction.atomic
def send_out(
    minutes: Minutes, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> Minutes:
    """Send the minutes out to be approved: the text is frozen, and the file is made.

    Refuses whoever does not keep the body, minutes that are out or approved, an old version
    (Stale), and (with MinutesIncomplete) those that lack what KL 5 kap. 65–68 §§ ask for.
    Whoever is to sign is told; signatures of an earlier round do not count.
    """
    minutes = locked_minutes(minutes, version)
    policies.require_may_keep(minutes.meeting.body, actor)
    require_open(minutes)
    # What is being written in the room comes along, or is refused once the text is frozen.
    Sitting.objects.select_for_update(no_key=True).filter(meeting=minutes.meeting_id).first()
    if minutes.kind == MinutesKind.CORRECTION:
        text, record = correction_text(minutes), None
    else:
        record = record_for(minutes, actor)
        _require_complete(minutes, record)
        text = written_text(minutes, record)
    _freeze(minutes, text, record, at=at, actor=actor)
    minutes.approvers.update(state=ApprovalState.WAITING, comment="", answered_at=None)
    audit.record(
        "meetings.minutes.sent_out",
        subject=minutes,
        actor=actor,
        facts={"text_sha256": minutes.text_sha256, "round": minutes.round},
        also=[minutes.meeting],
    )
    _tell_approvers(minutes, actor=actor, at=at)
    return minutes


def _require_complete(minutes: Minutes, record: MeetingRecord) -> None:
    missing = missing_in(minutes, record)
    if missing:
        raise MinutesIncomplete(
            _(
                "Protokollet kan inte skickas för justering än, för det saknar uppgifter som "
                "kommunallagen kräver. De står i listan nedanför."
            ),
            missing,
        )


def _freeze(
    minutes: Minutes,
    text: MinutesText,
    record: MeetingRecord | None,
    *,
    at: dt.datetime,
    actor: Actor,
) -> None:
    minutes.text = stored(text)
    minutes.record = plain(record) if record is not None else minutes.text
    minutes.text_sha256 = digest_of_text(minutes.text)
    minutes.document = file_of(minutes, text, at=at, actor=actor)
    minutes.state = MinutesState.OUT
    minutes.round += 1
    minutes.sent_at = at
    minutes.version += 1
    minutes.save()


def locked_minutes(minutes: Minutes, version: int | None = None) -> Minutes:
    """Take the minutes' lock and give them as they stand now.

    Refuses (Stale) when somebody has changed them since the version that was read.
    """
    rows = Minutes.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("meeting__body", "item", "document").get(pk=minutes.pk)
    require_version(found.version, version)
    return found


def note_change(minutes: Minutes) -> None:
    """Let whoever reads an older version of the minutes know that they have changed."""
    minutes.version += 1
    minutes.save(update_fields=["version"])


def require_more_than_the_secretary(minutes: Minutes) -> None:
    """Refuse minutes that nobody signs but the secretary, or who does so in that place."""
    instead = [
        each["instead_id"]
        for each in minutes.hindered
        if each["role"] == ApproverRole.SECRETARY and each["is_added"]
    ]
    others = minutes.approvers.exclude(role=ApproverRole.SECRETARY)
    if not others.exclude(person_id__in=instead).exists():
        raise MinutesRefused(
            _("Någon mer än sekreteraren måste skriva under. Ange vem som gör det i stället.")
        )


def back_to_the_secretary(minutes: Minutes) -> None:
    """Take minutes that are out back: signatures so far no longer count."""
    minutes.state = MinutesState.RETURNED
    minutes.version += 1
    minutes.save(update_fields=["state", "version"])


def require_open(minutes: Minutes) -> None:
    """Refuse to change a text that is out to be signed, or approved."""
    if minutes.status.is_open:
        return
    if minutes.is_approved:
        raise MinutesRefused(
            _(
                "Protokollet är justerat och ändras aldrig. Gör en rättelse i stället, med "
                "det beslut som den vilar på."
            )
        )
    raise MinutesRefused(
        _("Protokollet är ute för justering, så texten ligger fast. Ta tillbaka det först.")
    )


def _tell_approvers(minutes: Minutes, *, actor: Actor, at: dt.datetime) -> None:
    people = [each.person for each in minutes.approvers.select_related("person")]
    last = minutes.meeting.approval_on
    notify(
        people,
        kind=APPROVAL,
        subject=_("Justera protokollet: %(body)s"),
        body=_(
            "Protokollet från %(body)s %(day)s väntar på din underskrift. Läs det, och skriv "
            "under, föreslå en annan ordalydelse eller vägra med en kommentar."
        ),
        params={"body": minutes.meeting.body.name, "day": minutes.meeting.day},
        link=reverse("meetings:minutes", args=[minutes.uuid]),
        actor=actor,
        about=minutes,
        due_on=last if last >= local_day(at) else None,
        at=at,
    )
