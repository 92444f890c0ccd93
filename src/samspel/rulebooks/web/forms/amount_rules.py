"""One value or one rule of a remuneration rule set being written, with its chain of blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.foundation.numbers import whole
from samspel.kit.formfields import DateField
from samspel.rulebooks.web.forms.amount_parts import BLOCKS, SECTIONS, value_parts
from samspel.rulebooks.web.forms.parts import Offered, PartsForm, sent_rows
from samspel.rulebooks.web.forms.provisions import Clauses, CommonForm, DecisionField
from samspel.rulebooks.web.forms.showing import as_sent
from samspel.rules.amounts.units import Unit
from samspel.rules.editing import Entry
from samspel.rules.writing import Plain

MOST_BLOCKS = 12
_TIMES = "times"


class RuleForm(CommonForm):
    """What every rule has. An example may lack both clause and decision."""

    def __init__(
        self, clauses: Clauses, data: QueryDict | None, entry: Entry, *, is_example: bool
    ) -> None:
        chosen = [("", gettext("Inget stycke")), *clauses] if is_example else clauses
        super().__init__(chosen, data, entry)
        self.fields["clause"].label = _("Stycke i reglementet")
        self.fields["clause"].help_text = _(
            "Det stycke som regeln vilar på. Det visas för den som får eller granskar ersättningen."
        )
        self.fields["title"].help_text = _("Kort, till exempel ”Arvode för halv dag”.")
        self.fields["valid_from"].help_text = _(
            "Lämna tomt om den gäller lika länge som reglementet."
        )
        if is_example:
            self.fields["clause"].required = False
            self.fields["decided"].required = False

    def written(self, id_: str) -> Entry:
        """Give the parts as they are written in a rule file."""
        given = self.cleaned_data
        told: dict[str, Plain] = {"id": id_, "title": given["title"]}
        for name in ("clause", "decided"):
            told |= {name: given[name]} if given[name] else {}
        for name in ("valid_from", "valid_to"):
            told |= {name: given[name].isoformat()} if given[name] else {}
        return told


class BlockForm(PartsForm):
    """One link of a payment's chain."""

    def __init__(
        self, name: str, plain: Plain, offered: Offered, data: QueryDict | None, prefix: str
    ) -> None:
        self.name = name
        words, make = BLOCKS[name]
        self.words = gettext(words)
        super().__init__(make(plain), plain, offered, data, prefix)
        self.fields["gone"] = forms.BooleanField(label=_("Ta bort"), required=False)
        place = forms.NumberInput(attrs={"data-width": "auto", "min": "1"})
        self.fields["place"] = forms.IntegerField(
            label=_("Plats"), required=False, min_value=1, widget=place
        )

    def block(self) -> Entry:
        """Give the block as it is written in a rule file."""
        return {self.name: "count" if self.name == _TIMES else self.plain() or {}}


class Chain:
    """The blocks of a payment, in their order: bound to what was sent, or to the draft."""

    def __init__(self, chain: Plain, offered: Offered, data: QueryDict | None) -> None:
        self.offered, self.data = offered, data
        entries = chain if isinstance(chain, list) else []
        held = [
            (name, part)
            for each in entries
            if isinstance(each, dict)
            for name, part in each.items()
        ]
        if data is not None:
            held = [
                (name, _sent_rows(data, name, f"block-{number}"))
                for number, name in enumerate(_names(data))
            ]
        self.forms = [
            BlockForm(name, part, offered, data, f"block-{number}")
            for number, (name, part) in enumerate(held)
        ]
        for number, form in enumerate(self.forms, 1):
            form.initial["place"] = number

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """What can be added, in words."""
        return [(name, gettext(words)) for name, (words, _make) in BLOCKS.items()]

    def plain(self) -> list[Plain]:
        """Give the chain as it is written in a rule file, in the order asked for."""
        kept = [form for form in self.forms if not form["gone"].data]
        kept.sort(key=lambda form: _place(form, self.forms.index(form) + 1))
        return [form.block() for form in kept]

    def changed(self) -> Chain:
        """Give the chain as it was sent, with a block more where one was asked for."""
        chain = self.plain()
        name = self.data.get("add_block", "") if self.data is not None else ""
        if name in BLOCKS and len(chain) < MOST_BLOCKS:
            chain.append({name: {}})
        return Chain(chain, self.offered, None)


def _sent_rows(data: QueryDict, name: str, prefix: str) -> Plain:
    """Give as many empty rows as were sent of a block that has rows."""
    if name == "steps":
        return sent_rows(data, f"{prefix}-")
    return {"bands": sent_rows(data, f"{prefix}-bands.")} if name == "bands" else {}


def _names(data: QueryDict) -> list[str]:
    sent = [data.get(f"block-{number}-name", "") for number in range(MOST_BLOCKS)]
    return [name for name in sent if name in BLOCKS]


