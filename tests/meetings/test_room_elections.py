"""Elections, questions in the council and departures from the order, by the workbench's pages."""

from __future__ import annotations

from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from samspel.audit.models import AuditEntry
from samspel.meetings import services
from samspel.meetings.models import (
    AgendaItem,
    Ballot,
    CouncilAsking,
    DecidingSettings,
    ItemDecision,
    TurnDeparture,
)
from tests.meetings.room import Room, assembly, at
from tests.meetings.room import council as seats
from tests.meetings.test_room_pages import Leader


@pytest.fixture(autouse=True)
def _evening():
    """The clock stands in the middle of the meeting."""
    with time_machine.travel(at(18, 30), tick=False):
        yield


@pytest.fixture
def council(town, as_person):
    """A council of 13 in session, at its first item, which is an election."""
    made = assembly(town, 13, items=2)
    made.room.do("describe_item", made.item, draft_points=[], is_election=True, when=at(17, 30))
    made.room.begin(made.item)
    made.at = Leader(as_person("ingrid"), made.room.meeting)
    return made


def test_kl_5_13_the_council_is_opened_once_it_is_said_that_it_was_called(town, as_person):
    seats(town, 3)
    room = Room(town, "KF")
    services.note_arrivals(room.people.values(), at=at(18), actor=room.actor)
    lead = Leader(as_person("ingrid"), room.meeting)

    refused = lead.lead("oppna").content.decode()
    opened = lead.lead("oppna", called_elsewhere="1")

    assert refused.count("Ange om kallelsen och kungörelsen har gått ut på annat sätt.") == 1
    assert refused.count("Ingen kallelse har skickats från Samspel.") == 1
    assert 'name="called_elsewhere"' in refused
    assert opened.status_code == 302
    kept = AuditEntry.objects.get(act="meetings.sitting.opened")
    assert kept.facts == {"called_elsewhere": True}


def test_an_election_is_counted_with_lots_and_decided(council):
    lead, item = council.at, council.item
    tie = {"counts": "Bo Ek 6\nAsta Lind 6", "blank_count": "1", "places": "1"}
    assert "Räkna ett val" in lead.page(item)

    refused = lead.do(item, "val", **tie, key=uuid4())
    assert "Dra lott och ange vem lotten föll på." in refused.content.decode()
    assert "Asta Lind 6" in refused.content.decode(), "what was written is not lost"
    lead.did(item, "val", **tie, drawn="Asta Lind", key=uuid4())

    page = lead.page(item)
    assert "slutna sedlar, lotten avgjorde" in page
    lead.did(item, "faststall", points="")
    assert ItemDecision.objects.get().points[0]["text"] == "Asta Lind väljs."


def test_a_proportional_election_is_asked_for_and_counted_by_its_page(council):
    lead, item = council.at, council.item
    given = {
        "of": "committee",
        "groups": "Alliansen; 8; Bo Ek, Asta Lind\nS; 5; Disa Ro",
        "places": "3",
    }
    few = [each.pk for each in council.members[:3]]

    wrong = lead.do(
        item, "proportionellt", **{**given, "groups": "S"}, supporters=few, key=uuid4()
    )
    assert "Skriv varje rad som grupp; röster; namn, namn." in wrong.content.decode()
    refused = lead.do(item, "proportionellt", **given, supporters=few, key=uuid4())
    assert "3 begär proportionellt val, och minst 4" in refused.content.decode()
    assert Ballot.objects.count() == 0
    lead.did(
        item,
        "proportionellt",
        **given,
        supporters=[each.pk for each in council.members[:4]],
        key=uuid4(),
    )

    assert "Bo Ek, Asta Lind, Disa Ro" in lead.page(item)


def test_a_question_in_the_council_is_entered_allowed_and_answered_by_its_page(council):
    lead, item = council.at, council.item
    asker, answerer = council.members[1].pk, council.members[0].pk
    given = {"kind": "interpellation", "person": asker, "requested_by": answerer}
    given |= {"subject": "bussarna", "reasons": "Den sista bussen är indragen."}

    refused = lead.do(item, "fraga", **{**given, "reasons": ""})
    assert "Interpellationen saknar motivering." in refused.content.decode()
    lead.did(item, "fraga", **given)
    assert "Fullmäktige har inte tagit ställning än." in lead.page(item)
    lead.did(item, "fraga-medges", allowed="ja")
    assert "Den är besvarad" in lead.page(item)
    lead.did(item, "fraga-besvarad", people=[asker, answerer])

    asked = CouncilAsking.objects.get()
    assert asked.answered_at is not None
    assert asked.speakers.count() == 2
    assert "Besvarad." in lead.page(item)


