"""A verdict is shown hardest first, with its clause, and asks why only where it may go on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

import pytest
from jinja2 import Environment

from samspel.kit import specimen
from samspel.kit.rows import Choice, WorkingLine
from samspel.kit.verdicts import shown


class Strength(StrEnum):
    MUST = "ska"
    SHOULD = "bör"


@dataclass
class Finding:
    strength: Strength
    state: str
    title: str
    say: str = ""


@dataclass
class Verdict:
    outcome: str
    findings: tuple[Finding, ...]


def draw(jinja: Environment, text: str, **context: object) -> str:
    source = '{% from "kit/components.html" import verdict, choices, why, clause %}' + text
    return jinja.from_string(source).render(**context)


def test_what_stops_stands_before_what_warns():
    verdict = Verdict(
        "stopped",
        (
            Finding(Strength.SHOULD, "unmet", "Bör."),
            Finding(Strength.MUST, "met", "Uppfyllt."),
            Finding(Strength.MUST, "unmet", "Ska."),
        ),
    )

    seen = shown(verdict)

    assert [(each.outcome, each.title) for each in seen.against] == [
        ("stopped", "Ska."),
        ("warned", "Bör."),
    ]
    assert [each.title for each in seen.rests_on] == ["Uppfyllt."]


def test_a_reason_is_asked_for_only_when_warned():
    assert shown(specimen.WARNED).needs_reason is True
    assert shown(specimen.STOPPED).needs_reason is False
    assert shown(specimen.ALLOWED).needs_reason is False


def test_a_shown_verdict_is_left_as_it_is():
    seen = shown(specimen.WARNED)

    assert shown(seen) is seen


def test_a_verdict_of_nothing_is_allowed():
    assert shown({}).outcome == "allowed"


def test_an_allowed_verdict_is_one_quiet_line_and_the_clause(jinja: Environment):
    html = draw(jinja, '{{ verdict(v, "Får bokas.", "b1") }}', v=specimen.ALLOWED)

    assert 'data-verdict="allowed"' in html
    assert '<p class="sp-verdict__say" id="b1">' in html
    assert "Får bokas." in html
    assert (
        '<a class="ds-link" href="#riktlinje" lang="sv">Riktlinje för exempel, Besök</a>'
        in html
    )
    assert '<span class="sp-nowrap">2023-01-31 § 33</span>' in html
    assert "<textarea" not in html


def test_a_warned_verdict_has_a_field_for_the_reason(jinja: Environment):
    html = draw(
        jinja,
        '{{ verdict(v, id="b", reason_value="Vi är två.", reason_error="Skriv mer.") }}',
        v=specimen.WARNED,
    )

    assert 'data-verdict="warned"' in html
    assert "<strong>Bör samordnas.</strong>" in html
    assert 'name="reason"' in html
    assert ">\nVi är två.</textarea>" in html
    assert "Fel: Skriv mer." in html


def test_a_stopped_verdict_says_what_can_be_done_instead(jinja: Environment):
    html = draw(jinja, "{% call verdict(v) %}<b>knapp</b>{% endcall %}", v=specimen.STOPPED)

    assert 'data-verdict="stopped"' in html
    assert "Det här kan du göra" in html
    assert "Ordföranden kan besluta om fler besök." in html
    assert "<b>knapp</b>" in html
    assert "<textarea" not in html


def test_words_in_a_rule_can_never_become_markup(jinja: Environment):
    finding = specimen.finding("ska", "unmet", title="<script>", say="<b>", clause_text="<i>")
    html = draw(jinja, "{{ verdict(v) }}", v={"outcome": "stopped", "findings": [finding]})

    assert re.findall(r"<script>|<b>|<i>", html) == []


def test_a_stopped_choice_cannot_be_chosen_and_is_described_by_its_verdict(jinja: Environment):
    options = [Choice("1", "I dag", specimen.STOPPED), Choice("2", "I morgon")]
    html = draw(jinja, '{{ choices("tid", "När?", options, "Välj en dag.") }}', options=options)

    first, second = re.findall(r"<input[^>]*>", html)
    assert " disabled" in first
    assert 'aria-describedby="tid-1-b"' in first
    assert 'id="tid-1-b"' in html
    assert " disabled" not in second
    assert "aria-describedby" not in second
    assert "Fel: Välj en dag." in html


def test_the_working_stands_line_by_line_with_its_clauses(jinja: Environment):
    lines = [WorkingLine("Grundbelopp", "980 kr", "4 §"), WorkingLine("Tillsammans", "980 kr")]
    html = draw(jinja, "{{ why(lines) }}", lines=lines)

    assert "<summary>Varför?</summary>" in html
    assert html.count("<tr>") == 2
    assert '<span class="sp-working__clause" lang="sv">4\u00a0§</span>' in html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{{ clause("Ord.", "Namn", "nämnden", "/r/") }}', '<q lang="sv">Ord.</q>'),
        ('{{ clause(heading="Namn") }}', '<span lang="sv">Namn</span>'),
    ],
)
def test_a_clause_stands_in_swedish_whatever_the_page_is_in(
    jinja: Environment, source: str, expected: str
):
    assert expected in draw(jinja, source)
