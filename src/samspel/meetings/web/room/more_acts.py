"""Acts of the workbench beside the usual: elections, questions in the council, departures."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from samspel.meetings.models import CouncilAsking
from samspel.meetings.services import asking, departing, electing
from samspel.meetings.web.room import more_forms as forms
from samspel.meetings.web.room.act import Act, by_papers, version_of
from samspel.meetings.web.room.doing import Doing


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


MEETING: dict[str, Act] = {
    "avsteg": Act(forms.DepartForm, _depart, _("Antecknat vem som tjänstgör, och varför.")),
}
ITEM: dict[str, Act] = {
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
