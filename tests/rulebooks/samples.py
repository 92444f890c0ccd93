"""A draft, a proposal and what is in force: an address of every page about a guideline."""

from __future__ import annotations

import datetime as dt

from samspel.rulebooks.calculation.drafting import undecided
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import judge, ruleset_of
from samspel.rulebooks.services import draft_version, keep, propose_version
from samspel.rulebooks.web.forms.amount_parts import SECTIONS
from samspel.rules.rulebook import load_shipped
from tests.browser.pages import Sample, Samples
from tests.browser.walking import client_of
from tests.cast import Town
from tests.rulebooks.conftest import SN
from tests.rulebooks.test_trials import DAY, FACTS
from tests.rulebooks.web.browsing import sent

AT = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)
READ = ("text", "version", "compare", "cases", "files")
WRITTEN = ("facts", "clause_new", "cases", "case_new", "suggestions", "files", "file_new")


def samples(town: Town) -> Samples:
    """Let the board's guideline be on its way to be changed, and the committee's wait."""
    ingrid, tomas, body = town.actor("ingrid"), town.actor("tomas"), town.body("KS")
    in_force = RulesetVersion.objects.get(rulebook__body=body)
    changed = undecided(in_force.files, "Kommunstyrelsen")
    changed["text.yaml"] = changed["text.yaml"].replace("verksamheten", "hela verksamheten", 2)
    changed["index.yaml"] = changed["index.yaml"].replace("2023-03-01", "2027-01-01")
    draft = draft_version(body, changed, actor=ingrid, at=AT, based_on=in_force)
    waiting = draft_version(town.body("SN"), load_shipped(SN).files, actor=tomas, at=AT)
    propose_version(waiting, actor=tomas, at=AT)
    judgement = judge(
        "visit.book", FACTS | {"booking.others_count": 1}, body_id=body.pk, on=DAY
    )
    kept = keep(judgement, subject=body, actor=ingrid, at=AT, reason="Det var bråttom.")
    number = f"/styrdokument/{draft.uuid}/bestammelser/hogst-tva-besok/varden/nytt/"
    given = {"day": "2027-03-01", "value": "3", "value_decided": str(in_force.citation)}
    assert sent(client_of("ingrid"), number, **given).status_code == 302
    draft.refresh_from_db()
    reglement = draft_version(
        town.body("KF"), load_shipped("lindakra/arvoden").files, actor=tomas, at=AT
    )
    return (
        _about(draft, in_force, waiting)
        | _paid(reglement)
        | {
            "rulebooks:start": [
                Sample(by="ingrid"),
                *(
                    Sample(by="ingrid", query=f"?organ={body.uuid}&kalla={way}")
                    for way in ("forlaga", "filer", "gallande", "tom")
                ),
            ],
            "rulebooks:verdict": [Sample({"key": kept.pk}, "ingrid")],
        }
    )


def _about(draft: RulesetVersion, in_force: RulesetVersion, waiting: RulesetVersion) -> Samples:
    ruleset = ruleset_of(draft)
    asking = next(each for each in ruleset.provisions if each.require is not None)
    laying = next(each for each in ruleset.provisions if each.setting)
    listing = next(each for each in ruleset.provisions if each.setting == "report.sections")

    def at(query: str = "", **more: object) -> Sample:
        return Sample({"uuid": draft.uuid, **more}, "ingrid", query)

    def stands(query: str = "", **more: object) -> Sample:
        return Sample({"uuid": in_force.uuid, **more}, "anna", query)

    name = "rulebooks:{}".format
    return {
        name("*uuid"): [at()],
        **{name(each): [at(), stands()] for each in READ},
        name("trial"): [at(), at("?first=2026-01-01&last=2026-12-31")],
        name("clause_edit"): [at(clause_id=ruleset.clauses[0].id)],
        name("clause_remove"): [at(clause_id=ruleset.clauses[0].id)],
        name("provision_new"): [
            at(),
            at("?krav=1&handling=visit.book"),
            at("?installning=report.sections"),
        ],
        name("provision"): [at(provision_id=each.id) for each in (asking, laying, listing)],
        name("provision_remove"): [at(provision_id=laying.id)],
        name("value_new"): [at(provision_id=laying.id)],
        name("value"): [at(provision_id="hogst-tva-besok", day="2027-03-01")],
        name("value_remove"): [at(provision_id="hogst-tva-besok", day="2027-03-01")],
        name("case"): [at(number=0)],
        name("case_remove"): [at(number=0)],
        name("case_new"): [at(), at("?handling=visit.book")],
        name("file"): [at(name="index.yaml"), stands(name="index.yaml")],
        name("file_remove"): [at(name="cases.yaml")],
        name("proposed"): [Sample({"uuid": waiting.uuid}, "tomas")],
        name("confirm"): [Sample({"uuid": waiting.uuid}, "ingrid")],
        name("reject"): [Sample({"uuid": waiting.uuid}, "ingrid")],
    }


def _paid(reglement: RulesetVersion) -> Samples:
    def at(query: str = "", **more: object) -> Sample:
        return Sample({"uuid": reglement.uuid, **more}, "tomas", query)

    name = "rulebooks:{}".format
    a_day = {"value_id": "grundarvode", "first": "2025-01-01"}
    rules = ("sammantradesarvode", "traktamente", "tak-gruppmoten", "attest")
    return {
        name("amounts"): [at()],
        name("amount_value_new"): [at()],
        name("amount_value"): [at(value_id="grundarvode")],
        name("amount_value_remove"): [at(value_id="grundarvode")],
        name("amount_day_new"): [at(value_id="grundarvode")],
        name("amount_day"): [at(**a_day)],
        name("amount_day_remove"): [at(**a_day)],
        name("amount_rule_new"): [at(), *(at(f"?slag={section}") for section in SECTIONS)],
        name("amount_rule"): [at(rule_id=each) for each in rules],
        name("amount_rule_remove"): [at(rule_id="tak-gruppmoten")],
    }
