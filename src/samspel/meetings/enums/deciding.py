"""Words of the room: seats, proposals, questions put, ballots, conflicts of interest."""

from __future__ import annotations

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class SeatKind(LabelledEnum):
    """In what capacity somebody is at a meeting; each gives its own rights."""

    MEMBER = "member", _("Ledamot")
    SUBSTITUTE = "substitute", _("Ersättare")
    ATTENDING_RIGHT = "attending_right", _("Närvarorätt")
    CALLED = "called", _("Kallad")
    OFFICIAL = "official", _("Tjänsteperson")

    @property
    def is_elected_to_body(self) -> bool:
        """Whether the seat can take part in the body's decisions."""
        return self in {SeatKind.MEMBER, SeatKind.SUBSTITUTE}


class PresenceEnd(LabelledEnum):
    """Why a stretch of presence ended."""

    LEFT = "left", _("Lämnade sammanträdet")
    CONFLICT = "conflict", _("Jäv")
    SEAT = "seat", _("Ny plats")
    CLOSED = "closed", _("Sammanträdet avslutades")


class ProposalKind(LabelledEnum):
    """What a proposal at the meeting (yrkande) asks for."""

    APPROVAL = "approval", _("Bifall")
    REJECTION = "rejection", _("Avslag")
    AMENDMENT = "amendment", _("Ändring")
    ADDITION = "addition", _("Tillägg")
    REFERRAL_BACK = "referral_back", _("Återremiss")
    TABLING = "tabling", _("Bordläggning")
    OWN = "own", _("Eget förslag")

    @property
    def is_formal(self) -> bool:
        """Whether it is put before the matter itself: to decide today, or not."""
        return self in {ProposalKind.REFERRAL_BACK, ProposalKind.TABLING}


class RefusalGround(LabelledEnum):
    """Why the chair does not put a proposal (KL 5 kap. 57 §)."""

    NEW_MATTER = "new_matter", _("Förslaget väcker ett nytt ärende")
    UNLAWFUL = "unlawful", _("Beslutet skulle strida mot lag eller annan författning")


class QuestionKind(LabelledEnum):
    """What a question that the chair puts settles (KL 5 kap. 53 §)."""

    WHEN = "when", _("Om ärendet ska avgöras i dag")
    SINGLE = "single", _("Om förslaget bifalls")
    COUNTER = "counter", _("Motförslag till huvudförslaget")
    MAIN = "main", _("Huvudproposition")
    ADDITION = "addition", _("Tillägg")
    ELECTION = "election", _("Val")


class BallotMethod(LabelledEnum):
    """How a question was settled."""

    ACCLAMATION = "acclamation", _("Acklamation")
    SHOW_OF_HANDS = "show_of_hands", _("Handuppräckning")
    ROLL_CALL = "roll_call", _("Upprop")
    SECRET = "secret", _("Slutna sedlar")


class VoteChoice(LabelledEnum):
    """How a member voted, in an open vote."""

    YES = "yes", _("Ja")
    NO = "no", _("Nej")
    ABSTAIN = "abstain", _("Avstår")
    ABSENT = "absent", _("Frånvarande")


class ConflictGround(LabelledEnum):
    """Ground of a conflict of interest, with the section that it rests on."""

    AFFECTED = "affected", _("Saken rör personen eller någon närstående")
    REPRESENTATIVE = "representative", _("Ställföreträdare eller ombud")
    OVERSIGHT = "oversight", _("Tillsyn över verksamhet som personen deltar i")
    OTHER = "other", _("Annan särskild omständighet")
    PERSONAL = "personal", _("Ärendet rör personligen ledamoten eller närstående")
    ACCOUNTABLE = "accountable", _("Redovisningsskyldig")

    @property
    def section(self) -> str:
        """The section of the Local Government Act."""
        return _GROUND_SECTION[self]


_GROUND_SECTION = {
    ConflictGround.AFFECTED: "6 kap. 28 § 1",
    ConflictGround.REPRESENTATIVE: "6 kap. 28 § 2",
    ConflictGround.OVERSIGHT: "6 kap. 28 § 3",
    ConflictGround.OTHER: "6 kap. 28 § 4",
    ConflictGround.PERSONAL: "5 kap. 47 §",
    ConflictGround.ACCOUNTABLE: "5 kap. 48 och 49 §§",
}


class ConflictState(LabelledEnum):
    """Where a conflict of interest stands at an item."""

    DECLARED = "declared", _("Anmäld av personen själv")
    RAISED = "raised", _("Väckt av någon annan, inte avgjord")
    UPHELD = "upheld", _("Organet fann att jäv föreligger")
    DISMISSED = "dismissed", _("Organet fann att jäv inte föreligger")

    @property
    def keeps_out(self) -> bool:
        """Whether the person takes no part in the item."""
        return self in {ConflictState.DECLARED, ConflictState.UPHELD}


class Outcome(LabelledEnum):
    """What became of an item at the meeting."""

    DECIDED = "decided", _("Beslutat")
    REFERRED_BACK = "referred_back", _("Återremitterat")
    TABLED = "tabled", _("Bordlagt")
    NOTED = "noted", _("Antecknat till protokollet")


class PreparationKind(LabelledEnum):
    """A step of the preparation behind an item."""

    ASSIGNMENT = "assignment", _("Uppdrag")
    OFFICERS_REPORT = "officers_report", _("Tjänsteskrivelse")
    REFERRAL = "referral", _("Remiss")
    PREPARING_BODY = "preparing_body", _("Beredande organ")
    EARLIER_DECISION = "earlier_decision", _("Tidigare beslut")
    TABLED = "tabled", _("Bordlagt")
    REFERRED_BACK = "referred_back", _("Återremitterat")


class CouncilQuestionKind(LabelledEnum):
    """What a member of the council asks (KL 5 kap. 59–64 §§)."""

    INTERPELLATION = "interpellation", _("Interpellation")
    QUESTION = "question", _("Fråga")


class Numbering(LabelledEnum):
    """How a body's paragraphs are numbered."""

    YEAR = "year", _("Löpande under året")
    MEETING = "meeting", _("Från 1 vid varje sammanträde")


class RemoteExtent(LabelledEnum):
    """How far members may take part remotely, by the council's decision."""

    NONE = "none", _("Ingen får delta på distans")
    SOME = "some", _("Ledamöter får delta på distans")
    ALL = "all", _("Alla får delta på distans")
    SHALL = "shall", _("Alla ska delta på distans")
