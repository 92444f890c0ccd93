"""What is weeded when the records plan says so, beside what payroll keeps itself."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.urls import reverse

from samspel.documents.models import Document
from samspel.remuneration import services
from samspel.remuneration.enums import CertificateState, CostKind
from samspel.remuneration.models import IncomeCertificate
from samspel.remuneration.services.claiming import add_cost
from tests.pages import said
from tests.remuneration.acting import NOW, adopted, certificate, duty, fresh, picture

LATER = dt.datetime(2028, 1, 1, 3, tzinfo=dt.UTC)


def test_receipts_go_with_their_duty_and_what_an_employer_wrote_with_the_certificate(
    town, as_person
):
    adopted(town)
    lena, payroll = {"actor": town.actor("lena"), "at": NOW}, town.actor("yvonne")
    made = duty(town, handed_in=False)
    add_cost(
        made, kind=CostKind.DISABILITY, amount=Decimal(90), receipt=picture(), note="", **lena
    )
    certificate(
        town,
        state=CertificateState.DECLINED,
        hourly=None,
        employer_email="lon@norrby.example",
        answered_by="Eva Krantz",
        answer="Hon har slutat här.",
    )
    services.change_settings({"keep_years": 1, "citation": "KF § 9"}, actor=payroll)

    services.weed_numbers(actor=payroll, at=LATER)

    assert Document.objects.get().removed_at == LATER
    paper = IncomeCertificate.objects.get()
    assert (paper.employer_email, paper.answered_by, paper.answer) == ("", "", "")
    assert fresh(made).costs.get().amount == Decimal(90)
    page = said(as_person("lena").get(reverse("remuneration:duty", args=[made.uuid])))
    assert "Kvittot är gallrat" in page