def _place(form: BlockForm, standing: int) -> int:
    asked = whole(form["place"].data or "")
    return standing if asked is None else asked


class RuleEditor:
    """A whole rule being written: what every rule has, its own parts, and its chain."""

    def __init__(
        self,
        section: str,
        entry: Entry,
        clauses: Clauses,
        offered: Offered,
        data: QueryDict | None = None,
        *,
        is_example: bool = False,
    ) -> None:
        self.section, self.entry = section, entry
        words, meaning, parts = SECTIONS[section]
        self.words, self.meaning = gettext(words), gettext(meaning)
        self.common = RuleForm(clauses, data, entry, is_example=is_example)
        self.own = PartsForm(parts, entry, offered, data, "own")
        self.chain = (
            Chain(entry.get("chain", []), offered, data) if section == "payments" else None
        )

    @property
    def forms(self) -> list[forms.BaseForm]:
        """Every form of the page, in order."""
        return [self.common, self.own, *(self.chain.forms if self.chain else [])]

    def is_valid(self) -> bool:
        """Whether every input can be read; whether they fit together is for the engine."""
        return all(form.is_valid() for form in self.forms)

    def changed_chain(self) -> Chain | None:
        """Give the chain with a block more, and the rest as it was sent, unjudged."""
        as_sent(self.common)
        as_sent(self.own)
        return self.chain.changed() if self.chain else None

    def written(self, id_: str) -> Entry:
        """Give the rule as it is written in a rule file."""
        own = self.own.plain()
        told = self.common.written(id_) | (own if isinstance(own, dict) else {})
        return told | ({"chain": self.chain.plain()} if self.chain else {})


class ValueHeadForm(forms.Form):
    """What a value is called, what it counts, and which clause it rests on."""

    title = forms.CharField(label=_("Värdets namn"), max_length=120)
    unit = forms.ChoiceField(
        label=_("Enhet"), widget=forms.Select(attrs={"data-width": "auto"})
    )
    clause = forms.ChoiceField(
        label=_("Stycke i reglementet"), widget=forms.Select(attrs={"data-width": "auto"})
    )

    def __init__(
        self, clauses: Clauses, data: QueryDict | None, entry: Entry, *, is_example: bool
    ) -> None:
        super().__init__(data, initial={**entry, "unit": _unit(entry.get("unit"))})
        units = [(unit.label, gettext(unit.label)) for unit in Unit]
        self._choose("unit", units)
        self._choose(
            "clause", [("", gettext("Inget stycke")), *clauses] if is_example else clauses
        )
        self.fields["clause"].required = not is_example

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # Django types no field by its name

    def write(self, entry: Entry) -> None:
        """Write what is filled in into the value's entry."""
        for name, sent in self.cleaned_data.items():
            if sent:
                entry[name] = sent


def _unit(text: Plain | None) -> str:
    found = [unit.label for unit in Unit if text in (unit.label, unit.value)]
    return found[0] if found else ""


class DayForm(forms.Form):
    """From which day a value counts, and by which decision."""

    day = DateField(
        label=_("Gäller från"),
        help_text=_("Uppdrag före den dagen får det som gällde förut."),
    )
    decided = DecisionField(
        label=_("Beslut"),
        help_text=_("Till exempel ”kommunfullmäktige 2025-11-24 § 131”."),
    )


class DayEditor:
    """What a value is from a day: a number or a share, from when, by what decision."""

    def __init__(
        self, initial: dict[str, Any], laid: Entry, offered: Offered, data: QueryDict | None
    ) -> None:
        self.head = DayForm(data, initial=initial)
        self.parts = PartsForm(value_parts(), laid, offered, data, "value")
        self.laid = laid

    @property
    def forms(self) -> list[forms.BaseForm]:
        """Every form of the page, in order."""
        return [self.head, self.parts]

    @property
    def number(self) -> list[BoundField]:
        """The input of a plain number, which is what most values are."""
        return self.parts.bound[:1]

    @property
    def share(self) -> list[BoundField]:
        """The inputs of a share of another value, and of its rounding."""
        return self.parts.bound[1:]

    @property
    def is_share(self) -> bool:
        """Whether anything is told about a share or a rounding."""
        return any(bound.value() for bound in self.share)

    def allow_no_decision(self) -> None:
        """Let an example lack the decision behind its value."""
        self.head.fields["decided"].required = False

    def is_valid(self) -> bool:
        """Whether every input can be read."""
        return all(form.is_valid() for form in self.forms)

    def written(self) -> tuple[str, Entry]:
        """Give the day, and what counts from it as it is written in a rule file."""
        given, laid = self.head.cleaned_data, self.parts.plain()
        told: Entry = dict(laid) if isinstance(laid, dict) else {}
        for name in ("source",):
            told |= {name: self.laid[name]} if name in self.laid else {}
        told |= {"decided": given["decided"]} if given["decided"] else {}
        return given["day"].isoformat(), told
