"""The pages: what each shows to whom, in how many statements."""

import datetime as dt

import pytest
from django.urls import reverse

from samspel.people.models import Mandate, Person
from samspel.visits import services
from samspel.visits.models import Visit
from tests.cast import PERSONS
from tests.visits.acting import (
    NOW,
    SN_RULES,
    amended,
    appointed,
    booked,
    clock,
    held,
    in_force,
    meeting,
    offered,
    proposed,
)

READERS_KS = ["anna", "elisabet", "ingrid", "karin", "margareta", "maria", "perolof", "peter"]


def _get(client, route, *keys, query="", status=200):
    response = client.get(reverse(f"visits:{route}", args=keys) + query)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


@pytest.fixture
def bare_shell(settings):
    """Pages without what the signed-in shell asks for, so that the page's own is counted."""
    settings.SAMSPEL_SHELL = ""


def test_an_invited_politician_sees_each_time_with_its_verdict_and_clause(
    town, board, as_person
):
    visit = offered(town)

    page = _get(as_person("anna"), "visit", visit.uuid)

    assert "Vilken tid passar?" in page
    assert page.count("Får bokas. Det blir ditt första besök i år.") == 2
    assert page.count('data-verdict="allowed"') == 2
    assert "/styrdokument/" in page
    assert "0 av 2" in page


def test_a_time_beyond_the_quota_is_stopped_with_the_way_to_the_chair(town, board, as_person):
    for day in (1, 8):
        booked(town, times=(clock(12, day, 13),))
    visit = offered(town, times=(clock(12, 15, 13),))

    page = _get(as_person("anna"), "visit", visit.uuid)

    assert 'data-verdict="stopped"' in page
    assert "Be ordföranden om beslut" in page
    assert "Tacka ja till besöket" not in page


def test_a_time_in_a_meeting_says_so_before_it_is_taken(town, board, as_person):
    meeting(town, "KS", 11, 24)
    visit = offered(town, times=(clock(11, 24, 10),))

    page = _get(as_person("anna"), "visit", visit.uuid)

    assert "Du sitter i möte då: Kommunstyrelsen" in page


def test_the_unit_sees_who_can_before_it_settles_the_time(town, board, as_person):
    visit = offered(town)
    first = visit.options.order_by("starts_at").first()
    services.answer_options(
        visit, answers={first.pk: "possible"}, actor=town.actor("perolof"), at=NOW
    )

    page = _get(as_person("maria"), "visit", visit.uuid)

    assert "Vilken tid ska gälla?" in page
    assert "Per-Olof Hägg (S) kan." in page
    assert "ingen har svarat att tiden passar än" in page


def test_the_story_tells_who_did_what_by_which_clause(town, board, as_person):
    visit = booked(town)

    page = _get(as_person("anna"), "visit", visit.uuid)

    assert "Maria Lindqvist bjöd in och föreslog 2 tider." in page
    assert "bokade besöket till" in page
    assert page.count('class="sp-clause"') >= 2


def test_the_page_as_it_was_another_day_offers_no_acts(town, board, as_person):
    visit = offered(town)

    page = _get(as_person("anna"), "visit", visit.uuid, query="?dag=2026-11-01")

    assert "Besöket fanns inte än" in page
    assert "Tacka ja till besöket" not in page
    assert "bjöd in" not in page


def test_a_visit_is_seen_by_those_concerned_and_by_nobody_else(town, board, as_person):
    address = reverse("visits:visit", args=[offered(town).uuid])
    seen_by = {*READERS_KS, "lena", "mikael", "ulla"}

    answers = {name: as_person(name).get(address).status_code for name in PERSONS}

    assert answers == {name: 200 if name in seen_by else 404 for name in PERSONS}


@pytest.mark.parametrize("route", ["list", "coverage", "appointments", "parties"])
def test_the_lists_open_for_everybody_with_what_each_may_see(
    town, board, committee, as_person, route
):
    offered(town)
    proposed(town)

    assert all(_get(as_person(name), route) for name in PERSONS)


def test_a_protected_identity_is_in_no_list_and_no_export(town, board, committee, as_person):
    visit = proposed(town, "sofia")
    booked_visit = services.choose_time(
        visit, option=visit.options.get(), actor=town.actor("birgit"), at=NOW
    )
    assert booked_visit.starts_at is not None

    for name in ("ingrid", "birgit", "larsake", "anna", "elisabet"):
        client = as_person(name)
        for route in ("list", "coverage", "appointments"):
            for query in ("?visa=alla", "?visa=alla&format=csv"):
                content = client.get(reverse(f"visits:{route}") + query).content.decode()
                assert "Åkesson" not in content, (name, route, query)


