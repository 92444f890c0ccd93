"""The phrase library: the sentences of the minutes, as data that a secretary can edit.

The sentences are Swedish in every language of the product: minutes are kept in Swedish.
What stands between ``%(`` and ``)s`` is filled in from the record and may not be lost
when a sentence is rewritten, since the fact that it carries would be lost with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import yaml

from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused
from samspel.foundation.swedish import capitalise

_PLACE = re.compile(r"%\((\w+)\)s")
_LONE = re.compile(r"%(?!\(\w+\)s)")


# How what is filled in is called where a person reads and writes the phrases.
_WORDS = {
    "answerer": "den som svarar",
    "asker": "den som frågar",
    "body": "organet",
    "chair": "ordföranden",
    "chosen": "det valda",
    "count": "antalet",
    "day": "dagen",
    "draft": "förslaget",
    "end": "sluttiden",
    "first": "det första",
    "found": "utfallet",
    "kind": "slaget",
    "movers": "de som yrkar",
    "names": "namnen",
    "no": "nej",
    "other": "det andra",
    "paragraph": "paragrafen",
    "person": "personen",
    "persons": "personerna",
    "proposal": "yrkandet",
    "reason": "skälet",
    "result": "resultatet",
    "section": "lagrummet",
    "sides": "alternativen",
    "speakers": "talarna",
    "start": "starttiden",
    "subject": "ämnet",
    "substitute": "ersättaren",
    "text": "texten",
    "to": "mottagande organ",
    "yes": "ja",
}
_NAMES = {word: name for name, word in _WORDS.items()}
_BRACKETS = re.compile(r"\[([^\[\]]+)\]")


class PhraseRefused(Refused):
    """A phrase can't be written so."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence, when it is used, and what is filled in."""

    key: str
    say: str
    when: str

    @property
    def places(self) -> frozenset[str]:
        """The names of what is filled in."""
        return frozenset(_PLACE.findall(self.say))


def _loaded() -> dict[str, Phrase]:
    text = files(__package__).joinpath("phrases.yaml").read_text(encoding="utf-8")
    return {
        key: Phrase(key, given["say"], given["when"])
        for key, given in yaml.load(text, Loader=yaml.CSafeLoader).items()
    }


PHRASES = _loaded()
"""The library as it comes with the product, by key."""


def for_people(text: str) -> str:
    """Give a phrase as it is read and written: "[organet] beslutar"."""
    return _PLACE.sub(lambda found: f"[{_WORDS[found[1]]}]", text)


def places_for_people(key: str) -> str:
    """Say what is filled in in a phrase, or a dash."""
    return ", ".join(sorted(f"[{_WORDS[each]}]" for each in PHRASES[key].places)) or "–"


def _from_people(text: str) -> str:
    """Read what a person wrote; brackets round anything else stay as they are."""

    def named(found: re.Match[str]) -> str:
        name = _NAMES.get(found[1].strip().lower())
        return f"%({name})s" if name else found[0]

    return _BRACKETS.sub(named, text)


def checked(key: str, text: str) -> str:
    """Give a rewritten phrase, checked against what it has to carry.

    What is filled in may be written as people read it: "[organet]".
    Refuses an unknown key, an empty text, a place that the phrase doesn't have, and one
    that it has lost.
    """
    if key not in PHRASES:
        raise PhraseRefused(_("Frasen finns inte. Läs in sidan på nytt."))
    text = _from_people(text.strip())
    if not text:
        raise PhraseRefused(_("Skriv frasen. Den kan inte vara tom."))
    if _LONE.search(text):
        raise PhraseRefused(_("Procenttecknet kan inte stå i en fras. Skriv ut ordet procent."))
    has, needs = frozenset(_PLACE.findall(text)), PHRASES[key].places
    if has != needs:
        raise PhraseRefused(
            _("Frasen ska innehålla det som fylls i, och inget annat: %(places)s."),
            places=places_for_people(key),
        )
    return text


@dataclass(frozen=True, slots=True)
class Phrases:
    """The library with a body's own sentences in place of the product's."""

    own: Mapping[str, str]

    def say(self, key: str, **given: str) -> str:
        """Fill a phrase in, with a capital first. KeyError for one that doesn't exist."""
        text = self.own.get(key) or PHRASES[key].say
        return capitalise((text % given).strip() if given else text)
