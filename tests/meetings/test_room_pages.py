"""The workbench: a meeting led from the list of participants to its close, by its pages."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
import time_machine
from django.urls import reverse

from samspel.meetings.models import (
    AgendaItem,
    Ballot,
    BallotVote,
    ConflictOfInterest,
    ItemHandling,
    Meeting,
    Participation,
    Proposal,
    ProtocolNote,
    Reservation,
    Sitting,
)
from samspel.meetings.services import enter_item, plan_meeting
from tests.cast import PERSONS
from tests.meetings.acting import acts, clock

SECRET = "Omplacering av en namngiven medarbetare"


class Leader:
    """Somebody at the workbench, who fills in its forms."""

    def __init__(self, client, meeting):
        self.client = client
        self.meeting = meeting
        self.room = reverse("meetings:room", args=[meeting.uuid])

    def page(self, item=None):
        answer = self.client.get(self.room, {"arende": item.uuid} if item else {})
        assert answer.status_code == 200
        return answer.content.decode()

    def lead(self, act, **data):
        return self.client.post(reverse("meetings:lead", args=[self.meeting.uuid, act]), data)

    def do(self, item, act, **data):
        address = reverse("meetings:lead-item", args=[self.meeting.uuid, item.uuid, act])
        answer = self.client.post(address, data)
        if answer.status_code not in {302, 422}:
            raise AssertionError(answer.status_code)
        return answer

    def did(self, item, act, **data):
        answer = self.do(item, act, **data)
        said = re.findall(r'role="alert".*?<p>(.*?)</p>', answer.content.decode(), re.DOTALL)
        assert answer.status_code == 302, (act, said)


@pytest.fixture
def scene(town, as_person):
    """KS meets this morning: a matter, a report, and a closed item."""
    ingrid = town.actor("ingrid")
    meeting = plan_meeting(
        town.body("KS"),
        starts_at=clock(11, 12, 9),
        ends_at=clock(11, 12, 12),
        place="Sessionssalen",
        at=clock(10, 1),
        actor=ingrid,
    )

    def item(title, **facts):
        return enter_item(town.body("KS"), title=title, at=clock(10, 2), actor=ingrid, **facts)

    kitchen, budget = item("Nytt kök på Björkskolan"), item("Budget 2027")
    closed = item(SECRET, is_closed=True, closed_because="OSL 39 kap.")
    lead = Leader(as_person("ingrid"), meeting)
    return SimpleNamespace(
        meeting=meeting, kitchen=kitchen, budget=budget, closed=closed, at=lead
    )


def _seat(scene, town, name):
    return Participation.objects.get(meeting=scene.meeting, person=town.person(name)).pk


@pytest.fixture
def opened(town, scene):
    """The meeting is open, with its four members and Mikael of the substitutes there."""
    scene.at.lead("narvarolista")
    here = [_seat(scene, town, n) for n in ("karin", "perolof", "lena", "ulla", "mikael")]
    assert scene.at.lead("pa-plats", people=here).status_code == 302
    assert scene.at.lead("oppna").status_code == 302
    scene.seat = lambda name: _seat(scene, town, name)
    return scene


def test_the_page_leads_from_the_list_to_the_first_item(town, scene):
    lead = scene.at

    first = lead.page()
    lead.lead("narvarolista")
    second = lead.page()
    lead.lead("pa-plats", people=[_seat(scene, town, n) for n in ("karin", "perolof", "lena")])
    third = lead.page()
    lead.lead("oppna")
    fourth = lead.page()

    assert "Gör i ordning närvarolistan" in first
    assert "Vilka är på plats?" in second
    assert "Öppna mötet" in third
    assert "3 av 4 tjänstgör. Fler än hälften krävs." in third
    assert "Börja behandla ärendet" in fourth
    assert Sitting.objects.get(meeting=scene.meeting).opened_at is not None


def test_a_matter_is_led_from_proposals_through_a_roll_call_to_decision_and_reservation(opened):
    lead, item, seat = opened.at, opened.kitchen, opened.seat
    points = "1. Köket byggs om enligt alternativ B.\n2. Kostnaden tas ur budgeten."
    lead.did(item, "beskriv", draft_origin="Arbetsutskottet", draft_points=points)
    lead.did(item, "borja")
    lead.did(item, "yrkande", kind="approval", person=seat("karin"), seconders=[seat("ulla")])
    text = "Köket byggs om enligt alternativ A."
    lost = lead.do(item, "yrkande", kind="amendment", person=seat("perolof"), text=text)
    assert "Skriv hela beslutet" in lost.content.decode()
    whole = f"{text}\nKostnaden tas ur budgeten."
    lead.did(
        item, "yrkande", kind="amendment", person=seat("perolof"), text=text, becomes=whole
    )
    lead.did(item, "yrkande", kind="referral_back", person=seat("lena"), text="Utred hyran")
    before = lead.page()
    lead.did(item, "proposition", found="today", confirmed="ja")
    lead.did(item, "proposition", found="draft", confirmed="nej")
    key = "6a1d2f50-0000-4000-8000-000000000001"
    lead.did(item, "omrostning", method="roll_call", yes="draft", key=key)
    called = []
    for number in range(2, 6):
        page = lead.page()
        called.append(re.search(r'sp-call__name sp-above-4" id="upprop">([^<]+)<', page)[1])
        person = re.search(
            r'name="person" value="(\d+)"><input type="hidden" name="key"', page
        )[1]
        choice = "no" if "Hägg" in called[-1] or "Strand" in called[-1] else "yes"
        key = f"6a1d2f50-0000-4000-8000-00000000000{number}"
        lead.did(item, "rost", person=person, choice=choice, key=key)
    counted = lead.page()
    lead.did(item, "bekrafta-omrostning")
    decided = lead.page()
    lead.did(item, "faststall", points="")
    amended = Proposal.objects.get(kind="amendment").pk
    joined = {"seconders": [seat("lena")], "proposal": amended, "text": ""}
    lead.did(item, "reservation", person=seat("perolof"), **joined)
    lead.did(item, "anteckning", person=seat("lena"), text="")
    dissent = Reservation.objects.get(participation=seat("perolof"))
    lead.did(item, "motivera", remark=dissent.pk, text="För dyrt.")
    note = ProtocolNote.objects.get().pk
    lead.did(item, "anteckningens-text", remark=note, text="Hyran borde ha utretts.")
    lead.did(item, "justera")
    after = lead.page(item)

    assert "Instämmer: Ulla Granath (M)" in before
    assert "Avgörs ärendet i dag, eller blir det återremiss?" in before
    assert called[-1] == "Karin Sundell (M)"
    assert "Röstetalet är lika. Ordförandens röst avgör: Ja." in counted
    assert "Ordförandens röst, vid lika röstetal" not in counted
    assert "ordförandens utslagsröst" in decided
    assert "Köket byggs om enligt alternativ B." in decided
    assert BallotVote.objects.count() == 4
    assert Ballot.objects.get().casting_vote.name == "Karin Sundell"
    assert "Kommunstyrelsen beslutar" in after
    assert "<b>Per-Olof Hägg (S)</b>: För dyrt." in after
    assert "Paragrafen är omedelbart justerad." in after
    item.refresh_from_db()
    assert item.paragraph == "§ 1"
    assert "<b>Lena Strand (V)</b>: Hyran borde ha utretts." in after
    assert [each.proposal_id for each in Reservation.objects.all()] == [amended, amended]


def test_who_left_and_who_took_over_is_two_presses(opened):
    lead = opened.at
    page = lead.page()

    with time_machine.travel(clock(11, 12, 10, 40), tick=False):
        left = lead.lead("gick", person=opened.seat("ulla"))
        after = lead.page()
        again = lead.lead("gick", person=opened.seat("ulla"))
        undone = lead.lead("gick-inte", person=opened.seat("ulla"))
        as_before = lead.page()

    assert f'name="person" value="{opened.seat("ulla")}">Ulla Granath (M)</button>' in page
    assert left.status_code == 302
    assert "för Ulla Granath" in after
    assert "Vem gick inte?" in after
    assert undone.status_code == 302
    assert "för Ulla Granath" not in as_before
    assert again.status_code == 422
    assert "Ulla Granath är inte på plats." in again.content.decode()


def test_whoever_is_disqualified_is_out_during_the_item_and_comes_back(opened):
    lead, item = opened.at, opened.kitchen
    lead.did(item, "jav", person=opened.seat("ulla"), ground="affected")
    with time_machine.travel(clock(11, 12, 10, 40), tick=False):
        lead.did(item, "borja")
        during = lead.page()
    with time_machine.travel(clock(11, 12, 10, 45), tick=False):
        lead.did(item, "faststall", points="")
    after = lead.page(item)

    assert "för Ulla Granath, jäv" in during
    assert "Ulla Granath (M), jäv" in during
    assert "för Ulla Granath" not in after
    assert ConflictOfInterest.objects.get().in_at is not None


def test_whoever_writes_from_an_old_page_is_told_and_loses_no_words(opened):
    lead, item = opened.at, opened.kitchen
    lead.did(item, "borja")
    version = ItemHandling.objects.get(item=item).version
    lead.did(item, "yrkande", kind="approval", person=opened.seat("karin"), version=version)
    before = acts()

    answer = lead.do(
        item,
        "yrkande",
        kind="own",
        person=opened.seat("lena"),
        text="Mina ord finns kvar.",
        version=version,
    )
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Någon annan har ändrat det här sedan du öppnade sidan." in page
    assert "Mina ord finns kvar." in page
    assert "Karin Sundell (M)</b> till förslaget" in page
    assert acts() == before
    proposal = Proposal.objects.get().pk
    for act, why in (("neka", "Skriv varför ordföranden"), ("instam", "Välj minst en person.")):
        answer = lead.do(item, act, proposal=proposal)
        assert (answer.status_code, why in answer.content.decode()) == (422, True)
    lead.did(item, "beskriv", draft_points="Köket byggs om.")
    lead.did(item, "proposition", found="draft", confirmed="nej")
    answer = lead.do(item, "yrkande", kind="approval", person=opened.seat("lena"))
    assert "överläggningen är avslutad" in answer.content.decode(), "its pane is gone"


def test_an_open_page_is_told_when_somebody_else_has_changed_it(opened):
    item = opened.kitchen
    page = opened.at.page(item)
    address = re.search(r'hx-get="([^"]+)"', page)[1].replace("&amp;", "&")
    same = opened.at.client.get(address).content.decode()
    opened.at.did(item, "borja")

    changed = opened.at.client.get(address).content.decode()

    assert "Någon annan har ändrat" not in same
    assert "Någon annan har ändrat" in changed


def test_what_the_law_stops_is_said_with_its_section_and_nothing_is_written(town, opened):
    lead = opened.at
    for name in ("lena", "ulla", "mikael"):
        moment = clock(11, 12, 10, 40)
        with time_machine.travel(moment, tick=False):
            lead.lead("gick", person=opened.seat(name))
    before = acts()

    answer = lead.do(opened.kitchen, "borja")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "6 kap. 27" in page
    assert "Bara 2 av 4 tjänstgör." in page
    assert acts() == before


def test_a_break_and_the_close_are_on_the_page_and_the_rest_goes_on(opened):
    lead = opened.at
    with time_machine.travel(clock(11, 12, 10, 40), tick=False):
        lead.lead("ajournera", reason="Kaffe")
        paused = lead.page()
    with time_machine.travel(clock(11, 12, 10, 55), tick=False):
        lead.lead("ateruppta")
        lead.did(opened.kitchen, "borja")
        lead.did(opened.kitchen, "faststall", points="")
        still = lead.lead("avsluta")
        closed = lead.page(opened.kitchen)

    assert "Mötet är ajournerat." in paused
    assert "Återuppta mötet" in paused
    assert "Nytt yrkande" not in paused
    assert still.status_code == 302
    assert "Avslutat 10.55" in closed
    assert "Ny reservation" not in closed
    opened.budget.refresh_from_db()
    assert opened.budget.state == "waiting"
    assert Meeting.objects.get(pk=opened.meeting.pk).state == "held"


def test_a_members_wish_is_taken_into_the_record_in_one_press(town, opened, as_person):
    lead, item = opened.at, opened.kitchen
    lead.did(item, "borja")
    lead.did(item, "faststall", points="")
    wish = {"kind": "reservation", "text": "Till förmån för mitt yrkande."}
    as_person("lena").post(reverse("meetings:wish", args=[item.uuid]), wish)
    shown = lead.page(item)
    uuid = re.search(r'name="wish" value="([^"]+)"', shown)[1]

    lead.did(item, "anmalan", wish=uuid, taken="ja")

    assert "Anmält av en ledamot." in shown
    made = Reservation.objects.get()
    assert (made.participation.name, made.motivation) == ("Lena Strand", wish["text"])


def test_the_screen_shows_the_vote_and_nothing_of_a_closed_item(town, opened, as_person):
    address = reverse("meetings:screen", args=[opened.meeting.uuid])
    lead = opened.at
    lead.did(opened.kitchen, "borja")
    lead.did(opened.kitchen, "yrkande", kind="approval", person=opened.seat("karin"))
    handled = as_person("lena").get(address).content.decode()
    refused = as_person("maria").get(address).status_code
    for item in (opened.kitchen, opened.budget):
        if item is opened.budget:
            lead.did(item, "borja")
        else:
            lead.did(item, "aterta", proposal=Proposal.objects.get().pk)
        lead.did(item, "faststall", points="")
    lead.did(opened.closed, "borja")

    closed = as_person("lena").get(address).content.decode()

    assert "Nytt kök på Björkskolan" in handled
    assert "Karin Sundell (M)" in handled
    assert refused == 404
    assert "Ärendet behandlas bakom stängda dörrar." in closed
    assert SECRET not in closed


def test_only_who_leads_or_keeps_the_record_has_the_workbench(scene, as_person):
    address = scene.at.room
    lead = reverse("meetings:lead", args=[scene.meeting.uuid, "narvarolista"])

    opened = {name: as_person(name).get(address).status_code for name in PERSONS}
    before = acts()
    posted = {
        name: as_person(name).post(lead).status_code for name in PERSONS if opened[name] != 200
    }

    assert {name for name, code in opened.items() if code == 200} == {
        "ingrid",
        "karin",
        "perolof",
    }
    assert set(posted.values()) <= {403, 404}
    assert acts() == before


def test_the_paper_to_fall_back_on_lists_everybody_and_every_item(opened):
    answer = opened.at.client.get(
        reverse("meetings:paper-fallback", args=[opened.meeting.uuid])
    )

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content[:5] == b"%PDF-"
    assert answer["Content-Disposition"].startswith("inline")


def test_an_unknown_act_or_another_meetings_item_is_not_found(town, opened, as_person):
    lead = opened.at
    other = AgendaItem.objects.create(
        body=town.body("SN"), title="Annat", ready_at=dt.datetime.now(dt.UTC), key="annat"
    )
    addresses = [
        reverse("meetings:lead", args=[opened.meeting.uuid, "hitta-pa"]),
        reverse("meetings:lead-item", args=[opened.meeting.uuid, opened.kitchen.uuid, "nej"]),
        reverse("meetings:lead-item", args=[opened.meeting.uuid, other.uuid, "borja"]),
    ]

    assert [lead.client.post(each).status_code for each in addresses] == [404, 404, 404]


def test_the_workbench_asks_the_same_whatever_the_size(town, opened, settings, statement_count):
    settings.SAMSPEL_SHELL = ""
    lead = opened.at
    lead.did(opened.kitchen, "borja")
    lead.did(opened.kitchen, "yrkande", kind="approval", person=opened.seat("karin"))
    with statement_count() as few:
        lead.page()
    for number in range(3):
        lead.did(
            opened.kitchen,
            "yrkande",
            kind="own",
            person=opened.seat("ulla"),
            text=f"Så {number}",
        )
        enter_item(
            town.body("KS"), title=f"Till {number}", at=clock(10, 2), actor=town.actor("ingrid")
        )

    with statement_count() as many:
        lead.page()

    assert (len(few), len(many)) == (len(few), len(few))
    assert len(few) <= 9, [query["sql"][:90] for query in few.captured_queries]
