import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from samspel.foundation.refusal import NotAllowed
from samspel.meetings import events, services
from samspel.meetings.enums import ItemState, Leaving, Purpose
from samspel.meetings.errors import ItemRefused
from samspel.meetings.models import AgendaItem
from tests.meetings.acting import NOW, acts, clock, opened, planned, told

DURING = clock(12, 1, 14)


def _by(town, name="ingrid"):
    return town.actor(name)


def test_the_secretary_enters_an_item_that_lands_as_any_other(town):
    meeting = planned(town, 12, 1)

    item = services.enter_item(town.body("KS"), title="Budget", at=NOW, actor=_by(town))

    assert (item.meeting, item.title) == (meeting, "Budget")


def test_nobody_else_enters_items(town):
    with pytest.raises(NotAllowed):
        services.enter_item(town.body("KS"), title="Budget", at=NOW, actor=_by(town, "karin"))

    assert acts() == []


def test_the_secretary_moves_an_item_to_another_meeting(town):
    planned(town, 12, 1)
    first, second = opened(town, "a"), opened(town, "b")
    after = planned(town, 12, 15)

    services.place_item(first, after, at=NOW, actor=_by(town))

    second.refresh_from_db()
    assert (second.position, after.items.get()) == (1, first)
    assert acts()[-1] == "meetings.item.moved"


def test_an_item_that_is_added_after_the_deadline_is_marked_as_late(town):
    meeting = planned(town, 11, 17)
    item = opened(town)

    services.place_item(item, meeting, at=NOW, actor=_by(town))

    assert item.placements.get().is_late
    assert acts()[-1] == "meetings.item.placed"


def test_an_item_that_is_added_in_time_is_not_late(town):
    planned(town, 12, 1)

    assert not opened(town).placements.get().is_late


def test_numbers_stay_once_the_notice_has_gone_out(town):
    meeting = planned(town, 12, 1)
    first, second = opened(town, "a"), opened(town, "b")
    services.dispatch_meeting(meeting, at=NOW, actor=_by(town))

    services.withdraw_item(first, reason="Dras tillbaka", at=NOW, actor=_by(town))

    second.refresh_from_db()
    assert second.position == 2


def test_an_item_stands_only_on_its_own_bodys_meetings_that_are_not_over(town):
    meeting = planned(town, 12, 1)
    item = opened(town)
    foreign = planned(town, 12, 2, body="SN")
    off = planned(town, 12, 15)
    services.cancel_meeting(off, reason="Inga ärenden", at=NOW, actor=_by(town))

    with pytest.raises(ItemRefused, match="hör till Kommunstyrelsen"):
        services.place_item(item, foreign, at=NOW, actor=_by(town))
    with pytest.raises(ItemRefused, match="redan på det mötets"):
        services.place_item(item, meeting, at=NOW, actor=_by(town))
    with pytest.raises(ItemRefused, match="Välj ett kommande"):
        services.place_item(item, off, at=NOW, actor=_by(town))


def test_a_matter_that_is_raised_at_a_meeting_is_added_to_it_from_its_page(town, as_person):
    meeting = planned(town, 11, 12, at=clock(10, 1))
    meeting.starts_at = NOW - dt.timedelta(minutes=30)
    meeting.save(update_fields=["starts_at"])
    enter = reverse("meetings:enter-item", args=[town.body("KS").uuid])
    address = f"{enter}?mote={meeting.uuid}"

    asked = as_person("ingrid").get(address).content.decode()
    as_person("ingrid").post(address, {"title": "Vatten i källaren", "kind": "matter"})

    item = AgendaItem.objects.get(title="Vatten i källaren")
    assert item.meeting == meeting
    assert item.placements.get().is_late
    assert 'name="route"' not in asked


