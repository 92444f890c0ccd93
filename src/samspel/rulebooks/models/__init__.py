"""The rulebooks' tables."""

from samspel.rulebooks.models.judged import JudgedAct
from samspel.rulebooks.models.versions import Rulebook, RulesetVersion

__all__ = ["JudgedAct", "Rulebook", "RulesetVersion"]
