"""Acts in the meeting room, which the Local Government Act has a say in, and their facts.

They are for statutes and not for a municipality's own guidelines: what the law says of a
meeting can't be decided otherwise by a body.
"""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .initiative import DELEGATING, PROPORTIONAL, RAISING, REPORTING
from .model import Act, Fact, Kind, SettingKind, Unit
from .places import FULL_TIME, NOTE_LOCALLY, SEAT, THERE
from .room import (
    ABSTAINING,
    ANNOUNCING,
    APPROVING,
    ASKING,
    CLOSING,
    DEFERRAL,
    ELECTION,
    PROPOSING,
    RESERVING,
    VOTING,
    count,
    yes_no,
)

BODY = (
    yes_no(
        "body.is_council",
        _("Organet är fullmäktige"),
        _("Mötet hålls av fullmäktige och inte av en nämnd eller ett utskott."),
        "Body is the council",
        "The meeting is the council's and not a committee's.",
    ),
)

HANDLING = (
    count(
        "item.serving_count",
        _("Tjänstgörande i ärendet"),
        _("Hur många ledamöter och tjänstgörande ersättare som är på plats i ärendet."),
        "Serving at the item",
        "How many members and serving substitutes are there at the item.",
        Unit.PERSONS,
    ),
    count(
        "item.needed_count",
        _("Så många som behövs"),
        _("Hur många som måste vara på plats för att organet ska få handlägga ärendet."),
        "Needed for a quorum",
        "How many must be there for the body to handle the item.",
        Unit.PERSONS,
    ),
    yes_no(
        "item.quorum_is_met",
        _("Tillräckligt många är på plats"),
        _("Fler än hälften av ledamöterna är på plats, eller undantaget vid jäv gäller."),
        "Quorum is met",
        "More than half of the members are there, or the exception for conflicts applies.",
    ),
    yes_no(
        "item.is_question",
        _("Ärendet är en interpellation eller fråga"),
        _("En ledamot har ställt en interpellation eller en fråga som nu ska besvaras."),
        "Item is an interpellation or question",
        "A member has put an interpellation or a question that is to be answered.",
    ),
    yes_no(
        "body.answers_without_quorum",
        _("Svar får ges fast färre är på plats"),
        _("Fullmäktige har bestämt att interpellationer får besvaras av färre ledamöter."),
        "Answers without a quorum",
        "The council has decided that interpellations may be answered before fewer members.",
    ),
    yes_no(
        "item.was_announced",
        _("Ärendet är tillkännagivet"),
        _("Ärendet stod i tillkännagivandet av mötet, i rätt tid."),
        "Item was announced",
        "The item stood in the announcement of the meeting, in time.",
    ),
    yes_no(
        "item.is_urgent_and_agreed",
        _("Alla är ense om att avgöra ärendet"),
        _("Ärendet är brådskande och alla närvarande har beslutat att det får avgöras."),
        "Urgent and agreed by all",
        "The item is urgent and all present have decided that it may be settled.",
    ),
    yes_no(
        "item.must_be_closed",
        _("Ärendet kräver stängda dörrar"),
        _("Ärendet rör myndighetsutövning eller innehåller uppgifter med sekretess."),
        "Item needs closed doors",
        "The item is an exercise of authority or holds what is secret.",
    ),
    yes_no(
        "meeting.is_public",
        _("Dörrarna är öppna"),
        _("Allmänheten kan följa mötet när ärendet behandlas."),
        "Doors are open",
        "The public can follow the meeting when the item is handled.",
    ),
    count(
        "item.raised_conflicts_count",
        _("Jävsfrågor som inte är avgjorda"),
        _("Hur många frågor om jäv i ärendet som organet inte har tagit ställning till."),
        "Conflicts not settled",
        "How many questions of conflict of interest the body has not settled.",
        Unit.PERSONS,
    ),
)

REMOTE = (
    yes_no(
        "remote.is_allowed",
        _("Fullmäktige har tillåtit distans"),
        _("Fullmäktige har beslutat att ledamöter får delta på distans i organet."),
        "Remote participation is allowed",
        "The council has decided that members of the body may take part remotely.",
    ),
    yes_no(
        "remote.is_presidium",
        _("Personen hör till presidiet"),
        _("Den som vill delta på distans är ordförande eller vice ordförande."),
        "Person is in the presidium",
        "Whoever wants to take part remotely is chair or vice chair.",
    ),
    yes_no(
        "remote.is_checked",
        _("Ordföranden har kontrollerat vilka som deltar"),
        _("Ordföranden har förvissat sig om vilka som deltar på distans och att de kan följa."),
        "Remote participants are checked",
        "The chair has made sure who takes part remotely, and that they can follow.",
    ),
    yes_no(
        "remote.sees_and_hears_all",
        _("Alla ser och hör varandra"),
        _("Bild och ljud går i realtid så att alla deltar på lika villkor."),
        "All see and hear each other",
        "Picture and sound go in real time, so that all take part on equal terms.",
    ),
)

