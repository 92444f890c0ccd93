"""What is told of a vote when it is counted, and what the law says of how it is settled."""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .choices import SharedAmong, TieBreak
from .model import Act, Fact, Kind, SettingKind, Unit
from .room import count, yes_no

CASTING = (
    yes_no(
        "voter.serves",
        _("Den som röstar tjänstgör"),
        _("Personen tjänstgör när rösten lämnas."),
        "Voter serves",
        "The person serves when the vote is cast.",
    ),
)

COUNTING = (
    count(
        "vote.counted_count",
        _("Så många röster är räknade"),
        _("Alla röster som är räknade, också de blanka."),
        "Votes counted",
        "All votes that have been counted, the blank ones too.",
        Unit.PERSONS,
    ),
    count(
        "vote.possible_count",
        _("Så många röster kan ha lämnats"),
        _("En röst för var och en som tjänstgör, gånger antalet platser vid val med namn."),
        "Votes possible",
        "One for each who serves, times the places where names are voted for.",
        Unit.PERSONS,
    ),
    yes_no(
        "vote.is_even",
        _("Det är lika röstetal"),
        _("Utgången hänger på vad som avgör lika röstetal."),
        "The vote is even",
        "The outcome hangs on what settles a tie.",
    ),
    Fact(
        "vote.settled_by",
        Kind.CHOICE,
        _("Vad som har avgjort lika röstetal"),
        _("Hur ordföranden har röstat, lotten, eller inget än."),
        ("What has settled the tie", "How the chair voted, lots, or nothing yet."),
        choices=TieBreak,
    ),
)

FACTS = (*CASTING, *COUNTING)

SETTINGS = (
    SettingKind(
        "vote.share_parts",
        "vote.count",
        Kind.COUNT,
        _("Delar som krävs"),
        _("Täljaren i den andel som krävs: 1 av 2, eller 2 av 3."),
        ("Parts that are needed", "The numerator of the share that is needed."),
        unit=Unit.PERSONS,
    ),
    SettingKind(
        "vote.share_of",
        "vote.count",
        Kind.COUNT,
        _("Delar att räkna av"),
        _("Nämnaren i den andel som krävs: 1 av 2, eller 2 av 3."),
        ("Parts to count of", "The denominator of the share that is needed."),
        unit=Unit.PERSONS,
    ),
    SettingKind(
        "vote.share_among",
        "vote.count",
        Kind.CHOICE,
        _("Vilka andelen räknas av"),
        _("De som röstar, då mer än andelen krävs, eller de närvarande, då minst den krävs."),
        (
            "Whom the share is of",
            "Those who vote (more than it), or all present (at least it).",
        ),
        choices=SharedAmong,
    ),
    SettingKind(
        "vote.tie_settled_by",
        "vote.count",
        Kind.CHOICE,
        _("Vad som avgör lika röstetal"),
        _("Ordförandens utslagsröst eller lotten."),
        ("What settles a tie", "The chair's casting vote, or lots."),
        choices=TieBreak,
    ),
    SettingKind(
        "election.quota_added",
        "meeting.elect_proportionally",
        Kind.COUNT,
        _("Läggs till platserna i kvoten"),
        _("De närvarande delas med platserna som ska fyllas plus det här talet."),
        ("Added to the places in the quota", "Those present are divided by places plus this."),
        unit=Unit.PERSONS,
    ),
)

ACTS = (
    Act(
        "vote.cast",
        _("Lämna sin röst"),
        _("Någon lämnar sin röst i en omröstning."),
        ("Cast a vote", "Somebody casts a vote."),
        tuple(fact.name for fact in CASTING),
    ),
    Act(
        "vote.count",
        _("Räkna en omröstning"),
        _("En omröstning eller ett val räknas, och utgången fastställs."),
        ("Count a vote", "A vote or an election is counted and its outcome confirmed."),
        (
            "body.is_council",
            "item.is_election",
            "item.is_extra_election",
            *(fact.name for fact in COUNTING),
        ),
    ),
)
