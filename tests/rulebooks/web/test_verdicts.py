"""How the rules have been used: kept verdicts for auditors and secretaries, found by others."""

from __future__ import annotations

import pytest

from samspel.rulebooks import subjects
from samspel.rulebooks.models import JudgedAct
from samspel.rulebooks.queries import judge, ruleset_of, versions
from samspel.rulebooks.services import keep
from tests.rulebooks.conftest import AT
from tests.rulebooks.test_trials import DAY, FACTS
from tests.rulebooks.web.browsing import words_of
from tests.stages import staged

ADDRESS = "/styrdokument/anvandning/"
PERIOD = "first=2026-01-01&last=2026-12-31"


@staged
def kept(town, in_force):
    """Keep a booking that was allowed, and one that the rules warned of."""
    body = town.body("KS")
    for facts, reason in (
        (FACTS, ""),
        (FACTS | {"booking.others_count": 1}, "Bara jag kunde."),
    ):
        judgement = judge("visit.book", facts, body_id=body.pk, on=DAY)
        keep(judgement, subject=body, actor=town.actor("maria"), at=AT, reason=reason)
    return list(JudgedAct.objects.order_by("pk"))


@pytest.fixture
def named():
    subjects.register_subject(
        "people.body", lambda keys, _viewer: dict.fromkeys(keys, ("Ett besök", "/besok/"))
    )
    yield
    subjects._PROVIDERS.pop("people.body")


@pytest.mark.parametrize("person", ["ingrid", "tomas", "margareta", "elisabet"])
def test_the_verdicts_are_listed_with_their_reasons(as_person, kept, person):
    page = words_of(as_person(person).get(f"{ADDRESS}?{PERIOD}"))

    assert "Bara jag kunde." in page
    assert "Maria Lindqvist" in page


@pytest.mark.parametrize("person", ["anna", "karin", "maria", "helena", "johan"])
def test_nobody_else_reads_them(as_person, kept, person):
    assert as_person(person).get(ADDRESS).status_code == 403
    assert as_person(person).get(f"{ADDRESS}{kept[0].pk}/").status_code == 404


def test_a_secretary_of_another_body_does_not_read_them(as_person, kept):
    client = as_person("pia")

    assert "Bara jag kunde." not in words_of(client.get(f"{ADDRESS}?{PERIOD}"))
    assert client.get(f"{ADDRESS}{kept[0].pk}/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 2),
        ("&utfall=warned", 1),
        ("&utfall=stopped", 0),
        ("&handling=fee.claim", 0),
        ("&utfall=x&handling=y", 2),
    ],
)
def test_the_list_is_filtered_by_act_and_outcome(as_person, kept, asked, count):
    page = as_person("ingrid").get(f"{ADDRESS}?{PERIOD}{asked}").content.decode()

    assert page.count(f'href="{ADDRESS}') - page.count(f'href="{ADDRESS}"') == count


def test_days_that_make_no_sense_are_said_and_the_year_is_shown(as_person, kept):
    page = as_person("ingrid").get(f"{ADDRESS}?first=x&last=y")

    assert "Bara jag kunde." in words_of(page)


@pytest.mark.parametrize(("form", "kind"), [("csv", "text/csv"), ("xlsx", "spreadsheet")])
def test_the_list_is_given_as_a_file(as_person, kept, form, kind):
    response = as_person("ingrid").get(f"{ADDRESS}?{PERIOD}&format={form}")

    assert kind in response["Content-Type"]


def test_one_verdict_is_shown_with_its_facts_and_its_clause(as_person, kept, in_force):
    page = as_person("margareta").get(f"{ADDRESS}{kept[1].pk}/")

    warned = ruleset_of(in_force).provision_by_id[kept[1].unmet[0]]
    assert warned.title in words_of(page)
    assert "Utsedd för verksamheten ja" in words_of(page)
    assert f"/styrdokument/{in_force.uuid}/#" in page.content.decode()


def test_what_an_act_was_about_is_named_by_its_own_module(as_person, kept, named):
    page = as_person("ingrid").get(f"{ADDRESS}?{PERIOD}").content.decode()

    assert '<a class="ds-link" href="/besok/">Ett besök</a>' in page


def test_what_nobody_names_is_told_by_its_kind_and_number(as_person, town, kept):
    page = words_of(as_person("ingrid").get(f"{ADDRESS}?{PERIOD}"))

    assert f"Organ {town.body('KS').pk}" in page


def test_before_any_guideline_there_is_nothing_to_show(as_person, town):
    assert "Inget organ har någon riktlinje än." in words_of(as_person("tomas").get(ADDRESS))


@pytest.mark.parametrize("more", [0, 200])
def test_the_statements_are_as_many_whatever_the_number_of_verdicts(
    as_person, kept, statement_count, more
):
    columns = {
        field.attname: getattr(kept[1], field.attname)
        for field in JudgedAct._meta.fields
        if not field.primary_key
    }
    JudgedAct.objects.bulk_create(JudgedAct(**columns) for _number in range(more))
    versions._KNOWN.clear()
    client = as_person("ingrid")

    with statement_count() as asked:
        response = client.get(f"{ADDRESS}?{PERIOD}")

    assert response.status_code == 200
    assert len(asked) <= 12
