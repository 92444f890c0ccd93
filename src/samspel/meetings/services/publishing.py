"""Acts of publication: to mask, to have it checked by another, to publish and withdraw.

KL 8 kap. 10 § first paragraph 4: approved minutes stand on the web as far as the
municipality decides and no statute forbids it. What the machine finds that may say
something of a single person is shown to somebody, who masks it or lets it stand; closed
items are left out and protected identities covered by the product itself, always.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings import minutes_policies as policies
from samspel.meetings.calculation.minutes import (
    Mask,
    MinutesText,
    masked,
    restored,
    stored,
    texts_of,
    without_closed,
)
from samspel.meetings.calculation.minutes.masking import PROTECTED
from samspel.meetings.enums.minutes import PublicationState
from samspel.meetings.errors import MinutesRefused
from samspel.meetings.models import Minutes, Publication, PublicationMask
from samspel.meetings.queries.minutes import minutes_settings_of, phrases_of
from samspel.meetings.queries.publishing import findings_in, protected_texts
from samspel.meetings.services.minutes import locked_minutes
from samspel.meetings.services.minutes_files import file_name, keep_file, printed
from samspel.meetings.services.secretaries import tell_secretaries
from samspel.people.models import Person


@transaction.atomic
def begin_publication(minutes: Minutes, *, at: dt.datetime, actor: Actor) -> Publication:
    """Begin the version for the web. Gives the one that is begun already.

    Refuses whoever does not keep the body, minutes that are not approved, and a body
    that does not publish its minutes.
    """
    minutes = locked_minutes(minutes)
    body = minutes.meeting.body
    policies.require_may_keep(body, actor)
    if not minutes.is_approved:
        raise MinutesRefused(_("Bara justerade protokoll publiceras."))
    settings = minutes_settings_of(body)
    if not settings.publishes:
        raise MinutesRefused(_("%(body)s publicerar inte sina protokoll."), body=body.name)
    publication, is_new = Publication.objects.get_or_create(
        minutes=minutes, defaults={"needs_check": settings.second_checks_masking}
    )
    if is_new:
        _record("begun", publication, actor, {"at": at})
    return publication


@transaction.atomic
def mask_text(
    publication: Publication, *, text: str, reason: str, at: dt.datetime, actor: Actor
) -> PublicationMask:
    """Mask a piece of text wherever it stands. Refuses what is not in the minutes."""
    publication = _locked(publication, actor)
    _require_masking(publication)
    text = " ".join(text.split())
    if not text or not reason.strip():
        raise MinutesRefused(_("Skriv både vad som ska maskeras och varför."))
    pattern = Mask(text).pattern
    if not any(pattern.search(each) for each in texts_of(_open_text(publication))):
        raise MinutesRefused(_("Texten finns inte i protokollet. Skriv den som den står där."))
    row, _is_new = PublicationMask.objects.update_or_create(
        publication=publication,
        text=text,
        defaults={
            "reason": reason.strip(),
            "is_kept": False,
            "made_by": actor.name,
            "made_at": at,
        },
    )
    _mark(publication, at, actor)
    _record("masked", publication, actor, {"mask": row.pk}, reason=reason)
    return row


@transaction.atomic
def keep_text(
    publication: Publication, *, text: str, reason: str, at: dt.datetime, actor: Actor
) -> PublicationMask:
    """Let something that the machine found stand, with the reason why it may."""
    publication = _locked(publication, actor)
    _require_masking(publication)
    if not text.strip() or not reason.strip():
        raise MinutesRefused(_("Skriv varför uppgiften får stå kvar."))
    row, _is_new = PublicationMask.objects.update_or_create(
        publication=publication,
        text=" ".join(text.split()),
        defaults={
            "reason": reason.strip(),
            "is_kept": True,
            "made_by": actor.name,
            "made_at": at,
        },
    )
    _mark(publication, at, actor)
    _record("kept", publication, actor, {"mask": row.pk}, reason=reason)
    return row


@transaction.atomic
def unmask_text(mask: PublicationMask, *, at: dt.datetime, actor: Actor) -> Publication:
    """Take a mask, or a finding that was let stand, away again before it is published."""
    publication = _locked(mask.publication, actor)
    _require_masking(publication)
    number = mask.pk
    PublicationMask.objects.filter(pk=number, publication=publication).delete()
    _mark(publication, at, actor)
    _record("unmasked", publication, actor, {"mask": number})
    return publication


@transaction.atomic
def hand_over_for_check(
    publication: Publication, *, at: dt.datetime, actor: Actor
) -> Publication:
    """Say that the masking is done, and let another person check it.

    Refuses while something that the machine found is neither masked nor let stand.
    """
    publication = _locked(publication, actor)
    _require_masking(publication)
    _require_answered(publication)
    _mark(publication, at, actor)
    publication.state = PublicationState.CHECKING
    publication.save(update_fields=["state"])
    _record("handed_over", publication, actor, {})
    if publication.needs_check:
        tell_secretaries(
            publication.minutes,
            subject=_("Kontrollera maskeringen: %(body)s"),
            body=_(
                "%(name)s har maskerat protokollet från %(body)s %(day)s. Någon annan läser "
                "igenom det och publicerar det."
            ),
            address="meetings:publication",
            but=actor.person_id,
            at=at,
            actor=actor,
        )
    return publication


@transaction.atomic
def publish_minutes(publication: Publication, *, at: dt.datetime, actor: Actor) -> Publication:
    """Publish the minutes on the web: the masked text and its file are frozen.

    Where the body asks for it somebody else than the one who masked does this. Closed
    items are left out and protected identities covered whatever has been masked by hand;
    nothing is published if one of them should still stand.
    """
    publication = _locked(publication, actor)
    _require_not_published(publication)
    _require_answered(publication)
    if publication.needs_check:
        _require_other(publication, actor)
    publication.checked_by_id = actor.person_id
    publication.checked_at = at
    text = text_for_everybody(publication)
    publication.text = stored(text)
    content = printed(
        text, day=publication.minutes.meeting.day, at=at, machine=publication.text
    )
    publication.document = keep_file(
        content, name=file_name(publication.minutes), owner=publication, at=at, actor=actor
    )
    publication.state = PublicationState.PUBLISHED
    publication.published_at = at
    publication.save()
    _record("published", publication, actor, {"sha256": publication.document.sha256})
    return publication


def _require_other(publication: Publication, actor: Actor) -> None:
    if publication.state != PublicationState.CHECKING:
        raise MinutesRefused(_("Maskeringen är inte klar. Lämna den för kontroll först."))
    if actor.person_id is None or actor.person_id == publication.masked_by_id:
        raise MinutesRefused(
            _("Maskeringen kontrolleras av någon annan än den som gjorde den.")
        )


@transaction.atomic
def withdraw_publication(
    publication: Publication, *, reason: str, at: dt.datetime, actor: Actor
) -> Publication:
    """Take the published minutes off the web; the notice on the board stays where it is.

    Refuses whoever does not keep the body, what is not published, and no reason.
    """
    publication = _locked(publication, actor)
    if publication.state != PublicationState.PUBLISHED:
        raise MinutesRefused(_("Protokollet är inte publicerat."))
    if not reason.strip():
        raise MinutesRefused(_("Skriv varför protokollet avpubliceras."))
    publication.state = PublicationState.WITHDRAWN
    publication.withdrawn_at = at
    publication.withdrawn_reason = reason.strip()
    publication.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    _record("withdrawn", publication, actor, {}, reason=reason)
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
        _record("withdrawn", publication, actor, {}, reason=reason)
        tell_secretaries(
            publication.minutes,
            subject=_("Protokollet är avpublicerat: %(body)s"),
            body=_(
                "Det publicerade protokollet från %(body)s %(day)s har en uppgift som nu är "
                "skyddad, så det ligger inte längre på webben. Det justerade protokollet och "
                "anslaget står kvar."
            ),
            at=at,
            actor=actor,
        )
        count += 1
    return count


def _says(publication: Publication, masks: Iterable[Mask]) -> bool:
    """Tell whether a published text says any of what is to be covered."""
    squeezed = [" ".join(each.split()) for each in texts_of(restored(publication.text or {}))]
    return any(mask.pattern.search(each) for mask in masks for each in squeezed)


def text_for_everybody(publication: Publication) -> MinutesText:
    """Give the text as everybody may read it; refuses to give one that still tells."""
    masks = publication.masks.filter(is_kept=False)
    by_hand = [Mask(text) for text in masks.values_list("text", flat=True)]
    protected = [Mask(text, PROTECTED) for text in protected_texts(publication.minutes.meeting)]
    text = masked(_open_text(publication), [*protected, *by_hand])
    _require_none_left(text, protected)
    return text


def _require_none_left(text: MinutesText, protected: Iterable[Mask]) -> None:
    squeezed = [re.sub(r"\s+", " ", each) for each in texts_of(text)]
    for mask in protected:
        if any(mask.pattern.search(each) for each in squeezed):
            raise MinutesRefused(
                _(
                    "Protokollet kan inte publiceras, för en skyddad uppgift står kvar. Hör "
                    "av dig till den som förvaltar systemet."
                )
            )


def _open_text(publication: Publication) -> MinutesText:
    minutes = publication.minutes
    phrases = phrases_of(minutes.meeting.body_id)
    return without_closed(
        restored(minutes.text or {}),
        phrases.say("closed.title"),
        phrases.say("closed.hidden"),
    )


def _require_answered(publication: Publication) -> None:
    left = [each for each in findings_in(publication) if not each.is_answered]
    if left:
        raise MinutesRefused(
            _("Ta ställning till allt som är markerat först. %(count)s återstår."),
            count=len(left),
        )


def _require_masking(publication: Publication) -> None:
    _require_not_published(publication)
    if publication.state == PublicationState.CHECKING:
        publication.state = PublicationState.MASKING
        publication.save(update_fields=["state"])


def _require_not_published(publication: Publication) -> None:
    if publication.published_at is not None:
        raise MinutesRefused(_("Protokollet är redan publicerat och ändras inte."))


def _mark(publication: Publication, at: dt.datetime, actor: Actor) -> None:
    """Write who masked last: that person is not the one who checks."""
    publication.masked_by_id = actor.person_id
    publication.masked_at = at
    publication.checked_by = None
    publication.save(update_fields=["masked_by", "masked_at", "checked_by"])


def _locked(publication: Publication, actor: Actor) -> Publication:
    rows = Publication.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("minutes__meeting__body").get(pk=publication.pk)
    policies.require_may_keep(found.minutes.meeting.body, actor)
    return found


def _record(
    what: str,
    publication: Publication,
    actor: Actor,
    facts: dict[str, object],
    *,
    reason: str = "",
) -> None:
    audit.record(
        f"meetings.publication.{what}",
        subject=publication,
        actor=actor,
        facts=facts,
        reason=reason,
        also=[publication.minutes],
    )