SETTINGS = (
    SettingKind(
        "notice.days_at_least",
        "meeting.announce",
        Kind.COUNT,
        _("Kortaste tid för tillkännagivande"),
        _("Hur många dagar före mötet det senast ska tillkännages och ledamöterna kallas."),
        ("Shortest notice", "How many days before the meeting it must be announced."),
        unit=Unit.DAYS,
    ),
    SettingKind(
        "approval.days_at_most",
        "minutes.approve",
        Kind.COUNT,
        _("Längsta tid för justering"),
        _("Hur många dagar efter mötet protokollet senast ska vara justerat."),
        ("Longest time for approval", "How many days after the meeting at most."),
        unit=Unit.DAYS,
    ),
    SettingKind(
        "board_notice.days_at_most",
        "minutes.approve",
        Kind.COUNT,
        _("Längsta tid till anslag"),
        _("Hur många dagar efter justeringen den senast ska tillkännages på anslagstavlan."),
        ("Longest time to the notice", "How many days after the approval at most."),
        unit=Unit.DAYS,
    ),
    SettingKind(
        "appeal.days",
        "minutes.approve",
        Kind.COUNT,
        _("Tid för överklagande"),
        _("Hur många dagar från anslaget som beslutet får överklagas."),
        ("Time for appeal", "How many days from the notice the decision may be appealed."),
        unit=Unit.DAYS,
    ),
    SettingKind(
        "proposals.months_at_most",
        "committee.report_proposals",
        Kind.COUNT,
        _("Längsta tid mellan informationer om medborgarförslag"),
        _("Hur många månader det högst får gå innan nämnden informerar fullmäktige igen."),
        ("Longest time between reports", "How many months at most between two reports."),
        unit=Unit.MONTHS,
    ),
)

FACTS = (
    *BODY,
    *HANDLING,
    *REMOTE,
    *PROPOSING,
    *ELECTION,
    *DEFERRAL,
    *VOTING,
    *ABSTAINING,
    *RESERVING,
    *CLOSING,
    *ASKING,
    *ANNOUNCING,
    *APPROVING,
    *RAISING,
    *DELEGATING,
    *REPORTING,
    *PROPORTIONAL,
)


def _names(*groups: tuple[Fact, ...]) -> tuple[str, ...]:
    return tuple(fact.name for group in groups for fact in group)


ACTS = (
    Act(
        "meeting.announce",
        _("Tillkännage ett möte"),
        _("Ett möte tillkännages och ledamöterna kallas."),
        ("Announce a meeting", "A meeting is announced and the members are called."),
        _names(BODY, ANNOUNCING),
    ),
    Act(
        "meeting.attend_remotely",
        _("Delta på distans"),
        _("En ledamot eller ersättare deltar i ett möte på distans."),
        ("Attend remotely", "A member or substitute takes part in a meeting remotely."),
        _names(BODY, REMOTE),
    ),
    Act(
        "meeting.handle_item",
        _("Handlägga ett ärende på mötet"),
        _("Ett ärende tas upp och avgörs på mötet."),
        ("Handle an item", "An item is taken up and settled at the meeting."),
        _names(BODY, HANDLING),
    ),
    Act(
        "meeting.propose",
        _("Yrka på mötet"),
        _("Någon lägger fram ett förslag till beslut i ett ärende."),
        ("Propose", "Somebody puts a proposal for decision in an item."),
        _names(BODY, SEAT, THERE, FULL_TIME, PROPOSING),
    ),
    Act(
        "meeting.defer",
        _("Uppskjuta ett ärende genom en minoritet"),
        _("En minoritet begär att ärendet återremitteras eller bordläggs."),
        ("Defer by minority", "A minority asks that an item is referred back or tabled."),
        _names(BODY, ELECTION, DEFERRAL),
    ),
    Act(
        "meeting.vote",
        _("Rösta på mötet"),
        _("En omröstning begärs om det ordföranden har funnit."),
        ("Vote", "A vote is asked for on what the chair found."),
        _names(VOTING, ELECTION),
    ),
    Act(
        "meeting.abstain",
        _("Avstå från ett beslut"),
        _("Någon som tjänstgör deltar inte i beslutet."),
        ("Abstain from deciding", "Somebody who serves takes no part in deciding."),
        _names(BODY, ABSTAINING),
    ),
    Act(
        "meeting.reserve",
        _("Reservera sig"),
        _("Någon reserverar sig mot ett beslut."),
        ("Reserve", "Somebody enters a reservation against a decision."),
        _names(RESERVING, CLOSING),
    ),
    Act(
        "meeting.note",
        _("Få en mening antecknad"),
        _("Någon vill ha sin mening antecknad i protokollet."),
        ("Have an opinion noted", "Somebody wants an opinion noted in the minutes."),
        _names(BODY, SEAT, THERE, NOTE_LOCALLY, CLOSING),
    ),
    Act(
        "meeting.ask_council",
        _("Ställa en interpellation eller fråga"),
        _("En ledamot i fullmäktige ställer en interpellation eller en fråga."),
        ("Ask in the council", "A member of the council puts an interpellation or question."),
        _names(BODY, ASKING),
    ),
    Act(
        "minutes.approve",
        _("Justera protokollet"),
        _("Protokollet från ett möte justeras och tillkännages."),
        ("Approve the minutes", "A meeting's minutes are approved and announced."),
        _names(APPROVING),
    ),
    Act(
        "matter.raise",
        _("Väcka ett ärende"),
        _("Någon väcker ett ärende i organet."),
        ("Raise a matter", "Somebody raises a matter in the body."),
        _names(BODY, RAISING),
    ),
    Act(
        "delegation.decide",
        _("Besluta på delegation"),
        _("Någon beslutar på nämndens vägnar."),
        ("Decide on delegation", "Somebody decides on the committee's behalf."),
        _names(DELEGATING),
    ),
    Act(
        "committee.report_proposals",
        _("Informera om medborgarförslag"),
        _("En nämnd informerar fullmäktige om de medborgarförslag som den handlägger."),
        ("Report on proposals", "A committee tells the council of the citizens' proposals."),
        _names(BODY, REPORTING),
    ),
    Act(
        "meeting.elect_proportionally",
        _("Välja proportionellt"),
        _("Ett val hålls proportionellt, med slutna sedlar och grupper."),
        ("Elect proportionally", "An election is proportional, by papers of groups."),
        _names(ELECTION, PROPORTIONAL),
    ),
)
