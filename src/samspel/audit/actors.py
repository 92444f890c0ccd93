"""Who acts: a person with mandates and employments, the system itself, or an integration.

Below the register and the accounts, so that every service can name its actor.
The positions are read from the register when the person signs in to a request;
what they give is configuration (see the access module).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class ActorKind(LabelledEnum):
    """What kind of actor stands behind an act."""

    PERSON = "person", _("Person")
    SYSTEM = "system", _("Systemet")
    INTEGRATION = "integration", _("Integration")


@dataclass(frozen=True, slots=True)
class Position:
    """One mandate or employment on a day, and what it gives within its reach.

    A mandate reaches its body. An employee reaches the bodies served and the
    place of employment with what lies below it. ``everywhere`` is for whoever
    administers the whole municipality.
    """

    key: str
    label: str
    role: str
    body_id: int | None = None
    department_id: int | None = None
    operation_ids: frozenset[int] = frozenset()
    unit_ids: frozenset[int] = frozenset()
    serves: frozenset[int] = frozenset()
    capabilities: frozenset[str] = frozenset()
    at_body: frozenset[tuple[str, int]] = frozenset()
    everywhere: bool = False

    def gives(
        self,
        capability: str,
        *,
        body_id: int | None = None,
        operation_id: int | None = None,
        unit_id: int | None = None,
    ) -> bool:
        """Whether the position gives the capability at the place."""
        if body_id is not None and (capability, body_id) in self.at_body:
            return operation_id is None and unit_id is None
        return capability in self.capabilities and self.reaches(
            body_id=body_id, operation_id=operation_id, unit_id=unit_id
        )

    def bodies_with(self, capability: str) -> frozenset[int]:
        """Give the bodies where the position gives the capability."""
        named = frozenset(body_id for name, body_id in self.at_body if name == capability)
        if capability not in self.capabilities:
            return named
        own = {self.body_id} if self.body_id else set()
        return named | own | self.serves

    def reaches(
        self,
        *,
        body_id: int | None = None,
        operation_id: int | None = None,
        unit_id: int | None = None,
    ) -> bool:
        """Whether the position's reach holds every place that was asked for."""
        if self.everywhere:
            return True
        asked_bodies = body_id is None or body_id == self.body_id or body_id in self.serves
        asked_operation = operation_id is None or operation_id in self.operation_ids
        asked_unit = unit_id is None or unit_id in self.unit_ids
        return asked_bodies and asked_operation and asked_unit


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does an act, as known when the act is done."""

    kind: ActorKind
    name: str
    user_id: int | None = None
    person_id: int | None = None
    positions: tuple[Position, ...] = ()
    hat: str = ""
    request_id: str = ""
    _by_key: dict[str, Position] = field(
        default_factory=dict, init=False, repr=False, compare=False, hash=False
    )

    def __post_init__(self) -> None:
        self._by_key.update({each.key: each for each in self.positions})

    @classmethod
    def system(cls, name: str, request_id: str = "") -> Actor:
        """Give the system as actor, under the name of the job that it does."""
        return cls(kind=ActorKind.SYSTEM, name=name, request_id=request_id)

    @property
    def is_system(self) -> bool:
        """Whether the product itself acts, outside any person's request."""
        return self.kind is ActorKind.SYSTEM

    @property
    def worn(self) -> Position | None:
        """The position that the person acts under just now, if any."""
        return self._by_key.get(self.hat) or (self.positions[0] if self.positions else None)

    @property
    def role(self) -> str:
        """The role to print beside the name: the hat worn."""
        return self.worn.label if self.worn else ""

    def can(
        self,
        capability: str,
        *,
        body_id: int | None = None,
        operation_id: int | None = None,
        unit_id: int | None = None,
    ) -> bool:
        """Whether any position gives the capability at the place. The system may do all."""
        if self.is_system:
            return True
        return any(
            position.gives(
                capability, body_id=body_id, operation_id=operation_id, unit_id=unit_id
            )
            for position in self.positions
        )

    def bodies_with(self, capability: str) -> frozenset[int]:
        """Give the bodies where a position gives the capability."""
        return frozenset(
            body_id
            for position in self.positions
            for body_id in position.bodies_with(capability)
        )

    def units_with(self, capability: str) -> frozenset[int]:
        """Give the units where a position gives the capability."""
        return frozenset(
            unit_id
            for position in self.positions
            if capability in position.capabilities
            for unit_id in position.unit_ids
        )

    def everywhere(self, capability: str) -> bool:
        """Whether a position gives the capability in the whole municipality."""
        return self.is_system or any(
            position.everywhere and capability in position.capabilities
            for position in self.positions
        )
