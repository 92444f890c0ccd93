"""The pages: what each shows to whom, in how many statements."""

import datetime as dt

import pytest
from django.urls import reverse

from samspel.documents.models import Document
from samspel.meetings import drafts, services
from samspel.meetings.drafts import DelegationDraft
from samspel.meetings.models import Meeting
from tests.meetings.acting import NOW, clock, opened, planned

SECRET = "Omplacering av en namngiven brukare"


@pytest.fixture
def bare_shell(settings):
    """Pages without what the signed-in shell asks for, so that the page's own is counted."""
    settings.SAMSPEL_SHELL = ""


def _text(client, route, *keys, query=""):
    response = client.get(reverse(f"meetings:{route}", args=keys) + query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_list_shows_what_is_coming_and_what_waits(scene, town, as_person):
    opened(town, "waits", body="KS")

    page = _text(as_person("ingrid"), "meetings")

    assert page.count('<th scope="row">') == 3
    assert "Väntar på möte" in page
    assert "Planera möte: Socialnämnden" in page


def test_the_list_is_filtered_by_body_and_by_what_has_been(scene, town, as_person):
    planned(town, 12, 1)
    client = as_person("ingrid")

    both = _text(client, "meetings")
    one = _text(client, "meetings", query=f"?organ={scene.body.uuid}")
    past = _text(client, "meetings", query="?nar=tidigare")

    assert (both.count('<th scope="row">'), one.count('<th scope="row">')) == (4, 3)
    assert "Här finns inga möten." in past


def test_whoever_is_merely_invited_finds_the_meeting_in_the_list(scene, as_person):
    page = _text(as_person("birgit"), "meetings")

    assert str(scene.meeting.uuid) in page
    assert str(scene.begun.uuid) not in page
    assert "Planera möte" not in page


def test_the_list_may_be_taken_along_as_a_file(scene, as_person):
    response = as_person("ingrid").get(reverse("meetings:meetings") + "?format=csv")

    assert response["Content-Type"].startswith("text/csv")
    assert response.content.decode().count("Socialnämnden") == 3


def test_a_meeting_shows_its_agenda_with_its_deadlines_and_acts(scene, as_person):
    page = _text(as_person("ingrid"), "meeting", scene.meeting.uuid)

    assert "Rapport från köket på Björkskolan" in page
    assert "Birgit Malmsten redogör" in page
    assert "Handlingar inne senast" in page
    assert "Skicka kallelsen" in page


def test_a_member_reads_the_meeting_without_the_secretarys_acts(scene, as_person):
    page = _text(as_person("anna"), "meeting", scene.meeting.uuid)

    assert "Rapport från köket på Björkskolan" in page
    assert "Skicka kallelsen" not in page


def test_an_invited_manager_sees_the_item_and_nothing_else(scene, town, as_person):
    services.enter_item(scene.body, title="Budget", at=NOW, actor=town.actor("ingrid"))
    client = as_person("birgit")

    meeting = _text(client, "meeting", scene.meeting.uuid)
    item = _text(client, "item", scene.item.uuid)

    assert "Rapport från köket på Björkskolan" in meeting
    assert "Budget" not in meeting
    assert "Handlingar inne senast" not in meeting
    assert "Birgit Malmsten redogör" in item
    assert "Bjud in någon" not in item


@pytest.mark.parametrize("name", ["sara", "karin", "tomas", "pia"])
def test_others_find_nothing_at_the_address(scene, as_person, name):
    client = as_person(name)

    for route, key in [
        ("meeting", scene.meeting.uuid),
        ("item", scene.item.uuid),
        ("decision", scene.decision.uuid),
    ]:
        assert client.get(reverse(f"meetings:{route}", args=[key])).status_code == 404


@pytest.mark.parametrize("name", ["margareta", "birgit", "elisabet"])
def test_a_closed_item_is_on_no_page_of_whoever_may_not_see_it(scene, town, as_person, name):
    closed = services.enter_item(
        scene.body, title=SECRET, is_closed=True, at=NOW, actor=town.actor("ingrid")
    )
    inside = _text(as_person("anna"), "meeting", scene.meeting.uuid)
    assert SECRET in inside
    client = as_person(name)

    assert SECRET not in _text(client, "meeting", scene.meeting.uuid)
    assert SECRET not in _text(client, "meetings")
    assert client.get(reverse("meetings:item", args=[closed.uuid])).status_code == 404


def test_the_page_of_a_moved_item_tells_its_story(scene, town, as_person):
    services.move_meeting(
        scene.meeting,
        starts_at=clock(12, 3, 13),
        ends_at=clock(12, 3, 16),
        at=NOW + dt.timedelta(hours=1),
        actor=town.actor("ingrid"),
    )
    services.cancel_meeting(
        scene.meeting, reason="Snö", at=NOW + dt.timedelta(hours=2), actor=town.actor("ingrid")
    )

    item = _text(as_person("anna"), "item", scene.item.uuid)
    meeting = _text(as_person("anna"), "meeting", scene.meeting.uuid)

    assert "Lades på mötet 1\u00a0december 2026" in item
    assert "Mötet 1\u00a0december 2026 flyttades till 3\u00a0december 2026" in item
    assert "Mötet ställdes in (3\u00a0december 2026)" in item
    assert "Lades på mötet 15\u00a0december 2026" in item
    assert "Har lämnat listan" in meeting
    assert "Snö" in meeting
    assert "Vilka kommer?" not in meeting


def test_questions_and_answers_stand_on_the_items_page(scene, town, as_person):
    services.answer_question(
        scene.question,
        answer="Inte efter 2028.",
        answered_by=town.person("birgit"),
        at=NOW,
        actor=town.actor("ingrid"),
    )

    page = _text(as_person("anna"), "item", scene.begun_item.uuid)

    assert "Räcker köket?" in page
    assert "Inte efter 2028." in page


def test_a_years_rhythm_gives_days_to_choose_among(scene, as_person):
    query = "?year=2027&weekday=3&week=1&skip=7&start=13:00&end=16:00&place="

    page = _text(as_person("ingrid"), "plan-year", scene.body.uuid, query=query)

    assert page.count('type="checkbox"') == 11
    assert "fredag 7\u00a0maj 2027" in page
    assert "flyttat från 6\u00a0maj (kristi himmelsfärdsdag)" in page


def test_an_unreadable_rhythm_is_asked_for_again(scene, as_person):
    address = reverse("meetings:plan-year", args=[scene.body.uuid])

    response = as_person("ingrid").get(address + "?year=sjutton")

    assert response.status_code == 422


def test_decisions_are_listed_and_a_corrected_one_points_to_what_stands(scene, town, as_person):
    new = services.correct_decision(
        scene.decision,
        reason="Fel §",
        decided_on=scene.decision.decided_on,
        paragraph="15",
        title="Val",
        text="Anna utses.",
        kind="other",
        at=NOW,
        actor=town.actor("ingrid"),
    )
    client = as_person("anna")

    listed = _text(client, "decisions")
    old = _text(client, "decision", scene.decision.uuid)

    assert "2026-02-10 § 15" in listed
    assert "2026-02-10 § 14" not in listed
    assert reverse("meetings:decision", args=[new.uuid]) in old
    assert "Rätta beslutet" not in old


def test_decisions_on_delegation_are_listed_with_number_day_who_and_where_reported(
    scene, town, as_person
):
    services.decide_on_delegation(
        scene.body,
        text="Anna får göra ett till.",
        ground="4.2",
        at=NOW,
        actor=town.actor("gunnar"),
    )

    page = _text(as_person("anna"), "delegated", query=f"?organ={scene.body.uuid}")

    for words in (
        "D\u00a02026:1",
        "Gunnar Lidén",
        "Anna får göra ett till.",
        "Ska anmälas 1\u00a0december",
    ):
        assert words in page
    assert "Besluta på delegation" not in page
    assert "Besluta på delegation" in _text(
        as_person("gunnar"), "delegated", query=f"?organ={scene.body.uuid}"
    )


def test_what_is_reported_stands_under_its_item(scene, town, as_person):
    decision = services.decide_on_delegation(
        scene.body, text="Anna får göra ett till.", at=NOW, actor=town.actor("gunnar")
    )

    page = _text(as_person("anna"), "item", decision.item.uuid)

    assert "Beslut som anmäls" in page
    assert "Anna får göra ett till." in page


@pytest.fixture
def _draft():
    drafts.register_drafts(
        "test.extra",
        lambda key, body, actor: (
            DelegationDraft(f"Besök {key}", "Anna får göra ett till.", "4.2")
            if key == "7"
            else None
        ),
    )
    yield
    drafts._PROVIDERS.pop("test.extra")


@pytest.mark.usefixtures("_draft")
def test_the_chair_decides_in_two_taps_what_another_module_has_drafted(scene, as_person):
    client = as_person("gunnar")

    page = _text(client, "decide", scene.body.uuid, query="?galler=test.extra:7")

    assert 'value="Besök 7"' in page
    assert 'value="test.extra:7"' in page
    assert "Anna får göra ett till." in page
    assert _text(client, "decide", scene.body.uuid, query="?galler=test.extra:8&rubrik=Annat")


def test_the_receipt_says_the_number_and_where_it_is_reported(scene, as_person):
    response = as_person("gunnar").post(
        reverse("meetings:decide", args=[scene.body.uuid]),
        {"subject": "Extra", "text": "Ja.", "ground": "4.2", "matter": "ordinary"},
        follow=True,
    )

    assert (
        "har nummer D 2026:1. Det anmäls på mötet tisdag 1\u00a0december 2026."
        in response.content.decode()
    )


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("route", "count"), [("meetings", 8), ("decisions", 7), ("delegated", 8)]
)
def test_a_list_takes_the_same_statements_whatever_its_length(
    bare_shell, town, as_person, statement_count, route, count, rows
):
    for number in range(rows):
        planned(town, 12, 1 + number)
        opened(town, str(number))
        services.record_decision(
            town.body("KS"),
            decided_on=NOW.date(),
            paragraph=str(number + 1),
            title="Val",
            text="Val",
            at=NOW,
            actor=town.actor("ingrid"),
        )
        services.decide_on_delegation(
            town.body("KS"), text="Ja.", at=NOW, actor=town.actor("karin")
        )
    client = as_person("ingrid")
    _text(client, route)

    with statement_count() as counted:
        _text(client, route)

    assert len(counted) == count


