"""The parts of a remuneration rule set: what each rule, block, duty and answer is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from samspel.foundation.labels import mark as _
from samspel.rulebooks.web.forms.parts import (
    Part,
    among,
    choice,
    day,
    listed,
    names,
    payments,
    ref,
    row_count,
    rules,
    some,
    text,
    yes_no,
)
from samspel.rules.amounts import choices as c
from samspel.rules.amounts.describing_blocks import ONLY_WORDS
from samspel.rules.amounts.model import IndexDay
from samspel.rules.amounts.rounding import Mode, To
from samspel.rules.amounts.units import Unit
from samspel.rules.writing import Plain

Parts = Sequence[Part]
MONEY = (Unit.SEK, Unit.SEK_HOUR)
LENGTH = _("Till exempel 4 h eller 30 min, eller ett värdes namn i filen.")
KM = _("Till exempel 50 km.")
PERCENT = _("Till exempel 40 %.")


def rounding(path: str = "rounding") -> list[Part]:
    """Give the two parts of a rounding."""
    return [
        choice(f"{path}.mode", _("Avrundas"), Mode, _("Lämna tomt för ören.")),
        choice(f"{path}.to", _("Avrundas till"), To),
    ]


def value_parts() -> list[Part]:
    """Give what a dated value is: a number, or a share of another value."""
    return [
        text(
            "value",
            _("Tal"),
            _("Till exempel 1 210 eller 2,50. Skriv ”okänt” om ingen vet det än."),
        ),
        text("share.percent", _("Andel: procent"), _("Till exempel 118.")),
        ref("share.of", _("av värdet")),
        choice("share.index_on", _("som det är"), IndexDay),
        *rounding(),
    ]


_PAYMENT: Parts = [
    choice("pays", _("Slag av ersättning"), c.Pays),
    some("for.kinds", _("För vilka uppdrag?"), c.DutyKind, _("Ingen ikryssad är alla.")),
    some("for.roles", _("För vilka roller?"), c.Role, _("Ingen ikryssad är alla.")),
    some("for.presence", _("För vilken närvaro?"), c.Presence, _("Ingen ikryssad är all.")),
    some("for.incomes", _("För vilka inkomster?"), c.Income),
    some("for.needs", _("Vad krävs?"), c.Need),
    names("for.offices", _("Uppdrag med fast arvode"), _("Namn med komma mellan.")),
    names(
        "for.bodies",
        _("Bara i de här organen"),
        _("Organens förkortningar med komma mellan, till exempel ks, sn."),
    ),
    choice("tax", _("Skatt"), c.Tax),
    text("pay_type", _("Löneart"), _("Koden i lönesystemet.")),
    *rounding(),
]
_EXCLUSION: Parts = [
    payments("payments", _("Det här får de inte")),
    text("when.occupancy", _("De som har minst eller mer än"), PERCENT),
    choice("when.side", _("Gränsen"), c.From),
    some("when.roles", _("Bara de här rollerna"), c.Role),
    names("when.offices", _("Bara de här fasta uppdragen"), _("Namn med komma mellan.")),
    some("yields_to", _("Men för de här uppdragen får de ändå"), c.DutyKind),
]
_CAP: Parts = [
    payments("payments", _("Det här räknas tillsammans")),
    choice("per", _("Under"), c.Window),
    choice("measure", _("Det som räknas"), c.Measure),
    text(
        "at_most",
        _("Högst"),
        _("Till exempel 8 h, 2 eller namnet på ett belopp. Tomt när bara det högsta räknas."),
    ),
    ref("of", _("Gånger beloppet"), *MONEY, help_text=_("Bara när gånger ett belopp räknas.")),
    choice("gives_way", _("Det som ger vika"), c.GivesWay),
]
SECTIONS: Mapping[str, tuple[str, str, Parts]] = {
    "payments": (
        _("Ersättning"),
        _("Något som betalas: arvode, förlorad inkomst, resa eller kostnad."),
        _PAYMENT,
    ),
    "exclusions": (_("Undantag"), _("Några som inte får en viss ersättning."), _EXCLUSION),
    "caps": (_("Tak"), _("Det mesta som betalas under en dag, en månad eller ett år."), _CAP),
    "deadlines": (
        _("Tidsgräns"),
        _("Hur länge efter uppdraget ett krav får lämnas."),
        [
            payments("payments", _("Det gäller")),
            text("months", _("Månader")),
            some("incomes", _("Bara för"), c.Income),
        ],
    ),
    "payouts": (
        _("Utbetalning"),
        _("Till och med vilken dag något ska vara lämnat för att betalas samma månad."),
        [text("submit_by", _("Lämnat senast den")), text("paid_on", _("betalas den"))],
    ),
    "certifying": (
        _("Attest"),
        _("Vem som attesterar, och i vilken ordning."),
        [
            some("of", _("Krav från"), c.Role, _("Ingen ikryssad är alla.")),
            *(
                choice(f"steps.{place}", words, c.Certifier)
                for place, words in enumerate((_("Först"), _("Sedan"), _("Till sist")))
            ),
        ],
    ),
    "totals": (
        _("Avrundning av en summa"),
        _("När dagens eller månadens summa avrundas, och inte varje rad."),
        [choice("at", _("Det som avrundas"), c.At), *rounding()],
    ),
}


def _steps(path: str) -> Parts:
    return [
        text(f"{path}.up_to", _("Till och med tiden"), LENGTH),
        choice(f"{path}.side", _("Gränsen"), c.Side),
        ref(f"{path}.value", _("ger beloppet"), Unit.SEK),
    ]


def _bands(path: str) -> Parts:
    return [
        text(f"{path}.up_to", _("Till och med tiden"), LENGTH),
        ref(f"{path}.value", _("kostar timmen"), Unit.SEK_HOUR),
    ]


BLOCKS: Mapping[str, tuple[str, Callable[[Plain], Parts]]] = {
    "time": (
        _("Vilken tid som räknas"),
        lambda _plain: [
            choice("counts", _("Tiden"), c.Counted),
            choice("travel", _("Restid"), c.Travel),
            text("standard", _("Schablon för restid"), LENGTH),
            text("from_km", _("Restid räknas från"), KM),
            choice("side", _("Gränsen"), c.From),
            text("at_most", _("Högst"), LENGTH),
        ],
    ),
    "first": (
        _("Den första tiden räknas som en annan"),
        lambda _plain: [
            text("length", _("De första"), LENGTH),
            text("counts_as", _("räknas som"), LENGTH),
        ],
    ),
    "once": (
        _("Ett belopp som betalas en gång"),
        lambda _plain: [ref("", _("Belopp"), Unit.SEK)],
    ),
    "started": (
        _("Ett belopp för varje påbörjad enhet"),
        lambda _plain: [
            ref("value", _("Belopp"), *MONEY),
            text("unit", _("Enhet"), LENGTH),
            text("after", _("Efter de första"), LENGTH),
        ],
    ),
    "hours": (
        _("Ett belopp per timme"),
        lambda _plain: [ref("", _("Belopp"), Unit.SEK_HOUR)],
    ),
    "steps": (
        _("Steg: halv dag och hel dag"),
        lambda plain: listed("", max(row_count(plain, "", 1), 3), _steps),
    ),
    "bands": (
        _("Skala: olika pris för olika tid"),
        lambda plain: [
            text("unit", _("Per påbörjad"), LENGTH),
            *listed("bands", max(row_count(plain, "bands", 1), 3), _bands),
        ],
    ),
    "annual": (
        _("Fast arvode per år eller månad"),
        lambda _plain: [
            ref("value", _("Belopp"), Unit.SEK_YEAR),
            choice("proration", _("Del av månad"), c.Proration),
            choice("sums_to", _("Delarna blir tillsammans"), c.SumsTo),
            yes_no("per_count", _("En gång för varje mandat")),
        ],
    ),
    "distance": (
        _("Ett belopp per kilometer"),
        lambda _plain: [
            ref("value", _("Belopp"), Unit.SEK_KM),
            text("from_km", _("Från"), KM),
            choice("side", _("Gränsen"), c.From),
            yes_no("beyond", _("Bara det som ligger bortom")),
        ],
    ),
    "documented": (
        _("Kostnader enligt kvitto"),
        lambda _plain: [some("", _("Vilka kostnader?"), c.CostKind)],
    ),
    "allowance": (
        _("Traktamente"),
        lambda _plain: [
            ref("full_day", _("Hel dag"), Unit.SEK),
            ref("half_day", _("Halv dag"), Unit.SEK),
            text("breakfast", _("Frukost tar bort"), PERCENT),
            text("meal", _("Lunch eller middag tar bort"), PERCENT),
            ref("night", _("Egen natt"), Unit.SEK),
            text("from_km", _("Till en ort från"), KM),
            choice("side", _("Gränsen"), c.From),
        ],
    ),
    "earnings": (
        _("Förlorad inkomst"),
        lambda _plain: [
            choice("basis", _("Räknas på"), c.LossBasis),
            ref("standard", _("Schablon"), Unit.SEK_HOUR),
            text("unit", _("Per påbörjad"), LENGTH),
            text("month_hours", _("Månadslön delas med"), _("Till exempel 165 h.")),
            text("week_hours", _("eller veckolön med"), _("Till exempel 40 h.")),
            text("year_hours", _("eller årsinkomst med"), _("Till exempel 1984 h.")),
            ref("most_an_hour", _("Högst i timmen"), Unit.SEK_HOUR),
        ],
    ),
    "percent": (
        _("Procent som läggs till eller är det som betalas"),
        lambda _plain: [
            text("value", _("Procent"), PERCENT),
            choice("taking", _("Den"), c.Taking),
            among("only", _("Bara för"), ONLY_WORDS, _("Ingen ikryssad är alla.")),
        ],
    ),
    "times": (
        _("Så många gånger som uppdraget anger"),
        lambda _plain: [],
    ),
    "at_most": (_("Högst"), lambda _plain: [ref("", _("Belopp"), Unit.SEK_HOUR, Unit.SEK)]),
    "at_least": (_("Minst"), lambda _plain: [ref("", _("Belopp"), Unit.SEK_HOUR, Unit.SEK)]),
    "round": (
        _("Avrundning mitt i räkningen"),
        lambda _plain: [
            choice("mode", _("Avrundas"), Mode),
            choice("to", _("till"), To),
        ],
    ),
}
_FULL_COSTS = 2


def _cost(path: str) -> Parts:
    return [
        choice(f"{path}.kind", _("Kostnad"), c.CostKind),
        text(f"{path}.amount", _("Belopp")),
        yes_no(f"{path}.receipt", _("Kvitto finns")),
    ]


DAYS = _("Dagar med komma mellan.")
MOMENT = _("Dag och klockslag, till exempel 2026-05-06 08.30.")
# The groups of a duty's parts, each under its own heading; the first is always open.
DUTY: Mapping[str, Callable[[Plain], Parts]] = {
    "": lambda _plain: [
        choice("kind", _("Uppdrag"), c.DutyKind),
        day("on", _("Dag")),
        text("time", _("Tid"), _("Till exempel 3 h eller 95 min.")),
        choice("role", _("Roll"), c.Role),
        choice("presence", _("Närvaro"), c.Presence),
        text("starts", _("Börjar"), _("Till exempel 13.00.")),
    ],
    _("Fast arvode"): lambda _plain: [
        text("office", _("Uppdrag med fast arvode"), _("Till exempel vice-ordforande.")),
        day("until", _("Till, men inte med")),
        text("count", _("Antal mandat")),
        text("occupancy", _("Procent av heltid"), _("Det personens fasta arvoden är.")),
    ],
    _("Resa"): lambda _plain: [
        text("km", _("Kilometer")),
        text("travel", _("Restid"), _("Till exempel 40 min.")),
        text("away.left", _("Avresa"), MOMENT),
        text("away.back", _("Hemkomst"), MOMENT),
        text("away.km", _("Ortens avstånd i kilometer")),
        names("away.breakfasts", _("Frukost från andra"), DAYS),
        names("away.lunches", _("Lunch från andra"), DAYS),
        names("away.dinners", _("Middag från andra"), DAYS),
        text("away.own_nights", _("Egna nätter")),
    ],
    _("Förlorad inkomst"): lambda _plain: [
        text("loss.time", _("Förlorad tid"), _("Till exempel 4 h.")),
        choice("loss.income", _("Inkomst som"), c.Income),
        text("loss.hourly", _("Per timme")),
        text("loss.monthly", _("Per månad")),
        text("loss.yearly", _("Per år")),
        day("loss.proved_until", _("Intyget gäller till och med")),
        yes_no("loss.holiday_pay", _("Semesterlön går förlorad")),
    ],
    _("Kostnader"): lambda plain: listed(
        "costs", max(row_count(plain, "costs", 1), _FULL_COSTS), _cost
    ),
    _("Det som avgör om det betalas"): lambda _plain: [
        text("body", _("Organ"), _("Organets korta namn, till exempel ks.")),
        text("scheduled", _("Schemalagd tid"), _("Till exempel 3 h.")),
        text("limit", _("Tid som organet har beslutat"), _("Till exempel 2 h.")),
        yes_no("minuted", _("Protokoll är fört")),
        yes_no("approved", _("Uppdraget är beslutat i förväg")),
        day("claimed_on", _("Kravet lämnas")),
    ],
}
EXPECT: Parts = [
    text("amount", _("Summan"), _("Till exempel 1 730 eller 128,50.")),
    text("tax_free", _("Varav skattefritt")),
    rules("because", _("De här reglerna slår till")),
    yes_no("unpaid", _("Ingen regel ersätter uppdraget")),
    day("paid_on", _("Betalas den")),
    *(
        choice(f"certified_by.{place}", words, c.Certifier)
        for place, words in enumerate((_("Attesteras av"), _("sedan av"), _("till sist av")))
    ),
]
