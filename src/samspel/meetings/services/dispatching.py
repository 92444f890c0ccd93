"""Acts of dispatch: to make an extract, send it inside and outside, and note its receipt.

An extract is one paragraph of approved minutes as a file of its own. Whoever has an
account is told and reads it there; to others goes a letter with the file and an address
of its own, where they say that they have received it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.documents import storage
from samspel.foundation.dates import local_day
from samspel.meetings import minutes_policies as policies
from samspel.meetings.calculation.minutes import MinutesText, restored
from samspel.meetings.calculation.minutes.parts import (
    Facts,
    ParagraphText,
    Part,
    PartKey,
    Prose,
)
from samspel.meetings.calculation.record import Recipient
from samspel.meetings.errors import DispatchRefused
from samspel.meetings.models import AgendaItem, Dispatch, Extract, Minutes
from samspel.meetings.queries.dispatches import VEIL, corrected_since
from samspel.meetings.queries.minutes import corrections_of, phrases_of
from samspel.meetings.services.case_chain import end_when_done, note_dispatched
from samspel.meetings.services.minutes import locked_minutes
from samspel.meetings.services.minutes_files import keep_file, printed
from samspel.messaging.letters import Enclosure, Letter
from samspel.messaging.queries import municipality_name
from samspel.messaging.services import enqueue_letter, notify
from samspel.messaging.veils import veiled
from samspel.people.models import Person

EXTRACT = "meetings.extract"


@transaction.atomic
def make_extract(
    minutes: Minutes, item: AgendaItem, *, at: dt.datetime, actor: Actor
) -> Extract:
    """Make the extract of a paragraph from the approved text. Gives the one that is made.

    Refuses whoever does not keep the body, minutes that are not approved, and a paragraph
    that is not in them.
    """
    minutes = locked_minutes(minutes)
    policies.require_may_keep(minutes.meeting.body, actor)
    known = Extract.objects.filter(minutes=minutes, item=item).first()
    if known is not None:
        return known
    if not minutes.is_approved:
        raise DispatchRefused(_("Utdrag görs när protokollet är justerat."))
    text = extract_text(minutes, item.pk)
    name = f"Protokollsutdrag {minutes.meeting.day.isoformat()} {item.paragraph}.pdf"
    extract = Extract(minutes=minutes, item=item, made_at=at)
    # The file's owner is the extract, whose key is needed first: the item's stands for it.
    document = keep_file(
        printed(text, day=minutes.meeting.day, at=at),
        name=name,
        owner=item,
        at=at,
        actor=actor,
    )
    extract.document = document
    extract.sha256 = document.sha256
    extract.save()
    audit.record(
        "meetings.extract.made",
        subject=extract,
        actor=actor,
        facts={"paragraph": item.paragraph, "sha256": document.sha256},
        also=[minutes, item],
    )
    return extract


def extract_text(minutes: Minutes, item_id: int) -> MinutesText:
    """Give one paragraph of the frozen text, with the head of an extract."""
    whole = restored(minutes.text or {})
    found = next((each for each in whole.paragraphs if each.item_id == item_id), None)
    if found is None:
        raise DispatchRefused(_("Paragrafen finns inte i protokollet."))
    phrases = phrases_of(minutes.meeting.body_id)
    corrected = tuple(map(correction_said, corrections_of([minutes])))
    line = phrases.say("approval.immediate" if found.is_immediate else "approval.done")
    return MinutesText(
        title=f"{phrases.say('cover.extract')} {whole.body} {found.paragraph}",
        body=whole.body,
        day=whole.day,
        cover=(
            Facts(
                (
                    ("Organ", (whole.body,)),
                    ("Sammanträdesdag", (minutes.meeting.day.isoformat(),)),
                    *((("Protokollet är rättat", corrected),) if corrected else ()),
                )
            ),
        ),
        paragraphs=(_with_approval(found, line),),
    )


def correction_said(correction: Minutes) -> str:
    """Say when minutes were corrected and by which decision; what was may be another §'s."""
    day = local_day(correction.approved_at or correction.created_at).isoformat()
    return f"{day}, enligt {correction.correction_cites}"


