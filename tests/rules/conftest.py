"""How the rule engine's properties are tried: without a clock, which a loaded machine upsets."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("rules", deadline=None)
settings.load_profile("rules")
