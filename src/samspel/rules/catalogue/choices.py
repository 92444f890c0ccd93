"""The closed choices of the catalogue, as enums that the modules above share."""

from __future__ import annotations

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class Side(LabelledEnum):
    """Where a person's party stands in the body."""

    MAJORITY = "majority", _("majoriteten")
    OPPOSITION = "opposition", _("oppositionen")
    NONE = "none", _("varken majoritet eller opposition")


class Role(LabelledEnum):
    """Who decides, who is told, who takes part: the roles that rules speak of."""

    BODY = "body", _("organet")
    CHAIR = "chair", _("ordföranden")
    PRESIDIUM = "presidium", _("presidiet")
    MEMBERS = "members", _("organets ledamöter och ersättare")
    COUNCIL = "council", _("kommunfullmäktige")
    EXECUTIVE_BOARD = "executive_board", _("kommunstyrelsen")
    CONTACT_POLITICIAN = "contact_politician", _("kontaktpolitikern")
    UNIT_MANAGER = "unit_manager", _("enhetschefen")
    OPERATION_MANAGER = "operation_manager", _("verksamhetschefen")
    HEAD_OF_ADMINISTRATION = "head_of_administration", _("förvaltningschefen")
    SECRETARY = "secretary", _("nämndsekreteraren")
    ADMINISTRATOR = "administrator", _("den som förvaltar registret")
    NOBODY = "nobody", _("ingen")


class Initiator(LabelledEnum):
    """Who starts the booking of a visit."""

    UNIT = "unit", _("verksamheten bjuder in")
    POLITICIAN = "politician", _("den förtroendevalda bokar")
    SCHEDULE = "schedule", _("fasta datum i sammanträdesplanen")
    CHAIR = "chair", _("ordföranden beslutar om besöket")
    BODY = "body", _("organet bereder och beslutar om besöket")


class VisitKind(LabelledEnum):
    """What sort of visit it is. A party visit is never a contact visit."""

    CONTACT = "contact", _("kontaktpolitikerbesök")
    GROUP = "group", _("gruppbesök")
    STUDY = "study", _("studiebesök")
    EVENT = "event", _("anhörigmöte, brukarmöte eller evenemang")
    PARTY = "party", _("partibesök")
    SUPERVISION = "supervision", _("tillsynsbesök")


class Weekday(LabelledEnum):
    """The day of the week of a visit."""

    MONDAY = "monday", _("måndag")
    TUESDAY = "tuesday", _("tisdag")
    WEDNESDAY = "wednesday", _("onsdag")
    THURSDAY = "thursday", _("torsdag")
    FRIDAY = "friday", _("fredag")
    SATURDAY = "saturday", _("lördag")
    SUNDAY = "sunday", _("söndag")


class HalfYear(LabelledEnum):
    """The half of the calendar year in which a visit falls."""

    SPRING = "spring", _("våren")
    AUTUMN = "autumn", _("hösten")


class EndReason(LabelledEnum):
    """Why an appointment ends."""

    RESIGNATION = "resignation", _("egen begäran")
    MANDATE_ENDED = "mandate_ended", _("uppdraget i organet har upphört")
    DECISION = "decision", _("nytt beslut")
    CONFLICT = "conflict", _("anställning i verksamheten")


class Term(LabelledEnum):
    """How long an appointment lasts."""

    MANDATE = "mandate", _("hela mandatperioden")
    MONTHS = "months", _("ett bestämt antal månader")
    SEMESTER = "semester", _("en termin i taget")
    DECISION = "decision", _("så länge som beslutet anger")
    UNTIL_REVOKED = "until_revoked", _("tills vidare")


class Allocation(LabelledEnum):
    """Whether a single person or a group has an operation."""

    INDIVIDUAL = "individual", _("en person")
    GROUP = "group", _("en namngiven grupp")
    EITHER = "either", _("en person eller en namngiven grupp")


class Pairing(LabelledEnum):
    """Whether both sides of the body must be among an operation's politicians."""

    ANY = "any", _("utan krav på sida")
    BOTH_SIDES = "both_sides", _("både majoritet och opposition")


