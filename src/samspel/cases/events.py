"""What cases tell the modules above, in the transaction of the act.

Every signal is sent by a service with ``actor`` and, beside it:

``case_opened``        ``case``
``case_moved``         ``case``, ``step``: the case has come to a new station
``case_decided``       ``case``
``report_finished``    ``report``: an officer's report is ready and frozen
``assignment_given``   ``assignment``
``assignment_reported`` ``assignment``, ``report``
"""

from django.dispatch import Signal

case_opened = Signal()
case_moved = Signal()
case_decided = Signal()
report_finished = Signal()
assignment_given = Signal()
assignment_reported = Signal()
