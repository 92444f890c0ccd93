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


class RaisedBy(LabelledEnum):
    """In what capacity somebody raises a matter (KL 4 kap. 19–21 §§, 5 kap. 22 §)."""

    MEMBER = "member", _("en ledamot, eller en ersättare som tjänstgör")
    SUBSTITUTE = "substitute", _("en ersättare som inte tjänstgör")
    AUDITOR = "auditor", _("en revisor")
    COMMITTEE = "committee", _("en nämnd")
    DRAFTING_COMMITTEE = "drafting_committee", _("en fullmäktigeberedning")
    COMPANY_BOARD = "company_board", _("styrelsen i en juridisk person enligt 10 kap.")
    CITIZEN = "citizen", _("någon som är folkbokförd, genom medborgarförslag")
    PETITION = "petition", _("väljare, genom folkinitiativ")
    SOMEBODY_ELSE = "somebody_else", _("någon annan")


class DelegatedMatter(LabelledEnum):
    """What a decision on delegation is about (KL 6 kap. 38 §)."""

    ORDINARY = "ordinary", _("inget av det som nämnden själv måste besluta")
    GOALS = "goals", _("verksamhetens mål, inriktning, omfattning eller kvalitet")
    STATEMENT = (
        "statement",
        _("framställning eller yttrande till fullmäktige, eller i ett överklagande"),
    )
    PRINCIPLED_AUTHORITY = (
        "principled_authority",
        _("myndighetsutövning av principiell beskaffenhet eller större vikt"),
    )
    CITIZENS_PROPOSAL = "citizens_proposal", _("medborgarförslag som lämnats till nämnden")
    BY_OTHER_LAW = "by_other_law", _("något som enligt annan lag inte får delegeras")


class AutomationBar(LabelledEnum):
    """Why a decision may not be automated (KL 6 kap. 38 § andra stycket)."""

    NONE = "none", _("inget hinder")
    LEGALITY_REVIEW = "legality_review", _("beslutet överklagas enligt 13 kap.")
    NO_APPEAL = "no_appeal", _("beslutet får inte överklagas")
    PROCUREMENT = "procurement", _("upphandling")
    FREEDOM_OF_CHOICE = "freedom_of_choice", _("auktorisations- eller valfrihetssystem")


class ElectionOf(LabelledEnum):
    """What is elected to, where the law says when it is proportional (KL 5 kap. 58 §, 6 kap. 42 §)."""

    COMMITTEE = "committee", _("ledamöter eller ersättare i nämnd eller beredning")
    SUBCOMMITTEE = "subcommittee", _("utskott i en nämnd")
    AUDITORS = "auditors", _("revisorer")
    COMPANY = "company", _("styrelse i aktiebolag")
    ASSOCIATION = "association", _("styrelse i ekonomisk förening eller stiftelse")
    COMPANY_AUDITORS = (
        "company_auditors",
        _("revisorer och lekmannarevisorer i juridiska personer"),
    )
    OTHER = "other", _("något annat")


class CouncilMatter(LabelledEnum):
    """What only the council decides (KL 5 kap. 1 and 2 §§)."""

    NONE = "none", _("inget av det")
    GOALS = "goals", _("mål och riktlinjer för verksamheten")
    BUDGET = "budget", _("budget, skatt och andra viktiga ekonomiska frågor")
    ORGANISATION = "organisation", _("nämndernas organisation och verksamhetsformer")
    ELECTION = "election", _("val till nämnder och beredningar, eller av revisorer")
    BENEFITS = "benefits", _("grunderna för förtroendevaldas ekonomiska förmåner")
    ACCOUNTS = "accounts", _("årsredovisning och ansvarsfrihet")
    REFERENDUM = "referendum", _("folkomröstning")
    EXTRA_ELECTION = "extra_election", _("extra val till fullmäktige")
    BY_LAW = "by_law", _("något annat som enligt lag avgörs av fullmäktige")


