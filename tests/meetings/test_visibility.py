"""Who sees what: the body's readers, whoever is invited to one item, and closed items."""

import pytest

from samspel.audit.actors import Actor
from samspel.desk.search import found_decisions
from samspel.documents import services as documents
from samspel.documents.models import Document
from samspel.meetings import queries, services
from samspel.meetings.enums import Purpose
from samspel.meetings.errors import MeetingsNotAllowed
from samspel.meetings.models import AgendaItem
from samspel.meetings.policies import may_see_item
from samspel.meetings.queries.record import record_of
from tests.meetings.acting import NOW, acts, opened, planned
from tests.stages import staged

SECRET = "Omplacering av en namngiven brukare"


@staged
def agenda(town):
    """SN's meeting with an item that Birgit is invited to, another one, and a closed one."""
    meeting = planned(town, 12, 1, body="SN")
    asked = [(town.person("birgit"), Purpose.ACCOUNT)]
    opened(town, "open", body="SN", invitees=asked)
    services.enter_item(town.body("SN"), title="Budget", at=NOW, actor=town.actor("ingrid"))
    services.enter_item(
        town.body("SN"),
        title=SECRET,
        is_closed=True,
        closed_because="OSL 26 kap. 1 §",
        at=NOW,
        actor=town.actor("ingrid"),
    )
    return meeting


def _numbers(town, meeting, name):
    return [line.number for line in queries.agenda_visible_to(town.actor(name), meeting)]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("gunnar", [1, 2, 3]),  # chair
        ("anna", [1, 2, 3]),  # member
        ("ingrid", [1, 2, 3]),  # secretary
        ("helena", [1, 2, 3]),  # head of the administration, serves the body
        ("margareta", [1, 2]),  # auditor, reads every body from outside
        ("elisabet", [1, 2]),  # municipal director, likewise
        ("birgit", [1]),  # invited to the first item
        ("karin", []),  # sits in another body
        ("pia", []),  # serves another body
        ("sara", []),  # a unit manager who is not invited
        ("tomas", []),  # administrator
        ("johan", []),
    ],
)
def test_each_person_sees_their_part_of_the_agenda(town, agenda, name, numbers):
    assert _numbers(town, agenda, name) == numbers


@pytest.mark.parametrize("name", ["karin", "sara", "tomas", "johan", "pia"])
def test_a_meeting_is_not_known_to_whoever_has_nothing_to_do_with_it(town, agenda, name):
    actor = town.actor(name)

    assert queries.meeting_visible_to(actor, agenda.uuid) is None
    assert list(queries.meetings_visible_to(actor)) == []
    with pytest.raises(MeetingsNotAllowed):
        record_of(agenda, actor)


@pytest.mark.parametrize("name", ["birgit", "anna", "margareta", "ingrid"])
def test_a_meeting_is_known_to_its_readers_and_to_the_invited(town, agenda, name):
    assert queries.meeting_visible_to(town.actor(name), agenda.uuid) == agenda


def test_an_item_is_no_longer_seen_when_the_invitation_is_taken_back(town, agenda):
    item = agenda.items.get(position=1)
    services.uninvite(item.invitees.get(), at=NOW, actor=town.actor("ingrid"))

    assert _numbers(town, agenda, "birgit") == []
    assert queries.item_visible_to(town.actor("birgit"), item.uuid) is None
    assert queries.meeting_visible_to(town.actor("birgit"), agenda.uuid) is None


def test_whoever_is_invited_to_a_closed_item_sees_it_and_nothing_else(town, agenda):
    closed = agenda.items.get(position=3)
    services.invite_to_item(
        closed, town.person("sara"), purpose=Purpose.ANSWER, at=NOW, actor=town.actor("ingrid")
    )

    assert _numbers(town, agenda, "sara") == [3]


def test_a_closed_item_never_shows_outside_where_it_waits_or_has_left(town, agenda):
    actor = town.actor("margareta")
    assert len(queries.departures_visible_to(actor, agenda)) == 0

    services.cancel_meeting(agenda, reason="Snö", at=NOW, actor=town.actor("ingrid"))

    titles = {SECRET, "Budget", "Rapport från köket på Björkskolan"}
    inside = town.actor("anna")
    seen = {each.item.title for each in queries.departures_visible_to(inside, agenda)}
    assert seen == titles
    assert {each.title for each in queries.items_waiting(None, inside)} == titles
    seen = {each.item.title for each in queries.departures_visible_to(actor, agenda)}
    assert seen == titles - {SECRET}
    assert {each.title for each in queries.items_waiting(None, actor)} == titles - {SECRET}


