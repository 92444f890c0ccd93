"""Whatever is planned, moved, cancelled, called and held: each open item is in one place."""

import datetime as dt
from contextlib import contextmanager

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspel.foundation.refusal import Refused
from samspel.meetings import services
from samspel.meetings.enums import ItemState, MeetingState, Route
from samspel.meetings.models import AgendaItem, AgendaPlacement, Meeting
from samspel.meetings.queries import next_meeting_open_for_papers
from tests.meetings.acting import NOW, clock, opened

DAYS = st.integers(0, 40)
WHICH = st.integers(0, 5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("open"), st.sampled_from([*Route])),
        st.tuples(st.just("plan"), DAYS, st.booleans()),
        st.tuples(st.just("move"), WHICH, DAYS),
        st.tuples(st.just("cancel"), WHICH),
        st.tuples(st.just("call"), WHICH),
        st.tuples(st.just("hold"), WHICH),
        st.tuples(st.just("wait"), st.integers(1, 10)),
    ),
    min_size=3,
    max_size=14,
)


@contextmanager
def an_example():
    """Let an example play in the town, and undo it, so that the next begins the same."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Play:
    """The town's executive board as the steps are played."""

    def __init__(self, town):
        self.town, self.now, self.opened = town, NOW, 0
        self.actor = town.actor("ingrid")

    def do(self, name, *given_):
        try:
            with transaction.atomic():
                getattr(self, name)(*given_)
        except Refused:
            return

    def open(self, route):
        self.opened += 1
        opened(self.town, str(self.opened), ready_at=self.now, route=route)

    def plan(self, days, is_ordinary):
        services.plan_meeting(
            self.town.body("KS"), **self._span(days), is_ordinary=is_ordinary, **self._who
        )

    def move(self, which, days):
        services.move_meeting(self._meeting(which), **self._span(days), **self._who)

    def cancel(self, which):
        services.cancel_meeting(self._meeting(which), reason="Snö", **self._who)

    def call(self, which):
        services.dispatch_meeting(self._meeting(which), **self._who)

    def hold(self, which):
        meeting = self._meeting(which)
        self.now = max(self.now, meeting.starts_at)
        services.hold_meeting(meeting, **self._who)

    def wait(self, days):
        self.now += dt.timedelta(days=days)

    @property
    def _who(self):
        return {"at": self.now, "actor": self.actor}

    def _span(self, days):
        start = clock(11, 13, 13) + dt.timedelta(days=days)
        return {"starts_at": start, "ends_at": start + dt.timedelta(hours=3)}

    def _meeting(self, which):
        meetings = list(Meeting.objects.all())
        if which >= len(meetings):
            raise Refused("no such meeting")
        return meetings[which]

    def check(self):
        assert AgendaItem.objects.count() == self.opened
        for item in AgendaItem.objects.all():
            standing = list(AgendaPlacement.objects.filter(item=item, left_at__isnull=True))
            assert [each.meeting_id for each in standing] == (
                [item.meeting_id] if item.meeting_id else []
            )
            assert item.state in {ItemState.WAITING, ItemState.PLACED}
            if item.meeting:
                assert item.meeting.state in {MeetingState.PLANNED, MeetingState.CALLED}
        for meeting in Meeting.objects.filter(state=MeetingState.PLANNED):
            positions = sorted(meeting.items.values_list("position", flat=True))
            assert positions == list(range(1, len(positions) + 1))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_every_open_item_is_in_exactly_one_place(town, steps):
    with an_example():
        play = Play(town)
        for step in steps:
            play.do(*step)
            play.check()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_nothing_waits_while_a_meeting_takes_papers(town, steps):
    with an_example():
        play = Play(town)
        for step in steps:
            play.do(*step)
        services.place_waiting_items(town.body("KS"), at=play.now, actor=play.actor)
        waiting = AgendaItem.objects.filter(state=ItemState.WAITING, route=Route.NEXT_MEETING)
        takes_papers = next_meeting_open_for_papers(town.body("KS").pk, play.now)

        assert takes_papers is None or not waiting.exists()
