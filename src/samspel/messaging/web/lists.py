"""Rows of messaging's list pages, evaluated before the template sees them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.kit import tables
from samspel.kit.filters import moment
from samspel.messaging import kinds
from samspel.messaging.enums import DeliveryState
from samspel.messaging.letters import Letter
from samspel.messaging.models import Delivery, Message
from samspel.messaging.texts import last_day

_MARKS = {
    DeliveryState.SENT: "done",
    DeliveryState.CANCELLED: "done",
    DeliveryState.SENDING: "half",
}
_NOTICES_PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Notice:
    """A message as its list shows it."""

    subject: str
    body: str
    open_url: str
    at: dt.datetime
    last_day: str
    is_unread: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list: its rows, and where in the list it is."""

    notices: tuple[Notice, ...]
    paging: tables.Paging


def notices_page(request: HttpRequest, messages: QuerySet[Message]) -> Page:
    """Give the page of messages that the address asks for, cut by the database."""
    paging = _paging(request, messages.count(), _NOTICES_PER_PAGE)
    shown = messages[_cut(paging)]
    return Page(tuple(_notice(message) for message in shown), paging)


def _notice(message: Message) -> Notice:
    return Notice(
        subject=message.subject,
        body=message.body,
        open_url=reverse("messaging:open", args=[message.uuid]),
        at=message.created_at,
        last_day=last_day(message.due_on, message.body, message.language),
        is_unread=message.read_at is None,
    )


def outbox_table(
    request: HttpRequest, mails: QuerySet[Delivery], *, total: int, is_demo: bool = False
) -> tables.Table:
    """Give a page of the outbox as a table; in the demo with the subjects, too."""
    paging = _paging(request, total, tables.PER_PAGE)
    shown = mails[_cut(paging)]
    columns = [
        tables.Column("to", _("Mottagare")),
        tables.Column("what", _("Ämne") if is_demo else _("Vad")),
        tables.Column("state", _("Läge")),
        tables.Column("when", _("När")),
    ]
    return tables.cut_table(
        request,
        columns,
        [_demo_row(mail) if is_demo else _outbox_row(mail) for mail in shown],
        total=total,
        per_page=tables.PER_PAGE,
        caption=_("Det här skulle ha skickats") if is_demo else _("Utskick"),
        empty=_("Här finns inga utskick än. När någon får ett meddelande syns det här."),
    )


def _paging(request: HttpRequest, total: int, per_page: int) -> tables.Paging:
    return tables.cut_table(request, (), (), total=total, per_page=per_page, caption="").paging


def _cut(paging: tables.Paging) -> slice:
    return slice(max(paging.first - 1, 0), paging.last)


def _demo_row(mail: Delivery) -> tuple[tables.Cell, ...]:
    address = reverse("messaging:demo_mail", args=[mail.uuid])
    return (
        tables.Cell(recipient_of(mail), url=address),
        tables.Cell(subject_of(mail)),
        tables.Cell(mail.state_in_words),
        tables.Cell(moment(mail.created_at)),
    )


def _outbox_row(mail: Delivery) -> tuple[tables.Cell, ...]:
    state = DeliveryState(mail.state)
    return (
        tables.Cell(recipient_of(mail), url=reverse("messaging:mail", args=[mail.uuid])),
        tables.Cell(what_of(mail)),
        tables.Cell(mail.state_in_words, state=_MARKS.get(state, ""), note=reason_of(mail)[0]),
        tables.Cell(when_in_words(mail)),
    )


def recipient_of(mail: Delivery) -> str:
    """Say who gets a mail, never at which address."""
    return str(mail.recipient) if mail.recipient else _("Någon utanför registret")


def what_of(mail: Delivery) -> str:
    """Say what a mail is about, without telling what stands in it."""
    if mail.message:
        return kinds.kind_label(mail.message.kind)
    return _("Dagens sammanfattning") if mail.is_digest else _("Mejl om inloggning")


def when_of(mail: Delivery) -> dt.datetime:
    """Give when a mail was sent, or will be tried next."""
    return mail.sent_at or mail.next_try_at


def when_in_words(mail: Delivery) -> object:
    """Say when a mail was sent, or will be tried next."""
    return moment(when_of(mail))


def reason_of(mail: Delivery) -> tuple[str, str]:
    """Give why a mail isn't out: in our words, and in the mail server's."""
    why, _line, answer = mail.last_error.partition("\n")
    return (_(why) if why else ""), answer


def subject_of(mail: Delivery) -> str:
    """Give a mail's subject for the demo's page."""
    if mail.letter is not None:
        return Letter.from_stored(mail.letter).subject
    if mail.message is None:
        return _("Dagens sammanfattning")
    is_protected = mail.recipient is not None and mail.recipient.is_protected
    return _("Du har ett nytt meddelande i Samspel") if is_protected else mail.message.subject
