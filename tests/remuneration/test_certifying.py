"""Certification: by steps, never one's own, by stand-ins, many at once."""

from __future__ import annotations

import datetime as dt

import pytest

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Message
from samspel.people.enums import PositionRole
from samspel.people.models import Mandate
from samspel.remuneration.enums import Certifier, DutyState
from samspel.remuneration.errors import CertifyRefused, StaleDuty, WrongState
from samspel.remuneration.models import Certification, Duty, DutyFacts
from samspel.remuneration.queries.controls import odd_first, reviewed
from samspel.remuneration.queries.duties import waiting_for
from samspel.remuneration.queries.rates import rates_known
from samspel.remuneration.services.certifying import (
    certify_duty,
    certify_many,
    end_stand_in,
    refuse_duty,
    return_duty,
)
from samspel.remuneration.services.claiming import hand_in
from samspel.rulebooks.errors import ReasonNeeded, RuleStops
from samspel.rules.errors import NoRuleInForce
from tests.cast import BEGAN, ENDS, PERSONS
from tests.remuneration.acting import (
    MONDAY,
    NOW,
    TODAY,
    adopted,
    certificate,
    certified,
    duty,
    fresh,
    lost,
    standing_in,
)
from tests.stages import staged


@staged
def rules(town):
    return adopted(town)


def take(town, made, name, **more):
    return certify_duty(made, actor=town.actor(name), at=NOW, **more)


@pytest.mark.usefixtures("rules")
def test_the_secretary_checks_and_the_chair_certifies_and_the_facts_are_frozen(town):
    made = duty(town)
    assert made.awaits == Certifier.SECRETARY

    take(town, made, "ingrid")
    assert (fresh(made).state, fresh(made).awaits) == (DutyState.CHECKED, Certifier.CHAIR)
    assert DutyFacts.objects.count() == 0
    take(town, made, "karin")

    assert (fresh(made).state, fresh(made).awaits) == (DutyState.CERTIFIED, "")
    kept = DutyFacts.objects.get()
    assert (kept.version, kept.year, kept.facts["minutes"]) == (0, 2026, 120)
    assert [row.step for row in Certification.objects.order_by("pk")] == ["secretary", "chair"]


@pytest.mark.usefixtures("rules")
def test_nobody_but_the_one_whose_step_it_is_takes_it(town):
    made = duty(town)
    before = AuditEntry.objects.count()

    for name in sorted(set(PERSONS) - {"ingrid"}):
        with pytest.raises(NotAllowed):
            take(town, made, name)

    assert fresh(made).state == DutyState.SUBMITTED
    assert Certification.objects.count() == 0
    assert AuditEntry.objects.count() == before


@pytest.mark.usefixtures("rules")
def test_the_chairs_own_is_certified_by_the_vice_chair(town):
    made = duty(town, "karin")
    take(town, made, "ingrid")
    assert fresh(made).awaits == Certifier.VICE_CHAIR

    with pytest.raises(NotAllowed):
        take(town, made, "karin")
    take(town, made, "perolof")

    assert fresh(made).state == DutyState.CERTIFIED


@pytest.mark.usefixtures("rules")
def test_the_first_vice_chair_goes_before_the_second(town):
    Mandate.objects.create(
        person=town.person("bo"),
        body=town.body("KS"),
        role=PositionRole.FIRST_VICE_CHAIR,
        valid_from=BEGAN,
        valid_to=ENDS,
    )
    made = duty(town, "karin")
    take(town, made, "ingrid")

    with pytest.raises(NotAllowed):
        take(town, made, "perolof")
    take(town, made, "bo")

    assert fresh(made).state == DutyState.CERTIFIED


@pytest.mark.usefixtures("rules")
def test_a_stand_in_takes_the_step_between_the_days_and_in_whose_place_is_kept(town):
    ends = TODAY + dt.timedelta(days=7)
    with pytest.raises(NotAllowed):
        standing_in(town, "ulla", valid_to=ends, actor=town.actor("karin"))
    row = standing_in(town, "ulla", valid_to=ends)
    made, later = duty(town), duty(town, on=dt.date(2026, 11, 10))
    take(town, made, "ingrid")
    take(town, later, "ingrid")

    take(town, made, "ulla")
    end_stand_in(row, on=TODAY, actor=town.actor("ingrid"), at=NOW)
    after = NOW + dt.timedelta(days=1)
    with pytest.raises(NotAllowed):
        certify_duty(later, actor=town.actor("ulla"), at=after)

    kept = Certification.objects.get(duty=made, step=Certifier.CHAIR)
    assert (kept.person, kept.on_behalf_of) == (town.person("ulla"), town.person("karin"))
    assert fresh(later).state == DutyState.CHECKED


@pytest.mark.usefixtures("rules")
def test_a_stand_in_never_certifies_their_own(town):
    standing_in(town, "lena")
    made = duty(town, "lena")
    take(town, made, "ingrid")

    with pytest.raises(NotAllowed):
        take(town, made, "lena")


@pytest.mark.usefixtures("rules")
def test_nobody_takes_two_steps(town):
    standing_in(town, "ingrid")
    made = duty(town)
    take(town, made, "ingrid")

    with pytest.raises(CertifyRefused, match="Två personer"):
        take(town, made, "ingrid")

    assert fresh(made).state == DutyState.CHECKED


@pytest.mark.usefixtures("rules")
def test_a_warning_needs_a_reason_which_holds_for_the_next_step(town):
    made = duty(town)
    duty(town, body="KS", starts=14 * 60, subject="Studiebesök", kind="study_visit")

    with pytest.raises(ReasonNeeded):
        take(town, made, "ingrid")
    take(town, made, "ingrid", reason="Hon delade sin tid.")
    take(town, made, "karin")

    assert set(Certification.objects.values_list("reason", flat=True)) == {
        "Hon delade sin tid."
    }


