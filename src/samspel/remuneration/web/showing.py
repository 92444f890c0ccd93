"""Duties, lines and runs made ready to be drawn; nothing here asks the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from samspel.foundation.dates import is_english, say_day_long, say_time
from samspel.kit.enums import label_of
from samspel.kit.filters import kronor
from samspel.kit.language import current
from samspel.kit.rows import Event, Fact, WorkingLine
from samspel.remuneration.calculation.controls import is_private
from samspel.remuneration.enums import (
    Certifier,
    CostKind,
    DutyKind,
    DutyOrigin,
    DutyState,
    Income,
    LineState,
    Presence,
    Role,
    RunState,
)
from samspel.remuneration.models import Certification, Duty
from samspel.remuneration.queries.controls import Reviewed
from samspel.remuneration.queries.duties import PaidRow
from samspel.remuneration.queries.links import Links
from samspel.remuneration.web.showing_gaps import gap_words, hides_a_loss
from samspel.remuneration.web.showing_nights import nights_facts
from samspel.rules.amounts.lines import Line
from samspel.rules.amounts.rates import Rules
from samspel.rules.amounts.working import Length, plain_number

_MINUTES = 60
_DONE = (DutyState.CERTIFIED,)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """What one payment gives for a duty, and the working behind "Varför?"."""

    title: str
    amount: str
    note: str
    working: tuple[WorkingLine, ...]
    clause: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownDuty:
    """A duty on a list: what, when, how far it has come, what it gives and why."""

    duty: Duty
    on: dt.date
    title: str
    when: str
    kind: str
    state: str
    mark: str
    amount: str
    lines: tuple[ShownLine, ...]
    says: str
    paid: tuple[str, ...] = ()


def clock_words(minutes: int) -> str:
    """Write minutes after midnight as a time on the clock, in the reader's language."""
    hour = minutes // _MINUTES % 24
    return say_time(dt.time(hour, minutes % _MINUTES), current())


def unpaid_words(duty: Duty, why: object) -> str:
    """Say why a duty gives nothing: no rule pays it, or none does without a decision first."""
    if duty.origin != DutyOrigin.CLAIM or duty.is_approved:
        return str(why)
    return f"{why} {_('Uppdraget har inget beslut som är fattat i förväg.')}"


def times_of(duty: Duty) -> str:
    """Give the times of a duty in words; nothing for one that has none."""
    if not duty.minutes or (duty.kind == DutyKind.PREPARATION and not duty.starts):
        return ""
    end = (duty.starts + duty.minutes) % (24 * _MINUTES)
    before = "" if is_english(current()) else "kl. "
    return f"{before}{clock_words(duty.starts)}–{clock_words(end)}"


def shown_lines(
    lines: Iterable[Line], rules: Rules | None, links: Links, *, is_own: bool
) -> tuple[ShownLine, ...]:
    """Give the lines of a duty with their workings in the reader's language.

    To others than the person, what was lost is only said to be paid by its certificate.
    """
    return tuple(
        _hidden(each) if is_private(each) and not is_own else _line(each, rules, links)
        for each in lines
    )


def _hidden(line: Line) -> ShownLine:
    if not line.amount:
        note = label_of(LineState, line.state)
    elif line.duty.loss is not None and line.duty.loss.proved_until is None:
        note = _("enligt schablon")
    else:
        note = _("enligt intyg")
    return ShownLine(line.rule.title, "", note, (), "", "")


def _line(line: Line, rules: Rules | None, links: Links) -> ShownLine:
    cited = "" if rules is None else rules.on(line.on).cites(line.rule)
    # A step that only carries the clause says what the last line says.
    said = ((each.said.through(_), each.rests_on) for each in line.working)
    steps = tuple(WorkingLine(words, "", on) for words, on in said if words != line.rule.title)
    total = WorkingLine(line.rule.title, kronor(line.amount), cited)
    note = "" if line.state is LineState.PAID else label_of(LineState, line.state)
    return ShownLine(
        line.rule.title,
        kronor(line.amount),
        note,
        (*steps, total),
        cited,
        links(line.on, line.rule.clause),
    )


def shown_duty(
    duty: Duty,
    lines: Iterable[Line],
    *,
    rules: Rules | None,
    links: Links,
    on: dt.date | None = None,
    says: str = "",
    paid: Iterable[PaidRow] = (),
    payday: dt.date | None = None,
    is_own: bool = True,
) -> ShownDuty:
    """Give a duty as a list draws it, on its own day or on the one told.

    ``payday`` is when the open run is paid out, which is when what is left comes.
    """
    given, rows = list(lines), list(paid)
    counted = (each.amount for each in given if is_own or not is_private(each))
    whole = sum(counted, Decimal(0))
    return ShownDuty(
        duty=duty,
        on=duty.on if on is None else on,
        title=duty.subject,
        when=times_of(duty),
        kind=label_of(DutyKind, duty.kind),
        state=state_words(duty),
        mark=mark_of(duty),
        amount=kronor(whole),
        lines=shown_lines(given, rules, links, is_own=is_own),
        says=says,
        paid=(
            *(paid_words(each) for each in rows),
            *_coming_words(duty, whole - _sum(rows), payday),
        ),
    )


