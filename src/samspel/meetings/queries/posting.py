"""What a body's notice board carries: what the law asks for, and what the body has chosen."""

from __future__ import annotations

import datetime as dt

from samspel.meetings.calculation.posting import LawfulKind, lawful_kinds
from samspel.meetings.enums.minutes import NoticeKind
from samspel.meetings.models import BoardNotice, BoardSettings, DelegatedDecision
from samspel.people.enums import BodyKind
from samspel.people.models import Body

_LATELY = 50


def board_settings_of(body: Body) -> BoardSettings | None:
    """Give what has been decided of the body's notices; None while nothing is."""
    return BoardSettings.objects.filter(body=body).first()


def kinds_by_law(body: Body, on: dt.date) -> tuple[LawfulKind, ...]:
    """Give the kinds of notice that the law lets stand on the body's board (KL 8:10–11)."""
    return lawful_kinds(on, is_council=body.kind == BodyKind.COUNCIL)


def kinds_carried(body: Body, on: dt.date) -> list[NoticeKind]:
    """Give the kinds that the board carries of the body: those it must, and those chosen."""
    settings = board_settings_of(body)
    return [
        each.kind
        for each in kinds_by_law(body, on)
        if each.is_duty or settings is None or each.kind in settings.carries
    ]


def decisions_to_announce(body: Body) -> list[DelegatedDecision]:
    """Give the delegated decisions that are reported under no item and stand on no notice."""
    rows = DelegatedDecision.objects.filter(body=body, item__isnull=True, notices__isnull=True)
    return list(rows.select_related("body").order_by("-year", "-number")[:_LATELY])


def section_on(notice: BoardNotice) -> str:
    """Give the section that lets a notice stand on the board, as the law was when posted."""
    kind = NoticeKind(notice.kind)
    found = kinds_by_law(notice.body, notice.announced_on)
    return next((each.section for each in found if each.kind is kind), "")
