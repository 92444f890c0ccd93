"""The story of a visit or an appointment: who did what, when, and by which clause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark
from django.utils.translation import ngettext

from samspel.audit import registry
from samspel.audit.errors import UnknownAct
from samspel.audit.models import AuditEntry
from samspel.audit.queries import entries_about
from samspel.foundation.dates import local_day
from samspel.foundation.refusal import Refused
from samspel.kit.rows import Event
from samspel.rulebooks.models import JudgedAct
from samspel.rulebooks.queries import compiled, judged_acts_about, shown_finding
from samspel.rules.errors import FactMistake
from samspel.rules.explanation import State
from samspel.rules.facts import facts_from_json
from samspel.visits.web.words import moment_words

_MOST = 60
_SAME = dt.timedelta(minutes=2)

# Which judged act stands behind which entry of the trail.
_JUDGED = {
    "visits.visit.offered": "visit.invite",
    "visits.visit.proposed": "visit.book",
    "visits.visit.booked": "visit.book",
    "visits.visit.moved": "visit.book",
    "visits.visitor.joined": "visit.book",
    "visits.visit.declined": "visit.decline",
    "visits.visitor.declined": "visit.decline",
    "visits.visitor.withdrew": "visit.decline",
    "visits.participants.decided": "visit.participants",
    "visits.preparation.ready": "visit.prepare",
    "visits.report.submitted": "report.submit",
    "visits.party_visit.registered": "visit.party",
    "visits.party_offer.made": "visit.party",
    "visits.appointment.made": "contact_politician.appoint",
    "visits.appointment.ended": "contact_politician.end",
    "visits.appointment.member_left": "contact_politician.end",
    "visits.extra.granted": "visit.extra",
    "visits.extra.refused": "visit.extra",
}
_SAID = {
    "visits.visit.proposed": mark("%(who)s föreslog ett besök."),
    "visits.visit.cancelled": mark("%(who)s ställde in besöket."),
    "visits.visit.declined": mark("%(who)s tackade nej till besöket."),
    "visits.visit.held": mark("%(who)s noterade att besöket är genomfört."),
    "visits.visit.routed": mark("Besöket fördes till ett sammanträde."),
    "visits.visit.decision_attached": mark("%(who)s skrev in organets beslut om besöket."),
    "visits.option.suggested": mark("%(who)s föreslog en annan tid."),
    "visits.options.answered": mark("%(who)s svarade på de föreslagna tiderna."),
    "visits.visitors.drawn_in": mark("%(who)s bjöd in fler kontaktpolitiker."),
    "visits.visitor.joined": mark("%(who)s tackade ja."),
    "visits.visitor.declined": mark("%(who)s tackade nej."),
    "visits.visitor.withdrew": mark("%(who)s lämnade återbud."),
    "visits.visitor.reminded": mark("%(who)s påminde om att svara."),
    "visits.extra.requested": mark("%(who)s bad ordföranden om ett extra besök."),
    "visits.extra.granted": mark("%(who)s beslutade om ett extra besök."),
    "visits.extra.refused": mark("%(who)s sa nej till ett extra besök."),
    "visits.participants.decided": mark("%(who)s bestämde vilka som är med."),
    "visits.preparation.ready": mark("%(who)s blev klar med sidan inför besöket."),
    "visits.conduct.confirmed": mark("%(who)s bekräftade förhållningssättet."),
    "visits.report.begun": mark("%(who)s började på rapporten."),
    "visits.report.submitted": mark("%(who)s lämnade in rapporten."),
    "visits.report.remarked": mark("%(who)s lämnade en sakupplysning."),
    "visits.report.published": mark("%(who)s publicerade rapporten."),
    "visits.report.reminded": mark("%(who)s påminde om rapporten."),
    "visits.follow_up.noted": mark("%(who)s noterade det som enheten ville lyfta."),
    "visits.follow_up.assigned": mark("%(who)s gav uppföljningen en ansvarig."),
    "visits.follow_up.written": mark("%(who)s skrev i uppföljningen."),
    "visits.follow_up.done": mark("%(who)s blev klar med uppföljningen."),
    "visits.follow_up.reopened": mark("%(who)s öppnade uppföljningen igen."),
    "visits.follow_up.closed": mark("%(who)s avslutade uppföljningen."),
    "visits.deadline.moved": mark("Rapportens sista dag flyttades."),
    "visits.party_visit.registered": mark("%(who)s skrev in partiets besök."),
    "visits.party_offer.made": mark("%(who)s erbjöd partierna besök."),
    "visits.appointment.made": mark("%(who)s skrev in uppdraget."),
    "visits.appointment.ended": mark("%(who)s avslutade uppdraget."),
    "visits.appointment.member_left": mark("%(who)s skrev in att en person lämnar gruppen."),
    "visits.appointment.flagged": mark("Uppdraget behöver ses över."),
    "visits.flag.resolved": mark("%(who)s avgjorde det som behövde ses över."),
}
# Every word that is saved makes an entry; the story tells of what came of it.
_LEFT_OUT = frozenset(
    {
        "visits.preparation.written",
        "visits.report.written",
        "visits.report.guard_answered",
        "visits.visit.shielded",
    }
)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Whose name may not stand in the story, and what stands there instead."""

    person_ids: frozenset[int] = frozenset()
    words: str = ""


