"""Ties: declared, withdrawn, and never to whom."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.people import events
from samspel.people.enums import TieKind
from samspel.people.errors import OverlapRefused, PeriodRefused
from samspel.people.models import Tie
from samspel.people.services import declare_tie, withdraw_tie
from tests.cast import BEGAN, TODAY

NEXT_YEAR = dt.date(2027, 1, 1)


def test_a_person_declares_a_tie(town, acts, heard):
    calls = heard(events.tie_declared)

    tie = declare_tie(
        town.person("anna"),
        town.operation("kultur"),
        TieKind.CLOSE,
        valid_from=TODAY,
        actor=town.actor("anna"),
    )

    assert (tie.kind, tie.valid_to) == ("close", None)
    assert acts() == ["people.tie.declared"]
    assert calls == [(tie, town.actor("anna"))]


def test_the_log_says_neither_where_nor_of_which_kind(town):
    declare_tie(
        town.person("anna"),
        town.operation("kultur"),
        TieKind.CLOSE,
        valid_from=TODAY,
        actor=town.actor("anna"),
    )

    entry = AuditEntry.objects.latest("id")
    assert (entry.subject_name, entry.facts) == ("Anna Ekelöf", {"from": "2026-11-12"})


def test_the_same_tie_is_declared_once(town, nothing_written):
    with nothing_written(), pytest.raises(OverlapRefused, match="är redan anmäld"):
        declare_tie(
            town.person("ulla"),
            town.operation("kost"),
            TieKind.CLOSE,
            valid_from=TODAY,
            actor=town.actor("ulla"),
        )


def test_another_kind_of_tie_is_another_tie(town):
    declare_tie(
        town.person("ulla"),
        town.operation("kost"),
        TieKind.EMPLOYED,
        valid_from=TODAY,
        actor=town.actor("ulla"),
    )

    assert Tie.objects.filter(person=town.person("ulla")).count() == 2


def test_a_tie_is_to_an_operation_that_is_there(town, nothing_written):
    with nothing_written(), pytest.raises(PeriodRefused, match="Kultur finns från"):
        declare_tie(
            town.person("anna"),
            town.operation("kultur"),
            TieKind.CLOSE,
            valid_from=dt.date(2020, 1, 1),
            actor=town.actor("anna"),
        )


def test_a_tie_that_is_over_is_withdrawn(town, acts, heard):
    calls = heard(events.tie_withdrawn)

    tie = withdraw_tie(Tie.objects.get(), valid_to=TODAY, actor=town.actor("ulla"))

    assert tie.valid_to == TODAY
    assert acts() == ["people.tie.withdrawn"]
    assert len(calls) == 1


def test_a_tie_ends_once_and_after_it_began(town, nothing_written):
    with nothing_written(), pytest.raises(PeriodRefused, match="ligger före första dagen"):
        withdraw_tie(Tie.objects.get(), valid_to=BEGAN, actor=town.actor("ulla"))
    withdraw_tie(Tie.objects.get(), valid_to=TODAY, actor=town.actor("ulla"))
    with nothing_written(), pytest.raises(PeriodRefused, match="har redan upphört"):
        withdraw_tie(Tie.objects.get(), valid_to=NEXT_YEAR, actor=town.actor("ulla"))


def test_others_do_not_see_that_there_is_a_tie(town, as_person):
    page = reverse("people:person", args=[town.person("ulla").uuid])

    shown = {
        name: as_person(name).get(page).content.decode() for name in ("ulla", "pia", "anna")
    }

    assert ["närstående" in text for text in shown.values()] == [True, True, False]


def test_the_form_asks_for_nobodys_name(town, as_person):
    url = reverse("people:declare-tie", args=[town.person("anna").uuid])

    shown = as_person("anna").get(url).content.decode()

    assert "Skriv aldrig vem det är" in shown
    assert '<input type="text"' not in shown.partition('<form method="post"')[2]


def test_the_database_refuses_the_same_tie_twice(town):
    with pytest.raises(IntegrityError, match="tie_once_at_a_time"), transaction.atomic():
        Tie.objects.create(
            person=town.person("ulla"),
            operation=town.operation("kost"),
            kind=TieKind.CLOSE,
            valid_from=TODAY,
        )
