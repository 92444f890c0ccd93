"""Acts of cases: register, prepare, write, attach, move on, follow up, close.

Law: KL 5 kap. 22 and 23 §§ on motions and citizens' proposals, 26–35 §§ on preparation
and its time; OSL 5 kap. 1 and 2 §§ on registration. ``add_step``, ``attach_document``
and ``open_assignment`` are consequences of acts in the modules above, which have judged
who may; the person's own ways to the same are ``move_case``, ``add_paper`` and
``give_assignment``. Every registration first takes the lock of the body's register, so
that numbers come without gaps, and every other act the case's own.
"""

from samspel.cases.services.assignments import (
    change_assignment,
    give_assignment,
    open_assignment,
    report_back,
    withdraw_assignment,
)
from samspel.cases.services.moving import (
    add_step,
    close_case,
    end_case,
    move_case,
    reopen_case,
    report_late,
)
from samspel.cases.services.papers import (
    add_paper,
    attach_document,
    move_paper,
    order_papers,
    remove_paper,
    rename_paper,
    replace_paper,
)
from samspel.cases.services.preparing import require_prepared
from samspel.cases.services.registering import (
    change_case,
    mark_case_secret,
    open_case,
    open_up_case,
    relate_cases,
)
from samspel.cases.services.reports import (
    begin_report,
    finish_report,
    send_back,
    send_for_review,
    write_report,
)
from samspel.cases.services.settings import set_pattern, set_template

__all__ = [
    "add_paper",
    "add_step",
    "attach_document",
    "begin_report",
    "change_assignment",
    "change_case",
    "close_case",
    "end_case",
    "finish_report",
    "give_assignment",
    "mark_case_secret",
    "move_case",
    "move_paper",
    "open_assignment",
    "open_case",
    "open_up_case",
    "order_papers",
    "relate_cases",
    "remove_paper",
    "rename_paper",
    "reopen_case",
    "replace_paper",
    "report_back",
    "report_late",
    "require_prepared",
    "send_back",
    "send_for_review",
    "set_pattern",
    "set_template",
    "withdraw_assignment",
    "write_report",
]
