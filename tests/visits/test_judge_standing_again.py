"""What changes in the register makes standing appointments be judged again; never ended."""

from __future__ import annotations

import datetime as dt

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Message
from samspel.people.enums import EndReason as MandateEnd
from samspel.people.enums import TieKind
from samspel.people.services import declare_tie, end_mandate
from samspel.visits import services
from samspel.visits.enums import EndReason, FlagResolution
from samspel.visits.errors import AppointmentRefused
from samspel.visits.models import AppointmentFlag
from samspel.visits.tasks import judge_standing
from tests.stages import staged
from tests.visits.acting import NOW
from tests.visits.nothing import refused


@staged
def flag(town, board):
    declare_tie(
        town.person("anna"),
        town.operation("kost"),
        kind=TieKind.EMPLOYED,
        valid_from=NOW.date(),
        actor=town.actor("ingrid"),
    )
    return AppointmentFlag.objects.get()


def test_a_tie_that_is_declared_flags_the_appointment_and_does_not_end_it(town, board, flag):
    board.anna.refresh_from_db()
    assert flag.appointment == board.anna
    assert flag.is_shall
    assert "anställd i verksamheten" in flag.text
    assert board.anna.valid_to == dt.date(2027, 1, 1)
    assert AuditEntry.objects.filter(act="visits.appointment.flagged").count() == 1
    assert Message.objects.filter(
        recipient=town.person("ingrid"), kind="visits.appointment"
    ).exists()


def test_a_close_tie_flags_it_as_a_warning(town, board):
    declare_tie(
        town.person("anna"),
        town.operation("kost"),
        kind=TieKind.CLOSE,
        valid_from=NOW.date(),
        actor=town.actor("ingrid"),
    )

    assert AppointmentFlag.objects.get().is_shall is False


def test_a_mandate_that_ends_flags_every_standing_appointment_in_that_body_only(
    town, board, committee
):
    end_mandate(
        town.mandate("anna", "KS"),
        valid_to=dt.date(2026, 12, 1),
        reason=MandateEnd.RESIGNED,
        actor=town.actor("ingrid"),
    )

    assert [each.appointment for each in AppointmentFlag.objects.all()] == [board.anna]


def test_judging_again_raises_nothing_twice(town, board, flag):
    raised = services.judge_standing_again(on=NOW.date(), actor=town.actor("ingrid"), at=NOW)

    assert raised == []
    assert AppointmentFlag.objects.count() == 1


def test_a_mandate_that_runs_out_by_itself_is_flagged_by_the_nightly_job(town, board):
    town.mandate("anna", "KS").__class__.objects.filter(
        pk=town.mandate("anna", "KS").pk
    ).update(valid_to=dt.date(2026, 11, 12))

    assert judge_standing() == 1


def test_a_flag_whose_cause_is_gone_is_settled_as_corrected(town, board, flag):
    town.person("anna").ties.all().delete()

    services.judge_standing_again(on=NOW.date(), actor=town.actor("ingrid"), at=NOW)

    flag.refresh_from_db()
    assert flag.resolution == FlagResolution.CORRECTED


def test_letting_it_stand_asks_for_a_note_and_it_is_not_raised_again(town, board, flag):
    with refused("Skriv varför", AppointmentRefused):
        services.resolve_flag(
            flag, resolution=FlagResolution.KEPT, actor=town.actor("ingrid"), at=NOW
        )
    services.resolve_flag(
        flag,
        resolution=FlagResolution.KEPT,
        note="Timvikarie i december.",
        actor=town.actor("ingrid"),
        at=NOW,
    )

    services.judge_standing_again(on=NOW.date(), actor=town.actor("ingrid"), at=NOW)
    assert AppointmentFlag.objects.filter(resolved_at__isnull=True).count() == 0


def test_it_is_not_settled_as_ended_while_it_stands(town, board, flag):
    with refused("inte avslutat", AppointmentRefused):
        services.resolve_flag(
            flag, resolution=FlagResolution.ENDED, actor=town.actor("ingrid"), at=NOW
        )
    services.end_appointment(
        board.anna,
        on=dt.date(2026, 12, 1),
        because=EndReason.CONFLICT,
        actor=town.actor("ingrid"),
        at=NOW,
    )

    settled = services.resolve_flag(
        flag, resolution=FlagResolution.ENDED, actor=town.actor("ingrid"), at=NOW
    )
    assert settled.resolution == FlagResolution.ENDED


def test_a_flag_is_settled_once(town, board, flag):
    services.resolve_flag(
        flag, resolution=FlagResolution.CORRECTED, actor=town.actor("ingrid"), at=NOW
    )

    with refused("redan avgjort", AppointmentRefused):
        services.resolve_flag(
            flag, resolution=FlagResolution.CORRECTED, actor=town.actor("ingrid"), at=NOW
        )


def test_the_flagged_does_not_settle_it(town, board, flag):
    with refused("sekreterare", NotAllowed):
        services.resolve_flag(
            flag, resolution=FlagResolution.CORRECTED, actor=town.actor("anna"), at=NOW
        )
