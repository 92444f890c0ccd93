"""Facts of raising a matter, deciding on delegation, reporting, and proportional elections."""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .choices import AutomationBar, DelegatedMatter, ElectionOf, RaisedBy
from .model import Fact, Kind, Unit
from .room import count, yes_no

RAISING = (
    Fact(
        "matter.raised_by",
        Kind.CHOICE,
        _("Vem som väcker ärendet"),
        _("I vilken egenskap någon väcker ett ärende i organet."),
        ("Raised by", "In what capacity somebody raises a matter in the body."),
        choices=RaisedBy,
    ),
    yes_no(
        "matter.concerns_audit",
        _("Ärendet rör granskningen"),
        _("Ärendet rör revisorernas granskning eller förvaltning som hör till den."),
        "Matter concerns the audit",
        "The matter concerns the audit, or the administration that it is about.",
    ),
    yes_no(
        "matter.council_lets_raise",
        _("Fullmäktige har gett rätten"),
        _("Fullmäktige har beslutat att den som väcker ärendet får göra det."),
        "Council has given the right",
        "The council has decided that whoever raises the matter may do so.",
    ),
)

DELEGATING = (
    Fact(
        "delegation.matter",
        Kind.CHOICE,
        _("Vad beslutet gäller"),
        _("Det slag av ärende som beslutet på delegation gäller."),
        ("What is decided", "The kind of matter that is decided on delegation."),
        choices=DelegatedMatter,
    ),
    yes_no(
        "delegation.is_urgent",
        _("Beslutet kan inte vänta"),
        _("Ärendet är så brådskande att nämndens avgörande inte kan avvaktas."),
        "Decision can't wait",
        "The matter is so urgent that the committee's decision can't be awaited.",
    ),
    yes_no(
        "delegation.decider_is_member",
        _("Den som beslutar är ledamot"),
        _("Den som beslutar är ordförande eller en annan ledamot i organet."),
        "Decider is a member",
        "Whoever decides is the chair or another member of the body.",
    ),
    yes_no(
        "delegation.is_automated",
        _("Beslutet fattas automatiskt"),
        _("Beslutet fattas av en automatiserad beslutsfunktion och inte av en person."),
        "Decision is automated",
        "The decision is taken by an automated function and not by a person.",
    ),
    Fact(
        "delegation.automation_bar",
        Kind.CHOICE,
        _("Hinder mot automatiska beslut"),
        _("Det som gör att beslutet måste fattas av en person."),
        ("Bar to automation", "What makes the decision one for a person."),
        choices=AutomationBar,
    ),
)

REPORTING = (
    count(
        "proposals.months_since_report",
        _("Månader sedan fullmäktige informerades"),
        _("Hur många hela månader det är sedan nämnden informerade om medborgarförslagen."),
        "Months since the council was told",
        "How many whole months since the committee reported on citizens' proposals.",
        Unit.MONTHS,
    ),
)

PROPORTIONAL = (
    Fact(
        "election.of",
        Kind.CHOICE,
        _("Vad valet avser"),
        _("De uppdrag som väljs."),
        ("What is elected", "The offices that are elected to."),
        choices=ElectionOf,
    ),
    count(
        "election.supporters_count",
        _("Så många begär proportionellt val"),
        _("Hur många tjänstgörande som begär att valet ska vara proportionellt."),
        "Ask for a proportional election",
        "How many who serve ask that the election is proportional.",
        Unit.PERSONS,
    ),
    count(
        "election.quota_count",
        _("Så många måste begära det"),
        _("De närvarande delat med antalet som ska väljas ökat med ett, avrundat uppåt."),
        "How many have to ask",
        "Those present divided by the number to elect and one more, rounded up.",
        Unit.PERSONS,
    ),
    yes_no(
        "election.quota_is_met",
        _("Tillräckligt många begär det"),
        _("De som begär proportionellt val är minst så många som kvoten."),
        "Enough ask for it",
        "Those who ask are at least as many as the quota.",
    ),
    yes_no(
        "election.is_of_substitutes",
        _("Valet avser ersättare"),
        _("Det är ersättare eller suppleanter som väljs."),
        "Election of substitutes",
        "It is substitutes that are elected.",
    ),
    yes_no(
        "election.members_were_proportional",
        _("Ledamöterna valdes proportionellt"),
        _("Valet av ledamöterna har varit proportionellt."),
        "Members were elected proportionally",
        "The election of the members has been proportional.",
    ),
)
