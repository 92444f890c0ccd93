"""The acts of the workbench: each with its form, what it does, and what is said after it.

One table, so that a new act is one row. The services judge who may do it and whether
the law lets it be done; nothing is decided here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from samspel.foundation.dates import at_wall_clock
from samspel.meetings.enums import BallotMethod
from samspel.meetings.enums.calling import WishKind
from samspel.meetings.models import ConflictOfInterest, Wish
from samspel.meetings.services import (
    attendance,
    concluding,
    conflicts,
    describing,
    electing,
    following,
    proposing,
    putting,
    reserving,
    running,
    voting,
)
from samspel.meetings.web.room import forms, more_acts
from samspel.meetings.web.room.act import Act, Call, Form, by_papers, version_of
from samspel.meetings.web.room.doing import Doing


def _at(doing: Doing, form: Form) -> dt.datetime:
    """Give when it was: the clock that was written on the meeting's day, or now."""
    clock = form.cleaned_data.get("clock")
    return at_wall_clock(doing.meeting.day, clock) if clock else doing.at


def _come(doing: Doing, form: Form) -> Any:
    return attendance.note_arrivals(
        [doing.person(form.cleaned_data["person"])],
        at=_at(doing, form),
        actor=doing.actor,
        remote=form.cleaned_data["remote"],
    )


def _leave(doing: Doing, form: Form) -> Any:
    person = doing.person(form.cleaned_data["person"])
    return attendance.note_departure(person, at=_at(doing, form), actor=doing.actor)


@transaction.atomic
def _wish(doing: Doing, form: Form) -> Any:
    """Take a member's wish into the record, or answer why not; both in one act."""
    data = form.cleaned_data
    wish = get_object_or_404(
        Wish.objects.select_related("item__body"), uuid=data["wish"], item=doing.of
    )
    if data["taken"]:
        person = get_object_or_404(doing.meeting.participations, person_id=wish.person_id)
        if wish.kind == WishKind.RESERVATION:
            reserving.reserve(doing.of, person, motivation=wish.text, **doing.by)
        else:
            reserving.note_opinion(doing.of, person, text=wish.text, **doing.by)
    return following.settle_wish(wish, taken=data["taken"], answer=data["reason"], **doing.by)


def _propose(doing: Doing, form: Form) -> Any:
    data = form.cleaned_data
    return proposing.propose(
        doing.of,
        kind=data["kind"],
        mover=doing.person(data["person"]),
        text=data["text"],
        becomes=form.whole,
        seconders=doing.people(data["seconders"]),
        version=version_of(form),
        **doing.by,
    )


def _ballot(doing: Doing, form: Form) -> Any:
    data = form.cleaned_data
    asked = data["requested_by"]
    return voting.open_ballot(
        doing.question,
        method=data["method"],
        yes=data["yes"],
        key=data["key"],
        requested_by=doing.person(asked) if asked else None,
        version=version_of(form),
        **doing.by,
    )


def _confirm_ballot(doing: Doing, form: Form) -> Any:
    ballot, data = doing.ballot, form.cleaned_data
    return voting.confirm_ballot(
        ballot,
        counts=None if ballot.method == BallotMethod.ROLL_CALL else form.counts,
        casting=data["casting"],
        lot=data["lot"],
        version=version_of(form),
        **doing.by,
    )


def _elect(doing: Doing, form: Form) -> Any:
    counts = form.cleaned_data["counts"]
    return electing.elect_by_ballot(doing.of, counts=counts, **by_papers(form), **doing.by)


def _conflict(doing: Doing, form: Form) -> Any:
    """Enter a conflict: declared by whoever has it, or raised by somebody else."""
    data = form.cleaned_data
    given = {"ground": data["ground"], "version": version_of(form), **doing.by}
    person, other = doing.person(data["person"]), data["raised_by"]
    if other is None or other == person.pk:
        return conflicts.declare_conflict(doing.of, person, **given)
    return conflicts.raise_conflict(doing.of, person, raised_by=doing.person(other), **given)


