"""Reading what is to be masked: what the machine finds, and what is protected."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Q

from samspel.foundation.privacy import FindingKind, findings
from samspel.foundation.swedish import search_key
from samspel.meetings.calculation.minutes import MinutesText, restored, texts_of, without_closed
from samspel.meetings.enums.minutes import PublicationState
from samspel.meetings.models import (
    AgendaItem,
    Meeting,
    Minutes,
    Participation,
    Publication,
    PublicationMask,
)
from samspel.people.models import Person
from samspel.people.queries import known_names

# Names that everybody may know: elected, officials, and the words of a heading.
_TELLING = frozenset(FindingKind)


@dataclass(frozen=True, slots=True)
class FoundText:
    """Something in the minutes that may say something of a single person."""

    text: str
    kind: FindingKind
    around: str
    is_masked: bool
    is_kept: bool
    stood_because: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether somebody has masked it or let it stand."""
        return self.is_masked or self.is_kept


def open_text(minutes: Minutes, title: str = "", say: str = "") -> MinutesText:
    """Give the minutes for everybody, with nothing of what is closed; one statement.

    Closed is what was so when the text was written, and what has become so since: approved
    minutes stay as they are, but what is secret today is not put on the web today.
    """
    text = restored(minutes.text or {})
    items = AgendaItem.objects.filter(pk__in=[each.item_id for each in text.paragraphs])
    closed = items.filter(Q(is_closed=True) | Q(case__secrecy_ground__gt=""))
    since = set(closed.values_list("pk", flat=True))
    paragraphs = tuple(
        replace(each, is_closed=True) if each.item_id in since else each
        for each in text.paragraphs
    )
    return without_closed(replace(text, paragraphs=paragraphs), title, say)


def findings_in(publication: Publication) -> list[FoundText]:
    """Give what the machine finds in the open paragraphs, each text once, in order."""
    minutes = publication.minutes
    text = open_text(minutes)
    names = known_names(minutes.meeting.day) | _names_at(minutes.meeting)
    answered, stood = _answers(publication)
    found: dict[str, FoundText] = {}
    for paragraph in text.paragraphs:
        for each in texts_of(paragraph.parts):
            for one in findings(each, known_names=names):
                key = search_key(one.excerpt)
                found.setdefault(
                    key,
                    FoundText(
                        text=one.excerpt,
                        kind=one.kind,
                        around=_around(each, one.start, one.end),
                        is_masked=answered.get(key) is False,
                        is_kept=answered.get(key) is True,
                        stood_because=stood.get(key, ""),
                    ),
                )
    return list(found.values())


def _answers(publication: Publication) -> tuple[dict[str, bool], dict[str, str]]:
    """Give what is answered in this version, and why something stood in an earlier one."""
    answered: dict[str, bool] = {}
    stood: dict[str, str] = {}
    rows = PublicationMask.objects.filter(publication__minutes_id=publication.minutes_id)
    for row in rows.order_by("pk"):
        key = search_key(row.text)
        if row.publication_id == publication.pk:
            answered[key] = row.is_kept
        elif row.is_kept:
            stood[key] = row.reason
    return answered, stood


def earlier_publications(publication: Publication) -> list[Publication]:
    """Give what has been withdrawn of the same minutes, newest first; one statement."""
    rows = Publication.objects.filter(
        minutes_id=publication.minutes_id, state=PublicationState.WITHDRAWN
    )
    return list(rows.select_related("document", "masked_by", "checked_by").order_by("-pk"))


def _names_at(meeting: Meeting) -> set[str]:
    return set(Participation.objects.filter(meeting=meeting).values_list("name", flat=True))


def _around(text: str, start: int, end: int) -> str:
    left = text[max(0, start - 40) : start]
    right = text[end : end + 40]
    return f"{'…' if start > 40 else ''}{left}{text[start:end]}{right}{'…' if end + 40 < len(text) else ''}"


def protected_texts(meeting: Meeting) -> list[str]:
    """Give the names that are always covered on the web: of those with a protected identity.

    The whole name of everybody in the register who has one, and of those who were at the
    meeting also the family name alone, since the minutes call people by it.
    """
    texts: dict[str, None] = {}
    there = set(
        Participation.objects.filter(meeting=meeting, person__is_protected=True).values_list(
            "person_id", flat=True
        )
    )
    for person in Person.objects.filter(is_protected=True):
        texts[person.name] = None
        texts[f"{person.family_name} {person.given_name}"] = None
        if person.pk in there:
            texts[person.family_name] = None
    for name in Participation.objects.filter(
        meeting=meeting, person__is_protected=True
    ).values_list("name", flat=True):
        texts[name] = None
    return [each for each in texts if each.strip()]