class Ground(LabelledEnum):
    """On what a conflict of interest rests (KL 5 kap. 47–49 §§, 6 kap. 28 §)."""

    AFFECTED = "affected", _("saken rör personen eller någon närstående")
    REPRESENTATIVE = "representative", _("ställföreträdare eller ombud")
    OVERSIGHT = "oversight", _("tillsyn över en verksamhet som personen deltar i")
    OTHER = "other", _("någon annan särskild omständighet")
    PERSONAL = "personal", _("ärendet rör personligen ledamoten eller en närstående")
    ACCOUNTABLE = "accountable", _("redovisningsskyldig")


class Seated(LabelledEnum):
    """In what kind of body a seat is: whoever elects its members fills it."""

    COUNCIL = "council", _("fullmäktige")
    EXECUTIVE_BOARD = "executive_board", _("styrelsen")
    COMMITTEE = "committee", _("en annan nämnd")
    WORKING_COMMITTEE = "working_committee", _("ett utskott")
    DRAFTING_COMMITTEE = "drafting_committee", _("en beredning")
    AUDIT = "audit", _("revisionen")


class Attending(LabelledEnum):
    """In what capacity somebody is at a meeting; the statute says what each may do."""

    MEMBER = "member", _("ledamot")
    SUBSTITUTE = "substitute", _("ersättare")
    ATTENDING_RIGHT = "attending_right", _("har närvarorätt")
    CALLED = "called", _("kallad till mötet")
    OFFICIAL = "official", _("tjänsteperson")


class LocalDecision(LabelledEnum):
    """What has been decided for a body, where the law leaves it to be decided."""

    UNDECIDED = "undecided", _("inget är beslutat")
    YES = "yes", _("ja, enligt beslut")
    NO = "no", _("nej, enligt beslut")


class Leaving(LabelledEnum):
    """Why somebody has left a seat."""

    RESIGNED = "resigned", _("avsägelse")
    INELIGIBLE = "ineligible", _("inte längre valbar")
    DIED = "died", _("avliden")
    RECALLED = "recalled", _("återkallad av fullmäktige")
    REPLACED = "replaced", _("ny roll, eller någon annan är vald")
    TERM_ENDED = "term_ended", _("mandattiden är slut")
    BODY_CLOSED = "body_closed", _("organet har upphört")


class Disregard(LabelledEnum):
    """Why a conflict of interest is disregarded (KL 6 kap. 29 and 31 §§)."""

    NONE = "none", _("inget särskilt skäl")
    IRRELEVANT = "irrelevant", _("frågan om opartiskhet saknar uppenbart betydelse")
    COMPANY = "company", _("bara knuten till ett bolag eller en stiftelse som kommunen styr")
    EARLIER_BODY = "earlier_body", _("bara deltagit tidigare i en annan nämnd")


class Posting(LabelledEnum):
    """What a notice announces (KL 8 kap. 10 and 11 §§); the statute says which may be posted."""

    COUNCIL_MEETING = "council_meeting", _("sammanträde med fullmäktige")
    MINUTES_APPROVED = "minutes_approved", _("justerat protokoll")
    DELEGATED_DECISION = "delegated_decision", _("delegationsbeslut som inte anmäls")
    BY_OTHER_STATUTE = "by_other_statute", _("kungörelse enligt annan författning")
    COMMITTEE_MEETING = "committee_meeting", _("sammanträde med styrelsen eller en nämnd")
    MEETING_PAPERS = "meeting_papers", _("beslutsunderlag inför ett sammanträde")
    OTHER = "other", _("något annat, till exempel en nyhet")


class Came(LabelledEnum):
    """What an item came to at the meeting."""

    DECIDED = "decided", _("ett beslut i saken")
    REFERRED_BACK = "referred_back", _("en återremiss")
    TABLED = "tabled", _("en bordläggning")
    NOTED = "noted", _("en anteckning till protokollet")
    NOTHING = "nothing", _("inget beslut")


class TieBreak(LabelledEnum):
    """What settles a vote that came out even."""

    NONE = "none", _("inget än")
    CASTING_VOTE = "casting_vote", _("ordförandens utslagsröst")
    LOT = "lot", _("lotten")


class SharedAmong(LabelledEnum):
    """Of whom the share that carries a vote is counted."""

    VOTING = "voting", _("de som röstar")
    PRESENT = "present", _("de närvarande")
