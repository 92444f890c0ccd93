"""The notice board as its keepers see it: what is due, what stands, outages."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspel.kit import web
from samspel.meetings import minutes_policies as policies
from samspel.meetings import queries, services
from samspel.meetings.enums.minutes import NoticeKind
from samspel.meetings.models import BoardOutage
from samspel.meetings.queries.board import (
    approved_not_announced,
    board_notices,
    cover_titles,
    notices_up,
    outages,
    row_of,
    rows_of,
)
from samspel.meetings.queries.posting import (
    decisions_to_announce,
    kinds_carried,
    section_on,
)
from samspel.meetings.queries.sight import KEEP
from samspel.meetings.web import minutes_showing as showing
from samspel.meetings.web.errand import Errand, carry, posted
from samspel.meetings.web.fetching import actor_of, kept_body
from samspel.meetings.web.forms import minutes as forms
from samspel.meetings.web.forms.board import NoticeForm
from samspel.meetings.web.minutes_fetching import kept_minutes, kept_notice
from samspel.people.models import Body

_PAGE = ["GET", "HEAD", "POST"]
_TAKEN_DOWN_SHOWN = 20


@login_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show what is to be announced, what stands on the board, and the outages."""
    today, actor = timezone.localdate(), actor_of(request)
    taken_down = board_notices().filter(removed_at__isnull=False)[:_TAKEN_DOWN_SHOWN]
    rows, down = rows_of(notices_up(), on=today), rows_of(taken_down, on=today)
    cover_titles([*rows, *down], actor)
    context = {
        "due": approved_not_announced(actor.bodies_with(KEEP)),
        "rows": rows,
        "down": down,
        "outages": list(BoardOutage.objects.all()[:_TAKEN_DOWN_SHOWN]),
        "bodies": queries.bodies_kept_by(actor, today),
        "today": today,
    }
    return web.page(request, "meetings/board.html", context)


@login_required
@require_safe
def notice(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a notice, how its days stand, and what can be done with it."""
    found = kept_notice(request, uuid)
    row = row_of(found, on=timezone.localdate(), known=outages())
    context = {
        "row": row,
        "facts": showing.notice_facts(row),
        "kind": NoticeKind(found.kind),
        "allowed_by": section_on(found),
        "is_free": timezone.localdate() >= row.may_come_down_on and not row.is_uncertain,
        "keeps": policies.may_keep(found.body_id, actor_of(request)),
    }
    return web.page(request, "meetings/notice.html", context)


@login_required
@require_http_methods(_PAGE)
def announce(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Announce that the minutes have been approved."""
    found = kept_minutes(request, uuid)
    errand = Errand(
        heading=_("Tillkännage justeringen"),
        button=_("Sätt upp anslaget"),
        lead=_("Anslaget sätts upp nu. Överklagandetiden räknas från i dag."),
        back_label=_("Protokollet"),
        back_url=reverse("meetings:minutes", args=[found.uuid]),
    )
    form = forms.EmptyForm(posted(request))
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.announce_minutes(found, at=at, actor=actor),
        to=lambda posted_notice: reverse("meetings:notice", args=[posted_notice.uuid]),
        say=_("Anslaget är uppsatt."),
    )


@login_required
@require_http_methods(_PAGE)
def post(request: HttpRequest, body: UUID) -> HttpResponse:
    """Post another notice that the board may hold."""
    found = kept_body(request, body)
    form = NoticeForm(
        posted(request),
        kinds=kinds_carried(found, timezone.localdate()),
        decisions=decisions_to_announce(found),
    )
    return carry(
        request,
        _errand(_("Nytt anslag"), _("Sätt upp anslaget")),
        form,
        lambda at, actor: services.post_notice(found, **form.cleaned_data, at=at, actor=actor),
        to=reverse("meetings:board"),
        say=_("Anslaget är uppsatt."),
    )


