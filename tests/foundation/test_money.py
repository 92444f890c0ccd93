"""Amounts in kronor."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.foundation.money import NotAnAmount, half_up, half_up_to_ore, kronor, parse_kronor

AMOUNTS = st.decimals(-(10**12), 10**12, places=2, allow_nan=False)


@pytest.mark.parametrize(
    ("amount", "swedish", "english"),
    [
        ("1730", "1~730~kr", "SEK~1,730"),
        ("1730.5", "1~730,50~kr", "SEK~1,730.50"),
        ("0", "0~kr", "SEK~0"),
        ("-200", "−200~kr", "−SEK~200"),
        ("1234567.00", "1~234~567~kr", "SEK~1,234,567"),
        ("0.005", "0,01~kr", "SEK~0.01"),
        ("-0.001", "0~kr", "SEK~0"),
        ("999.999", "1~000~kr", "SEK~1,000"),
        ("1E+3", "1~000~kr", "SEK~1,000"),
    ],
)
def test_an_amount_is_written_as_people_read_it(amount, swedish, english):
    written = kronor(Decimal(amount)), kronor(Decimal(amount), "en")

    assert written == (swedish.replace("~", "\u00a0"), english.replace("~", "\u00a0"))


def test_decimals_can_be_asked_for_so_that_a_column_lines_up():
    written = [kronor(Decimal(amount), decimals=2) for amount in ("1730", "0.5")]

    assert written == ["1\u00a0730,00\u00a0kr", "0,50\u00a0kr"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1730", "1730"),
        ("1 730", "1730"),
        ("1\u00a0730\u00a0kr", "1730"),
        ("1\u202f730,50", "1730.50"),
        ("1730,5", "1730.5"),
        ("1730.50", "1730.50"),
        ("1.730,50 kr", "1730.50"),
        ("1.234.567", "1234567"),
        ("250:-", "250"),
        ("250 kronor", "250"),
        ("SEK 1 730", "1730"),
        ("-200 kr", "-200"),
        ("−200", "-200"),
        ("0,00", "0"),
        ("007", "7"),
    ],
)
def test_an_amount_is_read_as_people_write_it(text, amount):
    assert parse_kronor(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        *("", "kr", "-", "abc", "1,234", "1.730", "17 30", "1 7300", "1,5,0", "1730,555"),
        *("1e3", "NaN", "²", "1–2", "+5", "١٢", "1 730 kr och 50 öre", "9" * 16, "--5"),
    ],
)
def test_what_is_not_one_amount_is_refused(text):
    with pytest.raises(NotAnAmount) as refusal:
        parse_kronor(text)

    assert refusal.value.message == (
        "Beloppet går inte att läsa. Skriv det i kronor med siffror, "
        "till exempel 1 730 eller 1 730,50."
    )


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.5", "1"), ("1.5", "2"), ("2.5", "3"), ("2.4999", "2"), ("-0.5", "-1"), ("-2.5", "-3")],
)
def test_halves_are_rounded_away_from_zero(amount, rounded):
    assert half_up(Decimal(amount)) == Decimal(rounded)


def test_amounts_are_rounded_to_a_step_and_to_ore():
    assert half_up(Decimal(125), Decimal(50)) == Decimal(150)
    assert half_up_to_ore(Decimal("0.125")) == Decimal("0.13")


@given(AMOUNTS)
def test_what_is_written_is_read_back(amount):
    assert parse_kronor(kronor(amount)) == amount
    assert parse_kronor(kronor(amount, decimals=2)) == amount


@given(AMOUNTS)
def test_rounding_is_never_more_than_half_a_krona_off(amount):
    assert abs(half_up(amount) - amount) <= Decimal("0.5")
