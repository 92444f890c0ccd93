"""Error pages: what happened, why, and what to do, in plain Swedish.

Drawn in the plain shell: with the municipality's name and mark where the fault is not ours,
else without asking the database, since the page that says what is broken must not break too.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, NamedTuple

import psycopg
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader
from django.utils.translation import gettext

from samspel.foundation.labels import mark as _
from samspel.kit import shell

if TYPE_CHECKING:
    from django.http import HttpRequest

log = logging.getLogger(__name__)

SERVER_FAULT = 500


class _Words(NamedTuple):
    """What an error page says."""

    heading: str
    say: str
    advice: str


_PAGES = {
    400: _Words(
        _("Det gick inte att läsa det som skickades"),
        _("Sidan fick något som den inte förstår."),
        _("Gå tillbaka och försök igen. Det du hade sparat finns kvar."),
    ),
    403: _Words(
        _("Du kommer inte åt den här sidan"),
        _("Sidan finns, men inget av dina uppdrag ger rätt att se den."),
        _("Gå till startsidan, eller be den som skickade länken att hjälpa dig."),
    ),
    404: _Words(
        _("Sidan finns inte"),
        _("Adressen kan vara felskriven, eller så har sidan flyttats."),
        _("Gå till startsidan och leta därifrån."),
    ),
    405: _Words(
        _("Sidan går inte att öppna så här"),
        _("Adressen hör till en knapp på en annan sida. Ingenting har hänt."),
        _("Gå till sidan med knappen, eller till startsidan."),
    ),
    422: _Words(
        _("Det går inte att göra det här nu"),
        _("Reglerna eller läget tillåter det inte."),
        _("Gå tillbaka och läs sidan på nytt. Inget har ändrats."),
    ),
    413: _Words(
        _("Det du skickade är för stort"),
        _("Filen eller filerna är större än vi kan ta emot."),
        _("Gå tillbaka och välj en mindre fil, eller dela den i flera."),
    ),
    429: _Words(
        _("Det blev för många försök"),
        _("För att skydda kontot måste du vänta några minuter."),
        _("Försök igen om en stund. Inget av det du skrivit har gått förlorat."),
    ),
    500: _Words(
        _("Något gick fel hos oss"),
        _("Det beror inte på dig. Det du gjorde nu har inte sparats."),
        _("Försök igen om en stund. Vi har fått veta vad som hände."),
    ),
    503: _Words(
        _("Samspel är stängt en kort stund"),
        _("Vi uppdaterar tjänsten."),
        _("Försök igen om några minuter."),
    ),
}
_CSRF = _Words(
    _("Sidan hade varit öppen för länge"),
    _("Av säkerhetsskäl måste den läsas in på nytt innan du kan skicka."),
    _("Gå tillbaka, läs in sidan på nytt och skicka igen."),
)

_DATABASE = _Words(
    _("Samspel når inte sin databas just nu"),
    _(
        "Sidan går därför inte att visa. Skickade du något är det antingen sparat i sin helhet "
        "eller inte alls."
    ),
    _(
        "Vänta en stund och försök igen. Läs först in sidan du kom från, och se om det du gjorde "
        "finns där."
    ),
)
_FULL = _Words(
    _("Samspel kan inte spara något just nu"),
    _("Disken som databasen ligger på är full. Det du skickade har inte sparats."),
    _("Säg till den som förvaltar systemet. Gå sedan tillbaka och skicka igen."),
)
_COME_BACK = "30"
# Also the driver's own, where a statement does not pass through Django.
_BROKEN = (
    OperationalError,
    InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
)


def error_page(
    request: HttpRequest, status: int, words: _Words | None = None, say: str = ""
) -> HttpResponse:
    """Give the page for a status; ``say`` replaces why, when more is known."""
    shown = words or _PAGES[status]
    if status >= SERVER_FAULT:
        shell.use_bare_shell(request)
    else:
        shell.use_quiet_shell(request)
    context = {
        "heading": gettext(shown.heading),
        "say": say or gettext(shown.say),
        "advice": gettext(shown.advice),
        "reference": getattr(request, "request_id", "") if status >= SERVER_FAULT else "",
        "notices": (),
    }
    html = loader.get_template("kit/error.html").render(context, request)
    return HttpResponse(html, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handle 400; 503 where the database broke off while the session was being saved.

    Django takes a session that can't be saved for one that somebody has ended meanwhile.
    """
    log.info("bad request: %s", type(exception).__name__)
    if words := _about_the_database(exception):
        return _no_database(request, words)
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handle 403; a refusal's own words say why, when it has some."""
    return error_page(request, 403, say=str(getattr(exception, "message", "")))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handle 404, without saying which addresses there are."""
    log.debug("not found: %s", type(exception).__name__)
    return error_page(request, 404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Handle 429: too many tries."""
    log.info("too many tries: %s", type(exception).__name__)
    return error_page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Handle 500, without the database; 503 where it is the database that does not answer.

    Whether an act that was under way was committed can then not be known: the page says
    that it was done whole or not at all, and not that it was not done.
    """
    if words := _about_the_database(sys.exc_info()[1]):
        return _no_database(request, words)
    return error_page(request, 500)


def _no_database(request: HttpRequest, words: _Words) -> HttpResponse:
    response = error_page(request, 503, words)
    response.headers["Retry-After"] = _COME_BACK
    return response


def _about_the_database(fault: BaseException | None) -> _Words | None:
    """Give what to say where a fault came of a database that broke off, or whose disk is full."""
    found = None
    while fault is not None:
        if isinstance(fault, psycopg.errors.DiskFull):
            return _FULL
        if isinstance(fault, _BROKEN):
            found = _DATABASE
        fault = fault.__cause__ or fault.__context__
    return found


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the service is closed."""
    response = error_page(request, 503)
    response.headers["Retry-After"] = "120"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 when the form's token has grown old; the reason goes to the log."""
    log.info("csrf: %s", reason)
    return error_page(request, 403, _CSRF)
