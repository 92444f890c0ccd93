"""Answers to a notice and substitutes: one's own answer, and the secretary's overview."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.kit import web
from samspel.kit.denied import or_404
from samspel.meetings import policies, queries
from samspel.meetings.calculation.statute import quorum_part
from samspel.meetings.calculation.voting import needed_of
from samspel.meetings.models import Meeting
from samspel.meetings.models.calling import SubstituteCall
from samspel.meetings.queries import calling as reading
from samspel.meetings.services import calling as services
from samspel.meetings.web import expecting
from samspel.meetings.web.fetching import actor_of, kept_meeting, seen_meeting
from samspel.meetings.web.forms.calling import AnswerNoticeForm, ServeForm
from samspel.people.enums import BodyKind
from samspel.people.models import Person

_PAGE = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(_PAGE)
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Answer the notice for oneself; a substitute who is asked answers that here too."""
    found, actor = seen_meeting(request, uuid), actor_of(request)
    person = get_object_or_404(Person, pk=actor.person_id)
    return _answer_page(request, found, person, own=True)


@login_required
@require_http_methods(_PAGE)
def answer_for(request: HttpRequest, uuid: UUID, person: UUID) -> HttpResponse:
    """Enter somebody's answer as the secretary does, when it came by telephone."""
    found = kept_meeting(request, uuid)
    return _answer_page(request, found, get_object_or_404(Person, uuid=person), own=False)


def _answer_page(
    request: HttpRequest, meeting: Meeting, person: Person, *, own: bool
) -> HttpResponse:
    """Show the question with what was answered before, and take the answer."""
    before = reading.answer_of(meeting, person.pk)
    initial = expecting.initial_answer(before)
    name = "" if own else person.name
    data = request.POST if request.method == "POST" else None
    form = AnswerNoticeForm(data, initial=initial, name=name)

    def show() -> HttpResponse:
        call = reading.call_for(meeting, person.pk)
        context = {
            "meeting": meeting,
            "person": person,
            "own": own,
            "form": form,
            "serve": ServeForm(),
            "call": call if call and call.state == "asked" else None,
            "serves": call if call and call.state == "accepted" else None,
            "before": before,
        }
        return web.page(request, "meetings/answer.html", context)

    if request.method != "POST":
        return show()
    return web.act(
        request,
        lambda: services.answer_notice(
            meeting, person, at=timezone.now(), actor=actor_of(request), **form.cleaned_data
        ),
        _after(meeting, own=own),
        _("Ditt svar är sparat.") if own else _("Svaret är infört."),
        form=form,
        again=show,
    )


def _after(meeting: Meeting, *, own: bool) -> str:
    return reverse("meetings:meeting" if own else "meetings:expected", args=[meeting.uuid])


@login_required
@require_safe
def expected(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show who is expected, who serves for whom, and whom the secretary can ask."""
    found, actor = seen_meeting(request, uuid), actor_of(request)
    if not queries.reads_body(actor, found.body_id):
        raise Http404
    now = reading.expected_at(found)
    keeps = policies.may_keep(found.body_id, actor)
    context = {
        "meeting": found,
        "keeps": keeps and found.is_ahead and found.starts_at > timezone.now(),
        "members": [expecting.seat_row(seat, keeps=keeps) for seat in now.members],
        "substitutes": [expecting.seat_row(seat, keeps=keeps) for seat in now.substitutes],
        "serving": now.serving_count,
        "seats": len(now.members),
        "quorum": needed_of(
            len(now.members),
            more_than_one_in=quorum_part(
                found.day, is_council=found.body.kind == BodyKind.COUNCIL
            ),
        ),
    }
    return web.page(request, "meetings/expected.html", context)


@login_required
@require_POST
def ask(request: HttpRequest, uuid: UUID, person: UUID) -> HttpResponse:
    """Ask the substitute who is next in turn."""
    found = kept_meeting(request, uuid)
    absent = get_object_or_404(Person, uuid=person)
    return web.act(
        request,
        lambda: services.ask_substitute(
            found, absent, at=timezone.now(), actor=actor_of(request)
        ),
        reverse("meetings:expected", args=[uuid]),
        lambda call: _("%(name)s är tillfrågad.") % {"name": call.substitute.name},
    )


@login_required
@require_POST
def serve(request: HttpRequest, uuid: UUID, call: UUID) -> HttpResponse:
    """Answer whether one can serve, or enter the answer as the secretary."""
    found, row = _call(request, uuid, call)
    accepts = request.POST.get("svar") == "ja"
    own = row.substitute_id == actor_of(request).person_id
    return web.act(
        request,
        lambda: services.answer_call(
            row,
            accepts=accepts,
            reason=request.POST.get("reason", ""),
            at=timezone.now(),
            actor=actor_of(request),
        ),
        _after(found, own=own),
        _("Svaret är infört: tjänstgör.") if accepts else _("Svaret är infört: kan inte."),
    )


@login_required
@require_POST
def withdraw(request: HttpRequest, uuid: UUID, call: UUID) -> HttpResponse:
    """Take the question to a substitute back."""
    _found, row = _call(request, uuid, call)
    return web.act(
        request,
        lambda: services.withdraw_call(row, at=timezone.now(), actor=actor_of(request)),
        reverse("meetings:expected", args=[uuid]),
        _("Frågan är återtagen."),
    )


def _call(request: HttpRequest, uuid: UUID, call: UUID) -> tuple[Meeting, SubstituteCall]:
    found = seen_meeting(request, uuid)
    row = or_404(reading.call_visible_to(actor_of(request), found, call))
    return found, row