def _sum(rows: Iterable[PaidRow]) -> Decimal:
    return sum((each.amount for each in rows), Decimal(0))


def _coming_words(duty: Duty, left: Decimal, payday: dt.date | None) -> Iterator[str]:
    """Say when what is certified and not in any run comes. A fixed fee comes every month."""
    if payday is not None and left and duty.standing in _DONE and duty.until is None:
        words = _("%(amount)s kommer med nästa utbetalning, %(day)s")
        yield words % {"amount": kronor(left), "day": _day(payday)}


def state_words(duty: Duty) -> str:
    """Say where a duty stands, and before whom."""
    if duty.is_lapsed:
        return _("Borttaget")
    if duty.standing in (DutyState.SUBMITTED, DutyState.CHECKED) and duty.awaits:
        words = _("Väntar på %(who)s")
        return words % {"who": label_of(Certifier, duty.awaits)}
    return label_of(DutyState, duty.state)


def mark_of(duty: Duty) -> str:
    """Give how the state is drawn: done, under way, or quiet."""
    if duty.standing is DutyState.CERTIFIED:
        return "done"
    return "" if duty.standing in (DutyState.REFUSED, DutyState.WITHDRAWN) else "half"


def paid_words(row: PaidRow) -> str:
    """Say what a run pays for a duty, and when."""
    words = {
        RunState.PAID: _("%(amount)s utbetalt %(day)s"),
    }.get(row.state, _("%(amount)s betalas %(day)s"))
    return words % {"amount": kronor(row.amount), "day": _day(row.pays_on)}


def duty_facts(duty: Duty, *, with_income: bool) -> list[Fact]:
    """Give what is known of a duty. What proves the income is told only as holding or not."""
    facts = [
        Fact(_("Organ"), duty.body.name),
        Fact(_("Vad"), label_of(DutyKind, duty.kind).capitalize()),
        Fact(_("Dag"), _day(duty.on), times_of(duty)),
        Fact(_("Som"), label_of(Role, duty.role).capitalize(), _presence(duty)),
    ]
    if duty.minutes:
        facts.append(Fact(_("Tid"), str(Length(duty.minutes))))
    if duty.limit is not None:
        facts.append(Fact(_("Timmar som organet har beslutat"), str(Length(duty.limit))))
    facts += _approval(duty)
    facts += _parts(duty, with_income=with_income)
    if duty.note:
        facts.append(Fact(_("Anteckning"), duty.note))
    return facts


def _day(day: dt.date) -> str:
    return say_day_long(day, current())


def _presence(duty: Duty) -> str:
    meeting = duty.origin == DutyOrigin.ATTENDANCE
    return label_of(Presence, duty.presence) if meeting else ""


def _approval(duty: Duty) -> list[Fact]:
    told = (DutyOrigin.CLAIM, DutyOrigin.GATHERING)
    if duty.origin not in told or (duty.decision is None and duty.is_approved):
        return []
    if duty.decision is None:
        note = _("Utan beslut ersätts bara det som reglementet tillåter ändå.")
        return [Fact(_("Beslut"), _("Inget beslut"), note)]
    words = f"{duty.body.short_name} {duty.decision.decided_on} {duty.decision.paragraph}"
    note = duty.decision.title
    if not duty.is_approved:
        note += ". " + _("Fattat efter uppdraget, och därför inte ett beslut i förväg.")
    return [Fact(_("Beslut"), words, note)]


def _parts(duty: Duty, *, with_income: bool) -> list[Fact]:
    facts = []
    lost = getattr(duty, "lost_earnings", None)
    if lost is not None:
        words = f"{label_of(Income, lost.income).capitalize()}, {Length(lost.minutes)}"
        facts.append(Fact(_("Förlorad inkomst"), words, _paper(lost, with_income)))
    journey = getattr(duty, "journey", None)
    if journey is not None:
        facts.append(Fact(_("Resa"), f"{plain_number(journey.km)} km", journey.route))
    nights = getattr(duty, "nights_away", None)
    return facts if nights is None else [*facts, *nights_facts(nights)]


def _paper(lost: Any, with_income: bool) -> str:
    """Say that a certificate holds and until when; of one's own also whose it is."""
    paper = lost.certificate
    if paper is None:
        return _("Inget intyg")
    until = _("Intyg till och med %(day)s") % {"day": _day(paper.valid_until)}
    return f"{paper.employer}. {until}" if with_income else until


