"""Parties and terms: the list, and the errands about them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from samspel.foundation.dates import say_period
from samspel.kit import exports, tables, web
from samspel.kit.enums import label_of
from samspel.kit.filters import today
from samspel.kit.language import current
from samspel.people import policies, services
from samspel.people.enums import Side
from samspel.people.models import Party
from samspel.people.queries.lists import parties_listed, terms_listed
from samspel.people.web.doors import actor_of, errand, found, keeper, posted, reader, require
from samspel.people.web.forms import PartyForm, StandingForm, TermForm


@reader
def parties(request: HttpRequest) -> HttpResponse:
    """List the parties with their sides on the day, and the terms."""
    on, actor = web.as_of(request), actor_of(request)
    listed = parties_listed(on)
    columns = [
        tables.Column("parti", gettext("Parti"), sortable=True),
        tables.Column("kort", gettext("Förkortning"), sortable=True),
        tables.Column("sida", gettext("Ställning"), sortable=True),
        tables.Column("uppdrag", gettext("Uppdrag"), number=True, sortable=True),
    ]
    cells = [
        [
            row.name,
            row.abbreviation,
            label_of(Side, row.side) if row.side else None,
            row.seat_count,
        ]
        for row in listed
    ]
    if (file := exports.export(request, "partier", columns, cells)) is not None:
        return file
    context = {
        "listed": tables.table(
            request,
            columns,
            cells,
            caption=gettext("Partier"),
            empty=gettext("Inget parti är upplagt än."),
        ),
        "parties": listed,
        "terms": [
            {
                "term": term,
                "period": say_period(term.valid_from, term.valid_to, current()),
                "is_ahead": term.valid_from > on,
                "is_now": term.is_in_force(on),
            }
            for term in terms_listed()
        ],
        "on": on,
        "query": tables.saved_view(request),
        "keeps": policies.may_keep(actor),
        "keeps_everything": policies.may_keep_everything(actor),
    }
    return web.page(request, "people/parties.html", context)


@keeper
def register(request: HttpRequest) -> HttpResponse:
    """Put a party in the register."""
    actor = actor_of(request)
    return errand(
        request,
        PartyForm(posted(request)),
        lambda values: services.register_party(
            values["name"], values["abbreviation"], actor=actor
        ),
        heading=gettext("Lägg upp ett parti"),
        submit=gettext("Lägg upp partiet"),
        back=_back(),
        said=lambda party: gettext("%(party)s finns nu i registret.") % {"party": party.name},
    )


@keeper
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Correct a party's names."""
    party, actor = found(Party, uuid), actor_of(request)
    require(policies.may_keep_everything(actor))
    initial = {
        "name": party.name,
        "abbreviation": party.abbreviation,
        "version": party.version,
    }
    return errand(
        request,
        PartyForm(posted(request), initial=initial),
        lambda values: services.correct_party(party, actor=actor, **values),
        heading=gettext("Ändra %(party)s") % {"party": party.name},
        submit=gettext("Spara ändringen"),
        back=_back(),
        said=gettext("Ändringen är sparad."),
    )


@keeper
def standing(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say on which side a party stands, from when."""
    party, actor = found(Party, uuid), actor_of(request)
    require(policies.may_keep_everything(actor))
    return errand(
        request,
        StandingForm(posted(request), initial={"valid_from": today()}),
        lambda values: services.set_party_standing(party, actor=actor, **values),
        heading=gettext("Ställning för %(party)s") % {"party": party.name},
        submit=gettext("Spara ställningen"),
        back=_back(),
        said=gettext("Ställningen är sparad."),
        intro=gettext("Den ställning som gällde förut slutar dagen innan."),
    )


@keeper
def open_term(request: HttpRequest) -> HttpResponse:
    """Put a term in the register."""
    actor = actor_of(request)
    require(policies.may_keep_everything(actor))
    return errand(
        request,
        TermForm(posted(request)),
        lambda values: services.open_term(actor=actor, **values),
        heading=gettext("Lägg upp en mandatperiod"),
        submit=gettext("Lägg upp mandatperioden"),
        back=_back(),
        said=gettext("Mandatperioden finns nu i registret."),
    )


def _back() -> tuple[str, str]:
    """Give the way back to the parties and terms."""
    return gettext("Partier och mandatperioder"), reverse("people:parties")
