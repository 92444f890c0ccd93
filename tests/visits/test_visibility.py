"""Who sees which visits, and what of them; in as many statements for three rows as for one."""

from __future__ import annotations

import datetime as dt

import pytest

from samspel.meetings.models import AgendaItem
from samspel.people.services import protect_person
from samspel.visits import policies, services
from samspel.visits.enums import VisitState
from samspel.visits.feed import events_of
from samspel.visits.queries import (
    VisitFilter,
    appointment_visible_to,
    appointments_visible_to,
    clashes_at,
    flags_open_for,
    preparation_sections_of,
    sheet_for,
    visit_visible_to,
    visits_found,
    visits_visible_to,
)
from samspel.visits.startpage import coming, news, to_do
from tests.cast import PERSONS
from tests.stages import staged
from tests.visits.acting import (
    NOW,
    agreed,
    appointed,
    booked,
    clock,
    held,
    meeting,
    offered,
    proposed,
    submitted,
)

TODAY = NOW.date()


def listed(town, name, **wanted):
    page = visits_visible_to(town.actor(name), VisitFilter(**wanted), today=TODAY)
    assert page.total == len(page.rows)  # counted in parts, each visit once
    return page.rows


def test_a_visit_is_seen_by_those_concerned_and_those_who_read_the_overview(town, board):
    visit = offered(town)

    seers = {name for name in PERSONS if visit_visible_to(town.actor(name), visit.uuid)}

    assert seers == {
        "anna",
        "perolof",
        "karin",
        "lena",
        "mikael",
        "ulla",
        "margareta",
        "maria",
        "peter",
        "ingrid",
        "elisabet",
    }
    assert {name for name in PERSONS if policies.sees(visit, town.actor(name))} == seers
    assert {name for name in PERSONS if listed(town, name)} == seers


def test_the_list_says_what_is_to_be_known(town, board):
    visit = booked(town, chooser="anna")

    (row,) = listed(town, "karin")

    assert (row.uuid, row.place, row.operation_name, row.body_name) == (
        visit.uuid,
        "Köket på Björkskolan",
        "Kost",
        "Kommunstyrelsen",
    )
    assert row.state is VisitState.BOOKED
    assert row.starts_at == visit.starts_at
    assert row.visitors == ("Anna Ekelöf (C)", "Per-Olof Hägg (S)")


def test_filters_narrow_the_list(town, board, committee):
    kitchen = booked(town, chooser="anna")
    home = agreed(town, proposed(town))
    late = held(town, booked(town, times=(clock(11, 16),)), "anna", "perolof")

    def found(**wanted):
        return {row.uuid for row in listed(town, "ingrid", **wanted)}

    assert found() == {kitchen.uuid, home.uuid, late.uuid}
    assert found(body_id=town.body("SN").pk) == {home.uuid}
    assert found(operation_id=town.operation("kost").pk) == {kitchen.uuid, late.uuid}
    assert found(unit_id=town.unit("ekgarden").pk) == {home.uuid}
    assert found(person_id=town.person("larsake").pk) == {home.uuid}
    assert found(states=(VisitState.HELD,)) == {late.uuid}
    assert found(year=2027) == set()
    assert found(lacks_report=True) == {late.uuid}
    assert {row.uuid for row in listed(town, "anna", mine=True)} == {kitchen.uuid, late.uuid}


def test_a_report_that_is_missing_too_late_is_late_in_the_list(town, board):
    meeting(town, "KS", 12, 16)
    held(town, booked(town), "anna", "perolof")

    before = visits_visible_to(
        town.actor("karin"), VisitFilter(), today=dt.date(2026, 12, 4)
    ).rows[0]
    after = visits_visible_to(
        town.actor("karin"), VisitFilter(), today=dt.date(2026, 12, 5)
    ).rows[0]

    assert (before.is_late, after.is_late) == (False, True)


def test_pages_follow_each_other_without_overlap(town, board):
    for day in (16, 17, 18):
        offered(town, times=(clock(11, day),))
    actor = town.actor("ingrid")

    pages = [
        visits_visible_to(actor, VisitFilter(), today=TODAY, first=first, count=2)
        for first in (0, 2)
    ]

    assert [page.total for page in pages] == [3, 3]
    assert len({row.uuid for page in pages for row in page.rows}) == 3
    nothing = visits_visible_to(actor, VisitFilter(uuids=()), today=TODAY)
    assert (nothing.rows, nothing.total) == ((), 0)


# --- A protected visitor ----------------------------------------------------------------------


@staged
def shielded(town, committee):
    return agreed(town, proposed(town, "sofia"))


