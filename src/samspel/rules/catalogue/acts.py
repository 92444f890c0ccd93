"""The acts that a guideline can have a say in, and the facts that each of them offers."""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .bookings import BOOKING, DECLINING, VISIT, VISITOR
from .council import COUNCIL_CASE
from .follow_up import CLAIM, EXTRA, PARTICIPANTS, PARTY, PREPARATION, REPORT
from .model import Act, Fact
from .persons import APPOINTEE, APPOINTMENT, ENDING, OPERATION


def _names(*groups: tuple[Fact, ...]) -> tuple[str, ...]:
    return tuple(fact.name for group in groups for fact in group)


ALL_FACTS = (
    *APPOINTEE,
    *APPOINTMENT,
    *OPERATION,
    *ENDING,
    *VISIT,
    *VISITOR,
    *BOOKING,
    *DECLINING,
    *EXTRA,
    *PARTICIPANTS,
    *PREPARATION,
    *REPORT,
    *PARTY,
    *CLAIM,
    *COUNCIL_CASE,
)

ALL_ACTS = (
    Act(
        "contact_politician.appoint",
        _("Utse kontaktpolitiker"),
        _("En person eller grupp utses till kontaktpolitiker för en verksamhet."),
        ("Appoint", "A person or a group is appointed contact politician of an operation."),
        _names(APPOINTEE, APPOINTMENT, OPERATION),
    ),
    Act(
        "contact_politician.end",
        _("Avsluta ett uppdrag som kontaktpolitiker"),
        _("Ett uppdrag som kontaktpolitiker avslutas."),
        ("End an appointment", "An appointment as contact politician is ended."),
        _names(OPERATION, ENDING),
    ),
    Act(
        "visit.invite",
        _("Bjuda in till besök"),
        _("En enhet bjuder in sina kontaktpolitiker och föreslår tider."),
        ("Invite", "A unit invites its contact politicians and offers times."),
        _names(VISIT, VISITOR, BOOKING, OPERATION),
    ),
    Act(
        "visit.book",
        _("Boka besök"),
        _("Ett besök får en bestämd tid och bestämda besökare."),
        ("Book a visit", "A visit is given a settled time and settled visitors."),
        _names(VISIT, VISITOR, BOOKING, OPERATION),
    ),
    Act(
        "visit.decline",
        _("Tacka nej till besök"),
        _("Verksamheten eller den förtroendevalda tackar nej till ett besök."),
        ("Decline", "The operation or the elected person declines a visit."),
        _names(VISIT, BOOKING, DECLINING, OPERATION),
    ),
    Act(
        "visit.extra",
        _("Besluta om extra besök"),
        _("Ett besök utöver det vanliga antalet beslutas."),
        ("Decide an extra visit", "A visit beyond the usual number is decided."),
        _names(VISIT, VISITOR, EXTRA, OPERATION),
    ),
    Act(
        "visit.participants",
        _("Avgöra vilka som är med och var"),
        _("Det avgörs om medarbetare och brukare är med och om besöket går ut."),
        ("Settle who takes part", "It is settled who takes part and where it is held."),
        _names(VISIT, PARTICIPANTS, OPERATION),
    ),
    Act(
        "visit.prepare",
        _("Förbereda besök"),
        _("Besökaren och enheten förbereder ett bokat besök."),
        ("Prepare", "The visitor and the unit prepare a booked visit."),
        _names(VISIT, PREPARATION, OPERATION),
    ),
    Act(
        "visit.held",
        _("Notera att besöket är genomfört"),
        _("Besöket noteras som genomfört och får sina följder."),
        ("Note as held", "The visit is noted as held, with what follows from it."),
        _names(VISIT, PARTICIPANTS, PREPARATION, REPORT, OPERATION),
    ),
    Act(
        "visit.party",
        _("Ta emot partibesök"),
        _("Ett parti kommer på besök. Det är något annat än organets besök."),
        ("Receive a party", "A party comes on a visit, which is not a visit of the body."),
        _names(VISIT, BOOKING, PARTY, OPERATION),
    ),
    Act(
        "report.submit",
        _("Lämna in rapport"),
        _("En skriftlig rapport om ett besök lämnas in."),
        ("Submit a report", "A written report on a visit is submitted."),
        _names(VISIT, REPORT, OPERATION),
    ),
    Act(
        "report.route",
        _("Föra besöket till ett sammanträde"),
        _("Ärendet om besöket läggs på ett sammanträdes dagordning."),
        ("Route to a meeting", "The item on the visit is put on a meeting's agenda."),
        _names(VISIT, REPORT, OPERATION),
    ),
    Act(
        "report.publish",
        _("Visa rapporten"),
        _("En inlämnad rapport görs tillgänglig för fler."),
        ("Publish a report", "A submitted report is made available to others."),
        _names(VISIT, REPORT, OPERATION),
    ),
    Act(
        "fee.claim",
        _("Begära ersättning för besök"),
        _("En besökare begär ersättning för ett genomfört besök."),
        ("Claim a fee", "A visitor claims compensation for a visit that was held."),
        _names(CLAIM, VISIT, REPORT, OPERATION),
    ),
    Act(
        "case.to_council",
        _("Ta upp ett ärende i fullmäktige"),
        _("Ett ärende sätts upp på fullmäktiges föredragningslista."),
        ("Take a case to the council", "A case is put on the council's agenda."),
        _names(COUNCIL_CASE),
    ),
)