def test_the_order_is_departed_from_on_the_page_with_its_reason(town, as_person):
    room = Room(town, "KS").open("karin", "perolof", "lena", "anna", "mikael")
    lead = Leader(as_person("karin"), room.meeting)
    chosen = {"person": room.who("ulla").pk, "requested_by": room.who("anna").pk}

    refused = lead.lead("avsteg", **chosen, reason="")
    assert refused.status_code == 422
    assert "Skriv varför ni går ifrån turordningen." in refused.content.decode()
    assert lead.lead("avsteg", **chosen, reason="Mikael avstår.").status_code == 302

    assert TurnDeparture.objects.get().reason == "Mikael avstår."
    assert room.serving()["Anna"] == "Ulla"


def test_a_matter_is_raised_on_a_page_by_a_member_and_for_one_by_the_secretary(town, as_person):
    address = reverse("meetings:raise-matter", args=[town.body("KS").uuid])
    form = {"title": "Fler bänkar", "text": "Ställ ut fler bänkar."}

    own = as_person("lena").post(address, form)
    handed_in = as_person("ingrid").post(address, {**form, "by": town.person("ulla").pk})
    refused = as_person("mikael").post(address, form)

    assert (own.status_code, handed_in.status_code) == (302, 302)
    assert refused.status_code == 422
    assert "4 kap. 20 §" in refused.content.decode().replace("\u00a0", " ")
    assert as_person("maria").get(address).status_code == 403
    texts = AgendaItem.objects.order_by("pk").values_list("text", flat=True)
    assert [each.splitlines()[0] for each in texts] == [
        *("Väckt av Lena Strand.", "Väckt av Ulla Granath.")
    ]
    assert (
        "Väck ett ärende:"
        in as_person("lena").get(reverse("meetings:meetings")).content.decode()
    )


def test_a_bodys_own_order_is_changed_on_its_page_with_the_decision_behind_it(town, as_person):
    body = town.body("SN")
    address = reverse("meetings:deciding-settings", args=[body.uuid])
    form = {"remote": "some", "numbering": "year", "substitutes_note": "on"}

    empty = as_person("ingrid").post(address, form)
    saved = as_person("ingrid").post(address, {**form, "citation": "KF 2026-08-31 § 80"})

    assert (empty.status_code, saved.status_code) == (422, 302)
    body.refresh_from_db()
    assert (body.deciding_settings.remote, body.deciding_settings.substitutes_note) == (
        "some",
        True,
    )
    assert set(body.deciding_settings.citations.values()) == {"KF 2026-08-31 § 80"}
    assert 'value="KF 2026-08-31 § 80"' in as_person("ingrid").get(address).content.decode()
    assert as_person("gunnar").get(address).status_code == 403


def test_each_setting_of_a_body_keeps_and_shows_the_decision_that_it_rests_on(town, as_person):
    body = town.body("SN")
    address = reverse("meetings:deciding-settings", args=[body.uuid])
    form = {"remote": "some", "numbering": "year", "substitutes_speak": "on"}
    first = {**form, "citation": "KF 2026-08-31 § 80", "covers_all": "on"}
    then = {**form, "citation": "KF 2026-09-28 § 95", "attending_note": "on"}

    for sent in (first, then):
        assert as_person("ingrid").post(address, sent).status_code == 302
    unchanged = as_person("ingrid").post(address, {**then, "citation": "KF 2026-10-26 § 9"})
    assert "Du har inte ändrat någon inställning." in unchanged.content.decode()
    page = strip_tags(as_person("ingrid").get(address).content.decode().replace("\u00a0", " "))

    cited = DecidingSettings.objects.get(body=body).citations
    assert (cited["substitutes_speak"], cited["attending_note"]) == (
        *("KF 2026-08-31 § 80", "KF 2026-09-28 § 95"),
    )
    assert "Bygger på KF 2026-08-31 § 80." in page
    assert page.count("Bygger på KF 2026-09-28 § 95.") == 1
    assert "Inget beslut är angivet." not in page


def test_the_citizens_proposals_are_shown_even_when_there_are_none(town, as_person):
    address = reverse("meetings:report-proposals", args=[town.body("SN").uuid])

    page = as_person("ingrid").get(address).content.decode()
    refused = as_person("ingrid").post(address, {})

    assert "Organet handlägger inga medborgarförslag." in page
    assert refused.status_code == 422