def _settle_conflict(doing: Doing, form: Form) -> Any:
    rows = ConflictOfInterest.objects.select_related("item__body", "item__meeting")
    conflict = get_object_or_404(rows, pk=form.cleaned_data["conflict"], item=doing.of)
    data = form.cleaned_data
    given = {name: data[name] for name in ("upheld", "disregarded_as", "concerned_takes_part")}
    return conflicts.settle_conflict(
        conflict, **given, another_can_be_called=not data["nobody_else"], **doing.by
    )


def _refuse(doing: Doing, form: Form) -> Any:
    return proposing.refuse_proposal(
        doing.proposal(form.cleaned_data["proposal"]),
        reason=form.cleaned_data["reason"],
        ground=form.cleaned_data["ground"],
        version=version_of(form),
        **doing.by,
    )


def _minority(doing: Doing, form: Form) -> Any:
    data = form.cleaned_data
    return putting.defer_by_minority(
        doing.of,
        kind=data["kind"],
        supporters=doing.people(data["supporters"]),
        reason=data["reason"],
        version=version_of(form),
        **doing.by,
    )


def _describe(doing: Doing, form: Form) -> Any:
    values = {name: form.cleaned_data[name] for name in form.fields if name != "version"}
    return describing.describe_item(doing.of, version=version_of(form), **values, **doing.by)


def _remark(service: Callable[..., Any], word: str) -> Call:
    """Make an act that names a person and may hold a text, under the service's own word."""

    def call(doing: Doing, form: Form) -> Any:
        person = doing.person(form.cleaned_data["person"])
        text = {word: form.cleaned_data["text"]} if word else {}
        return service(doing.of, person, version=version_of(form), **text, **doing.by)

    return call


def _on_proposal(service: Callable[..., Any], *, reason: bool = False) -> Call:
    def call(doing: Doing, form: Form) -> Any:
        given = {"reason": form.cleaned_data["reason"]} if reason else {}
        proposal = doing.proposal(form.cleaned_data["proposal"])
        return service(proposal, version=version_of(form), **given, **doing.by)

    return call


def _on_item(service: Callable[..., Any]) -> Call:
    def call(doing: Doing, form: Form) -> Any:
        return service(doing.of, version=version_of(form), **doing.by)

    return call


def _on_meeting(service: Callable[..., Any], **given: Any) -> Call:
    def call(doing: Doing, form: Form) -> Any:
        return service(doing.meeting, version=version_of(form), **given, **doing.by)

    return call


MEETING: dict[str, Act] = {
    "narvarolista": Act(
        forms.PlainForm,
        lambda doing, _form: attendance.prepare_attendance(doing.meeting, **doing.by),
        _("Närvarolistan är klar. Markera vilka som är på plats."),
    ),
    "pa-plats": Act(
        forms.ArrivalsForm,
        lambda doing, form: attendance.note_arrivals(
            doing.people(form.cleaned_data["people"]), version=version_of(form), **doing.by
        ),
        _("Närvaron är antecknad."),
    ),
    "kom": Act(forms.PersonForm, _come, _("Antecknat: kom.")),
    "gick": Act(forms.PersonForm, _leave, _("Antecknat: gick.")),
    "leder": Act(
        forms.PersonForm,
        lambda doing, form: attendance.preside(
            doing.person(form.cleaned_data["person"]), **doing.by
        ),
        _("Antecknat vem som leder mötet."),
    ),
    "distans": Act(
        forms.PlainForm,
        lambda doing, _form: attendance.check_remote(doing.meeting, **doing.by),
        _("Antecknat att deltagandet på distans är kontrollerat."),
    ),
    "ajournera": Act(
        forms.AdjournForm,
        lambda doing, form: running.adjourn(
            doing.meeting,
            reason=form.cleaned_data["reason"],
            goes_on_at=form.cleaned_data["goes_on_at"],
            version=version_of(form),
            **doing.by,
        ),
        _("Mötet är ajournerat."),
    ),
    "ateruppta": Act(
        forms.ResumeForm,
        lambda doing, form: running.resume(
            doing.meeting,
            present=doing.people(form.cleaned_data["people"]),
            version=version_of(form),
            **doing.by,
        ),
        _("Mötet är återupptaget."),
    ),
    "avsluta": Act(
        forms.PlainForm, _on_meeting(running.close_meeting), _("Mötet är avslutat.")
    ),
    **more_acts.MEETING,
}

