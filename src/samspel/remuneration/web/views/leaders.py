"""Group leaders in a body: the list, one more, and an end to one."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samspel.kit import web
from samspel.kit.models import in_force
from samspel.people.models import Mandate
from samspel.remuneration import policies
from samspel.remuneration.models import GroupLeader
from samspel.remuneration.queries.gatherings import leaders_of
from samspel.remuneration.services import leading as services
from samspel.remuneration.web.errand import Errand, carry_out, posted
from samspel.remuneration.web.fetching import actor_of, certified_body
from samspel.remuneration.web.forms_gatherings import LeaderForm
from samspel.remuneration.web.views.mine import PAGE, acting

_A_DAY = dt.timedelta(days=1)


@login_required
@require_http_methods(PAGE)
def leaders(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show who calls the groups in a body, and enter another."""
    body, today = certified_body(request, uuid), timezone.localdate()
    seats = Mandate.objects.filter(in_force(today), body=body, party__isnull=False)
    listed = seats.select_related("person", "party").order_by("person__sort_key", "pk")
    form = LeaderForm(posted(request), seats=listed)
    errand = Errand(
        heading=_("Gruppledare: %(body)s") % {"body": body.name},
        button=_("Skriv in gruppledaren"),
        back_label=_("Gruppmöten och presidiemöten"),
        back_url=reverse("remuneration:gatherings"),
        template="remuneration/leaders.html",
        more={"rows": leaders_of(body, today)},
    )

    def call() -> GroupLeader:
        given = dict(form.cleaned_data)
        last = given.pop("last_day")
        until = None if last is None else last + _A_DAY
        return services.name_group_leader(**given, valid_to=until, **acting(request))

    to = reverse("remuneration:leaders", args=[body.uuid])
    return carry_out(request, errand, form, call, to=to, say=_("Gruppledaren är inskriven."))


@login_required
@require_POST
def end_leader(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End a group leader's time, today."""
    rows = GroupLeader.objects.select_related("mandate__body")
    row = rows.filter(uuid=uuid).first()
    if row is None or not policies.may_name_stand_in(row.mandate.body, actor_of(request)):
        raise Http404
    return web.act(
        request,
        lambda: services.end_group_leader(row, on=timezone.localdate(), **acting(request)),
        reverse("remuneration:leaders", args=[row.mandate.body.uuid]),
        _("Gruppledaren är avslutad."),
    )
