"""What the visits tell the floors above, in the transaction of the act.

``visit_held`` is sent with ``visit`` (its true times in ``held_from`` and ``held_to``),
``attended`` (the keys of the persons who were there) and ``actor``; for the fee.
"""

from django.dispatch import Signal

visit_held = Signal()
