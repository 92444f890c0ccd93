"""To tell those who were sent an extract that its minutes have been corrected since.

Whoever acts on a decision acts on the extract. Who has an account is told and reads the
correction beside the extract; to others goes a letter to where the extract went. Nothing
goes out of an item that is secret, and nothing of what the correction says where any of
the meeting's paragraphs is: its words may be of that one.
"""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings.models import Dispatch, Minutes
from samspel.meetings.queries.dispatches import VEIL, sent_before
from samspel.meetings.services.dispatching import EXTRACT, correction_said
from samspel.messaging.letters import Letter
from samspel.messaging.queries import municipality_name
from samspel.messaging.services import enqueue_letter, notify
from samspel.messaging.veils import veiled


def tell_of_correction(correction: Minutes, *, at: dt.datetime, actor: Actor) -> list[Dispatch]:
    """Tell everybody who has an extract of the corrected minutes; gives whom it went to.

    A consequence of the correction's approval. Whoever was handed the extract has no
    address here, and is told by the secretary.
    """
    told = [each for each in sent_before(correction) if _tell(each, correction, at, actor)]
    if told:
        audit.record(
            "meetings.extract.corrected",
            subject=correction,
            actor=actor,
            facts={"dispatches": [each.pk for each in told]},
        )
    return told


def _tell(dispatch: Dispatch, correction: Minutes, at: dt.datetime, actor: Actor) -> bool:
    item = dispatch.extract.item
    if dispatch.person is not None:
        notify(
            [dispatch.person],
            kind=EXTRACT,
            subject=_("Rättat protokoll: %(body)s %(paragraph)s"),
            body=_(
                "Protokollet som du har fått ett utdrag ur är rättat: %(said)s. Öppna utdraget "
                "och se om rättelsen gäller det som du fick."
            ),
            params={
                "body": item.body.name,
                "paragraph": item.paragraph,
                "said": correction_said(correction),
            },
            link=reverse("meetings:receipt", args=[dispatch.uuid]),
            actor=actor,
            about=dispatch,
            at=at,
        )
        return True
    if item.is_closed or not dispatch.address:
        return False
    with override("sv"):
        text = gettext(
            "Protokollet från %(body)s, som ni har fått ett utdrag ur (%(paragraph)s), är rättat: "
            "%(said)s.\n\nSe om rättelsen gäller det som ni fick:\n%(address)s\n"
        ) % {
            "body": item.body.name,
            "paragraph": item.paragraph,
            "said": correction_said(correction),
            "address": veiled(VEIL, str(dispatch.uuid)),
        }
        text += f"\n{municipality_name()}\n"
        subject = gettext("Rättat protokoll från %(body)s") % {"body": item.body.name}
    enqueue_letter(Letter(subject=subject, text=text), [dispatch.address], at=at)
    return True
