"""Acts of messaging: to tell people, to choose how to be told, to send and send again.

A message is written in the act's own transaction and sent after its commit, so that
nobody hears of what was never done and nothing done goes untold.
"""

from samspel.messaging.events import CANCEL, REQUEST, CalendarEvent
from samspel.messaging.services.choices import change_feed_address, choose_channels
from samspel.messaging.services.covering import cover_messages
from samspel.messaging.services.notices import (
    mark_all_read,
    mark_read,
    notify,
    remind_once,
)
from samspel.messaging.services.outbox import enqueue_letter, send_again
from samspel.messaging.services.pruning import forget_old_messages

__all__ = [
    "CANCEL",
    "REQUEST",
    "CalendarEvent",
    "change_feed_address",
    "choose_channels",
    "cover_messages",
    "enqueue_letter",
    "forget_old_messages",
    "mark_all_read",
    "mark_read",
    "notify",
    "remind_once",
    "send_again",
]