def test_the_trail_does_not_name_a_closed_item(town, agenda):
    from samspel.audit.models import AuditEntry

    names = set(
        AuditEntry.objects.filter(act="meetings.item.opened").values_list(
            "subject_name", flat=True
        )
    )

    assert names == {"Slutet ärende", "Budget", "Rapport från köket på Björkskolan"}


def test_a_file_is_read_by_whoever_sees_the_item_and_a_secret_one_only_from_inside(
    town, agenda
):
    from samspel.documents.policies import may_change_document, may_read_document

    item = agenda.items.get(position=1)
    paper = Document(owner_type="meetings.agendaitem", owner_id=item.pk)
    secret = Document(
        owner_type="meetings.agendaitem",
        owner_id=item.pk,
        secrecy="secret",
        secrecy_ground="OSL",
    )

    readers = [
        n
        for n in ("anna", "birgit", "margareta", "karin")
        if may_read_document(paper, town.actor(n))
    ]
    secret_readers = [
        n
        for n in ("anna", "ingrid", "birgit", "margareta")
        if may_read_document(secret, town.actor(n))
    ]

    assert readers == ["anna", "birgit", "margareta"]
    assert secret_readers == ["anna", "ingrid"]
    assert not may_read_document(paper, None)
    assert may_change_document(paper, town.actor("ingrid"))
    assert not may_change_document(paper, town.actor("anna"))


def test_a_secret_files_name_is_not_listed_for_the_invited(town, agenda):
    item = agenda.items.get(position=1)
    secret = Document.objects.create(
        owner_type="meetings.agendaitem",
        owner_id=item.pk,
        name="hemlig.pdf",
        file_type="pdf",
        size=1,
        sha256="0" * 64,
        secrecy="secret",
        secrecy_ground="OSL 26 kap. 1 §",
        uploaded_by_name="Ingrid Falk",
        uploaded_at=NOW,
    )
    services.attach(item, title="Bilaga", document=secret, actor=town.actor("ingrid"))

    def listed(name):
        (line, *_) = queries.agenda_visible_to(town.actor(name), agenda)
        return [each.title for each in line.attachments]

    assert listed("anna") == ["Bilaga"]
    assert listed("birgit") == []
    documents.remove(secret, actor=town.actor("ingrid"), at=NOW)
    assert listed("anna") == []


def test_a_closed_items_decision_is_read_inside_the_body_only(town, agenda):
    secretary, body = town.actor("ingrid"), town.body("SN")
    about = {"body": body, "decided_on": NOW.date(), "at": NOW, "actor": secretary}
    known = services.record_decision(**about, paragraph="§ 77", title="Budget", text="Antas.")
    item = AgendaItem.objects.get(title=SECRET)
    secret = services.record_decision(
        **about, paragraph="§ 78", title=SECRET, text=SECRET, item=item
    )
    readers = {name: town.actor(name) for name in ("anna", "ingrid", "margareta", "elisabet")}

    def reads(decision):
        return {
            name
            for name, actor in readers.items()
            if queries.decision_entered(actor, decision.uuid)
        }

    assert reads(known) == set(readers)
    assert reads(secret) == {"anna", "ingrid"}
    found = {name for name, actor in readers.items() if found_decisions(SECRET, actor)}
    assert found == {"anna", "ingrid"}
    assert queries.decisions_of(body) == [known]


def test_whether_an_item_may_be_seen_is_one_question(town, agenda):
    item = agenda.items.get(position=2)

    assert may_see_item(item, town.actor("anna"))
    assert not may_see_item(item, town.actor("birgit"))
    assert not may_see_item(item, None)


def test_nothing_is_logged_by_looking(town, agenda):
    before = acts()

    _numbers(town, agenda, "anna")

    assert acts() == before


@pytest.mark.parametrize("rows", [1, 3])
def test_an_agenda_takes_three_statements_whatever_its_length(town, statement_count, rows):
    meeting = planned(town, 12, 1)
    for number in range(rows):
        opened(
            town,
            str(number),
            attachments=[("Rapport", f"/besok/{number}/")],
            invitees=[(town.person("maria"), Purpose.ACCOUNT)],
        )
    actor = town.actor("anna")

    with statement_count() as counted:
        lines = queries.agenda_visible_to(actor, meeting)

    assert len(lines) == rows
    assert len(counted) == 3


def test_the_system_sees_every_meeting_and_item(town, agenda):
    system = Actor.system("nattens jobb")

    assert list(queries.meetings_visible_to(system)) == [agenda]
    assert len(queries.agenda_visible_to(system, agenda)) == 3
