"""Signatures in PDFs: PAdES by pyHanko, with the municipality's certificate.

Every signatory adds a signature of their own, on top of those that are there: the file
grows, and nothing that was signed before is touched. Who signed, in what capacity and
when stands in the signature. The certificate is the municipality's seal and comes from
settings; the demo makes one of its own, which nobody vouches for, and says so. There is
no time stamp from anybody else (PAdES level B-B).
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from filelock import FileLock

from samspel.foundation.dates import local_day, say_day_long
from samspel.kit.language import current
from samspel.meetings.errors import SigningRefused

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

_DEMO_FILE = "demo.p12"
_DEMO_NAME = "Samspel demo, inte en riktig underskrift"
_TEN_YEARS = dt.timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the files are sealed with."""

    signer: SimpleSigner
    subject: str
    sha256: str
    holds_from: dt.datetime
    holds_to: dt.datetime
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """A file with one more signature in it."""

    content: bytes
    sha256: str
    certificate: Certificate
    field_name: str


def sign(
    content: bytes, *, field_name: str, name: str, role: str, reason: str, at: dt.datetime
) -> Signed:
    """Add a signature to a PDF, without touching those that are there.

    Refuses with SigningRefused where no certificate is set up, and where the one that is
    does not hold at the moment: whoever opened the file would be told not to trust it.
    """
    # Imported here: it takes 25 MB of every web process, of which few ever sign.
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415  slow third-party module
    from pyhanko.sign import signers  # noqa: PLC0415  slow third-party module
    from pyhanko.sign.fields import SigSeedSubFilter  # noqa: PLC0415  slow third-party module

    certificate = certificate_in_use()
    _require_holds(certificate, at)
    out = BytesIO()
    signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name=field_name,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            name=f"{name}, {role.lower()}",
            reason=reason,
        ),
        signer=certificate.signer,
    ).sign_pdf(IncrementalPdfFileWriter(BytesIO(content)), output=out)
    signed = out.getvalue()
    return Signed(signed, sha256(signed).hexdigest(), certificate, field_name)


def certificate_in_use() -> Certificate:
    """Give the certificate from settings; in the demo one that the demo makes itself.

    Refuses with SigningRefused where there is neither, or where it can't be opened.
    """
    path = str(getattr(settings, "SIGNING_CERTIFICATE", "") or "")
    if path:
        secret = str(getattr(settings, "SIGNING_PASSPHRASE", ""))
        return _loaded(path, secret, _written_at(path), is_demo=False)
    if not settings.DEMO:
        raise SigningRefused(
            _(
                "Det går inte att skriva under, för inget certifikat är inlagt. Be den som "
                "förvaltar systemet att lägga in kommunens certifikat."
            )
        )
    demo = str(_demo_file())
    return _loaded(demo, "", _written_at(demo), is_demo=True)


def _require_holds(certificate: Certificate, at: dt.datetime) -> None:
    """Refuse a certificate before its first moment and after its last."""
    if at < certificate.holds_from:
        raise SigningRefused(
            _(
                "Det går inte att skriva under, för kommunens certifikat gäller först från "
                "%(day)s. Be den som förvaltar systemet att se över det."
            ),
            day=say_day_long(local_day(certificate.holds_from), current()),
        )
    if at > certificate.holds_to:
        raise SigningRefused(
            _(
                "Det går inte att skriva under, för kommunens certifikat gick ut %(day)s. Be "
                "den som förvaltar systemet att lägga in ett nytt."
            ),
            day=say_day_long(local_day(certificate.holds_to), current()),
        )


def _written_at(path: str) -> int:
    """Give when a file was last written, so that a renewed certificate is read anew."""
    try:
        return Path(path).stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=4)
def _loaded(path: str, passphrase: str, _written: int, *, is_demo: bool) -> Certificate:
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415  slow third-party module

    secret = passphrase.encode() if passphrase else None
    signer: SimpleSigner | None = SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]  # pyHanko types it not
        path, passphrase=secret
    )
    if signer is None or signer.signing_cert is None:
        raise SigningRefused(
            _(
                "Certifikatet går inte att öppna. Be den som förvaltar systemet att se över "
                "filen och lösenordet."
            )
        )
    found = signer.signing_cert
    return Certificate(
        signer=signer,
        subject=found.subject.human_friendly,
        sha256=found.sha256.hex(),
        holds_from=found.not_valid_before,
        holds_to=found.not_valid_after,
        is_demo=is_demo,
    )


def _demo_file() -> Path:
    """Give the demo's own certificate, made the first time that somebody signs."""
    folder = Path(settings.SIGNING_FOLDER)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    place = folder / _DEMO_FILE
    with FileLock(str(folder / "demo.lock")):
        if not place.exists():
            _put(place, _demo_certificate())
    return place


def _put(place: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by nobody else."""
    waiting = place.with_suffix(".part")
    handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    waiting.rename(place)


def _demo_certificate() -> bytes:
    """Make a key and a certificate that names itself a demo."""
    from cryptography import x509  # noqa: PLC0415  large, and made once
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415  large, and made once
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  large, and made once
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415  large, and made once
    from cryptography.x509.oid import NameOID  # noqa: PLC0415  large, and made once

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _DEMO_NAME)])
    now = dt.datetime.now(tz=dt.UTC)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=365))
        .not_valid_after(now + _TEN_YEARS)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return pkcs12.serialize_key_and_certificates(
        b"demo", key, certificate, None, serialization.NoEncryption()
    )
