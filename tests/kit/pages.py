"""A few addresses for the kit's own tests: pages and acts without any module's help."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path

from samspel.foundation.refusal import NotAllowed, Refused
from samspel.kit import language, specimen, web
from samspel.kit.models import FormKey
from samspel.kit.shell import Hat, Link, NavEntry, Preferences, Shell

done: list[str] = []
"""What the acts below have carried out."""

CHOSEN = {"color_scheme": "dark", "text_size": "large"}
preferences = dict(CHOSEN)
"""How the person wants the pages."""


class NameForm(forms.Form):
    """One field."""

    name = forms.CharField(label="Namn")


def shell_for(request: HttpRequest) -> Shell:
    """Give a shell with a little of everything."""
    return Shell(
        municipality="Lindåkra kommun",
        search_url="/sok/",
        nav=(
            NavEntry("visits", "Besök", "/besok/", "visit", count=3),
            NavEntry("pay", "Ersättning", "/ersattning/", "pay", on_phone=False),
        ),
        more_url="/mer/",
        hats=(
            Hat("mandate-1", "Kommunstyrelsen, ersättare", 1, current=True),
            Hat("m-2", "Valnämnden"),
        ),
        hat_url="/uppdrag/",
        person_name="Anna Ekelöf",
        person_url="/jag/",
        phone="0490-17 40 00",
        links=(Link("Hjälp", "/hjalp/"),),
        preferences=Preferences(**preferences, keys=False),
    )


def show(request: HttpRequest, form: NameForm | None = None) -> HttpResponse:
    """Show the form."""
    return web.page(request, "kit_tests/form.html", {"form": form or NameForm()})


def carry_out(request: HttpRequest) -> HttpResponse:
    """Carry out an act that refuses the names Nej and Ingen."""
    form = NameForm(request.POST)
    return web.act(
        request,
        lambda: _act(form.cleaned_data["name"]),
        lambda name: f"/klart/{name}/",
        lambda name: f"{name} är klar.",
        form=form,
        again=lambda: show(request, form),
    )


def _act(name: str) -> str:
    """Do it, or refuse."""
    if name == "Nej":
        raise Refused("%(name)s är redan avgjord.", name=name)
    if name == "Ingen":
        raise NotAllowed("Be en annan attestant.")
    done.append(name)
    return name


def press(request: HttpRequest) -> HttpResponse:
    """Carry out an act from a button, without a form."""
    return web.act(request, lambda: _act(request.POST["name"]), "/klart/")


def autosave(request: HttpRequest) -> HttpResponse:
    """Save a draft; the name Trasig is not saved."""
    if request.POST["name"] == "Trasig":
        return HttpResponse(status=500)
    done.append(request.POST["name"])
    return HttpResponse(status=204, headers={"X-Saved-At": "14.32"})


def lazy(request: HttpRequest) -> HttpResponse:
    """Ask the database while drawing."""
    keys = FormKey.objects.all()
    return web.page(request, "kit_tests/lazy.html", {"keys": lambda: list(keys)})


def broken(request: HttpRequest) -> HttpResponse:
    """Break."""
    raise RuntimeError


urlpatterns = [
    path("sida/", show),
    path("gor/", carry_out),
    path("tryck/", press),
    path("spara/", autosave),
    path("lat/", lazy),
    path("trasig/", broken),
    path("formgivning/", specimen.specimen, name="specimen"),
    path("sprak/<str:code>/", language.choose, name="language"),
]
handler400 = "samspel.kit.errors.bad_request"
handler403 = "samspel.kit.errors.forbidden"
handler404 = "samspel.kit.errors.not_found"
handler500 = "samspel.kit.errors.server_error"
