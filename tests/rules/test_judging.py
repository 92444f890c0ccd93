"""Judging: what stops, what warns, what is unknown, and which version of a rule counts."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import samspel.rules
from samspel.rules.catalogue import FACTS
from samspel.rules.errors import FactMissing, FactMistake, NoRuleInForce
from samspel.rules.explanation import State
from samspel.rules.judging import compile_ruleset
from samspel.rules.provisions import Decision, Outcome
from samspel.rules.rulebook import load_files, load_shipped, shipped_folders
from tests.rules import small
from tests.rules.small import DAY, INDEX, REQUIREMENT, SETTING, files, guideline, requirement

THIRD = {"visitor.visits_this_year": 2, "booking.chair_has_decided": False}
KS = "lindakra/kontaktpolitiker-kommunstyrelsen"
SN = "lindakra/kontaktpolitiker-socialnamnden"


def test_a_shall_that_is_not_met_stops_and_says_why_what_instead_and_who_can():
    verdict = guideline().judge("visit.book", THIRD, DAY)

    assert verdict.outcome is Outcome.STOPPED
    assert verdict.is_stopped
    assert not verdict.is_allowed
    assert verdict.warning == ()
    (finding,) = verdict.stopping
    assert finding.say == "Du har 2 besök, och gränsen är 2."
    assert finding.instead == "Be ordföranden om ett beslut."
    assert finding.who_can is not None
    assert (finding.who_can.role, finding.who_can.text) == (
        "chair",
        "Ordföranden kan besluta om fler.",
    )


def test_a_finding_quotes_its_clause_with_title_heading_body_day_and_section():
    (finding,) = guideline().judge("visit.book", THIRD, DAY).findings

    assert (finding.clause.id, finding.clause.heading) == ("fler", "Fler besök")
    assert finding.clause.text == "Ordföranden beslutar om fler."
    assert finding.citation == "Liten riktlinje, Fler besök · kommunstyrelsen 2024-01-09 § 4"
    assert finding.decided == Decision("kommunstyrelsen", dt.date(2024, 1, 9), 4)


def test_what_is_met_has_nothing_to_say():
    verdict = guideline().judge("visit.book", {"visitor.visits_this_year": 1}, DAY)

    (finding,) = verdict.findings
    assert verdict.is_allowed
    assert (finding.state, finding.say, finding.instead) == (State.MET, "", "")


def test_the_facts_that_were_seen_are_shown_and_those_that_decided_are_marked():
    (finding,) = guideline().judge("visit.book", THIRD, DAY).findings

    assert [(each.label, each.text, each.decided) for each in finding.seen] == [
        ("Besök i år", "2", True),
        ("Högst så många besök per år", "2", True),
        ("Ordföranden har beslutat", "nej", True),
    ]


def test_only_the_part_that_was_met_decides_when_one_is_enough():
    told = {"visitor.visits_this_year": 5, "booking.chair_has_decided": True}

    (finding,) = guideline().judge("visit.book", told, DAY).findings

    assert [each.name for each in finding.seen if each.decided] == ["booking.chair_has_decided"]


def test_a_missing_fact_stops_a_shall_and_is_named():
    verdict = guideline().judge("visit.book", {"visitor.visits_this_year": 2}, DAY)

    (finding,) = verdict.stopping
    assert finding.state is State.UNKNOWN
    assert finding.missing == ("booking.chair_has_decided",)
    assert finding.say == (
        "Det går inte att avgöra om ”Inom antalet” är uppfyllt. "
        "Uppgift saknas: Ordföranden har beslutat."
    )
    assert finding.instead == "Be ordföranden om ett beslut."


def test_a_missing_fact_only_warns_under_a_should():
    compiled = guideline(
        besok=requirement("{is: visitor.is_appointed}", strength="bör"), cases=small.NO_CASES
    )

    verdict = compiled.judge("visit.book", {}, DAY)

    assert verdict.outcome is Outcome.WARNED
    assert [each.id for each in verdict.warning] == ["kravet"]


def test_a_shall_outweighs_a_should_whatever_their_order():
    should = requirement("{is: visitor.is_appointed}", strength="bör")
    shall = requirement("{is: booking.is_announced}").replace("id: kravet", "id: annat")
    told = {"visitor.is_appointed": False, "booking.is_announced": False}

    for provisions in (should + shall, shall + should):
        compiled = guideline(besok=provisions, cases=small.NO_CASES)
        assert compiled.judge("visit.book", told, DAY).outcome is Outcome.STOPPED


WHEN = "  when: {fact: visit.kind, eq: contact}\n"
WHEN_STATES = [
    ("study", False, State.NOT_APPLICABLE),
    ("study", True, State.NOT_APPLICABLE),
    ("contact", False, State.NOT_MET),
    ("contact", True, State.MET),
    ("contact", None, State.UNKNOWN),
    (None, False, State.UNKNOWN),
    (None, True, State.MET),
    (None, None, State.UNKNOWN),
]


@pytest.mark.parametrize(("kind", "appointed", "state"), WHEN_STATES)
def test_a_provision_with_a_condition_speaks_only_where_it_applies(kind, appointed, state):
    compiled = guideline(
        besok=requirement("{is: visitor.is_appointed}") + WHEN, cases=small.NO_CASES
    )

    verdict = compiled.judge(
        "visit.book", {"visit.kind": kind, "visitor.is_appointed": appointed}, DAY
    )

    assert verdict.finding("kravet").state is state


def test_what_does_not_apply_shows_the_fact_that_decided_so():
    compiled = guideline(
        besok=requirement("{is: visitor.is_appointed}") + WHEN, cases=small.NO_CASES
    )

    finding = compiled.judge("visit.book", {"visit.kind": "study"}, DAY).finding("kravet")

    assert [each.name for each in finding.seen if each.decided] == ["visit.kind"]
    assert finding.missing == ()


def test_both_the_condition_and_the_requirement_can_lack_a_fact():
    compiled = guideline(
        besok=requirement("{is: visitor.is_appointed}") + WHEN, cases=small.NO_CASES
    )

    finding = compiled.judge("visit.book", {}, DAY).finding("kravet")

    assert finding.missing == ("visit.kind", "visitor.is_appointed")


def test_an_act_that_the_guideline_says_nothing_about_is_allowed():
    verdict = guideline().judge("visit.decline", {}, DAY)

    assert (verdict.outcome, verdict.findings) == (Outcome.ALLOWED, ())


def test_a_finding_that_was_not_looked_at_is_refused():
    with pytest.raises(KeyError, match="annat"):
        guideline().judge("visit.book", THIRD, DAY).finding("annat")


@pytest.mark.parametrize("ask", ["judge", "settings"])
def test_before_the_first_day_no_rule_is_in_force_and_the_day_is_named(ask):
    with pytest.raises(NoRuleInForce) as refused:
        getattr(guideline(), ask)("visit.book", THIRD, dt.date(2024, 1, 31))

    assert refused.value.message == (
        "Det finns inga riktlinjer om kontaktpolitiker som gäller den 31 januari 2024. "
        "Välj en annan dag, eller be den som förvaltar riktlinjerna att lägga in dem."
    )
    assert (refused.value.area, refused.value.day) == ("kontaktpolitiker", dt.date(2024, 1, 31))


def test_the_first_day_counts_and_the_last_does_not():
    compiled = guideline(index=INDEX + "effective_to: 2026-03-05\n")

    assert compiled.judge("visit.book", {"visitor.visits_this_year": 0}, dt.date(2024, 2, 1))
    assert compiled.judge("visit.book", {"visitor.visits_this_year": 0}, dt.date(2026, 3, 4))
    with pytest.raises(NoRuleInForce):
        compiled.judge("visit.book", {"visitor.visits_this_year": 0}, dt.date(2026, 3, 5))


def test_a_fact_from_another_act_is_a_fault_in_the_code():
    for ask in (guideline().judge, guideline().settings):
        with pytest.raises(FactMistake):
            ask("visit.book", {"appointee.is_member": True}, DAY)
        with pytest.raises(FactMistake):
            ask("visit.unheard", {}, DAY)


def test_the_verdict_keeps_its_own_copy_of_the_facts():
    told = dict(THIRD)

    verdict = guideline().judge("visit.book", told, DAY)
    told["visitor.visits_this_year"] = 9

    assert verdict.facts["visitor.visits_this_year"] == 2
    assert "Du har 2 besök" in verdict.findings[0].say


def test_a_verdict_can_be_kept_as_json_in_full():
    kept = json.loads(json.dumps(guideline().judge("visit.book", THIRD, DAY).to_dict()))

    assert kept["outcome"] == "stopped"
    assert kept["on"] == "2026-03-04"
    assert kept["ruleset"] == guideline().ruleset.sha256
    assert kept["facts"] == THIRD
    (finding,) = kept["findings"]
    assert finding["id"] == "inom-antalet"
    assert finding["strength"] == "ska"
    assert finding["who_can"] == {"role": "chair", "text": "Ordföranden kan besluta om fler."}
    assert finding["clause"]["heading"] == "Fler besök"
    assert finding["seen"][0] == {
        "name": "visitor.visits_this_year",
        "label": "Besök i år",
        "value": 2,
        "text": "2",
        "decided": True,
    }


def test_settings_are_given_with_what_they_rest_on():
    settings = guideline().settings("visit.book", {}, DAY)

    assert dict(settings) == {"visits.per_year_at_most": settings["visits.per_year_at_most"]}
    assert len(settings) == 1
    setting = settings["visits.per_year_at_most"]
    assert setting.value == settings.value("visits.per_year_at_most") == 2
    assert setting.finding.citation == "Liten riktlinje, Besök · kommunstyrelsen 2024-01-09 § 4"
    assert setting.finding.state is State.SET
    assert (setting.finding.title, setting.finding.strength) == ("Antal besök", None)
    assert setting.finding.seen == ()
    assert settings.to_dict() == {
        "visits.per_year_at_most": {"value": 2, "citation": setting.finding.citation}
    }


def test_silence_is_not_a_number():
    settings = guideline().settings("visit.book", {}, DAY)

    assert settings.value("booking.notice_at_least") is None
    assert "booking.notice_at_least" not in settings
    with pytest.raises(KeyError):
        settings["booking.notice_at_least"]


def test_a_setting_that_hangs_on_a_missing_fact_is_refused_rather_than_guessed():
    compiled = guideline(besok=SETTING + WHEN + REQUIREMENT, cases=small.NO_CASES)

    settings = compiled.settings("visit.book", {}, DAY)

    assert list(settings.undecided) == ["visits.per_year_at_most"]
    with pytest.raises(FactMissing) as refused:
        settings.value("visits.per_year_at_most")
    assert refused.value.message == (
        "Det går inte att avgöra vad som gäller för ”Högst så många besök per år”. "
        "Uppgift saknas: Slag av besök. Fyll i den och försök igen."
    )


def test_a_setting_that_does_not_apply_is_silent_and_one_that_does_is_compared_with():
    compiled = guideline(besok=SETTING + WHEN + REQUIREMENT, cases=small.NO_CASES)
    study, contact = {"visit.kind": "study"}, {"visit.kind": "contact"}

    assert compiled.settings("visit.book", study, DAY).value("visits.per_year_at_most") is None
    assert compiled.judge("visit.book", {**contact, **THIRD}, DAY).is_stopped
    finding = compiled.judge("visit.book", {**study, **THIRD}, DAY).finding("inom-antalet")
    assert finding.state is State.UNKNOWN
    assert finding.missing == ("visits.per_year_at_most",)


def test_a_rule_set_is_compiled_once_per_version():
    assert compile_ruleset(load_files(files())) is compile_ruleset(load_files(files()))
    assert compile_ruleset(load_files(files())) is not guideline(text=small.TEXT + "\n# ny\n")


def test_one_compiled_rule_set_serves_many_threads_alike():
    compiled, found = guideline(), []

    def ask() -> None:
        for visits in range(200):
            told = {"visitor.visits_this_year": visits % 4, "booking.chair_has_decided": False}
            found.append((visits % 4, compiled.judge("visit.book", told, DAY).outcome.value))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert set(found) == {(0, "allowed"), (1, "allowed"), (2, "stopped"), (3, "stopped")}
    assert len(found) == 800


@pytest.mark.parametrize("name", [KS, SN])
def test_every_finding_of_the_shipped_guidelines_can_explain_itself(name):
    ruleset = load_shipped(name)
    compiled = compile_ruleset(ruleset)

    for case in ruleset.cases:
        if case.expect.outcome is None:
            continue
        for finding in compiled.judge(case.act, case.given, case.on).findings:
            assert finding.citation.startswith(ruleset.title)
            assert all(
                seen.label in {f.label for f in FACTS.values()} or seen.name
                for seen in finding.seen
            )
            assert bool(finding.say) == (finding.state in (State.NOT_MET, State.UNKNOWN))


ALONE = """
import pkgutil, sys
sys.modules["django"] = None  # importing it now fails
import samspel.rules
for module in pkgutil.walk_packages(samspel.rules.__path__, "samspel.rules."):
    __import__(module.name)
from samspel.rules.rulebook import load_shipped, shipped_folders
print(len([load_shipped(name) for name in shipped_folders()]))
"""


def test_the_engine_works_where_there_is_no_django():
    source = Path(samspel.rules.__file__).parents[2]

    done = subprocess.run(
        [sys.executable, "-c", ALONE],
        env={"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == f"{len(shipped_folders())}\n"
