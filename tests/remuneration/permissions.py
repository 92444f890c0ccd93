"""Who may do what with duties: each act with its page, a form that is right, and whom it is for.

The scene is the board's (KS): Lena has claimed, Ingrid is secretary, Karin chairs, Ulla
stands in for her, Yvonne pays. Everybody else of the cast is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests import acts
from tests.remuneration.permissions_runs import RUN_ACTS

OWN = frozenset({"lena"})
CHECKS = frozenset({"ingrid"})
PAYS = frozenset({"yvonne"})
# Who is elected may claim, and may have certificates of their own.
ELECTED = frozenset(
    {
        *("anna", "karin", "perolof", "lena", "mikael", "ulla", "gunnar", "larsake"),
        *("sofia", "bo", "margareta"),
    }
)
EVERYBODY_SIGNED_IN = frozenset()
# Ulla leads the party's group in the board.
CALLS = CHECKS | {"ulla"}
WHEN = {"on": "2026-11-20", "from_at": "12:00", "to_at": "13:00", "place": "Stadshuset"}


@dataclass(frozen=True)
class Act(acts.Act):
    """An act on a duty: one's own unless said otherwise."""

    allowed: frozenset[str] = OWN


CLAIM = {
    "kind": "course",
    "subject": "Kurs i upphandling",
    "on": "2026-11-05",
    "from_at": "09:00",
    "to_at": "12:00",
}
ACTS = [
    Act(
        "remuneration.duty.changed",
        "change",
        ("begun",),
        {**CLAIM, "decision": "decision.pk"},
    ),
    Act(
        "remuneration.duty.changed",
        "lost",
        ("begun",),
        {
            "from_at": "13:00",
            "to_at": "15:00",
            "income": "employed",
            "certificate": "paper.pk",
        },
    ),
    Act(
        "remuneration.duty.changed",
        "journey",
        ("begun",),
        {"km": "30", "route": "Norrby–kommunhuset"},
    ),
    Act(
        "remuneration.duty.changed",
        "nights",
        ("begun",),
        {
            "left_on": "2026-11-09",
            "left_at": "10:00",
            "back_on": "2026-11-11",
            "back_at": "18:00",
            "place": "Sundby",
            "km": "120",
            "own_nights": "1",
        },
    ),
    Act("remuneration.duty.changed", "meals", ("begun",), {"lunches": "2026-11-09"}),
    Act(
        "remuneration.duty.changed",
        "cost",
        ("begun",),
        {"kind": "parking", "amount": "40", "receipt": "kvitto.png"},
    ),
    Act(
        "remuneration.duty.changed",
        "remove",
        ("begun",),
        {"del": "kostnad", "kostnad": "cost.uuid"},
    ),
    Act(
        "remuneration.duty.arrived",
        "others",
        ("group",),
        {"others": "companion.pk"},
        frozenset({"ulla"}),
    ),
    Act("remuneration.duty.handed_in", "hand-in", ("begun",)),
    Act("remuneration.duty.taken_back", "take-back", ("begun",)),
    Act("remuneration.duty.handed_in", "reading", ("reading",), {"hours": "1,5"}),
    Act("remuneration.certificate.asked_again", "ask-again", ("asked",)),
    Act("remuneration.certificate.ended", "end-certificate", ("paper",), {}, OWN | PAYS),
    Act("remuneration.duty.checked", "review", ("waiting",), {}, CHECKS),
    Act("remuneration.duty.returned", "return", ("waiting",), {"reason": "Rätta."}, CHECKS),
    Act("remuneration.duty.refused", "refuse", ("waiting",), {"reason": "Nej."}, CHECKS),
    Act(
        "remuneration.duty.lapsed",
        "strike",
        ("reported_by_roll",),
        {"reason": "Fel."},
        CHECKS,
    ),
    Act("remuneration.gathering.moved", "move-gathering", ("planned",), {**WHEN}, CALLS),
    Act("remuneration.gathering.cancelled", "cancel-gathering", ("planned",), {}, CALLS),
    Act(
        "remuneration.group_leader.named",
        "leaders",
        ("body",),
        {"mandate": "called.pk", "valid_from": "2026-11-12"},
        CHECKS,
    ),
    Act("remuneration.group_leader.ended", "end-leader", ("leader",), {}, CHECKS),
    Act(
        "remuneration.stand_in.named",
        "stand-ins",
        ("body",),
        {
            "step": "chair",
            "instead_of": "karin.pk",
            "person": "perolof.pk",
            "valid_from": "2026-11-12",
            "decided": "KS 2026-11-03 § 141",
        },
        CHECKS,
    ),
    Act("remuneration.stand_in.ended", "end-stand-in", ("stand_in",), {}, CHECKS),
    Act(
        "remuneration.office.registered",
        "register-office",
        (),
        {
            "mandate": "mandate.pk",
            "office": "vice-ordforande",
            "on": "2026-11-01",
            "last_day": "2026-12-31",
            "occupancy": "10",
            "times": "1",
        },
        PAYS,
    ),
    Act("remuneration.office.ended", "end-office", ("office",), {"on": "2026-12-01"}, PAYS),
]
# Acts where anybody signed in gets the page, and what they may not is refused in words.
OTHERWISE = {
    "claim": "everybody gets the form, and who has no mandate is told so (test_pages)",
    "upload-certificate": "one's own certificates only",
    "ask-employer": "one's own certificates only",
    "certify-many": "certifies only what waits for whoever sends it (test_pages)",
    "employer": "at a secret address (test_claiming)",
    "plan-gathering": "whoever calls some group or presidium gets the form (test_gatherings)",
    "attendance": "a time for each person (test_gatherings)",
    "correct": "times that the system reported (test_arriving)",
}
# What payroll does has a scene of its own; here for the reference page.
ROUND = {f"{each.name} ({each.route})": each.allowed for each in RUN_ACTS}
