"""Recording an act: registered, by somebody, in the act's own transaction."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from samspel.audit import registry
from samspel.audit.actors import Actor
from samspel.audit.errors import ActorMissing, ChainBroken, UnknownAct
from samspel.audit.models import AuditEntry, AuditLink
from samspel.audit.queries import entries_about, verified_chain
from samspel.audit.services import record, seal

ACT = "audit.chain.verified"


@pytest.fixture
def karin(town):
    return town.actor("karin")


def test_an_entry_prints_who_did_what_to_what_and_in_which_role(town, karin):
    body = town.body("KS")

    entry = record(ACT, subject=body, actor=karin, facts={"day": dt.date(2026, 11, 12)})

    assert (entry.actor_name, entry.actor_role) == (
        "Karin Sundell",
        "Kommunstyrelsen, ordförande",
    )
    assert (entry.subject_type, entry.subject_name) == ("people.body", "Kommunstyrelsen")
    assert entry.facts == {"day": "2026-11-12"}


def test_an_act_nobody_has_registered_is_refused(town, karin):
    with pytest.raises(UnknownAct):
        record("audit.nothing.done", subject=town.body("KS"), actor=karin)

    assert list(AuditEntry.objects.all()) == []


def test_an_act_without_an_actor_is_refused(town):
    with pytest.raises(ActorMissing):
        record(ACT, subject=town.body("KS"), actor=None)

    assert list(AuditEntry.objects.all()) == []


def test_of_a_written_reason_only_the_hash_is_kept(town, karin):
    entry = record(ACT, subject=town.body("KS"), actor=karin, reason="Jag kände Elin i köket.")

    assert "Elin" not in str(entry.facts)
    assert len(entry.facts["reason_sha256"]) == 64


def test_further_subjects_show_the_act_on_their_own_pages(town, karin):
    body, unit = town.body("KS"), town.unit("bjork")

    entry = record(ACT, subject=body, actor=karin, also=[unit])

    assert list(entries_about(unit)) == [entry]


def test_facts_may_be_decimals_sets_and_nested(town, karin):
    entry = record(
        ACT,
        subject=town.body("KS"),
        actor=karin,
        facts={"hours": Decimal("1.5"), "days": {"b", "a"}, "in": [{"at": dt.time(9)}]},
    )

    entry.refresh_from_db()
    assert entry.facts == {"hours": "1.5", "days": ["a", "b"], "in": [{"at": "09:00:00"}]}


@pytest.mark.parametrize(
    "change", ["UPDATE audit_auditentry SET act = 'x'", "DELETE FROM audit_auditentry"]
)
def test_the_database_refuses_to_change_the_trail(town, karin, change):
    entry = record(ACT, subject=town.body("KS"), actor=karin)

    with pytest.raises(IntegrityError, match="får bara fyllas på"), transaction.atomic():
        connection.cursor().execute(f"{change} WHERE id = {entry.pk}")  # the id is our own

    assert AuditEntry.objects.get().act == ACT


def test_the_database_refuses_to_empty_the_trail(town):
    with pytest.raises(IntegrityError, match="får bara fyllas på"), transaction.atomic():
        connection.cursor().execute("TRUNCATE audit_auditentry CASCADE")


def test_sealing_links_each_entry_once_in_order(town, karin):
    for short in ("KS", "SN", "KF"):
        record(ACT, subject=town.body(short), actor=karin)

    assert (seal(), seal()) == (3, 0)

    report = verified_chain()
    assert (report.sealed_count, report.waiting_count) == (3, 0)
    assert report.head == AuditLink.objects.get(number=3).hash


def test_an_entry_that_is_not_sealed_yet_is_counted_as_waiting(town, karin):
    record(ACT, subject=town.body("KS"), actor=karin)

    report = verified_chain()

    assert (report.sealed_count, report.waiting_count) == (0, 1)


TAMPERING = {
    "innehåll har ändrats": "UPDATE audit_auditentry SET actor_name = 'Någon annan' WHERE id = %s",
    "saknas i kedjan": "DELETE FROM audit_auditlink WHERE entry_id = %s",
    "pekar inte": "UPDATE audit_auditlink SET previous_hash = repeat('1', 64) WHERE entry_id = %s",
    "kontrollsumma": "UPDATE audit_auditlink SET hash = repeat('2', 64) WHERE entry_id = %s",
}


@pytest.mark.parametrize("why", sorted(TAMPERING))
def test_verification_names_the_first_entry_that_somebody_has_touched(town, karin, why):
    entries = [record(ACT, subject=town.body(each), actor=karin) for each in ("KS", "SN", "KF")]
    seal()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(TAMPERING[why], [entries[1].pk])
        cursor.execute("SET session_replication_role = DEFAULT")

    with pytest.raises(ChainBroken, match=why) as broken:
        verified_chain()

    expected = entries[2].pk if why == "saknas i kedjan" else entries[1].pk
    assert broken.value.entry_id == expected


def test_every_registered_act_has_a_name_of_three_parts_and_words():
    for act, label in registry.all_acts().items():
        assert act.count(".") == 2, act
        assert str(label).strip(), act


def test_the_system_is_an_actor_under_the_name_of_its_job(town):
    entry = record(ACT, subject=town.body("KS"), actor=Actor.system("påminnelser"))

    assert (entry.actor_kind, entry.actor_name, entry.actor_role) == (
        "system",
        "påminnelser",
        "",
    )
