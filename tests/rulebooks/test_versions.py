"""A guideline's way into force: drafted, proposed by one, confirmed by another."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.rulebooks.enums import VersionState
from samspel.rulebooks.errors import SamePersonTwice, VersionRefused
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.services import (
    change_draft,
    confirm_version,
    discard_draft,
    draft_version,
    propose_version,
    reject_version,
)
from samspel.rules.errors import RulesetInvalid
from samspel.rules.rulebook import load_shipped
from tests.rulebooks.conftest import AT, EXAMPLE, KS, SN


def _acts() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("act", flat=True))


def test_a_version_goes_from_draft_to_force_by_two_persons(town, draft):
    propose_version(draft, actor=town.actor("ingrid"), at=AT)
    version = confirm_version(draft, actor=town.actor("tomas"), at=AT)

    assert version.state == VersionState.CONFIRMED
    assert (version.proposed_by, version.confirmed_by) == (
        town.person("ingrid"),
        town.person("tomas"),
    )
    assert _acts() == [
        "rulebooks.version.drafted",
        "rulebooks.version.proposed",
        "rulebooks.version.confirmed",
    ]


def test_the_one_who_proposed_can_not_confirm(town, proposed):
    before = _acts()

    with pytest.raises(SamePersonTwice, match="Be en kollega"):
        confirm_version(proposed, actor=town.actor("ingrid"), at=AT)

    proposed.refresh_from_db()
    assert proposed.state == VersionState.PROPOSED
    assert _acts() == before


def test_the_database_refuses_one_person_in_both_roles(town, proposed):
    with pytest.raises(IntegrityError, match="never_confirmed_by_its_proposer"):
        with transaction.atomic():
            RulesetVersion.objects.filter(pk=proposed.pk).update(
                confirmed_by=town.person("ingrid")
            )


def test_an_example_can_be_drafted_but_never_proposed(town):
    body = town.body("BUN")
    files = load_shipped(EXAMPLE).files
    draft = draft_version(body, files, actor=town.actor("tomas"), at=AT)

    with pytest.raises(VersionRefused, match="dagen och paragrafen"):
        propose_version(draft, actor=town.actor("tomas"), at=AT)

    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_a_guideline_of_another_body_is_refused(town):
    draft = draft_version(
        town.body("KS"), load_shipped(SN).files, actor=town.actor("ingrid"), at=AT
    )

    with pytest.raises(VersionRefused, match="hör till socialnämnden"):
        propose_version(draft, actor=town.actor("ingrid"), at=AT)


def test_a_guideline_is_not_proposed_before_its_decision_is_taken(town, draft):
    early = dt.datetime(2023, 1, 10, tzinfo=dt.UTC)

    with pytest.raises(VersionRefused, match="daterat efter i dag"):
        propose_version(draft, actor=town.actor("ingrid"), at=early)


def test_a_draft_with_a_failing_case_can_not_be_proposed(town, draft):
    files = dict(draft.files)
    files["avgransningar.yaml"] = files["avgransningar.yaml"].replace(
        "is_not: appointee.employed_in_operation", "is: appointee.employed_in_operation"
    )
    change_draft(draft, files, actor=town.actor("ingrid"), at=AT)

    with pytest.raises(RulesetInvalid):
        propose_version(draft, actor=town.actor("ingrid"), at=AT)

    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


def test_files_that_can_not_be_read_leave_no_draft(town):
    files = {**load_shipped(KS).files, "besok.yaml": "- id: x\n  act: visit.teleport\n"}

    with pytest.raises(RulesetInvalid) as refused:
        draft_version(town.body("KS"), files, actor=town.actor("ingrid"), at=AT)

    assert any("besok.yaml" in str(each) for each in refused.value.problems)
    assert list(RulesetVersion.objects.all()) == []
    assert _acts() == []


def test_a_draft_that_somebody_else_has_changed_is_not_overwritten(town, draft):
    read = draft.sha256
    files = {**draft.files, "index.yaml": draft.files["index.yaml"] + "# en kommentar\n"}
    change_draft(draft, files, actor=town.actor("ingrid"), at=AT, read_sha256=read)

    with pytest.raises(VersionRefused, match="Någon annan har ändrat"):
        change_draft(draft, draft.files, actor=town.actor("tomas"), at=AT, read_sha256=read)


def test_a_rejection_needs_its_reason(town, proposed):
    with pytest.raises(VersionRefused, match="Skriv varför"):
        reject_version(proposed, because=" ", actor=town.actor("tomas"), at=AT)

    proposed.refresh_from_db()
    assert proposed.state == VersionState.PROPOSED


def test_a_rejected_version_says_why_and_goes_nowhere(town, proposed):
    reject_version(proposed, because="Fel paragraf.", actor=town.actor("tomas"), at=AT)

    proposed.refresh_from_db()
    assert (proposed.state, proposed.rejected_because) == (
        VersionState.REJECTED,
        "Fel paragraf.",
    )
    with pytest.raises(VersionRefused):
        confirm_version(proposed, actor=town.actor("tomas"), at=AT)


@pytest.mark.parametrize("step", [propose_version, confirm_version])
def test_a_version_in_force_takes_no_further_step(town, in_force, step):
    with pytest.raises(VersionRefused):
        step(in_force, actor=town.actor("tomas"), at=AT)


def test_a_discarded_draft_goes_nowhere(town, draft):
    discard_draft(draft, actor=town.actor("ingrid"))

    with pytest.raises(VersionRefused, match="inte längre ett utkast"):
        propose_version(draft, actor=town.actor("ingrid"), at=AT)


@pytest.mark.parametrize(
    "change",
    [{"title": "Något annat"}, {"sha256": "0" * 64}, {"effective_from": dt.date(2020, 1, 1)}],
)
def test_the_database_refuses_to_change_what_has_been_proposed(proposed, change):
    with pytest.raises(IntegrityError, match="ändras aldrig"), transaction.atomic():
        RulesetVersion.objects.filter(pk=proposed.pk).update(**change)


def test_the_database_refuses_to_remove_a_version(in_force):
    with pytest.raises(IntegrityError, match="tas aldrig bort"), transaction.atomic():
        RulesetVersion.objects.filter(pk=in_force.pk).delete()


MAY_PROPOSE = {"ingrid", "tomas"}
MAY_CONFIRM = {"ingrid", "tomas", "elisabet"}


@pytest.mark.parametrize(
    "name", ["anna", "karin", "maria", "helena", "margareta", "pia", "johan"]
)
def test_only_those_who_are_given_it_draft_for_a_body(town, name):
    with pytest.raises(NotAllowed, match="riktlinjer för Kommunstyrelsen"):
        draft_version(town.body("KS"), load_shipped(KS).files, actor=town.actor(name), at=AT)

    assert list(RulesetVersion.objects.all()) == []
    assert _acts() == []


@pytest.mark.parametrize(
    "name", ["anna", "karin", "maria", "helena", "margareta", "pia", "johan"]
)
def test_only_those_who_are_given_it_confirm(town, proposed, name):
    before = _acts()

    with pytest.raises(NotAllowed, match="bekräfta riktlinjer"):
        confirm_version(proposed, actor=town.actor(name), at=AT)

    assert _acts() == before


def test_a_draft_does_not_change_its_area(town, draft):
    draft.rulebook.area = "other"
    draft.rulebook.save()

    with pytest.raises(VersionRefused, match="annat område"):
        change_draft(draft, draft.files, actor=town.actor("ingrid"), at=AT)


@pytest.mark.parametrize("name", ["anna", "karin", "maria", "pia", "johan"])
def test_only_those_who_confirm_and_the_proposer_reject(town, proposed, name):
    before = _acts()

    with pytest.raises(NotAllowed, match="bekräfta riktlinjer"):
        reject_version(proposed, because="Fel.", actor=town.actor(name), at=AT)

    assert _acts() == before
