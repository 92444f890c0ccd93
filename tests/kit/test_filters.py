"""Days, times, money and names as a page says them. It is Thursday 12 November 2026."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.utils import translation
from markupsafe import Markup

from samspel.foundation.dates import STOCKHOLM, plain
from samspel.kit import filters

TOMORROW = dt.date(2026, 11, 13)


def at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=STOCKHOLM)


def words(markup: Markup) -> str:
    return plain(markup.striptags())


def test_a_day_is_said_as_seen_from_today_and_carries_its_date():
    said = filters.day(TOMORROW)

    assert words(said) == "i morgon"
    assert 'datetime="2026-11-13"' in said
    assert plain(said).count('title="fredag 13 november 2026"') == 1


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        (lambda: filters.day(TOMORROW, first=True), "I morgon"),
        (lambda: filters.day(at(13, 0, 30).astimezone(dt.UTC)), "i morgon"),
        (lambda: filters.day_long(TOMORROW), "fredag 13 november 2026"),
        (lambda: filters.day_long(at(13, 0, 30).astimezone(dt.UTC)), "fredag 13 november 2026"),
        (lambda: filters.date_short(TOMORROW), "13 november"),
        (lambda: filters.date_short(at(13, 0, 30).astimezone(dt.UTC)), "13 november"),
        (lambda: filters.date_short(dt.date(2023, 2, 14)), "14 februari 2023"),
        (lambda: filters.moment(at(13, 13)), "i morgon 13.00"),
        (lambda: filters.moment(TOMORROW), "i morgon"),
        (lambda: filters.span(at(24, 13), at(24, 15)), "tisdag 24 november kl. 13.00–15.00"),
        (lambda: filters.event_time(at(11, 10, 41)), "I går 10.41"),
        (lambda: filters.event_time(at(9, 14, 12)), "9 november 14.12"),
        (lambda: filters.event_time(dt.date(2026, 2, 26)), "26 februari"),
        (lambda: filters.event_time(at(14, 9, month=2, year=2023)), "14 februari 2023"),
        (lambda: filters.event_time(dt.date(2026, 11, 12)), "I dag"),
    ],
)
def test_days_and_times_are_said_as_people_say_them(say: Callable[[], Markup], expected: str):
    assert words(say()) == expected


@pytest.mark.parametrize(
    "said",
    [
        filters.day(None),
        filters.day_long(None),
        filters.date_short(None),
        filters.moment(None),
        filters.span(None, None),
        filters.clock(None),
        filters.kronor(None),
        filters.number(None),
        filters.share(None),
        filters.file_size(None),
        filters.event_time(None),
    ],
)
def test_what_is_not_known_is_a_dash(said: str):
    assert said == "–"


def test_in_english_the_same_day_is_said_in_english():
    with translation.override("en"):
        assert words(filters.day(TOMORROW)) == "tomorrow"
        assert filters.number(1730) == "1,730"


def test_a_day_block_has_number_month_and_weekday_with_times():
    parts = filters.day_parts(at(18, 13), at(18, 16, 30))

    assert (parts.number, parts.month, plain(parts.rest)) == (
        "18",
        "november",
        "onsdag kl. 13.00–16.30",
    )


def test_a_day_block_of_a_day_has_no_time():
    assert filters.day_parts(dt.date(2026, 11, 18)).rest == "onsdag"


def test_a_span_over_midnight_shows_only_when_it_begins():
    assert plain(filters.day_parts(at(18, 22), at(19, 1)).rest) == "onsdag kl. 22.00"


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (TOMORROW, ("I morgon", "13 november")),
        (dt.date(2026, 11, 16), ("Måndag", "16 november")),
        (dt.date(2027, 1, 4), ("Måndag", "4 januari 2027")),
        (None, ("När du kan", "")),
    ],
)
def test_a_day_to_be_done_by_is_said_in_two_lines(
    due: dt.date | None, expected: tuple[str, str]
):
    first, second = filters.due_parts(due)

    assert (first, plain(second)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (filters.kronor(Decimal(1730)), "1 730 kr"),
        (filters.number(4214), "4 214"),
        (filters.number(-3.5, 1), "−3,5"),
        (filters.share(0.78), "78 %"),
        (filters.file_size(300), "1 kB"),
        (filters.file_size(860_160), "840 kB"),
        (filters.file_size(1_258_291), "1,2 MB"),
        (filters.plural(1, "besök", "besök"), "1 besök"),
        (filters.plural(3, "rapport", "rapporter"), "3 rapporter"),
    ],
)
def test_numbers_are_written_as_in_swedish(said: str, expected: str):
    assert plain(said) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Anna Ekelöf", "AE"), ("Lars-Åke von Norén (S)", "LN"), ("Åsa", "Å"), ("", "")],
)
def test_initials_are_the_first_and_the_last(name: str, expected: str):
    assert filters.initials(name) == expected


def test_free_text_becomes_paragraphs_and_never_markup():
    text = "Första <b>raden</b>\r\nandra\n\n\nNytt stycke"

    assert filters.paragraphs(text) == (
        "<p>Första &lt;b&gt;raden&lt;/b&gt;<br>andra</p><p>Nytt stycke</p>"
    )
    assert filters.paragraphs(None) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("§ 33 kl. 13.00", "§\u00a033 kl.\u00a013.00"),
        ("9 december, 1 730 kr", "9\u00a0december, 1\u00a0730\u00a0kr"),
        ("à 375 kr", "à\u00a0375\u00a0kr"),
        ("4 § första stycket", "4\u00a0§ första stycket"),
        ("13.00–15.00", "13.00\u2060–\u206015.00"),
        ("Ett vanligt ord", "Ett vanligt ord"),
    ],
)
def test_numbers_and_their_words_are_held_together(text: str, expected: str):
    assert filters.hold(text) == expected


def test_markup_stays_markup_and_text_stays_text_when_held():
    assert isinstance(filters.hold(Markup("<b>§ 33</b>")), Markup)
    assert not isinstance(filters.hold("<b>§ 33</b>"), Markup)


def test_a_day_as_decisions_write_it_is_kept_on_one_line_on_a_page_and_nowhere_in_a_tag():
    held = '<span class="sp-nowrap">2025-01-30</span>'

    assert filters.hold_drawn("nämnden <x> 2025-01-30 § 33") == (
        f"nämnden &lt;x&gt; {held}\u00a0§\u00a033"
    )
    assert filters.hold_drawn("utan-dag") == "utan-dag"
    assert filters.hold_drawn("a 12025-01-30 b 2025-01-301") == "a 12025-01-30 b 2025-01-301"
    tag = Markup('<time datetime="2025-01-30">i dag</time>')
    assert filters.hold_drawn(tag) == tag
    assert filters.paragraphs("Den 2025-01-30.") == f"<p>Den {held}.</p>"


def test_the_day_and_paragraph_of_a_citation_stay_on_one_line():
    assert filters.hold_place("nämnden <x> 2023-01-31 § 33") == (
        'nämnden &lt;x&gt; <span class="sp-nowrap">2023-01-31 § 33</span>'
    )
    assert filters.hold_place("kommunallagen") == "kommunallagen"


def test_names_are_sorted_in_swedish_order():
    assert filters.sv_sort(["Öberg", "Zeta", "Åberg", "Ärla"]) == [
        "Zeta",
        "Åberg",
        "Ärla",
        "Öberg",
    ]
    assert [e.real for e in filters.sv_sort([3, 1], "real")] == [1, 3]


def test_words_are_listed_as_in_a_sentence():
    assert filters.words_list(["a", "b", "c"]) == "a, b och c"


def test_periods_and_since_are_said_by_the_foundation():
    assert (
        plain(filters.period(dt.date(2026, 11, 1), dt.date(2026, 12, 1)))
        == "1–30 november 2026"
    )
    assert filters.since(dt.date(2026, 11, 10)) == "sedan i tisdags"
    assert filters.clock(dt.time(13)) == "13.00"
    assert filters.capital("i dag") == "I dag"
