"""What each seat may do, whose turn it is to serve, who presides: acts, facts and settings.

KL 4 kap. 22 and 28 §§; 5 kap. 17–21, 39, 40, 43, 53, 62 and 64 §§; 6 kap. 16, 17, 22, 26
and 33 §§. What the council of the municipality has decided for a body is a fact as any other.
"""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .choices import Attending, LocalDecision
from .model import Act, Fact, Kind, SettingKind
from .room import yes_no


def local(
    name: str, label: str, meaning: str, english_label: str, english_meaning: str
) -> Fact:
    """Give a fact that is what has been decided for the body, if anything has."""
    english = (english_label, english_meaning)
    return Fact(name, Kind.CHOICE, label, meaning, english, choices=LocalDecision)


SEAT = (
    Fact(
        "seat.kind",
        Kind.CHOICE,
        _("I vilken egenskap någon är med"),
        _("Om personen är ledamot, ersättare, har närvarorätt, är kallad eller tjänsteperson."),
        ("In what capacity", "Member, substitute, with a right to attend, called or official."),
        choices=Attending,
    ),
    yes_no(
        "seat.serves",
        _("Personen tjänstgör"),
        _("Ledamoten eller ersättaren tjänstgör just nu."),
        "Person serves",
        "The member or substitute serves just now.",
    ),
)

THERE = (
    yes_no(
        "seat.is_there",
        _("Personen är på plats"),
        _("Personen är med på mötet just nu, i rummet eller på distans."),
        "Person is there",
        "The person is at the meeting just now, in the room or remotely.",
    ),
)

FULL_TIME = (
    yes_no(
        "seat.is_full_time",
        _("Personen är kommunalråd"),
        _("Den förtroendevalda har sitt uppdrag på heltid eller en betydande del av heltid."),
        "Person is a full-time councillor",
        "The person's duties take the whole, or a considerable part, of the working time.",
    ),
)

SPEAK_LOCALLY = (
    local(
        "body.substitutes_speak",
        _("Ersättare som inte tjänstgör får yttra sig"),
        _("Fullmäktiges beslut om ersättarna i organet."),
        "Substitutes speak",
        "What the council has decided of the body's substitutes.",
    ),
    local(
        "body.called_speak",
        _("Den som är kallad får yttra sig"),
        _("Organets beslut om dem som kallas för att lämna upplysningar."),
        "Those called speak",
        "What the body has decided of those who are called to inform it.",
    ),
)

NOTE_LOCALLY = (
    local(
        "body.substitutes_note",
        _("Ersättare som inte tjänstgör får sin mening antecknad"),
        _("Fullmäktiges beslut om ersättarnas rätt till anteckning i protokollet."),
        "Substitutes note",
        "What the council has decided of substitutes' opinions in the minutes.",
    ),
    local(
        "body.attending_note",
        _("Den som har närvarorätt får sin mening antecknad"),
        _("Fullmäktiges beslut om dem som har närvarorätt i organet."),
        "Those with a right to attend note",
        "What the council has decided of those with a right to attend.",
    ),
)

SERVING = (
    yes_no(
        "seat.member_serves",
        _("Ledamoten tjänstgör själv"),
        _("Den ledamot som ersättaren skulle tjänstgöra för är på plats och tjänstgör."),
        "Member serves",
        "The member whom the substitute would serve for is there and serves.",
    ),
    yes_no(
        "seat.is_of_same_party",
        _("Personerna hör till samma parti"),
        _("Ersättaren är utsedd för samma parti som ledamoten."),
        "Of the same party",
        "The substitute was elected for the same party as the member.",
    ),
    yes_no(
        "seat.broke_off_today",
        _("Personen har gått tidigare i dag"),
        _("Personen har tjänstgjort på mötet samma dag och lämnat det utan att vara jävig."),
        "Person broke off today",
        "The person has served the same day and left, not for a conflict of interest.",
    ),
)

