"""Acts of the remuneration: duties arrive, are claimed, certified, settled, exported."""

from samspel.remuneration.services.closing import (
    close_run,
    mark_paid,
    open_run,
    plan_run,
    settle_run_again,
)
from samspel.remuneration.services.exporting import (
    cancel_file,
    export_run,
    hand_out,
    record_receipt,
)
from samspel.remuneration.services.papers import (
    statement_pdf,
    statements_zip,
    total_pdf,
)
from samspel.remuneration.services.payroll_settings import (
    change_settings,
    keep_layout,
    keep_numbers,
    keep_pay_type,
    remove_pay_type,
    show_numbers,
    weed_numbers,
)

__all__ = [
    "cancel_file",
    "change_settings",
    "close_run",
    "export_run",
    "hand_out",
    "keep_layout",
    "keep_numbers",
    "keep_pay_type",
    "mark_paid",
    "open_run",
    "plan_run",
    "record_receipt",
    "remove_pay_type",
    "settle_run_again",
    "show_numbers",
    "statement_pdf",
    "statements_zip",
    "total_pdf",
    "weed_numbers",
]
