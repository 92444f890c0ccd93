"""Words of the register: kinds of body, roles, functions, sides and ties."""

from __future__ import annotations

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class BodyKind(LabelledEnum):
    """Kind of body (organ)."""

    COUNCIL = "council", _("Fullmäktige")
    EXECUTIVE_BOARD = "executive_board", _("Kommunstyrelse")
    COMMITTEE = "committee", _("Nämnd")
    WORKING_COMMITTEE = "working_committee", _("Arbetsutskott")
    DRAFTING_COMMITTEE = "drafting_committee", _("Beredning")
    AUDIT = "audit", _("Revision")


class PositionRole(LabelledEnum):
    """Role of a mandate, or function of an employment. What it gives is configuration."""

    CHAIR = "chair", _("Ordförande")
    FIRST_VICE_CHAIR = "first_vice_chair", _("Förste vice ordförande")
    SECOND_VICE_CHAIR = "second_vice_chair", _("Andre vice ordförande")
    MEMBER = "member", _("Ledamot")
    SUBSTITUTE = "substitute", _("Ersättare")
    AUDITOR = "auditor", _("Revisor")
    UNIT_MANAGER = "unit_manager", _("Enhetschef")
    OPERATION_MANAGER = "operation_manager", _("Verksamhetschef")
    HEAD_OF_ADMINISTRATION = "head_of_administration", _("Förvaltningschef")
    MUNICIPAL_DIRECTOR = "municipal_director", _("Kommundirektör")
    SECRETARY = "secretary", _("Nämndsekreterare")
    REGISTRAR = "registrar", _("Registrator")
    ADMINISTRATOR = "administrator", _("Systemförvaltare")
    PAYROLL_OFFICER = "payroll_officer", _("Löneadministratör")
    OFFICER = "officer", _("Handläggare")
    EMPLOYEE = "employee", _("Medarbetare")


PRESIDIUM_ROLES = frozenset(
    {PositionRole.CHAIR, PositionRole.FIRST_VICE_CHAIR, PositionRole.SECOND_VICE_CHAIR}
)
MEMBER_ROLES = PRESIDIUM_ROLES | {PositionRole.MEMBER}
MANDATE_ROLES = (
    PositionRole.CHAIR,
    PositionRole.FIRST_VICE_CHAIR,
    PositionRole.SECOND_VICE_CHAIR,
    PositionRole.MEMBER,
    PositionRole.SUBSTITUTE,
    PositionRole.AUDITOR,
)
PRESIDIUM_ORDER = (
    PositionRole.CHAIR,
    PositionRole.FIRST_VICE_CHAIR,
    PositionRole.SECOND_VICE_CHAIR,
)
FUNCTIONS = (
    PositionRole.UNIT_MANAGER,
    PositionRole.OPERATION_MANAGER,
    PositionRole.HEAD_OF_ADMINISTRATION,
    PositionRole.MUNICIPAL_DIRECTOR,
    PositionRole.SECRETARY,
    PositionRole.REGISTRAR,
    PositionRole.ADMINISTRATOR,
    PositionRole.PAYROLL_OFFICER,
    PositionRole.OFFICER,
    PositionRole.EMPLOYEE,
)

# Positions whose reach is the whole municipality: only somebody with the same reach
# gives them, so that nobody can give themselves more than they have.
MUNICIPALITY_WIDE = frozenset(
    {
        PositionRole.ADMINISTRATOR,
        PositionRole.MUNICIPAL_DIRECTOR,
        PositionRole.REGISTRAR,
        PositionRole.PAYROLL_OFFICER,
        PositionRole.AUDITOR,
    }
)


class EndReason(LabelledEnum):
    """Why a mandate ends before its day, or on it."""

    RESIGNED = "resigned", _("Avsägelse")
    INELIGIBLE = "ineligible", _("Inte längre valbar")
    DIED = "died", _("Avliden")
    RECALLED = "recalled", _("Uppdraget återkallat av fullmäktige")
    REPLACED = "replaced", _("Nytt val eller annan roll i organet")
    TERM_ENDED = "term_ended", _("Mandatperioden är slut")
    BODY_CLOSED = "body_closed", _("Organet har upphört")

    @property
    def explanation(self) -> str:
        """What the law says about the reason, for whoever picks one."""
        return _WHEN_ENDED[self]


_WHEN_ENDED = {
    EndReason.RESIGNED: _(
        "Fullmäktige befriar den som vill avgå, om inget särskilt talar emot det "
        "(4 kap. 6 § kommunallagen). Ange fullmäktiges beslut."
    ),
    EndReason.INELIGIBLE: _(
        "Uppdraget slutar genast. Den som är vald av fullmäktige lämnar det vid nästa "
        "fullmäktigesammanträde, om inte fullmäktige låter personen ha det kvar "
        "(4 kap. 7 § kommunallagen)."
    ),
    EndReason.DIED: _("Uppdraget slutar på dödsdagen."),
    EndReason.RECALLED: _(
        "Fullmäktige får återkalla uppdrag i de fall som räknas upp i 4 kap. 9 och 10 §§ "
        "kommunallagen. Ange beslutet."
    ),
    EndReason.REPLACED: _("Personen väljs till något annat, eller någon annan har valts."),
    EndReason.TERM_ENDED: _("Uppdraget slutar när mandatperioden går ut."),
    EndReason.BODY_CLOSED: _("Organet finns inte längre."),
}


class Side(LabelledEnum):
    """Which side a party stands on during a period."""

    MAJORITY = "majority", _("Majoritet")
    OPPOSITION = "opposition", _("Opposition")
    NONE = "none", _("Varken eller")


class TieKind(LabelledEnum):
    """What kind of tie a person has declared to an operation; never to whom."""

    EMPLOYED = "employed", _("Anställd i verksamheten")
    CLOSE = "close", _("Har en närstående anställd i verksamheten")


class RunWork(LabelledEnum):
    """What is done with a large file in the background."""

    ENTER = "enter", _("Raderna förs in")
    UNDO = "undo", _("Importen ångras")


class ImportState(LabelledEnum):
    """Where an import stands."""

    UPLOADED = "uploaded", _("Uppladdad")
    PREVIEWED = "previewed", _("Granskad")
    COMMITTED = "committed", _("Införd")
    UNDONE = "undone", _("Ångrad")
    DISCARDED = "discarded", _("Kastad")

    @property
    def next_states(self) -> frozenset[ImportState]:
        """The states that an import may move to from here."""
        return _NEXT_STATES[self]


_NEXT_STATES = {
    ImportState.UPLOADED: frozenset({ImportState.PREVIEWED, ImportState.DISCARDED}),
    ImportState.PREVIEWED: frozenset(
        {ImportState.PREVIEWED, ImportState.COMMITTED, ImportState.DISCARDED}
    ),
    ImportState.COMMITTED: frozenset({ImportState.UNDONE}),
    ImportState.UNDONE: frozenset(),
    ImportState.DISCARDED: frozenset(),
}


class ImportKind(LabelledEnum):
    """What an import file lists."""

    MANDATES = "mandates", _("Förtroendevalda och uppdrag")
    EMPLOYMENTS = "employments", _("Anställda och chefer")
    ORGANISATION = "organisation", _("Avdelningar, verksamheter och enheter")