def test_a_withdrawn_item_leaves_its_meeting_and_the_invited_need_not_come(town):
    planned(town, 12, 1)
    item = opened(town, invitees=[(town.person("maria"), Purpose.ANSWER)])

    services.withdraw_item(item, reason="Besöket görs om", at=NOW, actor=_by(town))

    item.refresh_from_db()
    assert (item.state, item.meeting) == (ItemState.WITHDRAWN, None)
    assert item.placements.get().left_because == Leaving.WITHDRAWN
    assert told("maria", town=town)[-1] == "Du behöver inte komma: Kommunstyrelsen"


def test_an_item_that_waits_may_be_withdrawn(town):
    item = services.withdraw_item(opened(town), reason="Fel", at=NOW, actor=_by(town))

    assert item.state == ItemState.WITHDRAWN


def test_an_item_with_decisions_to_report_is_not_withdrawn_kl_6_40(town):
    planned(town, 12, 1)
    decision = services.decide_on_delegation(
        town.body("KS"), text="Ett extra besök", at=NOW, actor=_by(town, "karin")
    )

    with pytest.raises(ItemRefused, match="ska anmälas"):
        services.withdraw_item(decision.item, reason="Fel", at=NOW, actor=_by(town))


def test_a_handled_item_has_its_paragraph_and_others_hear_of_it(town):
    planned(town, 12, 1)
    item, heard = opened(town), []
    events.item_handled.connect(
        lambda **sent: heard.append(sent["item"]), weak=False, dispatch_uid="t"
    )

    try:
        services.handle_item(
            item,
            paragraph="161",
            outcome="Lades till handlingarna.",
            at=DURING,
            actor=_by(town),
        )
    finally:
        events.item_handled.disconnect(dispatch_uid="t")

    item.refresh_from_db()
    assert (item.state, item.paragraph, item.handled_at) == (ItemState.HANDLED, "§ 161", DURING)
    assert heard == [item]


@pytest.mark.parametrize(
    ("paragraph", "at", "match"),
    [
        ("161", clock(12, 1, 12, 59), "innan dess möte har börjat"),
        ("sista", DURING, "som ett nummer"),
    ],
)
def test_an_item_is_not_handled_too_early_or_without_a_paragraph(town, paragraph, at, match):
    planned(town, 12, 1)
    item = opened(town)

    with pytest.raises(ItemRefused, match=match):
        services.handle_item(item, paragraph=paragraph, at=at, actor=_by(town))

    item.refresh_from_db()
    assert item.state == ItemState.PLACED


def test_two_items_of_a_meeting_never_share_a_paragraph(town):
    planned(town, 12, 1)
    first, second = opened(town, "a"), opened(town, "b")
    services.handle_item(first, paragraph="7", at=DURING, actor=_by(town))

    with pytest.raises(ItemRefused, match="§ 7 är redan"):
        services.handle_item(second, paragraph="7", at=DURING, actor=_by(town))
    with pytest.raises(IntegrityError, match="paragraph_once_a_meeting"), transaction.atomic():
        AgendaItem.objects.filter(pk=second.pk).update(
            state=ItemState.HANDLED, handled_at=DURING, paragraph="§ 7"
        )


def test_a_waiting_item_is_not_handled(town):
    with pytest.raises(ItemRefused, match="innan dess möte"):
        services.handle_item(opened(town), paragraph="7", at=DURING, actor=_by(town))


def _closed_off(town):
    planned(town, 12, 1)
    item = opened(town)
    services.handle_item(item, paragraph="7", at=DURING, actor=_by(town))
    return item


def test_nothing_more_happens_to_an_item_that_is_closed_off(town):
    item = _closed_off(town)
    other = planned(town, 12, 15)
    before = acts()
    tries = [
        lambda: services.place_item(item, other, at=NOW, actor=_by(town)),
        lambda: services.withdraw_item(item, reason="x", at=NOW, actor=_by(town)),
        lambda: services.handle_item(item, paragraph="8", at=DURING, actor=_by(town)),
        lambda: services.attach(item, title="x", url="/x/", actor=_by(town)),
        lambda: services.invite_to_item(
            item, town.person("maria"), purpose=Purpose.ACCOUNT, at=NOW, actor=_by(town)
        ),
    ]

    for attempt in tries:
        with pytest.raises(ItemRefused, match="redan avslutat"):
            attempt()

    assert acts() == before


