"""Facts about who is appointed or visits, and about the operation concerned."""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .choices import EndReason, Role, Side
from .model import Fact, Kind, Unit

APPOINTEE = (
    Fact(
        "appointee.is_ordinary_member",
        Kind.YES_NO,
        _("Ledamot i organet"),
        _("Den som utses är ordinarie ledamot i det organ som utser."),
        ("Member of the body", "The appointee is an ordinary member of the appointing body."),
    ),
    Fact(
        "appointee.is_substitute",
        Kind.YES_NO,
        _("Ersättare i organet"),
        _("Den som utses är ersättare i det organ som utser."),
        ("Substitute in the body", "The appointee is a substitute in the appointing body."),
    ),
    Fact(
        "appointee.is_member",
        Kind.YES_NO,
        _("Ledamot eller ersättare i organet"),
        _("Den som utses är ledamot eller ersättare i det organ som utser."),
        ("Member or substitute", "The appointee is a member or a substitute of the body."),
    ),
    Fact(
        "appointee.is_elected",
        Kind.YES_NO,
        _("Förtroendevald i kommunen"),
        _("Den som utses har ett uppdrag i något av kommunens organ."),
        ("Elected in the municipality", "The appointee has a mandate in some body."),
    ),
    Fact(
        "appointee.in_presidium",
        Kind.YES_NO,
        _("Med i presidiet"),
        _("Den som utses är ordförande eller vice ordförande i organet."),
        ("In the presidium", "The appointee is chair or vice chair of the body."),
    ),
    Fact(
        "appointee.employed_in_operation",
        Kind.YES_NO,
        _("Anställd i verksamheten"),
        _("Den som utses är anställd i den verksamhet som uppdraget gäller."),
        ("Employed in the operation", "The appointee is employed in the operation concerned."),
    ),
    Fact(
        "appointee.close_employed_in_operation",
        Kind.YES_NO,
        _("Närstående anställd i verksamheten"),
        _("Någon närstående till den som utses är anställd i verksamheten."),
        ("Someone close employed there", "Someone close to the appointee is employed there."),
    ),
    Fact(
        "appointee.side",
        Kind.CHOICE,
        _("Majoritet eller opposition"),
        _("Vilken sida i organet som partiet hör till för den som utses."),
        ("Side", "Which side of the body the appointee's party belongs to."),
        choices=Side,
    ),
    Fact(
        "appointee.operation_count",
        Kind.COUNT,
        _("Verksamheter sedan tidigare"),
        _("Antal verksamheter som den som utses redan är kontaktpolitiker för."),
        ("Operations already held", "How many operations the appointee already has."),
        unit=Unit.OPERATIONS,
    ),
    Fact(
        "appointee.unit_count",
        Kind.COUNT,
        _("Enheter efter beslutet"),
        _("Antal enheter som den som utses får ansvar för om beslutet fattas."),
        ("Units after the decision", "How many units the appointee would then have."),
        unit=Unit.UNITS,
    ),
)

APPOINTMENT = (
    Fact(
        "appointment.has_body_decision",
        Kind.YES_NO,
        _("Organet har beslutat"),
        _("Det finns ett beslut av organet med dag och paragraf."),
        ("The body has decided", "There is a decision of the body with day and section."),
    ),
    Fact(
        "appointment.decided_by",
        Kind.CHOICE,
        _("Vem som har beslutat"),
        _("Vem som har fattat beslutet om uppdraget."),
        ("Who decided", "Who has taken the decision on the appointment."),
        choices=Role,
    ),
    Fact(
        "appointment.names_who_visits_what",
        Kind.YES_NO,
        _("Beslutet anger vem som besöker vad"),
        _("Beslutet namnger både de som ska besöka och verksamheterna."),
        ("Names who visits what", "The decision names both visitors and operations."),
    ),
    Fact(
        "appointment.is_group",
        Kind.YES_NO,
        _("En grupp utses"),
        _("Uppdraget ges till en namngiven grupp och inte till en person."),
        ("A group is appointed", "The appointment is given to a named group."),
    ),
    Fact(
        "appointment.group_size",
        Kind.COUNT,
        _("Gruppens storlek"),
        _("Antal personer i den grupp som utses."),
        ("Size of the group", "How many persons are in the appointed group."),
        unit=Unit.PERSONS,
    ),
    Fact(
        "appointment.group_sides",
        Kind.CHOICES,
        _("Sidor i gruppen"),
        _("Vilka sidor i organet som finns med i gruppen."),
        ("Sides in the group", "Which sides of the body are found in the group."),
        choices=Side,
    ),
    Fact(
        "appointment.group_has_presidium",
        Kind.YES_NO,
        _("Presidiet är med i gruppen"),
        _("Någon i gruppen är ordförande eller vice ordförande i organet."),
        ("Presidium in the group", "Someone in the group is chair or vice chair."),
    ),
    Fact(
        "appointment.months",
        Kind.COUNT,
        _("Uppdragets längd"),
        _("Antal påbörjade månader från uppdragets första dag till dess sista."),
        ("Length", "Started months from the first day of the appointment to the last."),
        unit=Unit.MONTHS,
    ),
    Fact(
        "appointment.ends_with_term",
        Kind.YES_NO,
        _("Slutar senast med mandatperioden"),
        _("Uppdraget slutar senast den dag då organets mandatperiod går ut."),
        ("Ends with the term", "The appointment ends no later than the body's term."),
    ),
    Fact(
        "appointment.starts_on",
        Kind.DATE,
        _("Första dagen"),
        _("Den dag då uppdraget börjar."),
        ("First day", "The day on which the appointment begins."),
    ),
    Fact(
        "appointment.ends_on",
        Kind.DATE,
        _("Sista dagen"),
        _("Den dag då uppdraget slutar, om den är bestämd."),
        ("Last day", "The day on which the appointment ends, if it is set."),
    ),
)

