"""The demo's evening: a meeting held from the list of attendance to the notice board.

Everything goes by the product's own services, minute by minute: attendance, proposals,
a roll call, a reservation, a referral back, the minutes, the signatures (by the demo's
own certificate, which the pages say), the announcement and an outage of the board. And
one meeting that goes on while the demo is loaded, for whoever wants to try the room.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from samspel.audit.actors import Actor
from samspel.cases import services as cases
from samspel.config.demo.clockwork import Clockwork
from samspel.meetings import services
from samspel.meetings.calculation.record import Recipient
from samspel.meetings.enums import BallotMethod, ItemKind, ItemState, ProposalKind, VoteChoice
from samspel.meetings.models import AgendaItem, Meeting, Minutes, Participation
from samspel.meetings.services.packing import send_notice
from samspel.people.models import Body

BODY, SECRETARY = "KS", "ingrid"
_MINUTE = dt.timedelta(minutes=1)
_WAIT = dt.timedelta(days=8)
"""How long ago the held meeting has to be: its minutes are approved and announced by then."""
_WRITING = dt.timedelta(days=2)
_AT_LATEST = dt.timedelta(days=3)
"""So long ago, at most, are the minutes sent out that somebody has still to sign."""

Story = Mapping[str, Any]


def story_of(
    clock: Clockwork, meeting: Meeting, after: Meeting | None, story: Story
) -> Story | None:
    """Give the story of a meeting that is played whole: its body's last one, long enough ago.

    The executive board's goes all the way to the notice board; the minutes of the other's
    are still out to be signed.
    """
    short = meeting.body.short_name
    if short == BODY and _is_last(clock, meeting, after, _WAIT):
        return story
    if short == story["out"]["body"] and _is_last(clock, meeting, after, _WRITING):
        return dict(story["out"])
    return None


def _is_last(
    clock: Clockwork, meeting: Meeting, after: Meeting | None, wait: dt.timedelta
) -> bool:
    is_past = meeting.ends_at + wait <= clock.now
    return is_past and (after is None or after.ends_at + wait > clock.now)


class Evening:
    """One meeting played in the room; each act comes a minute after the last."""

    def __init__(self, clock: Clockwork, meeting: Meeting, at: dt.datetime) -> None:
        self.clock, self.meeting, self.at = clock, meeting, at

    @property
    def secretary(self) -> Actor:
        """The secretary, as of the day."""
        return self.clock.actor(SECRETARY, self.at)

    def do(self, act: Callable[..., Any], *given: Any, **facts: Any) -> Any:
        """Carry an act out, a minute after the last."""
        self.at += _MINUTE
        return act(*given, at=self.at, actor=self.secretary, **facts)

    def open(self, absent: list[str]) -> None:
        """Take the attendance and open the meeting; the substitutes serve for the absent."""
        self.do(services.prepare_attendance, self.meeting)
        away = {self.clock.register.persons[key].pk for key in absent}
        seats = Participation.objects.filter(meeting=self.meeting).order_by("order", "id")
        here = [each for each in seats if each.person_id not in away]
        for each in seats:
            if each.person_id in away:
                self.do(services.note_excuse, each, text="Anmält förhinder")
        self.do(services.note_arrivals, here)
        self.do(services.open_meeting, self.meeting)

    def seat(self, key: str) -> Participation:
        """Give somebody's row on the list of attendance."""
        person = self.clock.register.persons[key]
        return Participation.objects.get(meeting=self.meeting, person=person)

    def settle(self, item: AgendaItem, row: Story) -> None:
        """Take the item up, with what is proposed, put the question, and conclude it."""
        self.begin(item, row)
        if "votes" in row:
            self.vote(item, row)
        else:
            self.do(services.put_question, item, found=row["found"])
        self.do(services.conclude_item, item)
        for key in row.get("reserves", ()):
            self.do(services.reserve, item, self.seat(key))

    def begin(self, item: AgendaItem, row: Story) -> None:
        """Take the item up, and enter what is proposed."""
        self.do(services.begin_item, item)
        for each in row.get("proposals", ()):
            self.do(
                services.propose,
                item,
                kind=ProposalKind(each["kind"]),
                mover=self.seat(each["mover"]),
                seconders=[self.seat(key) for key in each.get("others", ())],
                text=each.get("text", ""),
            )

    def vote(self, item: AgendaItem, row: Story) -> None:
        """Settle the question by a roll call; whoever is not named votes yes."""
        question = self.do(services.put_question, item, found=row["found"], confirmed=False)
        against = {self.clock.register.persons[key].pk for key in row["votes"]["against"]}
        ballot = self.do(
            services.open_ballot,
            question,
            method=BallotMethod.ROLL_CALL,
            key=uuid4(),
            yes=row["found"],
            requested_by=self.seat(row["votes"]["against"][0]),
        )
        serving = Participation.objects.filter(
            meeting=self.meeting, intervals__serving=True, intervals__to_at__isnull=True
        )
        for each in serving.distinct():
            choice = VoteChoice.NO if each.person_id in against else VoteChoice.YES
            self.do(services.cast_vote, ballot, each, choice=choice, key=uuid4())
        self.do(services.confirm_ballot, ballot)

    def take_up(self, item: AgendaItem, row: Story | None) -> None:
        """Take an item up: as the story says, or note what is only reported."""
        if row is not None:
            self.settle(item, row)
            return
        self.do(services.begin_item, item)
        self.do(services.conclude_item, item)


