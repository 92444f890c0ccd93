"""What is told of a seat that somebody has left during the term."""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .choices import Leaving, Seated
from .model import Fact, Kind
from .room import yes_no

FILLING = (
    Fact(
        "seat.body",
        Kind.CHOICE,
        _("Vilket slags organ platsen finns i"),
        _("Organet som den som har lämnat var ledamot i."),
        ("What kind of body", "The body in which whoever left had a seat."),
        choices=Seated,
    ),
    Fact(
        "seat.left_because",
        Kind.CHOICE,
        _("Varför platsen har lämnats"),
        _("Skälet till att uppdraget har upphört."),
        ("Why the seat was left", "The reason for which the mandate has ended."),
        choices=Leaving,
    ),
    yes_no(
        "seat.is_of_member",
        _("Platsen är en ledamots"),
        _("Den som har lämnat var ledamot, inte ersättare."),
        "The seat is a member's",
        "Whoever left was a member, not a substitute.",
    ),
    yes_no(
        "seat.can_be_filled_in_time",
        _("Mandattiden räcker till ett val"),
        _("Det organ som väljer hinner mötas innan mandattiden ändå är slut."),
        "There is time to elect",
        "The body that elects meets before the term is over anyway.",
    ),
    yes_no(
        "seat.is_vacant",
        _("Ett uppdrag är vakant under mandattiden"),
        _("En ledamot har avgått före mandattidens slut, och ingen är vald i stället."),
        "A seat is vacant",
        "A member has left before the end of the term, and nobody is elected instead.",
    ),
)
