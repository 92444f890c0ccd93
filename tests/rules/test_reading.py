"""A guideline with faults is refused with every fault: file, line, what and what is right."""

from __future__ import annotations

import pytest

from samspel.rules.errors import RulesetInvalid
from samspel.rules.provisions import Status
from samspel.rules.rulebook import digest, load_files, load_folder
from tests.rules import small
from tests.rules.small import INDEX, REQUIREMENT, SETTING, TEXT, files, requirement


def problems(*, check_cases: bool = False, **changes: str) -> list[str]:
    """Give the problems of the small guideline with some files replaced."""
    with pytest.raises(RulesetInvalid) as refused:
        load_files(files(**changes), check_cases=check_cases)
    return [str(each) for each in refused.value.problems]


def test_the_small_guideline_is_sound():
    ruleset = load_files(files())

    assert ruleset.title == "Liten riktlinje"
    assert [each.id for each in ruleset.provisions] == ["antal", "inom-antalet"]
    assert [clause.id for clause in ruleset.clauses] == ["besok", "fler"]
    assert ruleset.status is Status.ADOPTED
    assert not ruleset.is_example
    assert ruleset.effective_to is None


def test_all_problems_are_told_at_once_in_the_order_of_the_files():
    found = problems(
        besok=REQUIREMENT.replace("visit.book", "visit.bok").replace("  strength: ska\n", ""),
        text=TEXT.replace("heading: Besök", "rubrik: Besök"),
    )

    assert found == [
        (
            "besok.yaml, rad 1: Bestämmelsen saknar ”strength”. "
            "Lägg till en rad som börjar med ”strength:”."
        ),
        (
            "besok.yaml, rad 3: Det finns ingen åtgärd som heter ”visit.bok”. "
            "Menade du ”visit.book”?"
        ),
        (
            "text.yaml, rad 1: Stycket saknar ”heading”. "
            "Lägg till en rad som börjar med ”heading:”."
        ),
        (
            "text.yaml, rad 2: Stycket har inget som heter ”rubrik”. "
            "Det som finns är: heading, id, text."
        ),
    ]


def test_the_refusal_counts_the_problems_and_can_be_read_line_by_line():
    with pytest.raises(RulesetInvalid) as refused:
        load_files(files(besok="- id: x\n"), check_cases=False)

    assert refused.value.message.startswith("Riktlinjerna kan inte läsas in. Antal fel: ")
    assert len(str(refused.value).splitlines()) == len(refused.value.problems) + 1


INDEX_FAULTS = [
    (INDEX.replace("Liten riktlinje", '""'), "rad 1", "Skriv en text"),
    (INDEX.replace("contact_politicians", "fiske"), "rad 2", "contact_politicians"),
    (INDEX.replace(" § 4", ""), "rad 4", "Beslutet saknar dag eller paragraf"),
    (INDEX.replace("kommunstyrelsen 2024-01-09 § 4", "§ 4"), "rad 4", "Skriv till exempel"),
    (INDEX.replace("2024-01-09", "2024-02-31"), "rad 4", "”kommunstyrelsen 2024-02-31 § 4”"),
    (INDEX.replace("2024-02-01", "1 februari"), "rad 5", "Skriv en dag som finns"),
    (INDEX.replace("2024-02-01", "2023-12-31"), "rad 5", "börjar gälla före beslutet"),
    (INDEX + "effective_to: 2024-02-01\n", "rad 10", "slutar gälla innan de börjar"),
    (INDEX.replace("adopted", "utkast"), "rad 6", "Skriv något av: adopted"),
    (INDEX.replace("  name: Lindåkra kommun\n", "  plats: x\n"), "rad 8", "”plats”"),
    (
        INDEX.replace("source:\n  name: Lindåkra kommun", "source: x"),
        "rad 7",
        "namn och värden",
    ),
    (INDEX.replace("checked_on: 2026-01-02\n", ""), "rad 1", "saknar ”checked_on”"),
    (INDEX + "kommun: x\n", "rad 10", "inget som heter ”kommun”"),
    ("- a\n", "rad 1", "ska bestå av namn och värden"),
    ("title: {a: b}\n", "rad 1", "ett enda värde"),
]


@pytest.mark.parametrize(("index", "line", "words"), INDEX_FAULTS)
def test_a_fault_in_the_title_page_is_told(index, line, words):
    found = problems(index=index)

    assert any(line in each and words in each for each in found), found


