"""Facts about a case that is to be decided by the council, and how it was prepared."""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .choices import PreparationExemption
from .model import Fact, Kind

COUNCIL_CASE = (
    Fact(
        "council_case.is_for_decision",
        Kind.YES_NO,
        _("Ska avgöras av fullmäktige"),
        _(
            "Fullmäktige ska avgöra ärendet vid sammanträdet, inte bara ta emot eller anmäla det."
        ),
        ("To be decided", "The council is to decide the case, not only to receive it."),
    ),
    Fact(
        "council_case.exemption",
        Kind.CHOICE,
        _("Undantag från beredning"),
        _("Det undantag från kravet på beredning som ärendet stöder sig på."),
        ("Exemption", "The exemption from preparation that the case rests on."),
        choices=PreparationExemption,
    ),
    Fact(
        "council_case.prepared_by_committee",
        Kind.YES_NO,
        _("Berett av en nämnd"),
        _("En nämnd vars verksamhetsområde ärendet berör har berett det."),
        ("Prepared by a committee", "A committee whose field it concerns has prepared it."),
    ),
    Fact(
        "council_case.prepared_by_drafting_committee",
        Kind.YES_NO,
        _("Berett av en fullmäktigeberedning"),
        _("En fullmäktigeberedning har berett ärendet."),
        (
            "Prepared by a drafting committee",
            "A drafting committee of the council prepared it.",
        ),
    ),
    Fact(
        "council_case.committee_could_comment",
        Kind.YES_NO,
        _("Berörd nämnd har fått yttra sig"),
        _("En nämnd vars verksamhetsområde ärendet berör har fått tillfälle att yttra sig."),
        ("A committee could comment", "A committee concerned was given time to comment."),
    ),
    Fact(
        "council_case.board_could_comment",
        Kind.YES_NO,
        _("Styrelsen har fått yttra sig"),
        _("Styrelsen har fått tillfälle att yttra sig, eller har själv berett ärendet."),
        ("The board could comment", "The board was given time to comment, or prepared it."),
    ),
    Fact(
        "council_case.has_proposal",
        Kind.YES_NO,
        _("Det finns ett förslag till beslut"),
        _(
            "En nämnd, en fullmäktigeberedning eller styrelsen har lagt fram förslag till beslut."
        ),
        ("There is a proposal", "A committee, a drafting committee or the board proposes."),
    ),
    Fact(
        "council_case.all_present_agree",
        Kind.YES_NO,
        _("Alla närvarande är ense"),
        _(
            "Samtliga närvarande ledamöter är ense om beslutet. Det vet man först på sammanträdet."
        ),
        ("All present agree", "All members present agree, which is known at the meeting."),
    ),
    Fact(
        "council_case.council_is_newly_elected",
        Kind.YES_NO,
        _("Nyvalda fullmäktige samma år"),
        _(
            "Val av fullmäktige har hållits i hela landet under året och fullmäktige är nyvalda."
        ),
        (
            "Newly elected council",
            "The country has held elections this year; the council is new.",
        ),
    ),
    Fact(
        "council_case.has_audit_remark",
        Kind.YES_NO,
        _("Anmärkning eller avstyrkt ansvarsfrihet"),
        _("Revisionsberättelsen har en anmärkning, eller ansvarsfrihet tillstyrks inte."),
        ("Audit remark", "The auditors remark on something, or do not support discharge."),
    ),
    Fact(
        "council_case.explanation_is_obtained",
        Kind.YES_NO,
        _("Förklaring är inhämtad"),
        _("Fullmäktige har hämtat in förklaring från de ansvariga över anmärkningen."),
        ("Explanation obtained", "The council has obtained an explanation of the remark."),
    ),
    Fact(
        "council_case.is_citizens_proposal",
        Kind.YES_NO,
        _("Väckt genom medborgarförslag"),
        _("Ärendet har väckts genom ett medborgarförslag."),
        ("Citizens' proposal", "The case was raised by a citizens' proposal."),
    ),
)