def test_where_a_protected_visitor_is_to_be_is_not_exported_or_found(
    town, committee, as_person
):
    visit = proposed(town, "sofia")
    services.choose_time(visit, option=visit.options.get(), actor=town.actor("birgit"), at=NOW)
    keeper, outside = as_person("ingrid"), as_person("larsake")

    export = _get(keeper, "list", query="?visa=alla&format=csv")
    found = _get(outside, "list", query="?visa=alla&q=Ekg%C3%A5rden")
    by_unit = _get(outside, "list", query=f"?visa=alla&enhet={town.unit('ekgarden').uuid}")
    page = _get(outside, "visit", visit.uuid)

    assert "Ekgården" not in export
    assert "2026-11-25" not in export
    assert str(visit.uuid) not in found
    assert str(visit.uuid) not in by_unit
    assert "Ekgården" not in page
    assert "Åkesson" not in page
    assert "13.00" not in page


def test_only_those_who_see_the_place_get_the_calendar_file(town, committee, as_person):
    visit = proposed(town, "sofia")
    services.choose_time(visit, option=visit.options.get(), actor=town.actor("birgit"), at=NOW)
    address = reverse("visits:calendar", args=[visit.uuid])

    own, other = as_person("sofia").get(address), as_person("larsake").get(address)

    assert own.status_code == 200
    assert visit.ical_uid in own.content.decode()
    assert "Ekg" not in own.content.decode()
    assert other.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["anna", "ingrid", "maria"])
def test_the_list_takes_the_same_statements_whatever_it_holds(
    town, board, as_person, statement_count, count, name
):
    for day in range(count):
        offered(town, times=(clock(12, 1 + day, 13),))
    client = as_person(name)
    _get(client, "list", query="?visa=alla")

    with statement_count() as counted:
        page = _get(client, "list", query="?visa=alla")

    assert page.count('<th scope="row">') == count
    assert len(counted) <= 12
    assert len(counted) == _KNOWN.setdefault(name, len(counted))


_KNOWN: dict[str, int] = {}


def test_a_narrowed_list_and_the_other_lists_keep_within_twelve_statements(
    town, board, committee, as_person, statement_count
):
    offered(town)
    client = as_person("ingrid")
    narrow = (
        f"?visa=alla&organ={town.body('KS').uuid}&verksamhet={town.operation('kost').uuid}"
        f"&enhet={town.unit('bjork').uuid}&person={town.person('anna').uuid}&q=köket"
    )
    counts = {}

    for route, query in (
        ("list", narrow),
        ("coverage", ""),
        ("appointments", ""),
        ("parties", ""),
    ):
        _get(client, route, query=query)
        with statement_count() as counted:
            _get(client, route, query=query)
        counts[route] = len(counted)

    assert {route: number for route, number in counts.items() if number > 12} == {}


def test_the_list_shows_what_waits_first_and_narrows_by_the_address(town, board, as_person):
    visit = offered(town)
    other = booked(town, times=(clock(12, 8, 13),))
    client = as_person("anna")

    first = _get(client, "list")
    coming = _get(client, "list", query="?visa=kommande")
    elsewhere = _get(client, "list", query="?visa=alla&q=Kvarn")

    assert "Besök som väntar på dig" in first
    assert str(visit.uuid) in first
    assert str(other.uuid) not in first
    assert coming.count('<th scope="row">') == 2
    assert "Här finns inga besök." in elsewhere


def test_visits_that_lack_their_report_are_a_list_of_their_own(town, board, as_person):
    visit = held(town, booked(town))
    offered(town, times=(clock(12, 15, 13),))

    page = _get(as_person("ingrid"), "list", query="?visa=saknar")

    assert page.count('<th scope="row">') == 1
    assert str(visit.uuid) in page


def test_the_coverage_says_the_finding_today_and_on_a_day_to_come(town, board, as_person):
    client = as_person("ingrid")

    today = _get(client, "coverage")
    later = _get(client, "coverage", query="?dag=2027-01-01")
    export = _get(client, "coverage", query="?format=csv")

    assert "Fritid och Kultur saknar kontaktpolitiker" in today
    assert "Anna Ekelöf\u00a0(C); Per-Olof Hägg\u00a0(S)" in today
    assert "Ingen är kvar" in today
    assert "Tre verksamheter" in later or "Fritid, Kost och Kultur saknar" in later
    assert export.startswith("\ufeffVerksamhet;Kontaktpolitiker;")
    assert ";2026-12-31\r\n" in export  # the last day, as the page says it