OPERATION = (
    Fact(
        "operation.key",
        Kind.KEY,
        _("Verksamhet"),
        _("Kommunens nyckelord för verksamheten."),
        ("Operation", "The municipality's key for the operation."),
    ),
    Fact(
        "operation.department",
        Kind.KEY,
        _("Avdelning"),
        _("Kommunens nyckelord för den avdelning som verksamheten hör till."),
        ("Department", "The municipality's key for the operation's department."),
    ),
    Fact(
        "operation.under_body",
        Kind.YES_NO,
        _("Hör till organet"),
        _("Organet ansvarar för verksamheten."),
        ("Under the body", "The body is responsible for the operation."),
    ),
    Fact(
        "operation.is_private",
        Kind.YES_NO,
        _("Privat utförare"),
        _("Verksamheten drivs av en privat utförare på kommunens uppdrag."),
        ("Private provider", "The operation is run by a private provider."),
    ),
    Fact(
        "operation.is_school",
        Kind.YES_NO,
        _("Skola eller förskola"),
        _("Verksamheten är en skola eller en förskola."),
        ("School or preschool", "The operation is a school or a preschool."),
    ),
    Fact(
        "operation.contact_politician_count",
        Kind.COUNT,
        _("Kontaktpolitiker i verksamheten"),
        _("Antal kontaktpolitiker som verksamheten redan har."),
        ("Contact politicians", "How many contact politicians the operation already has."),
        unit=Unit.PERSONS,
    ),
    Fact(
        "operation.sides",
        Kind.CHOICES,
        _("Sidor bland verksamhetens kontaktpolitiker"),
        _("Vilka sidor i organet som verksamhetens kontaktpolitiker hör till."),
        ("Sides in the operation", "The sides of the operation's contact politicians."),
        choices=Side,
    ),
    Fact(
        "operation.contact_politicians_left",
        Kind.COUNT,
        _("Kontaktpolitiker kvar"),
        _("Antal kontaktpolitiker som verksamheten har när uppdraget har avslutats."),
        ("Contact politicians left", "How many remain when the appointment has ended."),
        unit=Unit.PERSONS,
    ),
    Fact(
        "operation.visits_this_year",
        Kind.COUNT,
        _("Besök i verksamheten i år"),
        _("Antal genomförda och bokade besök i verksamheten under kalenderåret."),
        ("Visits here this year", "Visits held or booked in the operation this year."),
        unit=Unit.VISITS_PER_YEAR,
    ),
    Fact(
        "operation.user_meetings_this_year",
        Kind.COUNT,
        _("Möten med brukare eller elever i år"),
        _("Antal besök under kalenderåret där brukare, barn eller elever har träffats."),
        ("Meetings with users", "Visits this year in which users or pupils were met."),
        unit=Unit.VISITS_PER_YEAR,
    ),
    Fact(
        "operation.agreement_allows_visits",
        Kind.YES_NO,
        _("Avtalet tillåter besök"),
        _("Kommunens avtal med den privata utföraren ger rätt till besök."),
        ("Agreement allows visits", "The agreement with the provider allows visits."),
    ),
)

ENDING = (
    Fact(
        "end.reason",
        Kind.CHOICE,
        _("Varför uppdraget slutar"),
        _("Skälet till att uppdraget som kontaktpolitiker slutar."),
        ("Why it ends", "The reason why the appointment ends."),
        choices=EndReason,
    ),
    Fact(
        "end.has_body_decision",
        Kind.YES_NO,
        _("Organet har beslutat att uppdraget slutar"),
        _("Det finns ett beslut av organet om att avsluta uppdraget."),
        ("The body has ended it", "There is a decision of the body to end it."),
    ),
)
