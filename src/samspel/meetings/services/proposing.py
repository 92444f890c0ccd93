"""Acts of proposals (yrkanden): make one, join it, take it back, refuse to put it.

KL 4 kap. 22 §, 5 kap. 39 and 57 §§, 6 kap. 33 §. A proposal is never deleted: one that is
taken back is kept in the record and left out of the minutes (5 kap. 67 §).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings.calculation.record import DRAFT, REJECT
from samspel.meetings.calculation.rights import Place, Rights, rights_of
from samspel.meetings.enums import ProposalKind, RefusalGround
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import (
    AgendaItem,
    ItemHandling,
    Participation,
    Proposal,
    PutQuestion,
    Seconding,
    Sitting,
)
from samspel.meetings.queries.room import deciding_settings_of, open_interval
from samspel.meetings.services.room import (
    grown,
    in_council,
    lock_item,
    require_going_on,
    require_lawful,
)

_NEEDS_TEXT = frozenset({ProposalKind.AMENDMENT, ProposalKind.ADDITION, ProposalKind.OWN})


def place_now(sitting: Sitting, participation: Participation) -> Place:
    """Give a participant's place just now: the seat, and whether he or she is there and serves."""
    row = open_interval(participation)
    settings = deciding_settings_of(sitting.meeting.body)
    return Place(
        participation.seat_kind,
        is_council=settings.is_council,
        serves=row is not None and row.serving,
        is_full_time=participation.is_full_time,
        is_there=row is not None,
        local=settings.local_rights,
    )


def rights_now(sitting: Sitting, participation: Participation, at: dt.datetime) -> Rights:
    """Give what a participant may do just now, by the law of the day."""
    return rights_of(place_now(sitting, participation), local_day(at))


