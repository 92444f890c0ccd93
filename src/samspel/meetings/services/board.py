"""Acts on the notice board: to post, announce again, take down, prove; and its outages.

KL 8 kap. 9–12 §§, 13 kap. 5 §. The kinds of notice are a closed list. A notice of
approved minutes stands until the time for appeal has ended; where the board has been
down in that time its end is uncertain, and a person decides to announce again. That a
decision is final is confirmed by a person, who has asked the court, never by the clock.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings import minutes_policies as policies
from samspel.meetings.calculation.minutes import restored
from samspel.meetings.calculation.minutes.cover import paragraph_span
from samspel.meetings.calculation.posting import (
    announcing_judged,
    posting_judged,
    taking_down_judged,
)
from samspel.meetings.calculation.statute import judged
from samspel.meetings.enums.minutes import MinutesKind, NoticeKind
from samspel.meetings.errors import BoardRefused, UnlawfulNotice
from samspel.meetings.models import (
    BoardNotice,
    BoardOutage,
    DelegatedDecision,
    Meeting,
    Minutes,
)
from samspel.meetings.queries.board import outages, row_of
from samspel.meetings.queries.minutes import minutes_settings_of
from samspel.meetings.queries.posting import board_settings_of
from samspel.meetings.services.locks import lock_body
from samspel.meetings.services.minutes import locked_minutes
from samspel.meetings.services.proving import proof_of_posting
from samspel.people.enums import BodyKind
from samspel.people.models import Body
from samspel.rules.explanation import Verdict


@transaction.atomic
def announce_minutes(minutes: Minutes, *, at: dt.datetime, actor: Actor) -> BoardNotice:
    """Announce on the board that minutes have been approved (KL 8 kap. 12 §).

    The day is the day on which it is done, never an earlier one. Refuses whoever does
    not keep the body, what is not approved, what is announced, and a body that has not
    said where its minutes are available.
    """
    minutes = locked_minutes(minutes)
    body = minutes.meeting.body
    policies.require_may_keep(body, actor)
    if minutes.notices.exists():
        raise BoardRefused(_("Justeringen är redan tillkännagiven."))
    settings = minutes_settings_of(body)
    approved_on = local_day(minutes.approved_at) if minutes.approved_at else None
    verdict = announcing_judged(
        local_day(at),
        is_council=body.kind == BodyKind.COUNCIL,
        approved_on=approved_on,
        says_where=bool(settings.available_at.strip()),
    )
    _require(verdict)
    notice = _post(
        BoardNotice(
            kind=NoticeKind.MINUTES_APPROVED,
            body=body,
            minutes=minutes,
            meeting=minutes.meeting,
            title=_title_of(minutes),
            meeting_on=minutes.meeting.day,
            approved_on=approved_on,
            paragraphs=_paragraphs(minutes),
            available_at=settings.available_at.strip(),
        ),
        at=at,
        actor=actor,
    )
    late = bool(verdict.warning)
    _record("posted", notice, actor, {"late": late, "kind": notice.kind})
    return notice


def _title_of(minutes: Minutes) -> str:
    word = "Rättelse av protokoll" if minutes.kind == MinutesKind.CORRECTION else "Protokoll"
    if minutes.kind == MinutesKind.IMMEDIATE:
        word = f"{word} {_paragraphs(minutes)}"
    return f"{word}, {minutes.meeting.body.name} {minutes.meeting.day.isoformat()}"


def _paragraphs(minutes: Minutes) -> str:
    """Say which §§ the notice is about; those approved at once have their own notices."""
    if minutes.kind == MinutesKind.CORRECTION or minutes.text is None:
        return "Rättelse"
    text = restored(minutes.text)
    whole = minutes.kind == MinutesKind.WHOLE
    kept = [each.paragraph for each in text.paragraphs if not (whole and each.is_immediate)]
    return paragraph_span(kept)


def _post(notice: BoardNotice, *, at: dt.datetime, actor: Actor) -> BoardNotice:
    notice.posted_at = at
    notice.announced_on = local_day(at)
    notice.must_stay_to = notice.appeal_ends_on
    notice.posted_by = actor.name
    notice.save()
    return notice


@transaction.atomic
def post_notice(
    body: Body,
    *,
    kind: NoticeKind,
    title: str,
    at: dt.datetime,
    actor: Actor,
    text: str = "",
    statute: str = "",
    meeting: Meeting | None = None,
    delegated_decision: DelegatedDecision | None = None,
    stays_to: dt.date | None = None,
    available_at: str = "",
) -> BoardNotice:
    """Post a notice of one of the kinds that the board may hold (KL 8 kap. 10–11 §§).

    Approved minutes have their own act. Refuses whoever does not keep the body, a kind
    that does not fit the body, and a notice without what its kind asks for.
    """
    lock_body(body)
    policies.require_may_keep(body, actor)
    kind = NoticeKind(kind)
    if kind is NoticeKind.MINUTES_APPROVED:
        raise BoardRefused(_("Justerade protokoll tillkännages från protokollets sida."))
    if not title.strip():
        raise BoardRefused(_("Skriv vad anslaget gäller."))
    _require_fits(kind, body, local_day(at), statute, delegated_decision)
    notice = _post(
        BoardNotice(
            kind=kind,
            body=body,
            title=title.strip(),
            text=text.strip(),
            statute=statute.strip(),
            meeting=meeting,
            meeting_on=meeting.day if meeting else None,
            delegated_decision=delegated_decision,
            stays_to=stays_to,
            available_at=available_at.strip(),
        ),
        at=at,
        actor=actor,
    )
    _record("posted", notice, actor, {"kind": str(kind)})
    return notice


def _require_fits(
    kind: NoticeKind,
    body: Body,
    on: dt.date,
    statute: str,
    decision: DelegatedDecision | None,
) -> None:
    settings = board_settings_of(body)
    verdict = posting_judged(
        kind,
        on,
        is_council=body.kind == BodyKind.COUNCIL,
        is_chosen=settings is None or kind in settings.carries,
        statute=statute,
        names_decision=decision is not None,
        decision_is_reported=decision is not None and decision.item_id is not None,
    )
    _require(verdict, settings.decided if settings else "")


def _require(verdict: Verdict, decided: str = "") -> None:
    """Refuse (UnlawfulNotice) what the law stops."""
    if verdict.is_stopped:
        raise UnlawfulNotice(verdict, decided)


@transaction.atomic
def announce_again(
    notice: BoardNotice, *, reason: str, at: dt.datetime, actor: Actor
) -> BoardNotice:
    """Announce again what an outage has made uncertain; a new time for appeal begins.

    The person who decides says why. The earlier notice stays where it is. Refuses whoever
    does not keep the body, a notice that is certain, and one that is announced again.
    """
    lock_body(notice.body)
    policies.require_may_keep(notice.body, actor)
    notice = BoardNotice.objects.select_related("body", "minutes").get(pk=notice.pk)
    row = row_of(notice, on=local_day(at), known=outages())
    if hasattr(notice, "announced_again_by"):
        raise BoardRefused(_("Det är redan tillkännagivet på nytt."))
    if not row.interrupted:
        raise BoardRefused(
            _("Anslagstavlan har inte legat nere under tiden, så det behövs inte.")
        )
    if not reason.strip():
        raise BoardRefused(_("Skriv varför det tillkännages på nytt."))
    fields = ("kind", "body_id", "minutes_id", "meeting_id", "delegated_decision_id", "title")
    more = ("text", "statute", "meeting_on", "approved_on", "paragraphs", "available_at")
    kept = {name: getattr(notice, name) for name in (*fields, *more)}
    again = _post(BoardNotice(**kept, announces_again=notice), at=at, actor=actor)
    audit.record(
        "meetings.notice.posted_again",
        subject=again,
        actor=actor,
        facts={"instead_of": notice.pk},
        reason=reason,
        also=[notice, notice.body],
    )
    return again


@transaction.atomic
def take_down(notice: BoardNotice, *, at: dt.datetime, actor: Actor) -> BoardNotice:
    """Take a notice down. Never before the time for appeal has ended (KL 8 kap. 12 §).

    Refuses whoever does not keep the body, one that is down, one that must stay, and one
    whose time an outage has made uncertain until it is announced again.
    """
    notice = _locked(notice)
    policies.require_may_keep(notice.body, actor)
    if notice.removed_at is not None:
        raise BoardRefused(_("Anslaget är redan nedtaget."))
    today = local_day(at)
    row = row_of(notice, on=today, known=outages())
    verdict = taking_down_judged(
        NoticeKind(notice.kind),
        today,
        may_come_down_on=row.may_come_down_on,
        is_uncertain=row.is_uncertain,
    )
    _require(verdict)
    notice.removed_at = at
    notice.removed_by = actor.name
    notice.save(update_fields=["removed_at", "removed_by"])
    _record("taken_down", notice, actor, {})
    return notice


@transaction.atomic
def confirm_final(
    notice: BoardNotice, *, note: str, at: dt.datetime, actor: Actor
) -> BoardNotice:
    """Confirm that the decisions are final (laga kraft), as a person who has found out.

    ``note`` says how: that the court has no appeal. Refuses whoever does not keep the
    body, the system itself, a time that has not ended or is uncertain, and no note.
    """
    notice = _locked(notice)
    policies.require_may_keep(notice.body, actor)
    if actor.person_id is None:
        raise BoardRefused(_("Laga kraft bekräftas alltid av en person."))
    if notice.final_confirmed_at is not None:
        raise BoardRefused(_("Laga kraft är redan bekräftad."))
    row = row_of(notice, on=local_day(at), known=outages())
    _require(
        judged("decision.confirm_final", {"notice.time_is_out": row.time_is_out}, local_day(at))
    )
    if not note.strip():
        raise BoardRefused(
            _(
                "Skriv hur du vet att inget överklagande har kommit in, till exempel besked "
                "från förvaltningsrätten och dagen för det."
            )
        )
    notice.final_confirmed_at = at
    notice.final_confirmed_by = actor.name
    notice.final_note = note.strip()
    notice.save(update_fields=["final_confirmed_at", "final_confirmed_by", "final_note"])
    _record("final_confirmed", notice, actor, {})
    return notice


@transaction.atomic
def prove_posting(notice: BoardNotice, *, at: dt.datetime, actor: Actor) -> BoardNotice:
    """Issue the proof of posting as a signed PDF, when the notice is down (8 kap. 10 §).

    Refuses whoever does not keep the body, a notice that is up, and one that is proved.
    """
    notice = _locked(notice)
    policies.require_may_keep(notice.body, actor)
    is_down = notice.removed_at is not None
    _require(judged("board.prove", {"notice.is_down": is_down}, local_day(at)))
    if notice.proof_id is not None:
        raise BoardRefused(_("Beviset är redan utfärdat."))
    notice.proof = proof_of_posting(notice, at=at, actor=actor)
    notice.save(update_fields=["proof"])
    _record("proved", notice, actor, {"sha256": notice.proof.sha256})
    return notice


@transaction.atomic
def note_outage(
    *,
    from_at: dt.datetime,
    cause: str,
    at: dt.datetime,
    actor: Actor,
    body: Body,
    to_at: dt.datetime | None = None,
) -> BoardOutage:
    """Note that the board could not be read, from when and why; ``body`` is whose keeper notes.

    Refuses whoever does not keep the body, a time to come, and an outage without a cause.
    """
    policies.require_may_keep(body, actor)
    if from_at > at or (to_at is not None and (to_at > at or to_at <= from_at)):
        raise BoardRefused(_("Ange när avbrottet började och slutade, inte en tid som kommer."))
    if not cause.strip():
        raise BoardRefused(_("Skriv vad avbrottet berodde på."))
    outage = BoardOutage.objects.create(
        from_at=from_at, to_at=to_at, cause=cause.strip(), noted_by=actor.name
    )
    audit.record(
        "meetings.outage.noted",
        subject=outage,
        actor=actor,
        facts={"from_at": from_at, "to_at": to_at},
        reason=cause,
    )
    return outage


@transaction.atomic
def end_outage(
    outage: BoardOutage, *, to_at: dt.datetime, at: dt.datetime, actor: Actor, body: Body
) -> BoardOutage:
    """Note when the board could be read again. Refuses one that has ended, and a time to come."""
    policies.require_may_keep(body, actor)
    outage = BoardOutage.objects.select_for_update().get(pk=outage.pk)
    if outage.to_at is not None:
        raise BoardRefused(_("Avbrottet är redan avslutat."))
    if not outage.from_at < to_at <= at:
        raise BoardRefused(_("Ange en tid efter att avbrottet började och inte en som kommer."))
    outage.to_at = to_at
    outage.save(update_fields=["to_at"])
    audit.record("meetings.outage.ended", subject=outage, actor=actor, facts={"to_at": to_at})
    return outage


def _locked(notice: BoardNotice) -> BoardNotice:
    rows = BoardNotice.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("body", "minutes", "meeting").get(pk=notice.pk)


def _record(what: str, notice: BoardNotice, actor: Actor, facts: dict[str, object]) -> None:
    also = [each for each in (notice.body, notice.minutes) if each is not None]
    audit.record(f"meetings.notice.{what}", subject=notice, actor=actor, facts=facts, also=also)
