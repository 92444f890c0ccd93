"""What meetings tell the modules above, in the transaction of the act.

Every signal is sent by a service with ``actor`` and, beside it:

``item_placed``                ``item``, ``meeting``: the item landed on a meeting's agenda
``item_moved``                 ``item``, ``previous``, ``meeting`` (None: it waits), ``why`` (Leaving)
``item_handled``               ``item``: taken up at its meeting
``item_withdrawn``             ``item``
``meeting_moved``              ``meeting``, ``previous_starts_at``
``meeting_cancelled``          ``meeting``
``decision_recorded``          ``decision``; ``replaced`` is the row that it corrects, or None
``delegated_decision_taken``   ``decision``
``attendance_recorded``        ``meeting``, ``participations``: somebody came, left or was out
``item_concluded``             ``item``, ``decided`` (ItemDecision): settled in the room
``meeting_opened``             ``meeting``
``meeting_closed``             ``meeting``
"""

from django.dispatch import Signal

item_placed = Signal()
item_moved = Signal()
item_handled = Signal()
item_withdrawn = Signal()
meeting_moved = Signal()
meeting_cancelled = Signal()
decision_recorded = Signal()
delegated_decision_taken = Signal()
attendance_recorded = Signal()
item_concluded = Signal()
meeting_opened = Signal()
meeting_closed = Signal()
minutes_approved = Signal()
"""``minutes``: everybody has signed; the extracts, the assignments and the next body follow."""
