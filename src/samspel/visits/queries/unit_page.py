"""What the unit's page before a visit is divided into."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspel.rules.values import Section


def page_sections(named: object) -> tuple[Section, ...]:
    """Give the sections that the guideline names, else the usual ones, all of them voluntary.

    A unit may always tell its visitors what they come to. ``named`` is the value of the
    guideline's setting, or None where it does not ask the unit to write anything.
    """
    parts = named if isinstance(named, tuple) else ()
    return tuple(each for each in parts if isinstance(each, Section)) or _usual()


def _usual() -> tuple[Section, ...]:
    return (
        Section("beskrivning", _("Enheten i korthet"), _("Vad ni gör, och för vem."), False),
        Section("nulage", _("Läget just nu"), _("En kort analys."), False),
        Section("behov", _("Vad som behövs framöver"), "", False),
        Section("mal", _("Enhetens egna mål"), _("Hur målen har brutits ned hos er."), False),
        Section("fragor", _("Frågor som enheten vill lyfta"), "", False),
    )
