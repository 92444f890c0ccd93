"""A case and its secrecy on the agendas: who may put it up, and what becomes hidden."""

from __future__ import annotations

import datetime as dt

from samspel.audit.models import AuditEntry
from samspel.cases import services as cases
from samspel.documents.policies import may_read_document
from samspel.meetings import queries, services
from samspel.meetings.enums import ProposalKind
from samspel.meetings.queries import following
from samspel.meetings.queries.case_items import places_for
from samspel.meetings.queries.publishing import open_text
from samspel.meetings.services import packing
from tests.cases.acting import opened, upload
from tests.meetings.acting import NOW, clock, planned
from tests.meetings.minutes.playing import Room, approved

DAY = dt.timedelta(days=1)
BEFORE = clock(10, 1)
GROUND = "OSL 26 kap. 1 §"


def _case(town, **facts):
    return opened(town, responsible=town.person("johan"), at=BEFORE, **facts)


def _put(town, case, meeting, at=NOW):
    return services.put_case(
        case, town.body("KS"), meeting=meeting, at=at, actor=town.actor("ingrid")
    )


def test_a_case_that_becomes_secret_takes_its_item_its_papers_and_the_open_pack_along(town):
    ingrid, auditor = town.actor("ingrid"), town.actor("margareta")
    meeting = planned(town, 12, 8, body="KS")
    case = _case(town)
    cases.add_paper(case, upload(), title="Instruktion", actor=ingrid, at=BEFORE)
    item, other = _put(town, case, meeting), _put(town, _case(town), meeting)
    packing.send_notice(meeting, at=NOW, actor=ingrid, version=meeting.version)
    (paper,) = item.attachments.all()
    (open_pack,) = following.open_packs(auditor, meeting)

    def known(actor):
        shown = [line.item for line in queries.agenda_visible_to(actor, meeting)]
        files = [paper.document, open_pack.document]
        for each in files:
            each.refresh_from_db()
        return shown, [may_read_document(each, actor) for each in files]

    before = known(auditor)
    cases.mark_case_secret(case, ground=GROUND, actor=town.actor("johan"))
    marked, packs = known(auditor), following.open_packs(auditor, meeting)
    item.refresh_from_db()

    assert before == ([item, other], [True, True])
    assert (marked, packs) == (([other], [False, False]), [])
    assert following.packs_visible_to(auditor, meeting) == []
    assert known(ingrid) == ([item, other], [True, True])
    assert (item.is_closed, item.closed_because) == (True, GROUND)

    cases.open_up_case(case, reason="Upphandlingen är klar.", actor=ingrid)

    assert known(auditor) == ([item, other], [True, False])
    made = AuditEntry.objects.filter(
        act__in=["meetings.item.closed", "meetings.item.opened_up"]
    )
    assert list(made.values_list("act", "subject_id").order_by("pk")) == [
        ("meetings.item.closed", item.pk),
        ("meetings.item.opened_up", item.pk),
    ]


def test_what_stands_in_approved_minutes_is_not_closed_but_not_published_either(town):
    case, ingrid = _case(town), town.actor("ingrid")
    room = Room(town, present="karin perolof lena ulla")
    item = _put(town, case, room.meeting, at=BEFORE + DAY)
    services.describe_item(
        item,
        draft_origin="förvaltningen",
        draft_points=["Överenskommelsen antas."],
        at=BEFORE + DAY,
        actor=ingrid,
    )
    item.refresh_from_db()
    room.begin()
    room.take_up(item)
    room.propose(item, ProposalKind.APPROVAL, "karin")
    room.put(item, "draft")
    room.conclude(item)
    room.close()
    minutes = approved(town, room)
    before = open_text(minutes)

    cases.mark_case_secret(case, ground=GROUND, actor=ingrid)

    item.refresh_from_db()
    assert not item.is_closed
    assert "Överenskommelsen antas" in str(before)
    assert "Överenskommelsen antas" not in str(open_text(minutes))


def test_a_number_leads_only_to_an_open_case_that_the_secretary_may_see(town):
    pia, body = town.actor("pia"), town.body("BUN")
    unseen = _case(town, secrecy_ground=GROUND)
    closed, own, secret = (opened(town, "BUN", by="pia", at=BEFORE) for _each in range(3))
    cases.close_case(closed, reason="Återtaget", actor=pia, at=NOW)
    cases.mark_case_secret(secret, ground=GROUND, actor=pia)
    found = []

    for case in (unseen, closed, own, secret):
        item = services.enter_item(body, title="Ett ärende", at=NOW, actor=pia)
        services.describe_item(item, case_number=case.registry_number, at=NOW, actor=pia)
        item.refresh_from_db()
        found.append((item.case, item.closed_because))

    assert found == [(None, ""), (None, ""), (own, ""), (secret, GROUND)]


def test_a_case_is_put_up_only_where_the_secretary_writes_the_agenda(town):
    case = _case(town)

    places = {
        name: {
            body.short_name
            for body, _meetings in places_for(town.actor(name), case, NOW, NOW.date())
        }
        for name in ("ingrid", "pia", "anna")
    }

    assert places == {"ingrid": {"KS", "SN"}, "pia": {"BUN"}, "anna": set()}
