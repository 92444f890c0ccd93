"""Sentences: Swedish text with its values apart, so that it can be shown in two languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from samspel.foundation.labels import mark as _

Translate = Callable[[str], str]


def untranslated(text: str) -> str:
    """Give the Swedish text as it stands."""
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of ours: a marked Swedish template and what fills its places.

    ``str()`` gives the Swedish. A value may be a sentence in turn, or a tuple to
    be listed.
    """

    template: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.through(untranslated)

    def through(self, translate: Translate) -> str:
        """Give the sentence in the language of ``translate`` (gettext or the like)."""
        text = translate(self.template)
        if not self.params:
            return text
        return text % {name: _shown(value, translate) for name, value in self.params.items()}


def _shown(value: object, translate: Translate) -> str:
    if isinstance(value, tuple):
        return listed((_shown(each, translate) for each in value), translate)
    return value.through(translate) if isinstance(value, Sentence) else str(value)


def listed(words: Iterable[str], translate: Translate = untranslated) -> str:
    """Join words as one does in a sentence: a, b och c."""
    every = list(words)
    if len(every) < 2:
        return every[0] if every else translate(_("inga"))
    return f"{', '.join(every[:-1])} {translate(_('och'))} {every[-1]}"


def sentence(template: str, **params: object) -> Sentence:
    """Make a sentence from a template and the values of its ``%(name)s`` places."""
    return Sentence(template, params)
