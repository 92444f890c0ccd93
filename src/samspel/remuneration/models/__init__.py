"""The tables of the remuneration."""

from samspel.remuneration.models.claims import (
    Cost,
    IncomeCertificate,
    Journey,
    LostEarnings,
)
from samspel.remuneration.models.duties import Certification, Duty, DutyFacts
from samspel.remuneration.models.gatherings import Gathering, GatheringSeat, GroupLeader
from samspel.remuneration.models.nights_away import NightsAway
from samspel.remuneration.models.payees import KeptFigures, PayeeNumber
from samspel.remuneration.models.payroll import (
    FileLayout,
    PayrollFile,
    PayType,
    RemunerationSettings,
)
from samspel.remuneration.models.runs import Entry, Run, RunVersion
from samspel.remuneration.models.standing_in import StandIn

__all__ = [
    "Certification",
    "Cost",
    "Duty",
    "DutyFacts",
    "Entry",
    "FileLayout",
    "Gathering",
    "GatheringSeat",
    "GroupLeader",
    "IncomeCertificate",
    "Journey",
    "KeptFigures",
    "LostEarnings",
    "NightsAway",
    "PayType",
    "PayeeNumber",
    "PayrollFile",
    "RemunerationSettings",
    "Run",
    "RunVersion",
    "StandIn",
]
