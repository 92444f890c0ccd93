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
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings import minutes_policies as policies
from samspel.meetings.calculation.minutes import (
    Mask,
    MinutesText,
    masked,
    stored,
    texts_of,
)
from samspel.meetings.calculation.minutes.masking import PROTECTED
from samspel.meetings.calculation.statute import judged
from samspel.meetings.enums.minutes import PublicationState
from samspel.meetings.errors import MinutesRefused, UnlawfulMinutes
from samspel.meetings.models import Minutes, Publication, PublicationMask
from samspel.meetings.queries.hiding import secret_titles_in
from samspel.meetings.queries.minutes import minutes_settings_of, phrases_of
from samspel.meetings.queries.publishing import (
    findings_in,
    open_text,
    protected_texts,
)
from samspel.meetings.services.locks import require_version
from samspel.meetings.services.minutes import locked_minutes
from samspel.meetings.services.minutes_files import file_name, keep_file, printed
from samspel.meetings.services.secretaries import tell_secretaries


@transaction.atomic
def begin_publication(minutes: Minutes, *, at: dt.datetime, actor: Actor) -> Publication:
    """Begin the version for the web. Gives the one that is begun already.

    After one that was withdrawn a new one begins, which takes its masks along; what was
    let stand is asked about again, since that may be what was wrong. Refuses whoever does
    not keep the body, minutes that are not approved, and a body that does not publish its
    minutes.
    """
    minutes = locked_minutes(minutes)
    body = minutes.meeting.body
    policies.require_may_keep(body, actor)
    settings = minutes_settings_of(body)
    verdict = judged(
        "minutes.publish",
        {
            "minutes.are_approved": minutes.is_approved,
            "body.publishes_minutes": settings.publishes,
        },
        local_day(at),
    )
    if verdict.is_stopped:
        raise UnlawfulMinutes(verdict)
    earlier = minutes.publications.last()
    if earlier is not None and earlier.state != PublicationState.WITHDRAWN:
        return earlier
    publication = Publication.objects.create(
        minutes=minutes, needs_check=settings.second_checks_masking
    )
    if earlier is not None:
        _take_along(earlier, publication)
    follows = {} if earlier is None else {"follows": earlier.pk}
    record_of_publication("begun", publication, actor, {"at": at, **follows})
    return publication


def _take_along(earlier: Publication, publication: Publication) -> None:
    """Copy what was covered, with who covered it and why; never what was let stand."""
    PublicationMask.objects.bulk_create(
        PublicationMask(
            publication=publication,
            text=each.text,
            reason=each.reason,
            made_by=each.made_by,
            made_at=each.made_at,
        )
        for each in earlier.masks.filter(is_kept=False)
    )


@transaction.atomic
def mask_text(
    publication: Publication,
    *,
    text: str,
    reason: str,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> PublicationMask:
    """Mask a piece of text wherever it stands.

    Refuses what is not in the minutes, and (Stale) a page that is older than the masks.
    """
    publication = locked_publication(publication, actor, version)
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
    record_of_publication("masked", publication, actor, {"mask": row.pk}, reason=reason)
    return row


@transaction.atomic
def keep_text(
    publication: Publication,
    *,
    text: str,
    reason: str,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> PublicationMask:
    """Let something that the machine found stand, with the reason why it may.

    Refuses no reason, and (Stale) a page that is older than the masks.
    """
    publication = locked_publication(publication, actor, version)
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
    record_of_publication("kept", publication, actor, {"mask": row.pk}, reason=reason)
    return row


@transaction.atomic
def unmask_text(mask: PublicationMask, *, at: dt.datetime, actor: Actor) -> Publication:
    """Take a mask, or a finding that was let stand, away again before it is published."""
    publication = locked_publication(mask.publication, actor)
    _require_masking(publication)
    number = mask.pk
    PublicationMask.objects.filter(pk=number, publication=publication).delete()
    _mark(publication, at, actor)
    record_of_publication("unmasked", publication, actor, {"mask": number})
    return publication


@transaction.atomic
def hand_over_for_check(
    publication: Publication, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> Publication:
    """Say that the masking is done, and let another person check it.

    Refuses while something that the machine found is neither masked nor let stand, and
    (Stale) a page that is older than the masks.
    """
    publication = locked_publication(publication, actor, version)
    _require_masking(publication)
    _require_answered(publication)
    _mark(publication, at, actor)
    publication.state = PublicationState.CHECKING
    publication.save(update_fields=["state"])
    record_of_publication("handed_over", publication, actor, {})
    if publication.needs_check:
        tell_secretaries(
            publication.minutes,
            subject=_("Kontrollera maskeringen: %(body)s"),
            body=_(
                "%(name)s har maskerat protokollet från %(body)s %(day)s. Läs igenom det och "
                "publicera det. Den som har maskerat får inte göra det själv."
            ),
            address="meetings:publication",
            but=actor.person_id,
            at=at,
            actor=actor,
        )
    return publication


@transaction.atomic
def publish_minutes(
    publication: Publication, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> Publication:
    """Publish the minutes on the web: the masked text and its file are frozen.

    Where the body asks for it somebody else than the one who masked does this. Closed
    items are left out and protected identities covered whatever has been masked by hand;
    nothing is published if one of them should still stand. Refuses (Stale) whoever has
    read an older version of the masks than the one that would be published.
    """
    publication = locked_publication(publication, actor, version)
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
    record_of_publication(
        "published", publication, actor, {"sha256": publication.document.sha256}
    )
    return publication


def _require_other(publication: Publication, actor: Actor) -> None:
    if publication.state != PublicationState.CHECKING:
        raise MinutesRefused(_("Maskeringen är inte klar. Lämna den för kontroll först."))
    if actor.person_id is None or actor.person_id == publication.masked_by_id:
        raise MinutesRefused(
            _("Maskeringen kontrolleras av någon annan än den som gjorde den.")
        )


def text_for_everybody(publication: Publication) -> MinutesText:
    """Give the text as everybody may read it; refuses to give one that still tells."""
    masks = publication.masks.filter(is_kept=False)
    by_hand = [Mask(text) for text in masks.values_list("text", flat=True)]
    whole = _open_text(publication)
    always = [
        *protected_texts(publication.minutes.meeting),
        *secret_titles_in(" ".join(texts_of(whole))),
    ]
    protected = [Mask(text, PROTECTED) for text in always]
    text = masked(whole, [*protected, *by_hand])
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
    return open_text(minutes, phrases.say("closed.title"), phrases.say("closed.hidden"))


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
    publication.version += 1
    publication.save(update_fields=["masked_by", "masked_at", "checked_by", "version"])


def locked_publication(
    publication: Publication, actor: Actor, version: int | None = None
) -> Publication:
    """Take the version's lock and give it as it stands now.

    Refuses whoever does not keep the body, and (Stale) a page that is older.
    """
    rows = Publication.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("minutes__meeting__body").get(pk=publication.pk)
    policies.require_may_keep(found.minutes.meeting.body, actor)
    require_version(found.version, version)
    return found


def record_of_publication(
    what: str,
    publication: Publication,
    actor: Actor,
    facts: dict[str, object],
    *,
    reason: str = "",
) -> None:
    """Write in the log what was done with a version for the web."""
    audit.record(
        f"meetings.publication.{what}",
        subject=publication,
        actor=actor,
        facts=facts,
        reason=reason,
        also=[publication.minutes],
    )
