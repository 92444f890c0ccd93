"""Django's e-mail door: whatever any part of the product mails goes into the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from email.mime.base import MIMEBase
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from samspel.messaging.letters import Enclosure, Letter
from samspel.messaging.services import enqueue_letter

_NAMELESS = "fil"


class OutboxBackend(BaseEmailBackend):
    """Writes each mail to the outbox, in the transaction that is open, if any."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Put the mails in the outbox, one copy per recipient; give how many mails."""
        at = timezone.now()
        return sum(
            1
            for message in email_messages
            if enqueue_letter(letter_of(message), message.recipients(), at=at)
        )


def letter_of(message: EmailMessage) -> Letter:
    """Give the letter that Django has rendered. Sender and date are the outbox's own."""
    html = message.body if message.content_subtype == "html" else ""
    if isinstance(message, EmailMultiAlternatives):
        for content, media_type in message.alternatives:
            if media_type == "text/html":
                html = str(content)
    return Letter(
        subject=str(message.subject),
        text="" if message.content_subtype == "html" else str(message.body),
        html=str(html),
        enclosures=tuple(_enclosure(each) for each in message.attachments),
    )


def _enclosure(attachment: MIMEBase | tuple[str | None, Any, str | None]) -> Enclosure:
    """Read a file of Django's mail, in either of the forms that Django keeps it."""
    if isinstance(attachment, MIMEBase):
        payload = attachment.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        return Enclosure(
            attachment.get_filename() or _NAMELESS, attachment.get_content_type(), content
        )
    name, given, media_type = attachment
    content = given if isinstance(given, bytes) else str(given).encode()
    return Enclosure(name or _NAMELESS, media_type or "application/octet-stream", content)