ITEM: dict[str, Act] = {
    "beskriv": Act(forms.DescribeForm, _describe, _("Förslaget till beslut är infört.")),
    "borja": Act(forms.PlainForm, _on_item(running.begin_item)),
    "bradskande": Act(
        forms.PlainForm,
        _on_item(running.agree_on_urgency),
        _("Antecknat att alla närvarande går med på att avgöra ärendet."),
    ),
    "jav": Act(forms.ConflictForm, _conflict, _("Jävet är antecknat.")),
    "jav-avgor": Act(forms.SettleConflictForm, _settle_conflict, _("Jävsfrågan är avgjord.")),
    "yrkande": Act(forms.ProposeForm, _propose, _("Yrkandet är infört.")),
    "instam": Act(
        forms.SecondForm,
        lambda doing, form: proposing.second_proposal(
            doing.proposal(form.cleaned_data["proposal"]),
            doing.people(form.cleaned_data["seconders"]),
            version=version_of(form),
            **doing.by,
        ),
        _("Instämmandet är infört."),
    ),
    "aterta": Act(
        forms.ProposalForm,
        _on_proposal(proposing.withdraw_proposal),
        _("Yrkandet är återtaget."),
    ),
    "neka": Act(
        forms.RefuseForm,
        _refuse,
        _("Antecknat att ordföranden inte lägger fram förslaget."),
    ),
    "lagg-fram-anda": Act(
        forms.ProposalForm,
        _on_proposal(proposing.put_anyway),
        _("Antecknat att fullmäktige beslutat att förslaget ändå läggs fram."),
    ),
    "huvudforslag": Act(
        forms.KeyForm,
        lambda doing, form: proposing.choose_main(
            doing.of, key=form.cleaned_data["key"], version=version_of(form), **doing.by
        ),
        _("Huvudförslaget är valt."),
    ),
    "proposition": Act(
        forms.PutForm,
        lambda doing, form: putting.put_question(
            doing.of,
            found=form.cleaned_data["found"],
            confirmed=form.cleaned_data["confirmed"],
            version=version_of(form),
            **doing.by,
        ),
    ),
    "bekrafta": Act(
        forms.PlainForm,
        lambda doing, form: putting.confirm_question(
            doing.question, version=version_of(form), **doing.by
        ),
    ),
    "ta-tillbaka": Act(
        forms.PlainForm,
        lambda doing, form: putting.take_back_question(
            doing.question, version=version_of(form), **doing.by
        ),
        _("Propositionen är återtagen."),
    ),
    "minoritet": Act(forms.MinorityForm, _minority, _("Minoritetens begäran är införd.")),
    "omrostning": Act(forms.BallotForm, _ballot),
    "rost": Act(
        forms.VoteForm,
        lambda doing, form: voting.cast_vote(
            doing.ballot,
            doing.person(form.cleaned_data["person"]),
            choice=form.cleaned_data["choice"],
            key=form.cleaned_data["key"],
            **doing.by,
        ),
    ),
    "bekrafta-omrostning": Act(
        forms.CountForm, _confirm_ballot, _("Omröstningen är bekräftad.")
    ),
    "val": Act(forms.ElectionForm, _elect, _("Valet är infört.")),
    "faststall": Act(
        forms.ConcludeForm,
        lambda doing, form: concluding.conclude_item(
            doing.of, points=form.worded, version=version_of(form), **doing.by
        ),
        _("Beslutet är fastställt."),
    ),
    "anteckning": Act(
        forms.RemarkForm, _remark(reserving.note_opinion, "text"), _("Anteckningen är införd.")
    ),
    "avstar": Act(
        forms.RemarkForm,
        _remark(reserving.abstain_from_deciding, ""),
        _("Antecknat: deltar inte i beslutet."),
    ),
    "justera": Act(
        forms.PlainForm,
        _on_item(reserving.approve_at_once),
        _("Paragrafen är förklarad omedelbart justerad."),
    ),
    "anmalan": Act(forms.WishForm, _wish, _("Anmälan är avgjord.")),
    **more_acts.ITEM,
}
