"""What public words say of matters that have become secret since they were written.

A notice on the board is frozen and stands until the time for appeal has ended, and other
matters' paragraphs may name the secret one. Where everybody reads such words the title of
the matter is covered; the notice itself stays where the law says that it must.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import IntegerField, Q, Value
from django.db.models.functions import StrIndex, Upper

from samspel.cases.models import Case
from samspel.foundation.text import is_telling
from samspel.meetings.calculation.minutes import Mask
from samspel.meetings.models import AgendaItem

COVER = "[sekretess]"


def secret_titles_in(words: str, meetings: Iterable[int] = ()) -> list[str]:
    """Give the titles of secret matters that the words say; one statement.

    Those long enough to be their own, and of the meetings that the words are about the
    short ones too.
    """
    said = Upper(Value(" ".join(words.split())))
    own = set(meetings)
    place = StrIndex(said, Upper("title"), output_field=IntegerField())
    cases = Case.objects.exclude(secrecy_ground="").annotate(
        at=place, held_by=Value(None, output_field=IntegerField())
    )
    items = AgendaItem.objects.filter(Q(is_closed=True) | Q(case__secrecy_ground__gt=""))
    found = (
        items.annotate(at=place)
        .filter(at__gt=0)
        .order_by()
        .values_list("title", "meeting_id")
        .union(cases.filter(at__gt=0).order_by().values_list("title", "held_by"))
    )
    return sorted({title for title, held_by in found if is_telling(title) or held_by in own})


def covered(words: Sequence[str], meetings: Iterable[int]) -> list[str]:
    """Give texts as everybody may read them; one statement.

    ``meetings`` are those that the texts are about.
    """
    masks = [Mask(title, COVER) for title in secret_titles_in(" \n ".join(words), meetings)]
    masks.sort(key=lambda mask: -len(mask.text))
    return [_cover(each, masks) for each in words]


def _cover(text: str, masks: Iterable[Mask]) -> str:
    for mask in masks:
        text = mask.pattern.sub(mask.cover, text)
    return text
