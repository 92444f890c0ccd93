"""What the columns of a file mean: the fields of each kind, and guesses from headings.

Files come from payroll systems, from Valmyndigheten and from somebody's own Excel; no
two have the same headings. The keeper has the last word, and what was chosen is
remembered for the next file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from samspel.foundation.labels import mark as _
from samspel.people.enums import ImportKind, PositionRole


@dataclass(frozen=True, slots=True)
class ImportField:
    """A field that a column can fill: its name, its label, and headings that mean it."""

    key: str
    label: str
    headings: tuple[str, ...] = ()
    example: str = ""


_NAMES = (
    ImportField(
        "name",
        _("Hela namnet"),
        (
            "namn",
            "person",
            "för- och efternamn",
            "fullständigt namn",
            "ledamot namn",
            "kandidat",
        ),
        "Anna Ekelöf",
    ),
    ImportField("given_name", _("Förnamn"), ("förnamn", "tilltalsnamn", "fnamn"), "Anna"),
    ImportField("family_name", _("Efternamn"), ("efternamn", "enamn", "släktnamn"), "Ekelöf"),
)
_CONTACTS = (
    ImportField(
        "email", _("E-post"), ("e-post", "epost", "e-postadress", "mejl", "mail", "email"), ""
    ),
    ImportField("phone", _("Telefon"), ("telefon", "mobil", "telefonnummer", "tfn"), ""),
    ImportField(
        "is_protected",
        _("Skyddade personuppgifter"),
        ("skyddad", "skyddad identitet", "skyddade personuppgifter", "sekretess"),
        "ja",
    ),
)
_DAYS = (
    ImportField(
        "valid_from",
        _("Första dag"),
        (
            *("från", "från och med", "fr.o.m.", "from", "startdatum", "första dag"),
            *("tillträdesdatum", "tillträde", "anställd från", "gäller från"),
        ),
        "2027-01-01",
    ),
    ImportField(
        "last_day",
        _("Sista dag"),
        (
            *("till", "till och med", "t.o.m.", "tom", "slutdatum", "sista dag"),
            *("avgångsdatum", "anställd till", "gäller till"),
        ),
        "2030-12-31",
    ),
)

FIELDS: dict[ImportKind, tuple[ImportField, ...]] = {
    ImportKind.MANDATES: (
        *_NAMES,
        ImportField(
            "body",
            _("Organ"),
            ("organ", "nämnd", "styrelse", "instans", "nämnd/styrelse", "valtyp"),
            "Socialnämnden",
        ),
        ImportField(
            "role",
            _("Roll"),
            ("roll", "befattning", "uppdrag", "funktion", "uppdragstyp", "ledamot/ersättare"),
            "Ersättare",
        ),
        ImportField(
            "party",
            _("Parti"),
            (
                *("parti", "partiförkortning", "partibeteckning", "partiförk", "grupp"),
                "förkortning",
            ),
            "C",
        ),
        ImportField(
            "order",
            _("Ersättarens plats"),
            ("ordning", "plats", "invalsordning", "turordning", "nr", "inkallelseordning"),
            "1",
        ),
        *_DAYS,
        ImportField(
            "elected_on",
            _("Vald den"),
            ("vald den", "beslutsdatum", "beslutsdag", "valdatum", "vald"),
            "",
        ),
        ImportField(
            "elected_paragraph", _("Beslutets paragraf"), ("§", "paragraf", "beslut"), "§ 102"
        ),
        *_CONTACTS,
    ),
    ImportKind.EMPLOYMENTS: (
        *_NAMES,
        ImportField(
            "title",
            _("Titel"),
            ("titel", "befattning", "yrke", "anställning", "roll"),
            "rektor",
        ),
        ImportField(
            "function",
            _("Funktion i Samspel"),
            ("funktion", "behörighet", "chefstyp"),
            "Enhetschef",
        ),
        ImportField(
            "unit", _("Enhet"), ("enhet", "arbetsplats", "skola"), "Köket på Ängskolan"
        ),
        ImportField("operation", _("Verksamhet"), ("verksamhet", "verksamhetsområde"), "Kost"),
        ImportField(
            "department",
            _("Avdelning eller förvaltning"),
            ("avdelning", "förvaltning", "organisation", "sektor"),
            "Kansliet",
        ),
        ImportField(
            "manager", _("Närmaste chef"), ("chef", "närmaste chef", "överordnad"), "Per Ström"
        ),
        ImportField(
            "serves",
            _("Organ som personen arbetar åt"),
            ("arbetar åt", "nämnder", "organ", "nämnd"),
            "KS, SN",
        ),
        *_DAYS,
        *_CONTACTS,
    ),
    ImportKind.ORGANISATION: (
        ImportField(
            "department",
            _("Avdelning eller förvaltning"),
            ("avdelning", "förvaltning", "sektor"),
            "Välfärd",
        ),
        ImportField(
            "body", _("Organ som avdelningen hör till"), ("organ", "nämnd", "styrelse"), "KS"
        ),
        ImportField("operation", _("Verksamhet"), ("verksamhet", "verksamhetsområde"), "Kost"),
        ImportField(
            "unit", _("Enhet"), ("enhet", "arbetsplats", "skola"), "Köket på Ängskolan"
        ),
        ImportField("address", _("Adress"), ("adress", "gatuadress", "besöksadress"), ""),
        ImportField("entrance", _("Ingång"), ("ingång", "entré", "hitta hit"), ""),
        ImportField(
            "provider",
            _("Privat utförare"),
            ("utförare", "privat utförare", "huvudman", "bolag"),
            "",
        ),
        *_DAYS[:1],
    ),
}

ROLES: dict[str, PositionRole] = {
    "ordförande": PositionRole.CHAIR,
    "ordf": PositionRole.CHAIR,
    "förste vice ordförande": PositionRole.FIRST_VICE_CHAIR,
    "1:e vice ordförande": PositionRole.FIRST_VICE_CHAIR,
    "vice ordförande": PositionRole.FIRST_VICE_CHAIR,
    "1 vice ordförande": PositionRole.FIRST_VICE_CHAIR,
    "andre vice ordförande": PositionRole.SECOND_VICE_CHAIR,
    "2:e vice ordförande": PositionRole.SECOND_VICE_CHAIR,
    "2 vice ordförande": PositionRole.SECOND_VICE_CHAIR,
    "ledamot": PositionRole.MEMBER,
    "ordinarie": PositionRole.MEMBER,
    "ordinarie ledamot": PositionRole.MEMBER,
    "ersättare": PositionRole.SUBSTITUTE,
    "suppleant": PositionRole.SUBSTITUTE,
    "revisor": PositionRole.AUDITOR,
}
FUNCTIONS: dict[str, PositionRole] = {
    "enhetschef": PositionRole.UNIT_MANAGER,
    "rektor": PositionRole.UNIT_MANAGER,
    "verksamhetschef": PositionRole.OPERATION_MANAGER,
    "områdeschef": PositionRole.OPERATION_MANAGER,
    "förvaltningschef": PositionRole.HEAD_OF_ADMINISTRATION,
    "kommundirektör": PositionRole.MUNICIPAL_DIRECTOR,
    "nämndsekreterare": PositionRole.SECRETARY,
    "sekreterare": PositionRole.SECRETARY,
    "registrator": PositionRole.REGISTRAR,
    "systemförvaltare": PositionRole.ADMINISTRATOR,
    "löneadministratör": PositionRole.PAYROLL_OFFICER,
    "handläggare": PositionRole.OFFICER,
    "medarbetare": PositionRole.EMPLOYEE,
}


def heading_key(heading: str) -> str:
    """Give a heading in the form that it is compared and remembered in."""
    return re.sub(r"[\s_]+", " ", heading).strip(" :.*").casefold()[:120]


def known_headings(kind: ImportKind) -> set[str]:
    """Give every heading that means something in a file of the kind."""
    return {word for each in FIELDS[kind] for word in (each.label.casefold(), *each.headings)}


def guess_columns(
    header: Sequence[str], kind: ImportKind, remembered: Mapping[str, str] | None = None
) -> dict[str, int]:
    """Guess which column fills which field.

    What was chosen before for a heading comes first, then headings that are the same,
    then those that begin alike. Each column and each field is used once.
    """
    keys = [heading_key(heading) for heading in header]
    memory = remembered or {}
    chosen: dict[str, int] = {}
    for at, key in enumerate(keys):
        meant = memory.get(key, "")
        if meant in field_keys(kind) and meant not in chosen:
            chosen[meant] = at
    for matches in (_is_same, _begins_alike):
        for field in FIELDS[kind]:
            _take(chosen, field, keys, matches, memory)
    return chosen


def field_keys(kind: ImportKind) -> frozenset[str]:
    """Give the keys of the fields of a kind."""
    return frozenset(each.key for each in FIELDS[kind])


def example_rows(kind: ImportKind) -> tuple[list[str], list[str]]:
    """Give headings and one row that a template file begins with."""
    fields = [each for each in FIELDS[kind] if each.key != "name"]
    return [each.label for each in fields], [each.example for each in fields]


def _take(
    chosen: dict[str, int],
    field: ImportField,
    keys: Sequence[str],
    matches: Callable[[str, str], bool],
    memory: Mapping[str, str],
) -> None:
    """Give the field the first free column whose heading matches."""
    if field.key in chosen:
        return
    words = [field.label.casefold(), *field.headings]
    for at, key in enumerate(keys):
        free = at not in chosen.values() and memory.get(key, field.key) == field.key
        if free and any(matches(key, word) for word in words):
            chosen[field.key] = at
            return


def _is_same(key: str, word: str) -> bool:
    return key == heading_key(word)


def _begins_alike(key: str, word: str) -> bool:
    return len(word) > 3 and key.startswith(heading_key(word))
