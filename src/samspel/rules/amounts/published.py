"""Publishing: the blocks as a page to read, and the form of amount files as a JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from samspel.foundation.labels import LabelledEnum

from . import choices, reading, reading_blocks, reading_cases, reading_values
from .figures import figures_listed
from .model import IndexDay
from .reading_blocks import ONLY
from .rounding import Mode, To
from .units import Unit

Json = dict[str, object]

# What each block does, and one line of it as it is written.
BLOCKS: Mapping[str, tuple[str, str]] = {
    "time": (
        (
            "Which time is paid: attended, scheduled, the longest of them, or lost; with travel "
            "time real or standard, from a distance; at most so long. Stands first."
        ),
        "time: {counts: attended, travel: real, from_km: 30 km, side: at_least, at_most: 8 h}",
    ),
    "first": (
        "The first part of the time counts as another length: whole, or double.",
        "first: {length: 1 h, counts_as: 2 h}",
    ),
    "once": ("An amount that is paid once, however long it takes.", "once: grundarvode"),
    "started": (
        "An amount per started unit of the time beyond a first part.",
        "started: {value: tillagg-halvtimme, unit: 30 min, after: 2 h}",
    ),
    "hours": ("An amount per hour, for exactly the time.", "hours: timarvode"),
    "steps": (
        (
            "One amount up to a length, another beyond it; `side` says where exactly that "
            "length belongs. The last step has no `up_to`."
        ),
        "steps: [{up_to: 4 h, side: at_most, value: halvdag}, {value: heldag}]",
    ),
    "bands": (
        "A scale: each stretch of the time has a price of its own, exactly or per started unit.",
        "bands: {unit: 1 h, bands: [{up_to: 4 h, value: timme}, {value: senare-timme}]}",
    ),
    "annual": (
        (
            "A fixed fee by the year or month, for the days of the month that the office was held. "
            "However a period is split, the parts add up. Stands alone."
        ),
        "annual: {value: basarvode, proration: days, sums_to: year, per_count: nej}",
    ),
    "distance": (
        "An amount per kilometre, from a threshold: the whole way, or only what lies beyond.",
        "distance: {value: bilersattning, from_km: 50 km, side: more_than, beyond: nej}",
    ),
    "documented": (
        "Costs of some kinds, each with its receipt.",
        "documented: [public_transport, parking]",
    ),
    "allowance": (
        (
            "Traktamente for a journey with a night away: whole and half days, what meals that "
            "somebody else paid for take off, and nights arranged by oneself."
        ),
        (
            "allowance: {full_day: traktamente-heldag, half_day: traktamente-halvdag, "
            "breakfast: maltid-frukost, meal: maltid-lunch-middag, night: traktamente-natt, "
            "from_km: 50 km, side: more_than}"
        ),
    ),
    "earnings": (
        (
            "Lost earnings: what is proved, a standard, or a standard topped up on proof. An "
            "income is divided by `month_hours`, `week_hours` (52 a year) or `year_hours`."
        ),
        "earnings: {basis: documented, month_hours: 165 h, most_an_hour: timtak}",
    ),
    "percent": (
        (
            "A percentage laid on top (`add`), or the part that is paid (`of`); for all, or only "
            "for some roles, some presence, or where holiday pay is lost."
        ),
        "percent: {value: 12 %, taking: add, only: [holiday_pay]}",
    ),
    "times": ("As many times as the duty says: mandates, nights.", "times: count"),
    "at_most": (
        "The most that one occasion gives, in kronor or per hour.",
        "at_most: barntillsyn-timme",
    ),
    "at_least": ("The least that one occasion gives.", "at_least: minsta-arvode"),
    "round": ("A rounding in the middle of the chain.", "round: {to: krona, mode: up}"),
}

SECTIONS: Mapping[str, str] = {
    "values": "Dated values with unit, clause and decision: numbers, or shares of an index.",
    "payments": "What is paid, for what, by which chain of blocks, and how it is taxed.",
    "exclusions": "Payments that some do not get, and what the exclusion yields to.",
    "caps": "The most over an occasion, a day, a month or a year, and which line gives way.",
    "totals": "A rounding of a day's or a month's sum, as a line of its own.",
    "deadlines": "How many months after the duty a claim may come.",
    "payouts": "By which day of the month what is handed in is paid.",
    "certifying": "Who certifies whose claims, in turn.",
}


def amounts_page() -> str:
    """Give the page ``docs/reference/amounts.md``."""
    parts = [*_HEAD, *_sections(), *_blocks(), *_choices(), *_units(), *figures_listed()]
    return "\n".join(parts) + "\n"


_HEAD = (
    "# Amounts: the building blocks",
    "",
    "What a remuneration rule set (area `remuneration`) is written in. Made from",
    "`samspel.rules.amounts`; change it there and run `python -m samspel.rules.publish`.",
    "",
    "A file is named lists, its sections. A quantity is written out (`4 h`, `30 min`, `50 km`,",
    "`40 %`) or is the id of a dated value. An amount is always a dated value.",
)


def _sections() -> Iterator[str]:
    yield from ("", "## Sections", "", "| section | parts | what |", "|---|---|---|")
    parts = {"values": reading_values.VALUE, **reading.PARTS}
    for name, what in SECTIONS.items():
        yield f"| `{name}` | {_coded(parts[name])} | {what} |"
    common = _coded(reading.ARTICLE)
    yield from ("", f"Every rule also has {common}. What is paid for (`for`):")
    yield f"{_coded(reading.SCOPE)}."


def _blocks() -> Iterator[str]:
    yield from ("", "## Blocks", "", "| block | what | written |", "|---|---|---|")
    for name, (what, written) in BLOCKS.items():
        yield f"| `{name}` | {what} | `{written}` |"


def _enums() -> Iterator[type[LabelledEnum]]:
    found = [each for each in vars(choices).values() if isinstance(each, type)]
    for each in (*found, IndexDay, To, Mode):
        if issubclass(each, LabelledEnum) and each is not LabelledEnum:
            yield each


def _choices() -> Iterator[str]:
    yield from ("", "## Choices", "", "| choice | keys and their Swedish |", "|---|---|")
    for enum in _enums():
        members = ", ".join(f"`{each.value}` {each.label}" for each in list(enum))
        yield f"| {enum.__name__} | {members} |"


def _units() -> Iterator[str]:
    yield from ("", "## Units", "", "| key | Swedish |", "|---|---|")
    for unit in Unit:
        yield f"| `{unit.value}` | {unit.label} |"


def _coded(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def amount_defs() -> Json:
    """Give the definitions that the schema of rule files needs for amounts."""
    return {
        "amounts": _amounts(),
        "amount_value": _value(),
        "laid": _object(reading_values.LAID, _laid()),
        "rounding": _object(
            reading_values.ROUNDING,
            {"to": _one_of(To), "mode": _one_of(Mode)},
            all_of_them=True,
        ),
        "share": _object(
            reading_values.SHARE, {"percent": _SCALAR, "of": _KEY, "index_on": _SCALAR}
        ),
        "block": _block(),
        "duty": _duty(),
        "amount_case": _case(),
    }


_SCALAR: Json = {"$ref": "#/$defs/scalar"}
_KEY: Json = {"$ref": "#/$defs/key"}
_DAY: Json = {"$ref": "#/$defs/day"}
_ROUNDING: Json = {"$ref": "#/$defs/rounding"}
_KEYS: Json = {"type": "array", "items": _KEY}


def _one_of(values: Iterable[str]) -> Json:
    return {"enum": [str(value) for value in values]}


def _some_of(values: type[StrEnum]) -> Json:
    return {"type": "array", "items": _one_of(values)}


def _object(
    names: Iterable[str],
    properties: Json,
    *,
    required: Iterable[str] = (),
    all_of_them: bool = False,
) -> Json:
    told: Json = {**dict.fromkeys(names, _SCALAR), **properties}
    return {
        "type": "object",
        "properties": told,
        "required": list(told) if all_of_them else list(required),
        "additionalProperties": False,
    }


def _laid() -> Json:
    return {"share": {"$ref": "#/$defs/share"}, "rounding": _ROUNDING}


def _value() -> Json:
    dated: Json = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": _DAY,
        "additionalProperties": {"$ref": "#/$defs/laid"},
    }
    units = [text for unit in Unit for text in (unit.label, unit.value)]
    own: Json = {
        "id": _KEY,
        "clause": _KEY,
        "checked_on": _DAY,
        "unit": _one_of(units),
        "values": dated,
        **_laid(),
    }
    return _object(reading_values.VALUE, own, required=("id", "title", "unit"))


def _article(section: str, own: Json, required: Iterable[str]) -> Json:
    common: Json = {"id": _KEY, "clause": _KEY, "valid_from": _DAY, "valid_to": _DAY}
    names = (*reading.ARTICLE, *reading.PARTS[section])
    rule = _object(names, {**common, **own}, required=("id", "title", *required))
    return {"type": "array", "items": rule}


def _amounts() -> Json:
    c = choices
    scope = _object(
        reading.SCOPE,
        {
            "kinds": _some_of(c.DutyKind),
            "roles": _some_of(c.Role),
            "presence": _some_of(c.Presence),
            "bodies": _KEYS,
            "offices": _KEYS,
            "incomes": _some_of(c.Income),
            "needs": _some_of(c.Need),
        },
    )
    when = _object(
        reading.WHEN,
        {"side": _one_of(c.From), "roles": _some_of(c.Role), "offices": _KEYS},
    )
    payment: Json = {
        "pays": _one_of(c.Pays),
        "for": scope,
        "chain": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/block"}},
        "rounding": _ROUNDING,
        "tax": _one_of(c.Tax),
    }
    cap: Json = {
        "payments": _KEYS,
        "per": _one_of(c.Window),
        "measure": _one_of(c.Measure),
        "of": _KEY,
        "gives_way": _one_of(c.GivesWay),
    }
    exclusion: Json = {"payments": _KEYS, "when": when, "yields_to": _some_of(c.DutyKind)}
    deadline: Json = {"payments": _KEYS, "incomes": _some_of(c.Income)}
    sections: Json = {
        "values": {"type": "array", "items": {"$ref": "#/$defs/amount_value"}},
        "payments": _article("payments", payment, ("pays", "chain")),
        "exclusions": _article("exclusions", exclusion, ("payments", "when")),
        "caps": _article("caps", cap, ("payments", "per", "measure")),
        "totals": _article(
            "totals", {"at": _one_of(c.At), "rounding": _ROUNDING}, ("at", "rounding")
        ),
        "deadlines": _article("deadlines", deadline, ("payments", "months")),
        "payouts": _article("payouts", {}, ("submit_by", "paid_on")),
        "certifying": _article(
            "certifying",
            {"of": _some_of(c.Role), "steps": _some_of(c.Certifier)},
            ("steps",),
        ),
    }
    return _object(reading.SECTIONS, sections)


def _block() -> Json:
    """One name per block, and its parts. What the parts may be is told by their choices."""
    c, parts = choices, reading_blocks.PARTS
    row = _object(parts["steps"], {"side": _one_of(c.Side)}, required=("value",))
    band = _object(("up_to", "value"), {}, required=("value",))
    special: Json = {
        "time": {
            "counts": _one_of(c.Counted),
            "travel": _one_of(c.Travel),
            "side": _one_of(c.From),
        },
        "bands": {"bands": {"type": "array", "minItems": 1, "items": band}},
        "annual": {"proration": _one_of(c.Proration), "sums_to": _one_of(c.SumsTo)},
        "distance": {"side": _one_of(c.From)},
        "allowance": {"side": _one_of(c.From)},
        "earnings": {"basis": _one_of(c.LossBasis)},
        "percent": {
            "taking": _one_of(c.Taking),
            "only": {"type": "array", "items": _one_of(ONLY)},
        },
    }
    told: Json = {
        name: _object(names, _named(special, name)) if names else _SCALAR
        for name, names in parts.items()
    }
    told["steps"] = {"type": "array", "minItems": 1, "items": row}
    told["documented"] = {"type": "array", "minItems": 1, "items": _one_of(c.CostKind)}
    told["round"] = _ROUNDING
    return {
        "type": "object",
        "properties": told,
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }


def _named(parts: Json, name: str) -> Json:
    found = parts.get(name, {})
    return found if isinstance(found, dict) else {}


def _duty() -> Json:
    c = choices
    loss = _object(
        reading_cases.LOSS,
        {"income": _one_of(c.Income), "proved_until": _DAY},
        required=("time",),
    )
    cost = _object(
        reading_cases.COST, {"kind": _one_of(c.CostKind)}, required=("kind", "amount")
    )
    away = _object(
        reading_cases.AWAY,
        {key: {"type": "array", "items": _DAY} for key in reading_cases.MEALS},
        required=("left", "back"),
    )
    own: Json = {
        "kind": _one_of(c.DutyKind),
        "role": _one_of(c.Role),
        "presence": _one_of(c.Presence),
        "on": _DAY,
        "until": _DAY,
        "claimed_on": _DAY,
        "loss": loss,
        "costs": {"type": "array", "items": cost},
        "away": away,
    }
    return _object(reading_cases.DUTY, own)


def _case() -> Json:
    amounts: Json = {"type": "object", "additionalProperties": _SCALAR}
    expect = _object(
        reading_cases.EXPECT,
        {
            "lines": amounts,
            "because": _KEYS,
            "claim_by": {"type": "object", "additionalProperties": _DAY},
            "paid_on": _DAY,
            "certified_by": _some_of(choices.Certifier),
            "refused": _one_of((reading_cases.REFUSED,)),
        },
    )
    own: Json = {
        "cites": _KEY,
        "duties": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/duty"}},
        "expect": expect,
    }
    return _object(reading_cases.CASE, own, all_of_them=True)
