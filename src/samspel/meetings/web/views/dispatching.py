"""Extracts: made, sent, acknowledged; and what a decision asks somebody to do."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.audit.actors import Actor
from samspel.documents import storage
from samspel.foundation.swedish import join_words
from samspel.kit import web
from samspel.kit.denied import or_404
from samspel.kit.language import current
from samspel.kit.models import in_force
from samspel.meetings import services
from samspel.meetings.calculation.record import Recipient
from samspel.meetings.models import AgendaItem, Dispatch, Minutes
from samspel.meetings.queries.dispatches import (
    corrected_since,
    dispatch_by_uuid,
    extracts_of,
    handling_version,
    is_handed_out,
    tells_what,
)
from samspel.meetings.web.errand import Errand, carry, posted
from samspel.meetings.web.fetching import actor_of, kept_item
from samspel.meetings.web.forms import minutes as forms
from samspel.meetings.web.minutes_fetching import (
    item_in,
    kept_minutes,
    kept_minutes_in_short,
)
from samspel.meetings.web.views.minutes import items_of
from samspel.people.models import Person

_PAGE = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def extracts(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the paragraphs with their recipients, and what has been sent and received."""
    found = kept_minutes_in_short(request, uuid)
    made = {each.item_id: each for each in extracts_of(found)}
    rows = [
        {
            "item": each,
            "recipients": list(each.recipients.all()),
            "extract": made.get(each.pk),
            "dispatches": list(made[each.pk].dispatches.all()) if each.pk in made else [],
        }
        for each in items_of(found).prefetch_related("recipients")
    ]
    return web.page(request, "meetings/extracts.html", {"minutes": found, "rows": rows})


@login_required
@require_POST
def send(request: HttpRequest, uuid: UUID, item: UUID) -> HttpResponse:
    """Make the extract of a paragraph and send it to its recipients."""
    found = kept_minutes(request, uuid)
    row = item_in(found, item)
    return web.act(
        request,
        lambda: _sent(found, row, actor_of(request)),
        reverse("meetings:extracts", args=[found.uuid]),
        _said_sent,
    )


def _said_sent(dispatches: list[Dispatch]) -> str:
    """Say that it is sent, and who has no address and must be given it by hand."""
    by_hand = join_words([each.name for each in dispatches if not each.is_sent], current())
    if not by_hand:
        return _("Utdraget är skickat.")
    text = _("Adress saknas till %(names)s: lämna utdraget för hand.") % {"names": by_hand}
    if any(each.is_sent for each in dispatches):
        return _("Utdraget är skickat till de andra.") + " " + text
    return text


@transaction.atomic
def _sent(found: Minutes, item: AgendaItem, actor: Actor) -> list[Dispatch]:
    now = timezone.now()
    extract = services.make_extract(found, item, at=now, actor=actor)
    to = [
        Recipient(each.name, each.address, each.is_internal) for each in item.recipients.all()
    ]
    return services.send_extract(extract, to, at=now, actor=actor)


@never_cache
@require_http_methods(_PAGE)
def receipt(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Let a recipient open the extract and say that it has been received."""
    found = _received(request, uuid)
    if isinstance(found, HttpResponse):
        return found
    actor = _who(request)
    form = forms.ReceiptForm(posted(request), initial={"by": actor.name})

    def show() -> HttpResponse:
        context = {
            "dispatch": found,
            "form": form,
            "item": found.extract.item,
            "is_handed_out": is_handed_out(found),
            "corrections": [
                (each, tells_what(each)) for each in corrected_since(found.extract)
            ],
        }
        return web.page(request, "meetings/receipt.html", context)

    if request.method != "POST":
        return show()
    return web.act(
        request,
        lambda: services.acknowledge(
            found, by=form.cleaned_data["by"], at=timezone.now(), actor=actor
        ),
        request.path,
        _("Tack. Mottagandet är noterat."),
        form=form,
        again=show,
    )


@never_cache
@require_safe
def receipt_file(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Give the extract's file to whoever it was sent to; of a secret item the page says why not."""
    found = _received(request, uuid)
    if isinstance(found, HttpResponse):
        return found
    if not is_handed_out(found):
        return redirect("meetings:receipt", found.uuid)
    content = storage.path_of(found.extract.sha256).read_bytes()
    return web.download(content, found.extract.document.name, "application/pdf", inline=True)


def _received(request: HttpRequest, uuid: UUID) -> Dispatch | HttpResponse:
    """Give the dispatch; one to a person only to that person, signed in."""
    found = or_404(dispatch_by_uuid(uuid))
    if found.person_id is None:
        return found
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if actor_of(request).person_id != found.person_id:
        raise Http404
    return found


def _who(request: HttpRequest) -> Actor:
    if request.user.is_authenticated:
        return actor_of(request)
    return Actor.system("Mottagare av protokollsutdrag")


@login_required
@require_http_methods(_PAGE)
def note_assignment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note what a decision asks somebody to do."""
    item = kept_item(request, uuid)
    owners = Person.objects.filter(in_force(timezone.localdate(), "employments__"))
    form = forms.AssignmentForm(posted(request), owners=owners.distinct())
    errand = Errand(
        heading=_("Uppdrag i beslutet"),
        button=_("Spara uppdraget"),
        lead=_("Uppdraget öppnas för uppföljning när protokollet är justerat."),
        back_label=item.title,
        back_url=reverse("meetings:item", args=[item.uuid]),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.note_assignment(
            item, **form.cleaned_data, at=at, actor=actor
        ),
        to=errand.back_url,
        say=_("Uppdraget är sparat."),
    )


@login_required
@require_http_methods(_PAGE)
def name_recipients(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say who is to have an extract of the item's paragraph."""
    item = kept_item(request, uuid)
    version = handling_version(item)
    lines = [
        ", ".join(filter(None, (each.name, each.address))) for each in item.recipients.all()
    ]
    form = forms.RecipientsForm(
        posted(request), initial={"recipients": "\n".join(lines), "version": version}
    )
    errand = Errand(
        heading=_("Mottagare av utdraget"),
        button=_("Spara mottagarna"),
        lead=_(
            "De står under Expedieras till i protokollet, om de är angivna innan det skickas för "
            "justering."
        ),
        back_label=item.title,
        back_url=reverse("meetings:item", args=[item.uuid]),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.describe_item(
            item,
            recipients=form.cleaned_data["recipients"],
            version=form.cleaned_data["version"],
            at=at,
            actor=actor,
        ),
        to=_back_to(request) or errand.back_url,
        say=_("Mottagarna är sparade."),
    )


def _back_to(request: HttpRequest) -> str:
    """Give the extracts of the minutes that the address names, or nothing."""
    try:
        return reverse("meetings:extracts", args=[UUID(request.GET.get("protokoll", ""))])
    except ValueError:
        return ""