@pytest.mark.usefixtures("rules")
def test_a_reason_answers_what_it_was_given_for_and_no_later_warning(town):
    made = duty(town)
    duty(town, body="KS", starts=14 * 60, subject="Studiebesök", kind="study_visit")
    take(town, made, "ingrid", reason="Hon delade sin tid.")
    Duty.objects.filter(pk=made.pk).update(claimed_on=MONDAY + dt.timedelta(days=400))

    with pytest.raises(ReasonNeeded):
        take(town, made, "karin")
    take(town, made, "karin", reason="För sent, och därför utan ersättning.")

    assert fresh(made).state == DutyState.CERTIFIED


@pytest.mark.usefixtures("rules")
def test_the_same_duty_twice_is_stopped_whatever_the_reason(town):
    made = duty(town)
    duty(town)

    with pytest.raises(RuleStops):
        take(town, made, "ingrid", reason="Ändå")

    assert Certification.objects.count() == 0


@pytest.mark.usefixtures("rules")
def test_lost_earnings_without_a_certificate_are_stopped_and_with_one_go_through(town):
    made = duty(town)
    row = lost(made)
    with pytest.raises(RuleStops):
        take(town, made, "ingrid")

    row.certificate = certificate(town)
    row.save()

    assert take(town, made, "ingrid").state == DutyState.CHECKED


def test_without_rules_nobody_certifies(town):
    made = duty(town)

    assert made.awaits == ""
    with pytest.raises(NoRuleInForce):
        take(town, made, "ingrid")


@pytest.mark.usefixtures("rules")
def test_a_duty_given_back_is_open_again_and_certified_anew(town):
    made = duty(town)
    take(town, made, "ingrid")

    return_duty(made, reason="Kvittot saknas.", actor=town.actor("karin"), at=NOW)

    assert (fresh(made).state, fresh(made).answer) == (DutyState.OPEN, "Kvittot saknas.")
    assert Message.objects.filter(recipient=town.person("lena")).count() == 1
    hand_in(made, actor=town.actor("lena"), at=NOW)
    assert (fresh(made).awaits, fresh(made).version) == (Certifier.SECRETARY, 1)
    assert certified(town, made).state == DutyState.CERTIFIED


@pytest.mark.usefixtures("rules")
def test_a_return_or_a_refusal_says_why(town):
    made = duty(town)

    for act in (return_duty, refuse_duty):
        with pytest.raises(CertifyRefused, match="varför"):
            act(made, reason="  ", actor=town.actor("ingrid"), at=NOW)

    assert fresh(made).state == DutyState.SUBMITTED


@pytest.mark.usefixtures("rules")
def test_a_refused_duty_takes_back_what_was_certified_before(town):
    made = certified(town, duty(town))
    from samspel.remuneration.services.claiming import set_journey  # noqa: PLC0415  beside its use

    set_journey(made, km=30, route="Norrby", actor=town.actor("lena"), at=NOW)
    hand_in(made, actor=town.actor("lena"), at=NOW)

    refuse_duty(made, reason="Du var inte där.", actor=town.actor("ingrid"), at=NOW)

    assert fresh(made).state == DutyState.REFUSED
    assert [(row.version, row.facts is None) for row in DutyFacts.objects.order_by("pk")] == [
        (0, False),
        (1, True),
    ]


@pytest.mark.usefixtures("rules")
def test_many_are_certified_at_once_and_the_odd_ones_are_left(town):
    plain, odd = duty(town), duty(town, "ulla", on=MONDAY)
    lost(odd)
    actor = town.actor("ingrid")

    done, left = certify_many([odd, plain], actor=actor, at=NOW)

    assert [each.pk for each in done] == [plain.pk]
    assert [each.duty.pk for each in left] == [odd.pk]
    assert fresh(odd).state == DutyState.SUBMITTED
    rows = reviewed([fresh(plain), fresh(odd)], person_id=actor.person_id, today=TODAY)
    assert [each.duty.pk for each in odd_first(rows)] == [odd.pk, plain.pk]


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize("state", [DutyState.OPEN, DutyState.CERTIFIED, DutyState.WITHDRAWN])
def test_only_what_is_handed_in_is_certified(town, state):
    made = duty(town)
    type(made).objects.filter(pk=made.pk).update(state=state, certified_at=NOW)

    with pytest.raises(WrongState):
        take(town, made, "ingrid")


@pytest.mark.usefixtures("rules")
def test_a_page_that_was_read_before_a_change_certifies_nothing(town):
    with pytest.raises(StaleDuty):
        take(town, duty(town), "ingrid", version=7)


@pytest.mark.usefixtures("rules")
def test_each_sees_what_waits_for_them_and_never_their_own(town):
    first, second = duty(town), duty(town, "karin")
    take(town, second, "ingrid")

    def waits(name):
        return {each.pk for each in waiting_for(town.actor(name), today=TODAY).rows}

    assert waits("ingrid") == {first.pk}
    assert waits("karin") == set()
    assert waits("perolof") == {second.pk}
    assert waits("lena") == set()
    assert waits("pia") == set()


def test_a_duty_that_arrived_before_the_rules_waits_once_they_are_there(town):
    made = duty(town)
    adopted(town)

    rows = waiting_for(town.actor("ingrid"), today=TODAY, rules=rates_known()).rows

    assert [each.pk for each in rows] == [made.pk]
    assert certified(town, made).state == DutyState.CERTIFIED
