"""Before minutes stand on the web: masked by one, checked by another; nothing slips through."""

from __future__ import annotations

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.documents import storage
from samspel.documents.policies import may_read_document
from samspel.foundation.refusal import NotAllowed
from samspel.meetings import services
from samspel.meetings.enums.minutes import PublicationState
from samspel.meetings.errors import MinutesRefused
from samspel.meetings.models import Publication
from samspel.meetings.queries.board import published_minutes
from samspel.meetings.queries.publishing import findings_in
from samspel.messaging.models import Message
from samspel.people.services import protect_person
from tests.meetings.acting import NOW
from tests.meetings.minutes.playing import Room, approved

# A test number of Skatteverket's.
NUMBER = "19121212-1212"


@pytest.fixture
def publication(town):
    """Approved minutes of SN: a protected member, a number in a text, a closed item."""
    room = Room(town, "SN", present="gunnar larsake anna sofia")
    item = room.item(
        "Taxa för hemtjänst",
        summary=f"Enligt {NUMBER} är taxan för hög. Sofia Åkesson undrar varför.",
        draft_points=["Taxan antas."],
    )
    closed = room.item("Vård av Greta Testsson", draft_points=["Vård ges."], is_closed=True)
    room.begin()
    for each in (item, closed):
        room.take_up(each)
        room.put(each, "draft")
        room.conclude(each)
    room.close()
    minutes = approved(town, room, "larsake")
    assert "kesson" in str(minutes.text)
    assert "Greta" in str(minutes.text)
    return services.begin_publication(minutes, at=NOW, actor=town.actor("ingrid"))


def other(town):
    """Another secretary of the same body."""
    town.person("johan").employments.update(function="secretary")
    town.person("johan").employments.get().serves.add(town.body("SN"))
    return town.actor("johan")


def test_what_may_point_somebody_out_is_found_and_must_be_answered(publication, town):
    found = findings_in(publication)

    assert [each.text for each in found if each.text == NUMBER] == [NUMBER]
    with pytest.raises(MinutesRefused, match="markerat"):
        services.hand_over_for_check(publication, at=NOW, actor=town.actor("ingrid"))


def test_whoever_masks_does_not_check_and_only_then_everybody_reads(publication, town):
    secretary, checker = town.actor("ingrid"), other(town)
    for each in findings_in(publication):
        services.mask_text(
            publication, text=each.text, reason="Personuppgift", at=NOW, actor=secretary
        )
    services.hand_over_for_check(publication, at=NOW, actor=secretary)

    with pytest.raises(MinutesRefused, match="någon annan"):
        services.publish_minutes(publication, at=NOW, actor=secretary)
    assert published_minutes(publication.uuid) is None
    services.publish_minutes(publication, at=NOW, actor=checker)

    shown = published_minutes(publication.uuid)
    assert shown is not None
    for secret in ("kesson", "Greta", NUMBER, "Vård"):
        assert secret not in str(shown.text)
    assert "[skyddad uppgift]" in str(shown.text)
    assert "Omfattas av sekretess" in str(shown.text) or "omfattas av sekretess" in str(
        shown.text
    )
    assert may_read_document(shown.document, None)


def test_nothing_secret_is_left_in_the_published_file(publication, town):
    secretary, checker = town.actor("ingrid"), other(town)
    for each in findings_in(publication):
        services.mask_text(
            publication, text=each.text, reason="Personuppgift", at=NOW, actor=secretary
        )
    services.hand_over_for_check(publication, at=NOW, actor=secretary)
    services.publish_minutes(publication, at=NOW, actor=checker)
    publication.refresh_from_db()
    path = storage.path_of(publication.document.sha256)

    with pikepdf.open(path) as file:
        attached = file.attachments["protokoll.json"].get_file().read_bytes().decode()

    for secret in ("kesson", "Greta", NUMBER):
        assert secret not in attached


def test_a_new_mask_after_the_hand_over_asks_for_a_new_check(publication, town):
    secretary = town.actor("ingrid")
    for each in findings_in(publication):
        services.keep_text(
            publication, text=each.text, reason="Får stå", at=NOW, actor=secretary
        )
    services.hand_over_for_check(publication, at=NOW, actor=secretary)

    services.mask_text(publication, text="hemtjänst", reason="Fel ord", at=NOW, actor=secretary)

    publication.refresh_from_db()
    assert publication.state == PublicationState.MASKING