def story_of(
    subject: Model, *, on: dt.date | None = None, hidden: Hidden | None = None
) -> list[Event]:
    """Give the acts that concern the object, newest first, with the clause behind each.

    With a day, only what had happened by the end of it. Three statements. The caller has
    checked the viewer.
    """
    entries = _entries(subject, on)
    label = subject._meta.label_lower
    kept = list(judged_acts_about(label, subject.pk))
    return [_event(entry, _kept_for(entry, kept), hidden or Hidden()) for entry in entries]


def _entries(subject: Model, on: dt.date | None) -> list[AuditEntry]:
    """Give the entries, each once though it concerns the object twice."""
    rows = entries_about(subject).exclude(act__in=_LEFT_OUT)[: _MOST * 2]
    known: dict[int, AuditEntry] = {}
    for row in rows:
        if on is None or local_day(row.recorded_at) <= on:
            known.setdefault(row.pk, row)
    return list(known.values())[:_MOST]


def _event(entry: AuditEntry, kept: JudgedAct | None, hidden: Hidden) -> Event:
    said = _said(entry, hidden)
    if kept is not None and kept.reason:
        said += " " + _("Skäl: %(reason)s") % {"reason": kept.reason}
    clause = _clause(kept)
    return Event(
        entry.recorded_at,
        said,
        clause_heading=str(clause.get("clause_heading", "")),
        citation=str(clause.get("citation", "")),
        url=str(clause.get("url", "")),
    )


def _said(entry: AuditEntry, hidden: Hidden) -> str:
    who = entry.actor_name
    if entry.actor_person_id in hidden.person_ids:
        who = hidden.words
    facts = entry.facts
    if entry.act == "visits.visit.offered":
        count = facts.get("options") or 0
        if not count:
            return _("%(who)s bjöd in till besöket.") % {"who": who}
        return ngettext(
            "%(who)s bjöd in och föreslog %(count)s tid.",
            "%(who)s bjöd in och föreslog %(count)s tider.",
            count,
        ) % {"who": who, "count": count}
    if entry.act in {"visits.visit.booked", "visits.visit.moved"}:
        return _settled(entry, who, facts)
    words = _SAID.get(entry.act)
    if words is None:
        return f"{who}: {_label(entry.act)}"
    return _(words) % {"who": who}


def _settled(entry: AuditEntry, who: str, facts: Mapping[str, object]) -> str:
    at = _instant(facts.get("starts_at"))
    params = {"who": who, "when": moment_words(at) if at else ""}
    if entry.act == "visits.visit.booked":
        if at is None:
            return _("%(who)s bokade besöket.") % params
        return _("%(who)s bokade besöket till %(when)s.") % params
    if at is None:
        return _("%(who)s flyttade besöket.") % params
    return _("%(who)s flyttade besöket till %(when)s.") % params


def _instant(text: object) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _label(act: str) -> str:
    try:
        return str(registry.label_of(act))
    except UnknownAct:
        return act


def _kept_for(entry: AuditEntry, kept: Iterable[JudgedAct]) -> JudgedAct | None:
    """Find the verdict behind an entry: the same act, person and moment; warned before met."""
    act = _JUDGED.get(entry.act)
    fitting = [
        each
        for each in kept
        if each.act == act
        and each.person_id == entry.actor_person_id
        and abs(each.judged_at - entry.recorded_at) <= _SAME
    ]
    return max(fitting, key=lambda each: (bool(each.unmet), each.pk), default=None)


def _clause(kept: JudgedAct | None) -> Mapping[str, object]:
    """Give the clause that a kept verdict rests on: what was wanting, else what was met."""
    if kept is None:
        return {}
    try:
        facts = facts_from_json(kept.act, kept.facts)
        verdict = compiled(kept.version).judge(kept.act, facts, kept.on)
    except (Refused, FactMistake):
        return {}
    wanting = (*verdict.stopping, *verdict.warning)
    met = [each for each in verdict.findings if each.state is State.MET]
    chosen = next(iter((*wanting, *met)), None)
    return shown_finding(kept.version, chosen) if chosen is not None else {}
