"""What is refused of each act: the words say why, and nothing is written."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from samspel.audit.actors import Actor
from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import Refused
from samspel.messaging.models import Message
from samspel.remuneration import models
from samspel.remuneration.enums import CertificateState, Certifier, CostKind, DutyState, Income
from samspel.remuneration.models import Certification, DutyFacts, FileLayout, PayType
from samspel.remuneration.policies import may_change_file
from samspel.remuneration.services import export_run, settle_run_again
from samspel.remuneration.services.certificates import (
    answer_as_employer,
    ask_employer,
    end_certificate,
)
from samspel.remuneration.services.certifying import certify_duty
from samspel.remuneration.services.claiming import (
    add_cost,
    remove_part,
    set_journey,
    set_lost_earnings,
    take_back,
)
from samspel.remuneration.services.offices import end_office, register_office
from tests.acts import rows_of
from tests.remuneration.acting import (
    NOW,
    TODAY,
    certificate,
    certified,
    duty,
    fresh,
    seat,
    standing_in,
)
from tests.remuneration.ledger import booking_layout, closing_time
from tests.remuneration.scene import scene
from tests.remuneration.scene_runs import payroll_scene
from tests.stages import staged

TABLES = [
    models.Certification,
    models.Cost,
    models.Duty,
    models.DutyFacts,
    models.IncomeCertificate,
    models.Journey,
    models.LostEarnings,
    models.PayrollFile,
    models.Run,
    models.StandIn,
    AuditEntry,
    Message,
]
YESTERDAY = TODAY - dt.timedelta(days=1)


@staged
def place(town):
    return scene(town)


def _refused(calls):
    """Try each call; give those that were not refused in its words, or wrote something."""
    before = rows_of(TABLES)
    for call, why in calls:
        with pytest.raises(Refused, match=why):
            call()
    assert rows_of(TABLES) == before


def test_what_is_added_to_a_duty_makes_sense(place, town):
    own = {"actor": town.actor("lena"), "at": NOW}
    chair = {"actor": town.actor("gunnar"), "at": NOW}
    begun, parking = place.begun, CostKind.PARKING

    _refused(
        [
            (
                lambda: set_lost_earnings(begun, minutes=0, income=Income.EMPLOYED, **own),
                "hur länge du förlorade inkomst",
            ),
            (lambda: set_journey(begun, km=Decimal(0), route="Hit", **own), "hur långt"),
            (lambda: set_journey(begun, km=Decimal(9), route=" ", **own), "vilken väg"),
            (
                lambda: add_cost(begun, kind=parking, amount=Decimal(0), **own),
                "vad det kostade",
            ),
            (lambda: remove_part(begun, part="forlorad-inkomst", **own), "redan borttaget"),
            (
                lambda: set_journey(place.office, km=Decimal(9), route="Hit", **chair),
                "inte på arvodet",
            ),
            (lambda: take_back(place.office, **chair), "löneadministratören"),
        ]
    )


def test_a_question_to_an_employer_and_its_answer_make_sense(place, town):
    ended = certificate(town, state=CertificateState.ENDED)
    days = {"valid_from": TODAY, "valid_until": TODAY}
    own = {"actor": town.actor("lena"), "at": NOW}
    asked = {"employer": "Norrby AB", "email": "lon@norrby.example", **days, **own}
    answer = {"confirms": False, "answer": "Nej.", "at": NOW}

    _refused(
        [
            (lambda: ask_employer(**{**asked, "email": " "}), "e-postadress"),
            (lambda: ask_employer(**{**asked, "employer": " "}), "arbetsgivaren heter"),
            (lambda: ask_employer(**{**asked, "valid_until": YESTERDAY}), "före den första"),
            (lambda: answer_as_employer(place.asked, answered_by=" ", **answer), "ditt namn"),
            (lambda: answer_as_employer(place.paper, answered_by="Eva", **answer), "besvarad"),
            (lambda: end_certificate(ended, **own), "redan avslutat"),
        ]
    )


def test_a_stand_in_and_a_fixed_fee_make_sense(place, town):
    payroll = {"actor": town.actor("yvonne"), "at": NOW}
    office, row = place.office, seat(town, "larsake", "SN")
    days = {"on": TODAY, "until": TODAY, "office": "vice-ordforande"}

    _refused(
        [
            (lambda: standing_in(town, "karin"), "sin egen ersättare"),
            (
                lambda: standing_in(town, "ulla", instead_of=town.person("lena")),
                "tar inte det steget",
            ),
            (
                lambda: standing_in(town, "ulla", step=Certifier.SECRETARY),
                "tar inte det steget",
            ),
            (lambda: standing_in(town, "ulla", valid_to=TODAY), "före den första"),
            (lambda: standing_in(town, "ulla", decided=" "), "Ange beslutet"),
            (lambda: register_office(row, **days, **payroll), "före den första"),
            (lambda: end_office(office, on=dt.date(2027, 1, 1), **payroll), "slutar redan"),
        ]
    )


def test_a_duty_whose_steps_are_all_taken_is_not_certified_again(place, town):
    made = certify_duty(place.waiting, actor=town.actor("ingrid"), at=NOW)
    Certification.objects.create(
        duty=made,
        facts=made.version,
        step=Certifier.CHAIR,
        person=town.person("karin"),
        certified_at=NOW,
    )

    _refused(
        [(lambda: certify_duty(made, actor=town.actor("karin"), at=NOW), "redan tagna")],
    )
    assert fresh(made).state == DutyState.CHECKED


def test_a_fee_that_is_no_share_of_full_time_leaves_what_is_certified_as_it_is(place, town):
    made = certified(town, duty(town, "larsake", "SN"), chair="gunnar")
    before = DutyFacts.objects.filter(duty=made).count()

    register_office(
        place.mandate,
        office="vice-ordforande",
        on=dt.date(2026, 1, 1),
        until=dt.date(2027, 1, 1),
        actor=town.actor("yvonne"),
        at=NOW,
    )

    assert DutyFacts.objects.filter(duty=made).count() == before
    assert fresh(made).version == made.version


def test_nobody_marks_or_removes_the_files_by_themselves(place, town):
    assert not may_change_file(place.cost.receipt, town.actor("lena"))


def test_a_run_that_is_open_and_a_file_that_nobody_answers_for_are_refused(town):
    place, at = payroll_scene(town), closing_time(dt.date(2026, 3, 1))
    books: FileLayout = booking_layout()
    PayType.objects.filter(pays="fee").update(account="")
    payroll, system = town.actor("yvonne"), Actor.system("Prov")

    _refused(
        [
            (lambda: settle_run_again(place.open, actor=payroll), "Körningen är öppen"),
            (
                lambda: export_run(place.closed, place.paxml, actor=system, at=at),
                "av en person, inte av systemet",
            ),
            (
                lambda: export_run(place.closed, books, actor=payroll, at=at),
                "saknar kontosträng",
            ),
        ]
    )
