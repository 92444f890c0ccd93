"""Certificates of income: uploaded, or asked of the employer, who answers without an account.

Only the hash of the secret address is kept, and the address runs out. What the employer writes
is read by the person and by those who pay, and is never in the trail, in messages or in lists.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.documents import services as documents
from samspel.foundation.dates import local_day
from samspel.foundation.text import one_line
from samspel.messaging.letters import Letter
from samspel.messaging.services import enqueue_letter, notify
from samspel.messaging.veils import veiled
from samspel.people.models import Person
from samspel.remuneration import kinds, policies
from samspel.remuneration.enums import CertificateState, DutyState
from samspel.remuneration.errors import CertificateRefused
from samspel.remuneration.models import Duty, IncomeCertificate
from samspel.remuneration.queries.employers import VEIL, hash_of, secret_of
from samspel.remuneration.queries.payroll import remuneration_settings
from samspel.remuneration.services.keeping import as_new_version, locked, submitted

_EMPLOYER = "Arbetsgivare"
_INCOMES = ("hourly", "monthly", "yearly")


@dataclass(frozen=True, slots=True)
class Income:
    """What somebody earns and when they work, as a certificate tells it."""

    hourly: Decimal | None = None
    monthly: Decimal | None = None
    yearly: Decimal | None = None
    has_lost_holiday_pay: bool = False
    works_from: int | None = None
    works_to: int | None = None
    works_weekends: bool = False


@transaction.atomic
def upload_certificate(
    upload: UploadedFile[Any],
    *,
    employer: str,
    income: Income,
    valid_from: dt.date,
    valid_until: dt.date,
    actor: Actor,
    at: dt.datetime,
) -> IncomeCertificate:
    """Keep a certificate that the person has, with what it says.

    Refuses one that says no income or several, ends before it begins, or names nobody.
    """
    person = _person(actor)
    _require_income(income)
    _require_days(valid_from, valid_until)
    paper = IncomeCertificate(
        person=person,
        state=CertificateState.ASKED,
        employer=_employer(employer),
        valid_from=valid_from,
        valid_until=valid_until,
        asked_at=at,
    )
    _fill(paper, income)
    paper.save()
    paper.document = documents.store(upload, owner=paper, actor=actor, at=at)
    paper.state, paper.answered_at = CertificateState.UPLOADED, at
    paper.save()
    _record("remuneration.certificate.uploaded", paper, actor)
    return paper


@transaction.atomic
def ask_employer(
    *,
    employer: str,
    email: str,
    valid_from: dt.date,
    valid_until: dt.date,
    actor: Actor,
    at: dt.datetime,
) -> IncomeCertificate:
    """Ask the employer by letter, with a secret address where they confirm or decline.

    Refuses days that are no period, and an employer without name or address.
    """
    person = _person(actor)
    _require_days(valid_from, valid_until)
    if not email.strip():
        raise CertificateRefused(_("Skriv arbetsgivarens e-postadress."))
    paper = IncomeCertificate(
        person=person,
        state=CertificateState.ASKED,
        employer=_employer(employer),
        employer_email=email.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
    )
    _ask(paper, at)
    _record("remuneration.certificate.asked", paper, actor)
    return paper


@transaction.atomic
def ask_again(paper: IncomeCertificate, *, actor: Actor, at: dt.datetime) -> IncomeCertificate:
    """Ask the employer again, at a new address that holds as long; the old one ends.

    Refuses somebody else's certificate, and a question that is answered or ended.
    """
    paper = _locked(paper)
    policies.require(paper.person_id == actor.person_id, policies.ONLY_OWN)
    if paper.state != CertificateState.ASKED:
        raise CertificateRefused(_("Frågan är redan besvarad eller avslutad. Ställ en ny."))
    _ask(paper, at)
    _record("remuneration.certificate.asked_again", paper, actor)
    return paper


def _ask(paper: IncomeCertificate, at: dt.datetime) -> None:
    """Give the question a new secret address and a last day, and send it."""
    days = remuneration_settings().employer_days
    paper.asked_at = at
    paper.answer_by = local_day(at) + dt.timedelta(days=days)
    paper.secret_hash = hash_of(secret_of(paper))
    paper.save()
    enqueue_letter(_letter(paper), [paper.employer_email], at=at)


def _letter(paper: IncomeCertificate) -> Letter:
    words = {
        "name": str(paper.person),
        "from": paper.valid_from.isoformat(),
        "until": paper.valid_until.isoformat(),
        "by": "" if paper.answer_by is None else paper.answer_by.isoformat(),
        "address": veiled(VEIL, str(paper.uuid)),
    }
    text = gettext(
        "%(name)s är förtroendevald och ber dig intyga den inkomst som hen förlorar när "
        "uppdraget ligger på arbetstid. Intyget gäller %(from)s till %(until)s.\n\n"
        "Svara här, utan att logga in:\n%(address)s\n\n"
        "Det du skriver läses bara av %(name)s och av dem som betalar ut ersättningen. "
        "Adressen är personlig och gäller till och med %(by)s. Skicka den inte vidare."
    )
    subject = gettext("Intyga inkomst för %(name)s") % words
    return Letter(subject, text % words)


@transaction.atomic
def answer_as_employer(
    paper: IncomeCertificate,
    *,
    confirms: bool,
    answered_by: str,
    at: dt.datetime,
    income: Income | None = None,
    answer: str = "",
) -> IncomeCertificate:
    """Write the employer's answer: what the person earns, or that it is not confirmed.

    The address can be used once, and runs out. Refuses one that is answered, an answer without
    a name, a confirmation without exactly one income, and a no that does not say why.
    """
    paper = _locked(paper)
    if paper.state != CertificateState.ASKED or not paper.secret_hash:
        raise CertificateRefused(
            _("Frågan är redan besvarad. Hör av dig till den som frågade om något är fel.")
        )
    if paper.has_run_out(local_day(at)):
        raise CertificateRefused(
            _("Tiden att svara har gått ut. Be den som frågade att skicka frågan igen.")
        )
    if not answered_by.strip():
        raise CertificateRefused(_("Skriv ditt namn."))
    if confirms:
        given = income or Income()
        _require_income(given)
        _fill(paper, given)
        paper.state = CertificateState.CONFIRMED
    else:
        if not answer.strip():
            raise CertificateRefused(_("Skriv varför du inte kan intyga inkomsten."))
        paper.state = CertificateState.DECLINED
    paper.answered_by = one_line(answered_by)[:120]
    paper.answer = one_line(answer)[:500]
    paper.answered_at, paper.secret_hash = at, ""
    paper.save()
    actor = Actor.system(_EMPLOYER)
    _record("remuneration.certificate.answered", paper, actor, state=str(paper.state))
    _tell_person(paper, actor, at)
    _certify_anew(paper, at)
    return paper


def _tell_person(paper: IncomeCertificate, actor: Actor, at: dt.datetime) -> None:
    """Tell the person that there is an answer; never what it says."""
    notify(
        [paper.person],
        kind=kinds.CERTIFICATE,
        subject=_("Din arbetsgivare har svarat"),
        body=_("Svaret om din inkomst finns hos dig i Samspel."),
        link=reverse("remuneration:certificates"),
        actor=actor,
        about=paper,
        at=at,
    )


@transaction.atomic
def end_certificate(
    paper: IncomeCertificate, *, actor: Actor, at: dt.datetime
) -> IncomeCertificate:
    """End a certificate: from now on it proves nothing new. What is certified stands.

    Refuses whoever is neither the person nor payroll, and one that has ended.
    """
    paper = _locked(paper)
    policies.require(policies.may_see_certificate(paper, actor), policies.ONLY_OWN)
    if paper.state == CertificateState.ENDED:
        raise CertificateRefused(_("Intyget är redan avslutat."))
    paper.state, paper.secret_hash = CertificateState.ENDED, ""
    paper.save(update_fields=["state", "secret_hash"])
    _record("remuneration.certificate.ended", paper, actor)
    _certify_anew(paper, at)
    return paper


def _certify_anew(paper: IncomeCertificate, at: dt.datetime) -> None:
    """Let duties that wait be certified on what the certificate says now.

    What has been checked already is checked again; what is certified has its own facts.
    """
    waiting = Duty.objects.filter(
        lost_earnings__certificate=paper, state__in=[DutyState.SUBMITTED, DutyState.CHECKED]
    )
    for each in waiting.order_by("pk"):
        duty = locked(each)
        as_new_version(duty)
        submitted(duty, at)


def _locked(paper: IncomeCertificate) -> IncomeCertificate:
    rows = IncomeCertificate.objects.select_for_update(of=("self",)).select_related("person")
    return rows.get(pk=paper.pk)


def _person(actor: Actor) -> Person:
    person = Person.objects.filter(pk=actor.person_id or 0).first()
    policies.require(person is not None, policies.ONLY_OWN)
    assert person is not None  # noqa: S101  the line above has refused it
    return person


def _employer(name: str) -> str:
    if not name.strip():
        raise CertificateRefused(_("Skriv vad arbetsgivaren heter."))
    return one_line(name)[:120]


def _require_days(first: dt.date, last: dt.date) -> None:
    if last < first:
        raise CertificateRefused(_("Sista dagen är före den första. Rätta dagarna."))


def _require_income(income: Income) -> None:
    told = [getattr(income, name) for name in _INCOMES if getattr(income, name) is not None]
    if len(told) != 1 or told[0] <= 0:
        raise CertificateRefused(
            _("Ange inkomsten på ett sätt: per timme, per månad eller per år.")
        )


def _fill(paper: IncomeCertificate, income: Income) -> None:
    for name in Income.__dataclass_fields__:
        setattr(paper, name, getattr(income, name))


def _record(act: str, paper: IncomeCertificate, actor: Actor, **facts: Any) -> None:
    audit.record(act, subject=paper, actor=actor, facts=facts, also=[paper.person])
