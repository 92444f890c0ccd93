"""What minutes must hold before they are approved (KL 5 kap. 50 and 65–69 §§): the facts."""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .choices import Came
from .model import Act, Fact, Kind, Unit
from .room import count, yes_no

MEETING = (
    yes_no(
        "minutes.is_of_one_paragraph",
        _("Protokollet gäller en enda paragraf"),
        _("En paragraf justeras omedelbart, medan mötet pågår eller strax efter."),
        "Minutes are of one paragraph",
        "A paragraph is approved at once, during the meeting or soon after.",
    ),
    yes_no(
        "minutes.times_are_noted",
        _("Mötets början och slut är antecknade"),
        _("Det är antecknat när mötet öppnades och när det avslutades."),
        "The meeting's times are noted",
        "It is noted when the meeting was opened and when it was closed.",
    ),
    yes_no(
        "minutes.chair_is_noted",
        _("Ordföranden är antecknad"),
        _("Det är antecknat vem som var ordförande under hela mötet."),
        "The chair is noted",
        "It is noted who was in the chair all through the meeting.",
    ),
    yes_no(
        "minutes.secretary_is_noted",
        _("Den som fört protokollet är antecknad"),
        _("Det är antecknat vem som var sekreterare på mötet."),
        "The secretary is noted",
        "It is noted who kept the minutes of the meeting.",
    ),
    yes_no(
        "minutes.approvers_are_named",
        _("Justerare är utsedda"),
        _("Det är utsett vem som ska justera protokollet utöver ordföranden."),
        "Approvers are named",
        "It is decided who approves the minutes beside the chair.",
    ),
    yes_no(
        "minutes.serving_are_noted",
        _("De som har tjänstgjort är antecknade"),
        _("Det är antecknat vilka ledamöter och ersättare som har tjänstgjort."),
        "Those who served are noted",
        "It is noted which members and substitutes have served.",
    ),
)

ITEM = (
    yes_no(
        "item.is_settled",
        _("Ärendet är behandlat eller flyttat"),
        _("Ärendet står inte kvar på listan som obehandlat."),
        "Item is dealt with",
        "The item is not left on the agenda without having been dealt with.",
    ),
    yes_no(
        "item.has_paragraph",
        _("Ärendet har en paragraf"),
        _("Ärendet har fått sitt nummer i protokollet."),
        "Item has a paragraph",
        "The item has its number in the minutes.",
    ),
    count(
        "item.unclear_proposals_count",
        _("Yrkanden utan text eller yrkare"),
        _("Hur många yrkanden som står kvar och saknar ord eller den som yrkade."),
        "Unclear proposals",
        "How many standing proposals lack their words or the one who made them.",
        Unit.TIMES,
    ),
    count(
        "item.aims_count",
        _("Olika förslag att ta ställning till"),
        _("Hur många skilda saker som de kvarstående yrkandena vill."),
        "Different aims",
        "How many different things the standing proposals want.",
        Unit.TIMES,
    ),
    count(
        "item.puttings_count",
        _("Propositioner i ärendet"),
        _("Hur många gånger ordföranden har ställt förslag mot varandra."),
        "Questions put",
        "How many times the chair has put proposals against each other.",
        Unit.TIMES,
    ),
    count(
        "item.votes_without_result_count",
        _("Propositioner utan utfall"),
        _("Hur många propositioner och omröstningar som saknar resultat."),
        "Votes without a result",
        "How many questions and votes lack their result.",
        Unit.TIMES,
    ),
    Fact(
        "item.came_to",
        Kind.CHOICE,
        _("Vad ärendet ledde till"),
        _("Det slag av beslut som organet fattade i ärendet."),
        ("What the item came to", "The kind of decision that the body took in the item."),
        choices=Came,
    ),
    yes_no(
        "item.is_message",
        _("Ärendet är ett meddelande"),
        _("Ärendet är bara information, och inget behöver beslutas."),
        "Item is a message",
        "The item is only information, and nothing needs to be decided.",
    ),
    count(
        "item.points_count",
        _("Beslutspunkter med text"),
        _("Hur många punkter beslutet har."),
        "Points of the decision",
        "How many points the decision has.",
        Unit.TIMES,
    ),
    yes_no(
        "item.minority_deferred",
        _("En minoritet sköt upp ärendet"),
        _("Ärendet återremitterades eller bordlades på begäran av en minoritet."),
        "A minority deferred the item",
        "The item was referred back or tabled because a minority asked for it.",
    ),
    yes_no(
        "item.minority_says_why",
        _("Minoritetens motivering är antecknad"),
        _("De som begärde att ärendet sköts upp har sagt varför."),
        "The minority's reason is noted",
        "Those who asked that the item was deferred have said why.",
    ),
    count(
        "item.unlisted_votes_count",
        _("Öppna omröstningar utan alla röster"),
        _("Hur många omröstningar med upprop där inte allas röster är antecknade."),
        "Open votes without every vote",
        "How many roll calls in which not everybody's vote is noted.",
        Unit.TIMES,
    ),
    count(
        "item.nameless_reservations_count",
        _("Reservationer utan namn"),
        _("Hur många reservationer där det inte står vem som reserverade sig."),
        "Nameless reservations",
        "How many reservations do not say who entered them.",
        Unit.TIMES,
    ),
    count(
        "item.unclear_questions_count",
        _("Interpellationer och frågor utan ämne eller svarande"),
        _("Hur många där det inte står vad de gällde, eller vem som besvarade dem."),
        "Unclear questions",
        "How many do not say what they were about, or who answered them.",
        Unit.TIMES,
    ),
)

FACTS = (*MEETING, *ITEM)

ACTS = (
    Act(
        "minutes.send_out",
        _("Skicka protokollet för justering"),
        _("Ett protokoll skickas till dem som ska justera det."),
        ("Send the minutes out", "Minutes are sent to those who are to approve them."),
        tuple(fact.name for fact in MEETING),
    ),
    Act(
        "minutes.account_for",
        _("Redovisa ett ärende i protokollet"),
        _("Ett ärende står i ett protokoll som ska justeras."),
        ("Account for an item", "An item stands in minutes that are to be approved."),
        ("body.is_council", "item.serving_count", *(fact.name for fact in ITEM)),
    ),
)
