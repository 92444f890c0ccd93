"""Acts of approval: to propose a wording, to refuse, to sign, to correct what is approved.

KL 5 kap. 69 §. Each who signs puts a signature of their own in the file (PAdES), behind
a second step of signing in. When the last one has signed the minutes are approved: the
file is kept as it is, and what follows from the decisions opens by itself. What has been
approved is never edited; a correction is a new act that cites its decision.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.access.second_step import is_recent
from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.documents import storage
from samspel.foundation.dates import local_day
from samspel.foundation.refusal import Stale
from samspel.meetings import events, signing
from samspel.meetings import minutes_policies as policies
from samspel.meetings.calculation.appeal import announce_by
from samspel.meetings.calculation.minutes import PartKey
from samspel.meetings.enums.minutes import (
    ApprovalState,
    ApproverRole,
    MinutesKind,
    MinutesState,
    WordingState,
)
from samspel.meetings.errors import MinutesRefused, SigningRefused
from samspel.meetings.models import AgendaItem, Approver, Minutes, MinutesWording, Signature
from samspel.meetings.queries.minutes import late_approval
from samspel.meetings.services.correcting import tell_of_correction
from samspel.meetings.services.following_up import follow_up
from samspel.meetings.services.minutes import (
    back_to_the_secretary,
    locked_minutes,
    note_change,
    person_of,
    require_open,
    require_worded,
)
from samspel.meetings.services.minutes_files import file_name, keep_file
from samspel.meetings.services.secretaries import tell_secretaries


@transaction.atomic
def propose_wording(
    minutes: Minutes,
    item: AgendaItem,
    *,
    part: PartKey,
    text: str,
    at: dt.datetime,
    actor: Actor,
) -> MinutesWording:
    """Propose other words for a part, as somebody who is to sign. The secretary answers.

    Refuses whoever is not to sign, minutes that are not out, and a part that holds facts.
    """
    minutes = locked_minutes(minutes)
    policies.require_may_answer(minutes, actor)
    _require_out(minutes)
    require_worded(part)
    if not text.strip():
        raise MinutesRefused(_("Skriv hur det ska stå."))
    wording = MinutesWording.objects.create(
        minutes=minutes,
        item=item,
        part=part,
        text=text.strip(),
        proposed_by_id=person_of(actor),
        proposed_at=at,
    )
    audit.record(
        "meetings.wording.proposed",
        subject=minutes,
        actor=actor,
        facts={"item": item.pk, "part": str(part)},
        reason=text,
    )
    tell_secretaries(
        minutes,
        subject=_("Förslag till ordalydelse: %(body)s"),
        body=_("%(name)s föreslår andra ord i protokollet från %(body)s %(day)s."),
        actor=actor,
        at=at,
    )
    return wording


@transaction.atomic
def answer_wording(
    wording: MinutesWording,
    *,
    accept: bool,
    answer: str = "",
    at: dt.datetime,
    actor: Actor,
) -> MinutesWording:
    """Take a proposed wording in, or decline it with a reason.

    To take it in while the minutes are out calls them back: the text changes, so that
    everybody signs anew. Refuses whoever does not keep the body, and one that is answered.
    """
    minutes = locked_minutes(wording.minutes)
    policies.require_may_keep(minutes.meeting.body, actor)
    wording = minutes.wordings.select_for_update().get(pk=wording.pk)
    if wording.state != WordingState.PROPOSED:
        raise MinutesRefused(_("Förslaget är redan besvarat. Läs in sidan på nytt."))
    if not accept and not answer.strip():
        raise MinutesRefused(_("Skriv varför förslaget inte förs in."))
    if accept:
        if minutes.state == MinutesState.OUT:
            back_to_the_secretary(minutes)
        require_open(minutes)
        same = minutes.wordings.filter(item_id=wording.item_id, part=wording.part)
        same.filter(state=WordingState.ACCEPTED).delete()
        note_change(minutes)
    wording.state = WordingState.ACCEPTED if accept else WordingState.DECLINED
    wording.answer = answer.strip()
    wording.answered_at = at
    wording.save(update_fields=["state", "answer", "answered_at"])
    audit.record(
        "meetings.wording.accepted" if accept else "meetings.wording.declined",
        subject=minutes,
        actor=actor,
        facts={"wording": wording.pk},
        reason=answer,
    )
    return wording


@transaction.atomic
def call_back(minutes: Minutes, *, reason: str, at: dt.datetime, actor: Actor) -> Minutes:
    """Take minutes back from approval to change them; signatures so far no longer count.

    Refuses whoever does not keep the body, minutes that are not out, and no reason.
    """
    minutes = locked_minutes(minutes)
    policies.require_may_keep(minutes.meeting.body, actor)
    _require_out(minutes)
    if not reason.strip():
        raise MinutesRefused(_("Skriv varför protokollet tas tillbaka."))
    back_to_the_secretary(minutes)
    audit.record(
        "meetings.minutes.called_back",
        subject=minutes,
        actor=actor,
        facts={"at": at},
        reason=reason,
    )
    return minutes


@transaction.atomic
def refuse_approval(
    minutes: Minutes, *, comment: str, at: dt.datetime, actor: Actor
) -> Approver:
    """Refuse to approve, with a comment; the minutes go back to the secretary.

    Refuses whoever is not to sign, minutes that are not out, and no comment.
    """
    minutes = locked_minutes(minutes)
    approver = policies.require_may_answer(minutes, actor)
    _require_out(minutes)
    if not comment.strip():
        raise MinutesRefused(_("Skriv vad som är fel, så att sekreteraren kan rätta det."))
    approver.state = ApprovalState.REFUSED
    approver.comment = comment.strip()
    approver.answered_at = at
    approver.save(update_fields=["state", "comment", "answered_at"])
    back_to_the_secretary(minutes)
    audit.record("meetings.minutes.refused", subject=minutes, actor=actor, reason=comment)
    tell_secretaries(
        minutes,
        subject=_("Justering vägrad: %(body)s"),
        body=_("%(name)s vägrar att justera protokollet från %(body)s %(day)s."),
        actor=actor,
        at=at,
    )
    return approver


def _require_out(minutes: Minutes) -> None:
    if minutes.state != MinutesState.OUT:
        raise MinutesRefused(_("Protokollet är inte ute för justering just nu."))


@transaction.atomic
def sign_minutes(
    minutes: Minutes,
    *,
    text_sha256: str,
    second_step_at: dt.datetime | None,
    at: dt.datetime,
    actor: Actor,
) -> Signature:
    """Sign the minutes: a PAdES signature is added to the file, which is then kept.

    When the last one signs the minutes are approved, and what the decisions lead to
    follows in the same transaction. Refuses whoever is not to sign or has signed,
    minutes that are not out, a person who has not just shown the second step, and
    (Stale) somebody who read another text than the one that is out.
    """
    minutes = locked_minutes(minutes)
    approver = policies.require_may_answer(minutes, actor)
    _require_out(minutes)
    if approver.state == ApprovalState.SIGNED:
        raise MinutesRefused(_("Du har redan skrivit under."))
    if not is_recent(second_step_at, at=at):
        raise SigningRefused(
            _(
                "Visa först att det är du, med koden från din app eller din nyckel. Det "
                "gäller i tio minuter."
            )
        )
    if text_sha256 != minutes.text_sha256:
        raise Stale(
            _("Texten har ändrats sedan du läste den. Läs den på nytt innan du skriver under.")
        )
    signature = _sign(minutes, approver, at=at, actor=actor)
    if not minutes.approvers.exclude(state=ApprovalState.SIGNED).exists():
        _approve(minutes, at=at, actor=actor)
    return signature


def _sign(minutes: Minutes, approver: Approver, *, at: dt.datetime, actor: Actor) -> Signature:
    """Put the signature in the file, keep the file, and write that it was done."""
    role = ApproverRole(approver.role)
    signed = signing.sign(
        _content(minutes),
        field_name=f"justering-{minutes.round}-{approver.order}",
        name=approver.printed,
        role=role.label,
        reason=f"Justering av protokoll {minutes.meeting.body.name} {minutes.meeting.day}",
        at=at,
    )
    minutes.document = keep_file(
        signed.content, name=file_name(minutes), owner=minutes, at=at, actor=actor
    )
    minutes.version += 1
    minutes.save(update_fields=["document", "version"])
    approver.state = ApprovalState.SIGNED
    approver.answered_at = at
    approver.save(update_fields=["state", "answered_at"])
    signature = Signature.objects.create(
        minutes=minutes,
        person_id=approver.person_id,
        printed=approver.printed,
        role=approver.role,
        round=minutes.round,
        signed_at=at,
        text_sha256=minutes.text_sha256,
        file_sha256=signed.sha256,
        field_name=signed.field_name,
        certificate=signed.certificate.subject[:300],
        certificate_sha256=signed.certificate.sha256,
        is_demo=signed.certificate.is_demo,
    )
    audit.record(
        "meetings.minutes.signed",
        subject=minutes,
        actor=actor,
        facts={
            "text_sha256": minutes.text_sha256,
            "file_sha256": signed.sha256,
            "round": minutes.round,
            "demo_certificate": signed.certificate.is_demo,
        },
    )
    return signature


def _content(minutes: Minutes) -> bytes:
    """Read the file that is signed next; it must be the one that its row names."""
    if minutes.document is None:
        raise SigningRefused(_("Protokollets fil saknas. Skicka det för justering på nytt."))
    return storage.path_of(minutes.document.sha256).read_bytes()


def _approve(minutes: Minutes, *, at: dt.datetime, actor: Actor) -> None:
    """Approve; the trail keeps what the law warns of, where it came late (KL 5 kap. 69 §)."""
    minutes.state = MinutesState.APPROVED
    minutes.approved_at = at
    minutes.version += 1
    minutes.save(update_fields=["state", "approved_at", "version"])
    audit.record(
        "meetings.minutes.approved",
        subject=minutes,
        actor=actor,
        facts={
            "text_sha256": minutes.text_sha256,
            "file_sha256": minutes.document.sha256 if minutes.document else "",
            "warned": [each.id for each in late_approval(minutes, local_day(at))],
        },
        also=[minutes.meeting],
    )
    follow_up(minutes, at=at)
    if minutes.kind == MinutesKind.CORRECTION:
        tell_of_correction(minutes, at=at, actor=actor)
    events.minutes_approved.send(Minutes, minutes=minutes, actor=actor)
    tell_secretaries(
        minutes,
        subject=_("Justerat: %(body)s %(day)s"),
        body=_(
            "Protokollet från %(body)s %(day)s är justerat. Justeringen ska tillkännages på "
            "anslagstavlan senast %(by)s."
        ),
        more={"by": announce_by(local_day(at))},
        actor=actor,
        at=at,
    )


@transaction.atomic
def begin_correction(
    minutes: Minutes,
    *,
    cites: str,
    text: str,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Minutes:
    """Begin a correction of approved minutes: a new act, with the decision that it cites.

    The approved file stays as it is, and says in the register that it has been corrected.
    The same persons sign. Of a correction that is open still, the words change. Refuses
    whoever does not keep the body, other minutes that are not approved, an old version
    (Stale), and a correction that says nothing or rests on nothing.
    """
    minutes = locked_minutes(minutes, version)
    policies.require_may_keep(minutes.meeting.body, actor)
    is_open = minutes.kind == MinutesKind.CORRECTION and minutes.status.is_open
    if not minutes.is_approved and not is_open:
        raise MinutesRefused(_("Bara det som är justerat kan rättas. Ändra texten i stället."))
    if not cites.strip() or not text.strip():
        raise MinutesRefused(_("Skriv både vad som rättas och vilket beslut det vilar på."))
    if is_open:
        return _reword_correction(minutes, cites.strip(), text.strip(), actor)
    correction = Minutes.objects.create(
        meeting=minutes.meeting,
        kind=MinutesKind.CORRECTION,
        item=minutes.item,
        corrects=minutes,
        correction_cites=cites.strip(),
        correction_text=text.strip(),
        created_at=at,
    )
    Approver.objects.bulk_create(
        Approver(
            minutes=correction,
            person_id=each.person_id,
            role=each.role,
            printed=each.printed,
            order=each.order,
        )
        for each in minutes.approvers.all()
    )
    audit.record(
        "meetings.minutes.correction_begun",
        subject=correction,
        actor=actor,
        facts={"corrects": minutes.pk, "cites": cites.strip()},
        reason=text,
        also=[minutes, minutes.meeting],
    )
    return correction


def _reword_correction(correction: Minutes, cites: str, text: str, actor: Actor) -> Minutes:
    correction.correction_cites, correction.correction_text = cites, text
    correction.version += 1
    correction.save(update_fields=["correction_cites", "correction_text", "version"])
    audit.record(
        "meetings.minutes.worded",
        subject=correction,
        actor=actor,
        facts={"corrects": correction.corrects_id, "cites": cites},
        reason=text,
    )
    return correction
