"""The pages of duties: what they show to whom, and how many statements they take."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from samspel.kit.filters import kronor
from samspel.remuneration.enums import CostKind, DutyState
from samspel.remuneration.models import Cost, Duty, IncomeCertificate
from samspel.remuneration.queries.links import clause_links
from samspel.remuneration.queries.rates import rules_known
from samspel.remuneration.queries.years import settled_years
from samspel.remuneration.services.claiming import add_cost, set_journey
from samspel.remuneration.services.offices import register_office
from samspel.remuneration.web.showing import as_seen
from samspel.remuneration.web.showing_year import months_of, year_asked, year_of
from tests.cast import PERSONS
from tests.pages import said
from tests.remuneration.acting import (
    NOW,
    TODAY,
    adopted,
    certificate,
    certified,
    duty,
    fresh,
    lost,
    picture,
    seat,
)
from tests.remuneration.ledger import opened
from tests.remuneration.scene import scene
from tests.stages import staged

AT_MOST = 12


@staged
def rules(town):
    return adopted(town)


def test_the_own_page_shows_fee_and_reason_line_by_line_with_clause_and_decision(
    rules, town, as_person
):
    duty(town, kind="study_visit", subject="Studiebesök i Norrby")

    page = said(as_person("lena").get("/arvoden/"))

    assert "Studiebesök i Norrby" in page
    assert "900 kr" in page
    assert "Varför?" in page
    assert "9 § Förrättningar och kurser, kommunfullmäktige" in page
    assert "§ 142" in page
    assert "/styrdokument/" in page
    assert "Väntar på sekreteraren" in page


def test_without_rules_the_page_says_so_and_no_amount_is_taken_for_zero(town, as_person):
    duty(town, handed_in=False)

    page = said(as_person("lena").get("/arvoden/"))

    assert "Inget arvodesreglemente gäller" in page


def test_a_page_of_somebody_elses_duty_is_not_there(rules, town, as_person):
    made = duty(town)

    answers = {
        name: as_person(name).get(reverse("remuneration:duty", args=[made.uuid])).status_code
        for name in sorted(PERSONS)
    }

    assert {name for name, code in answers.items() if code == 200} == {"lena"}
    assert set(answers.values()) == {200, 404}


def test_the_certifiers_page_is_there_for_those_who_certify_in_the_body(rules, town, as_person):
    made = duty(town)

    answers = {
        name: as_person(name).get(reverse("remuneration:review", args=[made.uuid])).status_code
        for name in sorted(PERSONS)
    }

    assert {name for name, code in answers.items() if code == 200} == {
        "ingrid",
        "karin",
        "perolof",
        "yvonne",
    }


def test_the_certifier_sees_that_a_certificate_holds_but_not_what_it_says(
    rules, town, as_person
):
    made = duty(town)
    lost(made, paper=certificate(town, hourly=Decimal("387.65")))
    client = as_person("ingrid")

    page = said(client.get(reverse("remuneration:review", args=[made.uuid])))

    assert "Intyg till och med torsdag 31 december 2026" in page
    assert "Norrby Snickeri" not in page
    assert "(enligt intyg)" in page
    assert "387" not in page
    assert "775" not in page
    assert "387" not in said(client.get(reverse("remuneration:certify")))


def test_only_ones_own_certificates_are_listed(rules, town, as_person):
    certificate(town, "ulla", employer="Ullas arbetsgivare")
    certificate(town, "lena")

    page = said(as_person("lena").get("/arvoden/intyg/"))

    assert "Norrby Snickeri AB" in page
    assert "300 kr per timme" in page
    assert "Ullas arbetsgivare" not in page


def test_the_odd_ones_stand_first_and_apart(rules, town, as_person):
    duty(town, subject="Vanlig förrättning")
    lost(duty(town, "ulla", subject="Märklig förrättning"))

    page = said(as_person("ingrid").get("/arvoden/attest/"))

    assert page.index("Märklig förrättning") < page.index("Vanlig förrättning")
    assert "Stoppas av reglerna" in page
    assert "2 uppdrag väntar på dig" in page


def test_the_ticked_are_certified_and_nothing_that_does_not_wait_for_the_person(
    rules, town, as_person
):
    first, second = duty(town), duty(town, "ulla")
    other = duty(town, "gunnar", "SN")
    client = as_person("ingrid")

    sent = client.post(
        "/arvoden/attest/flera/",
        {"uppdrag": [as_seen(first), as_seen(other), f"{second.uuid}@2026-11-01"]},
    )

    assert sent.status_code == 302
    assert fresh(first).state == DutyState.CHECKED
    assert fresh(second).state == DutyState.SUBMITTED
    assert fresh(other).state == DutyState.CHECKED
    as_person("lena").post("/arvoden/attest/flera/", {"uppdrag": [as_seen(second)]})
    assert fresh(second).state == DutyState.SUBMITTED


def test_a_warning_without_a_reason_is_asked_for_on_the_page(rules, town, as_person):
    made = duty(town)
    duty(town, kind="study_visit", starts=14 * 60, subject="Studiebesök")
    client, address = as_person("ingrid"), reverse("remuneration:review", args=[made.uuid])

    asked = client.post(address, {})

    assert asked.status_code == 422
    assert "Uppdrag på samma tid" in said(asked)
    assert "Varför ska det ersättas ändå?" in said(asked)
    assert fresh(made).state == DutyState.SUBMITTED
    assert client.post(address, {"reason": "Delad tid."}).status_code == 302
    assert fresh(made).state == DutyState.CHECKED


def test_of_what_gives_nothing_nobody_is_asked_why_it_should_be_paid(rules, town, as_person):
    _fee(town, "gunnar", "SN", "namndordforande", dt.date(2026, 1, 1), share=40)
    made = duty(town, "gunnar", "SN")
    client, address = as_person("ingrid"), reverse("remuneration:review", args=[made.uuid])

    asked = said(client.post(address, {}))

    assert "Varför godkänner du det, när det inte ger något?" in asked
    assert "Varför ska det ersättas ändå?" not in asked
    assert fresh(made).state == DutyState.SUBMITTED


def _fee(town, name, body, office, on, *, share=25):
    return register_office(
        seat(town, name, body),
        office=office,
        on=on,
        until=dt.date(2027, 1, 1),
        occupancy=Decimal(share),
        actor=town.actor("yvonne"),
        at=NOW,
    )


def test_the_year_adds_up_and_a_fixed_fee_stands_in_each_of_its_months(rules, town):
    fee = _fee(town, "gunnar", "SN", "namndordforande", dt.date(2025, 11, 1))
    made = duty(town, "gunnar", "SN", subject="Träff med vårdcentralen")
    known = rules_known()

    def year(asked, today):
        years = settled_years([fee.person_id], [asked], known.timeline, today=today)
        given = {"rules": known.timeline, "links": clause_links(known), "paid": {}}
        return years.total, months_of(years, asked, **given)

    total, months = year(2026, TODAY)
    earlier, before = year(2025, dt.date(2025, 12, 31))

    assert [month.first.month for month in months] == list(range(11, 0, -1))
    assert [month.first.month for month in before] == [12, 11]
    assert (_added(months), _added(before)) == (total, earlier)
    assert [each.title for each in months[0].duties] == [made.subject, fee.subject]
    assert months[0].duties[1].on == dt.date(2026, 11, 1)
    assert (year_of(fee, TODAY), year_of(made, TODAY)) == (2026, 2026)
    assert year_of(fee, dt.date(2025, 10, 1)) == 2025


def _added(months):
    """Add up what the duties of some months show; each month says its own sum."""
    whole = Decimal(0)
    for month in months:
        shown = sum(_number(each.amount) for each in month.duties)
        assert kronor(shown) == month.total
        whole += shown
    return whole


def _number(words):
    kept = "".join(each for each in words if each.isdigit() or each == ",")
    return Decimal(kept.replace(",", "."))


@pytest.mark.parametrize(
    ("asked", "year"), [("2024", 2024), ("", 2026), ("0000", 2026), ("2027", 2026), ("²", 2026)]
)
def test_a_year_that_has_not_been_is_this_year(asked, year):
    assert year_asked(asked, TODAY) == year


def test_somebody_without_a_mandate_is_told_so_when_they_claim(rules, as_person):
    sent = as_person("johan").post("/arvoden/nytt/", {"kind": "course", "subject": "Kurs"})

    assert sent.status_code == 422
    assert Duty.objects.count() == 0


def test_a_claim_by_page_is_saved_and_leads_to_its_own_page(rules, town, as_person):
    sent = as_person("lena").post(
        "/arvoden/nytt/",
        {
            "kind": "errand",
            "body": town.body("KS").pk,
            "subject": "Möte med bygdegården",
            "on": "2026-11-10",
            "from_at": "13:00",
            "to_at": "15:30",
        },
    )

    made = Duty.objects.get()
    assert sent["Location"] == reverse("remuneration:duty", args=[made.uuid])
    assert (made.minutes, made.starts, made.state) == (150, 780, DutyState.OPEN)


def test_ones_own_employer_question_is_ones_own(rules, town, as_person):
    as_person("ulla").post(
        "/arvoden/intyg/fraga/",
        {
            "employer": "Kvarnen AB",
            "email": "lon@kvarnen.example",
            "valid_from": "2026-01-01",
            "valid_until": "2026-12-31",
        },
    )

    assert IncomeCertificate.objects.get().person == town.person("ulla")


def _counted(statement_count, client, address):
    client.get(address)
    with statement_count() as counted:
        assert client.get(address).status_code == 200
    return len(counted)


@pytest.mark.parametrize(
    ("name", "address"), [("lena", "/arvoden/"), ("ingrid", "/arvoden/attest/")]
)
def test_the_lists_take_as_many_statements_for_three_rows_as_for_one(
    rules, town, as_person, statement_count, name, address
):
    client = as_person(name)
    lost(duty(town, on=dt.date(2026, 11, 1)), paper=certificate(town))
    one = _counted(statement_count, client, address)

    for day in (3, 4):
        lost(duty(town, on=dt.date(2026, 11, day)), paper=certificate(town))
    three = _counted(statement_count, client, address)

    assert three == one
    assert three <= AT_MOST


def test_a_duty_takes_as_many_statements_for_three_receipts_as_for_one(
    rules, town, as_person, statement_count
):
    made = [duty(town, handed_in=False), duty(town, on=dt.date(2026, 11, 3))]
    pages = [
        ("lena", reverse("remuneration:duty", args=[made[0].uuid])),
        ("ingrid", reverse("remuneration:review", args=[made[1].uuid])),
    ]
    given = {"kind": CostKind.PARKING, "amount": Decimal(40)}
    paid = add_cost(made[0], **given, receipt=picture(), actor=town.actor("lena"), at=NOW)
    Cost.objects.create(**given, duty=made[1], receipt=paid.receipt)
    counts = []
    for more in (0, 2):
        for each in made * more:
            Cost.objects.create(**given, duty=each, receipt=paid.receipt)
        counts.append(
            [_counted(statement_count, as_person(name), address) for name, address in pages]
        )

    assert counts[0] == counts[1]
    assert max(counts[0]) <= AT_MOST


def test_every_page_of_the_scene_opens_for_whom_it_is(town, as_person):
    place = scene(town)
    pages = {
        "lena": [
            "/arvoden/",
            "/arvoden/?ar=2025",
            "/arvoden/nytt/",
            "/arvoden/intyg/",
            "/arvoden/intyg/ladda-upp/",
            "/arvoden/intyg/fraga/",
            *(
                reverse(f"remuneration:{each}", args=[place.begun.uuid])
                for each in ("duty", "change", "lost", "journey", "nights", "meals", "cost")
            ),
        ],
        "ulla": [reverse("remuneration:others", args=[place.group.uuid])],
        "ingrid": [
            "/arvoden/attest/",
            *(
                reverse(f"remuneration:{each}", args=[place.waiting.uuid])
                for each in ("review", "return", "refuse", "correct")
            ),
            reverse("remuneration:stand-ins", args=[place.body.uuid]),
        ],
        "yvonne": [
            "/arvoden/fasta/",
            "/arvoden/fasta/nytt/",
            reverse("remuneration:end-office", args=[place.office.uuid]),
        ],
    }

    answers = {
        (name, each): as_person(name).get(each).status_code
        for name, addresses in pages.items()
        for each in addresses
    }

    assert {key: code for key, code in answers.items() if code != 200} == {}


def test_the_start_page_says_what_waits(rules, town, as_person):
    duty(town)
    duty(town, "ulla", handed_in=False, subject="Kurs i upphandling")

    assert "Granska och attestera 1 uppdrag" in said(as_person("ingrid").get("/min-sida/"))
    assert "Lämna in: Kurs i upphandling" in said(as_person("ulla").get("/min-sida/"))
    assert "attestera" not in said(as_person("pia").get("/min-sida/"))


def test_nothing_here_opens_without_signing_in(town, client):
    place = scene(town)

    for each in ("/arvoden/", "/arvoden/attest/", "/arvoden/fasta/", "/arvoden/intyg/"):
        assert client.get(each).status_code == 302
    assert client.get(f"/arvoden/arbetsgivare/{place.asked.secret_hash}/").status_code == 404


def test_the_story_tells_each_step_and_the_reason(rules, town, as_person):
    made = certified(town, duty(town), reason="Kontrollerat mot kallelsen.")

    page = said(as_person("lena").get(reverse("remuneration:duty", args=[made.uuid])))

    assert "Sekreteraren Ingrid Falk godkände" in page
    assert "Ordföranden Karin Sundell godkände" in page
    assert "Kontrollerat mot kallelsen." in page


def test_what_was_handed_in_again_since_the_page_was_read_is_not_certified(
    rules, town, as_person
):
    made = duty(town)
    seen = (made.submitted_at - dt.timedelta(hours=1)).isoformat()
    client, address = as_person("ingrid"), reverse("remuneration:review", args=[made.uuid])

    sent = client.post(address, {"seen_at": seen})

    assert sent.status_code == 422
    assert "Uppdraget har ändrats sedan du öppnade sidan" in said(sent)
    assert fresh(made).state == DutyState.SUBMITTED
    shown = client.get(address).content.decode()
    stamp = shown.split('name="seen_at" value="')[1].split('"')[0]
    assert client.post(address, {"seen_at": stamp}).status_code == 302
    assert fresh(made).state == DutyState.CHECKED


def test_somebody_without_mandate_who_certifies_lands_on_what_waits(rules, as_person):
    assert as_person("ingrid").get("/arvoden/")["Location"] == "/arvoden/attest/"
    assert as_person("yvonne").get("/arvoden/")["Location"] == "/arvoden/korningar/"
    assert as_person("maria").get("/arvoden/").status_code == 200


def test_a_claim_that_would_be_too_late_promises_nothing(rules, town, as_person):
    late = duty(town, on=dt.date(2026, 4, 1), handed_in=False, is_approved=True)

    page = said(as_person("lena").get(reverse("remuneration:duty", args=[late.uuid])))

    assert "Sista dagen att lämna in var" in page
    assert "Något i kravet är lämnat efter sista dagen och ersätts inte." in page
    assert "<span>Tillsammans</span><span>0 kr</span>" in page


def test_what_no_rule_pays_for_is_looked_at_by_itself_and_says_why(rules, town, as_person):
    made = duty(town, is_approved=False)
    ingrid = as_person("ingrid")

    listed = said(ingrid.get("/arvoden/attest/"))
    read = said(ingrid.get(reverse("remuneration:review", args=[made.uuid])))

    why = "Uppdraget har inget beslut som är fattat i förväg."
    assert "Att se för sig" in listed
    assert "Ger ingen ersättning" in listed
    assert why in listed
    assert why in read


def test_what_is_certified_says_when_it_comes(rules, town, as_person):
    made = certified(town, duty(town, is_approved=True))
    opened(town, NOW.date().replace(day=1))

    page = said(as_person("lena").get(reverse("remuneration:duty", args=[made.uuid])))

    assert "900 kr kommer med nästa utbetalning, fredag 27 november 2026" in page


def test_the_only_certificate_and_the_last_road_are_filled_in(rules, town, as_person):
    lena = as_person("lena")
    paper, first, made = certificate(town), duty(town), duty(town, handed_in=False)
    set_journey(
        first, km=Decimal("38.5"), route="Norrby–kommunhuset", actor=town.actor("lena"), at=NOW
    )

    lost_page = lena.get(reverse("remuneration:lost", args=[made.uuid])).content.decode()
    road = lena.get(reverse("remuneration:journey", args=[made.uuid])).content.decode()

    assert f'value="{paper.pk}" selected' in lost_page
    assert "Norrby–kommunhuset" in road
    assert "38,5" in road
