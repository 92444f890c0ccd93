"""Words of messaging: channels, states of a delivery, how a person wants e-mail."""

from __future__ import annotations

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class Channel(LabelledEnum):
    """The way a message takes out of the product."""

    EMAIL = "email", _("E-post")
    DIGEST = "digest", _("Dagens sammanfattning")
    CALENDAR = "calendar", _("Kalenderinbjudan")


class DeliveryState(LabelledEnum):
    """Where a delivery stands."""

    WAITING = "waiting", _("Väntar")
    BUNDLED = "bundled", _("Med i en sammanfattning")
    SENDING = "sending", _("Skickas nu")
    SENT = "sent", _("Skickat")
    FAILED = "failed", _("Kom inte fram")
    CANCELLED = "cancelled", _("Behövs inte längre")

    @property
    def next_states(self) -> frozenset[DeliveryState]:
        """The states that a delivery may move to from here."""
        return _NEXT[self]


_NEXT = {
    DeliveryState.WAITING: frozenset(
        {DeliveryState.BUNDLED, DeliveryState.SENDING, DeliveryState.CANCELLED}
    ),
    DeliveryState.BUNDLED: frozenset(),
    DeliveryState.SENDING: frozenset(
        {DeliveryState.WAITING, DeliveryState.SENT, DeliveryState.FAILED}
    ),
    DeliveryState.SENT: frozenset(),
    DeliveryState.FAILED: frozenset({DeliveryState.WAITING, DeliveryState.CANCELLED}),
    DeliveryState.CANCELLED: frozenset(),
}


class EmailChoice(LabelledEnum):
    """How a person wants to hear of one group of messages by e-mail."""

    AT_ONCE = "at_once", _("Med e-post direkt")
    DIGEST = "digest", _("I en sammanfattning per dag")
    NONE = "none", _("Bara här i Samspel")