def test_what_is_not_in_the_minutes_is_not_masked_and_no_word_is_lost(publication, as_person):
    address = reverse("meetings:mask", args=[publication.minutes.uuid])

    answer = as_person("ingrid").post(address, {"text": "Någon Annan", "reason": "Mitt skäl"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "finns inte i protokollet" in page
    assert all(f'value="{words}"' in page for words in ("Någon Annan", "Mitt skäl"))
    assert not publication.masks.exists()
    answer = as_person("ingrid").post(address, {"text": NUMBER, "reason": ""})
    assert 'href="#skal-1"' in answer.content.decode()


def test_the_public_reads_neither_the_signed_file_nor_an_unpublished_one(publication, town):
    signed = publication.minutes.document

    assert not may_read_document(signed, None)
    assert not may_read_document(signed, town.actor("bo"))
    assert may_read_document(signed, town.actor("ingrid"))
    for name in ("gunnar", "karin", "tomas"):
        with pytest.raises(NotAllowed):
            services.publish_minutes(publication, at=NOW, actor=town.actor(name))


def published(publication, town):
    """Publish the minutes, all that was found masked."""
    services.change_minutes_settings(
        town.body("SN"), actor=town.actor("ingrid"), second_checks_masking=False
    )
    publication.needs_check = False
    publication.save()
    for each in findings_in(publication):
        services.mask_text(
            publication,
            text=each.text,
            reason="Personuppgift",
            at=NOW,
            actor=town.actor("ingrid"),
        )
    services.publish_minutes(publication, at=NOW, actor=town.actor("ingrid"))
    publication.refresh_from_db()
    return publication


def test_withdrawn_minutes_are_gone_from_the_web(publication, town):
    published(publication, town)

    services.withdraw_publication(
        publication, reason="Fel person", at=NOW, actor=town.actor("ingrid")
    )

    assert published_minutes(publication.uuid) is None
    publication.refresh_from_db()
    assert not may_read_document(publication.document, None)


def test_who_is_protected_later_is_not_left_named_on_the_web(publication, town):
    published(publication, town)
    assert "Norén" in str(published_minutes(publication.uuid).text)

    protect_person(town.person("karin"), actor=town.actor("tomas"))
    assert published_minutes(publication.uuid) is not None
    protect_person(town.person("larsake"), actor=town.actor("tomas"))

    assert published_minutes(publication.uuid) is None
    assert not may_read_document(publication.document, None)
    last = AuditEntry.objects.filter(act="meetings.publication.withdrawn").get()
    assert last.actor_name == "Skyddade personuppgifter"
    told = Message.objects.filter(recipient=town.person("ingrid")).latest("pk")
    assert "avpublicerat" in told.subject
    assert "Norén" not in told.subject + told.body


@pytest.fixture
def withdrawn(publication, town):
    """Minutes where a number was masked and a word let stand, withdrawn from the web."""
    services.change_minutes_settings(
        town.body("SN"), actor=town.actor("ingrid"), second_checks_masking=False
    )
    publication.needs_check = False
    publication.save()
    by = {"at": NOW, "actor": town.actor("ingrid")}
    first, *rest = findings_in(publication)
    services.keep_text(publication, text=first.text, reason="Står i beslutet", **by)
    for each in rest:
        services.mask_text(publication, text=each.text, reason="Personuppgift", **by)
    services.mask_text(publication, text="hemtjänst", reason="Pekar ut", **by)
    services.publish_minutes(publication, **by)
    return services.withdraw_publication(publication, reason="En maskering glömdes", **by)


def test_withdrawn_minutes_are_masked_and_published_anew(withdrawn, town, client):
    by = {"at": NOW, "actor": town.actor("ingrid")}
    let_stand = withdrawn.masks.get(is_kept=True).text

    anew = services.begin_publication(withdrawn.minutes, **by)

    assert anew != withdrawn
    assert services.begin_publication(withdrawn.minutes, **by) == anew
    assert {each.text for each in anew.masks.all()} == {
        each.text for each in withdrawn.masks.filter(is_kept=False)
    }
    left = [each for each in findings_in(anew) if not each.is_answered]
    assert [(each.text, each.stood_because) for each in left] == [
        (let_stand, "Står i beslutet")
    ]
    with pytest.raises(MinutesRefused, match="1 återstår"):
        services.publish_minutes(anew, **by)
    old = reverse("portal:minutes", args=[withdrawn.uuid])
    gone = client.get(old)
    assert gone.status_code == 410
    assert gone["Cache-Control"] == "no-cache", "a browser keeps gone for good"
    assert "ligger inte längre på webben" in gone.content.decode()
    assert "En maskering glömdes" not in gone.content.decode()
    services.mask_text(anew, text=let_stand, reason="Pekar ut", **by)
    services.publish_minutes(anew, **by)
    now = reverse("portal:minutes", args=[anew.uuid])
    assert client.get(old).headers["Location"] == now
    assert "En tidigare version är borttagen" in client.get(now).content.decode()
    assert let_stand not in client.get(now).content.decode()
    assert (
        client.get(reverse("portal:minutes", args=[withdrawn.minutes.uuid])).status_code == 404
    )


def test_what_has_stood_on_the_web_is_kept_as_it_stood(withdrawn, town):
    words = withdrawn.text
    services.begin_publication(withdrawn.minutes, at=NOW, actor=town.actor("ingrid"))

    for change in (
        lambda: Publication.objects.filter(pk=withdrawn.pk).update(withdrawn_reason="Annat"),
        lambda: Publication.objects.filter(pk=withdrawn.pk).update(state="published"),
        lambda: Publication.objects.filter(pk=withdrawn.pk).update(text={}),
        lambda: Publication.objects.filter(pk=withdrawn.pk).delete(),
        lambda: withdrawn.masks.update(reason="Annat"),
        lambda: withdrawn.masks.all().delete(),
        lambda: Publication.objects.create(minutes=withdrawn.minutes),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

    withdrawn.refresh_from_db()
    assert (withdrawn.text, withdrawn.state) == (words, PublicationState.WITHDRAWN)


def test_whoever_checks_publishes_only_the_masks_that_they_have_read(
    publication, town, as_person
):
    secretary = town.actor("ingrid")
    for each in findings_in(publication):
        services.mask_text(publication, text=each.text, reason="x", at=NOW, actor=secretary)
    services.hand_over_for_check(publication, at=NOW, actor=secretary)
    other(town)
    publication.refresh_from_db()
    read = publication.version
    services.unmask_text(publication.masks.get(text=NUMBER), at=NOW, actor=secretary)
    services.keep_text(publication, text=NUMBER, reason="y", at=NOW, actor=secretary)
    services.hand_over_for_check(publication, at=NOW, actor=secretary)

    address = reverse("meetings:publish", args=[publication.minutes.uuid])
    answer = as_person("johan").post(address, {"version": read})

    assert answer.status_code == 422
    assert "Någon annan har ändrat" in answer.content.decode()
    publication.refresh_from_db()
    assert publication.state == PublicationState.CHECKING
    assert publication.published_at is None
