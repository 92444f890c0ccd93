"""A key (WebAuthn authenticator) in software, which answers what a browser's would."""

from __future__ import annotations

import hashlib
import json
import os
from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor

ORIGIN = "https://samspel.example"
HOST = "samspel.example"
_PRESENT_AND_VERIFIED, _ATTESTED = 0x05, 0x40


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


class SoftKey:
    """One key for one account at one host."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(32)
        self.user_handle = b""
        self.count = 0

    def create(self, options: dict) -> dict:
        """Answer the question to make a key."""
        question = options["publicKey"]
        self.user_handle = question["user"]["id"].encode()
        numbers = self.private.public_key().public_numbers()
        public = {
            1: 2,
            3: -7,
            -1: 1,
            -2: numbers.x.to_bytes(32, "big"),
            -3: numbers.y.to_bytes(32, "big"),
        }
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor.encode(public)
        data = self._data(question["rp"]["id"], _PRESENT_AND_VERIFIED | _ATTESTED) + attested
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        response = {
            "clientDataJSON": _text(self._client("webauthn.create", question)),
            "attestationObject": _text(attestation),
            "transports": ["internal"],
        }
        return self._answer(response, {"credProps": {"rk": True}})

    def get(self, options: dict) -> dict:
        """Answer the question to sign in."""
        question = options["publicKey"]
        self.count += 1
        client = self._client("webauthn.get", question)
        data = self._data(question["rpId"], _PRESENT_AND_VERIFIED)
        signed = data + hashlib.sha256(client).digest()
        response = {
            "clientDataJSON": _text(client),
            "authenticatorData": _text(data),
            "signature": _text(self.private.sign(signed, ec.ECDSA(hashes.SHA256()))),
            "userHandle": self.user_handle.decode(),
        }
        return self._answer(response, {})

    def _answer(self, response: dict, results: dict) -> dict:
        return {
            "type": "public-key",
            "id": _text(self.id),
            "rawId": _text(self.id),
            "response": response,
            "clientExtensionResults": results,
        }

    def _client(self, kind: str, question: dict) -> bytes:
        content = {"type": kind, "challenge": question["challenge"], "origin": ORIGIN}
        return json.dumps(content).encode()

    def _data(self, host: str, flags: int) -> bytes:
        return (
            hashlib.sha256(host.encode()).digest()
            + bytes([flags])
            + self.count.to_bytes(4, "big")
        )
