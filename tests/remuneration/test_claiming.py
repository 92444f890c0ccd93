"""What the elected person does: claims, adds, hands in, takes back; and the certificates."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from samspel.access.models import Grant
from samspel.audit.models import AuditEntry
from samspel.documents.models import Document
from samspel.documents.permission import may_read_document
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.mail import mail_of
from samspel.messaging.models import Delivery, Message
from samspel.messaging.queries import is_outdated
from samspel.people.models import Mandate
from samspel.remuneration.enums import (
    CertificateState,
    CostKind,
    DutyKind,
    DutyState,
    Income,
)
from samspel.remuneration.errors import CertificateRefused, DutyRefused
from samspel.remuneration.models import (
    Duty,
    DutyFacts,
    IncomeCertificate,
    LostEarnings,
    NightsAway,
)
from samspel.remuneration.queries.duties import own_bodies
from samspel.remuneration.queries.employers import hash_of, secret_of
from samspel.remuneration.queries.payroll import remuneration_settings
from samspel.remuneration.queries.rates import rates_known
from samspel.remuneration.queries.years import settled_years
from samspel.remuneration.services import certificates, claiming, nights
from samspel.rules.amounts.rates import Timeline
from tests.pages import said
from tests.remuneration.acting import (
    MONDAY,
    NOW,
    TODAY,
    adopted,
    certificate,
    certified,
    decision,
    duty,
    fresh,
    picture,
)
from tests.rules.amounts.small import payment, rates, rule
from tests.stages import staged

DEADLINE = "deadlines:\n" + rule("payments: [arvode], months: 2", id_="frist")


@staged
def rules(town):
    return adopted(town)


def claim(town, name="lena", **facts):
    given = {
        "kind": DutyKind.COURSE,
        "subject": "Kurs i ekonomistyrning",
        "on": MONDAY,
        "starts": 9 * 60,
        "minutes": 300,
        "actor": town.actor(name),
        "at": NOW,
        **facts,
    }
    return claiming.claim_duty(town.body("KS"), **given)


def away(made, **facts):
    """Monday to Wednesday, from ten in the morning until six in the evening."""
    given = {
        "left_on": MONDAY,
        "left_at": 10 * 60,
        "back_on": MONDAY + dt.timedelta(days=2),
        "back_at": 18 * 60,
        "place": "Sundby",
        "km": Decimal(120),
        **facts,
    }
    return nights.set_nights_away(made, **given)


def acts(town, name="lena"):
    return {"actor": town.actor(name), "at": NOW}


@pytest.mark.usefixtures("rules")
def test_a_course_is_claimed_with_the_decision_that_allows_it_and_handed_in(town):
    made = claim(town, decision=decision(town))

    assert (made.state, made.is_approved, made.mandate.person) == (
        DutyState.OPEN,
        True,
        town.person("lena"),
    )
    claiming.hand_in(made, **acts(town))
    assert (fresh(made).state, fresh(made).claimed_on) == (DutyState.SUBMITTED, TODAY)
    assert _amount(town, made) == Decimal(1700)


def _amount(town, made):
    years = settled_years([made.person_id], [made.on.year], rates_known(), today=TODAY)
    return years.amount(made)


@pytest.mark.usefixtures("rules")
def test_without_a_decision_a_course_is_not_paid(town):
    made = claim(town)

    assert (made.is_approved, _amount(town, made)) == (False, Decimal(0))


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(("days", "is_paid"), [(0, True), (-1, False)])
def test_only_a_decision_taken_that_day_at_the_latest_allows_a_course(town, days, is_paid):
    allows = decision(town)
    made = claim(town, on=allows.decided_on + dt.timedelta(days=days), decision=allows)

    assert made.is_approved is is_paid
    assert bool(_amount(town, made)) is is_paid


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"kind": DutyKind.VISIT}, "kommer av sig själva"),
        ({"kind": DutyKind.OFFICE}, "kommer av sig själva"),
        ({"subject": " "}, "vad uppdraget gällde"),
        ({"on": TODAY + dt.timedelta(days=1)}, "inte varit än"),
        ({"minutes": 1441}, "högst ett dygn"),
        ({"on": dt.date(2022, 12, 31)}, "inget uppdrag"),
    ],
)
def test_what_can_not_be_claimed_is_refused_and_leaves_nothing(town, facts, why):
    before = AuditEntry.objects.count()

    with pytest.raises(DutyRefused, match=why):
        claim(town, **facts)

    assert (Duty.objects.count(), AuditEntry.objects.count()) == (0, before)


def test_today_and_a_whole_day_can_be_claimed(town):
    assert claim(town, on=TODAY, minutes=1440).minutes == 1440


def test_another_bodys_decision_allows_nothing(town):
    with pytest.raises(DutyRefused, match="annat organ"):
        claim(town, decision=decision(town, "SN"))


def test_somebody_elses_duty_is_nobodys_to_change(town):
    made = duty(town, handed_in=False)
    changes = [
        lambda who: claiming.hand_in(made, **who),
        lambda who: claiming.take_back(made, **who),
        lambda who: claiming.set_journey(made, km=Decimal(30), route="X", **who),
        lambda who: claiming.set_lost_earnings(made, minutes=60, income=Income.EMPLOYED, **who),
        lambda who: claiming.add_cost(made, kind=CostKind.TAXI, amount=Decimal(1), **who),
        lambda who: away(made, **who),
        lambda who: nights.set_free_meals(made, breakfasts=[], lunches=[], dinners=[], **who),
    ]
    before = AuditEntry.objects.count()

    for change in changes:
        for name in ("karin", "ingrid", "yvonne", "tomas"):
            with pytest.raises(NotAllowed):
                change(acts(town, name))

    assert AuditEntry.objects.count() == before
    assert fresh(made).state == DutyState.OPEN


@pytest.mark.usefixtures("rules")
def test_what_is_added_to_a_certified_duty_is_a_new_version_and_the_old_facts_stay(town):
    made = certified(town, duty(town))

    claiming.set_journey(made, km=Decimal(30), route="Norrby", **acts(town))

    assert (fresh(made).state, fresh(made).version) == (DutyState.OPEN, 1)
    assert DutyFacts.objects.get().facts["km"] == "0"
    claiming.hand_in(made, **acts(town))
    certified(town, made)
    assert [row.facts["km"] for row in DutyFacts.objects.order_by("pk")] == ["0", "30.0"]


@pytest.mark.usefixtures("rules")
def test_a_claim_that_is_taken_back_is_paid_back(town):
    made = certified(town, duty(town))

    claiming.take_back(made, **acts(town))

    assert fresh(made).state == DutyState.WITHDRAWN
    assert DutyFacts.objects.order_by("-pk").first().facts is None


@pytest.mark.usefixtures("rules")
def test_somebody_elses_certificate_proves_nothing(town):
    made = duty(town)

    with pytest.raises(DutyRefused, match="någon annans"):
        claiming.set_lost_earnings(
            made,
            minutes=60,
            income=Income.EMPLOYED,
            certificate=certificate(town, "ulla"),
            **acts(town),
        )

    assert LostEarnings.objects.count() == 0
    assert fresh(made).state == DutyState.SUBMITTED


def test_an_employers_certificate_proves_nothing_of_a_business_of_ones_own(town):
    made, paper = claim(town), certificate(town, employer_email="lon@exempel.example")
    told = {"minutes": 60, "certificate": paper, **acts(town)}

    with pytest.raises(DutyRefused, match="eget företag"):
        claiming.set_lost_earnings(made, income=Income.SELF_EMPLOYED, **told)
    claiming.set_lost_earnings(made, income=Income.EMPLOYED, **told)

    assert LostEarnings.objects.get().income == Income.EMPLOYED


def test_whoever_has_left_a_body_claims_for_as_long_as_the_rule_sets_deadlines_give(town):
    lena, board = town.actor("lena"), town.body("KS")
    adopted(town)
    known = rates_known()
    seats = Mandate.objects.filter(person=town.person("lena"), body=board)

    assert board in own_bodies(lena, TODAY, None)
    seats.update(valid_to=MONDAY)

    # The last day is Sunday the 8th: a business of one's own has eighteen months, others six.
    assert board in own_bodies(lena, dt.date(2028, 5, 8), known)
    assert board not in own_bodies(lena, dt.date(2028, 5, 9), known)
    assert board not in own_bodies(lena, TODAY, None)
    paid = payment("{once: grund}", scope="{kinds: [errand]}")
    two_months = Timeline([rates(paid, rest=DEADLINE)])
    assert board in own_bodies(lena, dt.date(2027, 1, 8), two_months)
    assert board not in own_bodies(lena, dt.date(2027, 1, 9), two_months)
    assert board in own_bodies(lena, dt.date(2099, 1, 1), Timeline([rates(paid)]))
    assert board not in own_bodies(lena, TODAY, Timeline([]))


def test_a_cost_keeps_its_receipt_and_can_be_taken_away(town):
    made = duty(town, handed_in=False)

    cost = claiming.add_cost(
        made, kind=CostKind.PARKING, amount=Decimal(40), receipt=picture(), **acts(town)
    )
    assert cost.receipt.name == "kvitto.png"
    claiming.remove_part(made, part="kostnad", cost=cost, **acts(town))

    assert fresh(made).costs.count() == 0
    with pytest.raises(DutyRefused, match="redan borttaget"):
        claiming.remove_part(made, part="resa", **acts(town))


def test_a_receipt_is_read_by_those_who_see_the_duty_only(town):
    made = duty(town, handed_in=False)
    claiming.add_cost(
        made, kind=CostKind.PARKING, amount=Decimal(40), receipt=picture(), **acts(town)
    )
    document = Document.objects.get()

    readers = {
        name
        for name in ("lena", "karin", "perolof", "ingrid", "yvonne", "anna", "pia", "tomas")
        if may_read_document(document, town.actor(name))
    }

    assert readers == {"lena", "karin", "perolof", "ingrid", "yvonne"}
    assert not may_read_document(document, None)


def _asked(town):
    return certificates.ask_employer(
        employer="Norrby Snickeri AB",
        email="lon@snickeri.example",
        valid_from=dt.date(2026, 1, 1),
        valid_until=dt.date(2026, 12, 31),
        **acts(town),
    )


def _secret():
    return secret_of(IncomeCertificate.objects.latest("pk"))


def _letters():
    return Delivery.objects.filter(letter__isnull=False).order_by("pk")


def test_the_employer_gets_a_secret_address_that_is_stored_nowhere(town):
    paper = _asked(town)

    secret, delivery = _secret(), _letters().get()
    stored = str(delivery.letter) + str(list(AuditEntry.objects.values()))
    sent = mail_of(delivery, delivery.address, NOW).letter.text

    assert len(secret) >= 40
    assert paper.secret_hash == hash_of(secret)
    assert secret not in stored
    assert f"/arvoden/arbetsgivare/{secret}/" in sent
    assert "gäller till och med 2027-01-11" in sent
    assert not is_outdated(delivery)


def test_a_letter_still_unsent_when_the_question_is_over_is_not_sent(town, settings):
    paper = _asked(town)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "ny", [settings.SECRET_KEY]
    assert not is_outdated(_letters().get())

    certificates.end_certificate(paper, **acts(town))

    assert is_outdated(_letters().get())


def test_the_employers_address_runs_out_and_is_renewed_with_one_click(town, client, as_person):
    paper, kept = _asked(town), remuneration_settings()
    kept.employer_days = 10
    kept.save()
    certificates.ask_again(paper, actor=town.actor("lena"), at=NOW + dt.timedelta(hours=1))
    old, later = f"/arvoden/arbetsgivare/{_secret()}/", NOW + dt.timedelta(days=11)
    assert client.get(old).status_code == 200

    with time_machine.travel(later, tick=False):
        over, lena = client.get(old), as_person("lena")
        assert (over.status_code, "frågan är inte besvarad" in over.content.decode()) == (
            410,
            True,
        )
        answer = {"confirms": "ja", "monthly": "33 000", "answered_by": "Eva Krantz"}
        assert client.post(old, answer).status_code == 410
        with pytest.raises(CertificateRefused, match="har gått ut"):
            certificates.answer_as_employer(paper, confirms=False, answered_by="Eva", at=later)
        assert is_outdated(_letters().latest("pk"))
        mine = lena.get(reverse("remuneration:certificates"))
        assert "Arbetsgivarens adress gick ut" in said(mine)
        lena.post(reverse("remuneration:ask-again", args=[paper.uuid]))

        assert client.get(old).status_code == 404
        assert client.get(f"/arvoden/arbetsgivare/{_secret()}/").status_code == 200

    certificates.end_certificate(paper, **acts(town))
    with pytest.raises(CertificateRefused, match="redan besvarad eller avslutad"):
        certificates.ask_again(paper, **acts(town))


def test_the_employer_answers_once_without_an_account(town, client):
    paper = _asked(town)
    address = f"/arvoden/arbetsgivare/{_secret()}/"
    answer = {"confirms": "ja", "monthly": "33 000", "answered_by": "Eva Krantz"}

    shown, sent = client.get(address), client.post(address, answer)

    assert (shown.status_code, sent.status_code) == (200, 302)
    assert "no-store" in shown["Cache-Control"]
    paper.refresh_from_db()
    assert (paper.state, paper.monthly) == (CertificateState.CONFIRMED, Decimal(33000))
    again = client.get(address)
    assert (again.status_code, "redan besvarad" in again.content.decode()) == (404, True)
    assert client.post(address, answer).status_code == 404
    assert client.get("/arvoden/arbetsgivare/tack/").status_code == 200


def test_what_the_employer_writes_is_in_no_message_and_not_in_the_trail(town, client):
    _asked(town)
    client.post(
        f"/arvoden/arbetsgivare/{_secret()}/",
        {"confirms": "nej", "answer": "Hon slutade i våras", "answered_by": "Eva Krantz"},
    )

    told = str(list(Message.objects.values())) + str(list(AuditEntry.objects.values()))

    assert IncomeCertificate.objects.get().answer == "Hon slutade i våras"
    assert Message.objects.filter(recipient=town.person("lena")).count() == 1
    assert "slutade" not in told
    assert "Krantz" not in told


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"confirms": "ja", "answered_by": "Eva"}, "på ett sätt"),
        ({"confirms": "ja", "answered_by": "Eva", "hourly": "200", "monthly": "1"}, "på ett"),
        ({"confirms": "nej", "answered_by": "Eva"}, "Skriv varför"),
    ],
)
def test_an_answer_that_says_too_little_is_asked_for_again(town, client, answer, why):
    _asked(town)

    sent = client.post(f"/arvoden/arbetsgivare/{_secret()}/", answer)

    assert sent.status_code == 422
    assert why in sent.content.decode()
    assert IncomeCertificate.objects.get().state == CertificateState.ASKED


def test_an_uploaded_certificate_is_read_by_the_person_and_payroll_only(town):
    certificates.upload_certificate(
        picture("intyg.png"),
        employer="Norrby Snickeri AB",
        income=certificates.Income(hourly=Decimal(250)),
        valid_from=dt.date(2026, 1, 1),
        valid_until=dt.date(2026, 12, 31),
        **acts(town),
    )
    document = Document.objects.get()

    readers = {
        name
        for name in ("lena", "karin", "perolof", "ingrid", "yvonne", "tomas", "margareta")
        if may_read_document(document, town.actor(name))
    }

    assert readers == {"lena", "yvonne"}


def test_a_certificate_that_says_two_incomes_is_refused_and_leaves_no_file(town):
    with pytest.raises(CertificateRefused, match="på ett sätt"):
        certificates.upload_certificate(
            picture(),
            employer="X",
            income=certificates.Income(hourly=Decimal(250), monthly=Decimal(1)),
            valid_from=dt.date(2026, 1, 1),
            valid_until=dt.date(2026, 12, 31),
            **acts(town),
        )

    assert (Document.objects.count(), IncomeCertificate.objects.count()) == (0, 0)


def test_only_the_person_and_payroll_end_a_certificate(town):
    paper = certificate(town)

    for name in ("karin", "ingrid", "tomas"):
        with pytest.raises(NotAllowed):
            certificates.end_certificate(paper, **acts(town, name))
    certificates.end_certificate(paper, **acts(town))

    paper.refresh_from_db()
    assert paper.state == CertificateState.ENDED


@pytest.mark.usefixtures("rules")
def test_a_certificate_that_ends_before_certification_is_seen_by_the_controls(town):
    paper = certificate(town)
    made = duty(town)
    claiming.set_lost_earnings(
        made,
        starts=13 * 60,
        minutes=60,
        income=Income.EMPLOYED,
        certificate=paper,
        **acts(town),
    )
    claiming.hand_in(made, **acts(town))
    assert _amount(town, made) == Decimal(900) + Decimal(300) + Decimal("13.50")

    certificates.end_certificate(paper, **acts(town))

    assert _amount(town, made) == Decimal(900)


@pytest.mark.usefixtures("rules")
def test_the_fee_of_what_the_municipality_knows_is_never_late_but_what_is_added_can_be(town):
    from samspel.remuneration.queries.facts import facts_of, with_parts  # noqa: PLC0415

    made = duty(town)

    row = with_parts(Duty.objects.filter(pk=made.pk)).get()

    assert facts_of(row).is_known is False
    row.origin = "attendance"
    assert facts_of(row).is_known is True


def test_a_position_without_the_right_to_claim_claims_nothing(town):
    Grant.objects.filter(capability="remuneration.duty.claim").delete()

    with pytest.raises(NotAllowed):
        claim(town)

    assert Duty.objects.count() == 0


@pytest.mark.usefixtures("rules")
def test_a_journey_with_nights_is_paid_by_day_less_the_meals_of_others_and_free_of_tax(town):
    made = claim(town, decision=decision(town))
    away(made, own_nights=1, **acts(town))
    line = _allowance(town, made)
    full, half, night = Decimal(300), Decimal(150), Decimal(150)

    assert line.amount == full * 2 + half + night
    assert line.tax_free == line.amount

    nights.set_free_meals(
        made,
        breakfasts=[MONDAY + dt.timedelta(days=1)],
        lunches=[MONDAY, MONDAY + dt.timedelta(days=9)],
        dinners=[],
        **acts(town),
    )
    kept = NightsAway.objects.get(duty=made)
    assert (kept.breakfasts, kept.lunches) == (["2026-11-10"], ["2026-11-09"])
    lower = _allowance(town, made)
    assert lower.amount < line.amount
    assert any("måltider tar bort" in str(step) for step in lower.working)

    # A shorter journey has fewer days to eat on; taken away, nothing is paid for it.
    away(made, left_on=MONDAY, back_on=MONDAY + dt.timedelta(days=1), **acts(town))
    away(made, left_on=MONDAY - dt.timedelta(days=2), back_on=MONDAY, **acts(town))
    assert NightsAway.objects.get(duty=made).breakfasts == []
    claiming.remove_part(made, part="overnattning", **acts(town))
    assert _allowance(town, made) is None


def _allowance(town, made):
    years = settled_years([made.person_id], [made.on.year], rates_known(), today=TODAY)
    return next((line for line in years.of(made) if line.rule.id == "traktamente"), None)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"back_on": MONDAY}, "ingen natt"),
        ({"back_on": TODAY + dt.timedelta(days=1)}, "inte slut"),
        ({"left_on": MONDAY + dt.timedelta(days=1)}, "utanför resan"),
        ({"left_on": MONDAY - dt.timedelta(days=91)}, "högst tre månader"),
        ({"left_at": 1440}, "klockslagen"),
        ({"back_at": -1}, "klockslagen"),
        ({"place": " "}, "vart du reste"),
        ({"km": Decimal(0)}, "hur långt bort"),
        ({"own_nights": 3}, "fler nätter"),
        ({"own_nights": -1}, "fler nätter"),
    ],
)
def test_a_journey_that_is_none_is_refused_and_leaves_nothing(town, facts, why):
    made = claim(town)
    before = AuditEntry.objects.count()

    with pytest.raises(DutyRefused, match=why):
        away(made, **facts, **acts(town))

    assert (NightsAway.objects.count(), AuditEntry.objects.count()) == (0, before)


def test_meals_without_a_journey_are_refused(town):
    with pytest.raises(DutyRefused, match="resan först"):
        nights.set_free_meals(claim(town), breakfasts=[], lunches=[], dinners=[], **acts(town))
