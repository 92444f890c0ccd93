"""The secret of a feed's address: worked out from a nonce, kept as a hash only."""

from __future__ import annotations

import base64
from hashlib import sha256
from uuid import UUID

from django.utils.crypto import salted_hmac


def secret_of(nonce: UUID) -> str:
    """Give the secret that goes with the nonce under this installation's key."""
    digest = salted_hmac("samspel.messaging.feed", nonce.hex, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def token_hash(secret: str) -> str:
    """Give the hash under which a feed is found."""
    return sha256(secret.encode()).hexdigest()
