"""Where a version of a guideline stands on its way into force."""

from __future__ import annotations

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class VersionState(LabelledEnum):
    """Where a version of a guideline stands."""

    DRAFT = "draft", _("Utkast")
    PROPOSED = "proposed", _("Föreslagen")
    CONFIRMED = "confirmed", _("Bekräftad")
    REJECTED = "rejected", _("Avvisad")
    DISCARDED = "discarded", _("Kastad")

    @property
    def next_states(self) -> frozenset[VersionState]:
        """The states a service may move a version to from here."""
        return _NEXT[self]


_NEXT = {
    VersionState.DRAFT: frozenset({VersionState.PROPOSED, VersionState.DISCARDED}),
    VersionState.PROPOSED: frozenset({VersionState.CONFIRMED, VersionState.REJECTED}),
    VersionState.CONFIRMED: frozenset(),
    VersionState.REJECTED: frozenset(),
    VersionState.DISCARDED: frozenset(),
}
