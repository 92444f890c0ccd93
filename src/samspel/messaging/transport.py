"""The conversation with the mail server, and what its answers mean for a mail."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

from django.core.mail.utils import DNS_NAME
from django.utils.translation import gettext_noop as _

TIMEOUT = 20
"""Seconds to wait for each answer of the mail server."""


class DeliveryError(Exception):
    """The mail was not taken. ``why`` is a Swedish text, ``answer`` the server's own words."""

    def __init__(self, why: str, answer: str = "") -> None:
        super().__init__(f"{why} {answer}".strip())
        self.why = why
        self.answer = answer


class ServerUnreachable(DeliveryError):
    """The server can't be used just now: no mail can, and all of them wait."""


class OutcomeUnknown(ServerUnreachable):
    """The conversation broke off when the content had been given: it may have been taken."""


class Postponed(DeliveryError):
    """The server can't take this mail just now."""


class Rejected(DeliveryError):
    """The server never will take this mail."""


class Transport:
    """An open conversation; used for many mails, one after the other."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = settings
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye; a server that has gone away already is not missed."""
        server, self._server = self._server, None
        if server is None:
            return
        try:
            server.quit()
        except (smtplib.SMTPException, OSError):
            server.close()

    def deliver(
        self, sender: str, recipient: str, content: bytes, handing_over: Callable[[], None]
    ) -> None:
        """Hand one mail over.

        ``handing_over`` is called when the server has taken sender and recipient, right
        before it is given the content; what it raises stops the mail. Raises
        ServerUnreachable, OutcomeUnknown, Postponed or Rejected when the server doesn't
        take the mail.
        """
        server = self._connected()
        try:
            self._address(server, sender, recipient)
        except (smtplib.SMTPException, OSError) as fault:
            self.close()
            raise _unreachable(fault) from fault
        handing_over()
        try:
            code, answer = server.data(content)
        except smtplib.SMTPDataError as refusal:
            self._reset(server)
            raise _verdict(refusal.smtp_code, refusal.smtp_error) from refusal
        except (smtplib.SMTPException, OSError) as fault:
            self.close()
            raise OutcomeUnknown(
                _("Förbindelsen bröts mitt i mejlet. Det kan ha kommit fram."),
                _readable(str(fault)),
            ) from fault
        if code != 250:
            self._reset(server)
            raise _verdict(code, answer)

    def _connected(self) -> smtplib.SMTP:
        """Open the conversation, if it isn't open."""
        if self._server is not None:
            return self._server
        try:
            self._server = self._opened()
        except smtplib.SMTPAuthenticationError as fault:
            raise ServerUnreachable(
                _("E-postservern godtar inte vår inloggning."), _readable(fault.smtp_error)
            ) from fault
        except (smtplib.SMTPException, OSError) as fault:
            raise _unreachable(fault) from fault
        return self._server

    def _opened(self) -> smtplib.SMTP:
        given = self._settings
        own_name = str(DNS_NAME)  # asked for once: the library would ask each time
        timeout = given.get("timeout", TIMEOUT)
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if given.get("use_ssl"):
            server = smtplib.SMTP_SSL(
                given["host"], given["port"], own_name, timeout=timeout, context=context
            )
        else:
            server = smtplib.SMTP(given["host"], given["port"], own_name, timeout)
        try:
            server.ehlo()
            if given.get("use_tls"):
                server.starttls(context=context)
                server.ehlo()
            if given.get("username"):
                server.login(given["username"], given.get("password", ""))
        except BaseException:
            server.close()
            raise
        return server

    def _address(self, server: smtplib.SMTP, sender: str, recipient: str) -> None:
        """Name sender and recipient. Raises what the answer means for this mail."""
        extended = [] if recipient.isascii() else ["SMTPUTF8"]
        if extended and not server.has_extn("smtputf8"):
            raise Rejected(_("E-postservern kan inte ta emot adresser med å, ä eller ö."))
        code, answer = server.mail(sender, extended)
        if code != 250:
            self._reset(server)
            raise ServerUnreachable(
                _("E-postservern godtar inte vår avsändaradress."), _readable(answer)
            )
        code, answer = server.rcpt(recipient)
        if code not in {250, 251}:
            self._reset(server)
            raise _verdict(code, answer)

    def _reset(self, server: smtplib.SMTP) -> None:
        """Make the conversation ready for the next mail, or end it."""
        try:
            server.rset()
        except (smtplib.SMTPException, OSError):
            self.close()


def _verdict(code: int, answer: bytes | str) -> DeliveryError:
    """Give what the server's answer means: 4xx is for now, 5xx is for good (RFC 5321, 4.2)."""
    words = f"{code} {_readable(answer)}"
    if 500 <= code < 600:
        return Rejected(_("E-postservern tog inte emot mejlet."), words)
    if code == 421:
        return ServerUnreachable(_("E-postservern stänger just nu."), words)
    return Postponed(_("E-postservern bad oss försöka senare."), words)


def _unreachable(fault: BaseException) -> ServerUnreachable:
    # The library tells of a wait that was too long as of a conversation that was closed.
    if isinstance(fault, TimeoutError) or isinstance(fault.__context__, TimeoutError):
        return ServerUnreachable(_("E-postservern svarade inte i tid."))
    return ServerUnreachable(_("E-postservern går inte att nå."), _readable(str(fault)))


def _readable(answer: bytes | str) -> str:
    """Give the server's words on one line."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())[:300]
