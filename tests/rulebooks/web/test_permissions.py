"""Every act on these pages by every person of the cast: done, or refused with nothing written."""

from __future__ import annotations

import pytest

from samspel.audit.models import AuditEntry
from samspel.messaging.models import Message
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.services import propose_version
from samspel.rules.rulebook import load_shipped
from tests.cast import PERSONS
from tests.rulebooks.conftest import AT, KS

DRAFTERS = {"ingrid", "tomas"}
CONFIRMERS = {"tomas", "elisabet"}
AMOUNT_DRAFTERS = {"ingrid", "tomas"}
REJECTERS = {"ingrid", "tomas", "elisabet"}

ON_A_DRAFT = {
    "uppgifter/": {"title": "Kapat"},
    "stycken/nytt/": {"heading": "Kapat", "text": "Kapat"},
    "stycken/omfattning-1/": {"heading": "Kapat", "text": "Kapat"},
    "stycken/omfattning-1/ta-bort/": {"to": "omfattning-2"},
    "bestammelser/ny/?installning=booking.times_to_offer": {"title": "Kapat", "value": "3"},
    "bestammelser/hogst-tva-besok/": {"title": "Kapat", "value": "9"},
    "bestammelser/inte-anstalld/ta-bort/": {},
    "bestammelser/hogst-tva-besok/varden/nytt/": {"day": "2027-01-01", "value": "9"},
    "bestammelser/hogst-tva-besok/varden/2023-03-01/ta-bort/": {},
    "fall/nytt/?handling=visit.book": {"it": "Kapat", "on": "2026-01-01", "outcome": "allowed"},
    "fall/0/": {"it": "Kapat"},
    "fall/0/ta-bort/": {},
    "fall/forslag/": {"take": "0"},
    "fall/flytta/": {},
    "filer/text.yaml/": {"text": "[]"},
    "filer/ny/": {"name": "kapat.yaml", "text": "[]"},
    "filer/besok.yaml/ta-bort/": {},
    "foresla/": {},
    "kasta/": {},
    "nytt-utkast/": {},
}

ON_AMOUNTS = {
    "belopp/varden/nytt/": {"title": "Kapat", "value-value": "1"},
    "belopp/varden/grundarvode/": {"title": "Kapat"},
    "belopp/varden/grundarvode/ta-bort/": {},
    "belopp/varden/grundarvode/dagar/ny/": {"day": "2027-01-01", "value-value": "9"},
    "belopp/varden/grundarvode/dagar/2025-01-01/": {"value-value": "9"},
    "belopp/varden/grundarvode/dagar/2025-01-01/ta-bort/": {},
    "belopp/regler/ny/?slag=totals": {"title": "Kapat"},
    "belopp/regler/tak-gruppmoten/": {"title": "Kapat"},
    "belopp/regler/tak-gruppmoten/ta-bort/": {},
    "fall/nytt/?uppdrag=1": {"it": "Kapat"},
}


def _everything():
    versions = RulesetVersion.objects.order_by("pk").values_list("pk", "state", "sha256")
    acts = AuditEntry.objects.filter(act__startswith="rulebooks").count()
    return list(versions), acts, Message.objects.count()


OUTSIDERS = sorted(set(PERSONS) - DRAFTERS - {"elisabet"})


@pytest.mark.parametrize("person", OUTSIDERS)
def test_a_draft_is_not_even_found_by_those_outside(as_person, draft, person):
    client, before = as_person(person), _everything()

    answers = {
        act: client.post(f"/styrdokument/{draft.uuid}/{act}", given).status_code
        for act, given in ON_A_DRAFT.items()
    }

    assert answers == dict.fromkeys(ON_A_DRAFT, 404)
    assert _everything() == before


def test_whoever_confirms_but_does_not_propose_writes_nothing_in_a_draft(as_person, draft):
    client, before = as_person("elisabet"), _everything()

    answers = {
        act: client.post(f"/styrdokument/{draft.uuid}/{act}", given).status_code
        for act, given in ON_A_DRAFT.items()
    }

    assert answers == dict.fromkeys(ON_A_DRAFT, 403)
    assert _everything() == before