def test_a_guideline_may_take_effect_before_its_decision_only_where_it_says_so():
    early = INDEX.replace("effective_from: 2024-02-01", "effective_from: 2024-01-01")

    ruleset = load_files(
        files(index=early + "may_precede_decision: ja\n", cases=small.NO_CASES),
        check_cases=False,
    )

    assert "börjar gälla före beslutet" in problems(index=early)[0]
    assert ruleset.effective_from.isoformat() == "2024-01-01"


def test_only_an_example_may_leave_out_the_day_and_the_section_of_its_decision():
    example = INDEX.replace("adopted", "example").replace(
        "decision: kommunstyrelsen 2024-01-09 § 4", "decision: nämnden"
    )
    second_hand = SETTING.replace("kommunstyrelsen 2024-01-09 § 4", "nämnden")

    ruleset = load_files(
        files(index=example, besok=second_hand, cases=small.NO_CASES), check_cases=False
    )

    assert ruleset.is_example
    assert str(ruleset.decision) == "nämnden"
    assert "Ange både dag och paragraf" in problems(besok=second_hand + REQUIREMENT)[0]


TEXT_FAULTS = [
    ("x\n", "rad 1", "Här ska det vara en lista"),
    (TEXT.replace("id: fler", "id: besok"), "rad 4", "Två stycken heter ”besok”"),
    (TEXT.replace("id: besok", "id: Besök 1"), "rad 1", "”Besök 1” går inte att läsa"),
    (TEXT.replace("id: besok", "id: annat"), "rad 1", "inget stycke ”besok”"),
]


@pytest.mark.parametrize(("text", "line", "words"), TEXT_FAULTS)
def test_a_fault_in_the_text_is_told(text, line, words):
    found = problems(text=text)

    assert any(line in each and words in each for each in found), found


def _set(old: str, new: str) -> str:
    return SETTING.replace(old, new) + REQUIREMENT


def _asks(old: str, new: str) -> str:
    return SETTING + REQUIREMENT.replace(old, new)


VALUES = "values:\n    2024-02-01: {value: 2, decided: kommunstyrelsen 2024-01-09 § 4}"
PROVISION_FAULTS = [
    (_set("clause: besok", "clause: besk"), 1, "inget stycke ”besk”"),
    (_set("  clause: besok\n", ""), 1, "saknar ”clause”"),
    (_set("  decided: kommunstyrelsen 2024-01-09 § 4\n", ""), 1, "saknar ”decided”"),
    (_set("per_year_at_most", "per_year"), 6, "ingen inställning som heter"),
    (_set("act: visit.book", "act: fee.claim"), 6, "hör inte till ”fee.claim”"),
    (_set("value: 2", "value: två"), 8, "Skriv ett heltal"),
    (_set("value: 2", "value: 1.5"), 8, "Skriv ett heltal"),
    (_set("value: 2", "value: [2]"), 8, "ett enda värde"),
    (_set("  value: 2\n", ""), 1, "antingen ”value” eller ”values”"),
    (_set("value: 2", f"value: 2\n  {VALUES}"), 1, "antingen ”value” eller ”values”"),
    (_set("value: 2", "values: {}"), 8, "en dag och ett värde"),
    (_set("value: 2", VALUES.replace("2024-02-01", "februari")), 9, "”februari” är ingen dag"),
    (_set("value: 2", VALUES.replace("2024-02-01", "2024-01-01")), 9, "gäller före beslutet"),
    (_set("value: 2", VALUES.replace("value: 2, ", "")), 9, "Värdet saknar ”value”"),
    (_set("  unit: besök per kalenderår\n", ""), 1, "saknar ”unit”"),
    (_set("besök per kalenderår", "dagar"), 7, "räknas inte i dagar"),
    (_set("besök per kalenderår", "st"), 7, "Skriv något av: besök per kalenderår"),
    (_set("value: 2", "value: 2\n  strength: ska"), 9, "”strength” står på fel ställe"),
    (_set("value: 2", "value: 2\n  valid_to: 2024-01-01"), 1, "Bestämmelsens dagar"),
    (_set("value: 2", "value: 2\n  valid_from: 2024-01-01"), 1, "Bestämmelsens dagar"),
    (_asks("strength: ska", "strength: måste"), 14, "Skriv ska eller bör"),
    (_asks("  instead: Be ordföranden om ett beslut.\n", ""), 9, "saknar ”instead”"),
    (_asks("role: chair", "role: kung"), 23, "Skriv något av: body (organet)"),
    (_asks("    text: Ordföranden kan besluta om fler.\n", ""), 23, "saknar ”text”"),
    (_asks("strength: ska", "strength: ska\n  unit: dagar"), 15, "”unit” står på fel ställe"),
    (_asks("%(visitor.visits_this_year)s", "%(visitor.visit)s"), 9, "finns inte att skriva ut"),
    (_asks("%(visitor.visits_this_year)s", "100 %"), 9, "ensamt procenttecken"),
    (_asks("id: inom-antalet", "id: antal"), 9, "Två bestämmelser heter ”antal”"),
    ("x: y\n", 1, "Filen har inget som heter ”x”"),
    ("x\n", 1, "Här ska det vara en lista"),
    ("- x\n", 1, "ska bestå av namn och värden"),
    (REQUIREMENT, 1, "som riktlinjerna inte bestämmer"),
]


