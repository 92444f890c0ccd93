"""An item's own page, and the acts on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.foundation.dates import local_day
from samspel.kit import web
from samspel.meetings import policies, queries, services
from samspel.meetings.enums import ItemKind
from samspel.meetings.enums.minutes import MinutesKind
from samspel.meetings.models import AgendaItem, DelegatedDecision, Meeting
from samspel.meetings.queries.basis import new_papers
from samspel.meetings.web import forms, showing
from samspel.meetings.web.errand import Errand, carry, errand_of, posted
from samspel.meetings.web.fetching import actor_of, kept_body, kept_item, seen_item
from samspel.people.models import Body
from samspel.people.queries import members_of, persons_searched

_PAGE = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def item(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show an item with its papers, who is invited, what was asked, and its story."""
    found, actor = seen_item(request, uuid), actor_of(request)
    placements = list(found.placements.select_related("meeting"))
    keeps = policies.may_keep(found.body_id, actor)
    context = {
        "item": found,
        "facts": showing.item_facts(found, sees_case=bool(found.sees_case)),  # type: ignore[attr-defined]  # given by the query
        "assignments": showing.assignment_rows(found),
        "immediate": _immediate(found),
        "papers": [showing.paper_row(each) for each in queries.papers_of(found, actor)],
        "invited": found.now_invited,  # type: ignore[attr-defined]  # given by the query
        "questions": queries.questions_on(found),
        "reported": _reported(found),
        "story": showing.story_of(found, placements),
        "reads": queries.reads_body(actor, found.body_id),
        "keeps": keeps,
        "left_out": new_papers(found, actor) if keeps and found.status.is_open else [],
        "is_open": found.status.is_open,
        "has_begun": bool(found.meeting and found.meeting.starts_at <= timezone.now()),
        "words": showing.invited_words,
    }
    return web.page(request, "meetings/item.html", context)


def _reported(found: AgendaItem) -> list[DelegatedDecision]:
    """Give the decisions on delegation that are reported under the item, if it is for that."""
    if found.kind != ItemKind.DELEGATED:
        return []
    return queries.delegated_decisions_reported_under(found)


def _immediate(found: AgendaItem) -> str:
    """Give the address of the minutes of a paragraph that was approved at once, or nothing."""
    handling = getattr(found, "handling", None)
    if found.meeting is None or handling is None or not handling.immediately_approved_at:
        return ""
    begun = found.minutes.filter(kind=MinutesKind.IMMEDIATE).first()
    if begun is not None:
        return reverse("meetings:minutes", args=[begun.uuid])
    return reverse("meetings:begin-immediate", args=[found.meeting.uuid, found.uuid])


@login_required
@require_http_methods(_PAGE)
def enter(request: HttpRequest, body: UUID) -> HttpResponse:
    """Enter an item by hand; its title and its meeting may come along in the address."""
    found = kept_body(request, body)
    meeting = _meeting_of(request, found)
    form = forms.ItemForm(posted(request), initial={"title": request.GET.get("rubrik", "")})
    lead = ""
    if meeting is not None:
        del form.fields["route"]
        lead = _("Ärendet läggs sist på mötet %(when)s.") % {
            "when": showing.meeting_words(meeting)
        }
    errand = errand_of(found, heading=_("Nytt ärende"), button=_("Lägg in ärendet"), lead=lead)
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.enter_item(
            found, **form.cleaned_data, meeting=meeting, at=at, actor=actor
        ),
        to=showing.item_page,
        say=showing.said_where,
    )


def _meeting_of(request: HttpRequest, body: Body) -> Meeting | None:
    """Give the meeting that the address names, where it is the body's and not over."""
    try:
        named = UUID(request.GET.get("mote", ""))
    except ValueError:
        return None
    found = Meeting.objects.filter(uuid=named, body=body).first()
    return found if found is not None and found.is_ahead else None