ORDER_LOCALLY = (
    local(
        "body.own_party_first",
        _("Partiets egna ersättare kallas först"),
        _("Fullmäktiges beslut om den ordning ersättarna tjänstgör i."),
        "Own party first",
        "What the council has decided of the order of substitutes.",
    ),
    local(
        "body.begun_goes_first",
        _("En ersättare som har börjat går först"),
        _("Fullmäktiges beslut om den som redan har tjänstgjort på mötet."),
        "Begun goes first",
        "What the council has decided of whoever has served already.",
    ),
)

RETURN_LOCALLY = (
    local(
        "body.return_same_day",
        _("Den som har gått får tjänstgöra igen samma dag"),
        _("Fullmäktiges beslut om den som har avbrutit tjänstgöringen."),
        "Return the same day",
        "What the council has decided of whoever has broken off.",
    ),
)

PRESIDING = (
    yes_no(
        "presider.serves",
        _("Den som ska leda mötet tjänstgör"),
        _("Den som mötet låter leda det är ledamot eller ersättare som tjänstgör."),
        "Presider serves",
        "Whom the meeting lets preside is a member or a substitute who serves.",
    ),
    yes_no(
        "meeting.presidium_serves",
        _("Någon i presidiet tjänstgör"),
        _("Ordföranden eller en vice ordförande är på plats och tjänstgör."),
        "Presidium serves",
        "The chair or a vice chair is there and serves.",
    ),
)

DELIBERATING = (
    yes_no(
        "item.question_is_put",
        _("Ordföranden har börjat lägga fram förslagen"),
        _("Överläggningen är avslutad, och den första propositionen är ställd."),
        "The question is put",
        "The debate is over, and the chair has put the first question.",
    ),
)

ANSWERING = (
    yes_no(
        "asking.is_allowed",
        _("Fullmäktige har låtit frågan ställas"),
        _("Fullmäktige har beslutat att interpellationen eller frågan får ställas."),
        "It may be put",
        "The council has decided that the interpellation or question may be put.",
    ),
    yes_no(
        "asking.others_speak",
        _("Fler än två yttrar sig"),
        _("Någon annan än den som frågar och den som svarar deltar i överläggningen."),
        "Others speak",
        "Somebody else than the one who asks and the one who answers speaks.",
    ),
)

FACTS = (
    *(*SEAT, *THERE, *FULL_TIME, *SPEAK_LOCALLY, *NOTE_LOCALLY),
    *(*SERVING, *ORDER_LOCALLY, *RETURN_LOCALLY),
    *(*PRESIDING, *DELIBERATING, *ANSWERING),
)


def _order(name: str, label: str, meaning: str, english: tuple[str, str]) -> SettingKind:
    return SettingKind(name, "substitute.call", Kind.YES_NO, label, meaning, english)


