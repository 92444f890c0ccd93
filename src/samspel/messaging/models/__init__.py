"""Tables of messaging."""

from samspel.messaging.models.choices import ChannelChoice, FeedAddress, Preferences
from samspel.messaging.models.outbox import CalendarEntry, Delivery, Message

__all__ = [
    "CalendarEntry",
    "ChannelChoice",
    "Delivery",
    "FeedAddress",
    "Message",
    "Preferences",
]
