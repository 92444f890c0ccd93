"""Facts that the controls before certification find about a duty that is to be paid."""

from __future__ import annotations

from samspel.foundation.labels import mark as _

from .model import Act, Fact, Kind

CONTROLS = (
    Fact(
        "duty.is_own",
        Kind.YES_NO,
        _("Eget uppdrag"),
        _("Den som granskar eller attesterar är samma person som ska få ersättningen."),
        ("Own duty", "Whoever checks or certifies is the one who is to be paid."),
    ),
    Fact(
        "duty.is_double",
        Kind.YES_NO,
        _("Samma uppdrag två gånger"),
        _("Personen har redan ett likadant uppdrag i samma organ på samma tid."),
        ("The same duty twice", "The person has the same duty in the body at that time."),
    ),
    Fact(
        "duty.overlaps",
        Kind.YES_NO,
        _("Överlappar ett annat uppdrag"),
        _("Tiden går in i ett annat av personens uppdrag, i samma eller ett annat organ."),
        ("Overlaps", "The time runs into another of the person's duties, in any body."),
    ),
    Fact(
        "duty.is_late",
        Kind.YES_NO,
        _("Lämnat för sent"),
        _("Något i kravet är lämnat efter sista dagen."),
        ("Handed in too late", "Something in the claim is handed in after the last day."),
    ),
    Fact(
        "duty.is_near",
        Kind.YES_NO,
        _("Resan är under gränsen"),
        _("Resan är kortare än vad som ersätts."),
        ("Journey below the threshold", "The journey is shorter than what is compensated."),
    ),
    Fact(
        "duty.loss_outside_hours",
        Kind.YES_NO,
        _("Förlorad inkomst utanför arbetstid"),
        _("Den förlorade arbetstiden ligger helt eller delvis utanför personens arbetstid."),
        ("Loss outside working hours", "The lost hours lie outside the working hours."),
    ),
    Fact(
        "duty.loss_on_free_day",
        Kind.YES_NO,
        _("Förlorad inkomst på ledig tid"),
        _("Den förlorade arbetstiden ligger på en dag som personen är ledig."),
        ("Loss on a free day", "The lost hours lie on a day when the person is free."),
    ),
    Fact(
        "duty.certificate_is_missing",
        Kind.YES_NO,
        _("Intyg saknas"),
        _("Förlorad inkomst är inte styrkt med något intyg."),
        ("Certificate missing", "Lost earnings are not proved by any certificate."),
    ),
    Fact(
        "duty.certificate_has_expired",
        Kind.YES_NO,
        _("Intyget gäller inte den dagen"),
        _("Intyget om inkomst gällde inte den dag som uppdraget utfördes."),
        ("Certificate not valid", "The certificate did not hold on the day of the duty."),
    ),
    Fact(
        "duty.receipt_is_missing",
        Kind.YES_NO,
        _("Kvitto saknas"),
        _("En kostnad har inget kvitto."),
        ("Receipt missing", "A cost has no receipt."),
    ),
    Fact(
        "duty.is_over_cap",
        Kind.YES_NO,
        _("Över ett tak"),
        _("Ett tak sänker ersättningen eller tar bort den."),
        ("Over a cap", "A cap lowers what is paid or takes it away."),
    ),
    Fact(
        "duty.is_excluded",
        Kind.YES_NO,
        _("Undantaget från ersättning"),
        _("Personens uppdrag ger inte rätt till det som begärs."),
        ("Excluded", "The person's position gives no right to what is claimed."),
    ),
)

ACTS = (
    Act(
        "duty.certify",
        _("Attestera ersättning"),
        _("Ett uppdrag granskas eller attesteras innan ersättningen betalas."),
        ("Certify remuneration", "A duty is checked or certified before it is paid."),
        tuple(fact.name for fact in CONTROLS),
    ),
)
