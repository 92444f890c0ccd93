"""How a request finds the account behind it."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from samspel.access.models import User
from samspel.access.queries import user_of


class AccountBackend(AuthenticationBackend):
    """Signs people in as allauth does; reads the account by a statement planned once."""

    def get_user(self, user_id: int) -> User | None:
        """Give the account of a session, or None where it is gone or shut."""
        user = user_of(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
