"""The year of ``test_a_year`` reckoned with pen and paper from the text of the rule set.

Nothing here is worked out by the product: the claims are what the rules are asked about, and
``BY_HAND`` and ``BY_MONTH`` what a person who reads the rules would answer.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from samspel.remuneration.enums import DutyKind, Presence
from samspel.rules.amounts.choices import CostKind, Income
from samspel.rules.amounts.duties import Away, Cost, Loss

APRIL_13, NOVEMBER_13 = dt.date(2026, 4, 13), dt.date(2026, 11, 13)
A_DAY = dt.timedelta(days=1)
MORE_NUMBERS = {"bo": "189001029819", "margareta": "189001039800"}


def _loss(minutes: int, **income: Any) -> dict[str, object]:
    proved = {"proved_until": dt.date(2026, 12, 31)} if income else {}
    told: dict[str, Any] = {**proved, **income}
    return {"loss": Loss(minutes, **told)}


def _away(home: dt.date, left_at: int, back_at: int, **others: Any) -> dict[str, object]:
    return {"away": Away(home - A_DAY, left_at, home, back_at, Decimal(51), **others)}


_SELF_EMPLOYED = Loss(95, Income.SELF_EMPLOYED)
_PRESENT = {"presence": Presence.PRESENT, "minutes": 150}
_BUS = Cost(CostKind.PUBLIC_TRANSPORT, Decimal(86))
_TAXI = Cost(CostKind.TAXI, Decimal(200), has_receipt=False)
# In which month, who, in which body, what, and the facts. What each gives is in BY_HAND.
CLAIMS = (
    (2, "mikael", "KS", DutyKind.BOARD_MEETING, _PRESENT),
    (
        2,
        "margareta",
        "REV",
        DutyKind.ERRAND,
        {"minutes": 241, **_loss(480, monthly=Decimal(66_000), has_lost_holiday_pay=True)},
    ),
    (2, "sofia", "SN", DutyKind.GROUP_MEETING, {"minutes": 250}),
    (2, "sofia", "SN", DutyKind.GROUP_MEETING, {"minutes": 60}),
    (4, "mikael", "KS", DutyKind.COURSE, {"minutes": 200, "km": Decimal(51)}),
    (
        4,
        "anna",
        "SN",
        DutyKind.COURSE,
        {"minutes": 300, **_away(APRIL_13, 719, 1141, lunches=(APRIL_13,))},
    ),
    (5, "mikael", "KS", DutyKind.BOARD_MEETING, _PRESENT),
    (
        5,
        "bo",
        "BUN",
        DutyKind.APPROVAL,
        {"minutes": 120, "costs": (Cost(CostKind.CHILD_CARE, Decimal(400)),)},
    ),
    (5, "larsake", "SN", DutyKind.ERRAND, {"minutes": 60, "costs": (_BUS, _TAXI)}),
    (
        6,
        "margareta",
        "REV",
        DutyKind.ERRAND,
        {"minutes": 240, **_loss(540, hourly=Decimal(700))},
    ),
    (10, "mikael", "KS", DutyKind.COURSE, {"minutes": 200, "km": Decimal(50)}),
    (10, "margareta", "REV", DutyKind.COURSE, {"minutes": 241, "loss": _SELF_EMPLOYED}),
    (11, "mikael", "KS", DutyKind.BOARD_MEETING, _PRESENT),
    (
        11,
        "anna",
        "SN",
        DutyKind.COURSE,
        {
            "minutes": 239,
            **_away(NOVEMBER_13, 720, 1140, breakfasts=(NOVEMBER_13,), own_nights=1),
        },
    ),
)
# What each got in the year, and how much of it is tax-free.
#   A meeting of the board lasts 2.5 h: 1 210 + 260 = 1 470 kr, and 1 300 + 260 = 1 560 kr from
#   June; half of it for who is there and does not serve. Lena, who leaves after an hour, gets
#   1 210 and 1 300. A fixed fee is a share of 69 900 kr (118 % of 59 200 kr, up to a hundred).
BY_HAND = {
    # 12 × 69 900; 5 × 1 470 + 7 × 1 560
    "karin": ("857070.00", "0"),
    # 5 × 1 470 + 7 × 1 560, July put right from 1 560 to 1 300
    "perolof": ("18010.00", "0"),
    # 5 × 1 470 + 7 × 1 560, May put right from 1 470 to 1 210
    "ulla": ("18010.00", "0"),
    # 4 × 1 210 + 1 470 (March put right) + 7 × 1 300; 6 × (900 + 3,7 mil × 32), free 3,7 × 25
    "lena": ("21520.40", "555.00"),
    # 12 × 17 475 (25 %); 1 470 + 3 × 1 560
    "gunnar": ("215850.00", "0"),
    # 1 470 + 3 × 1 560; half a day 900, bus 86, the taxi has no receipt
    "larsake": ("7136.00", "86.00"),
    # 1 470 + 3 × 1 560; whole day 1 700, away 300 + 300 − 105 (a lunch); half a day 900,
    # away 150 + 150 − 30 (a breakfast) + a night 150
    "anna": ("9665.00", "915.00"),
    # 1 470 + 3 × 1 560; group meetings at most 4 h in the month: 4 × 230
    "sofia": ("7070.00", "0"),
    # 735 + 735 + 780; 200 min + 1 h for the road beyond 50 km is a whole day 1 700 and
    # 5,1 × 32; exactly 50 km is not beyond: half a day 900 and 5 × 32; free 5,1 × 25 + 5 × 25
    "mikael": ("5173.20", "252.50"),
    # 10 % is 6 990: March from the 15th 6 990 − 3 157 (14/31), then nine months; approval 300,
    # child care 400 but at most 2 h × 150
    "bo": ("67343.00", "0"),
    # 1 700, 8 h × 400 (66 000 / 165) and 12 %, pension 4,5 % of 3 200; half a day 900 (exactly
    # 4 h), 9 h × 592 lowered to 4 736 a day, pension 4,5 % of 5 328; 1 700, 2 h × 207,20
    "margareta": ("13418.16", "0"),
}
BY_MONTH = (
    "92995.00", "101096.40", "102708.00", "105321.60", "102306.00", "112499.16",
    "99985.00", "101003.40", "108025.00", "104537.80", "102185.00", "107603.40",
)  # fmt: skip
