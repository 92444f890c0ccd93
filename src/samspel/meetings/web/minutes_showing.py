"""Minutes, notices and extracts as their pages show them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.foundation.dates import local_day, say_date, say_day_long
from samspel.foundation.swedish import capitalise
from samspel.kit import filters
from samspel.kit.language import current
from samspel.kit.rows import Event, Fact
from samspel.meetings.calculation.minutes import Missing
from samspel.meetings.enums.minutes import (
    ApprovalState,
    ApproverRole,
    MinutesKind,
    PublicationState,
)
from samspel.meetings.models import Approver, Meeting, Minutes, Publication, Signature
from samspel.meetings.queries.board import NoticeRow
from samspel.meetings.queries.minutes import late_approval, state_in_words


def minutes_facts(minutes: Minutes) -> list[Fact]:
    """Give what is to know of the minutes at a glance."""
    meeting = minutes.meeting
    rows = [
        Fact(_("Läge"), state_in_words(minutes)),
        Fact(_("Slag"), _(MinutesKind(minutes.kind).label)),
        Fact(
            _("Möte"),
            f"{meeting.body.name}, {say_day_long(meeting.day, current())}",
            url=reverse("meetings:meeting", args=[meeting.uuid]),
        ),
        Fact(_("Ska vara justerat"), filters.day_long(meeting.approval_on)),
    ]
    if minutes.approved_at is not None:
        rows.append(_approved(minutes, local_day(minutes.approved_at)))
    # One that is back is written anew: the file that lies there is not the one that is given.
    if minutes.document is not None and not minutes.status.is_open:
        rows.append(Fact(_("Filens kontrollsumma (SHA-256)"), minutes.document.sha256))
    web_state = getattr(minutes, "web_state", None)
    if web_state is not None:
        rows.append(Fact(_("På webben"), _(PublicationState(web_state).label)))
    if minutes.corrects is not None:
        first = reverse("meetings:minutes", args=[minutes.corrects.uuid])
        rows.append(Fact(_("Rättar"), _("Det justerade protokollet"), url=first))
        rows.append(Fact(_("Rättelsen vilar på"), minutes.correction_cites))
    return rows


def _approved(minutes: Minutes, on: dt.date) -> Fact:
    """Give the day of the approval, and that it came late where it did."""
    late = late_approval(minutes, on)
    note = f"{late[0].say} {late[0].clause.heading}." if late else ""
    return Fact(_("Justerat"), filters.day_long(on), note=note)


def approver_lines(approvers: list[Approver]) -> list[Fact]:
    """Give who signs, in what capacity, and what they have done."""
    return [
        Fact(
            _(ApproverRole(each.role).label),
            each.printed,
            note=": ".join(filter(None, (_(ApprovalState(each.state).label), each.comment))),
        )
        for each in approvers
    ]


def signature_lines(signatures: list[Signature]) -> list[Event]:
    """Give the signatures as a story, newest last."""
    return [
        Event(
            at=each.signed_at,
            text=_("%(name)s skrev under som %(role)s.")
            % {"name": each.printed, "role": _(ApproverRole(each.role).label).lower()},
        )
        for each in signatures
    ]


def publication_lines(withdrawn: list[Publication]) -> list[dict[str, Any]]:
    """Give what has stood on the web and was taken off it, with the file that stood there."""
    return [
        {
            "days": _("Låg ute %(first)s till %(last)s")
            % {"first": _date(each.published_at), "last": _date(each.withdrawn_at)},
            "why": each.withdrawn_reason,
            "who": _who_answers(each),
            "file": each.document.uuid if each.document else None,
        }
        for each in withdrawn
    ]


def _who_answers(publication: Publication) -> str:
    """Say who masked and who published; one person where nobody else had to check."""
    masked = publication.masked_by.name if publication.masked_by else ""
    checked = publication.checked_by.name if publication.checked_by else ""
    if not masked or masked == checked:
        return _("Publicerades av %(name)s.") % {"name": checked}
    names = {"first": masked, "second": checked}
    return _("Maskerades av %(first)s och publicerades av %(second)s.") % names


def missing_lines(missing: list[Missing], meeting: Meeting) -> list[dict[str, Any]]:
    """Give what is missing with the page where it is put right."""
    room = reverse("meetings:room", args=[meeting.uuid])
    return [
        {
            "what": each.says,
            "section": each.section,
            "where": f"{each.paragraph} {each.title}".strip(),
            "url": f"{room}?arende={each.uuid}" if each.uuid else room,
        }
        for each in missing
    ]


def notice_facts(row: NoticeRow) -> list[Fact]:
    """Give a notice's days, and what a person has confirmed."""
    notice = row.notice
    facts = [
        Fact(_("Läge"), _(row.state.label)),
        Fact(_("Organ"), notice.body.name),
        Fact(_("Tillkännagavs"), filters.day_long(notice.announced_on)),
    ]
    if notice.paragraphs:
        facts.append(Fact(_("Paragrafer"), notice.paragraphs))
    if notice.available_at:
        facts.append(Fact(_("Protokollet finns tillgängligt"), notice.available_at))
    if row.appeal_ends_on:
        facts.append(
            Fact(_("Sista dag för överklagande"), filters.day_long(row.appeal_ends_on))
        )
    facts.append(Fact(_("Får tas ned tidigast"), filters.day_long(row.may_come_down_on)))
    if notice.removed_at:
        facts.append(Fact(_("Togs ned av"), notice.removed_by, note=_day(notice.removed_at)))
    if row.appeal_ends_on:
        facts.append(_final(row))
    return facts


def _final(row: NoticeRow) -> Fact:
    notice = row.notice
    if notice.final_confirmed_at:
        note = f"{capitalise(_day(notice.final_confirmed_at))}. {notice.final_note}"
        return Fact(_("Laga kraft"), notice.final_confirmed_by, note=note)
    return Fact(_("Laga kraft"), _("Inte bekräftad"))


def _day(at: dt.datetime) -> str:
    return say_day_long(local_day(at), current())


def _date(at: dt.datetime | None) -> str:
    return say_date(local_day(at), current()) if at is not None else ""
