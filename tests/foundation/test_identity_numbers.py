"""Identity numbers. All in here are Skatteverket's test numbers (serials 980 to 999) or 1212."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.foundation.identity_numbers import (
    NotAnIdentityNumber,
    birth_date,
    hyphenated,
    identity_number,
    is_coordination_number,
    is_identity_number,
    masked,
)

ON = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("text", "twelve"),
    [
        ("198507099805", "198507099805"),
        ("19850709-9805", "198507099805"),
        ("850709-9805", "198507099805"),
        ("8507099805", "198507099805"),
        (" 850709 – 9805 ", "198507099805"),
        ("850709\u20119805", "198507099805"),
        ("121212+1212", "191212121212"),
        ("19121212+1212", "191212121212"),
        ("900101+9802", "189001019802"),
        ("198001619801", "198001619801"),
    ],
)
def test_a_number_is_read_in_all_its_forms(text, twelve):
    assert identity_number(text, on=ON) == twelve


@pytest.mark.parametrize(
    "text",
    [
        *("", "850709", "850709-980", "850709-98050", "850709-9806", "851309-9805"),
        *("850732-9805", "abc", "20121212+1212", "850709-000X", "850709-0001", "000000000000"),
        *("18507099805", "８５０７０９-9805", "850709--9805"),
    ],
)
def test_what_is_not_a_number_is_refused(text):
    with pytest.raises(NotAnIdentityNumber) as refusal:
        identity_number(text, on=ON)

    assert refusal.value.message == (
        "Det är inte ett personnummer eller samordningsnummer. Skriv det med tolv siffror, "
        "ååååmmddnnnn, och kontrollera varje siffra."
    )
    assert not is_identity_number(text, on=ON)


def test_the_century_comes_from_the_day_that_is_given_and_not_from_the_clock():
    on_days = [date(2011, 12, 31), date(2012, 1, 1), date(2012, 12, 12)]

    read = [
        is_identity_number("121212-1212", on=on) and identity_number("121212-1212", on=on)
        for on in on_days
    ]

    assert read == ["191212121212", False, "201212121212"]


def test_nobody_is_born_after_today():
    assert not is_identity_number("201212121212", on=date(2012, 12, 11))
    assert is_identity_number("201212121212", on=date(2012, 12, 12))


def test_a_coordination_number_has_sixty_added_to_its_day():
    assert is_coordination_number("198001619801")
    assert not is_coordination_number("198507099805")
    assert birth_date("198001619801") == date(1980, 1, 1)
    assert birth_date("198507099805") == date(1985, 7, 9)


def test_a_number_is_written_for_reading_and_hidden():
    assert hyphenated("191212121212") == "19121212-1212"
    assert masked("191212121212") == "19121212-****"


@given(st.text())
def test_no_text_makes_the_reader_fall(text):
    assert is_identity_number(text, on=ON) in {True, False}


@given(st.dates(date(1890, 1, 1), ON), st.integers(980, 999))
def test_exactly_one_check_digit_is_right(day, serial):
    texts = [f"{day:%Y%m%d}-{serial}{digit}" for digit in range(10)]

    right = [text for text in texts if is_identity_number(text, on=ON)]

    assert len(right) == 1
    assert hyphenated(identity_number(right[0], on=ON)) == right[0]
    assert birth_date(identity_number(right[0], on=ON)) == day
