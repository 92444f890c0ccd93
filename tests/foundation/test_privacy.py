"""The privacy guard, measured on texts of our own and tried on odd ones.

Run with ``-rP`` to read the figures that the two measuring tests print.
"""

import time
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from samspel.foundation.privacy import FindingKind, findings
from samspel.foundation.privacy_words import privacy_words

TEXTS = yaml.safe_load(Path(__file__).with_name("privacy_texts.yaml").read_text("utf-8"))
KNOWN = TEXTS["known"]


def found(text: str, known=KNOWN) -> list[tuple[str, str]]:
    return [(one.kind.value, one.excerpt) for one in findings(text, known_names=known)]


@dataclass
class Measured:
    right: int = 0
    marked: int = 0
    expected: int = 0

    @property
    def recall(self) -> float:
        return self.right / self.expected

    @property
    def precision(self) -> float:
        return self.right / self.marked


def measure(cases: list[dict]) -> Measured:
    total = Measured()
    for case in cases:
        expected = {tuple(place) for place in case.get("expect", [])}
        marked = set(found(case["text"]))
        total.right += len(expected & marked)
        total.marked += len(marked)
        total.expected += len(expected)
    return total


# --- How good it is ------------------------------------------------------------------


def test_nine_of_ten_places_are_found_and_few_are_marked_in_vain():
    measured = measure(TEXTS["tuned"] + TEXTS["held_out"])

    print(f"all: recall {measured.recall:.3f}, precision {measured.precision:.3f}")
    assert len(TEXTS["tuned"] + TEXTS["held_out"]) >= 100
    assert measured.expected >= 90
    assert measured.recall >= 0.95
    assert measured.precision >= 0.95


def test_texts_that_it_was_not_made_with_go_nearly_as_well():
    measured = measure(TEXTS["held_out"])

    print(f"held out: recall {measured.recall:.3f}, precision {measured.precision:.3f}")
    assert measured.recall >= 0.9
    assert measured.precision >= 0.85


@pytest.mark.parametrize("case", TEXTS["tuned"], ids=lambda case: case["text"][:40])
def test_a_text_is_marked_as_expected(case):
    assert found(case["text"]) == [tuple(place) for place in case.get("expect", [])]


# --- What a finding is ---------------------------------------------------------------


def test_a_finding_says_what_and_where():
    text = "Ring Fatima på 070-174 06 05."

    name, phone = findings(text, known_names=[])

    assert (name.kind, name.label, text[name.start : name.end]) == (
        FindingKind.NAME,
        "Namn",
        "Fatima",
    )
    assert (phone.kind, phone.label, phone.excerpt) == (
        FindingKind.PHONE,
        "Telefonnummer",
        "070-174 06 05",
    )


def test_the_key_stays_when_the_words_move_and_differs_between_words_kinds_and_salts():
    def keys(text: str, salt: str = "rapport-1") -> list[str]:
        return [one.key for one in findings(text, known_names=[], salt=salt)]

    (first,) = keys("Vi mötte Fatima.")
    (moved,) = keys("I går, sent på dagen, mötte vi Fatima igen.")
    (other_words,) = keys("Vi mötte Greta.")
    (other_salt,) = keys("Vi mötte Fatima.", salt="rapport-2")

    assert moved == first
    assert len({first, other_words, other_salt}) == 3
    assert "Fatima" not in first


def test_the_key_does_not_show_an_identity_number():
    (finding,) = findings("Nummer 19850709-9805.", known_names=[], salt="rapport-1")

    assert not set(finding.key) - set("0123456789abcdef")
    assert "9805" not in finding.key


@pytest.mark.parametrize("kind", FindingKind)
def test_every_kind_has_a_name_and_an_advice_in_whole_sentences(kind):
    assert kind.label[0].isupper()
    assert kind.advice.endswith(".")


def test_the_kinds_of_words_are_kinds_of_findings():
    assert set(privacy_words().kinds) <= {kind.value for kind in FindingKind}


# --- Numbers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Numret 19850709-9806 har fel kontrollsiffra.",
        "Projektnummer 8507099801 och konto 123456-7890.",
        "Organisationsnummer 212000-0001 är kommunens.",
        "Diarienummer KS/2026/0123-45, sidan 070-174.",
        "Mellan 2026-11-12 och 2026-12-09, kl. 08.00–16.30, rum 0123.",
        "Budgeten är 12 345 678 kr 2026 och 0,5 procent mer 2027.",
        "Det kostar SEK 500 eller EUR 100, enligt SFS 201.",
        "Bussen går Måndag 13:00, Mötet 15:45 och psalm 23:1 sjöngs.",
        "Skicka till info@lindakra.example eller registrator@lindakra.example.",
    ],
)
def test_numbers_of_other_kinds_are_not_marked(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "excerpt"),
    [
        ("Född 850709 - 9805.", "identity_number", "850709 - 9805"),
        ("(8507099805)", "identity_number", "8507099805"),
        ("tfn:\u00a0070\u00a0174\u00a006\u00a005!", "phone", "070\u00a0174\u00a006\u00a005"),
        ("0046 70 174 06 05", "phone", "0046 70 174 06 05"),
        ("+46 (0)70-174 06 05", "phone", "+46 (0)70-174 06 05"),
        ("031-390 06 12", "phone", "031-390 06 12"),
        ("S-123 45 Lindåkra", "address", "S-123 45 Lindåkra"),
        ("Bor på Gamla vägen 3A.", "address", "Gamla vägen 3A"),
        (
            "Storgatan 5, lgh 1201, 123 45 Norrby",
            "address",
            "Storgatan 5, lgh 1201, 123 45 Norrby",
        ),
        ("kv. Björken 4", "property", "kv. Björken 4"),
        ("Norra Kvarnen 3:12", "property", "Norra Kvarnen 3:12"),
    ],
)
def test_numbers_are_found_in_the_forms_people_write(text, kind, excerpt):
    assert found(text) == [(kind, excerpt)]


