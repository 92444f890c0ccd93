"""The block for traktamente: days and nights away, and what meals from others take off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from samspel.foundation.dates import add_months
from samspel.foundation.labels import mark as _

from .blocks import Block, both, not_paid
from .choices import From, LineState
from .duties import NOTHING, Away, Duty
from .looking import Known, Look, Mark, Quantity, Ref, Run, State
from .rounding import Mode, Rounding, To
from .units import Unit
from .working import Kr, Plain, Step, step

# Inkomstskattelagen 12 kap. 10 §: a journey that begins before noon, or ends after seven in
# the evening, makes a whole day.
NOON = 12 * 60
SEVEN = 19 * 60
# The same law's rules for longer journeys: after three months at the same place the amount is another.
MONTHS = 3
_TOO_LONG = step(_("efter tre månader gäller andra regler, och de dagarna räknas inte"))
_A_DAY = dt.timedelta(days=1)
_HUNDRED = Decimal(100)
# The tables of the tax agency give what meals take off in whole kronor.
_TO_KRONA = Rounding(To.KRONA, Mode.HALF_UP)


@dataclass(frozen=True, slots=True)
class Allowance(Block):
    """Traktamente for a journey with a night away: whole and half days, meals taken off.

    ``breakfast`` and ``meal`` (a lunch or a dinner) are what one that somebody else paid for
    takes off, in percent of the day's amount. ``night`` is paid for each night that the
    person has arranged for themself.
    """

    full_day: Ref
    half_day: Ref
    breakfast: Quantity
    meal: Quantity
    night: Ref | None = None
    from_km: Quantity | None = None
    side: From = From.MORE_THAN

    def branches(self) -> tuple[Mark, ...]:
        """Give every way that the block can go."""
        far = both("far") if self.from_km is not None else ()
        own = both("own_night") if self.night is not None else ()
        return (*both("overnight"), *far, *both("half_day"), *both("meal"), *own)

    def ready(self, look: Look) -> Run:
        """Give the block with its values looked up."""
        days = {
            True: look.up(self.full_day, Unit.SEK),
            False: look.up(self.half_day, Unit.SEK),
        }
        breakfast = look.up(self.breakfast, Unit.PERCENT)
        meal = look.up(self.meal, Unit.PERCENT)
        night = None if self.night is None else look.up(self.night, Unit.SEK)
        border = None if self.from_km is None else look.up(self.from_km, Unit.KM)

        def run(duty: Duty, state: State) -> None:
            away = duty.away
            if away is None or not self._is_paid(away, border, state):
                return
            for day, is_whole in days_of(away):
                state.marks.append(("half_day", not is_whole))
                amount = state.use(days[is_whole])
                state.steps.append(_day_said(day, is_whole, amount))
                state.amount += amount - _taken_off(away, day, amount, breakfast, meal, state)
            if away.back_on >= add_months(away.left_on, MONTHS):
                state.steps.append(_TOO_LONG)
            if night is not None:
                _nights(away, night, state)

        return run

    def tax_free(self, look: Look) -> Callable[[Duty], Decimal]:
        """Give what tells how much of the allowance is tax-free, day by day and night by night.

        A day is tax-free up to the day's amount of the law, less what its meals take off it;
        a night up to the night's, where nights are paid. Nothing is on a shorter journey than
        the law's (inkomstskattelagen 12 kap. 6, 7, 11 and 13 §§).
        """
        border = look.up(FREE_FROM, Unit.KM).amount
        own, free = self._told(look), TAX_FREE._told(look)
        nightly = NOTHING if self.night is None else min(own.night, free.night)

        def of(duty: Duty) -> Decimal:
            away = duty.away
            if away is None or away.km <= border or away.back_on == away.left_on:
                return NOTHING
            days = (
                min(own.day(away, day, is_whole), free.day(away, day, is_whole))
                for day, is_whole in days_of(away)
            )
            return sum(days, nightly * away.own_nights)

        return of

    def _told(self, look: Look) -> _Told:
        night = NOTHING if self.night is None else look.up(self.night, Unit.SEK).amount
        return _Told(
            look.up(self.full_day, Unit.SEK).amount,
            look.up(self.half_day, Unit.SEK).amount,
            look.up(self.breakfast, Unit.PERCENT).amount,
            look.up(self.meal, Unit.PERCENT).amount,
            night,
        )

    def _is_paid(self, away: Away, border: Known | None, state: State) -> bool:
        """Tell whether the journey is one that is paid: far enough, and over a night."""
        if border is not None:
            far = away.km >= border.amount
            far = far if self.side is From.AT_LEAST else away.km > border.amount
            state.marks.append(("far", far))
            if not far:
                state.use(border)
                not_paid(state, LineState.BELOW, _too_near(away.km, border.amount))
                return False
        overnight = away.back_on > away.left_on
        state.marks.append(("overnight", overnight))
        if not overnight:
            not_paid(state, LineState.BELOW, step(_("resan hade ingen övernattning")))
        return overnight


class _Told(NamedTuple):
    """The figures of an allowance on the day that it is reckoned for."""

    full_day: Decimal
    half_day: Decimal
    breakfast: Decimal
    meal: Decimal
    night: Decimal

    def day(self, away: Away, day: dt.date, is_whole: bool) -> Decimal:
        """Give what a day is worth when its meals are taken off."""
        amount = self.full_day if is_whole else self.half_day
        meals = (day in away.lunches) + (day in away.dinners)
        percent = self.meal * meals + (self.breakfast if day in away.breakfasts else 0)
        return amount - _TO_KRONA.of(amount * percent / _HUNDRED)


# What the law has tax-free; the figures are among the national ones.
TAX_FREE = Allowance(
    Ref("traktamente-heldag"),
    Ref("traktamente-halvdag"),
    Ref("maltid-frukost"),
    Ref("maltid-lunch-middag"),
    Ref("traktamente-natt"),
)
FREE_FROM = Ref("traktamente-avstand")


def days_of(away: Away) -> Iterator[tuple[dt.date, bool]]:
    """Give every day of a journey, and whether it counts as a whole one.

    After three months at a place other rules count, and those days are left out.
    """
    day, end = away.left_on, add_months(away.left_on, MONTHS)
    while day <= away.back_on and day < end:
        late = day == away.left_on and away.left_at >= NOON
        early = day == away.back_on and away.back_at <= SEVEN
        yield day, not (late or early)
        day += _A_DAY


def _day_said(day: dt.date, is_whole: bool, amount: Decimal) -> Step:
    if is_whole:
        return step(_("%(day)s, hel dag: %(amount)s"), day=day, amount=Kr(amount))
    return step(_("%(day)s, halv dag: %(amount)s"), day=day, amount=Kr(amount))


def _taken_off(
    away: Away, day: dt.date, amount: Decimal, breakfast: Known, meal: Known, state: State
) -> Decimal:
    """Give what a day's meals take off, in whole kronor; the values are quoted when used."""
    meals = (day in away.lunches) + (day in away.dinners)
    has_breakfast = day in away.breakfasts
    state.marks.append(("meal", bool(meals or has_breakfast)))
    if not meals and not has_breakfast:
        return Decimal(0)
    percent = state.use(breakfast) if has_breakfast else Decimal(0)
    percent += state.use(meal) * meals if meals else Decimal(0)
    off = _TO_KRONA.of(amount * percent / _HUNDRED)
    state.steps.append(
        step(
            _("måltider tar bort %(share)s %%: %(amount)s"),
            share=Plain(percent),
            amount=Kr(-off),
        )
    )
    return off


def _nights(away: Away, night: Known, state: State) -> None:
    state.marks.append(("own_night", away.own_nights > 0))
    if away.own_nights:
        state.amount += state.use(night) * away.own_nights
        state.steps.append(step(_("egna nätter: %(count)s"), count=away.own_nights))


def _too_near(length: Decimal, border: Decimal) -> Step:
    return step(
        _("orten ligger %(length)s km bort och gränsen är %(border)s km"),
        length=Plain(length),
        border=Plain(border),
    )
