"""The overview and the follow-ups: the finding said, the figures fetched, nobody exposed."""

import pytest
import time_machine
from django.urls import reverse

from samspel.messaging.models import Message
from samspel.people.models import Operation
from samspel.visits import services
from tests.visits.acting import agreed, clock, held, proposed
from tests.visits.web.reporting import LATER, follow_up, kitchen_held

OVERVIEW = "/besok/oversikt/"


@pytest.fixture(autouse=True)
def _after_the_visits():
    with time_machine.travel(LATER, tick=False):
        yield


def _of(town, short, view=""):
    return f"{OVERVIEW}?organ={town.body(short).uuid}&vy={view}"


def test_the_heading_says_the_finding(town, board, as_person):
    kitchen_held(town)
    kitchen = town.operation("kost")
    Operation.objects.create(  # not one of those that the guideline names
        department=kitchen.department, name="Gator", key="gator", valid_from=kitchen.valid_from
    )

    page = as_person("ingrid").get(_of(town, "KS")).content.decode()

    assert "En av tre verksamheter har haft besök i år." in page
    assert "Fritid och Kultur har inte haft något." in page
    assert "1 genomfört" in page
    assert "Gator" not in page


@pytest.mark.parametrize("view", ["", "parti", "person", "enhet", "jamfor"])
def test_every_view_takes_at_most_twelve_statements_whatever_the_rows(
    view, town, board, as_person, statement_count
):
    ingrid, counts = as_person("ingrid"), []

    for _turn in range(2):
        with statement_count() as counted:
            assert ingrid.get(_of(town, "KS", view)).status_code == 200
        counts.append(len(counted))
        if not _turn:
            kitchen_held(town)

    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_protected_name_is_in_no_view_and_no_file(kind, town, committee, as_person):
    visit = agreed(town, proposed(town, "sofia", start=clock(11, 24, 13)))
    held(town, visit, "sofia", reason="Bekräftat muntligt.")
    ingrid = as_person("ingrid")

    page = ingrid.get(_of(town, "SN", "person")).content
    file = ingrid.get(_of(town, "SN", "person") + f"&format={kind}").content

    assert "Åkesson".encode() not in page + file
    assert file.startswith("\ufeffPerson".encode() if kind == "csv" else b"PK")


def test_whoever_reads_no_body_s_overview_is_refused(town, rules, as_person):
    assert as_person("maria").get(OVERVIEW).status_code == 403
    assert as_person("bo").get(_of(town, "KS")).status_code in (403, 404)


def test_the_units_whose_turn_it_is_are_reminded_once_a_day(town, board, as_person):
    ingrid = as_person("ingrid")
    url = reverse("visits:remind-those-whose-turn", args=[town.body("KS").uuid])

    first = ingrid.post(url, {"vilka": "enhet"}, follow=True).content.decode()
    told = Message.objects.filter(kind="visits.reminder").count()
    second = ingrid.post(url, {"vilka": "enhet"}, follow=True).content.decode()

    assert "har fått en påminnelse" in first
    assert "Alla har redan fått en påminnelse i dag." in second
    assert told == Message.objects.filter(kind="visits.reminder").count() > 0


def test_the_unit_sees_what_became_of_what_it_lifted(town, board, as_person):
    found = follow_up(town)
    services.close_follow_up(
        found, outcome="Två sittningar från januari.", actor=town.actor("ingrid"), at=LATER
    )

    page = as_person("maria").get(reverse("visits:follow-up", args=[found.uuid]))

    assert "Två sittningar från januari." in page.content.decode()


def test_a_follow_up_without_a_word_on_the_outcome_is_not_closed(town, board, as_person):
    found = follow_up(town)

    answer = as_person("ingrid").post(
        reverse("visits:follow-up-close", args=[found.uuid]), {"outcome": " "}
    )

    found.refresh_from_db()
    assert answer.status_code == 422
    assert found.closed_at is None
