"""Telling a case: the duties that it is given, and the amounts that it expects, in words."""

from __future__ import annotations

from collections.abc import Iterator

from samspel.foundation.labels import mark as _
from samspel.rules.provisions import Ruleset
from samspel.rules.sentence import Sentence, sentence
from samspel.rules.values import swedish_day

from .casebook import AmountCase
from .choices import DutyKind, Presence, Role
from .describing import Words
from .duties import Away, Duty, Loss
from .working import Kr, Length, Plain


def said_duty(duty: Duty) -> tuple[Sentence, ...]:
    """Say what a duty is: its kind and day first, then only what a case has told."""
    return (
        sentence(
            _("%(kind)s den %(day)s"),
            kind=sentence(duty.kind.label),
            day=swedish_day(duty.on),
        ),
        *_ordinary(duty),
        *_fixed(duty),
        *_road(duty),
        *(() if duty.loss is None else _loss(duty.loss)),
        *(
            sentence(
                _("%(kind)s %(amount)s")
                if cost.has_receipt
                else _("%(kind)s %(amount)s utan kvitto"),
                kind=sentence(cost.kind.label),
                amount=Kr(cost.amount),
            )
            for cost in duty.costs
        ),
        *_around(duty),
    )


def _ordinary(duty: Duty) -> Iterator[Sentence]:
    if duty.minutes:
        yield sentence("%(length)s", length=Length(duty.minutes))
    if duty.starts:
        hours, minutes = divmod(duty.starts, 60)
        yield sentence(_("från klockan %(at)s"), at=f"{hours:02}.{minutes:02}")
    if duty.role is not Role.MEMBER:
        yield sentence(duty.role.label)
    if duty.presence is not Presence.SERVING:
        yield sentence(duty.presence.label)
    if duty.body:
        yield sentence(_("organ %(body)s"), body=duty.body)
    if duty.scheduled:
        yield sentence(_("schemalagt %(length)s"), length=Length(duty.scheduled))


def _fixed(duty: Duty) -> Iterator[Sentence]:
    if duty.office:
        yield sentence("%(office)s", office=duty.office)
    if duty.kind is DutyKind.OFFICE and duty.until is not None:
        yield sentence(_("till den %(day)s"), day=swedish_day(duty.until))
    if duty.times != 1:
        yield sentence(_("antal %(count)s"), count=duty.times)
    if duty.occupancy:
        yield sentence(_("%(share)s procent av heltid"), share=Plain(duty.occupancy))


def _road(duty: Duty) -> Iterator[Sentence]:
    if duty.km:
        yield sentence(_("%(km)s kilometer"), km=Plain(duty.km))
    if duty.travel_minutes:
        yield sentence(_("restid %(length)s"), length=Length(duty.travel_minutes))
    if duty.away is not None:
        yield from _away(duty.away)


def _away(away: Away) -> Iterator[Sentence]:
    yield sentence(
        _("borta från den %(left)s klockan %(left_at)s till den %(back)s klockan %(back_at)s"),
        left=swedish_day(away.left_on),
        left_at=_at(away.left_at),
        back=swedish_day(away.back_on),
        back_at=_at(away.back_at),
    )
    yield sentence(_("orten ligger %(km)s kilometer bort"), km=Plain(away.km))
    for template, meals in (
        (_("frukost från andra: %(count)s"), away.breakfasts),
        (_("lunch från andra: %(count)s"), away.lunches),
        (_("middag från andra: %(count)s"), away.dinners),
    ):
        if meals:
            yield sentence(template, count=len(meals))
    if away.own_nights:
        yield sentence(_("egna nätter: %(count)s"), count=away.own_nights)


def _at(minutes: int) -> str:
    return f"{minutes // 60:02}.{minutes % 60:02}"


def _loss(loss: Loss) -> Iterator[Sentence]:
    yield sentence(
        _("förlorad tid %(length)s som %(income)s"),
        length=Length(loss.minutes),
        income=sentence(loss.income.label),
    )
    for template, amount in (
        (_("inkomst %(amount)s i timmen"), loss.hourly),
        (_("inkomst %(amount)s i månaden"), loss.monthly),
        (_("inkomst %(amount)s om året"), loss.yearly),
    ):
        if amount is not None:
            yield sentence(template, amount=Kr(amount))
    if loss.proved_until is not None:
        yield sentence(_("intyg till och med den %(day)s"), day=swedish_day(loss.proved_until))
    if loss.has_lost_holiday_pay:
        yield sentence(_("semesterlönen går förlorad"))


def _around(duty: Duty) -> Iterator[Sentence]:
    if duty.limit is not None:
        yield sentence(_("organet har beslutat %(length)s"), length=Length(duty.limit))
    if not duty.is_minuted:
        yield sentence(_("utan protokoll"))
    if not duty.is_approved:
        yield sentence(_("inte beslutat i förväg"))
    if duty.claimed_on is not None:
        yield sentence(_("krav lämnat den %(day)s"), day=swedish_day(duty.claimed_on))


def said_expected(case: AmountCase, ruleset: Ruleset) -> tuple[Sentence, ...]:
    """Say what a case expects, one sentence per thing."""
    return (*_amounts(case, Words.of(ruleset)), *_rest(case, Words.of(ruleset)))


def _amounts(case: AmountCase, words: Words) -> Iterator[Sentence]:
    expect = case.expect
    if expect.amount is not None:
        yield sentence(_("Summan är %(amount)s."), amount=Kr(expect.amount))
    for id_, amount in expect.lines.items():
        yield sentence(_("%(title)s: %(amount)s."), title=words.title(id_), amount=Kr(amount))
    if expect.tax_free is not None:
        yield sentence(_("Skattefritt är %(amount)s."), amount=Kr(expect.tax_free))
    if expect.unpaid:
        yield sentence(_("Ingen regel ersätter uppdraget."))
    if expect.refused:
        yield sentence(_("Det går inte att räkna, eftersom inget gäller den dagen."))


def _rest(case: AmountCase, words: Words) -> Iterator[Sentence]:
    expect = case.expect
    if expect.because:
        acted = tuple(f"”{title}”" for title in words.payments(expect.because))
        yield sentence(_("Det här slår till: %(titles)s."), titles=acted)
    elif expect.because is not None:
        yield sentence(_("Inget tak, undantag eller tidsgräns slår till."))
    for id_, day in expect.claim_by.items():
        yield sentence(
            _("Sista dag för %(title)s är den %(day)s."),
            title=words.title(id_),
            day=swedish_day(day),
        )
    if expect.paid_on is not None:
        yield sentence(_("Det betalas den %(day)s."), day=swedish_day(expect.paid_on))
    if expect.certified_by:
        steps = tuple(sentence(each.label) for each in expect.certified_by)
        yield sentence(_("Det attesteras av %(steps)s."), steps=steps)
