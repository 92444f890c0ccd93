"""Days, times and instants, said and understood."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.foundation.dates import (
    STOCKHOLM,
    AmbiguousTime,
    NoSuchTime,
    add_months,
    at_wall_clock,
    duration,
    later,
    local,
    local_day,
    minutes_between,
    month_name,
    plain,
    say_date,
    say_day,
    say_day_long,
    say_day_short,
    say_moment,
    say_period,
    say_since,
    say_span,
    say_time,
    start_of_day,
    weekday_name,
)

TODAY = date(2026, 11, 12)
NOW = datetime(2026, 11, 12, 8, 30, tzinfo=STOCKHOLM)
SPRING_FORWARD = date(2026, 3, 29)
FALL_BACK = date(2026, 10, 25)


def stockholm(*parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=STOCKHOLM, fold=fold)


@pytest.mark.parametrize(
    ("day", "swedish", "english"),
    [
        (date(2026, 11, 11), "i går", "yesterday"),
        (date(2026, 11, 12), "i dag", "today"),
        (date(2026, 11, 13), "i morgon", "tomorrow"),
        (date(2026, 11, 10), "tisdag 10 november", "Tuesday 10 November"),
        (date(2026, 11, 14), "lördag 14 november", "Saturday 14 November"),
        (date(2026, 12, 9), "onsdag 9 december", "Wednesday 9 December"),
        (date(2027, 1, 4), "måndag 4 januari 2027", "Monday 4 January 2027"),
        (date(2025, 12, 31), "onsdag 31 december 2025", "Wednesday 31 December 2025"),
    ],
)
def test_a_day_is_said_as_seen_from_today(day, swedish, english):
    said = plain(say_day(day, today=TODAY)), plain(say_day(day, today=TODAY, lang="en-GB"))

    assert said == (swedish, english)


def test_tomorrow_is_tomorrow_also_over_new_year():
    assert say_day(date(2027, 1, 1), today=date(2026, 12, 31)) == "i morgon"


def test_a_day_and_its_month_are_held_together():
    assert say_day_short(date(2026, 12, 9)) == "9\u00a0december"
    assert say_date(date(2026, 12, 9)) == "9\u00a0december 2026"
    assert say_day_long(date(2026, 12, 9)) == "onsdag 9\u00a0december 2026"


def test_all_weekdays_and_months_have_their_names_in_both_languages():
    monday = date(2026, 11, 9)

    weekdays = [weekday_name(monday + timedelta(days=n)) for n in range(7)]
    months = [month_name(n) for n in range(1, 13)]
    english = [weekday_name(monday, "en"), month_name(5, "en"), month_name(12, "en")]

    assert weekdays == ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]
    assert months == [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ]
    assert english == ["Monday", "May", "December"]


@pytest.mark.parametrize("month", [0, 13, -1])
def test_there_is_no_month_outside_the_year(month):
    with pytest.raises(ValueError, match=str(month)):
        month_name(month)


@pytest.mark.parametrize(
    ("at", "swedish", "english"),
    [
        (time(13, 0), "13.00", "13:00"),
        (time(9, 5), "9.05", "9:05"),
        (time(0, 15), "00.15", "00:15"),
        (datetime(2026, 7, 1, 11, 0, tzinfo=UTC), "13.00", "13:00"),
        (datetime(2026, 12, 1, 12, 0, tzinfo=UTC), "13.00", "13:00"),
    ],
)
def test_a_time_is_said_on_the_clock_in_sweden(at, swedish, english):
    assert (say_time(at), say_time(at, "en")) == (swedish, english)


@pytest.mark.parametrize(
    ("at", "swedish", "english"),
    [
        (stockholm(2026, 11, 12, 8, 5), "i dag 8.05", "today 8:05"),
        (stockholm(2026, 11, 13, 13, 0), "i morgon 13.00", "tomorrow 13:00"),
        (
            stockholm(2026, 12, 9, 13, 0),
            "onsdag 9 december kl. 13.00",
            "Wednesday 9 December at 13:00",
        ),
    ],
)
def test_a_moment_is_said_as_seen_from_now(at, swedish, english):
    said = plain(say_moment(at, now=NOW)), plain(say_moment(at, now=NOW, lang="en"))

    assert said == (swedish, english)


def test_a_moment_in_a_document_stands_by_itself():
    said = say_moment(stockholm(2026, 11, 12, 13, 0), now=None)

    assert said == "torsdag 12\u00a0november 2026 kl.\u00a013.00"


def test_today_is_the_day_in_sweden_and_not_in_greenwich():
    late = datetime(2026, 11, 12, 23, 30, tzinfo=UTC)

    assert plain(say_moment(late, now=NOW)) == "i morgon 00.30"


@pytest.mark.parametrize(
    ("start", "end", "swedish", "english"),
    [
        (
            stockholm(2026, 11, 24, 13, 0),
            stockholm(2026, 11, 24, 15, 0),
            "tisdag 24 november kl. 13.00–15.00",
            "Tuesday 24 November, 13:00–15:00",
        ),
        (
            stockholm(2026, 11, 13, 9, 0),
            stockholm(2026, 11, 13, 11, 30),
            "i morgon 9.00–11.30",
            "tomorrow 9:00–11:30",
        ),
        (
            stockholm(2026, 11, 24, 13, 0),
            stockholm(2026, 11, 25, 9, 0),
            "tisdag 24 november kl. 13.00 till onsdag 25 november kl. 9.00",
            "Tuesday 24 November at 13:00 to Wednesday 25 November at 9:00",
        ),
    ],
)
def test_a_span_is_said_with_its_day_once(start, end, swedish, english):
    said = plain(say_span(start, end, now=NOW)), plain(say_span(start, end, now=NOW, lang="en"))

    assert said == (swedish, english)


def test_a_span_is_never_broken_between_its_times():
    said = say_span(stockholm(2026, 11, 24, 13), stockholm(2026, 11, 24, 15), now=None)

    assert said == "tisdag 24\u00a0november 2026 kl.\u00a013.00\u2060–\u206015.00"


@pytest.mark.parametrize(
    ("day", "swedish", "english"),
    [
        (date(2026, 11, 12), "sedan tidigare i dag", "since earlier today"),
        (date(2026, 11, 11), "sedan i går", "since yesterday"),
        (date(2026, 11, 10), "sedan i tisdags", "since last Tuesday"),
        (date(2026, 11, 6), "sedan i fredags", "since last Friday"),
        (date(2026, 11, 5), "sedan 5 november", "since 5 November"),
        (date(2025, 11, 5), "sedan 5 november 2025", "since 5 November 2025"),
        (date(2026, 11, 13), "sedan 13 november", "since 13 November"),
    ],
)
def test_since_when_something_is_new(day, swedish, english):
    said = plain(say_since(day, today=TODAY)), plain(say_since(day, today=TODAY, lang="en"))

    assert said == (swedish, english)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "swedish"),
    [
        (date(2026, 11, 1), date(2026, 12, 1), "1–30 november 2026"),
        (date(2026, 1, 1), date(2027, 1, 1), "1 januari–31 december 2026"),
        (date(2026, 11, 1), date(2027, 4, 1), "1 november 2026–31 mars 2027"),
        (date(2026, 11, 1), date(2026, 11, 2), "1 november 2026"),
        (date(2027, 1, 1), None, "från och med 1 januari 2027"),
        (None, date(2027, 1, 1), "till och med 31 december 2026"),
        (None, None, "tills vidare"),
    ],
)
def test_a_period_is_said_with_its_last_day(valid_from, valid_to, swedish):
    assert plain(say_period(valid_from, valid_to)) == swedish


def test_a_period_is_said_in_english():
    said = say_period(date(2027, 1, 1), None, "en"), say_period(None, None, "en")

    assert tuple(map(plain, said)) == ("from 1 January 2027", "until further notice")


def test_a_period_without_a_day_is_refused():
    with pytest.raises(ValueError, match="2026"):
        say_period(date(2026, 11, 1), date(2026, 11, 1))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 12), 2, date(2027, 1, 12)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last(day, months, then):
    assert add_months(day, months) == then


def test_the_clock_on_the_wall_is_summer_time_in_summer_and_normal_time_in_winter():
    summer = at_wall_clock(date(2026, 7, 1), time(13))
    winter = at_wall_clock(date(2026, 12, 1), time(13))

    assert summer == datetime(2026, 7, 1, 11, tzinfo=UTC)
    assert winter == datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("at", [time(2, 0), time(2, 30), time(2, 59)])
@pytest.mark.parametrize("fold", [None, 0, 1])
def test_the_hour_that_is_skipped_in_march_is_refused(at, fold):
    with pytest.raises(NoSuchTime) as refusal:
        at_wall_clock(SPRING_FORWARD, at, fold=fold)

    assert plain(refusal.value.message) == (
        f"Klockan {say_time(at)} finns inte den 29 mars 2026, för då ställs klockan fram "
        "en timme. Välj en annan tid."
    )


@pytest.mark.parametrize("at", [time(1, 59), time(3, 0)])
def test_the_minutes_around_the_skipped_hour_exist(at):
    assert at_wall_clock(SPRING_FORWARD, at).time() == at


@pytest.mark.parametrize("at", [time(2, 0), time(2, 30), time(2, 59)])
def test_the_hour_that_comes_twice_in_october_must_be_chosen(at):
    with pytest.raises(AmbiguousTime) as refusal:
        at_wall_clock(FALL_BACK, at)

    assert plain(refusal.value.message) == (
        f"Klockan är {say_time(at)} två gånger den 25 oktober 2026, för då ställs klockan "
        "tillbaka en timme. Välj om det gäller sommartid eller normaltid, eller en annan tid."
    )


def test_the_hour_that_comes_twice_is_an_hour_apart():
    first = at_wall_clock(FALL_BACK, time(2, 30), fold=0)
    second = at_wall_clock(FALL_BACK, time(2, 30), fold=1)

    assert first.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert second.astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert minutes_between(first, second) == 60


@pytest.mark.parametrize("at", [time(1, 59), time(3, 0)])
def test_the_minutes_around_the_doubled_hour_need_no_choice(at):
    assert at_wall_clock(FALL_BACK, at) == at_wall_clock(FALL_BACK, at, fold=1)


def test_a_night_is_an_hour_shorter_in_march_and_longer_in_october():
    march = duration(start_of_day(date(2026, 3, 29)), start_of_day(date(2026, 3, 30)))
    october = duration(start_of_day(date(2026, 10, 25)), start_of_day(date(2026, 10, 26)))

    assert (march, october) == (timedelta(hours=23), timedelta(hours=25))


def test_an_hour_later_is_an_hour_of_time_that_passes():
    before = at_wall_clock(SPRING_FORWARD, time(1, 30))

    after = later(before, timedelta(hours=1))

    assert (after.hour, after.minute, minutes_between(before, after)) == (3, 30, 60)


@pytest.mark.parametrize("call", [local, local_day, lambda at: later(at, timedelta())])
def test_a_time_without_a_zone_is_refused(call):
    with pytest.raises(ValueError, match="2026"):
        call(datetime(2026, 11, 12, 13, 0))  # noqa: DTZ001


@given(st.datetimes(datetime(2000, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
def test_what_the_clock_shows_gives_the_instant_back(at):
    shown = local(at)

    assert at_wall_clock(shown.date(), shown.timetz(), fold=shown.fold) == at


@given(
    st.datetimes(
        datetime(2026, 1, 1),  # noqa: DTZ001
        datetime(2027, 1, 1),  # noqa: DTZ001
        timezones=st.sampled_from([UTC, STOCKHOLM, ZoneInfo("Pacific/Auckland")]),
        allow_imaginary=False,
    ),
    st.timedeltas(timedelta(), timedelta(days=400)),
)
def test_the_time_that_passes_is_what_was_added(at, by):
    assert duration(at, later(at, by)) == by