def test_where_a_protected_person_is_to_be_is_seen_only_by_those_who_take_part(town, shielded):
    seen = {}
    for name in ("sofia", "birgit", "ingrid", "gunnar", "helena", "margareta"):
        (row,) = listed(town, name)
        seen[name] = (row.place, row.starts_at, row.visitors)

    nobody = ("Person med skyddade personuppgifter",)
    told = ("Ekgårdens äldreboende", shielded.starts_at, nobody)
    hidden = ("Äldreomsorg", None, nobody)
    assert seen == {
        "sofia": ("Ekgårdens äldreboende", shielded.starts_at, ("Sofia Åkesson (V)",)),
        "birgit": told,
        "ingrid": told,
        "gunnar": hidden,
        "helena": hidden,
        "margareta": hidden,
    }
    assert not policies.sees_place(shielded, town.actor("gunnar"))
    assert policies.sees_place(shielded, town.actor("birgit"))


def test_a_search_finds_it_for_those_alone(town, shielded):
    def found(name):
        return [hit.title for hit in visits_found(town.actor(name), "ekgård", today=TODAY)]

    assert found("gunnar") == []
    assert found("birgit") == ["Besök: Ekgårdens äldreboende"]


def test_in_their_own_feed_no_place_stands(town, shielded):
    (event,) = events_of(town.person("sofia"), TODAY)

    assert (event.summary, event.place) == ("Besök", "")


def test_when_somebody_becomes_protected_their_visits_are_shielded(town, board):
    visit = booked(town, chooser="anna")
    assert listed(town, "karin")[0].is_shielded is False

    protect_person(town.person("perolof"), actor=town.actor("ingrid"))

    visit.refresh_from_db()
    assert visit.has_protected
    assert listed(town, "karin")[0].is_shielded is True


# --- The calendar feed, the start page, the search ---------------------------------------------


def test_a_feed_holds_ones_own_visits_and_those_to_ones_unit(town, board):
    visit = booked(town, chooser="anna")

    for name in ("anna", "maria"):
        (event,) = events_of(town.person(name), TODAY)
        assert (event.uid, event.sequence, event.place) == (visit.ical_uid, 0, "Skolgatan 4")
    assert list(events_of(town.person("karin"), TODAY)) == []


def test_a_feed_tells_of_what_was_called_off_or_left(town, board):
    first = booked(town, chooser="anna")
    services.decline_invitation(first, actor=town.actor("perolof"), at=NOW)
    services.cancel_visit(
        booked(town, times=(clock(11, 26),)),
        because="Nej.",
        actor=town.actor("maria"),
        at=NOW,
    )

    methods = [each.method.value for each in events_of(town.person("perolof"), TODAY)]

    assert methods == ["CANCEL", "CANCEL"]


def test_what_waits_stands_under_the_position_that_it_waits_for(town, board, committee):
    offered(town, answer_by=dt.date(2026, 11, 13))
    proposed(town)

    (answer,) = to_do(town.actor("anna"), NOW)
    assert answer.verb_object == "Svara på inbjudan: Köket på Björkskolan"
    assert answer.when == dt.date(2026, 11, 13)
    assert answer.position_key == f"mandate-{town.mandate('anna', 'KS').pk}"
    assert answer.urgent
    assert [each.verb_object for each in to_do(town.actor("birgit"), NOW)] == [
        "Svara på förslag om tid: Ekgårdens äldreboende"
    ]
    assert to_do(town.actor("lena"), NOW) == []


def test_through_its_life_a_visit_waits_for_one_after_the_other(town, board):
    def doing(name, at):
        return [each.verb_object.split(":")[0] for each in to_do(town.actor(name), at)]

    visit = booked(town, chooser="anna")
    assert doing("maria", clock(11, 20)) == ["Skriv inför besöket"]
    assert doing("anna", clock(11, 20)) == []
    assert doing("anna", clock(11, 25)) == ["Notera att besöket är genomfört"]

    visit = held(town, visit, "anna", "perolof")
    assert doing("perolof", clock(11, 25)) == ["Lämna in rapporten"]

    submitted(town, visit, "anna")
    assert doing("perolof", clock(11, 25)) == []


def test_the_chair_the_owner_and_the_secretary_have_their_own_things_to_do(town, board):
    from samspel.people.enums import TieKind
    from samspel.people.services import declare_tie

    services.request_extra_visit(
        person=town.person("anna"),
        operation=town.operation("kost"),
        year=2026,
        actor=town.actor("anna"),
        at=NOW,
    )
    declare_tie(
        town.person("anna"),
        town.operation("kost"),
        TieKind.CLOSE,
        valid_from=TODAY,
        actor=town.actor("ingrid"),
    )
    visit = held(town, booked(town, chooser="perolof"), "perolof", "anna")
    services.note_follow_up(
        visit,
        text="Ugnar.",
        owner=town.person("johan"),
        due_on=dt.date(2026, 12, 24),
        actor=town.actor("ingrid"),
        at=clock(11, 25),
    )

    assert [each.verb_object for each in to_do(town.actor("karin"), NOW)] == [
        "Besluta om extra besök: Kost"
    ]
    assert [each.verb_object for each in to_do(town.actor("ingrid"), NOW)] == [
        "Se över ett uppdrag som kontaktpolitiker: Kommunstyrelsen"
    ]
    (mine,) = to_do(town.actor("johan"), NOW)
    assert (mine.verb_object, mine.when) == (
        "Följ upp det som lyftes: Köket på Björkskolan",
        dt.date(2026, 12, 24),
    )
    assert len(flags_open_for(town.actor("ingrid"))) == 1


