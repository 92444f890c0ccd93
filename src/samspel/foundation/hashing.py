"""Hashing: one canonical form of a value, so that equal facts have equal hashes."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from hashlib import sha256
from uuid import UUID


def plain(value: object) -> object:
    """Turn dates, decimals and identifiers into text; refuse what has no plain form.

    Raises TypeError for any other type than the JSON types and these.
    """
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(str(each) for each in value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def canonical_json(value: object) -> str:
    """Give the value as JSON with sorted keys and no spaces."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=plain
    )


def digest_of(value: object) -> str:
    """Give the SHA-256 of the value's canonical form, as 64 hexadecimal digits."""
    return sha256(canonical_json(value).encode()).hexdigest()
