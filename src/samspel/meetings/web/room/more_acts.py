"""Acts of the workbench beside the usual: elections, questions in the council, departures."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from samspel.meetings.models import CouncilAsking, ProtocolNote, Reservation
from samspel.meetings.services import (
    asking,
    attendance,
    departing,
    electing,
    reserving,
    running,
)
from samspel.meetings.web.room import more_forms as forms
from samspel.meetings.web.room.act import Act, by_papers, version_of
from samspel.meetings.web.room.doing import Doing
from samspel.meetings.web.room.forms import PersonForm


def _elect(doing: Doing, form: Any) -> Any:
    data = form.cleaned_data
    return electing.elect_proportionally(
        doing.of,
        of=data["of"],
        supporters=doing.people(data["supporters"]),
        groups=data["groups"],
        is_of_substitutes=data["is_of_substitutes"],
        members_were_proportional=data["members_were_proportional"],
        **by_papers(form),
        **doing.by,
    )


def _ask(doing: Doing, form: Any) -> Any:
    data = form.cleaned_data
    answers = data["requested_by"]
    return asking.ask_council(
        doing.of,
        kind=data["kind"],
        asker=doing.person(data["person"]),
        answerer=doing.person(answers).person if answers else None,
        subject=data["subject"],
        reasons=data["reasons"],
        concerns_authority=data["concerns_authority"],
        **doing.by,
    )


def _asked(doing: Doing) -> CouncilAsking:
    rows = CouncilAsking.objects.select_related("item__meeting", "item__body")
    return get_object_or_404(rows, item=doing.of)


def _depart(doing: Doing, form: Any) -> Any:
    data = form.cleaned_data
    return departing.depart_from_turn(
        doing.person(data["person"]),
        doing.person(data["requested_by"]),
        reason=data["reason"],
        version=version_of(form),
        **doing.by,
    )


@transaction.atomic
def _reserve(doing: Doing, form: Any) -> Any:
    """Enter the reservations of those who reserve together: all, or none."""
    data = form.cleaned_data
    given = {
        "proposal": doing.proposal(data["proposal"]) if data["proposal"] else None,
        "motivation": data["text"],
        **doing.by,
    }
    first = doing.person(data["person"])
    made = reserving.reserve(doing.of, first, version=version_of(form), **given)
    for other in doing.people(data["seconders"]):
        if other.pk != first.pk:
            reserving.reserve(doing.of, other, **given)
    return made


def _motivate(doing: Doing, form: Any) -> Any:
    rows = Reservation.objects.select_related("item__meeting__body", "item__body")
    return reserving.motivate_reservation(
        get_object_or_404(rows, pk=form.cleaned_data["remark"], item=doing.of),
        motivation=form.cleaned_data["text"],
        version=version_of(form),
        **doing.by,
    )


def _write_note(doing: Doing, form: Any) -> Any:
    rows = ProtocolNote.objects.select_related("item__meeting__body", "item__body")
    return reserving.write_note(
        get_object_or_404(rows, pk=form.cleaned_data["remark"], item=doing.of),
        text=form.cleaned_data["text"],
        version=version_of(form),
        **doing.by,
    )


def _undo_departure(doing: Doing, form: Any) -> Any:
    return attendance.take_back_departure(
        doing.person(form.cleaned_data["person"]), version=version_of(form), **doing.by
    )


def _open(doing: Doing, form: Any) -> Any:
    return running.open_meeting(
        doing.meeting,
        called_elsewhere=form.cleaned_data["called_elsewhere"],
        version=version_of(form),
        **doing.by,
    )


MEETING: dict[str, Act] = {
    "oppna": Act(forms.OpenForm, _open, _("Mötet är öppnat.")),
    "gick-inte": Act(
        PersonForm, _undo_departure, _("Antecknat: gick inte. Allt är som det var.")
    ),
    "avsteg": Act(forms.DepartForm, _depart, _("Antecknat vem som tjänstgör, och varför.")),
}
ITEM: dict[str, Act] = {
    "reservation": Act(forms.ReserveForm, _reserve, _("Reservationen är införd.")),
    "motivera": Act(forms.RemarkTextForm, _motivate, _("Motiveringen är införd.")),
    "anteckningens-text": Act(
        forms.RemarkTextForm, _write_note, _("Anteckningens text är införd.")
    ),
    "proportionellt": Act(forms.ProportionalForm, _elect, _("Valet är infört.")),
    "fraga": Act(forms.AskForm, _ask, _("Frågan är införd.")),
    "fraga-medges": Act(
        forms.AllowForm,
        lambda doing, form: asking.allow_asking(
            _asked(doing), allowed=form.cleaned_data["allowed"], **doing.by
        ),
        _("Antecknat vad fullmäktige beslutade om frågan."),
    ),
    "fraga-besvarad": Act(
        forms.AnsweredForm,
        lambda doing, form: asking.answer_asking(
            _asked(doing), speakers=doing.people(form.cleaned_data["people"]), **doing.by
        ),
        _("Antecknat att frågan är besvarad."),
    ),
}
