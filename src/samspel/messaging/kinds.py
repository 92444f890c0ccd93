"""Kinds of message, which each module registers, and the groups that people choose by.

A kind is ``module.noun`` ("visits.invitation"). Its group is what stands before the
dot unless another is named; a person chooses channels for a whole group.
"""

from __future__ import annotations

from dataclasses import dataclass

from samspel.messaging.errors import UnknownKind


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message: its key, its words and the group it belongs to."""

    key: str
    label: object
    group: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of kinds, chosen for together."""

    key: str
    label: str
    kinds: tuple[str, ...]


_KINDS: dict[str, Kind] = {}
_GROUPS: dict[str, object] = {}


def register_kind(kind: str, label: object, *, group: str = "") -> None:
    """Register a kind of message with the words that a reader sees (lazy text)."""
    _KINDS[kind] = Kind(kind, label, group or kind.partition(".")[0])


def register_group(group: str, label: object) -> None:
    """Name a group. A group without a name of its own is called by its kinds."""
    _GROUPS[group] = label


def kind_of(kind: str) -> Kind:
    """Give a registered kind. Raises UnknownKind for any other."""
    try:
        return _KINDS[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def kind_label(kind: str) -> str:
    """Give the words of a kind; of one that no module registers any longer, its key."""
    found = _KINDS.get(kind)
    return str(found.label) if found else kind


def groups() -> list[Group]:
    """Give every group that has kinds, with words, in the order of registration."""
    found: dict[str, list[str]] = {}
    for kind in _KINDS.values():
        found.setdefault(kind.group, []).append(str(kind.label))
    return [
        Group(key, str(_GROUPS.get(key) or labels[0]), tuple(labels))
        for key, labels in found.items()
    ]


def kinds_in(group: str) -> list[str]:
    """Give the keys of the kinds in a group."""
    return [kind.key for kind in _KINDS.values() if kind.group == group]
