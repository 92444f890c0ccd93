"""The proof of posting (bevis om anslag): a signed PDF of what stood on the board and when."""

from __future__ import annotations

import datetime as dt

from samspel.audit.actors import Actor
from samspel.documents.models import Document
from samspel.foundation.dates import local_day, plain, say_moment
from samspel.foundation.swedish import join_words
from samspel.meetings import signing
from samspel.meetings.calculation.appeal import Outage, interrupted_by
from samspel.meetings.calculation.minutes import Facts, MinutesText, Prose
from samspel.meetings.enums.minutes import NoticeKind
from samspel.meetings.models import BoardNotice
from samspel.meetings.queries.board import outages, row_of
from samspel.meetings.queries.posting import section_on
from samspel.meetings.services.minutes_files import keep_file, printed


def proof_of_posting(notice: BoardNotice, *, at: dt.datetime, actor: Actor) -> Document:
    """Write and sign the proof, and keep it with the notice."""
    content = printed(_text(notice, actor, at), day=local_day(at), at=at)
    signed = signing.sign(
        content,
        field_name="bevis",
        name=actor.name,
        role=actor.role or "Handläggare",
        reason="Bevis om anslag",
        at=at,
    )
    name = f"Bevis om anslag {notice.announced_on.isoformat()}.pdf"
    return keep_file(signed.content, name=name, owner=notice, at=at, actor=actor)


def _text(notice: BoardNotice, actor: Actor, at: dt.datetime) -> MinutesText:
    kind = NoticeKind(notice.kind)
    rows = [
        ("Anslag", (notice.title,)),
        ("Organ", (notice.body.name,)),
        ("Slag", (f"{kind.label} ({section_on(notice)} kommunallagen)",)),
        *_optional("Sammanträdesdag", notice.meeting_on),
        *_optional("Justerat", notice.approved_on),
        *_optional("Paragrafer", notice.paragraphs),
        *_optional("Protokollet finns tillgängligt", notice.available_at),
        ("Tillkännagavs", (_moment(notice.posted_at),)),
        *_optional("Sista dag för överklagande", notice.appeal_ends_on),
        ("Togs ned", (_moment(notice.removed_at) if notice.removed_at else "–",)),
    ]
    return MinutesText(
        title=f"Bevis om anslag: {notice.title}",
        body=notice.body.name,
        day=local_day(at).isoformat(),
        cover=(
            Facts(tuple(rows)),
            Prose(_said(notice, at)),
            Prose(f"Utfärdat av {actor.name} {_moment(at)}."),
        ),
        paragraphs=(),
    )


def _said(notice: BoardNotice, at: dt.datetime) -> str:
    """Say whether it stood there all the time, and whether an outage touches the appeal."""
    known = outages()
    until = notice.removed_at or at
    during = [each for each in known if each.from_at < until]
    found = interrupted_by(notice.posted_at, local_day(until), during)
    if not found:
        return "Anslaget har funnits på kommunens anslagstavla utan kända avbrott hela tiden."
    said = f"Anslagstavlan har haft avbrott under tiden: {join_words(map(_outage, found))}."
    if not row_of(notice, on=local_day(at), known=known).interrupted:
        return said
    return f"{said} Om överklagandetiden har gått ut går därför inte att säga säkert."


def _outage(outage: Outage) -> str:
    end = f"till {_moment(outage.to_at)}" if outage.to_at else "och pågår"
    return f"från {_moment(outage.from_at)} {end}"


def _optional(term: str, value: object) -> list[tuple[str, tuple[str, ...]]]:
    if not value:
        return []
    text = value.isoformat() if isinstance(value, dt.date) else str(value)
    return [(term, (text,))]


def _moment(at: dt.datetime) -> str:
    return plain(say_moment(at, now=None))