@login_required
@require_http_methods(_PAGE)
def place(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Place an item on a meeting that the secretary chooses."""
    found = kept_item(request, uuid)
    coming = queries.coming_meetings(found.body_id, timezone.now())
    meetings = [each for each in coming if each.pk != found.meeting_id]
    labels = [showing.meeting_words(each) for each in meetings]
    form = forms.PlaceForm(posted(request), meetings=meetings, labels=labels)
    return _carry(
        request,
        found,
        form,
        lambda at, actor: services.place_item(found, form.chosen, at=at, actor=actor),
        heading=_("Flytta ärendet"),
        button=_("Flytta ärendet"),
        say=showing.said_where,
    )


@login_required
@require_http_methods(_PAGE)
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Withdraw an item."""
    found = kept_item(request, uuid)
    form = forms.ReasonForm(posted(request))
    return _carry(
        request,
        found,
        form,
        lambda at, actor: services.withdraw_item(
            found, at=at, actor=actor, **form.cleaned_data
        ),
        heading=_("Låt ärendet utgå"),
        button=_("Låt ärendet utgå"),
        lead=_("Ärendet tas inte upp. Inbjudna får besked om att de inte behöver komma."),
        say=_("Ärendet utgår."),
    )


@login_required
@require_http_methods(_PAGE)
def handle(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note that an item was taken up."""
    found = kept_item(request, uuid)
    form = forms.HandleForm(posted(request))
    return _carry(
        request,
        found,
        form,
        lambda at, actor: services.handle_item(found, at=at, actor=actor, **form.cleaned_data),
        heading=_("För in att ärendet är behandlat"),
        button=_("För in"),
        say=_("Ärendet är infört som behandlat."),
    )


@login_required
@require_http_methods(_PAGE)
def attach(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Attach a file to an item."""
    found = kept_item(request, uuid)
    form = forms.AttachForm(posted(request), request.FILES or None)
    return _carry(
        request,
        found,
        form,
        lambda at, actor: services.attach_upload(
            found,
            form.cleaned_data["file"],
            title=form.cleaned_data["title"],
            at=at,
            actor=actor,
        ),
        heading=_("Bifoga en handling"),
        button=_("Bifoga handlingen"),
        say=_("Handlingen är bifogad."),
    )


@login_required
@require_POST
def bring(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Let the item have what has come to its case since."""
    found = kept_item(request, uuid)
    return web.act(
        request,
        lambda: services.bring_new_papers(found, at=timezone.now(), actor=actor_of(request)),
        showing.item_page(found),
        _("Ärendet har nu det som har kommit till i diariet."),
    )


@login_required
@require_http_methods(_PAGE)
def invite(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Invite somebody to an item: first a name, then who of those found, and for what."""
    found = kept_item(request, uuid)
    name = request.GET.get("namn", "")
    people = persons_searched(name) if name.strip() else []
    form = forms.InviteForm(posted(request), found=people)
    return _carry(
        request,
        found,
        form,
        lambda at, actor: services.invite(
            found, form.chosen, purpose=form.cleaned_data["purpose"], at=at, actor=actor
        ),
        heading=_("Bjud in till ärendet"),
        button=_("Bjud in"),
        say=_("Inbjudan är skickad."),
        template="meetings/invite.html",
        more={"name": name, "found": people},
    )


@login_required
@require_POST
def uninvite(request: HttpRequest, uuid: UUID, invitee: UUID) -> HttpResponse:
    """Take an invitation back."""
    found = kept_item(request, uuid)
    row = get_object_or_404(found.invitees.select_related("item__body"), uuid=invitee)
    return web.act(
        request,
        lambda: services.uninvite(row, at=timezone.now(), actor=actor_of(request)),
        showing.item_page(found),
        _("Inbjudan är återtagen."),
    )


@login_required
@require_http_methods(_PAGE)
def ask(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note a question that was asked."""
    found = kept_item(request, uuid)
    form = forms.QuestionForm(posted(request), people=_present(found))
    return _carry(
        request,
        found,
        form,
        lambda at, actor: services.note_question(
            found,
            question=form.cleaned_data["question"],
            asked_by=form.chosen,
            asked_by_name=form.chosen_name,
            at=at,
            actor=actor,
        ),
        heading=_("Anteckna en fråga"),
        button=_("Anteckna frågan"),
        say=_("Frågan är antecknad."),
    )


@login_required
@require_http_methods(_PAGE)
def answer(request: HttpRequest, uuid: UUID, question: UUID) -> HttpResponse:
    """Note the answer to a question."""
    found = kept_item(request, uuid)
    row = get_object_or_404(found.questions.select_related("item__body"), uuid=question)
    form = forms.AnswerForm(posted(request), people=_present(found))
    return _carry(
        request,
        found,
        form,
        lambda at, actor: services.answer_question(
            row,
            answer=form.cleaned_data["answer"],
            answered_by=form.chosen,
            answered_by_name=form.chosen_name,
            at=at,
            actor=actor,
        ),
        heading=_("Anteckna ett svar"),
        button=_("Anteckna svaret"),
        lead=row.question,
        say=_("Svaret är antecknat."),
    )


def _present(item: AgendaItem) -> list[tuple[int, str]]:
    """Give those who may have spoken: the invited first, then the body's members."""
    invited = [(each.person_id, each.person.name) for each in item.now_invited]  # type: ignore[attr-defined]  # given by the query
    on = item.meeting.day if item.meeting else local_day(item.ready_at)
    members = [(row.person_id, row.name) for row in members_of(item.body_id, on)]
    return list(dict([*invited, *members]).items())


def _carry(
    request: HttpRequest,
    item: AgendaItem,
    form: Any,
    call: Any,
    *,
    say: Any,
    **facts: Any,
) -> HttpResponse:
    """Carry an act on an item out, and lead back to its page."""
    errand = Errand(back_label=item.title, back_url=showing.item_page(item), **facts)
    return carry(request, errand, form, call, say=say)
