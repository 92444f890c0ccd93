"""Bodies: the list, one body's page, and the errands about it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from samspel.kit import exports, tables, web
from samspel.kit.enums import label_of
from samspel.kit.filters import today
from samspel.people import policies, services
from samspel.people.enums import BodyKind
from samspel.people.models import Body
from samspel.people.queries import bodies_listed, bodies_on, substitutes_of
from samspel.people.web import bodypage
from samspel.people.web.doors import actor_of, errand, found, keeper, posted, reader, require
from samspel.people.web.forms import BodyForm, BodyNameForm, CloseBodyForm, OrderForm


@reader
def bodies(request: HttpRequest) -> HttpResponse:
    """List the bodies of the day."""
    on = web.as_of(request)
    listed = bodies_listed(on)
    columns = [
        tables.Column("namn", gettext("Organ"), sortable=True),
        tables.Column("kort", gettext("Kortnamn"), sortable=True),
        tables.Column("slag", gettext("Slag"), sortable=True),
        tables.Column("ledamoter", gettext("Ledamöter"), number=True, sortable=True),
        tables.Column(
            "ersattare", pgettext("several", "Ersättare"), number=True, sortable=True
        ),
    ]
    cells = [
        [
            tables.Cell(row.name, url=reverse("people:body", args=[row.uuid])),
            row.short_name,
            label_of(BodyKind, row.kind),
            row.member_count,
            row.substitute_count,
        ]
        for row in listed
    ]
    if (file := exports.export(request, "organ", columns, cells)) is not None:
        return file
    context = {
        "listed": tables.table(request, columns, cells, caption=pgettext("several", "Organ")),
        "on": on,
        "query": tables.saved_view(request),
        "keeps": policies.may_keep(actor_of(request)),
    }
    return web.page(request, "people/bodies.html", context)


@reader
def body(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a body as it is on the day: who sits there, what is under it, its story."""
    one, on = found(Body, uuid, "parent"), web.as_of(request)
    page = bodypage.read(one, on)
    if file := exports.export(request, one.short_name, bodypage.columns(), page.cells()):
        return file
    context = bodypage.context(page, actor_of(request), request)
    return web.page(request, "people/body.html", context)


@keeper
def open_new(request: HttpRequest) -> HttpResponse:
    """Set up a body."""
    actor = actor_of(request)
    parents = [each for each in bodies_on(today()) if policies.may_open_body(each, actor)]
    return errand(
        request,
        BodyForm(posted(request), initial={"valid_from": today()}, parents=parents),
        lambda values: services.open_body(actor=actor, **values),
        heading=gettext("Lägg upp ett organ"),
        submit=gettext("Lägg upp organet"),
        back=(pgettext("several", "Organ"), reverse("people:bodies")),
        done=lambda made: reverse("people:body", args=[made.uuid]),
        said=lambda made: gettext("%(body)s finns nu i registret.") % {"body": made.name},
    )


@keeper
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Correct a body's names."""
    one, actor = found(Body, uuid, "parent"), actor_of(request)
    require(policies.may_keep_body(one, actor))
    initial = {"name": one.name, "short_name": one.short_name, "version": one.version}
    return errand(
        request,
        BodyNameForm(posted(request), initial=initial),
        lambda values: services.correct_body(one, actor=actor, **values),
        heading=gettext("Ändra organets namn"),
        submit=gettext("Spara namnet"),
        back=_back(one),
        said=gettext("Namnet är ändrat."),
        intro=gettext(
            "Namnet ändras för hela organets tid. Byter organet namn från en viss dag "
            "avslutar du det och lägger upp ett nytt."
        ),
    )


@keeper
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a body its last day."""
    one, actor = found(Body, uuid, "parent"), actor_of(request)
    require(policies.may_open_body(one.parent, actor))
    return errand(
        request,
        CloseBodyForm(posted(request), initial={"version": one.version}),
        lambda values: services.close_body(one, actor=actor, **values),
        heading=gettext("Avsluta %(body)s") % {"body": one.name},
        submit=gettext("Avsluta organet"),
        back=_back(one),
        said=gettext("Organet har fått en sista dag."),
    )


@keeper
def order(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put the substitutes of a body in order."""
    one, actor = found(Body, uuid, "parent"), actor_of(request)
    require(policies.may_keep_body(one, actor))
    on = web.as_of(request)
    form = OrderForm(posted(request), substitutes=substitutes_of(one, on))
    return errand(
        request,
        form,
        lambda _values: services.order_substitutes(one, form.ordered, on=on, actor=actor),
        heading=gettext("Ersättarnas ordning"),
        submit=gettext("Spara ordningen"),
        back=_back(one),
        said=gettext("Ordningen är sparad."),
        intro=gettext("Fullmäktige bestämmer i vilken ordning ersättarna tjänstgör."),
    )


def _back(one: Body) -> tuple[str, str]:
    """Give the way back to a body's page."""
    return one.name, reverse("people:body", args=[one.uuid])
