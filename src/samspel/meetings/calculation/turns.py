"""What the law lays down of substitutes: in what order they serve, and who may serve again.

KL 5 kap. 17–21 §§ for the council. For committees KL 6 kap. 16 and 17 §§ leave it to the
council of the municipality, whose decisions are told as facts. The provisions are data
(``rules/data/riket/kommunallagen/platser.yaml``); ``calculation.serving`` works by them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from samspel.meetings.calculation.statute import is_laid_down, judged, laid_down
from samspel.rules.catalogue.choices import LocalDecision
from samspel.rules.facts import Facts
from samspel.rules.law import remembered


@dataclass(frozen=True, slots=True)
class LocalOrder:
    """What the council has decided of a body's substitutes, where the law lets it."""

    own_party_first: LocalDecision = LocalDecision.UNDECIDED
    begun_goes_first: LocalDecision = LocalDecision.UNDECIDED
    return_same_day: LocalDecision = LocalDecision.UNDECIDED


@dataclass(frozen=True, slots=True)
class SubstituteLaw:
    """How substitutes are called in, and who may serve again, as laid down for a body."""

    only_own_party: bool
    own_party_first: bool
    begun_goes_first: bool
    yield_to_member: bool
    constituency_first: bool
    by_place_in_party: bool
    by_votes_of_party: bool
    return_after_leaving: bool
    return_after_conflict: bool


@remembered
def substitute_law(
    on: dt.date, *, is_council: bool, local: LocalOrder = LocalOrder()
) -> SubstituteLaw:
    """Give what the law of the day, and the council by it, lays down of substitutes."""
    facts: Facts = {
        "body.is_council": is_council,
        "body.own_party_first": local.own_party_first.value,
        "body.begun_goes_first": local.begun_goes_first.value,
    }
    laid = laid_down("substitute.call", facts, on)
    serving = ServeFacts(is_council=is_council, local=local)
    return SubstituteLaw(
        only_own_party=not serving.allow(on, is_of_same_party=False),
        own_party_first=laid.value("substitutes.own_party_first") is True,
        begun_goes_first=laid.value("substitutes.begun_goes_first") is True,
        yield_to_member=laid.value("substitutes.yield_to_member") is True,
        constituency_first=laid.value("substitutes.constituency_first") is True,
        by_place_in_party=laid.value("substitutes.by_place_in_party") is True,
        by_votes_of_party=laid.value("substitutes.by_votes_of_party") is True,
        return_after_leaving=serving.allow(on, broke_off_today=True),
        return_after_conflict=is_laid_down(
            "conflict.raise", "conflict.serves_again", on, is_council=is_council
        ),
    )


@dataclass(frozen=True, slots=True)
class ServeFacts:
    """What the law asks to know of a body when somebody is to serve in it."""

    is_council: bool
    local: LocalOrder = field(default=LocalOrder())

    def of(
        self,
        *,
        member_serves: bool = False,
        is_of_same_party: bool = True,
        broke_off_today: bool = False,
    ) -> Facts:
        """Give the facts of somebody who would serve for a member."""
        return {
            "body.is_council": self.is_council,
            "body.return_same_day": self.local.return_same_day.value,
            "seat.member_serves": member_serves,
            "seat.is_of_same_party": is_of_same_party,
            "seat.broke_off_today": broke_off_today,
        }

    def allow(
        self, on: dt.date, *, is_of_same_party: bool = True, broke_off_today: bool = False
    ) -> bool:
        """Tell whether somebody so described may serve."""
        facts = self.of(is_of_same_party=is_of_same_party, broke_off_today=broke_off_today)
        return not judged("seat.serve", facts, on).is_stopped