@pytest.mark.parametrize("rows", [1, 3])
def test_a_meeting_takes_the_same_statements_whatever_its_length(
    bare_shell, town, as_person, statement_count, rows
):
    meeting = planned(town, 12, 1)
    for number in range(rows):
        opened(town, str(number), attachments=[("Rapport", f"/besok/{number}/")])
    client = as_person("ingrid")
    _text(client, "meeting", meeting.uuid)

    with statement_count() as counted:
        _text(client, "meeting", meeting.uuid)

    assert len(counted) == 9


def test_the_pages_of_a_whole_day_hang_together(town, as_person):
    """The secretary's walk by links and forms alone, without a script."""
    client, body = as_person("ingrid"), town.body("KS")
    made = client.post(
        reverse("meetings:plan", args=[body.uuid]),
        {"day": "2026-12-01", "start": "13:00", "end": "16.00", "is_ordinary": "on"},
    )
    entered = client.post(
        reverse("meetings:enter-item", args=[body.uuid]),
        {"title": "Budget 2027", "kind": "matter", "route": "next_meeting"},
        follow=True,
    )

    meeting = client.get(made["Location"]).content.decode()

    assert "Budget 2027" in meeting
    assert "Ärendet är med på mötet tisdag 1\u00a0december 2026." in entered.content.decode()
    assert clock(12, 1, 13).isoformat()[:16] in meeting