def _with_approval(paragraph: ParagraphText, line: str) -> ParagraphText:
    kept = tuple(each for each in paragraph.parts if each.key is not PartKey.APPROVAL)
    return ParagraphText(
        item_id=paragraph.item_id,
        uuid=paragraph.uuid,
        paragraph=paragraph.paragraph,
        heading=paragraph.heading,
        title=paragraph.title,
        parts=(*kept, Part(PartKey.APPROVAL, "", (Prose(line),))),
        is_closed=paragraph.is_closed,
        is_immediate=paragraph.is_immediate,
    )


@transaction.atomic
def send_extract(
    extract: Extract,
    recipients: Iterable[Recipient],
    *,
    at: dt.datetime,
    actor: Actor,
) -> list[Dispatch]:
    """Send the extract to recipients; gives those that it went to now.

    Whoever has it already is passed over. A closed paragraph goes to those inside the
    body only, never as a letter. Refuses whoever does not keep the body, and a recipient
    outside without an address.
    """
    item = AgendaItem.objects.select_related("body", "case").get(pk=extract.item_id)
    policies.require_may_keep(item.body, actor)
    had = set(extract.dispatches.values_list("name", flat=True))
    sent = [
        _send(extract, item, each, at=at, actor=actor)
        for each in recipients
        if each.name not in had
    ]
    if sent:
        audit.record(
            "meetings.extract.sent",
            subject=extract,
            actor=actor,
            facts={"dispatches": [each.pk for each in sent]},
            also=[item],
        )
        note_dispatched(item, [each.name for each in sent], at=at, actor=actor)
        end_when_done(item, at=at, actor=actor)
    return sent


def _send(
    extract: Extract, item: AgendaItem, to: Recipient, *, at: dt.datetime, actor: Actor
) -> Dispatch:
    person = _person(to)
    if person is None:
        _require_open(item)
    if person is None and not to.is_internal and not to.address.strip():
        raise DispatchRefused(
            _("Skriv en e-postadress till %(name)s, eller gör mottagaren intern."), name=to.name
        )
    dispatch = Dispatch.objects.create(
        extract=extract,
        name=to.name,
        address="" if person else to.address.strip(),
        person=person,
        is_internal=to.is_internal,
        sent_at=at,
    )
    if person is not None:
        _tell(dispatch, item, person, actor=actor, at=at)
    elif to.address.strip():
        _write_letter(dispatch, extract, item, at=at)
    return dispatch


def _require_open(item: AgendaItem) -> None:
    """Refuse to send a paragraph with secrecy in a letter."""
    if item.is_closed:
        raise DispatchRefused(
            _(
                "Paragrafen omfattas av sekretess och skickas inte med e-post. Lämna ut den "
                "efter sekretessprövning."
            )
        )


@transaction.atomic
def send_again(
    dispatch: Dispatch, *, address: str = "", at: dt.datetime, actor: Actor
) -> Dispatch:
    """Send the extract once more to whoever has not confirmed it, as a reminder.

    A new ``address`` takes the place of one that no letter reached, or of none at all.
    Refuses whoever does not keep the body, an extract that has been received, and a
    recipient outside who still has no address.
    """
    rows = Dispatch.objects.select_for_update(of=("self",))
    dispatch = rows.select_related("extract__item__body", "extract__document", "person").get(
        pk=dispatch.pk
    )
    item = dispatch.extract.item
    policies.require_may_keep(item.body, actor)
    if dispatch.received_at is not None:
        raise DispatchRefused(_("Utdraget är redan mottaget. Läs in sidan på nytt."))
    moved = _address_again(dispatch, address.strip())
    if dispatch.person is None:
        _require_open(item)
    dispatch.sent_at = at
    dispatch.save(update_fields=["address", "person", "sent_at"])
    if dispatch.person is not None:
        _tell(dispatch, item, dispatch.person, actor=actor, at=at)
    else:
        _write_letter(dispatch, dispatch.extract, item, at=at)
    audit.record(
        "meetings.extract.sent_again",
        subject=dispatch,
        actor=actor,
        facts={"new_address": moved},
        also=[item],
    )
    return dispatch


