"""The privacy guard: marks in a free text what may say something about a single person.

It reads and never changes. What it marks is a question to the author, who knows whether
the words may stand; the answer is kept by the finding's key, without the text itself.
It finds identity numbers, ways to reach or find somebody, names that are not of officials
or elected persons, and words of the kinds that are sensitive by law (GDPR article 9) or
under secrecy in social services. It can miss things: it is a help, not a control.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import chain

from samspel.foundation.identity_numbers import (
    NotAnIdentityNumber,
    identity_number,
    is_coordination_number,
)
from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.foundation.personal_names import KnownNames, names_in, sentences
from samspel.foundation.privacy_words import privacy_words
from samspel.foundation.swedish import search_key


class FindingKind(LabelledEnum):
    """What kind of thing the guard has marked."""

    IDENTITY_NUMBER = "identity_number", _("Personnummer")
    COORDINATION_NUMBER = "coordination_number", _("Samordningsnummer")
    EMAIL = "email", _("E-postadress")
    PHONE = "phone", _("Telefonnummer")
    ADDRESS = "address", _("Adress")
    PROPERTY = "property", _("Fastighetsbeteckning")
    VEHICLE = "vehicle", _("Registreringsnummer")
    NAME = "name", _("Namn")
    HEALTH = "health", _("Hälsa")
    SOCIAL = "social", _("Socialtjänst")
    BELIEF = "belief", _("Tro eller livsåskådning")
    ETHNICITY = "ethnicity", _("Etniskt ursprung")
    UNION = "union", _("Medlemskap i fackförening")

    @property
    def advice(self) -> str:
        """What the author is asked to think of, as a whole sentence."""
        return _ADVICE[self]


_FINDS_SOMEBODY = _("Det går att hitta en enskild person med uppgiften. Ta bort den om du kan.")
_SAYS_OF_SOMEBODY = _(
    "Det är en känslig uppgift om den handlar om någon som går att känna igen. "
    "Skriv hellre om verksamheten än om personen."
)
_ADVICE = {
    **dict.fromkeys(FindingKind, _FINDS_SOMEBODY),
    FindingKind.NAME: _(
        "Namnet finns inte bland kommunens förtroendevalda och tjänstepersoner. "
        "Skriv hellre vilken roll personen har."
    ),
    **dict.fromkeys(
        (
            FindingKind.HEALTH,
            FindingKind.SOCIAL,
            FindingKind.BELIEF,
            FindingKind.ETHNICITY,
            FindingKind.UNION,
        ),
        _SAYS_OF_SOMEBODY,
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One marked place: ``text[start:end]`` is ``excerpt``.

    ``key`` stays the same wherever the same words stand in the text, so that the
    author's choice to let them stand can be kept without keeping the words.
    """

    kind: FindingKind
    start: int
    end: int
    excerpt: str
    key: str

    @property
    def label(self) -> str:
        """What has been marked, in Swedish: "Telefonnummer"."""
        return self.kind.label


Place = tuple[FindingKind, int, int]

_CAPITAL = r"[A-ZÅÄÖÉÜ]"
_CAPITALISED = rf"{_CAPITAL}[\w-]{{0,40}}"
_SPACE = r"[ \u00a0]"

