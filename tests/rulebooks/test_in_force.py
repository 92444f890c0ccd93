"""What applied when, for whom, and as known when."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from uuid import uuid4

import pytest

from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import (
    bodies_with_rules,
    compiled,
    judge,
    ruleset_in_force,
    rulesets_on,
)
from samspel.rulebooks.services import change_draft
from samspel.rules.errors import NoRuleInForce
from tests.rulebooks.conftest import AT

LATER = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


def _next_version(town, version, effective_from: dt.date):
    """Give a confirmed version that differs in its day, as the next decision would."""
    row = RulesetVersion.objects.get(pk=version.pk)
    row.pk, row.uuid = None, uuid4()
    row.sha256 = sha256(str(effective_from).encode()).hexdigest()
    row.effective_from = effective_from
    row.proposed_by, row.confirmed_by = town.person("ingrid"), town.person("tomas")
    row.confirmed_at = LATER
    row.save(force_insert=True)
    return row


def test_before_the_first_day_there_is_no_rule_and_the_refusal_names_the_day(town, in_force):
    with pytest.raises(NoRuleInForce, match="28 februari 2023"):
        ruleset_in_force(town.body("KS").pk, on=dt.date(2023, 2, 28))


def test_from_its_first_day_the_version_applies(town, in_force):
    assert ruleset_in_force(town.body("KS").pk, on=dt.date(2023, 3, 1)) == in_force


def test_another_body_has_no_rules_by_it(town, in_force):
    with pytest.raises(NoRuleInForce):
        ruleset_in_force(town.body("SN").pk, on=dt.date(2026, 11, 12))


def test_the_next_version_replaces_from_its_own_day(town, in_force):
    newer = _next_version(town, in_force, dt.date(2027, 1, 1))
    body = town.body("KS").pk

    assert ruleset_in_force(body, on=dt.date(2026, 12, 31)) == in_force
    assert ruleset_in_force(body, on=dt.date(2027, 1, 1)) == newer


def test_many_days_take_one_statement_and_give_what_each_day_gives(
    town, in_force, statement_count
):
    _next_version(town, in_force, dt.date(2027, 1, 1))
    body = town.body("KS").pk
    days = [dt.date(2023, 2, 28), dt.date(2023, 3, 1), dt.date(2026, 12, 31)]
    days += [dt.date(2027, 1, 1), dt.date(2028, 5, 5)]

    with statement_count() as counted:
        found = rulesets_on(body, days)

    assert len(counted) == 1
    assert found == {day: ruleset_in_force(body, on=day) for day in days[1:]}
    first = found[days[1]]
    assert (first.title, first.sha256, first.rulebook.body_id) == (
        in_force.title,
        in_force.sha256,
        body,
    )
    assert rulesets_on(town.body("SN").pk, days) == rulesets_on(body, []) == {}


def test_what_was_known_earlier_leaves_out_what_was_confirmed_later(town, in_force):
    newer = _next_version(town, in_force, dt.date(2026, 1, 1))
    body, day = town.body("KS").pk, dt.date(2026, 3, 4)

    assert ruleset_in_force(body, on=day) == newer
    assert ruleset_in_force(body, on=day, known_at=AT) == in_force


def test_a_draft_never_applies(town, draft):
    with pytest.raises(NoRuleInForce):
        ruleset_in_force(town.body("KS").pk, on=dt.date(2026, 11, 12))


def test_all_bodies_rules_are_found_in_one_statement(town, in_force, statement_count):
    with statement_count() as captured:
        found = bodies_with_rules(on=dt.date(2026, 11, 12))

    assert found == {town.body("KS").pk: in_force}
    assert len(captured) == 1


def test_judging_twice_reads_the_files_once(town, in_force, statement_count):
    body, day = town.body("KS").pk, dt.date(2026, 11, 12)
    judge("contact_politician.end", {}, body_id=body, on=day)

    with statement_count() as captured:
        judge("contact_politician.end", {}, body_id=body, on=day)

    assert len(captured) == 1


def test_a_changed_draft_is_another_rule_set(town, draft):
    before = compiled(draft).ruleset.sha256
    files = {**draft.files, "index.yaml": draft.files["index.yaml"].replace("0147", "0148")}

    changed = change_draft(draft, files, actor=town.actor("ingrid"), at=AT)

    assert compiled(changed).ruleset.sha256 != before
