"""One of each thing that an act is about, under both guidelines."""

from __future__ import annotations

from types import SimpleNamespace

from samspel.people.models import Party
from samspel.visits import services
from samspel.visits.models import AppointmentFlag
from tests.stages import staged
from tests.visits.acting import NOW, clock, decided, offered, proposed


@staged
def scene(town, board, committee):
    """The visits of a busy November: offered, narrow, half answered, booked, proposed."""
    offer = offered(town)
    half = offered(town, times=(clock(12, 15, 13),))
    services.choose_time(half, option=half.options.get(), actor=town.actor("perolof"), at=NOW)
    alone = offered(town, "anna", times=(clock(12, 10, 13),), reason="Per-Olof är bortrest.")
    services.choose_time(
        alone,
        option=alone.options.get(),
        actor=town.actor("anna"),
        at=NOW,
        reason="Per-Olof är bortrest.",
    )
    alone.refresh_from_db()
    party_offer = services.offer_party_visits(
        town.unit("ekgarden"),
        parties=list(Party.objects.all()),
        first_day=clock(12, 1).date(),
        last_day=clock(12, 20).date(),
        grounds="Alla partier i fullmäktige får komma en gång.",
        actor=town.actor("ingrid"),
        at=NOW,
    )
    half.refresh_from_db()
    return SimpleNamespace(
        offer=offer,
        narrow=offered(
            town, "anna", times=(clock(12, 17, 13),), reason="Per-Olof är bortrest."
        ),
        half=half,
        booked=alone,
        proposal=proposed(town),
        extra=services.request_extra_visit(
            person=town.person("anna"),
            operation=town.operation("kost"),
            year=2027,
            actor=town.actor("anna"),
            at=NOW,
        ),
        appointment=board.anna,
        flag=AppointmentFlag.objects.create(
            appointment=board.anna,
            person=town.person("anna"),
            operation=town.operation("kost"),
            provision_id="inte-anstalld",
            text="Personen är anställd i verksamheten.",
            raised_at=NOW,
        ),
        decision=decided(town, "KS", paragraph="15"),
        ks=town.body("KS"),
        sn=town.body("SN"),
        bjork=town.unit("bjork"),
        ekgarden=town.unit("ekgarden"),
        anna=town.person("anna"),
        lena=town.person("lena"),
        larsake=town.person("larsake"),
        kost=town.operation("kost"),
        party_offer=party_offer,
        party=Party.objects.get(abbreviation="V"),
        option=offer.options.order_by("starts_at").first(),
    )
