"""Who of the cast may do each act, as the scenes of the matrix are set.

In the scenes Anna and Per-Olof are contact politicians of Kost under the executive board
(KS), the visit is to the kitchen at Björkskolan, Maria's unit; Lars-Åke is contact
politician of Äldreomsorg under the social committee (SN), and has proposed a visit to
Ekgården, Birgit's unit. Everybody who is not named is refused, and nothing is written.
"""

from __future__ import annotations

from tests.cast import PERSONS

EVERYBODY = tuple(PERSONS)

ALLOWED: dict[str, frozenset[str]] = {
    "appoint": frozenset({"ingrid"}),
    "end_appointment": frozenset({"ingrid"}),
    "resolve_flag": frozenset({"ingrid"}),
    "decide_quota": frozenset({"ingrid"}),
    "set_availability": frozenset({"anna"}),
    "set_unit_terms": frozenset({"maria", "peter", "ingrid"}),
    "set_visit_days": frozenset({"ingrid"}),
    "offer_times": frozenset({"maria", "peter"}),
    "suggest_time": frozenset({"anna", "perolof", "maria", "peter", "ingrid"}),
    "answer_options": frozenset({"anna", "ingrid"}),
    "choose_time": frozenset({"anna", "perolof", "maria", "peter", "ingrid"}),
    "propose_time": frozenset({"larsake", "sofia"}),
    "agree_to_proposal": frozenset({"birgit", "ingrid"}),
    "decline_proposal": frozenset({"birgit"}),
    "book_visit": frozenset({"ingrid"}),
    "plan_fixed_visits": frozenset({"ingrid"}),
    "attach_decision": frozenset({"ingrid"}),
    "draw_in_others": frozenset({"anna", "maria", "peter", "ingrid"}),
    "join_visit": frozenset({"perolof", "ingrid"}),
    "decline_invitation": frozenset({"anna", "ingrid"}),
    "move_visit": frozenset({"maria", "peter", "ingrid"}),
    "cancel_visit": frozenset({"maria", "peter", "ingrid"}),
    "request_extra_visit": frozenset({"anna", "ingrid"}),
    "withdraw_extra_request": frozenset({"anna", "ingrid"}),
    "decide_extra_visit": frozenset({"karin"}),
    "decide_participants": frozenset({"maria", "peter"}),
    "save_preparation": frozenset({"birgit"}),
    "mark_preparation_ready": frozenset({"birgit"}),
    "confirm_conduct": frozenset({"anna", "perolof"}),
    "record_held": frozenset({"anna", "perolof", "maria", "peter", "ingrid"}),
    "start_report": frozenset({"anna", "perolof"}),
    "save_report_section": frozenset({"anna", "perolof"}),
    "keep_guard_choice": frozenset({"anna", "perolof"}),
    "attach_file": frozenset({"anna", "perolof"}),
    "detach_file": frozenset({"anna", "perolof"}),
    "submit_report": frozenset({"anna", "perolof"}),
    "add_factual_remark": frozenset({"maria", "peter"}),
    "publish_report": frozenset({"ingrid"}),
    "note_follow_up": frozenset({"anna", "perolof", "karin", "ingrid"}),
    "assign_follow_up": frozenset({"karin", "perolof", "ingrid"}),
    "write_follow_up_note": frozenset({"karin", "perolof", "ingrid", "johan"}),
    "mark_follow_up_done": frozenset({"karin", "perolof", "ingrid", "johan"}),
    "reopen_follow_up": frozenset({"karin", "perolof", "ingrid", "johan"}),
    "close_follow_up": frozenset({"karin", "perolof", "ingrid"}),
    "offer_party_visits": frozenset({"ingrid"}),
    "answer_party_offer": frozenset({"ingrid"}),
    "register_party_visit": frozenset({"ingrid"}),
    "remind_unit": frozenset({"ingrid"}),
    "remind_visitor": frozenset({"ingrid"}),
    "remind_report": frozenset({"ingrid"}),
}