@login_required
@require_http_methods(_PAGE)
def announce_again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Announce again what an outage made uncertain."""
    found = kept_notice(request, uuid)
    form = forms.ReasonForm(posted(request), label=_("Varför tillkännages det på nytt?"))
    lead = _(
        "Tillkännagivandet måste finnas på anslagstavlan under hela överklagandetiden för att "
        "tiden ska löpa ut (13 kap. 5 § kommunallagen). En ny tid börjar i dag."
    )
    return carry(
        request,
        _errand(_("Tillkännage på nytt"), _("Sätt upp anslaget på nytt"), lead),
        form,
        lambda at, actor: services.announce_again(
            found,
            reason=form.cleaned_data["reason"],
            at=at,
            actor=actor,
        ),
        to=lambda again: reverse("meetings:notice", args=[again.uuid]),
        say=_("Anslaget är uppsatt på nytt."),
    )


@login_required
@require_http_methods(_PAGE)
def take_down(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a notice down."""
    found = kept_notice(request, uuid)
    form = forms.EmptyForm(posted(request))
    return carry(
        request,
        _errand(_("Ta ned anslaget"), _("Ta ned anslaget"), found.title),
        form,
        lambda at, actor: services.take_down(found, at=at, actor=actor),
        to=reverse("meetings:notice", args=[found.uuid]),
        say=_("Anslaget är nedtaget."),
    )


@login_required
@require_http_methods(_PAGE)
def confirm_final(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Confirm that the decisions are final."""
    found = kept_notice(request, uuid)
    form = forms.ReasonForm(
        posted(request),
        label=_("Hur vet du att inget överklagande har kommit in?"),
        most=300,
        help_text=_("Till exempel besked från förvaltningsrätten, och dagen för det."),
    )
    return carry(
        request,
        _errand(_("Bekräfta laga kraft"), _("Bekräfta laga kraft"), found.title),
        form,
        lambda at, actor: services.confirm_final(
            found,
            note=form.cleaned_data["reason"],
            at=at,
            actor=actor,
        ),
        to=reverse("meetings:notice", args=[found.uuid]),
        say=_("Laga kraft är bekräftad."),
    )


@login_required
@require_http_methods(_PAGE)
def prove(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Issue the proof of posting."""
    found = kept_notice(request, uuid)
    form = forms.EmptyForm(posted(request))
    return carry(
        request,
        _errand(_("Bevis om anslag"), _("Utfärda beviset"), found.title),
        form,
        lambda at, actor: services.prove_posting(found, at=at, actor=actor),
        to=reverse("meetings:notice", args=[found.uuid]),
        say=_("Beviset är utfärdat och undertecknat."),
    )


@login_required
@require_http_methods(_PAGE)
def note_outage(request: HttpRequest) -> HttpResponse:
    """Note that the board could not be read."""
    body = _any_kept_body(request)
    form = forms.OutageForm(posted(request))
    lead = _("Anslag vars överklagandetid avbrottet faller i blir osäkra.")
    return carry(
        request,
        _errand(_("Avbrott på anslagstavlan"), _("Spara avbrottet"), lead),
        form,
        lambda at, actor: services.note_outage(
            from_at=form.cleaned_data["from_at"],
            to_at=form.cleaned_data["to_at"],
            cause=form.cleaned_data["cause"],
            at=at,
            actor=actor,
            body=body,
        ),
        to=reverse("meetings:board"),
        say=_("Avbrottet är noterat."),
    )


@login_required
@require_http_methods(_PAGE)
def end_outage(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note that the board can be read again, from now."""
    outage = get_object_or_404(BoardOutage, uuid=uuid)
    body = _any_kept_body(request)
    form = forms.EmptyForm(posted(request))
    return carry(
        request,
        _errand(_("Avbrottet är slut"), _("Anslagstavlan går att läsa igen"), outage.cause),
        form,
        lambda at, actor: services.end_outage(
            outage,
            to_at=at,
            at=at,
            actor=actor,
            body=body,
        ),
        to=reverse("meetings:board"),
        say=_("Avbrottet är avslutat."),
    )


def _any_kept_body(request: HttpRequest) -> Body:
    """Give a body that the person keeps; 403 for others.

    Whoever keeps one body may note the board's outages.
    """
    kept = queries.bodies_kept_by(actor_of(request), timezone.localdate())
    return kept[0] if kept else kept_body(request, Body.objects.order_by("pk")[0].uuid)


def _errand(heading: str, button: str, lead: str = "") -> Errand:
    return Errand(
        heading=heading,
        button=button,
        lead=lead,
        back_label=_("Anslagstavlan"),
        back_url=reverse("meetings:board"),
    )
