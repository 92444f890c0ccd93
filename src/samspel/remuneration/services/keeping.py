"""What every act on a duty begins and ends with: the lock, the next step, the facts kept."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.foundation.text import one_line
from samspel.remuneration.calculation.facts import as_json
from samspel.remuneration.enums import DutyState
from samspel.remuneration.errors import DutyRefused, StaleDuty, WrongState
from samspel.remuneration.models import Certification, Duty, DutyFacts
from samspel.remuneration.queries.certifiers import next_step
from samspel.remuneration.queries.facts import facts_of, offices_of, with_parts
from samspel.remuneration.queries.rates import rates_known
from samspel.rules.errors import NoRuleInForce

_NOTE = 500
# Kept as it was written, like the rest of a note: in the municipality's own language.
_ASKED, _ANSWER = "återlämnat:", "Svar:"
# A question cut shorter than this says nothing.
_LEAST = 30


def locked(duty: Duty, version: int | None = None, seen_at: dt.datetime | None = None) -> Duty:
    """Lock the duty and give it as it stands now, with all that hangs on it.

    Refuses with StaleDuty one that has changed since the version that the person read, or
    that has been handed in again since they read what was handed in at ``seen_at``.
    """
    Duty.objects.select_for_update(of=("self",)).get(pk=duty.pk)
    fresh = with_parts(Duty.objects.filter(pk=duty.pk)).get()
    if version is not None and fresh.version != version:
        raise StaleDuty
    if seen_at is not None and fresh.submitted_at != seen_at:
        raise StaleDuty
    return fresh


def require_in(duty: Duty, *states: DutyState) -> None:
    """Refuse unless the duty stands in one of the states."""
    if duty.standing not in states:
        raise WrongState(gettext(duty.standing.label).lower())


def stand_before_next(duty: Duty) -> None:
    """Write down which step the duty waits for; none while no rule says who certifies."""
    taken = Certification.objects.filter(duty_id=duty.pk)
    try:
        step = next_step(duty, taken, rates_known())
    except NoRuleInForce:
        step = None
    duty.awaits = "" if step is None else step.value


def submitted(duty: Duty, at: dt.datetime) -> None:
    """Put the duty among those that wait to be certified."""
    duty.state = DutyState.SUBMITTED
    duty.submitted_at = at
    duty.certified_at = None
    duty.answer = ""
    duty.is_lapsed = False
    stand_before_next(duty)
    duty.save()


def replied(duty: Duty, reply: str, at: dt.datetime) -> str:
    """Give the note of a duty that was returned: what was asked and the reply stand first in it.

    Whoever certifies it next reads both. Where room is short the question is shortened, and
    no word of the person's own: a reply that has no room is refused.
    """
    reply = one_line(reply)
    ending = f"{_ANSWER} {reply}" if reply else ""
    kept = " ".join(part for part in (ending, duty.note) if part)
    if len(kept) > _NOTE:
        raise DutyRefused(
            _("Svaret får inte plats. Korta det med %(count)s tecken."), count=len(kept) - _NOTE
        )
    asked = f"{local_day(at)} {_ASKED} {duty.answer}"
    room = _NOTE - len(kept) - 1
    if len(asked) > room:
        asked = f"{asked[: room - 1].rstrip()}…" if room > _LEAST else ""
    return f"{asked} {kept}".strip()


def room_for_reply(duty: Duty) -> int:
    """Give how long a reply may be, beside what stands in the duty's note."""
    return max(_NOTE - len(duty.note) - len(_ANSWER) - 2, 0)


def as_new_version(duty: Duty) -> None:
    """Let the version grow when somebody has certified, or facts are kept of, this one."""
    if (
        Certification.objects.filter(duty=duty, facts=duty.version).exists()
        or DutyFacts.objects.filter(duty=duty, version=duty.version).exists()
    ):
        duty.version += 1


def keep_facts(duty: Duty, at: dt.datetime) -> DutyFacts:
    """Freeze what the certified duty is settled by, with the fixed fees beside it."""
    duty = with_parts(Duty.objects.filter(pk=duty.pk)).get()
    share = offices_of([duty.person_id]).occupancy(duty.person_id, duty.on)
    return _kept(duty, as_json(facts_of(duty, share)), at)


def keep_nothing(duty: Duty, at: dt.datetime) -> DutyFacts | None:
    """Freeze that the duty no longer stands, if it ever did: a run then takes it back."""
    last = DutyFacts.objects.filter(duty=duty).order_by("-pk").first()
    if last is None or last.facts is None:
        return None
    if last.version >= duty.version:
        duty.version = last.version + 1
    return _kept(duty, None, at)


def fall_away(duty: Duty, why: str, *, actor: Actor, at: dt.datetime, told: str = "") -> Duty:
    """Take back a duty whose ground is gone; ``why`` is what the person reads.

    What hangs on it goes with it. What is certified is frozen as nothing, so that a run pays
    nothing for it, or takes back what it has paid.
    """
    duty = locked(duty)
    as_new_version(duty)
    duty.state, duty.awaits, duty.certified_at = DutyState.WITHDRAWN, "", None
    duty.answer, duty.is_lapsed = one_line(why)[:500], True
    duty.told = told or duty.told
    keep_nothing(duty, at)
    duty.save()
    audit.record(
        "remuneration.duty.lapsed",
        subject=duty,
        actor=actor,
        facts={"person": duty.person_id, "kind": str(duty.kind), "minutes": duty.minutes},
        reason=duty.answer,
        also=[duty.body],
    )
    return duty


def _kept(duty: Duty, facts: dict[str, object] | None, at: dt.datetime) -> DutyFacts:
    return DutyFacts.objects.create(
        duty=duty,
        person_id=duty.person_id,
        year=duty.on.year,
        version=duty.version,
        facts=facts,
        kept_at=at,
    )
