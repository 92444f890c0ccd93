"""As what somebody is paid, by their role in the register."""

from __future__ import annotations

from samspel.people.enums import PositionRole
from samspel.remuneration.enums import Role

_ROLES = {
    PositionRole.CHAIR: Role.CHAIR,
    PositionRole.FIRST_VICE_CHAIR: Role.VICE_CHAIR,
    PositionRole.SECOND_VICE_CHAIR: Role.SECOND_VICE_CHAIR,
    PositionRole.SUBSTITUTE: Role.SUBSTITUTE,
    PositionRole.AUDITOR: Role.AUDITOR,
}


def role_of(role: str) -> Role:
    """Give as what somebody with the role in the register is paid."""
    return _ROLES.get(PositionRole(role), Role.MEMBER) if role else Role.MEMBER
