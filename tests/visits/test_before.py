"""Before the visit: who takes part, the unit's page, the conduct."""

from __future__ import annotations

import pytest

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Message
from samspel.rulebooks.errors import ReasonNeeded
from samspel.visits import services
from samspel.visits.errors import BookingRefused, PreparationRefused, WrongState
from samspel.visits.models import ConductConfirmation, Preparation
from samspel.visits.queries import preparation_sections_of, settings_of
from tests.stages import staged
from tests.visits.acting import (
    KS_RULES,
    NOW,
    SN_RULES,
    agreed,
    amended,
    appointed,
    booked,
    clock,
    held,
    in_force,
    proposed,
)
from tests.visits.nothing import refused


@staged
def visit(town, committee):
    return agreed(town, proposed(town))


def decide(town, visit, by="birgit", **more):
    return services.decide_participants(
        visit,
        staff=True,
        users=False,
        on_floor=True,
        actor=town.actor(by),
        at=NOW,
        **more,
    )


def write(town, visit, key="nulage", text="Bemanningen är bättre.", version=0, by="birgit"):
    return services.save_preparation(
        visit, key=key, text=text, version=version, actor=town.actor(by), at=NOW
    )


def test_the_manager_alone_settles_who_takes_part_and_where(town, visit):
    visit = decide(town, visit, room="common_room")

    assert (visit.staff_take_part, visit.users_take_part, visit.on_floor) == (True, False, True)
    assert visit.participants_decided_by == town.person("birgit")
    assert visit.room == "common_room"
    assert AuditEntry.objects.get(act="visits.participants.decided").facts == {
        "staff": True,
        "users": False,
        "on_floor": True,
    }
    assert Message.objects.filter(
        recipient=town.person("larsake"), subject__contains="Så går besöket till"
    ).exists()


@pytest.mark.parametrize("name", ["larsake", "ingrid", "sara", "helena"])
def test_nobody_else_settles_it(town, visit, name):
    with refused("avgör enhetschefen själv", NotAllowed):
        decide(town, visit, by=name)


def test_when_the_visit_is_held_it_is_too_late(town, visit):
    services.confirm_conduct(visit, actor=town.actor("larsake"), at=NOW)
    visit = held(town, visit)

    with refused("genomfört", WrongState):
        decide(town, visit)


def test_moments_are_those_that_the_guideline_names(town):
    rules = amended(
        SN_RULES,
        forberedelse=(
            "- id: enhetens-sida\n",
            (
                "- id: moment\n  title: Moment\n  act: visit.prepare\n  clause: uppdrag-4\n"
                "  decided: socialnämnden 2023-03-22 § 31\n  set: preparation.moments\n"
                "  value:\n    - key: rundvandring\n      label: Rundvandring\n\n"
                "- id: enhetens-sida\n"
            ),
        ),
    )
    in_force(town, "SN", rules, key=910_003)
    appointed(town, "SN", "larsake", places=[town.operation("aldreomsorg")])
    visit = agreed(town, proposed(town))

    assert decide(town, visit, moments=["rundvandring"]).moments == ["rundvandring"]
    with refused("riktlinjens lista", BookingRefused):
        decide(town, visit, moments=["fika"])


def test_the_units_page_is_saved_section_by_section(town, visit):
    saved = write(town, visit)

    assert (saved.text, saved.version, saved.conflict) == ("Bemanningen är bättre.", 1, None)
    assert preparation_sections_of(visit)["nulage"].text == "Bemanningen är bättre."
    assert AuditEntry.objects.get(act="visits.preparation.written").facts == {
        "section": "nulage",
        "version": 1,
    }


def test_two_devices_never_write_over_each_other(town, visit):
    write(town, visit)

    second = write(town, visit, text="Jag skrev något annat.")

    assert second.conflict.yours == "Jag skrev något annat."
    assert second.conflict.theirs == "Bemanningen är bättre."
    assert second.conflict.their_name == "Birgit Malmsten"
    assert preparation_sections_of(visit)["nulage"].text == "Bemanningen är bättre."


def test_a_section_that_the_guideline_does_not_name_is_refused(town, visit):
    with refused("finns inte längre", PreparationRefused):
        write(town, visit, key="budget")