class Scope(LabelledEnum):
    """Whose operations are visited."""

    OWN = "own", _("egna verksamheter")
    OWN_AND_PRIVATE = "own_and_private", _("egna verksamheter och privata utförare")


class CountedPer(LabelledEnum):
    """What a quota of visits is counted over."""

    PERSON = "person", _("per person")
    PERSON_AND_OPERATION = "person_and_operation", _("per person och verksamhet")


class Taking(LabelledEnum):
    """How it is settled whether staff or users are met, or the floor is visited."""

    UNIT_MANAGER_DECIDES = "unit_manager_decides", _("enhetschefen avgör")
    ENCOURAGED = "encouraged", _("gärna")
    ALWAYS = "always", _("alltid")
    WITH_CONSENT = "with_consent", _("med samtycke från den enskilda")
    IF_PRIVACY_ALLOWS = "if_privacy_allows", _("så långt den personliga integriteten medger")
    NEVER = "never", _("aldrig")


class Opener(LabelledEnum):
    """What opens the item on the body's agenda."""

    VISIT_HELD = "visit_held", _("det genomförda besöket")
    REPORT_SUBMITTED = "report_submitted", _("den inlämnade rapporten")
    NOTHING = "nothing", _("inget ärende öppnas")


class Demand(LabelledEnum):
    """Whether something is required, left to choice or not asked for."""

    REQUIRED = "required", _("krävs")
    OPTIONAL = "optional", _("frivilligt")
    NONE = "none", _("efterfrågas inte")


class Channel(LabelledEnum):
    """In what form a visit is reported."""

    E_SERVICE = "e_service", _("e-tjänst")
    TEMPLATE = "template", _("mall")
    ORAL = "oral", _("muntligt")
    JOINT_FOLLOW_UP = "joint_follow_up", _("gemensam uppföljning på sammanträdet")


class Route(LabelledEnum):
    """To which of the body's meetings the item goes."""

    NEXT_MEETING = "next_meeting", _("nästa sammanträde")
    ONE_OF_ORDINARY = "one_of_ordinary", _("något av de ordinarie sammanträdena")
    WITHIN_MEETINGS = "within_meetings", _("inom ett bestämt antal sammanträden")
    WITHIN_DAYS = "within_days", _("första sammanträdet efter ett bestämt antal dagar")
    NONE = "none", _("inget sammanträde")


class Publication(LabelledEnum):
    """Where a submitted report is shown."""

    AGENDA = "agenda", _("som bilaga till ärendet")
    PUBLIC_PAGE = "public_page", _("på den öppna sidan")
    BOTH = "both", _("som bilaga och på den öppna sidan")
    NONE = "none", _("inte alls")


class Entitlement(LabelledEnum):
    """What a visitor is paid."""

    MEETING_FEE = "meeting_fee", _("sammanträdesarvode")
    HOURLY_FEE = "hourly_fee", _("arvode per timme")
    LOST_EARNINGS = "lost_earnings", _("förlorad arbetsinkomst")
    TRAVEL = "travel", _("reseersättning")
    CHILDCARE = "childcare", _("barntillsyn")
    NOTHING = "nothing", _("ingen ersättning")


class Place(LabelledEnum):
    """Where in the premises a visit is held."""

    MEETING_ROOM = "meeting_room", _("mötesrum")
    COMMON_ROOM = "common_room", _("gemensam lokal")
    FLOOR = "floor", _("ute i verksamheten")


class DeclinedBy(LabelledEnum):
    """Who declines a proposed visit."""

    UNIT = "unit", _("verksamheten")
    VISITOR = "visitor", _("den förtroendevalda")


class PreparationExemption(LabelledEnum):
    """Why the council may decide in a case without preparation (KL 5 kap.)."""

    NONE = "none", _("inget undantag")
    ELECTION = "election", _("val")
    RESIGNATION = "resignation", _("avsägelse")
    NEW_COUNCIL = "new_council", _("nyvalda fullmäktige ändrar mandattid eller antal")
    EXTRA_ELECTION = "extra_election", _("extra val till fullmäktige")
    AUDIT_REPORT = "audit_report", _("revisionsberättelsen")
    URGENT = "urgent", _("brådskande ärende")
    HANDED_OVER = "handed_over", _("medborgarförslag lämnas över till en nämnd")
