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
    answer_question,
    attach,
    attach_upload,
    enter_item,
    handle_item,
    note_question,
    open_item,
    place_item,
    place_waiting_items,
    withdraw_item,
)
from samspel.meetings.services.decisions import correct_decision, record_decision
from samspel.meetings.services.delegation import decide_on_delegation
from samspel.meetings.services.holding import cancel_meeting, dispatch_meeting, hold_meeting
from samspel.meetings.services.invitations import invite, invite_to_item, uninvite
from samspel.meetings.services.planning import (
    change_deadline,
    change_settings,
    move_meeting,
    plan_meeting,
    plan_year,
)

__all__ = [
    "NewAttachment",
    "answer_question",
    "attach",
    "attach_upload",
    "cancel_meeting",
    "change_deadline",
    "change_settings",
    "correct_decision",
    "decide_on_delegation",
    "dispatch_meeting",
    "enter_item",
    "handle_item",
    "hold_meeting",
    "invite",
    "invite_to_item",
    "move_meeting",
    "note_question",
    "open_item",
    "place_item",
    "place_waiting_items",
    "plan_meeting",
    "plan_year",
    "record_decision",
    "uninvite",
    "withdraw_item",
]
