"""The main menu: which entries there are, and which positions give them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from samspel.audit.actors import Actor, Position
from samspel.foundation.labels import mark as _
from samspel.kit.shell import NavEntry


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the menu: any one of its capabilities gives it; none means everybody.

    A long word does not fit under an icon on a phone, and falls under «Mer» there.
    """

    key: str
    label: str
    url: str
    icon: str
    capabilities: frozenset[str] = frozenset()
    is_long: bool = False


ENTRIES = (
    Entry("start", _("Min sida"), "/min-sida/", "home"),
    Entry(
        "visits",
        _("Besök"),
        "/besok/",
        "visit",
        frozenset(
            {
                "visits.visit.book",
                "visits.visit.invite",
                "visits.visit.keep",
                "visits.appointment.keep",
                "visits.overview.read",
                "visits.follow_up.keep",
            }
        ),
    ),
    Entry(
        "meetings",
        _("Möten"),
        "/moten/",
        "meet",
        frozenset(
            {"meetings.meeting.read", "meetings.meeting.keep", "meetings.delegation.decide"}
        ),
    ),
    Entry(
        "cases",
        _("Ärenden"),
        "/arenden/",
        "case",
        frozenset({"cases.case.read", "cases.case.keep", "cases.case.prepare"}),
    ),
    Entry(
        "rulebooks",
        _("Styrdokument"),
        "/styrdokument/",
        "doc",
        frozenset(
            {
                "rulebooks.ruleset.read",
                "rulebooks.ruleset.propose",
                "rulebooks.ruleset.confirm",
            }
        ),
        is_long=True,
    ),
    Entry(
        "remuneration",
        _("Ersättning"),
        "/arvoden/",
        "pay",
        frozenset(
            {
                "remuneration.duty.claim",
                "remuneration.duty.check",
                "remuneration.duty.certify",
                "remuneration.payroll.keep",
                "remuneration.overview.read",
            }
        ),
    ),
    Entry(
        "register",
        _("Register"),
        "/register/",
        "people",
        frozenset({"people.register.read", "people.register.keep"}),
    ),
    Entry(
        "accounts", _("Konton"), "/konto/alla/", "settings", frozenset({"access.account.keep"})
    ),
    Entry(
        "outbox",
        _("Utskick"),
        "/meddelanden/utkorg/",
        "swap",
        frozenset({"messaging.outbox.keep"}),
    ),
    Entry(
        "log", _("Händelser"), "/min-sida/handelser/", "book", frozenset({"audit.trail.read"})
    ),
    Entry("messages", _("Meddelanden"), "/meddelanden/", "desk"),
    Entry("insight", _("Insyn"), "/", "eye"),
)
_ON_A_PHONE = 4


def _near(given: list[Entry]) -> list[Entry]:
    """Give what is at hand on a phone; whoever is paid looks that up oftener than cases."""
    short = [entry for entry in given if not entry.is_long]
    if any(entry.key == "remuneration" for entry in short):
        short.sort(key=lambda entry: entry.key == "cases")
    return short[:_ON_A_PHONE]


def entries_for(actor: Actor, counts: dict[str, int]) -> tuple[NavEntry, ...]:
    """Give the entries that the person's positions give, with what waits under each.

    Every position counts, whichever hat is worn; what the worn one gives comes first.
    On a phone the first four short ones are at hand and the rest fall under «Mer».
    """
    given = [entry for entry in ENTRIES if _is_given(entry, actor.positions)]
    worn = [position for position in actor.positions if position.key == actor.hat]
    if worn:
        given.sort(key=lambda entry: not _is_given(entry, worn))
    near = _near(given)
    return tuple(
        NavEntry(
            key=entry.key,
            label=gettext(entry.label),
            url=entry.url,
            icon=entry.icon,
            count=counts.get(entry.key, 0),
            on_phone=entry in near,
        )
        for entry in given
    )


def _is_given(entry: Entry, positions: Iterable[Position]) -> bool:
    if not entry.capabilities:
        return True
    return any(
        entry.capabilities & position.capabilities
        or entry.capabilities & {name for name, _body in position.at_body}
        for position in positions
    )


def entry_of(url: str) -> str:
    """Give the key of the entry that an address falls under, or nothing."""
    fitting = [entry for entry in ENTRIES if entry.url != "/" and url.startswith(entry.url)]
    return max(fitting, key=lambda entry: len(entry.url)).key if fitting else ""
