"""The social committee's cases, each at some stage: an address of every page about them."""

from __future__ import annotations

from samspel.cases import services
from samspel.cases.enums import CaseKind
from tests.browser.pages import Sample, Samples
from tests.cases.acting import DAY, NOW, TODAY, given, opened, upload, written
from tests.cast import Town

OF_A_CASE = (
    *("case", "change", "move", "relate", "mark", "close", "give-assignment", "add-paper"),
    "begin-report",
)


def samples(town: Town) -> Samples:
    """Let a case have papers, an assignment and a report; a motion be late; one be closed."""
    secretary, own = town.actor("ingrid"), {"responsible": town.person("johan")}
    case = opened(town, "SN", **own)
    for name, title in (("a.pdf", "Instruktion"), ("b.pdf", "Remissvar")):
        paper = services.add_paper(case, upload(name), title=title, actor=secretary, at=NOW)
    waiting = written(town, opened(town, "SN", title="Riktlinjer för besök", **own), by="johan")
    services.send_for_review(
        waiting, reviewer=town.person("birgit"), actor=town.actor("johan"), at=NOW
    )
    report = written(town, opened(town, "SN", title="Boende på landet", **own), by="johan")
    motion = opened(
        town,
        "SN",
        title="Fler mötesplatser",
        kind=CaseKind.COUNCIL_MOTION,
        raised_on=TODAY - 400 * DAY,
        raised_by="Lena Strand (V)",
        **own,
    )
    closed = opened(town, "SN", title="Avslutat ärende", **own)
    services.close_case(closed, reason="Återtaget", actor=secretary, at=NOW)
    assignment = given(town, case, owner="sara")
    return {
        "cases:*body": [_by("ingrid", body=town.body("SN").uuid)],
        **{f"cases:{name}": [_by("ingrid", uuid=case.uuid)] for name in OF_A_CASE},
        "cases:case": [_by("ingrid", uuid=each.uuid) for each in (case, motion, closed)],
        "cases:report-late": [_by("ingrid", uuid=motion.uuid)],
        "cases:reopen": [_by("ingrid", uuid=closed.uuid)],
        **{
            f"cases:{name}": [_by("ingrid", uuid=report.uuid)]
            for name in (
                *("report", "report-file", "write-report", "review-report", "finish-report"),
            )
        },
        "cases:return-report": [_by("ingrid", uuid=waiting.uuid)],
        **{
            f"cases:{name}": [_by("ingrid", uuid=assignment.uuid)]
            for name in (
                *("assignment", "report-back", "change-assignment", "withdraw-assignment"),
            )
        },
        "meetings:put-case": [_by("ingrid", case=case.uuid)],
        "cases:*paper+uuid": [_by("ingrid", uuid=case.uuid, paper=paper.uuid)],
    }


def _by(name: str, **parameters: object) -> Sample:
    return Sample(parameters, name)
