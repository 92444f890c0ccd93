"""A whole meeting of a council, from the notice to the extracts that have been received.

61 members, 50 items each with its case. What the minutes must say stands part by part in
tests/meetings/data/fullmaktige.yaml; the meeting is played through the services.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from samspel.cases.models import Case, CaseStep
from samspel.meetings import services
from samspel.meetings.calculation.minutes import (
    Facts,
    MinutesText,
    ParagraphText,
    Part,
    PartKey,
    Table,
    restored,
    texts_of,
)
from samspel.meetings.calculation.record import Recipient
from samspel.meetings.models import BoardNotice, Dispatch, Minutes, NoticePack
from samspel.meetings.queries.board import minutes_published
from samspel.meetings.queries.publishing import findings_in
from samspel.meetings.queries.record import record_of
from samspel.messaging.models import Delivery
from tests.meetings.acting import NOW, told
from tests.meetings.council.evening import SPECIAL
from tests.meetings.council.playing import CouncilMeeting
from tests.meetings.minutes.playing import approve
from tests.meetings.minutes.reading import expected, in_order

PLAIN = {"Beslut": "%s antas.", "Propositionsordning": "%(putting)s"}


def test_a_whole_council_meeting_from_the_notice_to_the_received_extracts(
    town, statement_count
):
    model = expected("fullmaktige")
    held = CouncilMeeting(town, model)

    held.call()
    held.answers()
    held.gather()
    held.play(SPECIAL)
    minutes = _approved(town, held)
    _sent(town, held, minutes, model)

    # The record is read in the same few statements as a small one's.
    with statement_count() as counted:
        record = record_of(held.meeting, held.secretary)
    assert len(counted) <= 10
    assert len(record.items) == 50
    assert {each.quorum.present for each in record.items} == {model["serving"]}

    # The minutes, part by part.
    text = restored(minutes.text)
    assert [each.paragraph for each in text.paragraphs] == [f"§ {n}" for n in range(1, 51)]
    assert [each.title for each in text.paragraphs] == model["items"]
    said = {each.paragraph: _said(each) for each in text.paragraphs}
    for paragraph, parts in said.items():
        assert parts == _wanted(model, paragraph), paragraph
        assert in_order(list(parts), model["order"]), paragraph
    assert _cover(text) == model["cover"]
    assert _votes(text) == model["votes"]

    # Everything was announced, in the board's closed list of kinds.
    kinds = list(BoardNotice.objects.order_by("id").values_list("kind", "paragraphs"))
    assert kinds == [
        ("council_meeting", ""),
        ("minutes_approved", "§ 42"),
        ("minutes_approved", "§§ 1–41 och 43–50"),
    ]

    # Every case knows what became of it.
    stations = Counter(
        CaseStep.objects.filter(ended_at__isnull=True).values_list("kind", flat=True)
    )
    assert stations.pop("referred_back") == 1
    assert set(stations) <= {"decided", "dispatched", "closed"}
    assert sum(stations.values()) == 49
    assert Case.objects.count() == 50

    # Nobody outside reads the closed paragraph.
    published = minutes_published()
    assert [each.minutes_id for each in published] == [minutes.pk]
    closed = model["items"][model["closed"] - 1]
    open_text = restored(published[0].text)
    assert closed not in " ".join(texts_of(open_text))
    assert open_text.paragraphs[model["closed"] - 1].title == "Ärende med sekretess"


def _approved(town, held: CouncilMeeting) -> Minutes:
    """Write the minutes; the one approved at once first, then the whole, each signed."""
    by: dict[str, Any] = {"at": NOW, "actor": held.secretary}
    services.change_minutes_settings(
        held.council.body,
        actor=held.secretary,
        available_at="Kommunkansliet, Storgatan 1",
        publishes=True,
        second_checks_masking=False,
    )
    people = [town.person(name) for name in ("perolof", "lena")]
    at_once = services.begin_minutes(held.meeting, approvers=people, item=held.items[41], **by)
    services.send_out(at_once, **by)
    services.announce_minutes(approve(town, at_once), **by)
    whole = services.begin_minutes(held.meeting, approvers=people, **by)
    services.send_out(whole, **by)
    approved = approve(town, whole)
    services.announce_minutes(approved, **by)
    return approved


def _sent(town, held: CouncilMeeting, minutes: Minutes, model: dict[str, Any]) -> None:
    """Dispatch the extracts inside and outside, publish, and see that they were received."""
    by: dict[str, Any] = {"at": NOW, "actor": held.secretary}
    assert NoticePack.objects.filter(meeting=held.meeting).exists()
    for number in model["dispatched"]:
        item = held.items[number - 1]
        extract = services.make_extract(minutes, item, **by)
        to = [Recipient(e.name, e.address, e.is_internal) for e in item.recipients.all()]
        for dispatch in services.send_extract(extract, to, **by):
            services.acknowledge(dispatch, at=NOW, actor=town.actor("johan"))
    assert Dispatch.objects.filter(received_at__isnull=False).count() == 6
    assert len(told("johan", town=town, kind="meetings.extract")) == 3
    assert Delivery.objects.filter(address="registrator@lan.example").count() == 3
    publication = services.begin_publication(minutes, **by)
    for found in findings_in(publication):
        services.keep_text(publication, text=found.text, reason="Förtroendevald", **by)
    services.publish_minutes(publication, **by)


def _said(paragraph: ParagraphText) -> dict[str, str]:
    """Give each part's words by its heading, in order; the lists of votes are read apart."""
    return {each.heading or "–": _words(each) for each in paragraph.parts}


def _words(part: Part) -> str:
    blocks = tuple(each for each in part.blocks if not _is_roll(each))
    return " ".join(" ".join(texts_of(blocks)).split())


def _is_roll(block: object) -> bool:
    return isinstance(block, Table) and block.heads[0] == "Ledamot"


def _wanted(model: dict[str, Any], paragraph: str) -> dict[str, str]:
    """Give what is expected: what stands there, or that the board's proposal was carried."""
    given = model["expected"].get(paragraph, {})
    title = model["items"][int(paragraph.removeprefix("§ ")) - 1]
    usual = {"Beslut": f"{title} antas.", "Propositionsordning": model["putting"]}
    wanted = {**usual, **given} if not given.get("Yrkanden") else given
    return {heading: text for heading, text in wanted.items() if text}


def _votes(text: MinutesText) -> dict[str, list[int]]:
    """Count the crosses of each roll call: how many rows, and how many in each column."""
    found = {}
    for paragraph in text.paragraphs:
        part = paragraph.part(PartKey.VOTE)
        for block in part.blocks if part else ():
            if isinstance(block, Table) and _is_roll(block):
                columns = zip(*[row[2:] for row in block.rows], strict=True)
                found[paragraph.paragraph] = [
                    len(block.rows),
                    *(column.count("X") for column in columns),
                ]
    return found


def _cover(text: MinutesText) -> dict[str, Any]:
    """Give the cover: its lines, how long each list is, and what is remarked of anybody."""
    facts = next(each for each in text.cover if isinstance(each, Facts))
    tables = [each for each in text.cover if isinstance(each, Table)]
    return {
        "lines": {term: list(values) for term, values in facts.rows},
        "lists": {each.caption: len(each.rows) for each in tables},
        "remarks": [
            " · ".join(value for value in row if value != "–")
            for table in tables
            for row in table.rows
            if any(value not in {"–", "Ordförande", "2:e vice ordförande"} for value in row[2:])
        ],
    }