def test_a_deadline_of_its_own_is_given_with_the_meeting(scene, as_person):
    form = {"day": "2026-12-22", "start": "13:00", "end": "16:00", "deadline_day": "2026-12-21"}
    address = reverse("meetings:plan", args=[scene.body.uuid])

    as_person("ingrid").post(address, form)

    meeting = Meeting.objects.get(starts_at=clock(12, 22, 13))
    assert meeting.dispatch_deadline_at == clock(12, 21, 12)


def test_an_end_before_the_start_is_marked_at_its_field(scene, as_person):
    form = {"day": "2026-12-22", "start": "13:00", "end": "12:00"}

    response = as_person("ingrid").post(reverse("meetings:plan", args=[scene.body.uuid]), form)

    assert response.status_code == 422
    assert 'id="id_end_error"' in response.content.decode()


def test_a_rhythm_that_ends_before_it_starts_is_asked_for_again(scene, as_person):
    query = "?year=2027&weekday=3&week=1&start=13:00&end=12:00&place="

    response = as_person("ingrid").get(
        reverse("meetings:plan-year", args=[scene.body.uuid]) + query
    )

    assert response.status_code == 422
    assert "senare än starttiden" in response.content.decode()


def test_a_ground_belongs_to_a_closed_item(scene, as_person):
    form = {"title": "x", "kind": "matter", "route": "waiting", "closed_because": "OSL"}

    response = as_person("ingrid").post(
        reverse("meetings:enter-item", args=[scene.body.uuid]), form
    )

    assert response.status_code == 422
    assert "ta bort grunden" in response.content.decode()


