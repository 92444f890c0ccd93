"""The employer's personal address: made again when it is needed, and stored nowhere.

The secret in it comes of the certificate, of the moment when the employer was asked and of the
installation's own key. Only its hash is kept, and it is gone when the question is answered.
"""

from __future__ import annotations

import base64
import datetime as dt
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from samspel.remuneration.enums import CertificateState
from samspel.remuneration.models import IncomeCertificate

VEIL = "remuneration.employer"


def hash_of(secret: str) -> str:
    """Give what is kept of a secret address."""
    return sha256(secret.encode()).hexdigest()


def secret_of(paper: IncomeCertificate, key: str | bytes | None = None) -> str:
    """Give the secret of the address where the employer was asked last."""
    asked = f"{paper.uuid} {paper.asked_at.astimezone(dt.UTC).isoformat()}"
    made = salted_hmac(VEIL, asked, secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def employers_address(uuid: str) -> str:
    """Give the address where an employer answers; nothing when it leads nowhere any more."""
    rows = IncomeCertificate.objects.filter(uuid=uuid, state=CertificateState.ASKED)
    paper = rows.first()
    if paper is None or paper.has_run_out(timezone.localdate()):
        return ""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    known = (secret_of(paper, key) for key in keys)
    secret = next((each for each in known if hash_of(each) == paper.secret_hash), "")
    page = reverse("remuneration:employer", args=[secret]) if secret else ""
    return settings.BASE_URL.rstrip("/") + page if page else ""
