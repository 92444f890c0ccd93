"""Facts about what surrounds and follows a visit: extra visits, reports, parties, fees."""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .choices import Channel, Initiator, VisitKind
from .model import Fact, Kind, Unit

EXTRA = (
    Fact(
        "actor.is_chair",
        Kind.YES_NO,
        _("Den som beslutar är ordförande"),
        _("Den som fattar beslutet är ordförande i organet."),
        ("Actor is the chair", "Whoever decides is the chair of the body."),
    ),
    Fact(
        "actor.is_visitor",
        Kind.YES_NO,
        _("Den som beslutar är själv besökare"),
        _("Den som fattar beslutet är en av dem som besöket gäller."),
        ("Actor is a visitor", "Whoever decides is one of the visitors concerned."),
    ),
    Fact(
        "actor.is_vice_chair",
        Kind.YES_NO,
        _("Den som beslutar är vice ordförande"),
        _("Den som fattar beslutet är vice ordförande i organet."),
        ("Actor is a vice chair", "Whoever decides is a vice chair of the body."),
    ),
    Fact(
        "extra.has_reason",
        Kind.YES_NO,
        _("Skäl för extra besök"),
        _("Det finns ett skäl angett till att besöket behövs utöver det vanliga antalet."),
        ("Reason given", "A reason is stated why the visit is needed beyond the number."),
    ),
)

PARTICIPANTS = (
    Fact(
        "participants.staff",
        Kind.YES_NO,
        _("Medarbetare deltar"),
        _("Medarbetare från verksamheten är med på besöket."),
        ("Staff take part", "Staff of the operation take part in the visit."),
    ),
    Fact(
        "participants.users",
        Kind.YES_NO,
        _("Brukare deltar"),
        _("Brukare, elever eller anhöriga är med på besöket."),
        ("Users take part", "Users, pupils or relatives take part in the visit."),
    ),
    Fact(
        "participants.on_floor",
        Kind.YES_NO,
        _("Besök ute i verksamheten"),
        _("Besökarna går ut i verksamheten."),
        ("On the floor", "The visitors go out into the operation."),
    ),
    Fact(
        "participants.unit_manager_decided",
        Kind.YES_NO,
        _("Enhetschefen har själv avgjort"),
        _("Enhetschefen har själv tagit ställning till vilka som är med och var."),
        ("Unit manager decided", "The unit manager alone has decided who and where."),
    ),
)

PREPARATION = (
    Fact(
        "preparation.days_left",
        Kind.COUNT,
        _("Dagar kvar till besöket"),
        _("Antal dagar från i dag till besöket."),
        ("Days left", "Days from today to the visit."),
        unit=Unit.DAYS,
    ),
    Fact(
        "preparation.sections_filled",
        Kind.KEYS,
        _("Ifyllda avsnitt i förberedelsen"),
        _("Nyckelorden för de avsnitt som enheten har fyllt i före besöket."),
        ("Sections filled in", "The keys of the sections filled in before the visit."),
    ),
    Fact(
        "preparation.moments_planned",
        Kind.KEYS,
        _("Planerade moment"),
        _("Nyckelorden för de moment som besökets program innehåller."),
        ("Moments planned", "The keys of the moments in the visit's programme."),
    ),
)

REPORT = (
    Fact(
        "visit.is_held",
        Kind.YES_NO,
        _("Besöket är genomfört"),
        _("Besöket har ägt rum och är noterat som genomfört."),
        ("Visit is held", "The visit has taken place and is noted as held."),
    ),
    Fact(
        "visit.is_cancelled",
        Kind.YES_NO,
        _("Besöket är inställt"),
        _("Besöket har ställts in."),
        ("Visit is cancelled", "The visit has been cancelled."),
    ),
    Fact(
        "author.is_visitor",
        Kind.YES_NO,
        _("Den som skriver var med på besöket"),
        _("Den som lämnar rapporten är en av dem som gjorde besöket."),
        ("Author was there", "Whoever submits the report made the visit."),
    ),
    Fact(
        "report.sections_filled",
        Kind.KEYS,
        _("Ifyllda avsnitt"),
        _("Nyckelorden för de avsnitt i rapporten som är ifyllda."),
        ("Sections filled in", "The keys of the report's sections that are filled in."),
    ),
    Fact(
        "report.channel",
        Kind.CHOICE,
        _("Rapportens form"),
        _("I vilken form rapporten lämnas."),
        ("Form of the report", "In what form the report is given."),
        choices=Channel,
    ),
    Fact(
        "report.days_since_visit",
        Kind.COUNT,
        _("Dagar sedan besöket"),
        _("Antal dagar från besöket till i dag."),
        ("Days since the visit", "Days from the visit to today."),
        unit=Unit.DAYS,
    ),
    Fact(
        "report.unit_manager_took_part",
        Kind.YES_NO,
        _("Enhetschefen är med om rapporten"),
        _("Enhetschefen har skrivit eller gått igenom rapporten tillsammans med besökarna."),
        ("Unit manager took part", "The unit manager wrote or read the report with them."),
    ),
    Fact(
        "report.privacy_warnings_open",
        Kind.COUNT,
        _("Obesvarade varningar om personuppgifter"),
        _("Antal ställen i texten där en varning om personuppgifter inte är besvarad."),
        ("Open privacy warnings", "Marked places in the text not yet decided on."),
    ),
    Fact(
        "report.is_submitted",
        Kind.YES_NO,
        _("Rapporten är inlämnad"),
        _("En skriftlig rapport om besöket är inlämnad."),
        ("Report is submitted", "A written report on the visit is submitted."),
    ),
    Fact(
        "meeting.is_held",
        Kind.YES_NO,
        _("Sammanträdet är hållet"),
        _("Det sammanträde där ärendet togs upp är avslutat."),
        ("Meeting is held", "The meeting at which the item was taken is closed."),
    ),
)