def test_a_handled_item_shows_its_paragraph_and_what_came_of_it(scene, town, as_person):
    services.handle_item(
        scene.begun_item,
        paragraph="12",
        outcome="Lades till handlingarna.",
        at=NOW,
        actor=town.actor("ingrid"),
    )
    client = as_person("anna")

    for page in (
        _text(client, "item", scene.begun_item.uuid),
        _text(client, "meeting", scene.begun.uuid),
    ):
        assert "§\u00a012" in page
        assert "Lades till handlingarna." in page


def test_a_late_closed_item_says_that_it_is_both(scene, town, as_person):
    secretary = town.actor("ingrid")
    services.dispatch_meeting(scene.meeting, at=NOW, actor=secretary)
    closed = services.enter_item(
        scene.body, title=SECRET, is_closed=True, closed_because="OSL", at=NOW, actor=secretary
    )
    services.place_item(closed, scene.meeting, at=NOW, actor=secretary)
    client = as_person("anna")

    meeting = _text(client, "meeting", scene.meeting.uuid)
    item = _text(client, "item", closed.uuid)

    assert "Slutet ärende · Tillkom efter utskicket" in meeting
    assert "Skickad 12\u00a0november" in meeting
    assert "Kom efter utskicket med på mötet" in item
    assert "OSL" in item


def test_an_items_files_are_opened_through_documents(scene, town, as_person):
    document = Document.objects.create(
        owner_type="meetings.agendaitem",
        owner_id=scene.item.pk,
        name="plan.pdf",
        file_type="pdf",
        size=2048,
        sha256="0" * 64,
        uploaded_by_name="Ingrid Falk",
        uploaded_at=NOW,
    )
    services.attach(scene.item, title="Plan", document=document, actor=town.actor("ingrid"))

    page = _text(as_person("birgit"), "item", scene.item.uuid)

    assert reverse("documents:download", args=[document.uuid]) in page


@pytest.mark.parametrize("route", ["decisions", "delegated"])
def test_decisions_may_be_taken_along_as_a_file(scene, as_person, route):
    response = as_person("anna").get(
        reverse(f"meetings:{route}") + f"?organ={scene.body.uuid}&format=csv"
    )

    assert response["Content-Type"].startswith("text/csv")
    assert "(" not in response.content.decode().partition("\n")[2]  # the order, made a tuple


def test_a_correction_says_what_it_corrects(scene, town, as_person):
    new = services.correct_decision(
        scene.decision,
        reason="Fel §",
        decided_on=scene.decision.decided_on,
        paragraph="15",
        title="Val",
        text="Anna utses.",
        kind="other",
        at=NOW,
        actor=town.actor("ingrid"),
    )

    page = _text(as_person("anna"), "decision", new.uuid)

    assert "Fel §" in page
    assert reverse("meetings:decision", args=[scene.decision.uuid]) in page


def test_each_year_of_decisions_on_delegation_has_its_list(scene, town, as_person):
    chair = town.actor("gunnar")
    early = services.decide_on_delegation(
        scene.body, text="Förra årets.", at=clock(12, 30, year=2025), actor=chair
    )
    services.decide_on_delegation(scene.body, text="Årets.", at=NOW, actor=chair)
    services.handle_item(early.item, paragraph="3", at=NOW, actor=town.actor("ingrid"))

    page = _text(as_person("anna"), "delegated", query=f"?organ={scene.body.uuid}&ar=2025")

    assert "Förra årets." in page
    assert "Årets." not in page
    assert '<time datetime="2026-11-12"' in page


def test_the_receipt_of_a_decision_without_a_meeting_says_that_it_waits(town, as_person):
    response = as_person("karin").post(
        reverse("meetings:decide", args=[town.body("KS").uuid]),
        {"subject": "Extra", "text": "Ja.", "ground": "4.2", "matter": "ordinary"},
        follow=True,
    )

    assert "Det anmäls när nästa möte är planerat." in response.content.decode()


def test_whoever_reads_no_bodys_meetings_is_told_so(town, as_person):
    assert "Inget av dina uppdrag ger rätt att läsa ett organs möten." in _text(
        as_person("johan"), "delegated"
    )
