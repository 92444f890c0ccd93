"""What the unit wanted lifted, until it is closed."""

from __future__ import annotations

import datetime as dt

import pytest

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Message
from samspel.visits import services
from samspel.visits.enums import FollowUpState
from samspel.visits.errors import FollowUpRefused
from samspel.visits.queries import follow_up_visible_to, follow_ups_visible_to
from tests.stages import staged
from tests.visits.acting import booked, clock, held
from tests.visits.nothing import refused

LATER = clock(12, 17)
DUE = dt.date(2027, 1, 29)


@staged
def visit(town, board):
    return held(town, booked(town, chooser="anna"), "anna", "perolof")


@staged
def follow_up(town, visit):
    return services.note_follow_up(
        visit, text="Ugnarna är slitna.", actor=town.actor("anna"), at=LATER
    )


def assign(town, follow_up, by="ingrid", owner="johan", due_on=DUE):
    return services.assign_follow_up(
        follow_up, owner=town.person(owner), due_on=due_on, actor=town.actor(by), at=LATER
    )


def test_a_visitor_notes_it_and_the_unit_sees_it(town, visit, follow_up):
    assert follow_up.state == FollowUpState.OPEN
    assert follow_ups_visible_to(town.actor("maria")) == [follow_up]
    assert Message.objects.filter(
        recipient=town.person("maria"), kind="visits.follow_up"
    ).exists()
    entry = AuditEntry.objects.get(act="visits.follow_up.noted")
    assert "Ugnarna" not in str(entry.facts)


def test_the_secretary_gives_it_an_owner_and_a_day(town, visit, follow_up):
    assign(town, follow_up)

    follow_up.refresh_from_db()
    assert (follow_up.owner, follow_up.due_on) == (town.person("johan"), DUE)
    assert follow_up_visible_to(town.actor("johan"), follow_up.uuid) == follow_up
    told = Message.objects.get(recipient=town.person("johan"))
    assert told.due_on == DUE


def test_a_visitor_does_not_give_it_to_anybody(town, visit, follow_up):
    with refused("Det gör den som ansvarar", NotAllowed):
        assign(town, follow_up, by="anna")
    with refused("Det gör den som ansvarar", NotAllowed):
        services.note_follow_up(
            visit,
            text="Mer.",
            owner=town.person("johan"),
            actor=town.actor("anna"),
            at=LATER,
        )


def test_the_owner_writes_and_says_that_it_is_done(town, follow_up):
    assign(town, follow_up)

    services.write_follow_up_note(
        follow_up, text="Offert begärd.", actor=town.actor("johan"), at=LATER
    )
    done = services.mark_follow_up_done(
        follow_up, text="Nya ugnar beställda.", actor=town.actor("johan"), at=LATER
    )

    assert done.state == FollowUpState.DONE
    assert [each.text for each in done.notes.all()] == [
        "Offert begärd.",
        "Nya ugnar beställda.",
    ]


def test_it_is_closed_with_what_became_of_it_and_the_unit_is_told(town, follow_up):
    assign(town, follow_up)
    services.mark_follow_up_done(follow_up, actor=town.actor("johan"), at=LATER)

    closed = services.close_follow_up(
        follow_up, outcome="Nya ugnar i mars.", actor=town.actor("karin"), at=LATER
    )

    assert (closed.state, closed.outcome) == (FollowUpState.CLOSED, "Nya ugnar i mars.")
    assert Message.objects.filter(
        recipient=town.person("maria"), subject__contains="Avslutat"
    ).exists()


def test_the_owner_does_not_close_it(town, follow_up):
    assign(town, follow_up)

    with refused("Det gör den som ansvarar", NotAllowed):
        services.close_follow_up(
            follow_up, outcome="Klart.", actor=town.actor("johan"), at=LATER
        )


def test_it_is_not_closed_without_a_word(town, follow_up):
    with refused("Skriv vad det blev", FollowUpRefused):
        services.close_follow_up(follow_up, outcome=" ", actor=town.actor("karin"), at=LATER)


def test_what_was_not_done_after_all_is_opened_again(town, follow_up):
    assign(town, follow_up)
    services.mark_follow_up_done(follow_up, actor=town.actor("johan"), at=LATER)

    reopened = services.reopen_follow_up(follow_up, actor=town.actor("karin"), at=LATER)

    assert reopened.state == FollowUpState.OPEN


@pytest.mark.parametrize("act", ["assign", "write", "done", "reopen", "close"])
def test_what_is_closed_stays_closed(town, follow_up, act):
    services.close_follow_up(follow_up, outcome="Klart.", actor=town.actor("karin"), at=LATER)
    karin = {"actor": town.actor("karin"), "at": LATER}
    acts = {
        "assign": lambda: assign(town, follow_up),
        "write": lambda: services.write_follow_up_note(follow_up, text="Mer.", **karin),
        "done": lambda: services.mark_follow_up_done(follow_up, **karin),
        "reopen": lambda: services.reopen_follow_up(follow_up, **karin),
        "close": lambda: services.close_follow_up(follow_up, outcome="Igen.", **karin),
    }

    with refused("", FollowUpRefused):
        acts[act]()


def test_a_day_that_has_passed_is_refused(town, follow_up):
    with refused("redan passerat", FollowUpRefused):
        assign(town, follow_up, due_on=dt.date(2026, 12, 1))


def test_nothing_is_noted_without_words(town, visit):
    with refused("Skriv något", FollowUpRefused):
        services.note_follow_up(visit, text=" ", actor=town.actor("anna"), at=LATER)
    with refused("för lång", FollowUpRefused):
        services.note_follow_up(visit, text="x" * 4001, actor=town.actor("anna"), at=LATER)


def test_nothing_is_followed_up_before_the_visit(town, board):
    visit = booked(town)

    with refused("inte genomfört", FollowUpRefused):
        services.note_follow_up(visit, text="X.", actor=town.actor("ingrid"), at=LATER)


def test_a_stranger_notes_and_writes_nothing(town, visit, follow_up):
    with refused("Det gör den som ansvarar", NotAllowed):
        services.note_follow_up(visit, text="X.", actor=town.actor("maria"), at=LATER)
    with refused("Det gör den som ansvarar", NotAllowed):
        services.write_follow_up_note(follow_up, text="X.", actor=town.actor("maria"), at=LATER)
    assert follow_up_visible_to(town.actor("birgit"), follow_up.uuid) is None