@transaction.atomic
def propose(
    item: AgendaItem,
    *,
    kind: ProposalKind,
    mover: Participation,
    text: str = "",
    supports: Proposal | None = None,
    seconders: Iterable[Participation] = (),
    becomes: Sequence[str] = (),
    raises_new_matter: bool = False,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Proposal:
    """Enter a proposal by somebody who serves (or may propose by KL 5 kap. 39 §).

    An amendment says what it changes and ``becomes``: the whole decision with the change,
    point by point, so that nothing of the draft is lost when it wins. Refuses an item that
    is not being handled, a mover without the right, a wording that is missing or changes
    nothing, a second proposal while a question is open, and what would raise a new matter
    (5 kap. 57 §).
    """
    sitting, handling = lock_item(item, actor, version)
    _require_open_for_proposals(sitting, handling, at)
    require_lawful(
        "meeting.propose",
        {
            **place_now(sitting, mover).facts("meeting.propose"),
            "proposal.raises_new_matter": raises_new_matter,
        },
        at,
    )
    if kind in _NEEDS_TEXT and not text.strip():
        raise RecordRefused(_("Skriv hur beslutet ska lyda enligt yrkandet."))
    if supports is not None and (
        kind is not ProposalKind.APPROVAL or supports.item_id != item.pk
    ):
        raise RecordRefused(_("Bara ett bifallsyrkande stöder ett annat yrkande i ärendet."))
    whole = _whole(handling, kind, text, becomes)
    made = Proposal.objects.create(
        item=item,
        number=Proposal.objects.filter(item=item).count() + 1,
        kind=kind,
        text=text.strip(),
        becomes=whole,
        mover=mover,
        by_chair=mover.pk == sitting.chair_id,
        supports=supports,
        made_at=at,
    )
    _join(sitting, made, seconders, at)
    grown(handling)
    _record("meetings.proposal.made", made, actor, kind=str(kind), mover=mover.pk)
    return made


def _whole(
    handling: ItemHandling, kind: ProposalKind, text: str, becomes: Sequence[str]
) -> list[str]:
    """Give the whole decision as it reads with an amendment.

    Where the draft has one point the amended point is all of it; where it has several they
    must all be written, since nobody knows otherwise what becomes of the others.
    """
    if kind is not ProposalKind.AMENDMENT:
        return []
    draft = [each.strip() for each in handling.draft_points]
    points = [each.strip() for each in becomes if each.strip()]
    if len(draft) > 1 and not points:
        raise RecordRefused(
            _("Förslaget har flera punkter. Skriv hela beslutet som det lyder med ändringen.")
        )
    points = points or [line.strip() for line in text.splitlines() if line.strip()]
    if points == draft:
        raise RecordRefused(
            _(
                "Ändringen ändrar ingenting i förslaget. Skriv om hela beslutet så som det lyder "
                "med ändringen, i fältet för det."
            )
        )
    return points


def _require_open_for_proposals(
    sitting: Sitting, handling: ItemHandling, at: dt.datetime
) -> None:
    require_going_on(sitting, handling, at)
    require_lawful(
        "meeting.deliberate",
        {
            "body.is_council": in_council(sitting),
            "item.question_is_put": PutQuestion.objects.filter(item=handling.item).exists(),
        },
        at,
    )


def _join(
    sitting: Sitting, proposal: Proposal, seconders: Iterable[Participation], at: dt.datetime
) -> None:
    for each in seconders:
        if each.pk == proposal.mover_id or not rights_now(sitting, each, at).propose:
            raise RecordRefused(_("%(name)s kan inte instämma i yrkandet."), name=each.name)
        Seconding.objects.get_or_create(proposal=proposal, participation=each)


@transaction.atomic
def second_proposal(
    proposal: Proposal,
    seconders: Iterable[Participation],
    *,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Proposal:
    """Enter that others join a proposal. Refuses as ``propose`` does; joining twice is once."""
    sitting, handling = lock_item(proposal.item, actor, version)
    _require_open_for_proposals(sitting, handling, at)
    joined = list(seconders)
    _join(sitting, proposal, joined, at)
    grown(handling)
    _record(
        "meetings.proposal.seconded", proposal, actor, seconders=[each.pk for each in joined]
    )
    return proposal


@transaction.atomic
def withdraw_proposal(
    proposal: Proposal, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> Proposal:
    """Enter that the mover takes the proposal back; the minutes leave it out.

    Refuses one that does not stand, and once the chair has begun to put the question.
    """
    sitting, handling = lock_item(proposal.item, actor, version)
    _require_open_for_proposals(sitting, handling, at)
    proposal = _standing(proposal)
    proposal.withdrawn_at = at
    proposal.save(update_fields=["withdrawn_at"])
    grown(handling)
    _record("meetings.proposal.withdrawn", proposal, actor)
    return proposal


@transaction.atomic
def refuse_proposal(
    proposal: Proposal,
    *,
    reason: str,
    ground: RefusalGround = RefusalGround.NEW_MATTER,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Proposal:
    """Enter that the chair refuses to put the proposal (KL 5 kap. 57 §), and why.

    What would raise a new matter must not be put; what would be unlawful may be refused,
    and then the council may decide that it is put all the same (``put_anyway``).
    """
    sitting, handling = lock_item(proposal.item, actor, version)
    _require_open_for_proposals(sitting, handling, at)
    proposal = _standing(proposal)
    if not reason.strip():
        raise RecordRefused(_("Skriv varför ordföranden inte lägger fram förslaget."))
    proposal.refused_because, proposal.refused_as = reason.strip()[:200], ground
    proposal.save(update_fields=["refused_because", "refused_as"])
    grown(handling)
    _record("meetings.proposal.refused", proposal, actor, ground=str(ground))
    return proposal


@transaction.atomic
def put_anyway(
    proposal: Proposal, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> Proposal:
    """Enter that the council decided that a refused proposal is put (KL 5 kap. 57 § st. 2).

    Refuses one that is not refused, and (UnlawfulAct) outside the council and for a
    proposal that was refused because it raises a new matter.
    """
    sitting, handling = lock_item(proposal.item, actor, version)
    _require_open_for_proposals(sitting, handling, at)
    proposal = Proposal.objects.select_related("mover").get(pk=proposal.pk)
    if not proposal.refused_because:
        raise RecordRefused(_("Yrkandet är inte nekat. Läs in sidan på nytt."))
    require_lawful(
        "proposal.put_anyway",
        {
            "body.is_council": deciding_settings_of(sitting.meeting.body).is_council,
            "refusal.is_for_unlawfulness": proposal.refused_as == RefusalGround.UNLAWFUL,
        },
        at,
    )
    proposal.refused_because, proposal.refused_as = "", ""
    proposal.save(update_fields=["refused_because", "refused_as"])
    grown(handling)
    _record("meetings.proposal.put_anyway", proposal, actor)
    return proposal


def _standing(proposal: Proposal) -> Proposal:
    fresh = Proposal.objects.select_related("mover").get(pk=proposal.pk)
    if not fresh.stands:
        raise RecordRefused(_("Yrkandet är redan återtaget eller nekat."))
    return fresh


@transaction.atomic
def choose_main(
    item: AgendaItem, *, key: str, at: dt.datetime, actor: Actor, version: int | None = None
) -> ItemHandling:
    """Enter which proposal the chair makes the main one; the others become its rivals.

    Refuses a key that is none of the item's, and once the question is being put.
    """
    sitting, handling = lock_item(item, actor, version)
    _require_open_for_proposals(sitting, handling, at)
    keys = {each.key for each in Proposal.objects.filter(item=item) if each.stands}
    if key not in keys | {DRAFT, REJECT}:
        raise RecordRefused(_("Det finns inget sådant yrkande i ärendet."))
    handling.main = key
    grown(handling, "main")
    audit.record("meetings.question.main_chosen", subject=item, actor=actor, facts={"key": key})
    return handling


def _record(act: str, proposal: Proposal, actor: Actor, **facts: object) -> None:
    audit.record(act, subject=proposal, actor=actor, facts=facts, also=[proposal.item])