@pytest.mark.parametrize("person", OUTSIDERS)
def test_what_is_in_force_is_read_by_all_and_written_by_none(as_person, in_force, person):
    client, before = as_person(person), _everything()

    answers = {
        act: client.post(f"/styrdokument/{in_force.uuid}/{act}", given).status_code
        for act, given in ON_A_DRAFT.items()
    }

    assert set(answers.values()) == {403}
    assert _everything() == before


@pytest.mark.parametrize("act", sorted(set(ON_A_DRAFT) - {"nytt-utkast/"}))
def test_not_even_the_secretary_writes_in_what_is_in_force(as_person, in_force, act):
    before = _everything()

    response = as_person("ingrid").post(f"/styrdokument/{in_force.uuid}/{act}", ON_A_DRAFT[act])

    assert response.status_code in {302, 404, 422}
    assert _everything() == before


@pytest.mark.parametrize("person", sorted(PERSONS))
@pytest.mark.parametrize(
    ("act", "given", "allowed"),
    [("bekrafta/", {}, CONFIRMERS), ("avvisa/", {"because": "Fel."}, REJECTERS)],
)
def test_a_proposal_is_settled_only_by_those_who_may(
    as_person, proposed, person, act, given, allowed
):
    before = _everything()

    response = as_person(person).post(f"/styrdokument/{proposed.uuid}/{act}", given)

    assert (response.status_code == 302) == (person in allowed)
    assert (_everything() == before) == (person not in allowed)


@pytest.mark.parametrize("person", sorted(PERSONS))
@pytest.mark.parametrize("short", ["KS", "BUN"])
def test_a_draft_is_begun_only_for_the_bodies_one_serves(town, as_person, person, short):
    allowed = {"KS": {"ingrid", "tomas"}, "BUN": {"pia", "tomas"}}[short]
    body = town.body(short)
    given = {"organ": str(body.uuid), "kalla": "forlaga", "shipped": KS}

    response = as_person(person).post("/styrdokument/nytt/", given)

    made = RulesetVersion.objects.filter(rulebook__body=body).count()
    assert (response.status_code == 302, made) == (person in allowed, int(person in allowed))


@pytest.mark.parametrize("person", sorted(PERSONS))
def test_mended_files_become_a_draft_only_for_the_bodies_one_serves(town, as_person, person):
    files = load_shipped(KS).files
    given = {
        "body": str(town.body("KS").uuid),
        "name": list(files),
        "text": list(files.values()),
    }

    response = as_person(person).post("/styrdokument/nytt/rattat/", given)

    assert (response.status_code == 302) == (person in {"ingrid", "tomas"})
    assert RulesetVersion.objects.count() == int(person in {"ingrid", "tomas"})


@pytest.mark.parametrize(
    "act", ["kasta/", "avvisa/", "nytt-utkast/", "fall/flytta/", "fall/0/ta-bort/"]
)
def test_an_act_is_never_done_by_a_link(as_person, draft, act):
    before = _everything()

    response = as_person("ingrid").get(f"/styrdokument/{draft.uuid}/{act}")

    assert response.status_code == 405
    assert _everything() == before


@pytest.mark.parametrize("person", sorted(set(PERSONS) - AMOUNT_DRAFTERS))
def test_amounts_are_written_only_by_those_who_keep_the_councils_rules(
    as_person, reglement, person
):
    client, before = as_person(person), _everything()

    answers = {
        client.post(f"/styrdokument/{reglement.uuid}/{act}", given).status_code
        for act, given in ON_AMOUNTS.items()
    }

    assert answers == ({403} if person in CONFIRMERS else {404})
    assert _everything() == before


@pytest.mark.parametrize("act", sorted(ON_AMOUNTS))
def test_amounts_are_not_even_written_by_them_once_they_are_proposed(
    town, as_person, reglement, act
):
    propose_version(reglement, actor=town.actor("tomas"), at=AT)
    before = _everything()

    response = as_person("tomas").post(f"/styrdokument/{reglement.uuid}/{act}", ON_AMOUNTS[act])

    assert response.status_code in {302, 404, 422}
    assert _everything() == before


@pytest.mark.parametrize("act", [each for each in ON_AMOUNTS if each.endswith("ta-bort/")])
def test_amounts_are_never_taken_away_by_a_link(as_person, reglement, act):
    before = _everything()

    assert as_person("tomas").get(f"/styrdokument/{reglement.uuid}/{act}").status_code == 405
    assert _everything() == before
