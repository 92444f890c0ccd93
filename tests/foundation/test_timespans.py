"""Spans of time and where they clash."""

from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.foundation.dates import STOCKHOLM
from samspel.foundation.timespans import Span, clashes, gaps, merged

DAY = datetime(2026, 11, 24, tzinfo=STOCKHOLM)


def span(start: float, end: float) -> Span:
    return Span(DAY + timedelta(hours=start), DAY + timedelta(hours=end))


SPANS = st.tuples(st.integers(0, 20), st.integers(1, 6)).map(
    lambda drawn: span(drawn[0], drawn[0] + drawn[1])
)


def test_to_meet_end_to_end_is_not_to_overlap():
    assert not span(9, 11).overlaps(span(11, 12))
    assert span(9, 11).intersection(span(11, 12)) is None


def test_what_two_spans_share():
    assert span(9, 11).overlaps(span(10, 12))
    assert span(9, 11).intersection(span(10, 12)) == span(10, 11)


def test_the_start_belongs_to_the_span_and_the_end_does_not():
    visit = span(9, 11)

    assert visit.holds(DAY + timedelta(hours=9))
    assert not visit.holds(DAY + timedelta(hours=11))


def test_a_span_covers_what_lies_within_it():
    assert span(9, 11).covers(span(9, 11))
    assert not span(9, 11).covers(span(9, 12))


def test_a_span_can_be_widened_by_the_way_there_and_back():
    half_an_hour = timedelta(minutes=30)

    assert span(9, 11).widened(half_an_hour, half_an_hour) == span(8.5, 11.5)


def test_minutes_are_those_that_pass_also_when_the_clock_is_moved():
    night = Span(
        datetime(2026, 10, 25, 1, 0, tzinfo=STOCKHOLM),
        datetime(2026, 10, 25, 4, 0, tzinfo=STOCKHOLM),
    )

    assert (span(9, 11.5).minutes, night.minutes) == (150, 240)


def test_the_hour_that_comes_twice_is_two_spans():
    first = datetime(2026, 10, 25, 2, 0, tzinfo=STOCKHOLM)
    second = first.replace(fold=1)
    hour = timedelta(hours=1)

    early = Span(first, first.astimezone(UTC) + hour)
    late = Span(second, second.astimezone(UTC) + hour)

    assert not early.overlaps(late)
    assert early < late


@pytest.mark.parametrize("end", [DAY, DAY - timedelta(hours=1)])
def test_a_span_without_time_is_refused(end):
    with pytest.raises(ValueError, match="2026"):
        Span(DAY, end)


def test_ends_without_a_zone_are_refused():
    naive = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001

    for ends in [(naive, DAY + timedelta(days=1)), (DAY, naive)]:
        with pytest.raises(ValueError, match="2026"):
            Span(*ends)


def test_every_clash_is_found_once_with_the_earlier_first():
    things = [(span(11, 12), "lunch"), (span(9, 11), "möte"), (span(10, 13), "besök")]

    assert list(clashes(things)) == [("möte", "besök"), ("besök", "lunch")]


@given(st.lists(SPANS, max_size=12))
def test_the_clashes_are_all_pairs_that_overlap(spans):
    numbered = [(drawn, number) for number, drawn in enumerate(spans)]

    found = [frozenset(pair) for pair in clashes(numbered)]

    expected = {
        frozenset((one, other))
        for (span_one, one), (span_other, other) in combinations(numbered, 2)
        if span_one.overlaps(span_other)
    }
    assert set(found) == expected
    assert len(found) == len(expected)


def test_thousands_of_meetings_without_a_clash_are_looked_through_at_once():
    hour = timedelta(hours=1)
    starts = [DAY.astimezone(UTC) + number * hour for number in range(20_000)]
    things = [(Span(start, start + hour), start) for start in starts]

    assert list(clashes(things)) == []


def test_free_time_is_what_lies_between():
    busy = [span(10, 11), span(7, 9), span(10.5, 12), span(16, 20)]

    assert gaps(span(8, 17), busy) == [span(9, 10), span(12, 16)]
    assert gaps(span(8, 17), []) == [span(8, 17)]
    assert gaps(span(8, 9), [span(7, 10)]) == []
    assert gaps(span(8, 9), [span(10, 11)]) == [span(8, 9)]


@given(st.lists(SPANS, max_size=12))
def test_merged_spans_are_apart_and_hold_the_same_time(spans):
    joined = merged(spans)

    assert all(one.end < other.start for one, other in pairwise(joined))
    assert all(any(whole.covers(part) for whole in joined) for part in spans)
    assert all(any(whole.start == part.start for part in spans) for whole in joined)


@given(st.lists(SPANS, max_size=12))
def test_free_and_busy_time_make_up_the_whole(spans):
    whole = span(3, 21)

    free = gaps(whole, spans)

    busy = [part for part in map(whole.intersection, merged(spans)) if part]
    assert sum(part.minutes for part in [*free, *busy]) == whole.minutes
    assert not any(one.overlaps(other) for one in free for other in spans)
