"""A draft tried on what has happened: the same acts, the same facts, another text."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from samspel.rulebooks.calculation.drafting import changed_files, draft_of
from samspel.rulebooks.calculation.trials import MOST_ACTS, backdated, tried_under
from samspel.rulebooks.models import JudgedAct
from samspel.rulebooks.queries import judge, tried_on_kept_acts, versions
from samspel.rulebooks.services import draft_version, keep
from samspel.rules.judging import Compiled, compile_ruleset
from samspel.rules.provisions import Outcome
from samspel.rules.rulebook import load_files, load_shipped
from samspel.rules.trial import JudgedAct as Judged
from tests.rulebooks.conftest import AT, KS
from tests.stages import staged

DAY = dt.date(2026, 5, 4)
FACTS = {
    "visit.kind": "contact",
    "visitor.is_appointed": True,
    "visitor.visits_this_year": 1,
    "booking.initiator": "unit",
    "booking.others_count": 0,
    "booking.chair_has_decided": False,
    "operation.contact_politician_count": 1,
}
WHOLE = {"first": dt.date(2026, 1, 1), "last": dt.date(2026, 12, 31)}


def _files(first="2027-01-01", most="1"):
    """Give the guideline of the executive board from another day, with fewer visits."""
    draft = draft_of(load_shipped(KS).files)
    draft.index["effective_from"] = first
    draft.provision("hogst-tva-besok")["value"] = most
    return changed_files(load_shipped(KS).files, draft)


@staged
def kept(town, in_force):
    """Keep a booking that was allowed: the second of the year."""
    body = town.body("KS")
    judgement = judge("visit.book", FACTS, body_id=body.pk, on=DAY)
    assert judgement.outcome is Outcome.ALLOWED
    return keep(judgement, subject=body, actor=town.actor("maria"), at=AT)


def _draft(town, **given):
    return draft_version(town.body("KS"), _files(**given), actor=town.actor("ingrid"), at=AT)


def test_an_act_that_the_draft_would_have_stopped_is_listed_with_the_reason(town, kept):
    tried = tried_on_kept_acts(_draft(town), **WHOLE)

    assert tried.count == 1
    assert tried.by_outcome == [((Outcome.ALLOWED, Outcome.STOPPED), 1)]
    assert tried.by_reason[0] == ("”Fler besök kräver ordförandens beslut” stoppar.", 1)


def test_the_same_text_gives_the_same_outcome(town, kept):
    tried = tried_on_kept_acts(_draft(town, most="2"), **WHOLE)

    assert (tried.count, tried.same, tried.differences) == (1, 1, ())


def test_acts_of_other_days_are_not_tried(town, kept):
    tried = tried_on_kept_acts(
        _draft(town), first=dt.date(2026, 6, 1), last=dt.date(2026, 12, 31)
    )

    assert tried.count == 0


def test_only_the_newest_are_tried_when_there_are_more(town, kept):
    assert tried_on_kept_acts(_draft(town), **WHOLE, most=0).count == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_statements_are_as_many_whatever_the_number_of_acts(
    town, kept, statement_count, count
):
    _more(kept, count - 1)
    draft = _draft(town)
    versions._KNOWN.clear()

    with statement_count() as asked:
        tried = tried_on_kept_acts(draft, **WHOLE)

    assert (tried.count, len(asked)) == (count, 2)


@pytest.mark.soak(still=True)
def test_ten_thousand_acts_are_tried_while_one_waits(town, kept):
    _more(kept, MOST_ACTS - 1)
    draft = _draft(town)
    started = time.process_time()

    tried = tried_on_kept_acts(draft, **WHOLE)

    assert tried.count == MOST_ACTS
    assert len(tried.shown) == 100
    assert time.process_time() - started < 10


def _more(kept, count):
    columns = {
        field.attname: getattr(kept, field.attname)
        for field in JudgedAct._meta.fields
        if not field.primary_key
    }
    JudgedAct.objects.bulk_create(JudgedAct(**columns) for _number in range(count))


def test_a_guideline_is_backdated_with_its_provisions_and_first_values():
    ruleset = load_files(_files(), check_cases=False)

    earlier = backdated(ruleset, DAY)

    found = Compiled(earlier).judge("visit.book", FACTS, DAY)
    assert found.outcome is Outcome.STOPPED
    assert earlier.period.first == DAY


def test_a_guideline_that_applied_already_is_tried_as_it_stands():
    ruleset = load_shipped(KS)

    assert backdated(ruleset, DAY) is ruleset


def test_a_value_that_comes_later_still_comes_later():
    draft = draft_of(load_shipped(KS).files)
    draft.date_value("hogst-tva-besok")
    draft.set_dated_value(
        "hogst-tva-besok", "2026-05-01", "9", "kommunstyrelsen 2026-04-01 § 1"
    )
    ruleset = load_files(changed_files(load_shipped(KS).files, draft), check_cases=False)
    ended = backdated(ruleset, dt.date(2020, 1, 1))

    values = ended.provision_by_id["hogst-tva-besok"].values

    assert [each.takes_effect for each in values] == [dt.date(2020, 1, 1), dt.date(2026, 5, 1)]


def test_nothing_tried_is_nothing_differing():
    ruleset = load_shipped(KS)

    assert tried_under(ruleset, {}, []).count == 0


def test_acts_under_two_versions_are_each_compared_with_their_own():
    old, lower = load_shipped(KS), load_files(_files("2023-03-01"), check_cases=False)
    acts = [
        (1, Judged("a", "visit.book", FACTS, DAY)),
        (2, Judged("b", "visit.book", FACTS, DAY)),
    ]

    tried = tried_under(lower, {1: compile_ruleset(old), 2: compile_ruleset(lower)}, acts)

    assert [each.judged.key for each in tried.differences] == ["a"]
