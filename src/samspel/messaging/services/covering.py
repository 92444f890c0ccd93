"""To cover what messages say of something that has become secret since they were written.

A message is read long after it was sent: in the list of messages, in a mail that still
waits, in the day's digest. All of them read the same row, so the words are taken out of
it, for everybody. Who may still read what it was about follows its link.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from samspel.foundation.text import is_telling
from samspel.messaging import kinds
from samspel.messaging.models import Message
from samspel.messaging.texts import said

_COVERED = _(
    "Det som stod här visas inte längre, för ärendet har fått sekretess. Öppna meddelandet "
    "för att läsa det, om du får se ärendet."
)


@transaction.atomic
def cover_messages(about: Iterable[models.Model], *, titles: Iterable[str]) -> int:
    """Take the words out of messages about what has become secret; give how many.

    Those about the objects, whatever they say (a title may have been another then), and
    every other that says one of the ``titles``, where it is long enough to be its own. A
    subject stays unless it says a title: then the kind of message stands there instead.
    A consequence of the marking, whose service has judged who may.
    """
    named = [each for each in dict.fromkeys(titles) if each.strip()]
    asked = Q(pk__in=[])
    for each in about:
        asked |= Q(about_type=each._meta.label_lower, about_id=each.pk)
    for title in filter(is_telling, named):
        asked |= Q(body__icontains=title) | Q(subject__icontains=title)
    found = list(Message.objects.select_for_update(no_key=True, of=("self",)).filter(asked))
    for message in found:
        message.body = said(_COVERED, None, message.language)
        if any(title.lower() in message.subject.lower() for title in named):
            with override(message.language):
                message.subject = kinds.kind_label(message.kind)
    Message.objects.bulk_update(found, ["subject", "body"])
    return len(found)
