"""The list of guidelines: what applies on a day, what is to come, what waits, what is drafted."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from samspel.rulebooks.calculation.drafting import changed_files, draft_of, redated
from samspel.rulebooks.services import confirm_version, draft_version, propose_version
from samspel.rules.rulebook import load_shipped
from tests.rulebooks.conftest import AT, KS
from tests.rulebooks.web.browsing import words_of
from tests.stages import staged

ADDRESS = "/styrdokument/"


@staged
def next_year(town, in_force):
    """Put the same guideline in force anew from the next year."""
    files = load_shipped(KS).files
    draft = draft_of(files)
    draft.index.update(effective_from="2027-01-01", title="Nya riktlinjer")
    redated(draft, dt.date(2027, 1, 1))
    version = draft_version(
        town.body("KS"), changed_files(files, draft), actor=town.actor("ingrid"), at=AT
    )
    propose_version(version, actor=town.actor("ingrid"), at=AT)
    return confirm_version(version, actor=town.actor("tomas"), at=AT)


def test_what_applies_is_listed_until_the_day_it_is_replaced(as_person, next_year):
    page = words_of(as_person("anna").get(ADDRESS))

    assert "1 mars 2023–31 december 2026" in page
    assert "Nya riktlinjer" in page
    assert "Kommande" in page


def test_on_a_later_day_only_the_new_one_applies(as_person, next_year):
    page = words_of(as_person("anna").get(f"{ADDRESS}?dag=2027-02-01"))

    assert "Nya riktlinjer" in page
    assert "Riktlinjer för kommunstyrelsens kontaktpolitiker" not in page


def test_before_the_first_there_was_nothing(as_person, in_force):
    page = words_of(as_person("anna").get(f"{ADDRESS}?dag=2020-01-01"))

    assert "från och med 1 mars 2023" in page
    assert "Kommande" in page


def test_drafts_and_what_waits_are_for_those_who_keep_the_guideline(as_person, town, proposed):
    draft_version(town.body("KS"), load_shipped(KS).files, actor=town.actor("tomas"), at=AT)

    mine, others = (words_of(as_person(name).get(ADDRESS)) for name in ("tomas", "anna"))

    assert "Den väntar på dig." in mine
    assert "Påbörjat av" in mine
    assert "Väntar på bekräftelse" not in others
    assert "Utkast" not in others


def test_the_proposer_s_own_waits_for_somebody_else(as_person, proposed):
    assert "Den väntar på någon annan." in words_of(as_person("ingrid").get(ADDRESS))


@pytest.mark.parametrize(
    ("day", "old", "new"),
    [
        ("2026-12-31", "Gäller", "Börjar gälla 1 januari 2027"),
        ("2027-01-01", "Har upphört", "Gäller"),
    ],
)
def test_a_version_s_page_says_where_it_stands(
    as_person, in_force, next_year, time_machine_at, day, old, new
):
    time_machine_at(day)
    client = as_person("anna")

    said = [
        words_of(client.get(f"{ADDRESS}{each.uuid}/")).partition("Gäller för")[0]
        for each in (in_force, next_year)
    ]

    assert [
        words.strip().endswith(state) for words, state in zip(said, (old, new), strict=True)
    ] == [
        True,
        True,
    ]


@pytest.fixture
def time_machine_at():
    """Move the clock to noon of a day."""
    travels = []

    def to(day):
        travel = time_machine.travel(
            dt.datetime.fromisoformat(f"{day}T12:00+01:00"), tick=False
        )
        travel.start()
        travels.append(travel)

    yield to
    for travel in travels:
        travel.stop()


def test_a_version_replaced_from_its_own_first_day_says_so(town, as_person, in_force):
    again = draft_version(town.body("KS"), in_force.files, actor=town.actor("ingrid"), at=AT)
    propose_version(again, actor=town.actor("ingrid"), at=AT)
    confirm_version(again, actor=town.actor("tomas"), at=AT + dt.timedelta(hours=1))

    page = words_of(as_person("anna").get(f"{ADDRESS}{in_force.uuid}/"))

    assert "Ersatt från sin första dag, 1 mars 2023" in page
    assert "Har upphört" in page
