"""The scene of the pages' tests: the social committee's cases, each at some stage."""

from __future__ import annotations

from types import SimpleNamespace

from samspel.cases import services
from samspel.cases.enums import CaseKind
from samspel.cases.models import CaseDocument
from tests.cases.acting import DAY, NOW, TODAY, given, opened, upload, written
from tests.stages import staged


@staged
def scene(town):
    """SN has a case with two papers and an assignment, one in review, a motion, a closed one."""
    secretary = town.actor("ingrid")
    own = {"responsible": town.person("johan")}
    case = opened(town, "SN", **own)
    add = {"actor": secretary, "at": NOW}
    first = services.add_paper(case, upload(), title="Instruktion", **add)
    second = services.add_paper(case, upload("b.pdf"), title="Remissvar", **add)
    other = opened(town, "SN", title="Riktlinjer för besök", **own)
    waiting = written(town, other, by="johan")
    services.send_for_review(
        waiting, reviewer=town.person("birgit"), actor=town.actor("johan"), at=NOW
    )
    third = opened(town, "SN", title="Boende på landet", **own)
    report = written(town, third, by="johan")
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
    return SimpleNamespace(
        body=town.body("SN"),
        council=town.body("KF"),
        case=case,
        other=other,
        motion=motion,
        closed=closed,
        first=CaseDocument.objects.get(pk=first.pk),
        second=CaseDocument.objects.get(pk=second.pk),
        waiting=waiting,
        report=report,
        assignment=given(town, case, owner="sara"),
        johan=town.person("johan"),
        sara=town.person("sara"),
        helena=town.person("helena"),
    )
