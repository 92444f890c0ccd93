"""Party visits: the same offer to all parties, their answers, and the visits that came."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspel.foundation.dates import say_date
from samspel.kit import exports, tables, web
from samspel.kit.filters import today
from samspel.kit.language import current
from samspel.people.models import Body, Party
from samspel.visits import policies, queries, services
from samspel.visits.addresses import visit_url
from samspel.visits.models import PartyOfferRow
from samspel.visits.queries.choices import bodies_with_operations, choices_for
from samspel.visits.web import tables as columns
from samspel.visits.web.doors import PAGE, actor_of, kept_body, posted, reason_of, require
from samspel.visits.web.errand import Errand, carry_out
from samspel.visits.web.forms.parties import AnswerOfferForm, OfferForm, PartyVisitForm
from samspel.visits.web.showing.places import places_under


@login_required
@require_safe
def parties(request: HttpRequest) -> HttpResponse:
    """Show what every party has been offered and answered, so that all can see it is equal."""
    actor = actor_of(request)
    found = queries.party_offers_visible_to(actor)
    rows = columns.party_rows(found, keeps=actor.bodies_with(policies.KEEP))
    file = exports.export(request, "partibesok", columns.party_columns(), rows)
    if file is not None:
        return file
    bodies = choices_for(actor, today()).bodies
    kept = [each for each in bodies if policies.may_offer_parties(each.pk, actor)]
    run = bodies_with_operations([each.pk for each in kept], today())
    context = {
        "kept": [each for each in kept if each.pk in run],
        "left_out": queries.parties_left_out(found, today()),
        "query": tables.saved_view(request),
        "table": tables.table(
            request,
            columns.party_columns(),
            rows,
            caption=_("Partibesök"),
            empty=_("Inga partier har erbjudits besök än."),
        ),
    }
    return web.page(request, "visits/parties.html", context)


@login_required
@require_http_methods(PAGE)
def offer(request: HttpRequest, body: UUID) -> HttpResponse:
    """Offer parties visits on the same terms."""
    one, actor = kept_body(request, body), actor_of(request)
    form = _offer_form(request, one)
    errand = Errand(
        heading=_("Erbjud partierna besök"),
        button=_("Skriv in erbjudandet"),
        lead=_(
            "Partibesök är något annat än kontaktpolitikernas besök. Kommunen väljer själv om "
            "partier får komma, men måste behandla alla lika."
        ),
        back_label=_("Partibesök"),
        back_url=reverse("visits:parties"),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.offer_party_visits(
            form.cleaned_data.pop("place"),
            **form.cleaned_data,
            actor=actor,
            at=timezone.now(),
            reason=reason_of(request),
        ),
        to=reverse("visits:parties"),
        say=_("Erbjudandet är inskrivet för alla partier du valde."),
    )


def _offer_form(request: HttpRequest, body: Body) -> OfferForm:
    """Give the form, with every party in the council marked from the start."""
    represented = queries.parties_in_council(today())
    return OfferForm(
        posted(request),
        places=places_under(body, today()),
        parties=Party.objects.all(),
        initial={"parties": [str(key) for key in represented]},
    )


def _kept_row(request: HttpRequest, offer: UUID, party: UUID) -> PartyOfferRow:
    """Give a party's row of an offer, for whoever keeps the body's visits."""
    rows = queries.party_offers_visible_to(actor_of(request))
    found = next(
        (
            each.row
            for each in rows
            if each.offer.uuid == offer and each.row.party.uuid == party
        ),
        None,
    )
    if found is None:
        raise Http404
    allowed = policies.may_answer_party_offer(found.offer, actor_of(request))
    require(allowed, policies.ONLY_SECRETARY)
    return found


def _errand(row: PartyOfferRow, heading: str, button: str) -> Errand:
    place = str(row.offer.unit or row.offer.operation)
    lead = _(
        "%(party)s, %(place)s. Erbjudandet gäller från %(first)s till %(last)s, lika för alla."
    ) % {
        "party": row.party.name,
        "place": place,
        "first": say_date(row.offer.first_day, current()),
        "last": say_date(row.offer.last_day, current()),
    }
    return Errand(
        heading=heading,
        button=button,
        lead=lead,
        back_label=_("Partibesök"),
        back_url=reverse("visits:parties"),
        template="visits/party.html",
        more={"row": row},
    )


@login_required
@require_http_methods(PAGE)
def party_row(request: HttpRequest, offer: UUID, party: UUID) -> HttpResponse:
    """Enter what a party answered."""
    row = _kept_row(request, offer, party)
    form = AnswerOfferForm(posted(request), initial={"answer": row.answer})
    return carry_out(
        request,
        _errand(row, _("Partiets svar"), _("Spara svaret")),
        form,
        lambda: services.answer_party_offer(
            row,
            answer=form.cleaned_data["answer"],
            actor=actor_of(request),
            at=timezone.now(),
        ),
        to=reverse("visits:parties"),
        say=_("Svaret är sparat."),
    )


@login_required
@require_http_methods(PAGE)
def party_visit(request: HttpRequest, offer: UUID, party: UUID) -> HttpResponse:
    """Enter a party's visit under its offer."""
    row = _kept_row(request, offer, party)
    form = PartyVisitForm(posted(request))
    return carry_out(
        request,
        _errand(row, _("Skriv in partiets besök"), _("Skriv in besöket")),
        form,
        lambda: services.register_party_visit(
            row,
            starts_at=form.time[0],
            ends_at=form.time[1],
            where=form.cleaned_data["where"],
            actor=actor_of(request),
            at=timezone.now(),
            reason=reason_of(request),
        ),
        to=lambda made: visit_url(made.uuid),
        say=_("Besöket är inskrivet."),
    )
