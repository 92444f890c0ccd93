"""The certificate from settings: with its password, too old, too young, and not there."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from samspel.meetings import signing
from samspel.meetings.errors import SigningRefused
from tests.meetings.acting import NOW
from tests.meetings.minutes.tools import signatures_in

WORD = "ett långt lösenord"
FIRST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
LAST = dt.datetime(2026, 12, 31, 12, tzinfo=dt.UTC)


def seal(name: str = "Lindåkra kommun, protokoll") -> bytes:
    """Make the municipality's certificate, which holds during 2026, behind a password."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FIRST)
        .not_valid_after(LAST)
        .sign(key, hashes.SHA256())
    )
    closed = serialization.BestAvailableEncryption(WORD.encode())
    return pkcs12.serialize_key_and_certificates(b"seal", key, made, None, closed)


@pytest.fixture
def place(settings, tmp_path):
    """The file that settings name, with its password."""
    found = tmp_path / "seal.p12"
    found.write_bytes(seal())
    settings.DEMO = False
    settings.SIGNING_CERTIFICATE = str(found)
    settings.SIGNING_PASSPHRASE = WORD
    return found


def signed(at: dt.datetime = NOW) -> signing.Signed:
    page, out = pikepdf.new(), BytesIO()
    page.add_blank_page()
    page.save(out)
    return signing.sign(
        out.getvalue(),
        field_name="bevis",
        name="Ingrid Falk",
        role="Sekreterare",
        reason="Bevis om anslag",
        at=at,
    )


def test_the_municipalitys_own_certificate_signs_behind_its_password(place, tmp_path):
    found = signed()

    file = tmp_path / "signed.pdf"
    file.write_bytes(found.content)
    assert not found.certificate.is_demo
    assert "Lindåkra kommun, protokoll" in found.certificate.subject
    assert signatures_in(file).count("Signature is Valid") == 1


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (FIRST - dt.timedelta(seconds=1), "gäller först från"),
        (FIRST, ""),
        (LAST, ""),
        (LAST + dt.timedelta(seconds=1), "gick ut torsdag 31 december"),
    ],
)
def test_nobody_signs_outside_the_time_that_the_certificate_holds(place, at, why):
    if not why:
        assert signed(at).certificate.holds_to == LAST
        return

    with pytest.raises(SigningRefused) as refusal:
        signed(at)

    assert why in str(refusal.value.message).replace("\u00a0", " ")


def test_a_renewed_certificate_is_read_without_a_restart(place):
    before = signed().certificate.sha256

    place.write_bytes(seal())

    assert signed().certificate.sha256 != before


@pytest.mark.parametrize("wrong", ["password", "no file", "no certificate", "not set"])
def test_what_can_not_be_opened_is_refused_in_words(place, settings, wrong):
    if wrong == "password":
        settings.SIGNING_PASSPHRASE = "ett annat"
    elif wrong == "no file":
        place.unlink()
    elif wrong == "no certificate":
        place.write_bytes(b"%PDF-1.7")
    else:
        settings.SIGNING_CERTIFICATE = ""
    said = "inget certifikat är inlagt" if wrong == "not set" else "går inte att öppna"

    with pytest.raises(SigningRefused, match=said):
        signed()