@pytest.mark.parametrize(("provisions", "line", "words"), PROVISION_FAULTS)
def test_a_fault_in_a_provision_is_told(provisions, line, words):
    found = problems(besok=provisions, cases=small.NO_CASES)

    assert any(f"besok.yaml, rad {line}:" in each and words in each for each in found), found


LISTS = """\
- id: listan
  title: Listan
  act: {act}
  clause: besok
  decided: kommunstyrelsen 2024-01-09 § 4
  set: {name}
  value: {value}
"""
LIST_FAULTS = [
    ("visit.prepare", "preparation.topics", "x", "Här ska det vara en lista"),
    ("visit.prepare", "preparation.topics", "[{key: a}]", "Punkten saknar ”label”"),
    (
        "visit.prepare",
        "preparation.topics",
        "[{key: a, label: A}, {key: a, label: B}]",
        "samma",
    ),
    ("visit.prepare", "preparation.unit_sections", "[{key: a, label: A}]", "saknar ”required”"),
    ("visit.prepare", "conduct.confirm", "kanske", "Skriv ja eller nej"),
    ("visit.held", "held.told", "[enhetschefen]", "Skriv något av: body (organet)"),
    (
        "visit.held",
        "held.told",
        "[unit_manager]\n  unit: dagar",
        "Den här inställningen har ingen",
    ),
]


@pytest.mark.parametrize(("act", "name", "value", "words"), LIST_FAULTS)
def test_a_fault_in_a_list_is_told(act, name, value, words):
    found = problems(besok=LISTS.format(act=act, name=name, value=value), cases=small.NO_CASES)

    assert any(words in each for each in found), found


CASE = """\
cases:
  - it: Ett fall
    cites: besok
    act: visit.book
    on: 2026-03-04
    given: {visitor.visits_this_year: 0}
    expect: {outcome: allowed}
"""
CASE_FAULTS = [
    (CASE.replace("cites: besok", "cites: x"), 2, "inget stycke ”x”"),
    (CASE.replace("act: visit.book", "act: visit"), 4, "Skriv något av: contact_politician"),
    (CASE.replace("visits_this_year: 0", "visits: 0"), 6, "inget som heter ”visitor.visits”"),
    (CASE.replace("visits_this_year: 0", "visits_this_year: x"), 6, "Skriv ett heltal"),
    (CASE.replace("outcome: allowed", "not_met: [x]"), 7, "väntar sig ingenting"),
    (CASE.replace("outcome: allowed", "outcome: ja"), 7, "Skriv något av: allowed"),
    (CASE.replace("outcome: allowed", "refused: Nej"), 7, "NoRuleInForce, FactMissing"),
    (CASE.replace("outcome: allowed", "settings: {report.route: x}"), 7, "”report.route”"),
    (CASE.replace("outcome: allowed", "settings: {visits.extra_by: x}"), 7, "Skriv något av"),
    (CASE.replace("    expect: {outcome: allowed}\n", ""), 2, "Fallet saknar ”expect”"),
    (CASE + "common: {visit: {}}\n", 8, "inget som heter ”visit”"),
    ("common: {}\n", 1, "Fallen saknar ”cases”"),
]


@pytest.mark.parametrize(("cases", "line", "words"), CASE_FAULTS)
def test_a_fault_in_a_case_is_told(cases, line, words):
    found = problems(cases=cases)

    assert any(f"cases.yaml, rad {line}:" in each and words in each for each in found), found


def test_two_values_for_the_same_setting_at_the_same_time_are_refused():
    again = SETTING.replace("id: antal", "id: antal-igen")

    found = problems(besok=SETTING + again, cases=small.NO_CASES)

    assert found == [
        (
            "besok.yaml, rad 9: ”antal” och ”antal-igen” bestämmer båda ”Högst så många besök per "
            "år” under samma dagar. Ändra dagarna, eller ge dem villkor under ”when” som utesluter "
            "varandra."
        )
    ]


