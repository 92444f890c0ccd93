"""Mandates that end, are corrected, or are withdrawn before they begin."""

import datetime as dt

import pytest
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed, Stale
from samspel.people import events
from samspel.people.enums import EndReason, PositionRole
from samspel.people.errors import OverlapRefused, PeriodRefused
from samspel.people.models import Mandate, Party
from samspel.people.queries import members_of
from samspel.people.services import correct_mandate, elect, end_mandate, withdraw_mandate
from tests.cast import BEGAN, TODAY

NEXT_TERM = dt.date(2027, 1, 1)


def corrections(mandate, **changed):
    names = (
        "party",
        "term",
        "substitute_order",
        "occupancy_percent",
        "elected_by",
        "elected_on",
        "elected_paragraph",
    )
    return {**{name: getattr(mandate, name) for name in names}, **changed}


def test_a_resignation_gives_the_mandate_a_last_day(town, acts, heard):
    calls = heard(events.mandate_ended)

    mandate = end_mandate(
        town.mandate("lena", "KS"),
        valid_to=TODAY,
        reason=EndReason.RESIGNED,
        actor=town.actor("ingrid"),
    )

    mandate.refresh_from_db()
    assert (mandate.valid_to, mandate.ended_because) == (TODAY, "resigned")
    assert "Lena Strand" not in [row.name for row in members_of(town.body("KS"), TODAY)]
    assert acts()[0] == "people.mandate.ended"
    assert calls == [(mandate, town.actor("ingrid"))]


def test_the_log_says_when_and_why(town):
    end_mandate(
        town.mandate("lena", "KS"),
        valid_to=TODAY,
        reason=EndReason.DIED,
        actor=town.actor("ingrid"),
    )

    facts = AuditEntry.objects.filter(act="people.mandate.ended").latest("id").facts
    assert facts == {"to": "2026-11-12", "because": "died", "body": town.body("KS").pk}


def test_a_mandate_ends_after_it_begins(town, nothing_written):
    with nothing_written(), pytest.raises(PeriodRefused, match="ligger före första dagen"):
        end_mandate(
            town.mandate("lena", "KS"),
            valid_to=BEGAN,
            reason=EndReason.RESIGNED,
            actor=town.actor("ingrid"),
        )


def test_a_mandate_is_not_made_longer_by_ending_it(town, nothing_written):
    with nothing_written(), pytest.raises(PeriodRefused, match="slutar redan tidigare"):
        end_mandate(
            town.mandate("lena", "KS"),
            valid_to=dt.date(2028, 1, 1),
            reason=EndReason.TERM_ENDED,
            actor=town.actor("ingrid"),
        )


def test_nobody_ends_their_own(town, nothing_written):
    mandate = elect(
        town.person("ingrid"),
        town.body("SN"),
        PositionRole.MEMBER,
        valid_from=TODAY,
        actor=town.actor("tomas"),
    )

    with nothing_written(), pytest.raises(NotAllowed, match="dina egna uppdrag"):
        end_mandate(
            mandate, valid_to=NEXT_TERM, reason=EndReason.RESIGNED, actor=town.actor("ingrid")
        )


def test_a_stale_page_is_refused(town, nothing_written):
    lena = town.mandate("lena", "KS")
    end_mandate(
        lena,
        valid_to=NEXT_TERM,
        reason=EndReason.RESIGNED,
        version=1,
        actor=town.actor("tomas"),
    )

    with nothing_written(), pytest.raises(Stale, match="Lena Strand, Kommunstyrelsen"):
        end_mandate(
            lena, valid_to=TODAY, reason=EndReason.DIED, version=1, actor=town.actor("ingrid")
        )


def test_the_page_says_what_the_law_says_of_each_reason(town, as_person):
    url = reverse("people:end-mandate", args=[town.mandate("lena", "KS").uuid])

    shown = as_person("ingrid").get(url).content.decode().replace("\u00a0", " ")

    assert "4 kap. 6 § kommunallagen" in shown
    assert "4 kap. 7 § kommunallagen" in shown


def test_the_last_day_on_the_page_is_the_last_day(town, as_person):
    url = reverse("people:end-mandate", args=[town.mandate("lena", "KS").uuid])

    as_person("ingrid").post(url, {"reason": "resigned", "valid_to": "2026-11-30"})

    assert town.mandate("lena", "KS").valid_to == dt.date(2026, 12, 1)


def test_what_was_entered_wrong_is_corrected(town, acts, heard):
    calls, mandate = heard(events.mandate_changed), town.mandate("anna", "KS")
    other = Party.objects.get(abbreviation="KD")

    corrected = correct_mandate(
        mandate,
        **corrections(mandate, party=other, elected_paragraph="§ 103"),
        actor=town.actor("ingrid"),
    )

    corrected.refresh_from_db()
    assert (corrected.party, corrected.elected_paragraph) == (other, "§ 103")
    assert acts() == ["people.mandate.corrected"]
    assert len(calls) == 1
    assert AuditEntry.objects.latest("id").facts["changed"] == ["party", "elected_paragraph"]


def test_a_correction_takes_nobodys_place_in_the_order(town, nothing_written):
    mandate = town.mandate("anna", "KS")

    with nothing_written(), pytest.raises(OverlapRefused, match="tagen av Mikael Roos"):
        correct_mandate(
            mandate, **corrections(mandate, substitute_order=2), actor=town.actor("ingrid")
        )


def test_nothing_changed_is_nothing_logged(town, nothing_written):
    mandate = town.mandate("anna", "KS")

    with nothing_written():
        correct_mandate(mandate, **corrections(mandate), actor=town.actor("ingrid"))


@pytest.fixture
def elected_ahead(town):
    return elect(
        town.person("bo"),
        town.body("KS"),
        PositionRole.MEMBER,
        valid_from=NEXT_TERM,
        actor=town.actor("ingrid"),
    )


def test_whoever_declines_before_the_term_is_taken_away(town, elected_ahead, acts, heard):
    calls = heard(events.mandate_ended)
    key = elected_ahead.pk

    withdraw_mandate(elected_ahead, on=TODAY, actor=town.actor("ingrid"))

    entry = AuditEntry.objects.latest("id")
    assert not Mandate.objects.filter(pk=key).exists()
    assert acts()[-1:] == ["people.mandate.withdrawn"]
    assert (entry.subject_id, entry.facts["from"]) == (key, "2027-01-01")
    assert len(calls) == 1


def test_a_mandate_that_has_begun_is_ended_instead(town, nothing_written):
    with nothing_written(), pytest.raises(PeriodRefused, match="har redan börjat"):
        withdraw_mandate(town.mandate("lena", "KS"), on=TODAY, actor=town.actor("ingrid"))
