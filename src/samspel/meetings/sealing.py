"""Sealing of what is one person's alone: private notes can be opened by their writer only.

The key is made of the installation's secret and the person's own UUID, so that neither
a dump of the database nor another account opens a note. An older secret in
``SECRET_KEY_FALLBACKS`` still opens what it sealed.
"""

from __future__ import annotations

import base64
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"samspel.meetings.private-note"


def seal(text: str, owner: UUID) -> bytes:
    """Give the text as only its owner can open it."""
    return _box(owner).encrypt(text.encode())


def opened(sealed: bytes, owner: UUID) -> str:
    """Give the text of a sealed note; empty where no known secret opens it."""
    try:
        return _box(owner).decrypt(bytes(sealed)).decode()
    except InvalidToken:
        return ""


def _box(owner: UUID) -> MultiFernet:
    secrets = [str(each) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(_key(secret, owner)) for secret in secrets])


def _key(secret: str, owner: UUID) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=owner.bytes, info=_PURPOSE)
    return base64.urlsafe_b64encode(derived.derive(secret.encode()))
