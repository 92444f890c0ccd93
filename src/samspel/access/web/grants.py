"""What positions give, in words; and changing it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspel.access import services
from samspel.access.capabilities import CAPABILITIES, GROUPS, group_of
from samspel.access.middleware import PersonRequest
from samspel.access.queries import RoleGrants, all_grants, holders
from samspel.access.web.forms import GrantsForm
from samspel.access.web.guards import keepers_only
from samspel.kit import web
from samspel.kit.denied import or_404
from samspel.kit.enums import label_of
from samspel.people.enums import PositionRole
from samspel.people.models import Body

BODY = "organ"


@keepers_only
def positions(request: PersonRequest) -> HttpResponse:
    """Show what each kind of position gives, both ways round."""
    rows = all_grants(on=timezone.localdate())
    bodies = dict(Body.objects.values_list("pk", "name"))
    context = {
        "roles": [(row, label_of(PositionRole, row.role)) for row in rows],
        "groups": [
            (
                _(heading),
                [
                    (_(words), _given_to(name, rows, bodies))
                    for name, words in CAPABILITIES.items()
                    if group_of(name) == group
                ],
            )
            for group, heading in GROUPS.items()
        ],
    }
    return web.page(request, "access/positions.html", context)


def _given_to(capability: str, rows: list[RoleGrants], bodies: dict[int, str]) -> list[str]:
    """Say which positions give a capability: «Ordförande», «Ledamot i Socialnämnden»."""
    found = []
    for row in rows:
        label = label_of(PositionRole, row.role)
        if capability in row.capabilities:
            found.append(label)
            continue
        found += [
            _("%(position)s i %(body)s") % {"position": label, "body": bodies[key]}
            for key, names in row.at_bodies.items()
            if capability in names
        ]
    return found


@keepers_only
def position(request: PersonRequest, role: str, form: GrantsForm | None = None) -> HttpResponse:
    """Show what one kind of position gives, who holds one today, and change it."""
    known = or_404(next((each for each in PositionRole if each.value == role), None))
    body = _body(request)
    if request.method == "POST" and form is None:
        return _change(request, known, body)
    today = timezone.localdate()
    row = next(each for each in all_grants(on=today) if each.role == known)
    given = row.at_bodies.get(body.pk, frozenset()) if body else row.capabilities
    initial = {group: [n for n in given if group_of(n) == group] for group in GROUPS}
    context = {
        "role": known.value,
        "label": label_of(PositionRole, known),
        "form": form or GrantsForm(initial=initial, in_one_body=body is not None),
        "body": body,
        "options": [("", _("Alla organ")), *_bodies()],
        "holders": holders(known, on=today),
    }
    return web.page(request, "access/position.html", context)


def _bodies() -> list[tuple[str, str]]:
    rows = Body.objects.order_by("sort_key").values_list("uuid", "name")
    return [(str(uuid), name) for uuid, name in rows]


def _body(request: PersonRequest) -> Body | None:
    """Read which body the page is about; none means wherever the position is held."""
    asked = request.GET.get(BODY, "")
    if not asked:
        return None
    try:
        return get_object_or_404(Body, uuid=UUID(asked))
    except ValueError:
        raise Http404 from None


def _change(request: PersonRequest, role: PositionRole, body: Body | None) -> HttpResponse:
    form = GrantsForm(request.POST, in_one_body=body is not None)
    back = reverse("access:position", args=[role.value])
    return web.act(
        request,
        lambda: services.change_role_grants(role, form.wanted, actor=request.actor, body=body),
        f"{back}?{BODY}={body.uuid}" if body else back,
        lambda count: (
            _("Det är sparat och gäller från nästa sida som någon öppnar.")
            if count
            else _("Inget var ändrat.")
        ),
        form=form,
        again=lambda: position(request, role.value, form=form),
    )