def test_an_address_that_is_known_may_stand():
    text = "Besöket börjar på Skolgatan 1."

    assert found(text, known=[]) == [("address", "Skolgatan 1")]
    assert found(text, known=["Skolgatan 1"]) == []


# --- Names ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Anna Ekelöf, Ekelöf och Anna var med.",
        "Rapporten är Anna Ekelöfs.",
        "PER-OLOF HÄGG och Per-Olof Hägg.",
        "Ordföranden Johan Bergqvist (M) tackade Lars-Åke Norén (S).",
        "Hans chef var med. Björn betyder samma sak som nalle. Per elev blir det 300 kr.",
        "Marie kyrka och Emma förskola ligger nära.",
        "T.ex. Lindåkra och Norrby. Sedan Björkskolan byggdes har det blivit bättre.",
    ],
)
def test_known_names_places_and_ordinary_words_are_not_marked(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Svensson kom.", ["Anna Svensson"]),
        ("Maria Lindqvist Fatima Rahimi", ["Fatima Rahimi"]),
        ("Fatima Rahimi Maria Lindqvist", ["Fatima Rahimi"]),
        ("Sedan Fatima kom, och Hans, blev det bra.", ["Fatima", "Hans"]),
        ("Det är bl.a. Hans som vill.", ["Hans"]),
        ("”Greta sa nej”, sa Nils.", ["Greta", "Nils"]),
        ("Besökte Ali Haidari.", ["Ali Haidari"]),
        ("En dam vid namn Märit af Ekenhielm bor här.", ["Märit af Ekenhielm"]),
    ],
)
def test_unknown_names_are_marked_as_far_as_they_go(text, names):
    assert found(text) == [("name", name) for name in names]


# --- Words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "excerpts"),
    [
        ("Socialtjänsten är en bra granne till skolan.", []),
        ("Pojken har kontakt med socialtjänsten.", ["socialtjänsten"]),
        ("Rutinen för läkemedel är ny. Hon tar mediciner.", ["mediciner"]),
        ("Nattpersonalen ger läkemedel. Fatima får läkemedel.", ["Fatima", "läkemedel"]),
        ("Demensboendets kök och demensteamet.", []),
        ("Han bor på demensboendet och har demens.", ["demens"]),
        ("Resan till Rom blev av. En roman lästes. Samma som förut.", []),
        ("Hon är ROM.", ["ROM"]),
        ("Rehabiliteringen av taket, och systematiskt arbete.", []),
    ],
)
def test_words_are_marked_when_they_say_something_about_a_person(text, excerpts):
    assert [excerpt for _, excerpt in found(text, known=[])] == excerpts


@pytest.mark.parametrize(
    "word",
    ["diabetikern", "epileptisk", "bröstcancer", "hjärntumören", "ADHD", "självmordsförsök"],
)
def test_words_are_found_with_their_endings_and_in_compounds(word):
    assert found(f"Någon sade {word} två gånger.") == [("health", word)]


# --- Whatever is written -------------------------------------------------------------

ODD = st.text(max_size=80) | st.text(st.sampled_from("Aaåsm1208 .,-:@+\n()g"), max_size=80)


@given(ODD, st.lists(st.text(max_size=10), max_size=3))
def test_no_text_makes_the_guard_fall_and_its_findings_lie_in_order_apart(text, known):
    marked = findings(text, known_names=known)

    ends = [0, *(end for one in marked for end in (one.start, one.end)), len(text)]
    assert ends == sorted(ends)
    assert all(text[one.start : one.end] == one.excerpt != "" for one in marked)


@pytest.mark.parametrize(
    "text",
    [
        *("A" * 30_000, "Aa " * 10_000, "Aa-" * 10_000, "m." * 15_000, "a@" + "a." * 15_000),
        *(
            "0 " * 15_000,
            "08 1-" * 6_000,
            "Storgata" * 4_000,
            "psykisk " * 4_000,
            "\n" * 30_000,
        ),
    ],
)
def test_a_long_and_sly_text_takes_no_long_time(text):
    began = time.process_time()

    findings(text, known_names=KNOWN)

    assert time.process_time() - began < 10
