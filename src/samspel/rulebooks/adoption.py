"""What a guideline lacks before it can be put in force."""

from __future__ import annotations

import datetime as dt

from samspel.foundation.labels import mark as _
from samspel.rulebooks.errors import VersionRefused
from samspel.rules.amounts.lint import lint
from samspel.rules.amounts.remarks import Severity
from samspel.rules.provisions import Ruleset


def lacking(ruleset: Ruleset, body_name: str, today: dt.date) -> list[VersionRefused]:
    """Give every reason why the guideline can't be put in force for the body yet.

    Its cases are for the engine to run; this is about the decision behind it.
    """
    found = []
    if ruleset.is_example and not ruleset.decision.is_complete:
        found.append(
            VersionRefused(_("Ange dagen och paragrafen för beslutet som antog riktlinjen."))
        )
    elif ruleset.is_example:
        found.append(
            VersionRefused(
                _(
                    "Riktlinjen är ett exempel från en annan kommun. Den kan prövas men inte "
                    "börja gälla. Ange ert eget beslut."
                )
            )
        )
    if ruleset.decision.day and ruleset.decision.day > today:
        found.append(
            VersionRefused(
                _("Beslutet är daterat efter i dag. Föreslå riktlinjen när beslutet är fattat.")
            )
        )
    if ruleset.owner.casefold() != body_name.casefold():
        found.append(
            VersionRefused(
                _("Riktlinjen hör till %(owner)s men lades upp för %(body)s. Rätta ägaren."),
                owner=ruleset.owner,
                body=body_name,
            )
        )
    return [*found, *_against_the_law(ruleset)]


def _against_the_law(ruleset: Ruleset) -> list[VersionRefused]:
    """Give what the law stops in a remuneration rule set, each with its section."""
    return [
        VersionRefused(
            _("%(what)s %(right)s (%(law)s)"),
            what=str(remark.what),
            right=str(remark.right),
            law=remark.law,
        )
        for remark in lint(ruleset)
        if remark.severity is Severity.STOPS
    ]
