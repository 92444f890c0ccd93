"""Telling people that a case, a report or an assignment is theirs now.

Of a secret case only its number is said: messages travel further than the case may.
"""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.cases import kinds
from samspel.cases.models import Assignment, Case, CaseStep, OfficersReport
from samspel.messaging.services import notify
from samspel.people.models import Person


def _tell(
    person: Person | None,
    case: Case,
    words: tuple[object, object],
    *,
    kind: str,
    about: models.Model,
    actor: Actor,
    at: dt.datetime,
    due_on: dt.date | None = None,
) -> None:
    """Tell one person, but never the one who did the act."""
    if person is None or person.pk == actor.person_id:
        return
    title = "" if case.is_secret else f" {case.title}"
    notify(
        [person],
        kind=kind,
        subject=words[0],
        body=words[1],
        params={"case": f"{case.registry_number}{title}", "number": case.registry_number},
        link=reverse("cases:case", args=[case.uuid]),
        actor=actor,
        about=about,
        due_on=due_on,
        at=at,
    )


def tell_responsible(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """Tell the official that the case is theirs to prepare."""
    words = (
        _("Du är ansvarig för ärende %(number)s"),
        _("Du är ansvarig handläggare för %(case)s. Där ser du vad som ska göras härnäst."),
    )
    _tell(
        case.responsible,
        case,
        words,
        kind=kinds.CASE,
        about=case,
        actor=actor,
        at=at,
        due_on=case.due_on,
    )


def tell_referred_back(step: CaseStep, *, actor: Actor, at: dt.datetime) -> None:
    """Tell whoever has the case now that a body wants it prepared further.

    What is to be done is read on the case's page.
    """
    words = (
        _("Ärende %(number)s är återremitterat"),
        _(
            "Ärendet %(case)s är återremitterat. Det ligger hos dig, och på dess sida står varför."
        ),
    )
    _tell(step.person, step.case, words, kind=kinds.CASE, about=step.case, actor=actor, at=at)


def tell_reviewer(report: OfficersReport, *, actor: Actor, at: dt.datetime) -> None:
    """Tell the reviewer that a report waits."""
    words = (
        _("Granska en tjänsteskrivelse i ärende %(number)s"),
        _("En tjänsteskrivelse i %(case)s väntar på att du granskar den."),
    )
    _tell(
        report.reviewer,
        report.case,
        words,
        kind=kinds.REPORT,
        about=report,
        actor=actor,
        at=at,
    )


def tell_writer(report: OfficersReport, *, actor: Actor, at: dt.datetime) -> None:
    """Tell the writer that the report has come back with a remark."""
    words = (
        _("Din tjänsteskrivelse i ärende %(number)s är tillbaka"),
        _("Tjänsteskrivelsen i %(case)s är granskad och tillbaka hos dig med en synpunkt."),
    )
    _tell(
        report.writer, report.case, words, kind=kinds.REPORT, about=report, actor=actor, at=at
    )


def tell_owner(assignment: Assignment, *, actor: Actor, at: dt.datetime) -> None:
    """Tell the owner what a decision asks of them."""
    words = (
        _("Ett beslut ger dig ett uppdrag i ärende %(number)s"),
        _("Du har fått ett uppdrag genom ett beslut i %(case)s. Läs det och återrapportera."),
    )
    _tell(
        assignment.owner,
        assignment.case,
        words,
        kind=kinds.ASSIGNMENT,
        about=assignment,
        actor=actor,
        at=at,
        due_on=assignment.due_on,
    )
