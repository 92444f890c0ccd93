"""The minutes' own page, their file, and the secretary's acts on them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspel.audit.actors import Actor
from samspel.documents import storage
from samspel.kit import web
from samspel.meetings import minutes_policies as policies
from samspel.meetings import services
from samspel.meetings.calculation.minutes import PartKey, stored
from samspel.meetings.enums import ItemState, SeatKind
from samspel.meetings.enums.minutes import (
    ApproverRole,
    MinutesKind,
    MinutesState,
    WordingState,
)
from samspel.meetings.models import AgendaItem, Meeting, Minutes, Participation, Sitting
from samspel.meetings.queries.board import NoticeRow, board_notices, rows_of
from samspel.meetings.queries.minutes import (
    approved_paragraph,
    hindered_said,
    late_approval,
    minutes_of,
    minutes_visible_to,
    missing_in,
    record_for,
    text_of,
    written_text,
)
from samspel.meetings.services.minutes_files import file_name, printed
from samspel.meetings.web import minutes_showing as showing
from samspel.meetings.web import wording
from samspel.meetings.web.errand import Errand, carry, errand_at, posted
from samspel.meetings.web.fetching import actor_of, kept_meeting, seen_item
from samspel.meetings.web.forms import VersionForm
from samspel.meetings.web.forms import minutes as forms
from samspel.meetings.web.minutes_fetching import kept_minutes, seen_minutes

_PAGE = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def minutes(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the minutes: the text, what is missing, who signs, and what can be done."""
    found, actor = seen_minutes(request, uuid), actor_of(request)
    keeps = policies.may_keep(found.meeting.body_id, actor)
    record = None
    if found.status.is_open and found.kind != MinutesKind.CORRECTION:
        record = record_for(found, actor, is_fresh=True)
    missing = missing_in(found, record) if record is not None and keeps else []
    context = {
        "minutes": found,
        "text": stored(written_text(found, record) if record else text_of(found, actor)),
        "facts": showing.minutes_facts(found),
        "approvers": showing.approver_lines(list(found.approvers.all())),
        "hindered": [
            {"said": said, "person_id": each["person_id"]}
            for said, each in zip(hindered_said(found), found.hindered, strict=True)
        ],
        "signatures": showing.signature_lines(list(found.signatures.all())),
        "missing": showing.missing_lines(missing, found.meeting),
        "late": [] if found.is_approved else late_approval(found, timezone.localdate()),
        "wordings": _wordings(found),
        "keeps": keeps,
        "answers": policies.may_answer(found, actor),
        "is_demo": any(each.is_demo for each in found.signatures.all()),
        "on_board": _on_board(found),
        "corrections": _corrections(found, actor),
    }
    return web.page(request, "meetings/minutes.html", context)


def _on_board(found: Minutes) -> list[NoticeRow]:
    """Give where the minutes are announced; what is not approved has never been."""
    if found.state != MinutesState.APPROVED:
        return []
    return rows_of(board_notices().filter(minutes=found), on=timezone.localdate())


def _corrections(found: Minutes, actor: Actor) -> list[Minutes]:
    """Give what corrects the minutes, as far as the viewer may read it."""
    if found.state != MinutesState.APPROVED:
        return []
    return list(minutes_visible_to(actor).filter(corrects=found).order_by("pk"))


def _wordings(found: Minutes) -> list[dict[str, Any]]:
    return [
        {
            "uuid": each.uuid,
            "where": f"{each.item.paragraph}, {_(PartKey(each.part).label)}",
            "text": each.text,
            "by": each.proposed_by.name,
            "state": _(WordingState(each.state).label),
            "answer": each.answer,
            "is_open": each.state == WordingState.PROPOSED,
        }
        for each in found.wordings.all()
    ]


@login_required
@require_safe
def file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the minutes as a PDF: the signed file, or the text as it stands now.

    With ``?stor=1`` in large print, which is not the signed file but says the same.
    """
    found, actor = seen_minutes(request, uuid), actor_of(request)
    large = request.GET.get("stor") == "1"
    if found.document is not None and not found.status.is_open and not large:
        content = storage.path_of(found.document.sha256).read_bytes()
    else:
        text = text_of(found, actor)
        content = printed(text, day=found.meeting.day, at=timezone.now(), large=large)
    return web.download(content, file_name(found), "application/pdf", inline=True)


@login_required
@require_http_methods(_PAGE)
def begin(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin a meeting's minutes, or go to those that are begun."""
    meeting = kept_meeting(request, uuid)
    for each in minutes_of(meeting, actor_of(request)):
        if each.kind == MinutesKind.WHOLE:
            return redirect("meetings:minutes", each.uuid)
    form = forms.ApproversForm(posted(request), people=_served(meeting))
    errand = errand_at(
        meeting,
        heading=_("Skriv protokollet"),
        button=_("Skriv protokollet"),
        lead=_(
            "Protokollet skrivs ur det som hände på mötet. Välj vilka som justerar det utöver "
            "ordföranden."
        ),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.begin_minutes(
            meeting, approvers=form.chosen, at=at, actor=actor
        ),
        to=_page,
        say=_("Protokollet är skrivet. Läs det, och skicka det för justering."),
    )


def _served(meeting: Meeting) -> list[tuple[int, str]]:
    """Give who may approve besides the chair: those who served, but not whoever presided."""
    rows = Participation.objects.filter(
        meeting=meeting,
        seat__in=[SeatKind.MEMBER, SeatKind.SUBSTITUTE],
        intervals__serving=True,
    ).exclude(
        pk__in=Sitting.objects.filter(meeting=meeting, chair__isnull=False).values("chair")
    )
    return [(each.person_id, each.printed) for each in rows.distinct()]