def put_up(
    clock: Clockwork, meeting: Meeting, row: Story, *, opened: dt.datetime, at: dt.datetime
) -> AgendaItem:
    """Open a case and put it on the meeting's agenda, with what is proposed."""
    persons, bodies = clock.register.persons, clock.register.bodies
    secretary = clock.actor(SECRETARY, at)
    case = cases.open_case(
        meeting.body,
        title=row["title"],
        responsible=persons[row["responsible"]],
        deciding_body=bodies[row["deciding"]] if "deciding" in row else None,
        actor=clock.actor(SECRETARY, opened),
        at=opened,
    )
    item = services.put_case(case, meeting.body, meeting=meeting, at=at, actor=secretary)
    services.describe_item(
        item,
        summary=row["summary"],
        draft_origin="förvaltningen",
        draft_points=row["points"],
        recipients=[
            Recipient(each["name"], each["address"], is_internal=each["inside"])
            for each in row.get("recipients", ())
        ],
        at=at,
        actor=secretary,
    )
    return AgendaItem.objects.select_related("body", "meeting", "case").get(pk=item.pk)


def play_whole(clock: Clockwork, meeting: Meeting, story: Story) -> None:
    """Put in the whole way of a meeting: its cases, the evening, the minutes, the board."""
    papers_by = meeting.dispatch_deadline_at - dt.timedelta(days=2)
    clock.put(papers_by, lambda at: _agenda(clock, meeting, story, at))
    clock.put(meeting.starts_at, lambda at: _evening(clock, meeting, story, at))


def _agenda(clock: Clockwork, meeting: Meeting, story: Story, at: dt.datetime) -> None:
    for row in story["held"]:
        put_up(clock, meeting, row, opened=at - dt.timedelta(hours=6), at=at)


def _evening(clock: Clockwork, meeting: Meeting, story: Story, at: dt.datetime) -> None:
    """Play the meeting, write its minutes, and put in what follows."""
    evening = Evening(clock, Meeting.objects.select_related("body").get(pk=meeting.pk), at)
    rows = {row["title"]: row for row in story["held"]}
    evening.open(story["absent"])
    items = AgendaItem.objects.filter(meeting=meeting, state=ItemState.PLACED)
    for item in items.select_related("body", "meeting", "case").order_by("position"):
        row = rows.get(item.title)
        if row is not None and "assignment" in row:
            _assign(clock, evening, item, row["assignment"])
        evening.take_up(item, row)
    evening.do(services.close_meeting, evening.meeting)
    written = evening.at + _WRITING
    if "signed_by" in story:
        written = max(written, clock.now - _AT_LATEST)
    clock.put(written, lambda at: _minutes(clock, meeting, story, at))


def _assign(clock: Clockwork, evening: Evening, item: AgendaItem, row: Story) -> None:
    evening.do(
        services.note_assignment,
        item,
        text=row["text"],
        owner=clock.register.persons[row["owner"]],
        due_on=clock.day(row["due"]),
    )


def _minutes(clock: Clockwork, meeting: Meeting, story: Story, at: dt.datetime) -> None:
    secretary = clock.actor(SECRETARY, at)
    minutes = services.begin_minutes(
        meeting,
        approvers=[clock.register.persons[key] for key in story["approvers"]],
        at=at,
        actor=secretary,
    )
    minutes = services.send_out(minutes, at=at, actor=secretary)
    keys = {person.pk: key for key, person in clock.register.persons.items()}
    signed_by = story.get("signed_by", keys.values())
    for hours, each in enumerate(minutes.approvers.order_by("order"), start=1):
        if keys[each.person_id] in signed_by:
            clock.put(
                at + dt.timedelta(hours=hours), _sign(clock, minutes, keys[each.person_id])
            )
    if "signed_by" in story:
        return
    done = at + dt.timedelta(hours=minutes.approvers.count() + 1)
    clock.put(done, lambda at: _announce(clock, minutes, at))
    _interrupt(clock, story, done)


