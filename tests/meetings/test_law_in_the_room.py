"""What the law says of conflicts, refused proposals, extra elections and authority in the room."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.cases import services as cases
from samspel.cases.enums import Exemption
from samspel.meetings import services
from samspel.meetings.enums import (
    BallotMethod,
    ConflictGround,
    ConflictState,
    Outcome,
    ProposalKind,
    RefusalGround,
    VoteChoice,
)
from samspel.meetings.errors import RecordRefused, UnlawfulAct
from samspel.meetings.models import AgendaItem, ConflictOfInterest
from samspel.meetings.queries.duties import is_tabled_by_law
from samspel.rules.catalogue.choices import CouncilMatter, Disregard
from tests.law import amended
from tests.meetings.acting import acts, clock
from tests.meetings.room import Room, assembly, at


@pytest.fixture
def room(town):
    return Room(town, "KS", items=2).open("karin", "perolof", "ulla", "lena")


def _raised(room, ground, item=None):
    return services.raise_conflict(
        item or room.items[0],
        room.who("ulla"),
        ground=ground,
        raised_by=room.who("lena"),
        at=at(18, 5),
        actor=room.actor,
    )


def _settled(room, raised, disregarded_as, *, upheld=False):
    return services.settle_conflict(
        raised, upheld=upheld, disregarded_as=disregarded_as, at=at(18, 6), actor=room.actor
    )


def test_kl_6_29_what_obviously_is_no_matter_is_disregarded_and_never_upheld(room):
    raised = _raised(room, ConflictGround.AFFECTED)

    with pytest.raises(UnlawfulAct, match=r"6 kap\. 29 §"):
        _settled(room, raised, Disregard.IRRELEVANT, upheld=True)
    settled = _settled(room, raised, Disregard.IRRELEVANT)

    assert (settled.state, settled.disregarded_as) == (
        ConflictState.DISMISSED,
        Disregard.IRRELEVANT,
    )
    room.begin(room.items[0])
    assert room.serving()["Ulla"] == ""


@pytest.mark.parametrize(
    ("ground", "why", "lawful"),
    [
        (ConflictGround.REPRESENTATIVE, Disregard.COMPANY, True),
        (ConflictGround.OTHER, Disregard.COMPANY, True),
        (ConflictGround.AFFECTED, Disregard.COMPANY, False),
        (ConflictGround.OTHER, Disregard.EARLIER_BODY, True),
        (ConflictGround.REPRESENTATIVE, Disregard.EARLIER_BODY, False),
    ],
)
def test_kl_6_31_a_tie_to_the_municipalitys_company_is_no_conflict(room, ground, why, lawful):
    raised = _raised(room, ground)

    if lawful:
        assert _settled(room, raised, why).disregarded_as == why
    else:
        with pytest.raises(UnlawfulAct, match=r"6 kap\. 31 §"):
            _settled(room, raised, why)
        assert ConflictOfInterest.objects.get().state == ConflictState.RAISED


def test_kl_6_31_the_company_is_no_excuse_in_the_exercise_of_authority(room):
    services.describe_item(room.items[0], is_authority=True, at=at(18, 2), actor=room.actor)
    raised = _raised(room, ConflictGround.OTHER)

    with pytest.raises(UnlawfulAct, match=r"6 kap\. 31 §"):
        _settled(room, raised, Disregard.COMPANY)


def test_kl_5_47_the_council_has_no_such_reasons(town):
    scene = assembly(town, 5)
    raised = services.raise_conflict(
        scene.item,
        scene.members[0],
        ground=ConflictGround.PERSONAL,
        raised_by=scene.members[1],
        at=at(18, 5),
        actor=scene.room.actor,
    )

    with pytest.raises(UnlawfulAct, match=r"5 kap\. 47 §"):
        _settled(scene.room, raised, Disregard.IRRELEVANT)
    assert _settled(scene.room, raised, Disregard.NONE, upheld=True).state == "upheld"


def test_kl_4_26_and_6_25_the_exercise_of_authority_is_said_once_of_the_item(room):
    item = room.items[0]
    services.describe_item(item, is_authority=True, at=at(18, 2), actor=room.actor)
    room.begin(item)

    with pytest.raises(UnlawfulAct, match=r"4 kap\. 26 §"):
        room.do("abstain_from_deciding", item, room.who("lena"))
    assert item.not_deciding.count() == 0


def test_kl_6_25_the_exercise_of_authority_is_not_handled_with_open_doors(room):
    sitting = room.meeting.sitting
    sitting.is_public = True
    sitting.save(update_fields=["is_public"])
    services.describe_item(room.items[0], is_authority=True, at=at(18, 2), actor=room.actor)

    with pytest.raises(UnlawfulAct, match=r"6 kap\. 25 §"):
        room.begin(room.items[0])
    room.begin(room.items[1])


def _proposed(scene, ground):
    room, item = scene.room, scene.item
    room.begin(item)
    made = room.do(
        "propose", item, kind=ProposalKind.OWN, mover=scene.members[1], text="Något annat."
    )
    return room.do("refuse_proposal", made, reason="Olagligt.", ground=ground)


def test_kl_5_57_the_council_lets_what_was_refused_as_unlawful_be_put_all_the_same(town):
    scene = assembly(town, 5)
    refused = _proposed(scene, RefusalGround.UNLAWFUL)

    made = scene.room.do("put_anyway", refused)

    assert made.stands
    assert acts()[-1] == "meetings.proposal.put_anyway"
    with pytest.raises(RecordRefused, match="inte nekat"):
        scene.room.do("put_anyway", made)


def test_kl_5_57_a_new_matter_is_not_put_whatever_the_council_wants(town):
    scene = assembly(town, 5)
    refused = _proposed(scene, RefusalGround.NEW_MATTER)

    with pytest.raises(UnlawfulAct, match=r"5 kap\. 57 §"):
        scene.room.do("put_anyway", refused)
    refused.refresh_from_db()
    assert not refused.stands


def test_kl_5_50_an_extra_election_is_always_tabled_the_first_time(town, as_person):
    scene = assembly(town, 5)
    room, item = scene.room, scene.item
    case = cases.open_case(
        town.body("KF"),
        title="Extra val till fullmäktige",
        exemption=Exemption.EXTRA_ELECTION,
        council_matter=CouncilMatter.EXTRA_ELECTION,
        at=clock(9, 2),
        actor=room.actor,
    )
    AgendaItem.objects.filter(pk=item.pk).update(case=case)
    item.refresh_from_db()
    room.begin(item)

    with pytest.raises(UnlawfulAct, match=r"5 kap\. 50 §"):
        room.do("put_question", item, found="draft")
    with amended(("extra-val-bordlaggs", "strength: ska", "strength: bör")):
        assert not is_tabled_by_law(item), "what is tabled the first time is the law's data"
    page = reverse("meetings:room", args=[room.meeting.uuid]) + f"?arende={item.uuid}"
    assert "Ärendet bordläggs." in as_person("ingrid").get(page).content.decode()
    decided = room.do("conclude_item", item)

    assert (decided.outcome, decided.decision.text) == (Outcome.TABLED, "Ärendet bordläggs.")
    again = AgendaItem.objects.exclude(pk=item.pk).get(case=case)
    assert not is_tabled_by_law(again), "the second time the council may settle it"


@pytest.mark.parametrize(
    ("yes", "ayes", "result"),
    [("draft", 3, "reject"), ("draft", 4, "draft"), ("reject", 2, "reject")],
)
def test_kl_5_10_an_extra_election_takes_two_thirds_of_those_present(town, yes, ayes, result):
    scene = assembly(town, 5, items=2)
    room = scene.room
    case = cases.open_case(
        town.body("KF"),
        title="Extra val till fullmäktige",
        exemption=Exemption.EXTRA_ELECTION,
        council_matter=CouncilMatter.EXTRA_ELECTION,
        at=clock(9, 2),
        actor=room.actor,
    )
    tabled, item = room.items
    AgendaItem.objects.filter(pk=tabled.pk).update(case=case)
    tabled.refresh_from_db()
    room.begin(tabled)
    room.do("conclude_item", tabled)
    AgendaItem.objects.filter(case=case).exclude(pk=tabled.pk).update(case=None)
    AgendaItem.objects.filter(pk=item.pk).update(case=case)
    item.refresh_from_db()
    room.begin(item)
    room.do("propose", item, kind=ProposalKind.REJECTION, mover=scene.members[1])
    question = room.do("put_question", item, found="draft", confirmed=False)
    hands = BallotMethod.SHOW_OF_HANDS
    ballot = room.do("open_ballot", question, method=hands, key=uuid4(), yes=yes)
    votes = {VoteChoice.YES: ayes, VoteChoice.NO: 5 - ayes}

    room.do("confirm_ballot", ballot, counts=votes)

    question.refresh_from_db()
    assert question.result == result


def test_kl_11_15_what_the_council_spends_is_kept_as_warned_of_until_it_says_how(town):
    scene = assembly(town, 5, items=2)
    room = scene.room
    dear, paid = room.items
    for item, text in (
        (dear, "Nämnden får 200 000 kronor."),
        (paid, "Nämnden får 200 000 kronor, som tas från eget kapital."),
    ):
        services.describe_item(item, draft_points=[text], at=at(18, 2), actor=room.actor)
        room.begin(item)
        room.do("put_question", item, found="draft")
        room.do("conclude_item", item)

    warned = AuditEntry.objects.filter(act="meetings.item.concluded").order_by("pk")
    assert [each.facts["warned"] for each in warned] == [["utgiften-finansieras"], []]


def test_the_room_shows_the_advice_and_takes_the_reasons(town, as_person):
    scene = assembly(town, 5)
    room, item = scene.room, scene.item
    services.describe_item(
        item, draft_points=["Nämnden får 200 000 kronor."], at=at(18, 2), actor=room.actor
    )
    room.begin(item)
    room.do("put_question", item, found="draft")
    page = reverse("meetings:room", args=[room.meeting.uuid]) + f"?arende={item.uuid}"

    shown = as_person("ingrid").get(page).content.decode()

    assert "säger inte hur den finansieras" in shown
    assert "11 kap. 15 §" in shown.replace("\u00a0", " ")


def test_a_conflict_is_raised_and_settled_with_its_reason_in_the_room(room, as_person):
    item, ingrid = room.items[0], as_person("ingrid")

    def send(act, **form):
        address = reverse("meetings:lead-item", args=[room.meeting.uuid, item.uuid, act])
        return ingrid.post(address, form)

    answer = send(
        "jav", person=room.who("ulla").pk, raised_by=room.who("lena").pk, ground="other"
    )
    assert answer.status_code == 302
    raised = ConflictOfInterest.objects.get()
    assert (raised.state, raised.raised_by) == (ConflictState.RAISED, room.who("lena"))
    page = reverse("meetings:room", args=[room.meeting.uuid]) + f"?arende={item.uuid}"
    assert "Skäl att jäv inte föreligger" in ingrid.get(page).content.decode()

    answer = send("jav-avgor", conflict=raised.pk, upheld="nej", disregarded_as="company")

    assert answer.status_code == 302
    raised.refresh_from_db()
    assert raised.disregarded_as == Disregard.COMPANY
    shown = ingrid.get(page).content.decode()
    assert "jäv inte föreligger: bara knuten till ett bolag" in shown


def test_kl_6_30_whoever_a_conflict_concerns_settles_it_only_where_nobody_else_can(
    room, as_person
):
    item, ingrid = room.items[0], as_person("ingrid")
    raised = _raised(room, ConflictGround.OTHER, item)
    address = reverse("meetings:lead-item", args=[room.meeting.uuid, item.uuid, "jav-avgor"])
    form = {"conflict": raised.pk, "upheld": "ja", "concerned_takes_part": "on"}

    refused = ingrid.post(address, {**form, "nobody_else": "on"})

    assert refused.status_code == 422
    assert "är beslutfört utan den som jävsfrågan gäller" in refused.content.decode()
    raised.refresh_from_db()
    assert (raised.state, raised.concerned_took_part) == (ConflictState.RAISED, None)
    room.leave("karin", at(18, 40))
    refused = ingrid.post(address, form)
    assert "ingen annan kan kallas in" in refused.content.decode()

    answer = ingrid.post(address, {**form, "nobody_else": "on"})

    assert answer.status_code == 302
    raised.refresh_from_db()
    assert (raised.state, raised.concerned_took_part) == (ConflictState.UPHELD, True)
    with pytest.raises(DatabaseError), transaction.atomic():
        ConflictOfInterest.objects.update(state=ConflictState.RAISED)
