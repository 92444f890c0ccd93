"""To answer a notice, and to ask the right substitute in the right order."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from samspel.audit.actors import Actor
from samspel.audit.models import AuditEntry
from samspel.meetings.enums.calling import Answer
from samspel.meetings.errors import MeetingRefused, MeetingsNotAllowed
from samspel.meetings.models.calling import NoticeAnswer, SubstituteCall
from samspel.meetings.queries.calling import expected_at, substitutes_in_turn
from samspel.meetings.services import dispatch_meeting, plan_meeting
from samspel.meetings.services.calling import (
    answer_call,
    answer_notice,
    ask_substitute,
    withdraw_call,
)
from samspel.meetings.start_calling import todo_for
from samspel.people.models import Mandate, Person
from tests.cast import PERSONS
from tests.meetings.acting import NOW, acts, clock, planned, told
from tests.stages import staged


@staged
def meeting(town):
    """KS has been called to a meeting in December."""
    return dispatch_meeting(planned(town, 12, 9), at=NOW, actor=town.actor("ingrid"))


def _away(town, meeting, name, by="", reason="Arbete"):
    return answer_notice(
        meeting,
        town.person(name),
        kind=Answer.NO,
        reason=reason,
        at=NOW,
        actor=town.actor(by or name),
    )


def _asked():
    return [
        (call.absent.given_name, call.substitute.given_name, call.state)
        for call in SubstituteCall.objects.order_by("id").select_related("absent", "substitute")
    ]


def test_whoever_cannot_come_sets_the_question_to_the_own_partys_substitute_first(
    town, meeting
):
    before = len(acts())

    _away(town, meeting, "ulla")

    assert _asked() == [("Ulla", "Mikael", "asked")]
    assert acts()[before:] == ["meetings.notice.answered", "meetings.substitute.asked"]
    assert "Kan du tjänstgöra?" in told("mikael", town=town)[-1]
    assert told("anna", town=town, kind="meetings.call") == []


def test_a_substitute_who_declines_passes_the_question_on_and_the_last_no_tells_the_secretary(
    town, meeting
):
    _away(town, meeting, "ulla")
    first = SubstituteCall.objects.get()

    answer_call(first, accepts=False, reason="Resa", at=NOW, actor=town.actor("mikael"))
    second = SubstituteCall.objects.get(state="asked")
    answer_call(second, accepts=False, reason="Sjuk", at=NOW, actor=town.actor("anna"))

    assert _asked() == [("Ulla", "Mikael", "declined"), ("Ulla", "Anna", "declined")]
    assert "Ingen ersättare kvar" in told("ingrid", town=town)[-1]
    assert substitutes_in_turn(meeting, town.person("ulla")) == []


def test_who_accepts_serves_and_is_told_when_the_member_comes_after_all(town, meeting):
    _away(town, meeting, "lena")
    call = SubstituteCall.objects.get()
    answer_call(call, accepts=True, at=NOW, actor=town.actor("anna"))
    served = {seat.member.given_name: seat.serves_for for seat in expected_at(meeting).seats}

    answer_notice(
        meeting, town.person("lena"), kind=Answer.YES, at=NOW, actor=town.actor("lena")
    )

    assert served["Anna"] == "Lena Strand"
    assert _asked() == [("Lena", "Anna", "withdrawn")]
    assert "Du behöver inte tjänstgöra" in told("anna", town=town)[-1]
    assert expected_at(meeting).serving_count == 4


def test_nobody_serves_for_two_and_a_substitute_who_is_away_is_not_asked(town, meeting):
    _away(town, meeting, "mikael")
    _away(town, meeting, "ulla")
    _away(town, meeting, "lena")

    assert _asked() == [("Ulla", "Anna", "asked")]
    assert expected_at(meeting).serving_count == 2


def test_a_substitute_who_falls_ill_after_a_yes_is_replaced_by_the_next(town, meeting):
    _away(town, meeting, "ulla")
    call = SubstituteCall.objects.get()
    answer_call(call, accepts=True, at=NOW, actor=town.actor("mikael"))

    _away(town, meeting, "mikael", reason="Sjuk")

    assert _asked() == [("Ulla", "Mikael", "declined"), ("Ulla", "Anna", "asked")]


def test_in_the_council_only_the_own_partys_substitutes_are_asked_kl_5_17(town):
    for row in Mandate.objects.filter(body=town.body("KS")):
        row.pk, row.uuid, row.body = None, uuid4(), town.body("KF")
        row.save(force_insert=True)
    meeting = plan_meeting(
        town.body("KF"),
        starts_at=clock(12, 14, 18),
        ends_at=clock(12, 14, 21),
        at=NOW,
        actor=Actor.system("prov"),
    )

    turns = {
        name: [
            turn.member.given_name for turn in substitutes_in_turn(meeting, town.person(name))
        ]
        for name in ("ulla", "lena")
    }

    assert turns == {"ulla": ["Mikael"], "lena": []}


@pytest.mark.parametrize("kind", [Answer.NO, Answer.LATE, Answer.LEAVES_EARLY])
def test_anything_but_a_yes_needs_a_reason_and_nothing_is_written_without(town, meeting, kind):
    before = acts()

    with pytest.raises(MeetingRefused, match="Skriv kort varför"):
        answer_notice(meeting, town.person("ulla"), kind=kind, at=NOW, actor=town.actor("ulla"))

    assert NoticeAnswer.objects.count() == 0
    assert acts() == before


def test_a_late_comer_keeps_the_seat_and_the_clock_is_noted(town, meeting):
    row = answer_notice(
        meeting,
        town.person("ulla"),
        kind=Answer.LATE,
        reason="Tåget",
        clock=dt.time(13, 45),
        at=NOW,
        actor=town.actor("ingrid"),
    )

    assert row.clock == dt.time(13, 45)
    assert row.entered_by == town.person("ingrid")
    assert _asked() == []
    assert expected_at(meeting).serving_count == 4


def test_the_reason_is_in_the_trail_only_as_a_hash(town, meeting):
    _away(town, meeting, "ulla", reason="Ska opereras på tisdag")

    entry = AuditEntry.objects.filter(act="meetings.notice.answered").get()
    whole = str(AuditEntry.objects.filter(pk=entry.pk).values().get())
    assert "opereras" not in whole


def test_what_is_settled_or_over_is_refused(town, meeting):
    _away(town, meeting, "ulla")
    call = SubstituteCall.objects.get()
    secretary = town.actor("ingrid")
    answer_call(call, accepts=True, at=NOW, actor=town.actor("mikael"))

    refusals = {}
    for name, act in {
        "twice": lambda: answer_call(call, accepts=True, at=NOW, actor=secretary),
        "asked already": lambda: ask_substitute(
            meeting, town.person("ulla"), at=NOW, actor=secretary
        ),
        "begun": lambda: answer_notice(
            meeting, town.person("lena"), kind=Answer.YES, at=meeting.starts_at, actor=secretary
        ),
        "no seat": lambda: answer_notice(
            meeting, town.person("gunnar"), kind=Answer.YES, at=NOW, actor=secretary
        ),
    }.items():
        with pytest.raises(MeetingRefused) as refused:
            act()
        refusals[name] = refused.value.message

    withdraw_call(call, at=NOW, actor=secretary)
    with pytest.raises(MeetingRefused, match="redan besvarad"):
        withdraw_call(call, at=NOW, actor=secretary)
    assert refusals == {
        "twice": "Frågan är redan besvarad eller återtagen. Läs in sidan på nytt.",
        "asked already": "En ersättare är redan tillfrågad. Läs in sidan på nytt.",
        "begun": "Mötet har redan börjat, är hållet eller inställt. Hör av dig till sekreteraren.",
        "no seat": "Gunnar Lidén har inget uppdrag i Kommunstyrelsen den dagen.",
    }


def test_only_oneself_and_the_secretary_answer(town, meeting):
    _away(town, meeting, "ulla")
    call = SubstituteCall.objects.get()
    before = (acts(), _asked())

    allowed = set()
    for name in PERSONS:
        for act in (
            lambda actor: answer_notice(
                meeting, town.person("perolof"), kind=Answer.YES, at=NOW, actor=actor
            ),
            lambda actor: answer_call(call, accepts=True, at=NOW, actor=actor),
            lambda actor: ask_substitute(meeting, town.person("karin"), at=NOW, actor=actor),
            lambda actor: withdraw_call(call, at=NOW, actor=actor),
        ):
            try:
                with transaction.atomic():
                    act(town.actor(name))
                    allowed.add(name)
                    transaction.set_rollback(True)
            except MeetingsNotAllowed:
                continue

    assert allowed == {"ingrid", "perolof", "mikael"}
    assert (acts(), _asked()) == before


def test_the_database_lets_one_question_be_open_per_seat_and_per_substitute(town, meeting):
    _away(town, meeting, "ulla")
    call = SubstituteCall.objects.get()

    for fields in ({"substitute": town.person("anna")}, {"absent": town.person("lena")}):
        row = {"absent": call.absent, "substitute": call.substitute, **fields}
        with pytest.raises(IntegrityError), transaction.atomic():
            SubstituteCall.objects.create(meeting=meeting, turn=1, asked_at=NOW, **row)


def test_the_pages_answer_ask_and_show_reasons_only_to_the_secretary(town, meeting, as_person):
    answer = reverse("meetings:answer-notice", args=[meeting.uuid])
    overview = reverse("meetings:expected", args=[meeting.uuid])
    ulla = as_person("ulla")

    empty = ulla.post(answer, {})
    said = ulla.post(answer, {"kind": "no", "reason": "Semester på Öland"})
    call = SubstituteCall.objects.get()
    asked = as_person("mikael").get(answer).content.decode()
    serve = reverse("meetings:serve", args=[meeting.uuid, call.uuid])
    served = as_person("mikael").post(serve, {"svar": "ja"})
    shown = {
        name: as_person(name).get(overview).content.decode() for name in ("karin", "ingrid")
    }

    assert (empty.status_code, said.status_code, served.status_code) == (422, 302, 302)
    assert "Ulla Granath kan inte komma" in asked
    assert "Mikael Roos tjänstgör" in shown["karin"]
    assert "Öland" in shown["ingrid"]
    assert "Öland" not in shown["karin"]
    assert "Fråga ersättare" not in shown["karin"]


def test_the_start_page_asks_for_an_answer_and_a_substitute_whether_they_can(town, meeting):
    _away(town, meeting, "ulla")

    waiting = {
        name: [task.verb_object for task in todo_for(town.actor(name), NOW)]
        for name in ("ulla", "lena", "mikael", "gunnar")
    }

    assert waiting == {
        "ulla": [],
        "lena": ["Svara på kallelsen: Kommunstyrelsen"],
        "mikael": ["Svara om du kan tjänstgöra: Kommunstyrelsen"],
        "gunnar": [],
    }


def test_the_overview_asks_the_same_number_of_statements_whatever_the_number(
    town, meeting, statement_count
):
    with statement_count() as few:
        expected_at(meeting)
    for name in ("ulla", "lena", "karin"):
        _away(town, meeting, name, by="ingrid")
    assert Person.objects.count() == len(PERSONS)

    with statement_count() as many:
        expected_at(meeting)

    assert (len(few), len(many)) == (3, 3)
