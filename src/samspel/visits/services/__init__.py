"""Acts of the visits, each one legal act: appointed, offered, booked, held, reported, followed.

Which of them a guideline has a say in, and what it says, stands in the rule set in force
for the body on the day; nothing here knows whose guideline it is.
"""

from samspel.visits.services.appointments import appoint, end_appointment
from samspel.visits.services.before import (
    confirm_conduct,
    decide_participants,
    mark_preparation_ready,
    save_preparation,
)
from samspel.visits.services.bookings import (
    book_visit,
    choose_time,
    propose_time,
)
from samspel.visits.services.changes import (
    attach_decision,
    cancel_visit,
    move_visit,
)
from samspel.visits.services.conditions import (
    decide_quota,
    set_availability,
    set_unit_terms,
    set_visit_days,
)
from samspel.visits.services.declining import decline_invitation, decline_proposal
from samspel.visits.services.extras import (
    decide_extra_visit,
    request_extra_visit,
    withdraw_extra_request,
)
from samspel.visits.services.follow_ups import (
    assign_follow_up,
    close_follow_up,
    mark_follow_up_done,
    note_follow_up,
    reopen_follow_up,
    write_follow_up_note,
)
from samspel.visits.services.held import record_held
from samspel.visits.services.joining import draw_in_others, join_visit
from samspel.visits.services.making import OfferedTime
from samspel.visits.services.offers import answer_options, offer_times, suggest_time
from samspel.visits.services.parties import (
    answer_party_offer,
    offer_party_visits,
    register_party_visit,
)
from samspel.visits.services.reminders import remind_report, remind_unit, remind_visitor
from samspel.visits.services.reports import (
    attach_file,
    detach_file,
    keep_guard_choice,
    save_report_section,
    start_report,
)
from samspel.visits.services.schedule import FixedVisit, plan_fixed_visits
from samspel.visits.services.shielding import shield_visits_of
from samspel.visits.services.standing import judge_standing_again, resolve_flag
from samspel.visits.services.submitting import (
    add_factual_remark,
    move_report_deadlines,
    publish_report,
    submit_report,
)
from samspel.visits.services.writing import Conflict, SectionSave

__all__ = [
    "Conflict",
    "FixedVisit",
    "OfferedTime",
    "SectionSave",
    "add_factual_remark",
    "answer_options",
    "answer_party_offer",
    "appoint",
    "assign_follow_up",
    "attach_decision",
    "attach_file",
    "book_visit",
    "cancel_visit",
    "choose_time",
    "close_follow_up",
    "confirm_conduct",
    "decide_extra_visit",
    "decide_participants",
    "decide_quota",
    "decline_invitation",
    "decline_proposal",
    "detach_file",
    "draw_in_others",
    "end_appointment",
    "join_visit",
    "judge_standing_again",
    "keep_guard_choice",
    "mark_follow_up_done",
    "mark_preparation_ready",
    "move_report_deadlines",
    "move_visit",
    "note_follow_up",
    "offer_party_visits",
    "offer_times",
    "plan_fixed_visits",
    "propose_time",
    "publish_report",
    "record_held",
    "register_party_visit",
    "remind_report",
    "remind_unit",
    "remind_visitor",
    "reopen_follow_up",
    "request_extra_visit",
    "resolve_flag",
    "save_preparation",
    "save_report_section",
    "set_availability",
    "set_unit_terms",
    "set_visit_days",
    "shield_visits_of",
    "start_report",
    "submit_report",
    "suggest_time",
    "withdraw_extra_request",
    "write_follow_up_note",
]