def test_times_are_tried_with_clashes_before_the_invitation_is_sent(town, board, as_person):
    meeting(town, "KS", 12, 8)
    form = {
        "steg": "prova",
        "antal": "3",
        "persons": [town.person("anna").pk],
        "day1": "2026-12-08",
        "start1": "10:00",
        "end1": "11:00",
    }
    client = as_person("maria")

    response = client.post(reverse("visits:invite") + f"?enhet={town.unit('bjork').uuid}", form)
    page = response.content.decode()

    assert response.status_code == 200
    assert "Anna Ekelöf sitter i möte då: Kommunstyrelsen" in page
    assert 'data-verdict="warned"' in page
    assert page.count('name="reason"') == 1
    assert Visit.objects.count() == 0


def test_more_times_are_given_without_losing_what_is_written(town, board, as_person):
    form = {"steg": "fler", "antal": "3", "day1": "2026-12-08", "message": "Välkomna"}

    response = as_person("maria").post(reverse("visits:invite"), form)
    page = response.content.decode()

    assert response.status_code == 200
    assert 'name="day6"' in page
    assert 'value="2026-12-08"' in page
    assert "Välkomna" in page
    assert "Fel:" not in page


def test_an_appointment_is_tried_per_person_and_place_before_it_is_made(town, rules, as_person):
    form = {
        "steg": "prova",
        "persons": [town.person("mikael").pk, town.person("ulla").pk],
        "group_name": "Paret",
        "places": [f"v{town.operation('kultur').pk}", f"v{town.operation('kost').pk}"],
        "valid_from": "2026-12-01",
        "decided_by": "body",
        "decided_on": "2026-11-10",
        "paragraph": "77",
    }

    response = as_person("ingrid").post(
        reverse("visits:appoint", args=[town.body("KS").uuid]), form
    )
    page = response.content.decode()

    assert response.status_code == 200
    assert "Mikael Roos: Kultur" in page
    assert "Ulla Granath: Kost" in page
    assert page.count('data-verdict="stopped"') == 1
    assert page.count('data-verdict="warned"') == 1
    assert "Skriv in uppdraget</button>" not in page


def test_an_appointment_after_the_resignation_is_refused_in_words(town, rules, as_person):
    Mandate.objects.filter(person=town.person("lena")).update(valid_to=dt.date(2026, 11, 1))
    form = {
        "persons": [town.person("anna").pk],
        "places": [f"v{town.operation('kost').pk}"],
        "valid_from": "2026-12-01",
        "valid_to": "2027-06-30",
        "decided_by": "body",
        "decided_on": "2026-11-10",
        "paragraph": "77",
        "decision_text": "Anna utses.",
    }
    client = as_person("ingrid")
    address = reverse("visits:appoint", args=[town.body("KS").uuid])

    beyond = client.post(address, form)
    gone = client.post(address, {**form, "persons": [town.person("lena").pk]})

    assert beyond.status_code == 422
    assert "varken ledamot eller ersättare" in beyond.content.decode()
    assert "Anna utses." in beyond.content.decode()
    assert gone.status_code == 422


def test_a_stale_page_is_refused_and_the_reason_is_kept(town, board, as_person):
    visit = booked(town)
    form = {
        "day": "2026-12-14",
        "start": "13:00",
        "end": "15:00",
        "where": "Aulan",
        "version": "0",
    }

    response = as_person("maria").post(reverse("visits:move", args=[visit.uuid]), form)

    assert response.status_code == 422
    assert "Någon annan har ändrat besöket" in response.content.decode()
    assert "Aulan" in response.content.decode()


@pytest.mark.parametrize(
    ("day", "words"),
    [("2027-03-28", "ställs klockan fram"), ("2027-10-31", "ställs klockan tillbaka")],
)
def test_a_time_in_the_nights_when_the_clock_is_moved_is_refused_in_words(
    town, board, as_person, day, words
):
    visit = offered(town)
    form = {"day": day, "start": "02:30", "end": "05:00", "note": "Nattskiftet"}

    response = as_person("anna").post(reverse("visits:suggest", args=[visit.uuid]), form)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert "Nattskiftet" in response.content.decode()


