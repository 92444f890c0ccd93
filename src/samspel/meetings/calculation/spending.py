"""Whether a decision spends money, and whether it says where the money comes from.

KL 11 kap. 15 §: a decision of the council that means an expenditure during the budget year
says how it is financed. A machine can only read the words, so what is found here warns and
never stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SUM = re.compile(
    r"\b\d[\d \u00a0.,]*\s*(?:kr\b|kronor|tkr\b|mkr\b|mnkr\b|msek\b|tusen kronor"
    r"|miljon(?:er)? kronor|miljard(?:er)? kronor)",
    re.IGNORECASE,
)
_GRANTS = re.compile(
    r"\b(?:anslå[rs]?|anslås|anvisar?|anvisas|avsätt(?:er|s)|bevilja[rs]?|tilläggsanslag\w*"
    r"|medel(?:s)?tilldelning|utöka(?:r|s)? (?:sin |nämndens )?ram)\b",
    re.IGNORECASE,
)
_FINANCED = re.compile(
    r"finansier|\btas (?:från|ur|av)\b|\bur (?:anslaget|reserven|eget kapital)"
    r"|\bfrån (?:anslaget|kontot|reserven|eget kapital|resultat)|\binom (?:befintlig |beslutad )?"
    r"(?:ram|budget)|\bbelasta[rs]?\b|\blån(?:as|efinansier| upptas)",
    re.IGNORECASE,
)
# A sum that comes in, or is somebody else's, is no expenditure of the municipality's own.
_COMES_IN = re.compile(r"\b(?:taxa|taxan|avgift(?:en|er)?|hyresintäkt|intäkt)", re.IGNORECASE)


def spends(points: Iterable[str]) -> bool:
    """Tell whether any point names a sum, or grants money, that goes out."""
    return any(
        bool(_SUM.search(each) or _GRANTS.search(each)) and not _COMES_IN.search(each)
        for each in points
    )


def says_financing(points: Iterable[str]) -> bool:
    """Tell whether any point says where the money is taken from."""
    return any(_FINANCED.search(each) is not None for each in points)


def spending_facts(points: Sequence[str]) -> dict[str, bool]:
    """Give what the law asks of a decision's points, as facts."""
    return {
        "decision.spends": spends(points),
        "decision.says_financing": says_financing(points),
    }