PARTY = (
    Fact(
        "party.is_represented",
        Kind.YES_NO,
        _("Partiet är företrätt i fullmäktige"),
        _("Det parti som vill komma på besök har mandat i fullmäktige."),
        ("Party is represented", "The party that wants to visit has seats in the council."),
    ),
    Fact(
        "party.same_offer_to_all",
        Kind.YES_NO,
        _("Samma erbjudande till alla partier"),
        _("Alla partier som uppfyller samma sakliga villkor får samma erbjudande."),
        ("Same offer to all", "All parties on the same objective terms get the same offer."),
    ),
    Fact(
        "party.objective_grounds",
        Kind.YES_NO,
        _("Urvalet är sakligt"),
        _("Valet av partier vilar på sakliga grunder som är nedskrivna."),
        ("Objective grounds", "The choice of parties rests on written objective grounds."),
    ),
    Fact(
        "party.visits_this_year",
        Kind.COUNT,
        _("Partiets besök i år"),
        _("Antal besök som partiet redan har gjort hos enheten i år."),
        ("Party's visits this year", "Visits the party already made to the unit this year."),
        unit=Unit.VISITS_PER_YEAR,
    ),
    Fact(
        "party.during_lessons",
        Kind.YES_NO,
        _("Besöket är en del av undervisningen"),
        _("Partiet medverkar i undervisningen eller på skoltid inför elever."),
        ("During lessons", "The party takes part in teaching or meets pupils at school."),
    ),
)

CLAIM = (
    Fact(
        "claim.hours",
        Kind.NUMBER,
        _("Timmar i kravet"),
        _("Timmar som kravet gäller för besöket."),
        ("Hours claimed", "Hours that the claim covers for the visit."),
        unit=Unit.HOURS_PER_VISIT,
    ),
    Fact(
        "claim.hours_this_year",
        Kind.NUMBER,
        _("Arvoderade timmar i år"),
        _("Timmar som redan är arvoderade under besökets kalenderår."),
        ("Paid hours this year", "Hours already paid in the visit's calendar year."),
        unit=Unit.HOURS_PER_YEAR,
    ),
    Fact(
        "claim.hours_with_this_claim",
        Kind.NUMBER,
        _("Arvoderade timmar med det här kravet"),
        _("Redan arvoderade timmar under året och timmarna i kravet tillsammans."),
        ("Hours with this claim", "Hours already paid this year plus those claimed."),
        unit=Unit.HOURS_PER_YEAR,
    ),
    Fact(
        "claim.visits_this_year",
        Kind.COUNT,
        _("Arvoderade besök i år"),
        _("Antal besök som redan är arvoderade under kalenderåret."),
        ("Paid visits this year", "Visits already paid in the calendar year."),
        unit=Unit.VISITS_PER_YEAR,
    ),
    Fact(
        "claim.visit_kind",
        Kind.CHOICE,
        _("Slag av besök som kravet gäller"),
        _("Vilket slags besök som kravet gäller."),
        ("Kind of visit claimed", "What sort of visit the claim is for."),
        choices=VisitKind,
    ),
    Fact(
        "claim.initiator",
        Kind.CHOICE,
        _("Vem som tog initiativet till besöket"),
        _("Vem som tog initiativet till det besök som kravet gäller."),
        ("Initiator of the visit", "Who took the initiative to the visit claimed for."),
        choices=Initiator,
    ),
    Fact(
        "claim.has_decision",
        Kind.YES_NO,
        _("Beslut om besöket"),
        _("Organet eller ordföranden har beslutat om eller bekräftat besöket."),
        ("Decision on the visit", "The body or chair has decided on or confirmed it."),
    ),
    Fact(
        "claim.is_in_meeting_plan",
        Kind.YES_NO,
        _("Besöket fanns i sammanträdesplanen"),
        _("Besöket hölls på ett datum som sammanträdesplanen avsatte för besök."),
        ("Was in the meeting plan", "The visit was held on a day of the meeting plan."),
    ),
    Fact(
        "claim.report_is_submitted",
        Kind.YES_NO,
        _("Rapport om besöket är inlämnad"),
        _("En skriftlig rapport om det besök som kravet gäller är inlämnad."),
        ("Report submitted", "A written report on the visit claimed for is submitted."),
    ),
    Fact(
        "claim.days_since_visit",
        Kind.COUNT,
        _("Dagar från besök till krav"),
        _("Antal dagar från besöket till den dag då kravet lämnas."),
        ("Days to the claim", "Days from the visit to the day of the claim."),
        unit=Unit.DAYS,
    ),
    Fact(
        "claimant.is_visitor",
        Kind.YES_NO,
        _("Den som begär var med på besöket"),
        _("Den som begär ersättning är en av dem som gjorde besöket."),
        ("Claimant was there", "Whoever claims is one of those who made the visit."),
    ),
)