SETTINGS = (
    SettingKind(
        "quorum.excepts_conflicts",
        "meeting.handle_item",
        Kind.YES_NO,
        _("Jäv gör inte organet för litet"),
        _(
            "Om ärendet får handläggas fast de tjänstgörande blir för få därför att någon är jävig."
        ),
        ("Conflicts are excepted", "Whether those out for a conflict make it no less."),
    ),
    SettingKind(
        "conflict.takes_no_part",
        "conflict.raise",
        Kind.YES_NO,
        _("Den som är jävig tar inte del i ärendet"),
        _("Om den som är jävig lämnar sin plats medan ärendet handläggs."),
        ("Takes no part", "Whether whoever is disqualified leaves the seat for the item."),
    ),
    SettingKind(
        "conflict.serves_again",
        "conflict.raise",
        Kind.YES_NO,
        _("Den som har varit ute för jäv tjänstgör igen"),
        _("Om den som har varit ute för jäv tjänstgör igen när ärendet har handlagts."),
        ("Serves again", "Whether whoever was out serves again when the item is done."),
    ),
    _order(
        "substitutes.begun_goes_first",
        _("Den som har börjat tjänstgöra går före"),
        _("Om en ersättare som har tjänstgjort går före dem som står högre i ordningen."),
        ("Begun goes first", "Whether whoever has served goes before the order."),
    ),
    _order(
        "substitutes.own_party_first",
        _("Det egna partiet går före"),
        _("Om ersättarna i ledamotens eget parti kallas före andra partiers."),
        ("Own party first", "Whether the member's own party goes before others."),
    ),
    _order(
        "substitutes.yield_to_member",
        _("Ledamoten tar tillbaka sin plats"),
        _("Om en ledamot som kommer till mötet tjänstgör, fast en ersättare har trätt in."),
        ("Member takes the place", "Whether a member who comes serves at once."),
    ),
    _order(
        "substitutes.constituency_first",
        _("Den egna valkretsen går före"),
        _("Om ersättare från ledamotens valkrets går före ersättare från andra valkretsar."),
        ("Constituency first", "Whether the member's own constituency goes first."),
    ),
    _order(
        "substitutes.by_place_in_party",
        _("Sedan efter platserna för partiet"),
        _("Om näste ersättare är den som står i tur för partiets första plats, sedan andra."),
        ("Then by the party's places", "Whether those of the party's first place are next."),
    ),
    _order(
        "substitutes.by_votes_of_party",
        _("Sist efter partiets röster i valkretsarna"),
        _("Om valkretsen där partiet fick flest röster går före de andra."),
        ("Last by the party's votes", "Whether the constituency with most votes goes first."),
    ),
)


def _names(*groups: tuple[Fact, ...]) -> tuple[str, ...]:
    return ("body.is_council", *(fact.name for group in groups for fact in group))


ACTS = (
    Act(
        "seat.attend",
        _("Vara med på mötet"),
        _("Någon är med när organet sammanträder."),
        ("Attend", "Somebody is there when the body meets."),
        (*_names(SEAT), "meeting.is_public"),
    ),
    Act(
        "seat.speak",
        _("Yttra sig på mötet"),
        _("Någon deltar i överläggningen i ett ärende."),
        ("Speak", "Somebody takes part in the debate of an item."),
        _names(SEAT, SPEAK_LOCALLY),
    ),
    Act(
        "seat.decide",
        _("Delta i beslutet"),
        _("Någon är med och avgör ett ärende."),
        ("Decide", "Somebody takes part in deciding an item."),
        _names(SEAT),
    ),
    Act(
        "seat.serve",
        _("Tjänstgöra på mötet"),
        _("En ledamot eller ersättare börjar tjänstgöra, eller gör det igen."),
        ("Serve", "A member or substitute begins to serve, or serves again."),
        _names(SERVING, RETURN_LOCALLY),
    ),
    Act(
        "substitute.call",
        _("Kalla in en ersättare"),
        _("En ledamot är borta, och det ska avgöras vilken ersättare som tjänstgör."),
        ("Call in a substitute", "A member is away, and a substitute is to serve."),
        _names(ORDER_LOCALLY),
    ),
    Act(
        "meeting.preside",
        _("Leda mötet i presidiets ställe"),
        _("Mötet låter någon utanför presidiet leda det."),
        ("Preside instead", "The meeting lets somebody outside the presidium preside."),
        _names(PRESIDING),
    ),
    Act(
        "meeting.deliberate",
        _("Överlägga i ett ärende"),
        _("Ett yrkande görs, ändras eller tas tillbaka i ett ärende."),
        ("Deliberate", "A proposal is made, joined or taken back in an item."),
        _names(DELIBERATING),
    ),
    Act(
        "asking.answer",
        _("Besvara en interpellation eller fråga"),
        _("En interpellation eller fråga i fullmäktige besvaras."),
        ("Answer in the council", "An interpellation or question is answered."),
        ("asking.is_interpellation", *(fact.name for fact in ANSWERING)),
    ),
)
