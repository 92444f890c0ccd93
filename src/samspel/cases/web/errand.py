"""The module's acts in the kit's shape: a page with a form, and what comes of sending it."""

from __future__ import annotations

from dataclasses import dataclass

from samspel.kit import errands
from samspel.kit.errands import carry, carry_out, posted

__all__ = ["Errand", "carry", "carry_out", "posted"]


@dataclass(frozen=True, slots=True)
class Errand(errands.Errand):
    """How an act of the module is asked for."""

    template: str = "cases/errand.html"
