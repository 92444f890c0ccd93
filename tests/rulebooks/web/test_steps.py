"""A guideline's way into force through the pages: proposed by one, confirmed by another."""

from __future__ import annotations

import pytest

from samspel.audit.models import AuditEntry
from samspel.messaging.models import Message
from samspel.messaging.todo import todo_for
from samspel.rulebooks import kinds
from samspel.rulebooks.enums import VersionState
from samspel.rulebooks.services import change_draft
from samspel.rules.rulebook import load_shipped
from tests.conftest import NOW
from tests.rulebooks.conftest import AT, EXAMPLE
from tests.rulebooks.web.browsing import changed, form_on, sent, words_of


@pytest.fixture
def ingrid(as_person):
    return as_person("ingrid")


@pytest.fixture
def tomas(as_person):
    return as_person("tomas")


def _state(version):
    version.refresh_from_db()
    return VersionState(version.state)


def _told(kind):
    return sorted(str(each.recipient) for each in Message.objects.filter(kind=kind))


def test_the_answers_are_checked_before_a_proposal(ingrid, draft):
    page = words_of(ingrid.get(f"/styrdokument/{draft.uuid}/foresla/"))

    assert "kommunstyrelsen 2023-02-14 § 18" in page
    assert "Ingenting, det är den första riktlinjen" in page
    assert "Den bekräftas av Tomas Ahl eller Elisabet Nyman" in page or (
        "Den bekräftas av Elisabet Nyman eller Tomas Ahl" in page
    )


def test_a_proposal_gives_a_receipt_and_tells_those_who_may_confirm(ingrid, draft):
    response = sent(ingrid, f"/styrdokument/{draft.uuid}/foresla/", "form_key", follow=True)

    assert _state(draft) is VersionState.PROPOSED
    assert "Riktlinjen är föreslagen" in words_of(response)
    assert _told(kinds.PROPOSED) == ["Elisabet Nyman", "Tomas Ahl"]


def test_what_is_lacking_is_listed_and_nothing_can_be_proposed(town, ingrid, draft):
    files = {**load_shipped(EXAMPLE).files}
    change_draft(draft, files, actor=town.actor("ingrid"), at=AT)
    address = f"/styrdokument/{draft.uuid}/foresla/"

    page = ingrid.get(address)
    refused = ingrid.post(address, form_on(page, "form_key"))

    assert "Ange dagen och paragrafen" in words_of(page)
    assert "Riktlinjen hör till barn- och utbildningsnämnden" in words_of(page)
    assert refused.status_code == 422
    assert _state(draft) is VersionState.DRAFT
    assert _told(kinds.PROPOSED) == []


def test_a_draft_with_a_failing_case_says_so_instead_of_offering_to_be_proposed(
    town, ingrid, draft
):
    files = {**draft.files}
    files["cases.yaml"] = files["cases.yaml"].replace("outcome: allowed", "outcome: stopped", 1)
    change_draft(draft, files, actor=town.actor("ingrid"), at=AT)
    address = f"/styrdokument/{draft.uuid}/foresla/"

    page = ingrid.get(address)
    refused = ingrid.post(address, form_on(page, "form_key"))

    assert ">Föreslå riktlinjen</button>" not in page.content.decode()
    assert refused.status_code == 422
    assert _state(draft) is VersionState.DRAFT


def test_the_second_person_finds_it_on_the_start_page_and_confirms(town, tomas, proposed):
    [todo] = [
        each for each in todo_for(town.actor("tomas"), NOW) if "Bekräfta" in each.verb_object
    ]

    page = tomas.get(todo.url)
    response = tomas.post(todo.url, form_on(page, "form_key"))

    assert (
        todo.verb_object
        == "Bekräfta riktlinje: Riktlinjer för kommunstyrelsens kontaktpolitiker"
    )
    assert ("Ingrid Falk föreslog den" in words_of(page), response.status_code) == (True, 302)
    assert _state(proposed) is VersionState.CONFIRMED
    assert _told(kinds.CONFIRMED) == ["Ingrid Falk"]


def test_nothing_waits_on_the_proposer_s_start_page(town, proposed):
    found = [each.verb_object for each in todo_for(town.actor("ingrid"), NOW)]

    assert not any(words.startswith("Bekräfta riktlinje") for words in found)


