"""Appointing contact politicians by the body's decision."""

from __future__ import annotations

import datetime as dt

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Message
from samspel.people.enums import EndReason as MandateEnd
from samspel.people.services import end_mandate
from samspel.rulebooks.errors import ReasonNeeded, RuleStops
from samspel.rulebooks.models import JudgedAct
from samspel.rules.errors import NoRuleInForce
from samspel.visits import services
from samspel.visits.errors import AppointmentRefused
from samspel.visits.models import Appointment
from tests.cast import ENDS
from tests.visits.acting import NOW, STARTED, appointed, decided
from tests.visits.nothing import refused


def test_a_substitute_of_the_board_is_appointed_and_told(town, rules):
    appointment = appointed(town, "KS", "anna", places=[town.operation("kost")])

    assert [each.person for each in appointment.members.all()] == [town.person("anna")]
    assert [each.operation for each in appointment.scopes.all()] == [town.operation("kost")]
    assert appointment.decision.paragraph == "§ 14"
    entry = AuditEntry.objects.get(act="visits.appointment.made")
    assert entry.facts["persons"] == [town.person("anna").pk]
    assert entry.actor_name == "Ingrid Falk"
    told = Message.objects.get(kind="visits.appointment")
    assert told.recipient == town.person("anna")
    assert "Kost" in told.subject
    judged = JudgedAct.objects.get(act="contact_politician.appoint")
    assert judged.version.sha256 == appointment.ruleset_sha256


def test_a_named_group_is_appointed_for_several_operations(town, rules):
    places = [town.operation("kultur"), town.operation("fritid")]

    appointment = appointed(town, "KS", "karin", "perolof", places=places, group="presidiet")

    assert appointment.is_group
    assert appointment.members.count() == 2
    assert appointment.scopes.count() == 2
    assert JudgedAct.objects.filter(act="contact_politician.appoint").count() == 4


def test_whoever_does_not_sit_in_the_board_is_stopped_with_the_clause(town, rules):
    decided(town, "KS")

    with refused("varken ledamot eller ersättare i kommunstyrelsen", RuleStops):
        appointed(town, "KS", "bo", places=[town.operation("kost")])


def test_whoever_is_employed_in_the_operation_is_stopped(town, rules):
    decided(town, "KS")

    with refused("anställd i verksamheten", RuleStops):
        appointed(town, "KS", "mikael", places=[town.operation("kultur")])


def test_somebody_close_employed_there_asks_for_a_reason(town, rules):
    decided(town, "KS")

    with refused("Skriv varför du går vidare ändå", ReasonNeeded):
        appointed(town, "KS", "ulla", places=[town.operation("kost")])


def test_with_a_reason_the_warned_appointment_is_made_and_the_reason_kept(town, rules):
    appointed(town, "KS", "ulla", places=[town.operation("kost")], reason="Ingen annan kan.")

    assert JudgedAct.objects.get(act="contact_politician.appoint").reason == "Ingen annan kan."
    assert "reason_sha256" in AuditEntry.objects.get(act="visits.appointment.made").facts


def test_without_a_decision_the_rules_stop_it(town, rules):
    with refused("inget beslut av kommunstyrelsen", RuleStops):
        services.appoint(
            town.body("KS"),
            persons=[town.person("anna")],
            places=[town.operation("kost")],
            valid_from=STARTED,
            valid_to=ENDS,
            actor=town.actor("ingrid"),
            at=NOW,
        )


def test_an_appointment_after_a_resignation_is_stopped(town, rules):
    decided(town, "KS")
    end_mandate(
        town.mandate("anna", "KS"),
        valid_to=dt.date(2026, 11, 13),
        reason=MandateEnd.RESIGNED,
        actor=town.actor("ingrid"),
    )

    with refused("under hela uppdraget", RuleStops):
        appointed(
            town,
            "KS",
            "anna",
            places=[town.operation("kost")],
            valid_from=dt.date(2026, 12, 1),
        )


def test_an_appointment_beyond_the_mandate_is_stopped(town, rules):
    decided(town, "KS")

    with refused("korta perioden", RuleStops):
        appointed(
            town,
            "KS",
            "anna",
            places=[town.operation("kost")],
            valid_to=ENDS + dt.timedelta(days=1),
        )


def test_before_the_first_guideline_nobody_can_be_appointed(town, rules):
    decision = decided(town, "KS", on=dt.date(2023, 1, 10))

    with refused("28 februari 2023", NoRuleInForce):
        appointed(
            town,
            "KS",
            "anna",
            places=[town.operation("kost")],
            valid_from=dt.date(2023, 2, 28),
            decision=decision,
        )


def test_a_decision_of_another_body_is_refused(town, rules):
    other = decided(town, "SN")

    with refused("ett annat organ", AppointmentRefused):
        appointed(town, "KS", "anna", places=[town.operation("kost")], decision=other)


def test_several_persons_need_a_name_for_the_group(town, rules):
    decided(town, "KS")

    with refused("Ge gruppen ett namn", AppointmentRefused):
        appointed(town, "KS", "anna", "lena", places=[town.operation("kost")])


def test_nobody_or_nothing_is_refused(town, rules):
    decided(town, "KS")

    with refused("minst en person", AppointmentRefused):
        appointed(town, "KS", "anna", places=[])


def test_a_period_that_ends_before_it_begins_is_refused(town, rules):
    decided(town, "KS")

    with refused("slutar innan det börjar", AppointmentRefused):
        appointed(town, "KS", "anna", places=[town.operation("kost")], valid_to=STARTED)


def test_only_the_bodys_own_secretary_appoints(town, rules):
    decision = decided(town, "KS")

    with refused("sekreterare", NotAllowed):
        services.appoint(
            town.body("KS"),
            persons=[town.person("anna")],
            places=[town.operation("kost")],
            valid_from=STARTED,
            decision=decision,
            actor=town.actor("pia"),
            at=NOW,
        )


def test_the_committees_guideline_lets_only_its_own_be_appointed_for_its_own(town, rules):
    decided(town, "SN")

    with refused("hör inte till socialnämnden", RuleStops):
        appointed(town, "SN", "larsake", places=[town.operation("kost")])
    appointed(town, "SN", "larsake", places=[town.operation("aldreomsorg")])

    assert Appointment.objects.count() == 1
