"""What nothing is paid for, what the controls say to the person, questions and their answers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samspel.documents.errors import FileRefused
from samspel.remuneration.enums import CostKind, DutyKind, DutyState
from samspel.remuneration.errors import DutyRefused, StaleDuty
from samspel.remuneration.queries.controls import reviewed
from samspel.remuneration.queries.gaps import gaps_of
from samspel.remuneration.queries.rates import rates_known
from samspel.remuneration.services.certifying import refuse_duty, return_duty
from samspel.remuneration.services.claiming import add_cost, hand_in, set_journey
from samspel.remuneration.services.keeping import room_for_reply
from samspel.remuneration.web.forms_parts import CostForm, JourneyForm
from tests.pages import said
from tests.remuneration.acting import (
    NOW,
    TODAY,
    adopted,
    certificate,
    duty,
    fresh,
    is_in,
    lost,
    picture,
)
from tests.stages import staged

LATER = NOW + dt.timedelta(minutes=5)


@staged
def rules(town):
    return adopted(town)


def _own(town, at=NOW):
    return {"actor": town.actor("lena"), "at": at}


def _page(as_person, name, view, made):
    return said(as_person(name).get(reverse(f"remuneration:{view}", args=[made.uuid])))


def test_a_fee_that_wants_a_decision_and_a_cost_that_nothing_pays_are_told(
    rules, town, as_person
):
    made = duty(town, handed_in=False, is_approved=False)
    set_journey(made, km=Decimal(10), route="Norrby–Solhem", **_own(town))
    add_cost(made, kind=CostKind.OTHER, amount=Decimal(99), receipt=picture(), **_own(town))
    hand_in(made, **_own(town))

    own = _page(as_person, "lena", "duty", made)
    listed = said(as_person("ingrid").get("/arvoden/attest/"))

    assert "Förrättningsarvode betalas bara för det som är beslutat i förväg." in own
    assert "Annan kostnad: ingen bestämmelse i reglementet ersätter det." in own
    assert listed.index("Att se för sig") < listed.index("Allt ersätts inte")
    assert "Annan kostnad: ingen bestämmelse" in listed


def test_what_is_decided_and_paid_has_no_gap(rules, town):
    made = duty(town, is_approved=True, handed_in=False)
    add_cost(made, kind=CostKind.PARKING, amount=Decimal(40), receipt=picture(), **_own(town))

    assert not gaps_of(fresh(made), rates_known())


def test_before_there_were_rules_there_is_nothing_to_lack(rules, town):
    made = duty(town, on=dt.date(2020, 3, 2), handed_in=False)

    assert not gaps_of(made, rates_known())
    assert not gaps_of(made, None)


def test_the_person_reads_what_the_certifier_will_see_with_its_clause(rules, town, as_person):
    made = duty(town, is_approved=True, handed_in=False)
    set_journey(made, km=Decimal("2.9"), route="Norrby–Solhem", **_own(town))
    hand_in(made, **_own(town))

    own = _page(as_person, "lena", "duty", made)

    told = own[own.index("Det här ser den som granskar") : own.index("Lägg till")]
    assert "Resan är kortare än vad som ersätts." in told
    assert "måste skriva ett skäl" in told
    assert "15 § Resor" in told


def test_the_certifiers_list_says_what_the_rules_have_against_it(rules, town, as_person):
    paper = certificate(town)
    made = duty(town, is_approved=True, starts=18 * 60)
    lost(made, starts=18 * 60, paper=paper)

    listed = said(as_person("ingrid").get("/arvoden/attest/"))

    assert "ligger utanför arbetstiden i intyget" in listed
    assert "Förlorad inkomst är inte med i beloppen här." in listed


def test_a_question_and_its_answer_are_read_by_whoever_certifies_next(rules, town, as_person):
    made = duty(town, is_approved=True, note="Med buss.")
    return_duty(made, reason="Hur länge varade det?", actor=town.actor("ingrid"), at=NOW)
    client = as_person("lena")
    assert "Ditt svar" in said(client.get(reverse("remuneration:duty", args=[made.uuid])))

    client.post(
        reverse("remuneration:hand-in", args=[made.uuid]), {"svar": "Till tre,\nsom alltid."}
    )

    assert is_in(made, DutyState.SUBMITTED)
    assert fresh(made).note == (
        f"{TODAY} återlämnat: Hur länge varade det? Svar: Till tre, som alltid. Med buss."
    )
    assert "Svar: Till tre, som alltid." in _page(as_person, "ingrid", "review", made)


def test_no_word_of_the_persons_own_is_cut_to_make_room(rules, town):
    made = duty(town, note="n" * 300)
    return_duty(made, reason="f" * 500, actor=town.actor("ingrid"), at=NOW)
    room = room_for_reply(fresh(made))
    with pytest.raises(DutyRefused, match="Korta det med 1 tecken"):
        hand_in(made, reply="s" * (room + 1), **_own(town))

    hand_in(made, reply="s" * 100, **_own(town))

    note = fresh(made).note
    assert len(note) <= 500
    assert note.endswith("n" * 300)
    assert "s" * 100 in note
    assert f"{TODAY} återlämnat: fff" in note


def test_what_was_handed_in_without_a_question_keeps_its_note(rules, town):
    made = duty(town, handed_in=False, note="Med buss.")

    hand_in(made, reply="Ett svar på ingenting", **_own(town))

    assert fresh(made).note == "Med buss."


@pytest.mark.parametrize("answer", [return_duty, refuse_duty])
def test_what_was_handed_in_again_since_it_was_seen_is_not_answered(rules, town, answer):
    made = duty(town, is_approved=True)
    seen_at = made.submitted_at
    return_duty(made, reason="Fel dag.", actor=town.actor("ingrid"), at=NOW)
    hand_in(made, **_own(town, LATER))

    with pytest.raises(StaleDuty):
        answer(made, reason="Fel dag.", actor=town.actor("ingrid"), at=LATER, seen_at=seen_at)

    assert is_in(made, DutyState.SUBMITTED)


def test_a_claim_is_taken_back_only_when_one_has_said_so_twice(rules, town, as_person):
    made, client = duty(town), as_person("lena")
    address = reverse("remuneration:take-back", args=[made.uuid])

    asked = said(client.get(address))

    assert "Då betalas inget för uppdraget" in asked
    assert is_in(made, DutyState.SUBMITTED)

    client.post(address)

    assert is_in(made, DutyState.WITHDRAWN)
    page = _page(as_person, "lena", "duty", made)
    assert "Du har tagit tillbaka kravet. Inget betalas för det." in page


def test_a_file_that_did_not_come_along_is_asked_for_again():
    form = CostForm({"kind": "parking", "amount": "fyrtio"}, {"receipt": picture()})

    assert not form.is_valid()
    assert form.errors["receipt"] == ["Välj filen igen. Den följde inte med."]
    assert "receipt" not in CostForm({"kind": "parking", "amount": "fyrtio"}, {}).errors


@pytest.mark.parametrize("name", ["bild.heic", "bild.jpg"])
def test_a_picture_in_the_phones_own_format_is_met_with_what_to_do(rules, town, name):
    made = duty(town, handed_in=False)
    upload = SimpleUploadedFile(name, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\1" * 400)

    with pytest.raises(FileRefused, match=r"HEIC.*Mest kompatibelt"):
        add_cost(made, kind=CostKind.PARKING, amount=Decimal(40), receipt=upload, **_own(town))


@pytest.mark.parametrize(
    ("km", "given"),
    [("1 200,5 km", Decimal("1200.5")), ("12.5", Decimal("12.5")), ("tolv", None)],
)
def test_a_distance_is_read_as_people_write_it(km, given):
    form = JourneyForm({"km": km, "route": "Norrby–Solhem"})

    assert form.is_valid() is (given is not None)
    assert form.cleaned_data.get("km") == given


def test_the_working_says_each_thing_once(rules, town, as_person):
    made = duty(town, is_approved=True, handed_in=False)
    set_journey(made, km=Decimal("2.9"), route="Norrby–Solhem", **_own(town))

    (row,) = reviewed([made], person_id=None, today=TODAY)
    page = _page(as_person, "lena", "duty", made)

    assert DutyKind(row.duty.kind) is DutyKind.ERRAND
    working = page[page.index("sträckan är 2,9 km") :]
    assert working[: working.index("15 §")].count("Resa med egen bil") == 1
