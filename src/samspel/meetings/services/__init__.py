"""Acts of meetings: plan, call, hold, cancel; open, place, handle; decide and enter.

Law: KL 6 kap. 23–26 §§ on the committee's meetings, 6 kap. 37–40 §§ and 7 kap. 5–8 §§ on
decisions on delegation and how they are reported. ``open_item``, ``invite_to_item`` and
``attach`` are consequences of acts in the modules above, which have judged who may; the
secretary's own ways to the same are ``enter_item``, ``invite`` and ``attach_upload``. Every act that numbers or places
something in a body first takes the body's own lock, so that no item is ever lost
between two meetings and no number is given twice.
"""

from samspel.meetings.services.agenda import (
    NewAttachment,
    attach,
    attach_upload,
    enter_item,
    handle_item,
    open_item,
    place_item,
    place_waiting_items,
    withdraw_item,
)
from samspel.meetings.services.approval import (
    answer_wording,
    begin_correction,
    call_back,
    propose_wording,
    refuse_approval,
    sign_minutes,
)
from samspel.meetings.services.asking import allow_asking, answer_asking, ask_council
from samspel.meetings.services.attendance import (
    add_participant,
    check_remote,
    note_arrivals,
    note_departure,
    note_excuse,
    prepare_attendance,
    preside,
    take_back_departure,
)
from samspel.meetings.services.board import (
    announce_again,
    announce_minutes,
    confirm_final,
    end_outage,
    note_outage,
    post_notice,
    prove_posting,
    take_down,
)
from samspel.meetings.services.board_settings import change_board_settings
from samspel.meetings.services.closing_items import close_item, open_up_item
from samspel.meetings.services.concluding import conclude_item
from samspel.meetings.services.conflicts import (
    declare_conflict,
    raise_conflict,
    settle_conflict,
)
from samspel.meetings.services.deciding_settings import change_deciding_settings
from samspel.meetings.services.decisions import correct_decision, record_decision
from samspel.meetings.services.delegation import decide_on_delegation
from samspel.meetings.services.departing import depart_from_turn
from samspel.meetings.services.describing import describe_item
from samspel.meetings.services.dispatching import (
    acknowledge,
    make_extract,
    send_again,
    send_extract,
)
from samspel.meetings.services.duties import (
    end_ordinance,
    hold_decision,
    keep_ordinance,
    request_meeting,
)
from samspel.meetings.services.electing import elect_by_ballot, elect_proportionally
from samspel.meetings.services.following_up import note_assignment
from samspel.meetings.services.hindering import note_hindered, take_back_hindered
from samspel.meetings.services.holding import cancel_meeting, dispatch_meeting, hold_meeting
from samspel.meetings.services.invitations import invite, invite_to_item, uninvite
from samspel.meetings.services.minutes import (
    begin_minutes,
    name_approvers,
    send_out,
    word_part,
)
from samspel.meetings.services.minutes_settings import (
    change_minutes_settings,
    write_phrase,
)
from samspel.meetings.services.placing import PlaceOfSeat, place_seats
from samspel.meetings.services.planning import (
    change_deadline,
    change_settings,
    move_meeting,
    plan_meeting,
    plan_year,
)
from samspel.meetings.services.proposals import report_citizens_proposals
from samspel.meetings.services.proposing import (
    choose_main,
    propose,
    put_anyway,
    refuse_proposal,
    second_proposal,
    withdraw_proposal,
)
from samspel.meetings.services.publishing import (
    begin_publication,
    hand_over_for_check,
    keep_text,
    mask_text,
    publish_minutes,
    unmask_text,
)
from samspel.meetings.services.putting import (
    confirm_question,
    defer_by_minority,
    put_question,
    take_back_question,
)
from samspel.meetings.services.putting_up import bring_new_papers, put_case
from samspel.meetings.services.questions import answer_question, note_question
from samspel.meetings.services.raising import raise_matter
from samspel.meetings.services.reserving import (
    abstain_from_deciding,
    approve_at_once,
    motivate_reservation,
    note_opinion,
    reserve,
    write_note,
)
from samspel.meetings.services.running import (
    adjourn,
    agree_on_urgency,
    begin_item,
    close_meeting,
    open_meeting,
    resume,
)
from samspel.meetings.services.voting import (
    cast_vote,
    confirm_ballot,
    open_ballot,
)
from samspel.meetings.services.withdrawing import withdraw_publication

__all__ = [
    "NewAttachment",
    "PlaceOfSeat",
    "abstain_from_deciding",
    "acknowledge",
    "add_participant",
    "adjourn",
    "agree_on_urgency",
    "allow_asking",
    "announce_again",
    "announce_minutes",
    "answer_asking",
    "answer_question",
    "answer_wording",
    "approve_at_once",
    "ask_council",
    "attach",
    "attach_upload",
    "begin_correction",
    "begin_item",
    "begin_minutes",
    "begin_publication",
    "bring_new_papers",
    "call_back",
    "cancel_meeting",
    "cast_vote",
    "change_board_settings",
    "change_deadline",
    "change_deciding_settings",
    "change_minutes_settings",
    "change_settings",
    "check_remote",
    "choose_main",
    "close_item",
    "close_meeting",
    "conclude_item",
    "confirm_ballot",
    "confirm_final",
    "confirm_question",
    "correct_decision",
    "decide_on_delegation",
    "declare_conflict",
    "defer_by_minority",
    "depart_from_turn",
    "describe_item",
    "dispatch_meeting",
    "elect_by_ballot",
    "elect_proportionally",
    "end_ordinance",
    "end_outage",
    "enter_item",
    "hand_over_for_check",
    "handle_item",
    "hold_decision",
    "hold_meeting",
    "invite",
    "invite_to_item",
    "keep_ordinance",
    "keep_text",
    "make_extract",
    "mask_text",
    "motivate_reservation",
    "move_meeting",
    "name_approvers",
    "note_arrivals",
    "note_assignment",
    "note_departure",
    "note_excuse",
    "note_hindered",
    "note_opinion",
    "note_outage",
    "note_question",
    "open_ballot",
    "open_item",
    "open_meeting",
    "open_up_item",
    "place_item",
    "place_seats",
    "place_waiting_items",
    "plan_meeting",
    "plan_year",
    "post_notice",
    "prepare_attendance",
    "preside",
    "propose",
    "propose_wording",
    "prove_posting",
    "publish_minutes",
    "put_anyway",
    "put_case",
    "put_question",
    "raise_conflict",
    "raise_matter",
    "record_decision",
    "refuse_approval",
    "refuse_proposal",
    "report_citizens_proposals",
    "request_meeting",
    "reserve",
    "resume",
    "second_proposal",
    "send_again",
    "send_extract",
    "send_out",
    "settle_conflict",
    "sign_minutes",
    "take_back_departure",
    "take_back_hindered",
    "take_back_question",
    "take_down",
    "uninvite",
    "unmask_text",
    "withdraw_item",
    "withdraw_proposal",
    "withdraw_publication",
    "word_part",
    "write_note",
    "write_phrase",
]