def _initial(found: Minutes) -> dict[str, Any]:
    """Give who approves besides the chair as it stands, and which version that is."""
    named = [each for each in found.approvers.all() if each.role == ApproverRole.APPROVER]
    return {"people": [str(each.person_id) for each in named], "version": found.version}


def _page(found: Minutes) -> str:
    return reverse("meetings:minutes", args=[found.uuid])


@login_required
@require_http_methods(_PAGE)
def name_approvers(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Choose who approves."""
    found = kept_minutes(request, uuid)
    form = forms.ApproversForm(
        posted(request), people=_served(found.meeting), initial=_initial(found)
    )
    return carry(
        request,
        errand(found, _("Välj justerare"), _("Spara justerarna")),
        form,
        lambda at, actor: services.name_approvers(
            found,
            form.chosen,
            at=at,
            actor=actor,
            version=form.cleaned_data["version"],
        ),
        to=_page(found),
        say=_("Justerarna är sparade."),
    )


@login_required
@require_http_methods(_PAGE)
def word(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put other words for a part, as the secretary."""
    found = kept_minutes(request, uuid)
    text = text_of(found, actor_of(request))
    begun = {"version": found.version, **wording.chosen(text, request.GET)}
    form = forms.WordingForm(posted(request), items=items_of(found), initial=begun)
    act = errand(found, _("Ändra ordalydelsen"), _("Spara texten"))
    return carry(
        request,
        wording.with_parts(act, text),
        form,
        lambda at, actor: services.word_part(
            found,
            form.cleaned_data["item"],
            **wording.changed(text, form.cleaned_data),
            at=at,
            actor=actor,
            version=form.cleaned_data["version"],
        ),
        to=_page(found),
        say=_("Texten är sparad."),
    )


def items_of(found: Minutes) -> Any:
    """Give the handled items of the minutes, to choose among."""
    rows = AgendaItem.objects.filter(meeting=found.meeting, state=ItemState.HANDLED)
    if found.item_id is not None:
        rows = rows.filter(pk=found.item_id)
    return rows.exclude(paragraph="").order_by("position")


@login_required
@require_http_methods(_PAGE)
def send_out(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Send the minutes out to be approved."""
    found = kept_minutes(request, uuid)
    form = VersionForm(posted(request), initial={"version": found.version})
    lead = _(
        "Texten låses och filen görs. De som ska justera får besked. Ändrar du texten sedan "
        "får alla skriva under på nytt."
    )
    return carry(
        request,
        errand(found, _("Skicka för justering"), _("Skicka för justering"), lead),
        form,
        lambda at, actor: services.send_out(
            found,
            at=at,
            actor=actor,
            version=form.cleaned_data["version"],
        ),
        to=_page(found),
        say=_("Protokollet är skickat för justering."),
    )


@login_required
@require_http_methods(_PAGE)
def call_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take the minutes back from approval."""
    found = kept_minutes(request, uuid)
    form = forms.ReasonForm(posted(request), label=_("Varför tas det tillbaka?"))
    return carry(
        request,
        errand(found, _("Ta tillbaka protokollet"), _("Ta tillbaka protokollet")),
        form,
        lambda at, actor: services.call_back(
            found,
            reason=form.cleaned_data["reason"],
            at=at,
            actor=actor,
        ),
        to=_page(found),
        say=_("Protokollet är tillbaka hos dig."),
    )


@login_required
@require_http_methods(_PAGE)
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin a correction of approved minutes, or reword one that is open still."""
    found = kept_minutes(request, uuid)
    written = {"cites": found.correction_cites, "text": found.correction_text}
    form = forms.CorrectionForm(
        posted(request),
        initial={**(written if found.status.is_open else {}), "version": found.version},
    )
    lead = _("Det justerade protokollet ändras aldrig. Rättelsen blir en egen handling.")
    return carry(
        request,
        errand(found, _("Rätta protokollet"), _("Skriv rättelsen"), lead),
        form,
        lambda at, actor: services.begin_correction(
            found, **form.cleaned_data, at=at, actor=actor
        ),
        to=_page,
        say=_("Rättelsen är skriven. Skicka den för justering."),
    )


@login_required
@require_http_methods(_PAGE)
def begin_immediate(request: HttpRequest, uuid: UUID, item: UUID) -> HttpResponse:
    """Begin the minutes of one paragraph that the body has approved at once."""
    meeting = kept_meeting(request, uuid)
    found = get_object_or_404(items_with(meeting), uuid=item)
    form = forms.ApproversForm(posted(request), people=_served(meeting))
    errand = errand_at(
        meeting,
        heading=_("Omedelbar justering"),
        button=_("Skriv paragrafen"),
        lead=found.title,
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.begin_minutes(
            meeting, item=found, approvers=form.chosen, at=at, actor=actor
        ),
        to=_page,
        say=_("Paragrafen är skriven. Skicka den för justering."),
    )


def items_with(meeting: Meeting) -> Any:
    """Give the meeting's handled items."""
    return AgendaItem.objects.filter(meeting=meeting, state=ItemState.HANDLED)


@login_required
@require_safe
def paragraph(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one paragraph by its item, as far as the viewer may see the item."""
    item = seen_item(request, uuid)
    text, corrections = approved_paragraph(item)
    keys = [each.pk for each in corrections]
    read = minutes_visible_to(actor_of(request)).filter(pk__in=keys) if keys else []
    context = {"item": item, "paragraph": text, "corrected": bool(keys), "corrections": read}
    return web.page(request, "meetings/paragraph.html", context)


def errand(found: Minutes, heading: str, button: str, lead: str = "") -> Errand:
    """Give the shape of an act on the minutes."""
    return Errand(
        heading=heading,
        button=button,
        lead=lead,
        back_label=_("Protokollet"),
        back_url=_page(found),
    )
