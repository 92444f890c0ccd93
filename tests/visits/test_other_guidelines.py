"""Other municipalities' rules, by data only: what they lay down is what happens."""

from __future__ import annotations

import datetime as dt

import pytest

from samspel.meetings.enums import ItemState
from samspel.messaging.models import Message
from samspel.visits import services
from samspel.visits.enums import Channel
from samspel.visits.errors import BookingRefused, PreparationRefused
from samspel.visits.queries import body_reported_to, report_due_on
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
    meeting,
    offered,
    proposed,
    shipped,
    submitted,
)
from tests.visits.nothing import refused

_KEYS = iter(range(920_000, 930_000))


def board_with(town, **changes):
    """The board under its guideline with other values; Anna is appointed for Kost."""
    in_force(town, "KS", amended(KS_RULES, **changes), key=next(_KEYS))
    appointed(town, "KS", "anna", places=[town.operation("kost")])


def committee_with(town, **changes):
    """The committee under its guideline with other values; Lars-Åke has Äldreomsorg."""
    in_force(town, "SN", amended(SN_RULES, **changes), key=next(_KEYS))
    appointed(town, "SN", "larsake", places=[town.operation("aldreomsorg")])


def added(before: str, provision: str) -> tuple[str, str]:
    """Give the change that puts a provision before another."""
    return before, f"{provision}\n{before}"


def sets(key: str, act: str, clause: str, decided: str, setting: str, value: str) -> str:
    """Give a provision that lays something down."""
    return (
        f"- id: {key}\n  title: {key.capitalize()}\n  act: {act}\n  clause: {clause}\n"
        f"  decided: {decided}\n  set: {setting}\n{value}\n"
    )


BOARD = "kommunstyrelsen 2023-02-14 § 18"


def test_where_the_guideline_names_reasons_to_decline_one_of_them_is_chosen(town):
    reasons = "  value:\n    - key: sjukdom\n      label: Sjukdom\n"
    board_with(
        town,
        besok=added(
            "- id: amnen\n",
            sets("skal", "visit.decline", "besok-1", BOARD, "decline.reasons", reasons),
        ),
    )
    visit = offered(town)

    with refused("Välj ett av skälen", BookingRefused):
        services.decline_invitation(
            visit, reason_key="semester", actor=town.actor("anna"), at=NOW
        )
    visitor = services.decline_invitation(
        visit, reason_key="sjukdom", actor=town.actor("anna"), at=NOW
    )
    assert visitor.decline_reason == "sjukdom"


def test_where_it_names_none_any_key_is_kept(town, board):
    visitor = services.decline_invitation(
        offered(town), reason_key="semester", actor=town.actor("anna"), at=NOW
    )

    assert visitor.decline_reason == "semester"


def test_a_report_by_template_is_of_that_channel(town):
    board_with(
        town,
        rapportering=("value:\n    - e_service\n", "value:\n    - template\n"),
    )
    visit = held(town, booked(town), "anna")

    report = services.start_report(visit, actor=town.actor("anna"), at=visit.held_noted_at)

    assert report.channel == Channel.TEMPLATE


def test_a_guideline_that_names_no_sections_has_one(town):
    text = shipped(KS_RULES).files["rapportering.yaml"]
    sections = text[
        text.index("- id: rapportens-avsnitt") : text.index("- id: genomfort-besok")
    ]
    board_with(town, rapportering=(sections, ""))
    visit = held(town, booked(town), "anna")

    report = services.start_report(visit, actor=town.actor("anna"), at=visit.held_noted_at)

    assert [(each.label, each.is_required) for each in report.sections.all()] == [
        ("Om besöket", True)
    ]


def test_a_guideline_that_routes_to_no_meeting_opens_no_item_and_takes_remarks_always(town):
    board_with(town, rapportering=("value: next_meeting", "value: none"))
    visit = held(town, booked(town), "anna")

    report = submitted(town, visit, "anna")

    visit.refresh_from_db()
    assert visit.agenda_item is None
    assert services.add_factual_remark(
        report, text="Sju.", actor=town.actor("maria"), at=clock(12, 31)
    )


