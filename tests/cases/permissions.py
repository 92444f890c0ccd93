"""Who may do what with cases: each act with its page, a form that is right, and whom it is for.

The scene is the social committee's (SN), and Johan is responsible for its cases.
Everybody else of the cast is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests import acts

KEEPS = frozenset({"ingrid"})
PREPARES = frozenset({"ingrid", "helena", "johan"})


@dataclass(frozen=True)
class Act(acts.Act):
    """An act on a case: for those who prepare it unless said otherwise."""

    allowed: frozenset[str] = PREPARES


REPORT = {
    "version-report": "waiting.version",
    "title": "Ny rubrik",
    "to_body": "body.pk",
    "avsnitt-sammanfattning": "Kort.",
    "proposal": "Antas.",
}
ACTS = [
    Act(
        "cases.pattern.changed",
        "pattern",
        ("body",),
        {
            "version": "1",
            "code": "SN",
            "pattern": "{organ}-{år}-{nummer:5}",
            "starts_every_year": "on",
            "first_series": "0",
            "first_number": "1",
        },
        KEEPS,
    ),
    Act("cases.template.changed", "template", ("body",), {"sections": "Bakgrund"}, KEEPS),
    Act("cases.case.opened", "open", ("body",), {"title": "Nytt", "kind": "matter"}, KEEPS),
    Act(
        "cases.case.changed",
        "change",
        ("case",),
        {
            "version": "case.version",
            "title": "Nytt namn",
            "deciding_body": "council.pk",
            "exemption": "none",
        },
    ),
    Act(
        "cases.case.moved",
        "move",
        ("case",),
        {"version": "case.version", "kind": "board", "body": "body.pk"},
    ),
    Act("cases.case.related", "relate", ("case",), {"number": "SN 2026/2", "kind": "related"}),
    Act("cases.case.marked_secret", "mark", ("case",), {"ground": "OSL 26 kap. 1 §"}),
    Act("cases.case.reported_late", "report-late", ("motion",), {"on": "2026-11-10"}),
    Act(
        "cases.case.closed",
        "close",
        ("other",),
        {"version": "other.version", "reason": "Återtaget"},
    ),
    Act("cases.case.reopened", "reopen", ("closed",), {"reason": "Nytt"}, KEEPS),
    Act(
        "cases.assignment.given",
        "give-assignment",
        ("case",),
        {
            "text": "Utred.",
            "owner": "helena.pk",
            "due_on": "2026-12-01",
            "citation": "SN 2026-11-04 § 80",
        },
    ),
    Act("cases.paper.attached", "add-paper", ("case",), {"file": "plan.pdf", "title": "Plan"}),
    Act("cases.paper.replaced", "replace-paper", ("case", "first"), {"file": "plan.pdf"}),
    Act("cases.paper.renamed", "rename-paper", ("case", "first"), {"title": "Plan"}),
    Act("cases.paper.ordered", "move-paper", ("case", "first"), {"dit": "senare"}),
    Act("cases.paper.removed", "remove-paper", ("case", "first")),
    Act("cases.report.begun", "begin-report", ("case",)),
    Act("cases.report.written", "write-report", ("waiting",), REPORT),
    Act("cases.report.written", "save-report", ("waiting",), REPORT),
    Act(
        "cases.report.sent_for_review",
        "review-report",
        ("report",),
        {"version": "report.version", "reviewer": "helena.pk"},
    ),
    Act(
        "cases.report.sent_back",
        "return-report",
        ("waiting",),
        {"version": "waiting.version", "remark": "Skriv om."},
        PREPARES | {"birgit"},
    ),
    Act(
        "cases.report.finished",
        "finish-report",
        ("waiting",),
        {"version": "waiting.version"},
        PREPARES | {"birgit"},
    ),
    Act(
        "cases.assignment.reported",
        "report-back",
        ("assignment",),
        {"version": "assignment.version", "text": "Klart."},
        PREPARES | {"sara"},
    ),
    Act(
        "cases.assignment.changed",
        "change-assignment",
        ("assignment",),
        {"version": "assignment.version", "owner": "helena.pk", "due_on": "2026-12-24"},
    ),
    Act(
        "cases.assignment.withdrawn", "withdraw-assignment", ("assignment",), {"reason": "Nej"}
    ),
]