def test_an_item_is_in_one_place_whoever_writes(town):
    item = opened(town)

    with pytest.raises(IntegrityError, match="waits_or_stands"), transaction.atomic():
        AgendaItem.objects.filter(pk=item.pk).update(state=ItemState.PLACED)


def test_a_question_and_its_answer_are_noted(town):
    planned(town, 12, 1)
    item = opened(town)

    question = services.note_question(
        item,
        question="Räcker köket?",
        asked_by=town.person("lena"),
        at=DURING,
        actor=_by(town),
    )
    services.answer_question(
        question,
        answer="Inte efter 2028.",
        answered_by_name="Maria",
        at=DURING,
        actor=_by(town),
    )

    question.refresh_from_db()
    assert (question.asked_by, question.answer) == (town.person("lena"), "Inte efter 2028.")
    assert question.answered_by_name == "Maria"
    assert acts()[-2:] == ["meetings.item.question_noted", "meetings.item.question_answered"]


def test_a_question_is_asked_by_somebody_at_the_meeting(town):
    planned(town, 12, 1)
    item = opened(town)

    with pytest.raises(ItemRefused, match="vem som ställde"):
        services.note_question(item, question="?", at=DURING, actor=_by(town))
    with pytest.raises(ItemRefused, match="mötet har börjat"):
        services.note_question(item, question="?", asked_by_name="Bo", at=NOW, actor=_by(town))

    assert item.questions.count() == 0


def test_a_question_is_answered_once(town):
    planned(town, 12, 1)
    question = services.note_question(
        opened(town), question="?", asked_by_name="Bo", at=DURING, actor=_by(town)
    )
    services.answer_question(question, answer="Ja.", at=DURING, actor=_by(town))

    with pytest.raises(ItemRefused, match="redan ett svar"):
        services.answer_question(question, answer="Nej.", at=DURING, actor=_by(town))


def test_a_file_is_kept_and_attached_together(town):
    planned(town, 12, 1)
    item = opened(town)
    file = SimpleUploadedFile("plan.txt", "Köksplan för 2027".encode(), "text/plain")

    attachment = services.attach_upload(item, file, at=NOW, actor=_by(town))

    assert (attachment.title, attachment.order) == ("plan.txt", 1)
    assert attachment.document.owner_id == item.pk


def test_a_paper_that_follows_from_another_act_asks_for_no_right_of_its_own(town):
    item = opened(town)

    services.attach(item, title="Rapporten", url="/besok/1/", actor=_by(town, "anna"))

    assert [each.title for each in item.attachments.all()] == ["Rapporten"]


def test_nobody_but_the_secretary_touches_an_item(town):
    meeting = planned(town, 12, 1)
    item = opened(town)
    question = services.note_question(
        item, question="?", asked_by_name="Bo", at=DURING, actor=_by(town)
    )
    file = SimpleUploadedFile("plan.txt", b"x", "text/plain")
    before, actor = acts(), _by(town, "karin")
    tries = [
        lambda: services.place_item(item, meeting, at=NOW, actor=actor),
        lambda: services.withdraw_item(item, reason="x", at=NOW, actor=actor),
        lambda: services.handle_item(item, paragraph="8", at=DURING, actor=actor),
        lambda: services.attach_upload(item, file, at=NOW, actor=actor),
        lambda: services.note_question(
            item, question="?", asked_by_name="Bo", at=DURING, actor=actor
        ),
        lambda: services.answer_question(question, answer="Ja", at=DURING, actor=actor),
    ]

    for attempt in tries:
        with pytest.raises(NotAllowed, match="sekreterare"):
            attempt()

    assert acts() == before
