"""Every act of access by everybody in the cast: allowed, or refused without a trace."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone

from samspel.access import services
from samspel.access.models import Grant
from samspel.access.policies import require_may_read_trail
from samspel.audit.actors import Actor
from samspel.foundation.refusal import NotAllowed
from samspel.people.enums import PositionRole
from tests.access.conftest import everything, newcomer
from tests.access.permissions import ALLOWED
from tests.cast import PERSONS

LOOKS = {"language": "en", "colour_scheme": "dark", "text_size": "large", "shortcut_keys": True}


def nothing(_town):
    return None


def somebody_new(_town):
    return newcomer()


def invited(town):
    return services.provision_account(
        newcomer(), "nils@lindakra.example", actor=town.actor("tomas")
    )


def shut(town):
    user = town.user("bo")
    return services.shut_account(user, actor=town.actor("tomas"))


def one_grant(_town):
    return Grant.objects.get(role=PositionRole.MEMBER, capability="visits.visit.book")


def session_of_anna(town):
    return UserSession.objects.create(
        user=town.user("anna"), ip="192.0.2.1", session_key="k", user_agent="Firefox Linux"
    )


def with_a_view(town):
    return services.save_view(
        town.user("anna"),
        page="visits:list",
        name="Kost",
        query="visa=alla",
        actor=town.actor("anna"),
    )


# act: (what must be there first, the act on it)
ACTS = {
    "provision_account": (
        somebody_new,
        lambda t, x, a: services.provision_account(x, "nils@lindakra.example", actor=a),
    ),
    "provision_accounts": (
        somebody_new,
        lambda t, x, a: services.provision_accounts([(x, "nils@lindakra.example")], actor=a),
    ),
    "invite_again": (invited, lambda t, x, a: services.invite_again(x, actor=a)),
    "shut_account": (nothing, lambda t, x, a: services.shut_account(t.user("bo"), actor=a)),
    "reopen_account": (shut, lambda t, x, a: services.reopen_account(x, actor=a)),
    "change_account_email": (
        nothing,
        lambda t, x, a: services.change_account_email(
            t.user("bo"), "bosse@lindakra.example", actor=a
        ),
    ),
    "grant_capability": (
        nothing,
        lambda t, x, a: services.grant_capability(
            PositionRole.OFFICER, "meetings.meeting.read", actor=a
        ),
    ),
    "revoke_grant": (one_grant, lambda t, x, a: services.revoke_grant(x, actor=a)),
    "change_role_grants": (
        nothing,
        lambda t, x, a: services.change_role_grants(PositionRole.OFFICER, [], actor=a),
    ),
    "seed_default_grants": (
        lambda t: Grant.objects.filter(role=PositionRole.OFFICER).delete(),
        lambda t, x, a: services.seed_default_grants(actor=a),
    ),
    "choose_preferences of Anna": (
        nothing,
        lambda t, x, a: services.choose_preferences(t.user("anna"), actor=a, **LOOKS),
    ),
    "wear_hat of Anna": (
        nothing,
        lambda t, x, a: services.wear_hat(
            t.user("anna"), f"mandate-{t.mandate('anna', 'SN').pk}", actor=a
        ),
    ),
    "save_view of Anna": (
        nothing,
        lambda t, x, a: services.save_view(
            t.user("anna"), page="visits:list", name="Kost", query="visa=alla", actor=a
        ),
    ),
    "remove_view of Anna": (
        with_a_view,
        lambda t, x, a: services.remove_view(
            t.user("anna"), page="visits:list", name="Kost", actor=a
        ),
    ),
    "end_session of Anna": (
        session_of_anna,
        lambda t, x, a: services.end_session(x, actor=a),
    ),
    "end_other_sessions of Anna": (
        session_of_anna,
        lambda t, x, a: services.end_other_sessions(t.user("anna"), keep="", actor=a),
    ),
    "read the whole log": (nothing, lambda t, x, a: require_may_read_trail(a)),
}


def test_the_table_names_every_act():
    assert set(ACTS) == set(ALLOWED)


@pytest.mark.parametrize("name", sorted(PERSONS))
@pytest.mark.parametrize("act", sorted(ALLOWED))
def test_an_act_is_allowed_or_refused_without_a_trace(town, act, name):
    prepare, do = ACTS[act]
    thing = prepare(town)
    actor = town.actor(name)
    before = everything()

    if name in ALLOWED[act]:
        do(town, thing, actor)
        assert act.startswith("read") or everything() != before
    else:
        with pytest.raises(NotAllowed):
            do(town, thing, actor)
        assert everything() == before


def test_a_shut_account_gives_no_rights(town):
    services.shut_account(town.user("ingrid"), actor=town.actor("tomas"))

    actor = town.actor("ingrid")

    assert actor.positions == ()


def test_a_mandate_that_has_ended_gives_nothing(town):
    after = dt.date(2027, 1, 1)

    assert town.actor("karin").can("meetings.delegation.decide")
    assert town.actor("karin", on=after).positions == ()


def test_rights_stay_within_the_body_that_gives_them(town):
    anna, ks, bun = town.actor("anna"), town.body("KS"), town.body("BUN")

    assert anna.can("visits.visit.book", body_id=ks.pk)
    assert not anna.can("visits.visit.book", body_id=bun.pk)
    assert anna.bodies_with("visits.visit.book") == {ks.pk, town.body("SN").pk}


def test_what_one_body_adds_does_not_leak_to_another(town):
    services.grant_capability(
        PositionRole.MEMBER,
        "meetings.meeting.keep",
        body=town.body("SN"),
        actor=town.actor("tomas"),
    )

    in_both, in_ks = town.actor("anna"), town.actor("lena")

    assert in_both.can("meetings.meeting.keep", body_id=town.body("SN").pk)
    assert not in_both.can("meetings.meeting.keep", body_id=town.body("KS").pk)
    assert not in_both.can("meetings.meeting.keep")
    assert in_ks.bodies_with("meetings.meeting.keep") == frozenset()


def test_a_unit_manager_reaches_the_own_unit_only(town):
    maria = town.actor("maria")

    assert maria.can("visits.visit.invite", unit_id=town.unit("bjork").pk)
    assert not maria.can("visits.visit.invite", unit_id=town.unit("kvarn").pk)


def test_an_operation_manager_reaches_all_units_of_the_operation(town):
    peter = town.actor("peter")

    assert peter.units_with("visits.visit.invite") == {
        town.unit("bjork").pk,
        town.unit("kvarn").pk,
    }


def test_the_system_may_do_all(town):
    assert Actor.system("nattjobbet").can("access.account.keep")


def test_positions_are_read_as_of_the_day_of_the_request(town, as_person):
    client = as_person("tomas")

    assert client.get("/konto/alla/").status_code == 200
    employment = town.person("tomas").employments.get()
    employment.valid_to = timezone.localdate()
    employment.save()
    assert client.get("/konto/alla/").status_code == 403
