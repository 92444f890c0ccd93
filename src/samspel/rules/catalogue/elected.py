"""What the law asks of whom is elected or employed at the top, and when elections are held."""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .choices import Seated
from .model import Act, Fact, Kind, SettingKind, Unit
from .room import yes_no

ELECTED = (
    Fact(
        "mandate.body",
        Kind.CHOICE,
        _("Vilket slags organ uppdraget finns i"),
        _("Organet som personen väljs till."),
        ("What kind of body", "The body to which the person is elected."),
        choices=Seated,
    ),
    Fact(
        "person.seats",
        Kind.CHOICES,
        _("Organ där personen har uppdrag samtidigt"),
        _("De slags organ där personen har ett annat uppdrag under någon av samma dagar."),
        ("Bodies with seats at the same time", "Where the person has another mandate then."),
        choices=Seated,
    ),
    yes_no(
        "mandate.members_are_known",
        _("Det är känt vilka som sitter i organet ovanför"),
        _("Ledamöterna i det organ som väljer utskottet är inlagda för dagen."),
        "The members above are known",
        "The members of the body that chooses the committee are entered for the day.",
    ),
    yes_no(
        "person.sits_above",
        _("Personen har en plats i organet ovanför"),
        _("Personen är ledamot eller ersättare i det organ som väljer utskottet."),
        "The person sits above",
        "The person is a member or substitute of the body that chooses the committee.",
    ),
    yes_no(
        "person.is_director",
        _("Personen är kommundirektör"),
        _("Personen är anställd som kommunens direktör under någon av dagarna."),
        "The person is the director",
        "The person is employed as the municipality's director on some of the days.",
    ),
    yes_no(
        "person.heads_administration",
        _("Personen är chef för organets förvaltning"),
        _("Personen är chef för en förvaltning under organet som uppdraget gäller."),
        "The person heads the administration",
        "The person is head of an administration under the body concerned.",
    ),
)

EMPLOYED = (
    yes_no(
        "post.is_director",
        _("Befattningen är kommundirektör"),
        _("Befattningen är kommunens direktör."),
        "The post is director",
        "The post is that of the municipality's director.",
    ),
    yes_no(
        "post.heads_administration",
        _("Befattningen är förvaltningschef"),
        _("Befattningen är chef för en förvaltning."),
        "The post is head of administration",
        "The post is that of a head of an administration.",
    ),
    yes_no(
        "person.is_elected",
        _("Personen är förtroendevald"),
        _("Personen har ett uppdrag i något av kommunens organ under någon av dagarna."),
        "The person is elected",
        "The person has a mandate in some body on some of the days.",
    ),
    yes_no(
        "person.is_elected_there",
        _("Personen är vald till organet som förvaltningen hör till"),
        _("Personen har ett uppdrag i ett organ som befattningen arbetar för."),
        "The person is elected there",
        "The person has a mandate in a body that the post works for.",
    ),
)

FACTS = (*ELECTED, *EMPLOYED)

SETTINGS = (
    SettingKind(
        "election.month",
        "election.hold",
        Kind.COUNT,
        _("Månad för ordinarie val"),
        _("Den månad ett valår då val till fullmäktige hålls i hela landet."),
        ("Month of the elections", "The month of an election year when they are held."),
        unit=Unit.MONTHS,
    ),
    SettingKind(
        "election.first_day",
        "election.hold",
        Kind.COUNT,
        _("Tidigaste dag för ordinarie val"),
        _(
            "Den tidigaste dagen i månaden. Valet hålls den söndag som är då eller närmast efter."
        ),
        ("Earliest day of the elections", "They are held on the Sunday then or next after."),
        unit=Unit.DAYS,
    ),
)

ACTS = (
    Act(
        "mandate.elect",
        _("Välja någon till ett uppdrag"),
        _("En person väljs till ett uppdrag i ett organ."),
        ("Elect somebody", "A person is elected to a mandate in a body."),
        tuple(fact.name for fact in ELECTED),
    ),
    Act(
        "post.hold",
        _("Anställa någon i ledningen"),
        _("En person anställs som direktör eller förvaltningschef."),
        ("Employ somebody at the top", "A person is employed as director or as a head."),
        tuple(fact.name for fact in EMPLOYED),
    ),
    Act(
        "election.hold",
        _("Hålla val till fullmäktige"),
        _("Ordinarie val till fullmäktige hålls i hela landet."),
        ("Hold elections", "Ordinary elections to the councils are held in the whole country."),
        (),
    ),
)
