"""To take minutes off the web: by hand with a reason, or since something became secret.

What has been published is frozen and stays in the register; the web shows it no longer.
Where somebody becomes protected, or a case secret, it is done at once and not left to
wait for a person: whoever keeps the body is told to mask and publish anew. The minutes as
they were approved, and the notice on the board that the time for appeal runs from, stand.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from samspel.audit.actors import Actor
from samspel.foundation.text import is_telling
from samspel.meetings.calculation.minutes import Mask, restored, texts_of
from samspel.meetings.enums.minutes import MinutesKind, PublicationState
from samspel.meetings.errors import MinutesRefused
from samspel.meetings.models import AgendaItem, Minutes, Publication
from samspel.meetings.services.publishing import locked_publication, record_of_publication
from samspel.meetings.services.secretaries import tell_secretaries
from samspel.people.models import Person


@transaction.atomic
def withdraw_publication(
    publication: Publication, *, reason: str, at: dt.datetime, actor: Actor
) -> Publication:
    """Take the published minutes off the web; the notice on the board stays where it is.

    Refuses whoever does not keep the body, what is not published, and no reason.
    """
    publication = locked_publication(publication, actor)
    if publication.state != PublicationState.PUBLISHED:
        raise MinutesRefused(_("Protokollet är inte publicerat."))
    if not reason.strip():
        raise MinutesRefused(_("Skriv varför protokollet avpubliceras."))
    publication.state = PublicationState.WITHDRAWN
    publication.withdrawn_at = at
    publication.withdrawn_reason = reason.strip()
    publication.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    record_of_publication("withdrawn", publication, actor, {}, reason=reason)
    return publication


@transaction.atomic
def withdraw_naming(person: Person, *, at: dt.datetime, actor: Actor) -> int:
    """Take minutes that name somebody whose identity has become protected off the web.

    What is published is frozen and can't be covered afterwards. The minutes themselves and
    the notice on the board stand. The body's secretaries are told, and not about whom.
    Whoever may protect somebody may do it; gives how many.
    """
    whole = [Mask(person.name), Mask(f"{person.family_name} {person.given_name}")]
    rows = (
        Publication.objects.select_for_update(no_key=True, of=("self",))
        .filter(state=PublicationState.PUBLISHED)
        .annotate(words=Cast("text", TextField()))
        .filter(words__icontains=person.family_name)
        .select_related("minutes__meeting__body")
        .order_by("pk")
    )
    count = 0
    for publication in rows:
        there = publication.minutes.meeting.participations.filter(person=person).exists()
        masks = [*whole, Mask(person.family_name)] if there else whole
        if not _says(publication, masks):
            continue
        _withdraw_at_once(publication, _PROTECTED, _SAY_PROTECTED, at=at, actor=actor)
        count += 1
    return count


_PROTECTED = _("Protokollet har en uppgift som nu är skyddad.")
_SAY_PROTECTED = _(
    "Det publicerade protokollet från %(body)s %(day)s har en uppgift som nu är "
    "skyddad, så det ligger inte längre på webben. Det justerade protokollet och "
    "anslaget står kvar. Gå igenom protokollet och publicera det på nytt."
)
_SECRET = _("Ett ärende i protokollet har fått sekretess.")
_SAY_SECRET = _(
    "Det publicerade protokollet från %(body)s %(day)s har ett ärende som nu har sekretess, "
    "så det ligger inte längre på webben. Det justerade protokollet och anslaget står kvar. "
    "Ärendets paragraf täcks över av systemet. Gå igenom resten, maskera det som pekar på "
    "ärendet och publicera protokollet på nytt."
)


@transaction.atomic
def withdraw_secret(
    items: Iterable[AgendaItem], *, titles: Iterable[str], at: dt.datetime, actor: Actor
) -> int:
    """Take minutes that tell of items which have become secret off the web; give how many.

    Those that have an item's paragraph uncovered, those that say a title long enough to be
    its own in another paragraph, and every correction of an item's minutes, whose free
    words no machine can judge. The body's secretaries are told, and not of which item.
    A consequence of the marking, whose service has judged who may.
    """
    # Whoever publishes at this moment is waited for, and read with what they published.
    unpublished = [PublicationState.MASKING, PublicationState.CHECKING]
    waiting = Publication.objects.select_for_update(no_key=True).order_by("pk")
    list(waiting.filter(state__in=unpublished))
    keys = {each.pk for each in items}
    told_of = Q(pk__in=[])
    for key in keys:
        told_of |= Q(text__paragraphs__contains=[{"item_id": key}])
    meetings = set(Minutes.objects.filter(told_of).values_list("meeting_id", flat=True))
    named = [each for each in dict.fromkeys(titles) if is_telling(each)]
    asked = told_of | Q(minutes__meeting__in=meetings)
    for title in named:
        asked |= Q(words__icontains=json.dumps(title, ensure_ascii=False)[1:-1])
    rows = (
        Publication.objects.select_for_update(no_key=True, of=("self",))
        .annotate(words=Cast("text", TextField()))
        .filter(asked, state=PublicationState.PUBLISHED)
        .select_related("minutes__meeting__body")
        .order_by("pk")
    )
    masks = [Mask(each) for each in named]
    telling = [
        each
        for each in rows
        if _corrects_one_of(each, meetings) or _tells_of(each, keys) or _says(each, masks)
    ]
    for publication in telling:
        _withdraw_at_once(publication, _SECRET, _SAY_SECRET, at=at, actor=actor)
    return len(telling)


def _corrects_one_of(publication: Publication, meetings: set[int]) -> bool:
    minutes = publication.minutes
    return minutes.kind == MinutesKind.CORRECTION and minutes.meeting_id in meetings


def _tells_of(publication: Publication, items: set[int]) -> bool:
    """Tell whether a published text has a paragraph of the items that is not covered."""
    paragraphs = restored(publication.text or {}).paragraphs
    return any(each.item_id in items and not each.is_hidden for each in paragraphs)


def _withdraw_at_once(
    publication: Publication, reason: object, say: object, *, at: dt.datetime, actor: Actor
) -> None:
    """Withdraw a version without anybody's asking, and tell those who serve the body."""
    with override("sv"):
        why = str(reason)
    publication.state = PublicationState.WITHDRAWN
    publication.withdrawn_at = at
    publication.withdrawn_reason = why
    publication.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    record_of_publication("withdrawn", publication, actor, {}, reason=why)
    tell_secretaries(
        publication.minutes,
        subject=_("Protokollet är avpublicerat: %(body)s"),
        body=say,
        address="meetings:publication",
        at=at,
        actor=actor,
    )


def _says(publication: Publication, masks: Iterable[Mask]) -> bool:
    """Tell whether a published text says any of what is to be covered."""
    squeezed = [" ".join(each.split()) for each in texts_of(restored(publication.text or {}))]
    return any(mask.pattern.search(each) for mask in masks for each in squeezed)
