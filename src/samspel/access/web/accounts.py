"""The administrator's pages for accounts."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspel.access import services
from samspel.access.middleware import PersonRequest
from samspel.access.models import User
from samspel.access.queries import AccountRow, actor_for, persons_without_account
from samspel.access.queries import accounts as all_accounts
from samspel.access.web.forms import AddressForm, ProvisionForm
from samspel.access.web.guards import keepers_only
from samspel.kit import exports, filters, tables, web


@keepers_only
def accounts(request: PersonRequest) -> HttpResponse:
    """List the accounts."""
    rows = all_accounts()
    shown = [row for row in rows if request.GET.get("visa", "") in {"", _state_key(row)}]
    columns = [
        tables.Column("name", _("Namn"), sortable=True),
        tables.Column("email", _("E-postadress"), sub=True),
        tables.Column("state", _("Konto")),
        tables.Column("steps", _("Två steg")),
        tables.Column("last", _("Senast inloggad"), sortable=True),
    ]
    cells = [_cells(row) for row in shown]
    if (file := exports.export(request, "konton", columns, cells)) is not None:
        return file
    counts = {key: sum(_state_key(row) == key for row in rows) for key, _word in _states()}
    context = {
        "table": tables.table(
            request, columns, cells, caption=_("Konton"), empty=_("Här finns inga konton.")
        ),
        "words": tables.filters(
            request, "visa", [("", _("Alla")), *_states()], {**counts, "": len(rows)}
        ),
        "saved": tables.saved_view(request),
        "waiting_count": len(persons_without_account(on=timezone.localdate())),
    }
    return web.page(request, "access/accounts.html", context)


def _states() -> list[tuple[str, str]]:
    return [("oppna", _("Öppna")), ("inbjudna", _("Inbjudna")), ("stangda", _("Stängda"))]


def _state_key(row: AccountRow) -> str:
    if not row.is_active:
        return "stangda"
    return "inbjudna" if row.is_invited and row.last_login is None else "oppna"


def _cells(row: AccountRow) -> tuple[object, ...]:
    words = {"oppna": _("Öppet"), "inbjudna": _("Inbjuden"), "stangda": _("Stängt")}
    key = _state_key(row)
    return (
        tables.Cell(row.name, reverse("access:account-of", args=[row.person_uuid])),
        row.email or _("Skyddade uppgifter"),
        tables.Cell(words[key], state={"oppna": "done", "inbjudna": "half"}.get(key, "todo")),
        _("Ja") if row.has_second_step else _("Nej"),
        tables.Cell(_day(row), sort=row.last_login),
    )


def _day(row: AccountRow) -> str:
    if row.last_login is None:
        return _("Aldrig")
    return filters.date_short(timezone.localdate(row.last_login))


@keepers_only
def account(
    request: PersonRequest, person: UUID, form: AddressForm | None = None
) -> HttpResponse:
    """Show one account and what can be done with it."""
    user = _user(person)
    holder = actor_for(user, on=timezone.localdate())
    context = {
        "account": user,
        "email": "" if user.person.is_protected else user.email,
        "is_invited": not user.has_usable_password(),
        "is_own": user.pk == request.user.pk,
        "positions": [position.label for position in holder.positions],
        "form": form or AddressForm(),
    }
    return web.page(request, "access/account_of.html", context)


def _user(person: UUID) -> User:
    return get_object_or_404(User, person__uuid=person)


@keepers_only
@require_POST
def address(request: PersonRequest, person: UUID) -> HttpResponse:
    """Change the address that an account signs in with."""
    user = _user(person)
    form = AddressForm(request.POST)
    return web.act(
        request,
        lambda: services.change_account_email(
            user, form.cleaned_data["email"], actor=request.actor
        ),
        _page_of(person),
        _("Adressen är ändrad. Båda adresserna har fått besked."),
        form=form,
        again=lambda: account(request, person, form=form),
    )


@keepers_only
@require_POST
def invite(request: PersonRequest, person: UUID) -> HttpResponse:
    """Send the invitation once more."""
    user = _user(person)
    return web.act(
        request,
        lambda: services.invite_again(user, actor=request.actor),
        _page_of(person),
        _("Inbjudan är skickad igen.")
        if _is_mail_possible()
        else _("Inbjudan väntar tills en e-postserver är inställd."),
    )


def _is_mail_possible() -> bool:
    """Whether mail has somewhere to go; without a server it waits in the outbox."""
    return bool(settings.SMTP) or settings.DEMO


@keepers_only
@require_POST
def shut(request: PersonRequest, person: UUID) -> HttpResponse:
    """Shut an account."""
    user = _user(person)
    return web.act(
        request,
        lambda: services.shut_account(user, actor=request.actor),
        _page_of(person),
        _("Kontot är stängt."),
    )


@keepers_only
@require_POST
def reopen(request: PersonRequest, person: UUID) -> HttpResponse:
    """Open a shut account."""
    user = _user(person)
    return web.act(
        request,
        lambda: services.reopen_account(user, actor=request.actor),
        _page_of(person),
        _("Kontot är öppet igen."),
    )


def _page_of(person: UUID) -> str:
    return reverse("access:account-of", args=[person])


@keepers_only
def provision(request: PersonRequest, form: ProvisionForm | None = None) -> HttpResponse:
    """Open accounts for many at once: all with a position and no account are listed."""
    newcomers = persons_without_account(on=timezone.localdate())
    if form is not None or request.method != "POST":
        shown = form or ProvisionForm(newcomers)
        return web.page(request, "access/provision.html", {"form": shown})
    bound = ProvisionForm(newcomers, request.POST)
    return web.act(
        request,
        lambda: services.provision_accounts(bound.chosen, actor=request.actor),
        reverse("access:accounts"),
        _opened,
        form=bound,
        again=lambda: provision(request, form=bound),
    )


def _opened(count: int) -> str:
    """Say what became of the accounts; without a mail server the invitations wait for one."""
    if _is_mail_possible():
        said = ngettext(
            "%(count)s konto är öppnat och inbjudan är på väg.",
            "%(count)s konton är öppnade och inbjudningarna är på väg.",
            count,
        )
    else:
        said = ngettext(
            "%(count)s konto är öppnat. Inbjudan väntar tills en e-postserver är inställd.",
            "%(count)s konton är öppnade. Inbjudningarna väntar tills en e-postserver är inställd.",
            count,
        )
    return said % {"count": count}
