"""The trail: of one object by whoever may see it, the whole by those who audit."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection

from samspel.access import services
from samspel.audit.models import AuditEntry
from samspel.audit.services import record, seal
from samspel.meetings.services import plan_meeting
from samspel.people.enums import PositionRole
from tests.cast import PERSONS
from tests.conftest import NOW
from tests.stages import staged

READERS = {"tomas", "margareta"}


@staged
def happened(town):
    """Something has been done: Anna's looks, Bo's account, and a grant."""
    services.choose_preferences(
        town.user("anna"),
        language="sv",
        colour_scheme="dark",
        text_size="large",
        shortcut_keys=True,
        actor=town.actor("anna"),
    )
    services.shut_account(town.user("bo"), actor=town.actor("tomas"))
    services.grant_capability(
        PositionRole.OFFICER, "meetings.meeting.read", actor=town.actor("tomas")
    )
    seal()


@pytest.mark.parametrize("name", sorted(set(PERSONS) - {"bo"}))
def test_the_whole_log_is_read_by_those_who_audit(happened, as_person, name):
    answer = as_person(name).get("/min-sida/handelser/")

    assert answer.status_code == (200 if name in READERS else 403)
    assert ("Konto stängt" in answer.content.decode()) == (name in READERS)


@pytest.mark.parametrize("name", sorted(set(PERSONS) - {"bo"}))
def test_the_trail_of_an_account_is_read_by_its_owner_and_by_those_who_audit(
    happened, as_person, town, name
):
    answer = as_person(name).get(f"/min-sida/handelser/access.user/{town.user('anna').pk}/")

    assert answer.status_code == (200 if name in READERS | {"anna"} else 404)


def test_the_facts_are_for_those_who_audit(happened, as_person, town):
    url = f"/min-sida/handelser/access.user/{town.user('anna').pk}/"

    own = as_person("anna").get(url).content.decode()
    auditors = as_person("margareta").get(url).content.decode()

    assert "Språk och utseende valt" in own
    assert "colour_scheme" not in own
    assert "colour_scheme" in auditors


def test_an_act_is_shown_with_everything_that_it_concerns(happened, as_person, town):
    url = f"/min-sida/handelser/people.person/{town.person('bo').pk}/"

    assert "Konto stängt" in as_person("tomas").get(url).content.decode()


@pytest.mark.parametrize("kind", ["access.user", "people.person", "visits.visit", "x"])
def test_an_object_without_a_trail_has_no_page(as_person, kind):
    assert as_person("tomas").get(f"/min-sida/handelser/{kind}/999999/").status_code == 404


def titles(page: str) -> list[str]:
    return re.findall(r"<div><p>([^<:]+):", page)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "",
            ["Rättighet given till en position", "Konto stängt", "Språk och utseende valt"],
        ),
        (
            "?modul=access",
            ["Rättighet given till en position", "Konto stängt", "Språk och utseende valt"],
        ),
        ("?modul=visits", []),
        ("?q=anna", ["Språk och utseende valt"]),
        (
            "?fran=2026-11-12&till=2026-11-12",
            ["Rättighet given till en position", "Konto stängt", "Språk och utseende valt"],
        ),
        ("?fran=2026-11-13", []),
        ("?till=2026-11-11", []),
        (
            "?fran=skräp",
            ["Rättighet given till en position", "Konto stängt", "Språk och utseende valt"],
        ),
    ],
)
def test_the_log_is_filtered_by_words_in_the_address(happened, as_person, query, expected):
    page = as_person("margareta").get(f"/min-sida/handelser/{query}").content.decode()

    assert titles(page) == expected


def test_the_log_is_read_page_by_page(happened, as_person, monkeypatch):
    monkeypatch.setattr("samspel.desk.trail.PER_PAGE", 2)
    client = as_person("margareta")

    page = client.get("/min-sida/handelser/").content.decode()
    last = AuditEntry.objects.order_by("-id")[1].pk
    older = client.get(f"/min-sida/handelser/?fore={last}").content.decode()

    assert f"?fore={last}" in page
    assert titles(older) == ["Språk och utseende valt"]
    assert "Visa äldre" not in older


def test_the_log_is_exported_with_its_digests(happened, as_person):
    answer = as_person("margareta").get("/min-sida/handelser/?format=csv&q=anna")

    rows = answer.content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "access.preferences.chosen;Språk och utseende valt" in rows[1]
    assert rows[1].endswith(AuditEntry.objects.get(subject_name="Anna Ekelöf").digest)


def test_the_chain_is_checked_from_the_page(happened, as_person):
    answer = as_person("margareta").post("/min-sida/handelser/kedjan/")

    assert "Kedjan håller. 3 händelser är kontrollerade." in answer.content.decode()


def test_a_broken_chain_names_the_entry(happened, as_person):
    entry = AuditEntry.objects.order_by("id").first()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_auditentry SET actor_name = 'X' WHERE id = %s", [entry.pk])
        cursor.execute("ALTER TABLE audit_auditentry ENABLE TRIGGER USER")

    page = as_person("margareta").post("/min-sida/handelser/kedjan/").content.decode()

    assert "Kedjan är bruten." in page
    assert f"Händelse {entry.pk}:" in page


@pytest.mark.parametrize("name", ["anna", "ingrid"])
def test_others_do_not_check_the_chain(happened, as_person, name):
    assert as_person(name).post("/min-sida/handelser/kedjan/").status_code == 403


def test_the_log_asks_as_often_whatever_its_length(happened, as_person, statement_count):
    client = as_person("margareta")

    with statement_count() as statements:
        client.get("/min-sida/handelser/")

    assert len(statements) <= 12


@pytest.mark.parametrize("name", ["anna", "maria", "ingrid"])
def test_the_register_s_trails_are_read_by_those_who_keep_it(as_person, town, name):
    town_body = town.body("SN")
    record("people.body.corrected", subject=town_body, actor=town.actor("tomas"))

    answer = as_person(name).get(f"/min-sida/handelser/people.body/{town_body.pk}/")

    assert answer.status_code == (200 if name == "ingrid" else 404)


@pytest.mark.parametrize(("name", "status"), [("anna", 200), ("bo", 404), ("maria", 404)])
def test_a_meeting_s_trail_follows_its_own_rule(as_person, town, name, status):
    meeting = plan_meeting(
        town.body("SN"),
        starts_at=NOW + dt.timedelta(days=20),
        ends_at=NOW + dt.timedelta(days=20, hours=3),
        place="Lindsalen",
        at=NOW,
        actor=town.actor("ingrid"),
    )

    answer = as_person(name).get(f"/min-sida/handelser/meetings.meeting/{meeting.pk}/")

    assert answer.status_code == status
