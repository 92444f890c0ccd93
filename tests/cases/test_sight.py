"""What is secret is in no list and at no address for whoever may not see it."""

from __future__ import annotations

import pytest

from samspel.cases import queries, services
from samspel.cases.enums import CaseKind, RelationKind
from samspel.cases.errors import CaseRefused, CasesNotAllowed
from samspel.cases.policies import may_read_paper
from samspel.cases.queries import AssignmentFilter, CaseFilter
from samspel.cases.queries.detail import paper_of, related_cases
from samspel.cases.web.views.case import _other
from tests.cases.acting import DAY, NOW, TODAY, begun, given, opened, upload


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("gunnar", True),  # chair
        ("ingrid", True),  # secretary
        ("johan", True),  # responsible
        ("margareta", False),  # auditor, reads every body from outside
        ("elisabet", False),
        ("tomas", False),
        ("karin", False),
    ],
)
def test_a_secret_case_is_in_each_list_or_in_none(town, name, sees):
    secretary, actor = town.actor("ingrid"), town.actor(name)
    facts = {"kind": CaseKind.COUNCIL_MOTION, "raised_on": TODAY - 400 * DAY}
    secret = opened(
        town,
        "SN",
        title="Omplacering av Greta",
        secrecy_ground="OSL 26 kap. 1 §",
        responsible=town.person("johan"),
        raised_by="Lena Strand (V)",
        **facts,
    )
    other = opened(town, "SN", title="Boende på landet")
    services.relate_cases(other, secret, kind=RelationKind.RELATED, actor=secretary, at=NOW)
    report, assignment = begun(town, secret), given(town, secret, owner="johan")

    shown = {
        "address": queries.case_visible_to(actor, secret.uuid) is not None,
        "asked": queries.sees_case(actor, secret),
        "all": secret in queries.cases_visible_to(actor),
        "page": secret.uuid
        in {row.uuid for row in queries.case_page(actor, CaseFilter(), today=TODAY).rows},
        "clocks": secret in [row.case for row in queries.clocks_visible_to(actor, TODAY)],
        "search": bool(queries.cases_found("Omplacering", actor)),
        "related": bool(related_cases(other, actor)),
        "report": queries.report_visible_to(actor, report.uuid) is not None,
        "assignment": queries.assignment_visible_to(actor, assignment.uuid) is not None,
        "assignments": bool(
            queries.assignments_visible_to(actor, AssignmentFilter(), on=TODAY)
        ),
    }

    assert shown == dict.fromkeys(shown, sees)


def test_a_secret_paper_is_not_found_by_its_address_by_who_may_not_know_of_it(town):
    case = opened(town, "SN", responsible=town.person("johan"))
    paper = services.add_paper(
        case,
        upload(),
        title="Om en enskild",
        secrecy="OSL 26 kap. 1 §",
        actor=town.actor("ingrid"),
        at=NOW,
    )

    found = {
        name: paper_of(case, paper.uuid, town.actor(name)) == paper
        for name in ("gunnar", "johan", "ingrid", "margareta", "anna", "tomas")
    }
    listed = {name: bool(queries.papers_of(case, town.actor(name))) for name in found}

    assert found == listed
    assert (found["johan"], found["gunnar"], found["margareta"], found["tomas"]) == (
        True,
        True,
        False,
        False,
    )
    assert paper_of(case, paper.uuid, None) is None


def test_a_file_of_a_secret_case_is_read_and_its_number_known_by_who_sees_the_case(town):
    secret = opened(
        town, "SN", secrecy_ground="OSL 26 kap. 1 §", responsible=town.person("johan")
    )
    paper = services.add_paper(
        secret, upload(), title="Underlag", secrecy="", actor=town.actor("ingrid"), at=NOW
    )
    names = ("gunnar", "johan", "ingrid", "margareta", "anna", "tomas")

    anybodys = opened(town, "SN")
    plain = services.add_paper(
        anybodys, upload(), title="Underlag", actor=town.actor("ingrid"), at=NOW
    )

    reads = {name: may_read_paper(paper.document, town.actor(name)) for name in names}
    reads_plain = {name: may_read_paper(plain.document, town.actor(name)) for name in names}
    refused = {}
    for number in (secret.registry_number, "SN 2026/999"):
        with pytest.raises(CaseRefused) as unseen:
            _other(number, town.actor("margareta"))
        refused[number] = unseen.value.message

    assert reads == {name: queries.sees_case(town.actor(name), secret) for name in names}
    assert (reads["johan"], reads["margareta"]) == (True, False)
    assert reads_plain == {
        name: queries.sees_case(town.actor(name), anybodys) for name in names
    }
    assert (reads_plain["margareta"], reads_plain["tomas"]) == (True, False)
    assert _other(secret.registry_number, town.actor("johan")) == secret
    assert len(set(refused.values())) == 1


def test_each_act_refuses_by_itself_whoever_does_not_prepare_the_case(town):
    case, other, auditor = opened(town, "SN"), opened(town, "SN"), town.actor("margareta")
    paper = services.add_paper(
        case, upload(), title="Underlag", actor=town.actor("ingrid"), at=NOW
    )
    acts = [
        lambda: services.close_case(case, reason="Återtaget", actor=auditor, at=NOW),
        lambda: services.relate_cases(case, other, actor=auditor, at=NOW),
        lambda: services.begin_report(case, actor=auditor, at=NOW),
        lambda: services.order_papers(case, [paper.uuid], actor=auditor),
        lambda: services.remove_paper(paper, actor=auditor, at=NOW),
    ]

    for act in acts:
        with pytest.raises(CasesNotAllowed):
            act()
