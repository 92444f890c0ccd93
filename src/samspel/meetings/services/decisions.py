"""To enter what a body decided, and to correct what was entered wrong.

A decision is never edited: the correction is a row of its own that replaces the old
one, and both can be read. Until the meeting produces decisions by itself they are
entered by the secretary from the approved minutes.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.foundation.text import one_line
from samspel.meetings import events, policies
from samspel.meetings.calculation import paragraph_of
from samspel.meetings.enums import DecisionKind
from samspel.meetings.errors import DecisionRefused
from samspel.meetings.models import AgendaItem, Decision
from samspel.meetings.services.locks import lock_body
from samspel.people.models import Body


@transaction.atomic
def record_decision(
    body: Body,
    *,
    decided_on: dt.date,
    paragraph: str,
    title: str,
    text: str,
    at: dt.datetime,
    actor: Actor,
    kind: DecisionKind = DecisionKind.OTHER,
    item: AgendaItem | None = None,
) -> Decision:
    """Enter a decision of the body: the day, the §, and what was decided.

    Refuses whoever does not keep the body, a day that has not come, what is no §, and
    a § of that day that is entered already.
    """
    lock_body(body)
    policies.require_may_keep(body, actor)
    decision = _written(body, decided_on, paragraph, title, text, kind, at, actor)
    decision.item = item
    _require_unused(decision)
    decision.save()
    audit.record(
        "meetings.decision.recorded",
        subject=decision,
        actor=actor,
        facts={"decided_on": decided_on, "paragraph": decision.paragraph, "kind": str(kind)},
        also=[body, *([item] if item else [])],
    )
    events.decision_recorded.send(Decision, decision=decision, replaced=None, actor=actor)
    return decision


@transaction.atomic
def correct_decision(
    decision: Decision,
    *,
    reason: str,
    decided_on: dt.date,
    paragraph: str,
    title: str,
    text: str,
    kind: DecisionKind,
    at: dt.datetime,
    actor: Actor,
) -> Decision:
    """Correct a decision that was entered wrong, by a new row that replaces it.

    Refuses a correction without a reason, of a row that is replaced already, and what
    ``record_decision`` refuses.
    """
    lock_body(decision.body)
    old = Decision.objects.select_for_update(no_key=True, of=("self",)).get(pk=decision.pk)
    policies.require_may_keep(old.body, actor)
    if not old.stands:
        raise DecisionRefused(_("Beslutet är redan rättat. Läs in sidan på nytt."))
    if not reason.strip():
        raise DecisionRefused(_("Skriv vad som var fel."))
    new = _written(old.body, decided_on, paragraph, title, text, kind, at, actor)
    new.item, new.replaces, new.correction_reason = old.item, old, reason.strip()
    _require_unused(new)
    old.replaced_at = at
    old.save(update_fields=["replaced_at"])
    new.save()
    audit.record(
        "meetings.decision.corrected",
        subject=new,
        actor=actor,
        reason=reason,
        facts={"replaces": old.pk, "decided_on": decided_on, "paragraph": new.paragraph},
        also=[old, old.body],
    )
    events.decision_recorded.send(Decision, decision=new, replaced=old, actor=actor)
    return new


def _written(
    body: Body,
    decided_on: dt.date,
    paragraph: str,
    title: str,
    text: str,
    kind: DecisionKind,
    at: dt.datetime,
    actor: Actor,
) -> Decision:
    """Put a decision together, unsaved; refuses a day to come and what is no §."""
    written = paragraph_of(paragraph)
    if written is None:
        raise DecisionRefused(_("Skriv paragrafen som ett nummer, till exempel § 33."))
    if decided_on > local_day(at):
        raise DecisionRefused(
            _("Beslutsdagen har inte varit än. Kontrollera dagen mot protokollet.")
        )
    return Decision(
        body=body,
        decided_on=decided_on,
        paragraph=written,
        title=one_line(title),
        text=text.strip(),
        kind=kind,
        entered_by_id=actor.person_id,
        entered_at=at,
    )


def _require_unused(decision: Decision) -> None:
    """Refuse a day and § that another decision has; the database refuses it too."""
    taken = Decision.objects.filter(
        body=decision.body,
        decided_on=decision.decided_on,
        paragraph=decision.paragraph,
        replaced_at__isnull=True,
    ).exclude(pk=decision.replaces_id or 0)
    other = taken.first()
    if other is not None:
        raise DecisionRefused(
            _("%(citation)s är redan infört: ”%(title)s”. Rätta det i stället."),
            citation=other.citation,
            title=other.title,
        )
