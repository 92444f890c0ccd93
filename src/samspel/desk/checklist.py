"""The first steps of a new municipality: what is done, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.audit.actors import Actor
from samspel.messaging.services.sending import is_sending_possible


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do before the work can begin: why, where, and whether it is done."""

    label: str
    why: str
    url: str
    is_done: bool


# One statement: each column tells whether the register holds anything of its kind.
_DONE = """
SELECT EXISTS (SELECT 1 FROM people_body WHERE kind = 'committee'),
       EXISTS (SELECT 1 FROM people_party),
       EXISTS (SELECT 1 FROM people_mandate),
       EXISTS (SELECT 1 FROM people_unit),
       EXISTS (SELECT 1 FROM people_employment WHERE function = 'unit_manager'),
       EXISTS (SELECT 1 FROM people_employment AS secretary
               JOIN people_employment_serves ON employment_id = secretary.id
               WHERE secretary.function = 'secretary'),
       (SELECT count(*) FROM access_user) > 1,
       EXISTS (SELECT 1 FROM rulebooks_rulesetversion WHERE state = 'confirmed'),
       EXISTS (SELECT 1 FROM meetings_meeting),
       EXISTS (SELECT 1 FROM visits_appointment)
"""
_MAIL = 6
"""Where among the steps the mail server has its place: before the accounts."""


def is_for(actor: Actor) -> bool:
    """Whether the person sets the municipality up: keeps its accounts or whole register."""
    return actor.can("access.account.keep") or actor.everywhere("people.register.keep")


def first_steps(actor: Actor) -> list[Step]:
    """Give the steps with what is done; nothing for others, or when all are done.

    One statement, for whoever sets the municipality up.
    """
    if not is_for(actor):
        return []
    with connection.cursor() as cursor:
        cursor.execute(_DONE)
        kept = cursor.fetchone()
    done = (*kept[:_MAIL], is_sending_possible(), *kept[_MAIL:])
    if all(done):
        return []
    return [
        Step(label, why, url, bool(is_done))
        for (label, why, url), is_done in zip(_steps(), done, strict=True)
    ]


def _steps() -> list[tuple[str, str, str]]:
    return [
        (
            _("Lägg upp nämnderna"),
            _("Fullmäktige och styrelsen finns redan. Lägg till nämnder och utskott."),
            reverse("people:bodies"),
        ),
        (
            _("Lägg upp partierna"),
            _("De ska finnas när de förtroendevalda läggs in."),
            reverse("people:parties"),
        ),
        (
            _("Lägg in de förtroendevalda"),
            _("Skriv in dem en och en, eller läs in en fil från ert register."),
            reverse("people:imports"),
        ),
        (
            _("Lägg upp förvaltningen"),
            _("Avdelningar, verksamheter och de enheter som tar emot besök."),
            reverse("people:organisation"),
        ),
        (
            _("Ange vem som är chef för varje enhet"),
            _("Enhetschefen bjuder in och svarar för enhetens besök."),
            reverse("people:organisation"),
        ),
        (
            _("Ange vilka som är nämndsekreterare"),
            _("De lägger in möten och kontaktpolitiker för de organ som de arbetar åt."),
            reverse("people:organisation"),
        ),
        (
            _("Ställ in e-posten"),
            _("Den som driver servern anger SAMSPEL_SMTP_URL. Till dess väntar alla mejl."),
            reverse("messaging:outbox"),
        ),
        (
            _("Öppna konton"),
            _("Alla med uppdrag eller chefskap får en inbjudan med e-post."),
            reverse("access:provision"),
        ),
        (
            _("Sätt en riktlinje i kraft"),
            _("En person föreslår den och en annan bekräftar, med organets beslut som grund."),
            "/styrdokument/",
        ),
        (
            _("Lägg in mötesplanen"),
            _("Nämndsekreteraren gör det. Rapporter och ärenden hamnar sedan på rätt möte."),
            "/moten/",
        ),
        (
            _("Skriv in kontaktpolitikerna"),
            _("Nämndsekreteraren gör det när organet har beslutat vilka de är."),
            "/besok/tackning/",
        ),
    ]
