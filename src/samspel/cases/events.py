"""What cases tell the modules above, in the transaction of the act.

Every signal is sent by a service with ``actor`` and, beside it:

``case_opened``        ``case``
``case_moved``         ``case``, ``step``: the case has come to a new station
``case_decided``       ``case``
``report_finished``    ``report``: an officer's report is ready and frozen
``case_marked_secret`` ``case``: it has been given a ground of secrecy, or another one
``case_opened_up``     ``case``, ``ground`` that no longer holds, ``reason``
``assignment_given``   ``assignment``
``assignment_reported`` ``assignment``, ``report``
"""

from django.dispatch import Signal

case_opened = Signal()
case_moved = Signal()
case_decided = Signal()
report_finished = Signal()
case_marked_secret = Signal()
case_opened_up = Signal()
assignment_given = Signal()
assignment_reported = Signal()
