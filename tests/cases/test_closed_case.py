"""A case that is closed stays as it is until somebody opens it again."""

from __future__ import annotations

import pytest

from samspel.audit.models import AuditEntry
from samspel.cases import queries, services
from samspel.cases.errors import CaseRefused
from tests.cases.acting import NOW, PDF, TODAY, begun, given, opened, upload

CLOSED = "är avslutat"


def test_nothing_is_added_or_changed_in_a_closed_case(town):
    case, secretary = opened(town), town.actor("ingrid")
    first, second = (
        services.add_paper(case, upload(f"{name}.pdf", content), actor=secretary, at=NOW)
        for name, content in (("Ett", PDF), ("Två", PDF + b"%2"))
    )
    services.close_case(case, reason="Återtaget", actor=secretary, at=NOW)
    before = AuditEntry.objects.count()
    acts = {
        "add": lambda: services.add_paper(case, upload(), actor=secretary, at=NOW),
        "replace": lambda: services.replace_paper(first, upload(), actor=secretary, at=NOW),
        "rename": lambda: services.rename_paper(
            first, title="Annat", dated_on=TODAY, is_basis=False, actor=secretary
        ),
        "order": lambda: services.order_papers(
            case, [second.uuid, first.uuid], actor=secretary
        ),
        "move": lambda: services.move_paper(second, earlier=True, actor=secretary),
        "remove": lambda: services.remove_paper(first, actor=secretary, at=NOW),
        "report": lambda: begun(town, case),
        "assignment": lambda: given(town, case),
    }

    for act in acts.values():
        with pytest.raises(CaseRefused, match=CLOSED):
            act()

    assert [each.paper.title for each in queries.papers_of(case, secretary)] == ["Ett", "Två"]
    assert AuditEntry.objects.count() == before
