"""Mails as they are sent: text, HTML and, for an invitation, the calendar part.

Written anew each time a mail is tried, always under the same Message-ID. One mail has
one recipient. Of a message to somebody with a protected identity only that there is
one leaves the product.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, formataddr, parseaddr
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.template import loader
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override
from markupsafe import Markup

from samspel.foundation.calendar_objects import Invitation, Method
from samspel.foundation.dates import plain, say_span
from samspel.foundation.text import one_line
from samspel.messaging.letters import Letter
from samspel.messaging.models import Delivery, Message
from samspel.messaging.queries import bundled_messages, municipality_name
from samspel.messaging.texts import last_day


@dataclass(frozen=True, slots=True)
class Part:
    """One message in a mail, ready to be drawn."""

    heading: str
    body: str
    url: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mail:
    """What a recipient reads, without addresses."""

    subject: str
    parts: tuple[Part, ...]
    language: str
    letter: Letter | None = None
    calendar: Invitation | None = None


def sender() -> tuple[str, str]:
    """Give the name and the address that mail comes from."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return name or municipality_name(), address


def mail_of(delivery: Delivery, address: str, at: dt.datetime) -> Mail:
    """Give what the delivery's recipient reads, as of now."""
    if delivery.letter is not None:
        letter = Letter.from_stored(delivery.letter).to(address).unveiled()
        return Mail(letter.subject, (), settings.LANGUAGE_CODE, letter=letter)
    if delivery.message is None:
        return _digest(delivery)
    message = delivery.message
    with override(message.language):
        if _is_protected(delivery):
            return _veiled(1, message.language)
        part = _part(message, heading="", facts=_when_and_where(delivery))
        calendar = _invitation(delivery, address, at) if delivery.event else None
        return Mail(message.subject, (part,), message.language, calendar=calendar)


def _digest(delivery: Delivery) -> Mail:
    messages = bundled_messages(delivery)
    language = messages[-1].language if messages else settings.LANGUAGE_CODE
    with override(language):
        if _is_protected(delivery):
            return _veiled(len(messages), language)
        subject = ngettext(
            "%(count)s nytt meddelande i Samspel",
            "%(count)s nya meddelanden i Samspel",
            len(messages),
        ) % {"count": len(messages)}
        parts = tuple(_part(each, heading=each.subject) for each in messages)
        return Mail(subject, parts, language)


def _veiled(count: int, language: str) -> Mail:
    """Give a mail that only says that there is something to read."""
    subject = ngettext(
        "Du har %(count)s nytt meddelande i Samspel",
        "Du har %(count)s nya meddelanden i Samspel",
        count,
    ) % {"count": count}
    body = gettext("Logga in i Samspel för att läsa.")
    return Mail(subject, (Part("", body, absolute(reverse("messaging:list"))),), language)


def _is_protected(delivery: Delivery) -> bool:
    return delivery.recipient is not None and delivery.recipient.is_protected


def _part(message: Message, heading: str, facts: tuple[tuple[str, str], ...] = ()) -> Part:
    return Part(heading, message.body, absolute(message.link), (*facts, *_by_when(message)))


def _by_when(message: Message) -> tuple[tuple[str, str], ...]:
    """Say the last day of what is asked, unless the words say it already."""
    day = last_day(message.due_on, message.body, message.language)
    return ((gettext("Senast"), day),) if day else ()


def _when_and_where(delivery: Delivery) -> tuple[tuple[str, str], ...]:
    """Say an event's time and place, for whoever reads mail without a calendar."""
    event = delivery.event
    if not event or delivery.message is None:
        return ()
    when = say_span(
        dt.datetime.fromisoformat(event["start"]),
        dt.datetime.fromisoformat(event["end"]),
        now=None,
        lang=delivery.message.language,
    )
    facts = [(gettext("När"), plain(when))]
    if event["place"]:
        facts.append((gettext("Var"), event["place"]))
    return tuple(facts)


def _invitation(delivery: Delivery, address: str, at: dt.datetime) -> Invitation:
    event = delivery.event or {}
    name, own_address = sender()
    return Invitation(
        uid=event["uid"],
        sequence=event["sequence"],
        method=Method(event["method"]),
        summary=event["summary"],
        start=dt.datetime.fromisoformat(event["start"]),
        end=dt.datetime.fromisoformat(event["end"]),
        stamp=at,
        organizer_name=name,
        organizer_email=own_address,
        attendee_name=str(delivery.recipient or ""),
        attendee_email=address,
        place=event["place"],
        url=absolute(event["url"] or (delivery.message.link if delivery.message else "")),
        description=event["description"],
    )


def absolute(path: str) -> str:
    """Give a path of ours as an address that a mail can link to."""
    return urljoin(settings.BASE_URL.rstrip("/") + "/", path)


def text_of(mail: Mail) -> str:
    """Give a mail's text part."""
    if mail.letter:
        return mail.letter.text
    with override(mail.language):
        lines = [_text_part(part) for part in mail.parts]
        return "\n\n".join([*lines, f"-- \n{footing()}\n{settings_url()}"]) + "\n"


def _text_part(part: Part) -> str:
    facts = "\n".join(f"{name}: {value}" for name, value in part.facts)
    return "\n\n".join(each for each in (part.heading, part.body, facts, part.url) if each)


def html_of(mail: Mail) -> str:
    """Give a mail's HTML part; a letter's own, or nothing where it has none."""
    if mail.letter:
        return mail.letter.html
    with override(mail.language):
        context = {
            "mail": mail,
            "footing": footing(),
            "settings_url": settings_url(),
            "sheet": _sheet(),
        }
        return loader.get_template("messaging/mail.html").render(context)


@cache
def _sheet() -> Markup:
    """Give the style sheet that goes along in a mail's head, where no link would be fetched."""
    rules = Path(__file__).with_name("mail.css").read_text(encoding="utf-8")
    return Markup("<style>{}</style>").format(Markup(rules))  # noqa: S704 (a file of ours)


def footing() -> str:
    """Say why the mail came, in the language that is on."""
    return gettext("Du får det här av Samspel. Välj själv hur du får besked:")


def settings_url() -> str:
    """Give the page where a person chooses how to be told."""
    return absolute(reverse("messaging:choices"))


def written(delivery: Delivery, address: str, at: dt.datetime) -> EmailMessage:
    """Give the whole mail to the address, headers and all.

    Raises ValueError for an address or an event that can't be written.
    """
    mail = mail_of(delivery, address, at)
    message = EmailMessage(policy=SMTP if address.isascii() else SMTPUTF8)
    message["From"] = formataddr(sender())
    message["To"] = address
    message["Subject"] = one_line(mail.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = delivery.mail_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = mail.language
    message.set_content(text_of(mail), cte="quoted-printable")
    if html := html_of(mail):
        message.add_alternative(html, subtype="html", cte="quoted-printable")
    if mail.calendar:
        message.add_alternative(
            mail.calendar.to_ical().decode(),
            subtype="calendar",
            cte="base64",
            params={"method": mail.calendar.method.value},
        )
    _enclose(message, mail.letter)
    return message


def _enclose(message: EmailMessage, letter: Letter | None) -> None:
    for each in letter.enclosures if letter else ():
        maintype, _slash, subtype = each.media_type.partition("/")
        message.add_attachment(
            each.content, maintype=maintype, subtype=subtype, filename=each.name
        )