def test_what_comes_next_is_told_to_both_sides(town, board):
    visit = booked(town, chooser="anna")

    for name in ("anna", "perolof", "maria"):
        (event,) = coming(town.actor(name), NOW)
        assert (event.starts_at, event.title) == (
            visit.starts_at,
            "Besök: Köket på Björkskolan",
        )
    assert coming(town.actor("karin"), NOW) == []


def test_what_happened_is_news_for_those_whom_it_concerns(town, board):
    visit = held(town, booked(town, chooser="anna"), "anna", "perolof")
    submitted(town, visit, "anna")

    texts = [each.text for each in news(town.actor("maria"), clock(11, 26))]

    assert texts == ["Rapporten om besöket är inlämnad: Köket på Björkskolan."]
    assert news(town.actor("birgit"), clock(11, 26)) == []
    assert news(town.actor("maria"), clock(12, 20)) == []


@pytest.mark.parametrize(
    ("ask", "most"),
    [
        (lambda who: visits_visible_to(who, VisitFilter(), today=TODAY), 2),
        (lambda who: to_do(who, NOW), 1),
        (lambda who: coming(who, NOW), 1),
        (lambda who: news(who, NOW), 1),
        (lambda who: visits_found(who, "björk", today=TODAY), 1),
        (appointments_visible_to, 4),
    ],
)
def test_three_rows_take_as_many_statements_as_one(town, board, statement_count, ask, most):
    def statements():
        actor = town.actor("ingrid")
        with statement_count() as captured:
            ask(actor)
        return len(captured)

    offered(town)
    one = statements()
    for day in (16, 17):
        offered(town, times=(clock(11, day),))
        appointed(town, "KS", "lena", places=[town.operation("kultur")])

    assert (one, statements()) == (most, most)


def test_appointments_are_seen_by_those_concerned(town, board):
    seers = {
        name for name in PERSONS if appointment_visible_to(town.actor(name), board.anna.uuid)
    }

    assert {"anna", "karin", "ingrid", "peter"} <= seers
    assert {"birgit", "bo", "sara", "johan"}.isdisjoint(seers)
    assert len(appointments_visible_to(town.actor("anna"), on=TODAY)) == 2


def test_the_sheet_tells_what_is_on_its_way_and_what_the_last_report_raised(town, board):
    from samspel.meetings.services import enter_item

    meeting(town, "KS", 12, 16)
    first = held(town, booked(town, chooser="anna"), "anna", "perolof")
    submitted(town, first, "anna")
    services.note_follow_up(first, text="Ugnar.", actor=town.actor("anna"), at=clock(11, 25))
    enter_item(
        town.body("KS"),
        title="Nya ugnar till Köket på Björkskolan",
        at=NOW,
        actor=town.actor("ingrid"),
    )
    for title in ("Kostens upphandling", "Ökade kostnader för snöröjning"):
        enter_item(town.body("KS"), title=title, at=NOW, actor=town.actor("ingrid"))
    second = booked(town, times=(clock(12, 8),), chooser="anna")

    sheet = sheet_for(second, town.actor("anna"), today=TODAY)

    assert [each.title for each in sheet.coming_items] == [
        "Rapport från besök: Köket på Björkskolan",
        "Nya ugnar till Köket på Björkskolan",
        "Kostens upphandling",
    ]
    closed = AgendaItem.objects.filter(title="Kostens upphandling").update(is_closed=True)
    others = [
        each.title
        for each in sheet_for(second, town.actor("larsake"), today=TODAY).coming_items
    ]
    assert (closed, "Kostens upphandling" in others) == (1, False)
    assert sheet.last_visit == first
    assert sheet.last_report is not None
    assert [each.text for each in sheet.follow_ups] == ["Ugnar."]
    assert preparation_sections_of(second) == {}


def test_of_a_clash_elsewhere_only_that_there_is_one_is_told(town, board, committee):
    appointed(town, "SN", "anna", places=[town.operation("hemtjanst")])
    agreed(town, proposed(town, "anna", unit="norrby", start=clock(11, 24, 13)), host="sara")

    ((clash,),) = clashes_at(
        town.unit("bjork"),
        [town.person("anna")],
        [(clock(11, 24, 14), clock(11, 24, 15))],
        body_id=town.body("KS").pk,
    )

    assert (clash.kind.value, clash.title) == ("visit", "")
