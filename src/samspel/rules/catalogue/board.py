"""Acts on the notice board and of open doors, which the law has a say in, and their facts.

KL 5 kap. 42 §, 6 kap. 25 §, 8 kap. 9–12 §§, 13 kap. 5 §.
"""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .choices import Posting
from .model import Act, Fact, Kind, SettingKind, Unit
from .room import count, yes_no

KIND = (
    Fact(
        "notice.kind",
        Kind.CHOICE,
        _("Slaget av anslag"),
        _("Vad det är som anslaget tillkännager."),
        ("Kind of notice", "What it is that the notice announces."),
        choices=Posting,
    ),
)

POSTING = (
    yes_no(
        "notice.is_chosen",
        _("Kommunen låter anslagstavlan innehålla slaget"),
        _("Organet har inte bestämt att anslagstavlan ska vara utan anslag av det slaget."),
        "The municipality lets the board hold the kind",
        "The body has not decided that the board goes without notices of the kind.",
    ),
    yes_no(
        "notice.names_statute",
        _("Anslaget anger en annan författning"),
        _("Den författning som säger att det ska anslås står i anslaget."),
        "Notice names another statute",
        "The statute that says it is to be posted stands in the notice.",
    ),
    yes_no(
        "notice.names_decision",
        _("Anslaget anger ett delegationsbeslut"),
        _("Det delegationsbeslut som anslaget gäller är valt."),
        "Notice names a delegated decision",
        "The delegated decision that the notice is about is chosen.",
    ),
    yes_no(
        "notice.decision_is_reported",
        _("Delegationsbeslutet anmäls till nämnden"),
        _("Beslutet står redan i ett ärende där det anmäls till nämnden."),
        "The delegated decision is reported",
        "The decision already stands in an item in which it is reported to the committee.",
    ),
    yes_no(
        "notice.minutes_are_approved",
        _("Protokollet är justerat"),
        _("Alla som ska skriva under protokollet har gjort det."),
        "The minutes are approved",
        "Everybody who is to sign the minutes has done so.",
    ),
    yes_no(
        "notice.says_where",
        _("Anslaget säger var protokollet finns"),
        _("Det framgår av anslaget var protokollet är tillgängligt."),
        "Notice says where the minutes are",
        "The notice says where the minutes are available.",
    ),
    count(
        "notice.days_since_approval",
        _("Dagar sedan justeringen"),
        _("Hur många dagar efter justeringen som den tillkännages."),
        "Days since the approval",
        "How many days after the approval it is announced.",
        Unit.DAYS,
    ),
)

TAKING_DOWN = (
    Fact(
        "notice.taken_down_on",
        Kind.DATE,
        _("Dagen då anslaget tas ned"),
        _("Den dag då någon vill ta ned anslaget."),
        ("Day of taking down", "The day on which somebody wants to take the notice down."),
    ),
    Fact(
        "notice.may_come_down_on",
        Kind.DATE,
        _("Första dagen utan krav på anslag"),
        _("Dagen efter överklagandetidens sista dag, eller den dag som anslaget självt anger."),
        (
            "First day without a notice",
            "The day after the last day for appeal, or the one that the notice names itself.",
        ),
    ),
    yes_no(
        "notice.is_uncertain",
        _("Anslagstavlan har legat nere under tiden"),
        _("Ett avbrott på anslagstavlan faller i tiden för överklagande."),
        "The board has been down meanwhile",
        "An outage of the board falls within the time for appeal.",
    ),
)

PROVING = (
    yes_no(
        "notice.is_down",
        _("Anslaget är nedtaget"),
        _("Någon har tagit ned anslaget när det hade suttit uppe sin tid."),
        "Notice is down",
        "Somebody has taken the notice down when its time was over.",
    ),
)

CONFIRMING = (
    yes_no(
        "notice.time_is_out",
        _("Tiden för överklagande har gått ut"),
        _("Sista dagen har passerat, och tillkännagivandet har funnits där hela tiden."),
        "The time for appeal is out",
        "The last day has passed, and the announcement has been there the whole time.",
    ),
)