def test_an_item_that_waits_some_days_lands_on_the_meeting_after(town):
    board_with(
        town,
        rapportering=(
            "value: next_meeting",
            "value: within_days",
            *added(
                "- id: till-kommunstyrelsen\n",
                sets(
                    "dagar",
                    "report.route",
                    "rapportering-2",
                    BOARD,
                    "report.route_days",
                    "  unit: dagar\n  value: 20",
                ),
            ),
        ),
    )
    meeting(town, "KS", 12, 9)
    january = meeting(town, "KS", 1, 13, year=2027)

    visit = held(town, booked(town), "anna")
    submitted(town, visit, "anna")

    visit.refresh_from_db()
    assert visit.agenda_item.meeting_id == january.pk


def test_a_committee_that_reports_to_the_executive_board_does(town):
    committee_with(town, aterrapportering=("value: body\n", "value: executive_board\n"))
    visit = agreed(town, proposed(town))

    visit = held(town, visit, reason="Glömdes.")

    assert visit.agenda_item.body == town.body("KS")
    assert body_reported_to(visit, NOW.date()) == town.body("KS")


def test_whoever_the_guideline_names_is_told_that_it_is_held(town):
    committee_with(
        town,
        aterrapportering=(
            "set: held.told\n  value:\n    - head_of_administration\n",
            (
                "set: held.told\n  value:\n    - unit_manager\n    - operation_manager\n"
                "    - contact_politician\n    - secretary\n"
            ),
        ),
    )
    visit = agreed(town, proposed(town))

    held(town, visit, by="birgit", reason="Glömdes.")

    told = Message.objects.filter(kind="visits.held")
    assert {each.recipient.given_name for each in told} == {"Lars-Åke", "Ingrid"}
    assert visit.agenda_item is None or visit.agenda_item.meeting is None
    (said,) = {each.body for each in told}
    assert said.endswith("på ett möte som inte är planerat än.")


def test_a_guideline_without_sections_for_the_unit_leaves_it_the_usual_ones(town, board):
    visit = booked(town)
    given = {"version": 0, "actor": town.actor("maria"), "at": NOW}

    with refused("finns inte längre", PreparationRefused):
        services.save_preparation(visit, key="ekonomi", text="X.", **given)
    services.save_preparation(visit, key="nulage", text="Vi är fulltaliga.", **given)

    assert visit.preparation.sections.get(key="nulage").text == "Vi är fulltaliga."


def test_without_any_rule_set_nothing_has_a_last_day_and_nobody_is_flagged(town, board):
    from samspel.visits.models import Visit

    visit = held(town, booked(town), "anna")
    Visit.objects.filter(pk=visit.pk).update(
        held_from=dt.datetime(2022, 3, 1, 9, tzinfo=dt.UTC),
        held_to=dt.datetime(2022, 3, 1, 10, tzinfo=dt.UTC),
    )
    visit.refresh_from_db()

    assert report_due_on(visit, at=NOW) is None
    assert (
        services.judge_standing_again(
            on=dt.date(2026, 1, 1),
            body_ids=[town.body("SN").pk],
            actor=town.actor("ingrid"),
            at=NOW,
        )
        == []
    )


@pytest.mark.parametrize("state", [ItemState.HANDLED, ItemState.WITHDRAWN])
def test_a_report_that_comes_when_the_item_is_done_with_is_not_put_on_it(
    town, committee, state
):
    from samspel.meetings.services import handle_item, withdraw_item

    meeting(town, "SN", 12, 16)
    visit = held(town, agreed(town, proposed(town)), reason="Glömdes.")
    if state is ItemState.HANDLED:
        handle_item(
            visit.agenda_item,
            paragraph="120",
            at=clock(12, 16, 13),
            actor=town.actor("ingrid"),
        )
    else:
        withdraw_item(
            visit.agenda_item,
            reason="Utgår.",
            at=clock(12, 1),
            actor=town.actor("ingrid"),
        )
    visit.agenda_item.refresh_from_db()
    assert visit.agenda_item.state == state

    submitted(town, visit, "larsake")

    assert visit.agenda_item.attachments.count() == 0