_IDENTITY = re.compile(
    r"(?<![\d+/-])(?:1[89]|20)?\d{2}(?:0[1-9]|1[0-2])\d{2}\s?[-+–]?\s?\d{4}(?![\d/])"
)
_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PHONE = re.compile(
    r"(?<![\w/.,:+–-])(?:\+46[ \u00a0-]?(?:\(0\))?[ \u00a0-]?[1-9]|0046[ \u00a0-]?[1-9]|0[1-9])"
    r"(?:[ \u00a0–/-]{0,3}\d){5,10}(?![\d/:])"
)
_POSTCODE = rf"(?:SE?-)?[1-9]\d{{2}}{_SPACE}?\d{{2}}{_SPACE}+{_CAPITALISED}"
_STREET = (
    rf"(?:{_CAPITALISED}{_SPACE})?{_CAPITAL}[\w-]{{0,40}}"
    r"(?:gatan|gata|vägen|väg|gränd|gränden|stigen|stig|torget|torg|allén|backen|platsen"
    r"|leden|gången|kajen|stråket|esplanaden|bron|slingan)"
    rf"|(?:Stora|Lilla|Gamla|Nya|Norra|Södra|Östra|Västra){_SPACE}"
    r"(?:gatan|vägen|torget|Gatan|Vägen|Torget)"
)
_ADDRESS = re.compile(
    rf"(?<!\w)(?:(?:{_STREET}){_SPACE}\d{{1,3}}(?:{_SPACE}?[A-Za-z])?(?!\w)"
    rf"(?:,?{_SPACE}+lgh{_SPACE}?\d{{4}})?(?:,?\s+{_POSTCODE})?)"
    rf"|(?<![\w,.-])(?<!\d{_SPACE}){_POSTCODE}"
)
_PROPERTY = re.compile(
    rf"(?<!\w)(?:(?:(?:fastighet(?:en)?|kvarteret|kv\.?|tomt(?:en)?){_SPACE})"
    rf"(?:{_CAPITALISED}{_SPACE}){{1,3}}\d{{1,3}}(?::\d{{1,4}})?"
    rf"|({_CAPITALISED})(?:{_SPACE}{_CAPITALISED}){{0,2}}{_SPACE}\d{{1,3}}:\d{{1,4}})(?![\d:])"
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d$")
_VEHICLE = re.compile(
    r"(?<![\w-])([A-HJ-PR-UW-Z]{3})[ \u00a0]?\d{2}[A-HJ-NPR-UW-Z0-9](?![\w:-])(?!,\d)"
)
_DIGITS_IN_PHONE = range(8, 14)
# The check digit does not depend on the century, so any day after all births will do.
_ANY_CENTURY = date(2099, 12, 31)


def findings(text: str, *, known_names: Collection[str], salt: str = "") -> list[Finding]:
    """Mark what may say something about a single person, in the order of the text.

    Takes the text; the names that may stand in it (officials, elected persons, and units
    and places, which can look like names); and a salt, such as the report's own id, so
    that the same words have different keys in different texts. No two findings share a
    letter: a number that can be read as two things is marked as the first of them.
    """
    taken: list[Place] = []
    for place in chain(
        _identity_numbers(text),
        _emails(text),
        _phones(text),
        ((FindingKind.ADDRESS, *found.span()) for found in _ADDRESS.finditer(text)),
        _properties(text),
        _vehicles(text),
    ):
        _take(place, taken)
    names = _names(text, KnownNames(known_names), taken)
    for place in chain(_sensitive_words(text, names), names):
        _take(place, taken)
    allowed = {search_key(name) for name in known_names}
    ordered = sorted(taken, key=lambda place: place[1])
    marked = [_finding(text, place, salt) for place in ordered]
    return [one for one in marked if search_key(one.excerpt) not in allowed]


def _take(place: Place, taken: list[Place]) -> None:
    """Keep a place unless something that is already kept shares a letter with it."""
    _kind, start, end = place
    if all(end <= other_start or other_end <= start for _, other_start, other_end in taken):
        taken.append(place)


def _finding(text: str, place: Place, salt: str) -> Finding:
    """Make the finding of a place, with its key."""
    kind, start, end = place
    excerpt = text[start:end]
    digest = sha256("\x1f".join((salt, kind, search_key(excerpt))).encode()).hexdigest()
    return Finding(kind, start, end, excerpt, digest[:16])


def _identity_numbers(text: str) -> Iterator[Place]:
    """Find identity numbers and coordination numbers whose check digit is right."""
    for found in _IDENTITY.finditer(text):
        try:
            twelve = identity_number(found.group(), on=_ANY_CENTURY)
        except NotAnIdentityNumber:
            continue
        is_coordination = is_coordination_number(twelve)
        kind = (
            FindingKind.COORDINATION_NUMBER if is_coordination else FindingKind.IDENTITY_NUMBER
        )
        yield kind, *found.span()


def _emails(text: str) -> Iterator[Place]:
    """Find addresses of persons; an office's own mailbox is left alone."""
    for found in _EMAIL.finditer(text):
        if found[1].lower() not in privacy_words().office_mailboxes:
            yield FindingKind.EMAIL, *found.span()


def _phones(text: str) -> Iterator[Place]:
    """Find telephone numbers: eight to thirteen digits that begin as Swedish ones do."""
    for found in _PHONE.finditer(text):
        if sum(map(str.isdigit, found.group())) in _DIGITS_IN_PHONE:
            yield FindingKind.PHONE, *found.span()


def _properties(text: str) -> Iterator[Place]:
    """Find property designations, and not times on the clock ("Mötet 13:00")."""
    for found in _PROPERTY.finditer(text):
        is_time = _CLOCK.search(found.group()) and found[1] is not None
        if not (is_time and found[1].lower() in privacy_words().time_words):
            yield FindingKind.PROPERTY, *found.span()


def _vehicles(text: str) -> Iterator[Place]:
    """Find registration numbers, and not abbreviations before a number ("SEK 500")."""
    for found in _VEHICLE.finditer(text):
        if found[1] not in privacy_words().not_vehicles:
            yield FindingKind.VEHICLE, *found.span()


def _names(text: str, known: KnownNames, taken: Collection[Place]) -> list[Place]:
    """Find names of persons that are not known, outside what is already marked."""
    free: list[Place] = []
    for start, end in names_in(text, known):
        if all(end <= from_ or to <= start for _, from_, to in taken):
            free.append((FindingKind.NAME, start, end))
    return free


def _sensitive_words(text: str, names: Collection[Place]) -> Iterator[Place]:
    """Find sensitive words; some only where the sentence is about one person."""
    words = privacy_words()
    harmless = [found.span() for found in words.never.finditer(text)]
    about_persons = [
        (start, end)
        for start, end in sentences(text)
        if words.persons.search(text, start, end)
        or any(start <= at < end for _, at, _ in names)
    ]
    for kind, listed in words.kinds.items():
        nearby = chain.from_iterable(
            listed.near_person.finditer(text, *span) for span in about_persons
        )
        for found in chain(listed.always.finditer(text), nearby):
            start, end = found.span()
            if all(end <= from_ or to <= start for from_, to in harmless):
                yield FindingKind(kind), start, end
