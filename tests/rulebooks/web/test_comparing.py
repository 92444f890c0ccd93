"""What a version changes, in plain Swedish, and what it would have meant for what was done."""

from __future__ import annotations

import datetime as dt

import pytest

from samspel.rulebooks.calculation.drafting import (
    changed_files,
    draft_of,
    redated,
    redecided,
    undecided,
)
from samspel.rulebooks.queries import judge, predecessor_of
from samspel.rulebooks.services import confirm_version, draft_version, keep, propose_version
from samspel.rulebooks.web.changes import shown_changes
from samspel.rules.rulebook import load_files, load_shipped
from tests.rulebooks.conftest import AT, KS
from tests.rulebooks.test_trials import DAY, FACTS
from tests.rulebooks.web.browsing import words_of
from tests.stages import staged


def _changed(change, files=None):
    base = files or load_shipped(KS).files
    draft = draft_of(base)
    change(draft)
    return changed_files(base, draft)


@staged
def changed_draft(town, in_force):
    def change(draft):
        draft.index["effective_from"] = "2027-01-01"
        draft.clause("omfattning-1")["text"] = "De nya riktlinjerna är till för dig."
        draft.provision("hogst-tva-besok")["value"] = "3"
        draft.remove_provision("samordnat-besok")

    files = _changed(change, undecided(in_force.files, "Kommunstyrelsen"))
    return draft_version(town.body("KS"), files, actor=town.actor("ingrid"), at=AT)


def test_the_difference_is_told_in_whole_sentences(as_person, changed_draft):
    page = words_of(as_person("ingrid").get(f"/styrdokument/{changed_draft.uuid}/andringar/"))

    assert "2 besök per kalenderår" in page
    assert "3 besök per kalenderår" in page
    assert "tas bort" in page
    assert "Boka besök 2 bestämmelser" in page


def test_the_words_of_a_text_are_marked_for_the_eye_and_for_the_ear(as_person, changed_draft):
    page = as_person("ingrid").get(f"/styrdokument/{changed_draft.uuid}/andringar/")

    html = page.content.decode()
    assert "<ins>" in html
    assert "<del>" in html
    assert "[tillagt:" in words_of(page)
    assert "[borttaget:" in words_of(page)


def test_a_later_first_day_is_one_change_and_not_one_for_each_provision(
    changed_draft, in_force
):
    old, new = load_shipped(KS), load_files(changed_draft.files, check_cases=False)

    changes = shown_changes(old, new)

    assert changes.count == 4


def test_a_new_decision_for_the_whole_is_said_once():
    def change(draft):
        draft.index["decision"] = "kommunstyrelsen 2026-11-03 § 9"
        draft.index["effective_from"] = "2026-12-01"
        redecided(draft, "kommunstyrelsen 2026-11-03 § 9", all_of_them=True)
        for case in draft.cases:
            case["on"] = max(case["on"], "2026-12-01")

    old = load_shipped(KS)
    new = load_files(_changed(change), check_cases=False)

    changes = shown_changes(old, new)

    assert changes.places == []
    assert any(
        each.said == f"{len(old.provisions)} bestämmelser vilar nu på det nya beslutet."
        for each in changes.index
    )


def test_the_first_guideline_is_all_new(as_person, draft):
    page = words_of(as_person("ingrid").get(f"/styrdokument/{draft.uuid}/andringar/"))

    assert "Allt i den här är nytt." in page


def test_the_same_text_again_changes_nothing(town, as_person, in_force):
    again = draft_version(town.body("KS"), in_force.files, actor=town.actor("ingrid"), at=AT)

    page = words_of(as_person("ingrid").get(f"/styrdokument/{again.uuid}/andringar/"))

    assert "Ingenting ändras mot det som gäller." in page


def test_a_version_is_compared_with_what_it_replaced(town, in_force, changed_draft):
    def change(draft):
        draft.index["effective_from"] = "2024-01-01"
        draft.index["decision"] = "kommunstyrelsen 2023-11-01 § 7"
        redated(draft, dt.date(2024, 1, 1))

    files = _changed(change)
    second = draft_version(town.body("KS"), files, actor=town.actor("ingrid"), at=AT)
    propose_version(second, actor=town.actor("ingrid"), at=AT)
    second = confirm_version(second, actor=town.actor("tomas"), at=AT + dt.timedelta(days=1))

    assert predecessor_of(second) == in_force
    assert predecessor_of(in_force) is None
    assert predecessor_of(changed_draft) == second


def test_a_trial_says_how_many_acts_would_have_come_out_differently(
    town, as_person, in_force, changed_draft
):
    judgement = judge(
        "visit.book",
        FACTS | {"booking.others_count": 1, "visitor.visits_this_year": 0},
        body_id=town.body("KS").pk,
        on=DAY,
    )
    keep(
        judgement,
        subject=town.body("KS"),
        actor=town.actor("maria"),
        at=AT,
        reason="Brådskande.",
    )

    page = words_of(
        as_person("ingrid").get(
            f"/styrdokument/{changed_draft.uuid}/prova/?first=2026-01-01&last=2026-12-31"
        )
    )

    assert "Den enda åtgärden hade fått ett annat utfall." in page
    assert "hindrar inte längre" in page


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("first=2026-01-01&last=2025-01-01", "Den sista dagen är före den första."),
        ("first=i+dag&last=", "Från och med:"),
    ],
)
def test_a_period_that_makes_no_sense_is_asked_for_again(as_person, draft, asked, words):
    response = as_person("ingrid").get(f"/styrdokument/{draft.uuid}/prova/?{asked}")

    assert response.status_code == 422
    assert words in words_of(response)


def test_a_period_without_acts_says_so(as_person, draft):
    page = as_person("ingrid").get(
        f"/styrdokument/{draft.uuid}/prova/?first=2026-01-01&last=2026-12-31"
    )

    assert "Inga åtgärder är bedömda under de dagarna." in words_of(page)
