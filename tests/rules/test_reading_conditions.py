"""A condition with a fault is refused: which fact, which comparison, and what would suit."""

from __future__ import annotations

import pytest

from tests.rules import small
from tests.rules.small import requirement
from tests.rules.test_reading import problems

CONDITION_FAULTS = [
    ("{}", "precis ett av all, any"),
    ("x", "ska bestå av namn och värden"),
    ("{is: visitor.is_appointed, is_not: visitor.is_appointed}", "precis ett av"),
    ("{loop: x}", "inget som heter ”loop”"),
    ("{is: visitor.is_chosen}", "Menade du ”visitor.is_appointed”?"),
    ("{is: appointee.is_member}", "inte en uppgift som finns vid ”visit.book”"),
    ("{is: [visitor.is_appointed]}", "ett enda värde"),
    ("{is: visitor.visits_this_year}", "inte en fråga om ja eller nej"),
    ("{all: []}", "”all” har inga villkor"),
    ("{all: [{is: x}]}", "inte en uppgift"),
    ("{any: {is: visitor.is_appointed}}", "Här ska det vara en lista"),
    ("{not: {is: x}}", "inte en uppgift"),
    ("{known: x}", "inte en uppgift"),
    ("{fact: visit.kind}", "precis en jämförelse"),
    ("{fact: visit.kind, eq: contact, ne: group}", "precis en jämförelse"),
    ("{fact: x, eq: contact}", "inte en uppgift"),
    ("{fact: visit.kind, eq: kontakt}", "Skriv något av: contact (kontaktpolitikerbesök)"),
    ("{fact: visit.kind, lt: contact}", "”lt” går inte att använda på ”visit.kind”"),
    ("{fact: visit.sides, in: [majority]}", "Det som passar är: has_all, has_any, has_none"),
    ("{fact: visit.kind, in: []}", "Listan är tom"),
    ("{fact: visit.kind, in: contact}", "Här ska det vara en lista"),
    ("{fact: visit.kind, in: [contact, fel]}", "Skriv något av"),
    ("{fact: visit.date, gte: snart}", "Skriv en dag som finns"),
    ("{fact: booking.start_time, gte: 25.00}", "Skriv ett klockslag"),
    ("{fact: booking.start_time, between: [08.00]}", "ett första och ett sista värde"),
    ("{fact: booking.start_time, between: [08.00, x]}", "Skriv ett klockslag"),
    ("{fact: visitor.hours_this_year, lte: många}", "Skriv ett tal"),
    ("{fact: operation.key, eq: Kost & mat}", "Skriv ett nyckelord"),
    ("{fact: visit.kind, eq: {fact: booking.initiator}}", "går inte att jämföra så"),
    ("{fact: visit.kind, eq: {fact: visit.sides}}", "går inte att jämföra så"),
    ("{fact: visit.kind, eq: {fact: x}}", "inte en uppgift"),
    ("{fact: visit.kind, eq: {setting: x}}", "ingen inställning som heter ”x”"),
    ("{fact: visit.kind, eq: {setting: [x]}}", "ett enda värde"),
    ("{fact: visit.kind, eq: {}}", "en uppgift eller en inställning"),
    (
        "{fact: visit.kind, eq: {fact: visit.kind, setting: x}}",
        "en uppgift eller en inställning",
    ),
    ("{fact: visit.kind, eq: {value: x}}", "inget som heter ”value”"),
]


@pytest.mark.parametrize(("condition", "words"), CONDITION_FAULTS)
def test_a_fault_in_a_condition_is_told(condition, words):
    found = problems(besok=requirement(condition), cases=small.NO_CASES)

    assert any("besok.yaml, rad 7:" in each and words in each for each in found), found
