"""To take minutes off the web: by hand with a reason, or since somebody became protected.

What has been published is frozen and stays in the register; the web shows it no longer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.meetings.calculation.minutes import Mask, restored, texts_of
from samspel.meetings.enums.minutes import PublicationState
from samspel.meetings.errors import MinutesRefused
from samspel.meetings.models import Publication
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
        publication.state = PublicationState.WITHDRAWN
        publication.withdrawn_at = at
        with override("sv"):
            reason = gettext("Protokollet har en uppgift som nu är skyddad.")
        publication.withdrawn_reason = reason
        publication.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
        record_of_publication("withdrawn", publication, actor, {}, reason=reason)
        tell_secretaries(
            publication.minutes,
            subject=_("Protokollet är avpublicerat: %(body)s"),
            body=_(
                "Det publicerade protokollet från %(body)s %(day)s har en uppgift som nu är "
                "skyddad, så det ligger inte längre på webben. Det justerade protokollet och "
                "anslaget står kvar. Gå igenom protokollet och publicera det på nytt."
            ),
            address="meetings:publication",
            at=at,
            actor=actor,
        )
        count += 1
    return count


def _says(publication: Publication, masks: Iterable[Mask]) -> bool:
    """Tell whether a published text says any of what is to be covered."""
    squeezed = [" ".join(each.split()) for each in texts_of(restored(publication.text or {}))]
    return any(mask.pattern.search(each) for mask in masks for each in squeezed)
