"""A scene per act: everything is ready, and whoever is named does it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from samspel.audit.actors import Actor
from samspel.people.enums import TieKind
from samspel.people.models import Party
from samspel.people.services import declare_tie
from samspel.visits import services
from samspel.visits.enums import EndReason, FlagResolution
from samspel.visits.models import AppointmentFlag
from samspel.visits.queries import marked_in
from samspel.visits.services import FixedVisit, OfferedTime
from tests.cast import ENDS, Town
from tests.visits.acting import (
    NOW,
    STARTED,
    agreed,
    booked,
    clock,
    decided,
    held,
    offered,
    proposed,
    submitted,
    written,
)

LATER = clock(11, 24, 20)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
Act = Callable[[Actor], object]


def appoint(town: Town) -> Act:
    decision = decided(town, "KS", "15")
    return lambda who: services.appoint(
        town.body("KS"),
        persons=[town.person("lena")],
        places=[town.operation("kultur")],
        valid_from=STARTED,
        valid_to=ENDS,
        decision=decision,
        actor=who,
        at=NOW,
    )


def end_appointment(town: Town) -> Act:
    from samspel.visits.models import Appointment

    appointment = Appointment.objects.filter(body__short_name="KS").first()
    return lambda who: services.end_appointment(
        appointment,
        on=dt.date(2026, 12, 1),
        because=EndReason.DECISION,
        actor=who,
        at=NOW,
    )


def resolve_flag(town: Town) -> Act:
    declare_tie(
        town.person("anna"),
        town.operation("kost"),
        TieKind.CLOSE,
        valid_from=NOW.date(),
        actor=town.actor("ingrid"),
    )
    flag = AppointmentFlag.objects.get()
    return lambda who: services.resolve_flag(
        flag, resolution=FlagResolution.CORRECTED, actor=who, at=NOW
    )


def decide_quota(town: Town) -> Act:
    decision = decided(town, "SN", "16")
    return lambda who: services.decide_quota(
        town.body("SN"), decision=decision, year=2026, visits_count=3, actor=who, at=NOW
    )


def set_availability(town: Town) -> Act:
    return lambda who: services.set_availability(town.person("anna"), windows=[], actor=who)


def set_unit_terms(town: Town) -> Act:
    return lambda who: services.set_unit_terms(
        town.unit("bjork"), is_school=True, actor=who, at=NOW
    )


def set_visit_days(town: Town) -> Act:
    return lambda who: services.set_visit_days(
        town.body("KS"), days={dt.date(2026, 12, 1): ""}, year=2026, actor=who
    )


def offer_times(town: Town) -> Act:
    return lambda who: services.offer_times(
        town.unit("bjork"),
        options=[OfferedTime(clock(12, 1), clock(12, 1, 12))],
        actor=who,
        at=NOW,
    )


def suggest_time(town: Town) -> Act:
    visit = offered(town)
    return lambda who: services.suggest_time(
        visit, starts_at=clock(12, 7), ends_at=clock(12, 7, 12), actor=who, at=NOW
    )


def answer_options(town: Town) -> Act:
    visit = offered(town)
    key = visit.options.first().pk
    return lambda who: services.answer_options(
        visit, answers={key: "possible"}, person=town.person("anna"), actor=who, at=NOW
    )


def choose_time(town: Town) -> Act:
    visit = offered(town)
    option = visit.options.order_by("starts_at").first()
    for name in ("anna", "perolof"):
        services.answer_options(
            visit, answers={option.pk: "possible"}, actor=town.actor(name), at=NOW
        )
    return lambda who: services.choose_time(visit, option=option, actor=who, at=NOW)


def propose_time(town: Town) -> Act:
    return lambda who: services.propose_time(
        town.unit("ekgarden"),
        starts_at=clock(12, 1),
        ends_at=clock(12, 1, 12),
        actor=who,
        at=NOW,
    )


def agree_to_proposal(town: Town) -> Act:
    visit = proposed(town)
    option = visit.options.get()
    return lambda who: services.choose_time(visit, option=option, actor=who, at=NOW)


def decline_proposal(town: Town) -> Act:
    visit = proposed(town)
    return lambda who: services.decline_proposal(visit, note="Nej.", actor=who, at=NOW)


def book_visit(town: Town) -> Act:
    return lambda who: services.book_visit(
        town.unit("bjork"),
        starts_at=clock(12, 1),
        ends_at=clock(12, 1, 12),
        persons=[town.person("anna"), town.person("perolof")],
        initiator="unit",
        actor=who,
        at=NOW,
    )


def plan_fixed_visits(town: Town) -> Act:
    services.set_visit_days(
        town.body("KS"),
        days={dt.date(2026, 12, 1): ""},
        year=2026,
        actor=town.actor("ingrid"),
    )
    row = FixedVisit(
        town.unit("bjork"),
        dt.date(2026, 12, 1),
        dt.time(9),
        dt.time(11),
        (town.person("lena"),),
        kind="study",
    )
    from tests.visits.acting import KS_RULES, amended, in_force

    in_force(town, "KS", amended(KS_RULES, besok=("- unit\n", "- schedule\n")), key=910_010)
    return lambda who: services.plan_fixed_visits(
        town.body("KS"), rows=[row], actor=who, at=NOW, reason="Studiebesök."
    )


def attach_decision(town: Town) -> Act:
    visit, decision = proposed(town), decided(town, "SN", "17")
    return lambda who: services.attach_decision(visit, decision=decision, actor=who, at=NOW)


def draw_in_others(town: Town) -> Act:
    visit = offered(town, "anna", reason="Bara Anna.")
    return lambda who: services.draw_in_others(visit, actor=who, at=NOW)


def join_visit(town: Town) -> Act:
    visit = booked(town, "anna", reason="Bara Anna.")
    services.draw_in_others(visit, actor=town.actor("maria"), at=NOW)
    return lambda who: services.join_visit(
        visit, person=town.person("perolof"), actor=who, at=NOW
    )


def decline_invitation(town: Town) -> Act:
    visit = offered(town)
    return lambda who: services.decline_invitation(
        visit, person=town.person("anna"), actor=who, at=NOW
    )


def move_visit(town: Town) -> Act:
    visit = booked(town)
    return lambda who: services.move_visit(
        visit, starts_at=clock(12, 1), ends_at=clock(12, 1, 12), actor=who, at=NOW
    )


def cancel_visit(town: Town) -> Act:
    visit = booked(town)
    return lambda who: services.cancel_visit(visit, because="Nej.", actor=who, at=NOW)


def request_extra_visit(town: Town) -> Act:
    return lambda who: services.request_extra_visit(
        person=town.person("anna"),
        operation=town.operation("kost"),
        year=2026,
        actor=who,
        at=NOW,
    )


def withdraw_extra_request(town: Town) -> Act:
    request = request_extra_visit(town)(town.actor("anna"))
    return lambda who: services.withdraw_extra_request(request, actor=who, at=NOW)


def decide_extra_visit(town: Town) -> Act:
    request = request_extra_visit(town)(town.actor("anna"))
    return lambda who: services.decide_extra_visit(request, grant=True, actor=who, at=NOW)


def decide_participants(town: Town) -> Act:
    visit = booked(town)
    return lambda who: services.decide_participants(
        visit, staff=True, users=False, on_floor=False, actor=who, at=NOW
    )


def save_preparation(town: Town) -> Act:
    visit = agreed(town, proposed(town))
    return lambda who: services.save_preparation(
        visit, key="nulage", text="Bra.", version=0, actor=who, at=NOW
    )


def mark_preparation_ready(town: Town) -> Act:
    visit = agreed(town, proposed(town))
    services.save_preparation(
        visit, key="nulage", text="Bra.", version=0, actor=town.actor("birgit"), at=NOW
    )
    return lambda who: services.mark_preparation_ready(
        visit, actor=who, at=NOW, reason="Resten kommer."
    )


def confirm_conduct(town: Town) -> Act:
    visit = booked(town)
    return lambda who: services.confirm_conduct(visit, actor=who, at=NOW)


def record_held(town: Town) -> Act:
    visit = booked(town)
    return lambda who: services.record_held(
        visit,
        held_from=visit.starts_at,
        held_to=visit.ends_at,
        attended=[town.person("anna")],
        actor=who,
        at=LATER,
    )


def _held(town: Town) -> object:
    return held(town, booked(town, chooser="anna"), "anna", "perolof")


def start_report(town: Town) -> Act:
    visit = _held(town)
    return lambda who: services.start_report(visit, actor=who, at=LATER)


def save_report_section(town: Town) -> Act:
    report = services.start_report(_held(town), actor=town.actor("anna"), at=LATER)
    return lambda who: services.save_report_section(
        report, key="styrkor", text="Bra.", version=0, actor=who, at=LATER
    )


def keep_guard_choice(town: Town) -> Act:
    report = written(town, _held(town), "anna", text="En boende har demens.")
    found = marked_in(report, on=LATER.date())[0]
    return lambda who: services.keep_guard_choice(
        report,
        section_key=found.section_key,
        finding_key=found.finding.key,
        choice="keep",
        actor=who,
        at=LATER,
    )


def attach_file(town: Town) -> Act:
    report = services.start_report(_held(town), actor=town.actor("anna"), at=LATER)
    return lambda who: services.attach_file(
        report,
        upload=SimpleUploadedFile("meny.pdf", PDF, "application/pdf"),
        actor=who,
        at=LATER,
    )


def detach_file(town: Town) -> Act:
    report = services.start_report(_held(town), actor=town.actor("anna"), at=LATER)
    file = services.attach_file(
        report,
        upload=SimpleUploadedFile("meny.pdf", PDF, "application/pdf"),
        actor=town.actor("anna"),
        at=LATER,
    )
    return lambda who: services.detach_file(report, document=file, actor=who, at=LATER)


def submit_report(town: Town) -> Act:
    report = written(town, _held(town), "anna")
    return lambda who: services.submit_report(report, actor=who, at=LATER)


def add_factual_remark(town: Town) -> Act:
    report = submitted(town, _held(town), "anna")
    return lambda who: services.add_factual_remark(report, text="Sju.", actor=who, at=LATER)


def publish_report(town: Town) -> Act:
    report = submitted(town, _held(town), "anna")
    return lambda who: services.publish_report(report, actor=who, at=LATER)


def note_follow_up(town: Town) -> Act:
    visit = _held(town)
    return lambda who: services.note_follow_up(visit, text="Ugnar.", actor=who, at=LATER)


def _follow_up(town: Town) -> object:
    return services.note_follow_up(
        _held(town),
        text="Ugnar.",
        owner=town.person("johan"),
        due_on=ENDS,
        actor=town.actor("ingrid"),
        at=LATER,
    )


def assign_follow_up(town: Town) -> Act:
    found = _follow_up(town)
    return lambda who: services.assign_follow_up(
        found, owner=town.person("peter"), due_on=ENDS, actor=who, at=LATER
    )


def write_follow_up_note(town: Town) -> Act:
    found = _follow_up(town)
    return lambda who: services.write_follow_up_note(found, text="Ja.", actor=who, at=LATER)


def mark_follow_up_done(town: Town) -> Act:
    found = _follow_up(town)
    return lambda who: services.mark_follow_up_done(found, actor=who, at=LATER)


def reopen_follow_up(town: Town) -> Act:
    found = services.mark_follow_up_done(_follow_up(town), actor=town.actor("johan"), at=LATER)
    return lambda who: services.reopen_follow_up(found, actor=who, at=LATER)


def close_follow_up(town: Town) -> Act:
    found = _follow_up(town)
    return lambda who: services.close_follow_up(found, outcome="Ja.", actor=who, at=LATER)


def offer_party_visits(town: Town) -> Act:
    return lambda who: services.offer_party_visits(
        town.unit("bjork"),
        parties=list(Party.objects.all()),
        first_day=dt.date(2026, 12, 1),
        last_day=dt.date(2026, 12, 18),
        grounds="Först till kvarn.",
        actor=who,
        at=NOW,
    )


def answer_party_offer(town: Town) -> Act:
    row = offer_party_visits(town)(town.actor("ingrid")).rows.first()
    return lambda who: services.answer_party_offer(row, answer="declined", actor=who, at=NOW)


def register_party_visit(town: Town) -> Act:
    row = offer_party_visits(town)(town.actor("ingrid")).rows.first()
    return lambda who: services.register_party_visit(
        row, starts_at=clock(12, 1), ends_at=clock(12, 1, 12), actor=who, at=NOW
    )


def remind_unit(town: Town) -> Act:
    return lambda who: services.remind_unit(town.unit("bjork"), actor=who, at=NOW)


def remind_visitor(town: Town) -> Act:
    visitor = offered(town).visitors.get(person=town.person("anna"))
    return lambda who: services.remind_visitor(visitor, actor=who, at=NOW)


def remind_report(town: Town) -> Act:
    visit = _held(town)
    return lambda who: services.remind_report(visit, actor=who, at=LATER)