PUBLISHING = (
    yes_no(
        "minutes.are_approved",
        _("Protokollet som ska publiceras är justerat"),
        _("Det som ska läggas ut på webben är ett justerat protokoll."),
        "The minutes are approved before they are published",
        "What is to be put on the web is minutes that are approved.",
    ),
    yes_no(
        "body.publishes_minutes",
        _("Organet publicerar sina protokoll"),
        _("Kommunen har bestämt att organets protokoll finns på webben."),
        "The body publishes its minutes",
        "The municipality has decided that the body's minutes are on the web.",
    ),
)

DOORS = (
    yes_no(
        "body.lets_public_in",
        _("Fullmäktige låter nämndens möten vara öppna"),
        _("Fullmäktige och nämnden har bestämt att nämndens möten är offentliga."),
        "The body lets the public in",
        "The council and the committee have decided that the committee's meetings are public.",
    ),
)

FACTS = (*KIND, *POSTING, *TAKING_DOWN, *PROVING, *CONFIRMING, *PUBLISHING, *DOORS)

SETTINGS = (
    SettingKind(
        "board_notice.is_duty",
        "board.post",
        Kind.YES_NO,
        _("Slaget måste finnas på anslagstavlan"),
        _("Ja när lagen kräver anslaget, och nej när kommunen får välja."),
        ("The kind must be posted", "Yes where the law asks for it, no where it is a choice."),
    ),
    SettingKind(
        "board_notice.starts_appeal",
        "board.post",
        Kind.YES_NO,
        _("Tiden för överklagande räknas från anslaget"),
        _("Tillkännagivandet gör att tiden för laglighetsprövning börjar löpa."),
        ("Appeal is counted from it", "The announcement starts the time for an appeal."),
    ),
    SettingKind(
        "appeal.moves_to_weekday",
        "minutes.approve",
        Kind.YES_NO,
        _("Sista dagen för överklagande flyttas till en vardag"),
        _("Infaller den på en lördag, helgdag eller afton gäller nästa vardag i stället."),
        ("The end moves to a weekday", "An end on a free day waits for the next weekday."),
    ),
    SettingKind(
        "meeting.doors_are_open",
        "meeting.let_in",
        Kind.YES_NO,
        _("Mötet är offentligt"),
        _("Allmänheten får följa mötet, utom när ett ärende kräver stängda dörrar."),
        ("Meeting is public", "The public may follow it, but for items that must be closed."),
    ),
)


def _names(*groups: tuple[Fact, ...]) -> tuple[str, ...]:
    return tuple(fact.name for group in groups for fact in group)


ACTS = (
    Act(
        "board.post",
        _("Sätta upp ett anslag"),
        _("Ett anslag sätts upp på kommunens anslagstavla."),
        ("Post a notice", "A notice is posted on the municipality's notice board."),
        ("body.is_council", *_names(KIND, POSTING)),
    ),
    Act(
        "board.take_down",
        _("Ta ned ett anslag"),
        _("Ett anslag tas ned från anslagstavlan."),
        ("Take a notice down", "A notice is taken down from the notice board."),
        _names(KIND, TAKING_DOWN),
    ),
    Act(
        "board.prove",
        _("Utfärda bevis om anslag"),
        _("Ett bevis ges om att ett anslag har suttit uppe."),
        ("Prove a posting", "A proof is given that a notice has been posted."),
        _names(PROVING),
    ),
    Act(
        "decision.confirm_final",
        _("Bekräfta laga kraft"),
        _("Någon bekräftar att besluten i ett protokoll har fått laga kraft."),
        ("Confirm as final", "Somebody confirms that the decisions of minutes are final."),
        _names(CONFIRMING),
    ),
    Act(
        "minutes.publish",
        _("Publicera ett protokoll"),
        _("Ett protokoll läggs ut på kommunens webbplats."),
        ("Publish minutes", "Minutes are put on the municipality's website."),
        _names(PUBLISHING),
    ),
    Act(
        "meeting.let_in",
        _("Släppa in allmänheten"),
        _("Ett organ möts, med öppna eller stängda dörrar."),
        ("Let the public in", "A body meets, with open or closed doors."),
        ("body.is_council", *_names(DOORS)),
    ),
)