def test_a_unit_that_is_not_asked_to_may_still_tell_its_visitors(town, board):
    visit = booked(town)

    write(town, visit, key="mal", text="Mer ekologiskt.", by="maria")
    services.mark_preparation_ready(visit, actor=town.actor("maria"), at=NOW)

    assert preparation_sections_of(visit)["mal"].text == "Mer ekologiskt."


def test_the_visitor_does_not_write_the_units_page(town, visit):
    with refused("avgör enhetschefen själv", NotAllowed):
        write(town, visit, by="larsake")


def test_what_the_unit_wrote_last_time_is_at_hand(town, visit):
    write(town, visit, key="beskrivning", text="Fyrtio lägenheter.")
    later = agreed(town, proposed(town, start=clock(12, 8)))

    assert preparation_sections_of(later)["beskrivning"].last_time == "Fyrtio lägenheter."
    assert preparation_sections_of(later)["beskrivning"].text == ""


def test_a_page_that_is_not_finished_is_called_ready_only_for_a_reason(town, visit):
    write(town, visit)

    with refused("inte färdig", ReasonNeeded):
        services.mark_preparation_ready(visit, actor=town.actor("birgit"), at=NOW)
    for key in ("beskrivning", "behov", "mal"):
        write(town, visit, key=key, text="Text.")
    ready = services.mark_preparation_ready(visit, actor=town.actor("birgit"), at=NOW)

    assert ready.ready_at == NOW
    assert Message.objects.filter(
        recipient=town.person("larsake"), subject__contains="Läs inför besöket"
    ).exists()


def test_an_empty_page_is_not_ready(town, visit):
    with refused("Sidan är tom", PreparationRefused):
        services.mark_preparation_ready(visit, actor=town.actor("birgit"), at=NOW)
    assert Preparation.objects.count() == 0


def test_only_the_unit_calls_its_page_ready(town, visit):
    with refused("avgör enhetschefen själv", NotAllowed):
        services.mark_preparation_ready(visit, actor=town.actor("ingrid"), at=NOW)


def test_the_conduct_is_confirmed_with_the_points_in_force(town, visit):
    confirmation = services.confirm_conduct(visit, actor=town.actor("larsake"), at=NOW)

    points = settings_of(visit, "visit.prepare").value("conduct.points")
    assert confirmation.points == [each.label for each in points]
    assert len(confirmation.points) == 4
    assert len(confirmation.ruleset_sha256) == 64


def test_confirming_twice_changes_nothing(town, visit):
    services.confirm_conduct(visit, actor=town.actor("larsake"), at=NOW)
    services.confirm_conduct(visit, actor=town.actor("larsake"), at=clock(11, 20))

    assert [each.confirmed_at for each in ConductConfirmation.objects.all()] == [NOW]


def test_the_secrecy_is_confirmed_where_the_guideline_asks_for_it(town):
    rules = amended(
        KS_RULES,
        besok=(
            "- id: amnen\n",
            (
                "- id: sekretess\n  title: Sekretess\n  act: visit.prepare\n  clause: besok-3\n"
                "  decided: kommunstyrelsen 2023-02-14 § 18\n  set: secrecy.confirm\n"
                "  value: ja\n\n- id: amnen\n"
            ),
        ),
    )
    in_force(town, "KS", rules, key=910_004)
    appointed(town, "KS", "anna", places=[town.operation("kost")])
    visit = booked(town)

    with refused("känner till sekretessen", PreparationRefused):
        services.confirm_conduct(visit, actor=town.actor("anna"), at=NOW)
    assert services.confirm_conduct(
        visit, actor=town.actor("anna"), at=NOW, secrecy=True
    ).secrecy_confirmed


def test_nobody_confirms_for_another(town, visit):
    with refused("Bara den som är med", NotAllowed):
        services.confirm_conduct(visit, actor=town.actor("gunnar"), at=NOW)


def test_a_visit_that_is_called_off_needs_no_conduct(town, visit):
    visit = services.cancel_visit(visit, because="Nej.", actor=town.actor("birgit"), at=NOW)

    with refused("inställt", WrongState):
        services.confirm_conduct(visit, actor=town.actor("larsake"), at=NOW)