def _address_again(dispatch: Dispatch, address: str) -> bool:
    """Put the new address on the dispatch; give whether it is another than before."""
    if dispatch.person is not None:
        return False
    if not address and not dispatch.address:
        raise DispatchRefused(
            _("Skriv en e-postadress till %(name)s, eller lämna utdraget för hand."),
            name=dispatch.name,
        )
    if not address or address == dispatch.address:
        return False
    dispatch.person = _person(Recipient(dispatch.name, address, dispatch.is_internal))
    dispatch.address = "" if dispatch.person else address
    return True


def _person(to: Recipient) -> Person | None:
    """Give who in the register the address belongs to, where it is anybody's."""
    address = to.address.strip()
    return Person.objects.filter(email__iexact=address).first() if address else None


def _tell(
    dispatch: Dispatch, item: AgendaItem, person: Person, *, actor: Actor, at: dt.datetime
) -> None:
    notify(
        [person],
        kind=EXTRACT,
        subject=_("Protokollsutdrag: %(body)s %(paragraph)s"),
        body=_("Du får ett protokollsutdrag. Öppna det och bekräfta att du har fått det."),
        params={"body": item.body.name, "paragraph": item.paragraph},
        link=reverse("meetings:receipt", args=[dispatch.uuid]),
        actor=actor,
        about=dispatch,
        at=at,
    )


def _write_letter(
    dispatch: Dispatch, extract: Extract, item: AgendaItem, *, at: dt.datetime
) -> None:
    """Write to somebody outside, with the file; the letter holds no title of its own."""
    content = storage.path_of(extract.sha256).read_bytes()
    with override("sv"):
        letter = Letter(
            subject=gettext("Protokollsutdrag från %(body)s") % {"body": item.body.name},
            text=_words(dispatch, extract, item),
            enclosures=(Enclosure(extract.document.name, "application/pdf", content),),
        )
    enqueue_letter(letter, [dispatch.address], at=at)


def _words(dispatch: Dispatch, extract: Extract, item: AgendaItem) -> str:
    """Say what comes, how to confirm it and, where it is so, that it is corrected since."""
    text = gettext(
        "Här kommer ett protokollsutdrag från %(body)s, %(paragraph)s.\n\n"
        "Bekräfta gärna att du har fått det:\n%(address)s\n"
    ) % {
        "body": item.body.name,
        "paragraph": item.paragraph,
        "address": veiled(VEIL, str(dispatch.uuid)),
    }
    if later := corrected_since(extract):
        said = "; ".join(map(correction_said, later))
        text += "\n" + gettext("Protokollet är rättat sedan utdraget gjordes: %(said)s.\n") % {
            "said": said
        }
    return f"{text}\n{municipality_name()}\n"


@transaction.atomic
def acknowledge(dispatch: Dispatch, *, at: dt.datetime, actor: Actor, by: str = "") -> Dispatch:
    """Note that the extract has been received; the second time changes nothing.

    Whoever has the address of the dispatch may say so: it is known to the recipient
    only. ``by`` is the name that they give.
    """
    dispatch = Dispatch.objects.select_for_update(of=("self",)).get(pk=dispatch.pk)
    if dispatch.received_at is not None:
        return dispatch
    dispatch.received_at = max(at, dispatch.sent_at)
    dispatch.received_by = (by.strip() or actor.name)[:160]
    dispatch.save(update_fields=["received_at", "received_by"])
    audit.record("meetings.extract.received", subject=dispatch, actor=actor)
    return dispatch