def test_two_values_one_after_the_other_are_accepted():
    first = SETTING + "  valid_to: 2026-01-01\n"
    then = SETTING.replace("id: antal", "id: antal-sedan") + "  valid_from: 2026-01-01\n"

    ruleset = load_files(files(besok=first + then, cases=small.NO_CASES), check_cases=False)

    assert len(ruleset.provisions) == 2


def test_two_values_parted_by_conditions_that_exclude_each_other_are_accepted():
    one = SETTING + "  when: {fact: visit.kind, eq: study}\n"
    other = SETTING.replace("id: antal", "id: andra") + (
        "  when: {fact: visit.kind, in: [contact, group]}\n"
    )
    alike = other.replace("[contact, group]", "[study, group]")

    ruleset = load_files(files(besok=one + other, cases=small.NO_CASES), check_cases=False)

    assert len(ruleset.provisions) == 2
    assert "under samma dagar" in problems(besok=one + alike, cases=small.NO_CASES)[0]


def test_a_setting_may_not_hang_on_another_setting():
    hung = SETTING + (
        "  when: {fact: visitor.visits_this_year, lt: {setting: visits.per_year_at_most}}\n"
    )

    assert "beror på en inställning" in problems(besok=hung, cases=small.NO_CASES)[0]


def test_a_comparison_with_a_setting_that_hangs_on_facts_from_elsewhere_is_refused():
    setting = SETTING + "  when: {is: visitor.is_appointed}\n"
    elsewhere = requirement(
        "{fact: claim.visits_this_year, lt: {setting: visits.per_year_at_most}}"
    ).replace("act: visit.book", "act: fee.claim")

    found = problems(besok=setting + elsewhere, cases=small.NO_CASES)

    assert "beror på uppgifter som inte finns här" in found[0]


def test_a_missing_file_and_a_strange_name_are_told():
    bundle = files()
    del bundle["text.yaml"]
    bundle["../index.yaml"] = "x"

    with pytest.raises(RulesetInvalid) as refused:
        load_files(bundle)

    assert [(each.file, str(each.what)) for each in refused.value.problems] == [
        ("../index.yaml", "Filnamnet går inte att använda."),
        ("text.yaml", "Filen saknas."),
    ]


def test_too_many_files_and_too_much_text_are_told():
    many = files() | {f"fil-{number}.yaml": "[]" for number in range(40)}
    much = files() | {f"fil-{number}.yaml": "x" * 250_000 for number in range(5)}

    for bundle in (many, much):
        with pytest.raises(RulesetInvalid, match="Mappen är för stor"):
            load_files(bundle)


def test_reading_stops_when_there_are_more_problems_than_anyone_can_use():
    nonsense = "".join(f"- x{number}: y\n" for number in range(3_000))

    assert len(problems(besok=nonsense)) == 200


def test_a_file_that_is_not_yaml_is_told_with_its_line():
    assert problems(besok="- id: a\n  b: [\n") == [
        (
            "besok.yaml, rad 3: Raden går inte att läsa som YAML. Se efter indrag, kolon och "
            "citattecken. En text med kolon i ska stå inom citattecken."
        )
    ]


def test_a_file_that_is_not_yaml_does_not_hide_what_is_wrong_in_the_others():
    found = problems(text="a: &b c\n", cases="a: &b c\n", besok="- id: x\n")

    assert {each.split(",")[0] for each in found} == {"text.yaml", "cases.yaml", "besok.yaml"}


def test_an_index_that_is_not_yaml_is_told_before_anything_else():
    assert [each.split(":")[0] for each in problems(index="a: &b c\n")] == ["index.yaml, rad 1"]


def test_a_folder_is_read_and_one_that_is_not_text_is_refused(tmp_path):
    for name, text in files().items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert load_folder(tmp_path) == load_files(files())

    (tmp_path / "bild.yaml").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(RulesetInvalid, match=r"bild\.yaml, rad 1: Filen är inte text i UTF-8"):
        load_folder(tmp_path)


def test_the_hash_sees_words_but_not_line_ends_trailing_spaces_or_byte_marks():
    windows = {name: "\ufeff" + text.replace("\n", "  \r\n") for name, text in files().items()}

    assert load_files(windows).sha256 == load_files(files()).sha256
    assert load_files(files(text=TEXT.replace("två", "tre"))) != load_files(files())


def test_the_hash_can_not_be_moved_from_one_file_to_another():
    assert digest({"a": "bc", "d": ""}) != digest({"a": "b", "cd": ""})


def test_a_rule_set_is_only_equal_to_a_rule_set():
    assert load_files(files()) != "Liten riktlinje"
