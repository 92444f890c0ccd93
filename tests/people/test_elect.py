"""Electing somebody to a body."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspel.audit.models import AuditEntry, AuditSubject
from samspel.foundation.refusal import NotAllowed
from samspel.people import events
from samspel.people.enums import PositionRole
from samspel.people.errors import NotEligible, OverlapRefused, PeriodRefused, RegisterRefused
from samspel.people.models import Body, Mandate, Party, Term
from samspel.people.services import close_body, elect
from tests.law import amended, changed

YEAR = dt.date(2026, 1, 1)
NEXT_TERM = dt.date(2027, 1, 1)


def test_a_secretary_enters_who_was_elected(town, acts, heard):
    bo, ks, term = town.person("bo"), town.body("KS"), Term.objects.get(name="2023–2026")
    calls = heard(events.mandate_begun)

    mandate = elect(
        bo,
        ks,
        PositionRole.SUBSTITUTE,
        valid_from=YEAR,
        term=term,
        party=Party.objects.get(abbreviation="S"),
        substitute_order=3,
        elected_by="Kommunfullmäktige",
        elected_on=dt.date(2025, 12, 15),
        elected_paragraph="§ 90",
        actor=town.actor("ingrid"),
    )

    mandate.refresh_from_db()
    assert (mandate.person, mandate.body, mandate.role) == (bo, ks, "substitute")
    assert (mandate.valid_from, mandate.valid_to) == (YEAR, NEXT_TERM)
    assert mandate.elected_paragraph == "§ 90"
    assert acts() == ["people.mandate.elected"]
    assert calls == [(mandate, town.actor("ingrid"))]


def test_the_election_is_found_in_the_trail_of_the_person_and_of_the_body(town):
    bo, ks = town.person("bo"), town.body("KS")

    elect(
        bo,
        ks,
        PositionRole.MEMBER,
        valid_from=YEAR,
        valid_to=NEXT_TERM,
        actor=town.actor("ingrid"),
    )

    entry = AuditEntry.objects.latest("id")
    also = set(
        AuditSubject.objects.filter(entry=entry).values_list("subject_type", "subject_id")
    )
    assert also == {("people.person", bo.pk), ("people.body", ks.pk)}


def test_one_person_has_one_mandate_in_a_body_at_a_time(town, nothing_written):
    with (
        nothing_written(),
        pytest.raises(OverlapRefused, match="har redan ett uppdrag i Kommunstyrelsen"),
    ):
        elect(
            town.person("anna"),
            town.body("KS"),
            PositionRole.MEMBER,
            valid_from=YEAR,
            valid_to=NEXT_TERM,
            actor=town.actor("ingrid"),
        )


def test_the_day_after_the_last_one_is_free(town):
    mandate = elect(
        town.person("anna"),
        town.body("KS"),
        PositionRole.MEMBER,
        valid_from=NEXT_TERM,
        actor=town.actor("ingrid"),
    )

    assert mandate.valid_from == NEXT_TERM


def test_there_is_one_chair_at_a_time(town, nothing_written):
    with (
        nothing_written(),
        pytest.raises(OverlapRefused, match=r"redan en ordförande.*Karin Sundell"),
    ):
        elect(
            town.person("bo"),
            town.body("KS"),
            PositionRole.CHAIR,
            valid_from=YEAR,
            valid_to=NEXT_TERM,
            actor=town.actor("ingrid"),
        )


def test_a_place_in_the_order_of_substitutes_is_taken_once(town, nothing_written):
    with (
        nothing_written(),
        pytest.raises(OverlapRefused, match=r"Plats 1 .*tagen av Anna Ekelöf"),
    ):
        elect(
            town.person("bo"),
            town.body("KS"),
            PositionRole.SUBSTITUTE,
            substitute_order=1,
            valid_from=YEAR,
            valid_to=NEXT_TERM,
            actor=town.actor("ingrid"),
        )


def test_in_the_council_each_party_has_an_order_of_its_own(town):
    council, admin = town.body("KF"), town.actor("tomas")
    for name, party in (("anna", "C"), ("bo", "S")):
        elect(
            town.person(name),
            council,
            PositionRole.SUBSTITUTE,
            party=Party.objects.get(abbreviation=party),
            substitute_order=1,
            valid_from=YEAR,
            actor=admin,
        )

    assert Mandate.objects.filter(body=council, substitute_order=1).count() == 2


def test_a_mandate_ends_after_it_begins(town, nothing_written):
    with nothing_written(), pytest.raises(PeriodRefused, match="ligger före första dagen"):
        elect(
            town.person("bo"),
            town.body("KS"),
            PositionRole.MEMBER,
            valid_from=YEAR,
            valid_to=YEAR,
            actor=town.actor("ingrid"),
        )


def test_nobody_is_elected_to_a_closed_body(town, nothing_written):
    body = town.body("KSAU")
    close_body(body, valid_to=YEAR, actor=town.actor("tomas"))

    with (
        nothing_written(),
        pytest.raises(PeriodRefused, match="Välj en första och en sista dag inom"),
    ):
        elect(
            town.person("bo"),
            town.body("KSAU"),
            PositionRole.MEMBER,
            valid_from=YEAR,
            actor=town.actor("tomas"),
        )


def test_a_mandate_is_not_longer_than_its_term(town, nothing_written):
    with (
        nothing_written(),
        pytest.raises(PeriodRefused, match="Mandatperioden 2023–2026 varar"),
    ):
        elect(
            town.person("bo"),
            town.body("KS"),
            PositionRole.MEMBER,
            valid_from=YEAR,
            valid_to=dt.date(2028, 1, 1),
            term=Term.objects.get(name="2023–2026"),
            actor=town.actor("ingrid"),
        )


def test_auditors_sit_among_the_auditors(town, nothing_written):
    with (
        nothing_written(),
        pytest.raises(RegisterRefused, match="Revisorer finns bara i revisionen"),
    ):
        elect(
            town.person("bo"),
            town.body("KS"),
            PositionRole.AUDITOR,
            valid_from=YEAR,
            actor=town.actor("ingrid"),
        )


def test_only_substitutes_have_a_place_in_the_order(town, nothing_written):
    with nothing_written(), pytest.raises(RegisterRefused, match="Bara ersättare har en plats"):
        elect(
            town.person("bo"),
            town.body("KS"),
            PositionRole.MEMBER,
            substitute_order=4,
            valid_from=YEAR,
            actor=town.actor("ingrid"),
        )


@pytest.mark.parametrize(
    ("name", "short", "role", "why"),
    [
        ("margareta", "KS", PositionRole.MEMBER, r"Den som är revisor .*4 kap\. 5 §"),
        ("bo", "REV", PositionRole.AUDITOR, r"kan inte vara revisor|Den som är revisor"),
        ("elisabet", "BUN", PositionRole.MEMBER, r"är kommundirektör .*7 kap\. 3 §"),
        (
            "helena",
            "SN",
            PositionRole.SUBSTITUTE,
            r"Socialnämnden: Den som är chef för en förvaltning",
        ),
    ],
)
def test_whoever_the_law_bars_is_not_elected(town, nothing_written, name, short, role, why):
    with nothing_written(), pytest.raises(NotEligible, match=why):
        elect(
            town.person(name),
            town.body(short),
            role,
            valid_from=YEAR,
            actor=town.actor("tomas"),
        )


def test_kl_4_5_whoever_leads_the_auditors_is_elected_to_nothing_else(town, nothing_written):
    given = {"valid_from": YEAR, "actor": town.actor("tomas")}
    elect(town.person("peter"), town.body("REV"), PositionRole.CHAIR, **given)

    with nothing_written(), pytest.raises(NotEligible, match="Den som är revisor"):
        elect(town.person("peter"), town.body("BUN"), PositionRole.SUBSTITUTE, **given)


def test_kl_4_5_whom_the_law_bars_from_what_is_what_its_data_say(town):
    given = {"valid_from": YEAR, "actor": town.actor("tomas")}
    barred = "in: [council, executive_board, committee, working_committee, drafting_committee]"

    with amended(("revisor-inte-vald", barred, "in: [council]")):
        mandate = elect(town.person("margareta"), town.body("KS"), PositionRole.MEMBER, **given)

    assert mandate.body == town.body("KS")


def test_kl_4_4_whoever_sits_in_the_council_is_no_auditor(town, nothing_written):
    johan, auditors = town.person("johan"), town.body("REV")
    given = {"valid_from": YEAR, "actor": town.actor("tomas")}
    elect(johan, town.body("KF"), PositionRole.SUBSTITUTE, **given)

    with nothing_written(), pytest.raises(NotEligible, match=r"4 kap\. 4 § kommunallagen"):
        elect(johan, auditors, PositionRole.AUDITOR, **given)
    with changed("fullmaktige-inte-revisor"):
        assert elect(johan, auditors, PositionRole.AUDITOR, **given).body == auditors


def test_the_head_of_another_administration_can_be_elected(town):
    mandate = elect(
        town.person("helena"),
        town.body("BUN"),
        PositionRole.MEMBER,
        valid_from=YEAR,
        actor=town.actor("tomas"),
    )

    assert mandate.pk is not None


def test_nobody_enters_their_own_election(town, nothing_written):
    with nothing_written(), pytest.raises(NotAllowed, match="dina egna uppdrag"):
        elect(
            town.person("tomas"),
            town.body("KS"),
            PositionRole.MEMBER,
            valid_from=YEAR,
            actor=town.actor("tomas"),
        )


def test_the_secretary_of_another_body_does_not_keep_this_one(town, nothing_written):
    with (
        nothing_written(),
        pytest.raises(NotAllowed, match="Du för inte registret för Kommunstyrelsen"),
    ):
        elect(
            town.person("bo"),
            town.body("KS"),
            PositionRole.MEMBER,
            valid_from=YEAR,
            actor=town.actor("pia"),
        )


def test_the_secretary_of_a_board_keeps_its_working_committee(town):
    mandate = elect(
        town.person("karin"),
        town.body("KSAU"),
        PositionRole.CHAIR,
        valid_from=YEAR,
        actor=town.actor("ingrid"),
    )

    assert mandate.body.short_name == "KSAU"


@pytest.mark.parametrize("name", ["anna", "lena"])
def test_kl_6_42_a_working_committee_is_chosen_among_members_and_substitutes(town, name):
    body, actor = town.body("KSAU"), town.actor("ingrid")

    mandate = elect(town.person(name), body, PositionRole.MEMBER, valid_from=YEAR, actor=actor)

    assert mandate.body == body


def test_kl_6_42_nobody_else_is_chosen_to_a_working_committee(town, nothing_written):
    with nothing_written(), pytest.raises(NotEligible, match=r"6 kap\. 42 § kommunallagen"):
        elect(
            town.person("gunnar"),
            town.body("KSAU"),
            PositionRole.MEMBER,
            valid_from=YEAR,
            actor=town.actor("ingrid"),
        )


def insert(**values):
    """Write a mandate by hand, past the service."""
    with transaction.atomic():
        Mandate.objects.create(**{"role": PositionRole.MEMBER, "valid_from": YEAR, **values})


def test_the_database_refuses_two_mandates_at_a_time(town):
    with pytest.raises(IntegrityError, match="mandate_once_per_body_at_a_time"):
        insert(person=town.person("anna"), body=town.body("KS"))


def test_the_database_refuses_two_chairs_at_a_time(town):
    with pytest.raises(IntegrityError, match="mandate_one_holder_of_each_post"):
        insert(person=town.person("bo"), body=town.body("KS"), role=PositionRole.CHAIR)


def test_the_database_refuses_a_place_in_the_order_twice(town):
    with pytest.raises(IntegrityError, match="mandate_one_substitute_per_place"):
        insert(
            person=town.person("bo"),
            body=town.body("KS"),
            role=PositionRole.SUBSTITUTE,
            party=Party.objects.get(abbreviation="C"),
            substitute_order=1,
        )


def test_the_database_refuses_an_order_for_a_member(town):
    with pytest.raises(IntegrityError, match="mandate_only_substitutes_have_an_order"):
        insert(person=town.person("bo"), body=town.body("KS"), substitute_order=9)


def test_the_database_refuses_an_end_before_the_start(town):
    with pytest.raises(IntegrityError, match="mandate_ends_after_it_begins"):
        insert(person=town.person("bo"), body=town.body("KS"), valid_to=YEAR)


def test_the_database_refuses_two_bodies_with_one_short_name_on_a_day(town):
    with pytest.raises(IntegrityError, match="body_once_a_day"), transaction.atomic():
        Body.objects.create(
            name="Kulturnämnden",
            short_name="KS",
            kind="committee",
            valid_from=dt.date(2023, 1, 1),
            sort_key="k",
        )
