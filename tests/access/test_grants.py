"""What positions give is the municipality's own choice, within limits that protect it."""

from __future__ import annotations

import pytest

from samspel.access import services
from samspel.access.capabilities import CAPABILITIES, DEFAULTS, GROUPS, group_of
from samspel.access.errors import AccountRefused, GrantRefused
from samspel.access.models import Grant
from samspel.access.queries import account_keepers, all_grants, holders
from samspel.audit.actors import Actor
from samspel.config.command.database import migrate
from samspel.people.enums import PositionRole
from tests.cast import TODAY


def test_a_given_capability_holds_at_once(town, acts):
    assert not town.actor("johan").can("meetings.meeting.read")

    services.grant_capability(
        PositionRole.OFFICER, "meetings.meeting.read", actor=town.actor("tomas")
    )

    assert town.actor("johan").can("meetings.meeting.read")
    assert acts() == ["access.capability.granted"]


def test_a_taken_capability_is_gone_at_once(town, acts):
    grant = Grant.objects.get(role=PositionRole.OFFICER, capability="people.register.read")

    services.revoke_grant(grant, actor=town.actor("tomas"))

    assert not town.actor("johan").can("people.register.read")
    assert acts() == ["access.capability.revoked"]


def test_an_unknown_capability_is_refused(town, nothing_written):
    with nothing_written(), pytest.raises(GrantRefused, match="finns inte"):
        services.grant_capability(
            PositionRole.OFFICER, "visits.visit.delete", actor=town.actor("tomas")
        )


def test_a_capability_is_given_once(town, nothing_written):
    with nothing_written(), pytest.raises(GrantRefused, match="ger redan"):
        services.grant_capability(
            PositionRole.OFFICER, "people.register.read", actor=town.actor("tomas")
        )


def test_what_concerns_the_whole_municipality_is_not_given_in_one_body(town, nothing_written):
    with nothing_written(), pytest.raises(GrantRefused, match="hela kommunen"):
        services.grant_capability(
            PositionRole.CHAIR,
            "audit.trail.read",
            body=town.body("KS"),
            actor=town.actor("tomas"),
        )


def test_the_last_administrator_cannot_saw_off_the_branch(town, nothing_written):
    grant = Grant.objects.get(role=PositionRole.ADMINISTRATOR, capability="access.account.keep")

    with nothing_written(), pytest.raises(AccountRefused, match="ingen längre"):
        services.revoke_grant(grant, actor=town.actor("tomas"))


def test_the_branch_may_go_when_somebody_else_sits_on_another(town):
    tomas = town.actor("tomas")
    services.grant_capability(PositionRole.SECRETARY, "access.account.keep", actor=tomas)
    grant = Grant.objects.get(role=PositionRole.ADMINISTRATOR, capability="access.account.keep")

    services.revoke_grant(grant, actor=tomas)

    assert account_keepers(on=TODAY) == {town.user("ingrid").pk, town.user("pia").pk}


def test_a_grant_is_not_taken_twice(town, nothing_written):
    tomas = town.actor("tomas")
    grant = Grant.objects.get(role=PositionRole.OFFICER, capability="people.register.read")
    services.revoke_grant(grant, actor=tomas)
    grant.pk = 0

    with nothing_written(), pytest.raises(GrantRefused, match="redan borttagen"):
        services.revoke_grant(grant, actor=tomas)


def test_a_whole_position_is_changed_at_once_and_each_change_is_logged(town, acts):
    wanted = (DEFAULTS[PositionRole.OFFICER] - {"people.register.read"}) | {
        "meetings.meeting.read",
        "visits.overview.read",
    }

    count = services.change_role_grants(PositionRole.OFFICER, wanted, actor=town.actor("tomas"))

    assert count == 3
    assert sorted(acts()) == [
        "access.capability.granted",
        "access.capability.granted",
        "access.capability.revoked",
    ]


def test_a_refused_part_undoes_the_whole_change(town, nothing_written):
    with nothing_written(), pytest.raises(AccountRefused):
        services.change_role_grants(
            PositionRole.ADMINISTRATOR, ["meetings.meeting.read"], actor=town.actor("tomas")
        )


def test_seeding_twice_adds_nothing_and_keeps_what_was_changed(town, nothing_written):
    tomas = town.actor("tomas")
    grant = Grant.objects.get(role=PositionRole.OFFICER, capability="people.register.read")
    services.revoke_grant(grant, actor=tomas)

    with nothing_written():
        count = services.seed_default_grants(actor=tomas)

    assert count == 0


def test_a_new_version_gives_its_new_rights_and_nothing_that_was_taken_away(town, acts):
    """As a municipality of an older version meets the next, when Samspel starts."""
    tomas = town.actor("tomas")
    taken = Grant.objects.get(role=PositionRole.OFFICER, capability="people.register.read")
    services.revoke_grant(taken, actor=tomas)
    for grant in Grant.objects.filter(capability="cases.secret.read"):
        services.revoke_grant(grant, actor=tomas)
    new = "remuneration.duty.claim"
    wanted = set(Grant.objects.values_list("role", "capability"))
    Grant.objects.filter(capability=new).delete()
    Grant.objects.filter(role=PositionRole.PAYROLL_OFFICER).delete()
    before = len(acts())

    migrate()

    assert set(Grant.objects.values_list("role", "capability")) == wanted
    assert acts()[before:] == ["access.grants.seeded"]
    assert services.seed_default_grants(actor=tomas) == 0


def test_seeding_gives_exactly_the_defaults(town):
    Grant.objects.all().delete()

    services.seed_default_grants(actor=Actor.system("prov"))

    given = {}
    for role, capability in Grant.objects.values_list("role", "capability"):
        given.setdefault(PositionRole(role), set()).add(capability)
    assert given == {role: set(names) for role, names in DEFAULTS.items()}


def test_every_capability_has_a_group_and_every_default_exists():
    assert {group_of(name) for name in CAPABILITIES} == set(GROUPS)
    assert set().union(*DEFAULTS.values()) <= set(CAPABILITIES)


def test_every_capability_is_given_to_somebody_by_default():
    assert set(CAPABILITIES) == set().union(*DEFAULTS.values())


def test_each_position_says_how_many_hold_it(town, statement_count):
    with statement_count() as statements:
        rows = {row.role: row for row in all_grants(on=TODAY)}

    assert rows[PositionRole.SECRETARY].holder_count == 2
    assert rows[PositionRole.MEMBER].holder_count == 4
    assert rows[PositionRole.REGISTRAR].holder_count == 0
    assert len(statements) == 2


def test_the_place_of_work_of_a_protected_holder_is_not_shown(town):
    birgit = town.person("birgit")
    birgit.is_protected = True
    birgit.save()

    found = {each.name: each.place for each in holders(PositionRole.UNIT_MANAGER, on=TODAY)}

    assert found["Maria Lindqvist"] == "Köket på Björkskolan"
    assert found["Birgit Malmsten"] == ""