def _sign(clock: Clockwork, minutes: Minutes, key: str) -> Callable[[dt.datetime], None]:
    def act(at: dt.datetime) -> None:
        fresh = Minutes.objects.get(pk=minutes.pk)
        services.sign_minutes(
            fresh,
            text_sha256=fresh.text_sha256,
            second_step_at=at,
            at=at,
            actor=clock.actor(key, at),
        )

    return act


def _announce(clock: Clockwork, minutes: Minutes, at: dt.datetime) -> None:
    """Announce the approval, and send the extracts to whoever is to have them."""
    secretary = clock.actor(SECRETARY, at)
    fresh = Minutes.objects.select_related("meeting__body").get(pk=minutes.pk)
    services.announce_minutes(fresh, at=at, actor=secretary)
    items = AgendaItem.objects.filter(
        meeting=fresh.meeting, recipients__isnull=False, state=ItemState.HANDLED
    )
    for item in items.distinct().order_by("position"):
        extract = services.make_extract(fresh, item, at=at, actor=secretary)
        to = [Recipient(e.name, e.address, e.is_internal) for e in item.recipients.all()]
        services.send_extract(extract, to, at=at, actor=secretary)


def _interrupt(clock: Clockwork, story: Story, posted: dt.datetime) -> None:
    """Let the board be down one night while the notice is to stand there."""
    row, night = story["outage"], clock.day((posted.date() - clock.today).days + 1)
    began = clock.moment(night, row["from"])
    ended = clock.moment(night + dt.timedelta(days=1), row["to"])

    def act(at: dt.datetime) -> None:
        services.note_outage(
            from_at=began,
            to_at=ended,
            cause=row["cause"],
            body=clock.register.bodies[BODY],
            at=at,
            actor=clock.actor(SECRETARY, at),
        )

    clock.put(ended + dt.timedelta(hours=2), act)


def play_now(clock: Clockwork, story: Story) -> None:
    """Put in a meeting that began an hour ago and goes on: for whoever tries the room."""
    starts = clock.now.replace(second=0, microsecond=0) - dt.timedelta(minutes=50)
    planned = starts - dt.timedelta(days=12)
    clock.put(planned, lambda at: _plan_now(clock, story, starts, at))


def _plan_now(clock: Clockwork, story: Story, starts: dt.datetime, at: dt.datetime) -> None:
    """Plan it as an extra meeting, in a committee that has no other at the time."""
    body = clock.register.bodies[BODY]
    ends = starts + dt.timedelta(hours=3)
    if _is_taken(body, starts, ends):
        return
    meeting = services.plan_meeting(
        body,
        starts_at=starts,
        ends_at=ends,
        place=story["now"]["place"],
        is_ordinary=False,
        dispatch_deadline_at=starts - dt.timedelta(days=6),
        at=at,
        actor=clock.actor(SECRETARY, at),
    )
    for number, row in enumerate(story["now"]["items"]):
        put_up(
            clock, meeting, row, opened=at + number * _MINUTE, at=at + (number + 20) * _MINUTE
        )
    called = meeting.dispatch_deadline_at + dt.timedelta(hours=1)
    clock.put(called, lambda at: _call_now(clock, meeting, at))
    clock.put(starts, lambda at: _begin_now(clock, meeting, story, at))


def _call_now(clock: Clockwork, meeting: Meeting, at: dt.datetime) -> None:
    send_notice(meeting, at=at, actor=clock.actor(SECRETARY, at))


def _is_taken(body: Body, starts: dt.datetime, ends: dt.datetime) -> bool:
    return Meeting.objects.filter(body=body, starts_at__lt=ends, ends_at__gt=starts).exists()


def _begin_now(clock: Clockwork, meeting: Meeting, story: Story, at: dt.datetime) -> None:
    """Open the meeting, decide its first item and leave the second where it is argued."""
    evening = Evening(clock, Meeting.objects.select_related("body").get(pk=meeting.pk), at)
    evening.open(story["absent"])
    rows = {row["title"]: row for row in story["now"]["items"]}
    matters = AgendaItem.objects.filter(meeting=meeting, kind=ItemKind.MATTER)
    placed = matters.select_related("body", "meeting", "case").filter(title__in=rows)
    first, second = placed.order_by("position")[:2]
    evening.settle(first, rows[first.title])
    evening.begin(second, rows[second.title])
