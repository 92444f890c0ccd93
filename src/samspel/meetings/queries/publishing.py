"""Reading what is to be masked: what the machine finds, and what is protected."""

from __future__ import annotations

from dataclasses import dataclass

from samspel.foundation.privacy import FindingKind, findings
from samspel.foundation.swedish import search_key
from samspel.meetings.calculation.minutes import restored, texts_of, without_closed
from samspel.meetings.models import Meeting, Participation, Publication
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

    @property
    def is_answered(self) -> bool:
        """Whether somebody has masked it or let it stand."""
        return self.is_masked or self.is_kept


def findings_in(publication: Publication) -> list[FoundText]:
    """Give what the machine finds in the open paragraphs, each text once, in order."""
    minutes = publication.minutes
    text = without_closed(restored(minutes.text or {}), "", "")
    names = known_names(minutes.meeting.day) | _names_at(minutes.meeting)
    answered = {search_key(row.text): row.is_kept for row in publication.masks.all()}
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
                    ),
                )
    return list(found.values())


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
