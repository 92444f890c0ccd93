"""Who decides a case, and which cases the council decides without their being prepared."""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .choices import CouncilMatter, PreparationExemption
from .model import Act, Fact, Kind, SettingKind
from .room import yes_no

FACTS = (
    Fact(
        "council_case.matter",
        Kind.CHOICE,
        _("Vad bara fullmäktige beslutar"),
        _("Det slag av ärende som lagen förbehåller fullmäktige, om ärendet är ett sådant."),
        (
            "What only the council decides",
            "The kind of case that the law keeps for the council.",
        ),
        choices=CouncilMatter,
    ),
    yes_no(
        "council_case.decided_by_council",
        _("Fullmäktige beslutar i ärendet"),
        _("Det organ som ska avgöra ärendet är fullmäktige."),
        "The council decides",
        "The body that is to decide the case is the council.",
    ),
    yes_no(
        "council_case.is_raised_in_council",
        _("Väckt i fullmäktige"),
        _("Ärendet är väckt i fullmäktige genom en motion eller ett medborgarförslag."),
        "Raised in the council",
        "The case was raised in the council by a motion or a citizens' proposal.",
    ),
)

SETTINGS = (
    SettingKind(
        "council_case.needs_no_preparation",
        "case.to_council",
        Kind.CHOICES,
        _("Ärenden som inte behöver beredas"),
        _("De slag av ärenden som fullmäktige får avgöra utan att någon har berett dem."),
        (
            "Cases that need no preparation",
            "Kinds of cases that the council may decide at once.",
        ),
        choices=PreparationExemption,
    ),
)

ACTS = (
    Act(
        "case.route",
        _("Bestämma vem som avgör ett ärende"),
        _("Ett ärende registreras, eller det organ som ska avgöra det ändras."),
        ("Say who decides a case", "A case is registered, or its deciding body changed."),
        tuple(fact.name for fact in FACTS),
    ),
)