def test_the_proposer_sees_why_they_can_not_confirm(ingrid, proposed):
    address = f"/styrdokument/{proposed.uuid}/bekrafta/"

    page = ingrid.get(address)
    refused = ingrid.post(address, form_on(page, "because"))

    assert "Du har själv föreslagit den här versionen" in words_of(page)
    assert ">Bekräfta riktlinjen</button>" not in page.content.decode()
    assert refused.status_code == 422
    assert _state(proposed) is VersionState.PROPOSED


def test_a_rejection_needs_a_reason_and_reaches_the_proposer(tomas, proposed):
    address = f"/styrdokument/{proposed.uuid}/bekrafta/"
    fields = form_on(tomas.get(address), "because")

    empty = tomas.post(f"/styrdokument/{proposed.uuid}/avvisa/", fields)
    kept = tomas.post(
        f"/styrdokument/{proposed.uuid}/avvisa/",
        changed(fields, {"because": "Fel §, 100 % säkert."}),
    )

    assert empty.status_code == 422
    assert "Skriv varför förslaget avvisas" in words_of(empty)
    assert kept.status_code == 302
    assert _state(proposed) is VersionState.REJECTED
    assert "Fel §, 100 % säkert." in Message.objects.get(kind=kinds.REJECTED).body


def test_the_proposer_takes_a_proposal_back_and_nobody_is_told(ingrid, proposed):
    page = ingrid.get(f"/styrdokument/{proposed.uuid}/bekrafta/")

    ingrid.post(
        f"/styrdokument/{proposed.uuid}/avvisa/",
        changed(form_on(page, "because"), {"because": "Jag såg ett fel."}),
    )

    assert _state(proposed) is VersionState.REJECTED
    assert _told(kinds.REJECTED) == []


def test_a_rejected_proposal_says_why_and_can_be_begun_from(ingrid, tomas, proposed):
    page = tomas.get(f"/styrdokument/{proposed.uuid}/bekrafta/")
    tomas.post(
        f"/styrdokument/{proposed.uuid}/avvisa/",
        changed(form_on(page, "because"), {"because": "Fel paragraf."}),
    )

    page = words_of(ingrid.get(f"/styrdokument/{proposed.uuid}/om/"))

    assert "Avvisad: Fel paragraf." in page
    assert "Börja ett nytt utkast" in page


def test_the_story_of_a_version_is_told_with_who_did_what(ingrid, in_force):
    page = words_of(ingrid.get(f"/styrdokument/{in_force.uuid}/om/"))

    assert "Riktlinje föreslagen av Ingrid Falk" in page
    assert "Riktlinje bekräftad, den gäller från sin dag av Tomas Ahl" in page


def test_those_who_only_read_are_told_what_happened_but_not_by_whom(as_person, in_force):
    page = words_of(as_person("anna").get(f"/styrdokument/{in_force.uuid}/om/"))

    assert "Riktlinje föreslagen" in page
    assert "föreslagen av" not in page


@pytest.mark.parametrize("step", ["foresla", "bekrafta"])
def test_a_page_of_a_step_that_is_past_leads_to_the_version(ingrid, in_force, step):
    response = ingrid.get(f"/styrdokument/{in_force.uuid}/{step}/")

    assert response["Location"] == f"/styrdokument/{in_force.uuid}/om/"


def test_a_draft_is_thrown_away(ingrid, draft):
    page = ingrid.get(f"/styrdokument/{draft.uuid}/om/")

    ingrid.post(f"/styrdokument/{draft.uuid}/kasta/", form_on(page, "form_key"))

    assert _state(draft) is VersionState.DISCARDED


def test_a_confirmation_sent_twice_is_carried_out_once(tomas, proposed):
    address = f"/styrdokument/{proposed.uuid}/bekrafta/"
    fields = form_on(tomas.get(address), "form_key")

    first, second = tomas.post(address, fields), tomas.post(address, fields)

    assert (first.status_code, second.status_code) == (302, 302)
    assert AuditEntry.objects.filter(act="rulebooks.version.confirmed").count() == 1


def test_somebody_else_was_quicker(as_person, tomas, proposed):
    address = f"/styrdokument/{proposed.uuid}/bekrafta/"
    late = as_person("elisabet")
    fields = form_on(late.get(address), "form_key")
    tomas.post(address, form_on(tomas.get(address), "form_key"))

    response = late.post(address, fields)

    assert response.status_code == 422
    assert "väntar inte på bekräftelse" in words_of(response)
