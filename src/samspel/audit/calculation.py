"""The arithmetic of the chain: what an entry's digest and a link's hash are made of."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from samspel.foundation.hashing import digest_of

FIRST = "0" * 64


def entry_digest(content: Mapping[str, object]) -> str:
    """Give the digest of an entry's content, 64 hexadecimal digits."""
    return digest_of(dict(content))


def link_hash(number: int, entry_id: int, digest: str, previous_hash: str) -> str:
    """Give the hash of a link, which binds the entry to every earlier one."""
    return sha256(f"{number}|{entry_id}|{digest}|{previous_hash}".encode()).hexdigest()
