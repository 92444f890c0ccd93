"""To put a case on an agenda: from the case's page, or from a meeting's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.audit.actors import Actor
from samspel.cases.models import Case, CaseStep
from samspel.cases.queries import (
    Bodies,
    bodies_before_the_council,
    case_numbered,
    case_visible_to,
    place_among,
    preparation_check,
    sees_case,
    steps_of,
)
from samspel.cases.queries.preparation import shown
from samspel.kit.denied import Denied, or_404
from samspel.meetings import policies, services
from samspel.meetings.errors import ItemRefused
from samspel.meetings.models import AgendaItem, Meeting
from samspel.meetings.queries.case_items import cases_for, places_for
from samspel.meetings.queries.sight import KEEP
from samspel.meetings.web import showing
from samspel.meetings.web.errand import Errand, carry, errand_at, posted
from samspel.meetings.web.fetching import actor_of, kept_meeting
from samspel.meetings.web.forms.case_items import AddCaseForm, PutCaseForm
from samspel.people.enums import BodyKind
from samspel.people.models import Body

_PAGE = ["GET", "HEAD", "POST"]
Place = tuple[str, Body, Meeting | None, str]


@login_required
@require_http_methods(_PAGE)
def put(request: HttpRequest, case: UUID) -> HttpResponse:
    """Put a case on one of the agendas that the person writes."""
    actor = actor_of(request)
    found = or_404(case_visible_to(actor, case))
    places = _places(found, actor)
    to_council = any(body.kind == BodyKind.COUNCIL for _key, body, _m, _w in places)
    steps, bodies = steps_of(found), Bodies(timezone.localdate())
    likely = _likely(found, steps, bodies, places)
    turn = next((body for key, body, _m, _w in places if key == likely), None)
    places.sort(key=lambda place: place[1] != turn)
    initial = {"place": likely, "citation": ""}
    form = PutCaseForm(posted(request), initial=initial, places=places, to_council=to_council)
    errand = Errand(
        heading=_("Sätt upp på en föredragningslista"),
        button=_("Sätt upp ärendet"),
        lead=_("Ärendets handlingar, förslaget till beslut och diarienumret följer med."),
        back_label=found.registry_number,
        back_url=reverse("cases:case", args=[found.uuid]),
        template="meetings/put_case.html",
        more={**_verdict(found, steps, bodies, turn), "nowhere": not places},
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: _put(found, form, at=at, actor=actor),
        to=showing.item_page,
        say=showing.said_where,
    )


def _put(found: Case, form: PutCaseForm, *, at: Any, actor: Actor) -> AgendaItem:
    body, meeting = form.where
    given = {name: form.cleaned_data.get(name, "") for name in ("citation", "reason")}
    return services.put_case(found, body, meeting=meeting, at=at, actor=actor, **given)


def _places(found: Case, actor: Actor) -> list[Place]:
    """Give where the case can come up: each body's coming meetings, and to wait for one."""
    if not actor.bodies_with(KEEP):
        raise Denied(policies.not_a_secretary())
    places: list[Place] = []
    for body, meetings in places_for(actor, found, timezone.now(), timezone.localdate()):
        places += [
            (f"meeting-{each.pk}", body, each, f"{body.name}, {showing.meeting_words(each)}")
            for each in meetings
        ]
        words = _("%(body)s, nästa möte som tar emot handlingar") % {"body": body.name}
        places.append((f"body-{body.pk}", body, None, words))
    return places


def _likely(found: Case, steps: list[CaseStep], bodies: Bodies, places: list[Place]) -> str:
    """Give the place that comes next on the case's way, to be chosen beforehand."""
    place = place_among(found, steps, bodies)
    ahead = place.next_body or next(
        iter(bodies_before_the_council(found, steps, bodies, timezone.localdate())), None
    )
    wanted = [each.pk for each in (ahead, place.body) if each is not None] + [found.body_id]
    takes = [each for each in places if each[2] is None or each[2].takes_papers(timezone.now())]
    return next((key for pk in wanted for key, body, _m, _w in takes if body.pk == pk), "")


def _verdict(
    found: Case, steps: list[CaseStep], bodies: Bodies, turn: Body | None
) -> dict[str, Any]:
    """Give what the law asks before the council takes it up, where the council is to do that.

    Who prepares it on the way, where that is all that is left, and else the verdict.
    """
    if BodyKind.COUNCIL not in {found.deciding_body.kind, turn.kind if turn else ""}:
        return {"verdict": None, "before_the_council": []}
    today = timezone.localdate()
    judged = preparation_check(found, on=today, steps=steps)
    left = bodies_before_the_council(found, steps, bodies, today) if judged.is_stopped else []
    return {"verdict": shown(judged), "before_the_council": list(dict.fromkeys(left))}


@login_required
@require_http_methods(_PAGE)
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put a case of the register on a meeting's agenda."""
    meeting, actor = kept_meeting(request, uuid), actor_of(request)
    form = AddCaseForm(
        posted(request),
        cases=cases_for(actor, meeting.body),
        to_council=meeting.body.kind == BodyKind.COUNCIL,
    )
    errand = errand_at(
        meeting,
        heading=_("Ärende ur diariet"),
        button=_("Sätt upp ärendet"),
        lead=_("Ärendets handlingar, förslaget till beslut och diarienumret följer med."),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.put_case(
            form.chosen or _numbered(form.cleaned_data["number"], actor),
            meeting.body,
            meeting=meeting,
            at=at,
            actor=actor,
            citation=form.cleaned_data["citation"],
            reason=form.cleaned_data.get("reason", ""),
        ),
        say=_("Ärendet är med på mötet."),
    )


def _numbered(number: str, actor: Actor) -> Case:
    """Find the case; one that the person may not see is no other than none at all."""
    found = case_numbered(number)
    if found is None or not sees_case(actor, found):
        raise ItemRefused(_("Det finns inget ärende med det numret som du får se."))
    return found
