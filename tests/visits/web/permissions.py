"""Who may do what with visits: each act with its page, a form that is right, and whom it is for.

``also`` may do the act but not on this very scene: the rules or the state refuse it (422).
Everybody else of the cast is refused (403 or 404).
"""

from __future__ import annotations

from dataclasses import dataclass, field

SECRETARY = frozenset({"ingrid"})
HOSTS = frozenset({"maria", "peter"})
VISITORS = frozenset({"anna", "perolof"})


@dataclass(frozen=True)
class Act:
    """An act: the name in the trail, the route, what fills its address, the form, who may."""

    name: str
    route: str
    args: tuple[str, ...]
    data: dict[str, object] = field(default_factory=dict)
    allowed: frozenset[str] = SECRETARY
    also: frozenset[str] = frozenset()
    query: str = ""
    has_page: bool = True
    needs_data: bool = True

    @property
    def key(self) -> str:
        return f"{self.route}-{'-'.join(self.args)}"


TIME = {"day": "2026-12-08", "start": "13:00", "end": "15:00"}
DECISION = {"decision": "decision.pk"}

ACTS = [
    Act(
        "visits.visit.booked",
        "choose",
        ("offer",),
        {"tid": "option.pk"},
        VISITORS,
        also=HOSTS | SECRETARY,
        has_page=False,
    ),
    Act(
        "visits.visitor.joined",
        "join",
        ("half",),
        {},
        frozenset({"anna"}),
        also=frozenset({"perolof"}),
        has_page=False,
    ),
    Act("visits.visitor.reminded", "remind-visitor", ("offer", "anna"), has_page=False),
    Act("visits.options.answered", "answer", ("offer",), {"options": "possible"}, VISITORS),
    Act("visits.option.suggested", "suggest", ("offer",), TIME, VISITORS | HOSTS | SECRETARY),
    Act(
        "visits.visitor.declined",
        "decline",
        ("offer",),
        {"note": "Jag är bortrest."},
        VISITORS,
        needs_data=False,
    ),
    Act(
        "visits.visit.declined",
        "decline-proposal",
        ("proposal",),
        {"note": "Vi flyttar då."},
        frozenset({"birgit"}),
        needs_data=False,
    ),
    Act(
        "visits.visitors.drawn_in",
        "draw-in",
        ("narrow",),
        {"persons": "perolof.pk"},
        frozenset({"anna"}) | HOSTS | SECRETARY,
    ),
    Act(
        "visits.extra.requested",
        "request-extra",
        ("offer",),
        {"why": "Vi vill."},
        VISITORS,
        needs_data=False,
    ),
    Act("visits.extra.granted", "extra", ("extra",), {"answer": "ja"}, frozenset({"karin"})),
    Act(
        "visits.extra.withdrawn",
        "withdraw-extra",
        ("extra",),
        {},
        frozenset({"anna", "ingrid"}),
        has_page=False,
    ),
    Act(
        "visits.visit.moved",
        "move",
        ("booked",),
        {**TIME, "reason": "Per-Olof är bortrest."},
        HOSTS | SECRETARY,
    ),
    Act("visits.visit.cancelled", "cancel", ("booked",), {"because": "Snö"}, HOSTS | SECRETARY),
    Act(
        "visits.participants.decided",
        "participants",
        ("booked",),
        {"staff": "ja", "users": "nej", "on_floor": "ja"},
        HOSTS,
    ),
    Act("visits.visit.decision_attached", "attach-decision", ("offer",), DECISION),
    Act(
        "visits.visit.offered",
        "invite",
        (),
        {
            "antal": "3",
            "persons": ["anna.pk", "perolof.pk"],
            "day1": "2026-12-08",
            "start1": "13:00",
            "end1": "15:00",
        },
        HOSTS,
        also=SECRETARY,
        query="?enhet=bjork.uuid",
    ),
    Act(
        "visits.visit.proposed",
        "propose",
        (),
        TIME,
        frozenset({"larsake", "sofia"}),
        also=frozenset({"anna", "gunnar"}),
        query="?enhet=ekgarden.uuid",
    ),
    Act(
        "visits.visit.booked",
        "book",
        ("sn",),
        {
            **TIME,
            "kind": "study",
            "place": "ekgarden.place",
            "initiator": "politician",
            "persons": ["larsake.pk"],
        },
    ),
    Act(
        "visits.visit_days.set",
        "visit-days",
        ("sn",),
        {"days": "2026-12-09 Vinterns besök"},
        needs_data=False,
    ),
    Act(
        "visits.availability.set",
        "availability",
        (),
        {"antal": "3", "when1": "1", "starts1": "13:00", "ends1": "16:00"},
        frozenset(
            {
                "anna",
                "bo",
                "gunnar",
                "karin",
                "larsake",
                "lena",
                "mikael",
                "perolof",
                "sofia",
                "ulla",
            }
        ),
        needs_data=False,
    ),
    Act(
        "visits.unit_terms.set",
        "unit-terms",
        ("bjork",),
        {"strained_until": "2026-12-31", "strained_because": "Flytt av köket"},
        HOSTS | SECRETARY,
        needs_data=False,
    ),
    Act("visits.unit.reminded", "remind-unit", ("=enhet", "bjork"), has_page=False),
    Act(
        "visits.appointment.made",
        "appoint",
        ("ks",),
        {
            "persons": ["lena.pk"],
            "places": ["kost.place"],
            "valid_from": "2026-12-01",
            "valid_to": "2026-12-31",
            "decided_by": "body",
            **DECISION,
        },
    ),
    Act(
        "visits.appointment.ended",
        "end-appointment",
        ("appointment",),
        {"last_day": "2026-11-30", "because": "resignation"},
    ),
    Act(
        "visits.flag.resolved",
        "resolve-flag",
        ("flag",),
        {"resolution": "kept", "note": "Anställningen slutar i december."},
    ),
    Act(
        "visits.quota.decided",
        "quota",
        ("ks",),
        {"year": "2026", "visits_count": "3", **DECISION},
    ),
    Act(
        "visits.party_offer.made",
        "offer-parties",
        ("sn",),
        {
            "place": "ekgarden.place",
            "parties": "all",
            "first_day": "2026-12-01",
            "last_day": "2026-12-20",
            "grounds": "Alla får komma en gång.",
        },
    ),
    Act(
        "visits.party_offer.answered",
        "party-row",
        ("party_offer", "party"),
        {"answer": "declined"},
    ),
    Act(
        "visits.party_visit.registered",
        "party-visit",
        ("party_offer", "party"),
        {"day": "2026-12-09", "start": "13:00", "end": "14:00"},
    ),
]