def test_a_form_that_is_sent_twice_does_the_act_once(town, board, as_person):
    form = {
        "antal": "3",
        "persons": [town.person("anna").pk, town.person("perolof").pk],
        "day1": "2026-12-08",
        "start1": "13:00",
        "end1": "15:00",
        "form_key": "5b3a3a0e-64f4-4a0f-9f06-0b8d6a3f2c12",
    }
    client = as_person("maria")

    first = client.post(reverse("visits:invite"), form)
    second = client.post(reverse("visits:invite"), form)

    assert first["Location"] == second["Location"]
    assert Visit.objects.count() == 1


def test_two_units_that_want_the_same_politician_get_it_told_and_nothing_is_lost(
    town, board, as_person
):
    first = offered(town, times=(clock(12, 8, 13),))
    second = offered(town, times=(clock(12, 8, 14),))
    client = as_person("anna")
    for visit in (first, second):
        option = visit.options.get()
        answer = client.post(
            reverse("visits:choose", args=[visit.uuid]), {"tid": option.pk, "version": ""}
        )

    page = answer.content.decode()
    second.refresh_from_db()
    assert answer.status_code == 422
    assert "redan ett besök bokat den tiden" in page
    assert second.state == "offered"


def test_a_warning_asks_for_the_reason_and_keeps_it_in_the_story(town, board, as_person):
    visit = offered(town, "anna", reason="Per-Olof är bortrest.")
    option = visit.options.order_by("starts_at").first()
    client = as_person("anna")
    address = reverse("visits:choose", args=[visit.uuid])

    without = client.post(address, {"tid": option.pk})
    with_reason = client.post(
        address, {"tid": option.pk, f"reason-{option.pk}": "Han är bortrest hela december."}
    )

    assert without.status_code == 422
    assert with_reason.status_code == 302
    assert "Skäl: Han är bortrest hela december." in _get(client, "visit", visit.uuid)


def test_the_chair_decides_in_two_taps_and_the_question_is_answered(town, board, as_person):
    request = services.request_extra_visit(
        person=town.person("anna"),
        operation=town.operation("kost"),
        year=2026,
        why="De vill visa jullunchen.",
        actor=town.actor("anna"),
        at=NOW,
    )
    client = as_person("karin")

    page = _get(client, "extra", request.uuid)
    answer = client.post(reverse("visits:extra", args=[request.uuid]), {"answer": "ja"})

    assert "De vill visa jullunchen." in page
    assert "Besluta</button>" in page
    assert "Avslå</button>" in page
    assert answer.status_code == 302
    assert "Delegationsbeslut" in _get(as_person("anna"), "extra", request.uuid)


def test_fixed_dates_are_booked_on_the_days_of_the_plan_all_or_none(town, as_person):
    planned = amended(SN_RULES, bokning=("    - politician\n", "    - schedule\n"))
    in_force(town, "SN", planned, key=900_003)
    appointed(town, "SN", "larsake", places=[town.operation("aldreomsorg")])
    services.set_visit_days(
        town.body("SN"),
        days={dt.date(2026, 12, 9): "Vinterns besök"},
        year=2026,
        actor=town.actor("ingrid"),
    )
    address = reverse("visits:fixed", args=[town.body("SN").uuid])
    form = {
        "antal": "4",
        "place1": f"e{town.unit('ekgarden').pk}",
        "on1": "2026-12-09",
        "start1": "09:00",
        "end1": "11:00",
    }
    client = as_person("ingrid")

    tried = client.post(address, {**form, "steg": "prova"})
    wrong = client.post(address, {**form, "on1": "2026-12-10"})
    done = client.post(address, {**form, "reason": "Så beslutade nämnden."})

    assert tried.status_code == 200
    assert "Ekgårdens äldreboende: Onsdag 9" in tried.content.decode()
    assert wrong.status_code == 422
    assert done.status_code == 302, done.content.decode()[:3000]
    assert [each.initiator for each in Visit.objects.all()] == ["schedule"]


def test_what_one_has_said_about_ones_times_is_shown_and_can_be_taken_back(
    town, board, as_person
):
    client, address = as_person("anna"), reverse("visits:availability")

    client.post(address, {"antal": "3", "when1": "1", "starts1": "13:00", "ends1": "16:00"})
    shown = client.get(address).content.decode()
    as_host = _get(as_person("maria"), "invite").replace("\u00a0", " ")
    client.post(address, {"antal": "3"})

    assert 'value="13:00"' in shown
    assert "Anna Ekelöf (C), kan oftast tisdag 13.00" in as_host
    assert 'value="13:00"' not in client.get(address).content.decode()
    assert Person.objects.count() == len(PERSONS)