def cost_rows(duty: Duty) -> list[dict[str, Any]]:
    """Give the costs of a duty, each with its receipt."""
    return [
        {
            "uuid": each.uuid,
            "kind": label_of(CostKind, each.kind).capitalize(),
            "amount": kronor(each.amount),
            "note": each.note,
            "receipt": each.receipt,
        }
        for each in duty.costs.all()
    ]


def story_of(duty: Duty, certifications: Iterable[Certification]) -> list[Event]:
    """Give what has happened to a duty, newest first: of the same moment the last step first."""
    events = [Event(duty.arrived_at, _("Uppdraget kom in"))]
    if duty.claimed_on is not None and duty.submitted_at is not None:
        events.append(Event(duty.submitted_at, _("Inlämnat")))
    events += [_event(each) for each in certifications]
    if duty.answer:
        at = duty.submitted_at or duty.arrived_at
        events.append(Event(at, answer_words(duty), now=True))
    return sorted(events, key=lambda each: each.at)[::-1]


def answer_words(duty: Duty) -> str:
    """Say why a duty was returned, refused or taken away; nothing when it was not."""
    if not duty.answer:
        return ""
    words = _("Avslaget: %(why)s")
    if duty.state == DutyState.OPEN:
        words = _("Återlämnat: %(why)s")
    elif duty.is_lapsed:
        words = _("Borttaget: %(why)s")
    # A reason of the product's own is said in the reader's language.
    return words % {"why": _(duty.answer) if duty.is_lapsed else duty.answer}


def _event(each: Certification) -> Event:
    words = _("%(step)s %(who)s godkände")
    said = words % {"who": each.person, "step": label_of(Certifier, each.step).capitalize()}
    if each.on_behalf_of is not None:
        said += " " + _("(i stället för %(who)s)") % {"who": each.on_behalf_of}
    if each.reason:
        said += " " + _("Skäl: %(why)s") % {"why": each.reason}
    return Event(each.certified_at, said, citation=each.clause)


def remarks(each: Reviewed) -> list[str]:
    """Give what the verdict on a duty is about: other duties, what became of its lines."""
    return [
        *(note.through(_) for note in each.found.notes),
        *(() if each.unpaid else gap_words(each.gaps)),
    ]


def findings(each: Reviewed) -> list[str]:
    """Give what the rules say against a duty, in a sentence each."""
    verdict = None if each.judgement is None else each.judgement.verdict
    wanting = () if verdict is None else (*verdict.stopping, *verdict.warning)
    return [finding.say for finding in wanting if finding.say]


@dataclass(frozen=True, slots=True)
class ShownReview:
    """A duty on the certifier's list: whose, what it gives, and what is odd about it."""

    reviewed: Reviewed
    name: str
    shown: ShownDuty
    outcome: str
    notes: tuple[str, ...]
    beside: tuple[str, ...]
    seen: str

    @property
    def may_be_taken_at_once(self) -> bool:
        """Whether it can be certified together with others, without a look of its own.

        A claim that no rule pays for, or not all of, is looked at: what it lacks can be put
        right.
        """
        return self.outcome == "allowed" and not self.is_in_vain and not self.reviewed.gaps

    @property
    def is_in_vain(self) -> bool:
        """Whether somebody claims what no rule pays for."""
        return self.reviewed.is_in_vain

    @property
    def hides_a_loss(self) -> bool:
        """Whether the amount leaves out what shows somebody's income."""
        return hides_a_loss(self.reviewed.lines)


def as_seen(duty: Duty) -> str:
    """Give a duty as the list names it: handed in again, it is no longer what was seen."""
    return f"{duty.uuid}@{duty.submitted_at.isoformat() if duty.submitted_at else ''}"


def shown_review(each: Reviewed, rules: Rules | None, links: Links) -> ShownReview:
    """Give a reviewed duty as the certifier's list draws it."""
    judgement = each.judgement
    beside = tuple(note.through(_) for note in each.found.beside)
    if each.refusal is not None:
        beside = (*beside, each.refusal.message)
    gaps = () if each.unpaid else tuple(gap_words(each.gaps))
    about = tuple(note.through(_) for note in each.found.about)
    notes = (*findings(each), *beside, *about, *gaps)
    says = "" if each.unpaid is None else unpaid_words(each.duty, each.unpaid)
    if says and each.duty.origin == DutyOrigin.CLAIM:
        notes = (*notes, says)
    return ShownReview(
        each,
        str(each.duty.person),
        shown_duty(each.duty, each.lines, rules=rules, links=links, says=says, is_own=False),
        "stopped" if judgement is None else judgement.outcome.value,
        notes,
        (*beside, *gaps),
        as_seen(each.duty),
    )
