"""What a member has while following: own notes, what is new, a wish to the secretary."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.meetings import sealing
from samspel.meetings.enums import Purpose
from samspel.meetings.enums.calling import WishKind
from samspel.meetings.errors import ItemRefused, MeetingsNotAllowed
from samspel.meetings.models.following import PrivateNote, Wish
from samspel.meetings.queries.following import note_of, wishes_waiting
from samspel.meetings.services import enter_item, open_item, plan_meeting
from samspel.meetings.services.following import (
    ask_to_note,
    keep_note,
    mark_read,
    settle_wish,
    withdraw_wish,
)
from tests.cast import PERSONS
from tests.meetings.acting import NOW, acts, clock, told
from tests.stages import staged

WORDS = "Fråga om hyran innan vi röstar"


@staged
def scene(town):
    """KS is in the middle of a meeting with two items, one of them closed."""
    ingrid = town.actor("ingrid")
    meeting = plan_meeting(
        town.body("KS"),
        starts_at=clock(11, 12, 9),
        ends_at=clock(11, 12, 12),
        at=clock(10, 1),
        actor=ingrid,
    )
    item = open_item(
        town.body("KS"),
        title="Nytt kök",
        ready_at=clock(10, 2),
        key="k",
        actor=ingrid,
        invitees=[(town.person("maria"), Purpose.ACCOUNT)],
    )
    closed = open_item(
        town.body("KS"),
        title="Personalärende",
        ready_at=clock(10, 2),
        key="c",
        actor=ingrid,
        is_closed=True,
    )
    return SimpleNamespace(meeting=meeting, item=item, closed=closed)


def test_a_note_is_read_by_its_writer_alone_and_stands_nowhere_in_clear(town, scene):
    for name in ("lena", "tomas", "ingrid"):
        if name != "tomas":
            keep_note(scene.item, text=f"{WORDS} {name}", at=NOW, actor=town.actor(name))

    read = {name: note_of(scene.item, town.actor(name)) for name in PERSONS}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(encode(sealed, 'escape'), '') FROM meetings_privatenote"
        )
        stored = cursor.fetchone()[0]
    trail = str(list(AuditEntry.objects.filter(act__contains="private_note").values()))

    assert {name: text for name, text in read.items() if text} == {
        "lena": f"{WORDS} lena",
        "ingrid": f"{WORDS} ingrid",
    }
    assert "hyran" not in stored
    assert "hyran" not in trail
    assert "Nytt kök" not in trail
    note = PrivateNote.objects.get(person=town.person("lena"))
    assert sealing.opened(note.sealed, town.person("ingrid").uuid) == ""


def test_an_older_secret_still_opens_a_note_and_an_unknown_one_gives_nothing(town, settings):
    owner = town.person("lena").uuid
    sealed = sealing.seal(WORDS, owner)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "ny hemlighet"
    still = sealing.opened(sealed, owner)
    settings.SECRET_KEY_FALLBACKS = []

    assert still == WORDS
    assert sealing.opened(sealed, owner) == ""


def test_a_note_is_saved_as_it_is_written_and_thrown_away_when_emptied(scene, as_person):
    address = reverse("meetings:follow-item", args=[scene.item.uuid])
    lena = as_person("lena")
    quiet = {"HTTP_X_REQUESTED_WITH": "autosave"}

    answers = [
        lena.post(address, {"text": WORDS}, **quiet),
        lena.post(address, {"text": f"{WORDS}, två gånger"}, **quiet),
    ]
    shown = lena.get(address).content.decode()
    listed = lena.get(reverse("meetings:follow", args=[scene.meeting.uuid])).content.decode()
    others = as_person("ingrid").get(address).content.decode()
    lena.post(address, {"text": ""})

    assert [answer.status_code for answer in answers] == [204, 204]
    assert answers[0]["X-Saved-At"] == "10.30"
    assert f"{WORDS}, två gånger" in shown
    assert f"{WORDS}, två gånger" in listed
    assert WORDS not in others
    assert PrivateNote.objects.count() == 0


def test_only_who_sees_the_item_keeps_notes_on_it(town, scene):
    allowed = {"open": set(), "closed": set()}
    for key, item in (("open", scene.item), ("closed", scene.closed)):
        for name in PERSONS:
            try:
                keep_note(item, text=WORDS, at=NOW, actor=town.actor(name))
                allowed[key].add(name)
            except MeetingsNotAllowed:
                continue

    inside = {"karin", "perolof", "lena", "ulla", "anna", "mikael", "ingrid"}
    assert allowed == {"open": inside | {"margareta", "elisabet", "maria"}, "closed": inside}


def test_what_came_after_reading_is_shown_as_new(town, scene, as_person):
    address = reverse("meetings:follow", args=[scene.meeting.uuid])
    lena = as_person("lena")
    never = lena.get(address).content.decode()
    mark_read(scene.meeting, at=clock(11, 12, 10, 0), actor=town.actor("lena"))
    quiet = lena.get(address).content.decode()
    placed = scene.item.placements.get()
    placed.placed_at = clock(11, 12, 10, 15)
    placed.save()

    new = lena.get(address).content.decode()

    assert "inte markerat handlingarna som lästa" in never
    assert "Ingenting har ändrats sedan" in quiet
    assert "Nytt ärende: Nytt kök" in new
    assert "Nytt ärende: Personalärende" not in new
    assert (
        lena.post(reverse("meetings:mark-read", args=[scene.meeting.uuid])).status_code == 302
    )
    assert acts().count("meetings.papers.read") == 1


def test_a_wish_reaches_the_secretary_and_is_settled_once(town, scene):
    wish = ask_to_note(
        scene.item, kind=WishKind.RESERVATION, text="", at=NOW, actor=town.actor("lena")
    )
    waiting = [(each.person.name, each.kind) for each in wishes_waiting(scene.meeting.pk)]
    with pytest.raises(ItemRefused, match="redan anmält"):
        ask_to_note(
            scene.item, kind=WishKind.RESERVATION, text="", at=NOW, actor=town.actor("lena")
        )
    with pytest.raises(ItemRefused, match="varför det inte förs in"):
        settle_wish(wish, taken=False, at=NOW, actor=town.actor("ingrid"))

    settle_wish(wish, taken=True, at=NOW, actor=town.actor("ingrid"))

    assert waiting == [("Lena Strand", "reservation")]
    assert told("ingrid", town=town, kind="meetings.wish") == [
        "Anmälan från Lena Strand: Reservation"
    ]
    with pytest.raises(ItemRefused, match="redan avgjord"):
        withdraw_wish(wish, at=NOW, actor=town.actor("lena"))
    assert wishes_waiting(scene.meeting.pk) == []


def test_wishes_are_made_during_the_meeting_by_those_of_the_body_only(town, scene):
    def wish(name, at=NOW, text="Det här vill jag ha antecknat."):
        return ask_to_note(
            scene.item, kind=WishKind.NOTE, text=text, at=at, actor=town.actor(name)
        )

    allowed = set()
    for name in PERSONS:
        try:
            wish(name)
            allowed.add(name)
        except MeetingsNotAllowed:
            continue
    with pytest.raises(ItemRefused, match="under mötet"):
        wish("lena", at=clock(11, 12, 8, 59))
    with pytest.raises(ItemRefused, match="vad du vill ha antecknat"):
        wish("lena", text=" ")

    assert allowed == {"karin", "perolof", "lena", "ulla", "anna", "mikael"}
    assert Wish.objects.count() == 6


def test_the_page_wishes_and_takes_back(scene, as_person):
    lena = as_person("lena")
    follow = reverse("meetings:follow", args=[scene.meeting.uuid])

    empty = lena.post(reverse("meetings:wish", args=[scene.item.uuid]), {})
    sent = lena.post(
        reverse("meetings:wish", args=[scene.item.uuid]), {"kind": "reservation", "text": ""}
    )
    shown = lena.get(follow).content.decode()
    wish = Wish.objects.get()
    address = reverse("meetings:withdraw-wish", args=[scene.meeting.uuid, wish.uuid])
    refused = as_person("ulla").post(address)
    back = lena.post(address)

    assert (empty.status_code, sent.status_code, refused.status_code, back.status_code) == (
        422,
        302,
        404,
        302,
    )
    assert "Reservation: Nytt kök" in shown
    wish.refresh_from_db()
    assert wish.state == "withdrawn"


def test_an_invited_manager_follows_the_own_item_and_nothing_else(scene, as_person):
    maria = as_person("maria")

    item = maria.get(reverse("meetings:follow-item", args=[scene.item.uuid]))
    whole = maria.get(reverse("meetings:follow", args=[scene.meeting.uuid]))
    closed = maria.get(reverse("meetings:follow-item", args=[scene.closed.uuid]))

    assert (item.status_code, whole.status_code, closed.status_code) == (200, 404, 404)


def test_a_closed_item_is_never_in_the_page_of_a_reader_outside(town, scene, as_person):
    enter_item(town.body("KS"), title="Öppet", at=NOW, actor=town.actor("ingrid"))

    page = as_person("elisabet").get(reverse("meetings:follow", args=[scene.meeting.uuid]))

    assert "Nytt kök" in page.content.decode()
    assert "Personalärende" not in page.content.decode()
