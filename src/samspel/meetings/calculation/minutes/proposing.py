"""How a decision begins: who decides, or who proposes what to whom.

An officer's proposal often says already who is to decide ("Kommunfullmäktige beslutar
att ..."). Then it becomes one sentence with the beginning, instead of being said twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from samspel.foundation.swedish import capitalise
from samspel.meetings.calculation.minutes.naming import inside
from samspel.meetings.calculation.minutes.phrases import Phrases

_COUNCIL = "kommunfullmäktige"
_VERBS = "beslutar|föreslår"


def proposing(
    texts: Sequence[str], *, body: str, to: str, phrases: Phrases
) -> tuple[str, list[str]]:
    """Give the words before the points of a proposal, and the points as they then read.

    No points are left where the beginning and the only point are one sentence. The texts
    are as the body decided them; none of them is changed but for who decides.
    """
    to = inside(to)
    opening = phrases.say("decision.proposes", body=body, to=to)
    if len(texts) == 1:
        only = texts[0]
        if _begins(only, body):
            return only, []
        if _begins(only, to):
            return phrases.say("decision.clause", body=body, text=inside(only)), []
        if _begins(only, _COUNCIL):
            said = phrases.say("decision.passes_on", body=body, to=to, text=inside(only))
            return said, []
    if all(_begins(each, to, "beslutar") for each in texts):
        return opening, [_decided(each, to) for each in texts]
    return opening, list(texts)


def _begins(text: str, body: str, verbs: str = _VERBS) -> bool:
    """Whether a text begins with a body and what it does; not with what it does not do."""
    said = re.compile(rf"{re.escape(body)} (?:{verbs}) (?!inte\b)", re.IGNORECASE)
    return said.match(text) is not None


def _decided(text: str, to: str) -> str:
    """Give what a body is to decide, without that it does: "Att taxan antas."."""
    return capitalise(text[len(to) + len(" beslutar ") :])
