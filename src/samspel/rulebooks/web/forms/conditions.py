"""A simple condition as rows: a fact, how it is compared, and with what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.foundation.numbers import whole
from samspel.rulebooks.calculation.simple import (
    ALL,
    ANY,
    IS,
    IS_NOT,
    KNOWN,
    Row,
    Rows,
    comparable,
    condition_of,
    ops_for,
    rows_of,
    takes_many,
)
from samspel.rulebooks.web.forms.values import (
    KeyChoices,
    choices_of_kind,
    initial_value,
    value_field,
    with_present,
)
from samspel.rules.catalogue import FACTS, Act, Fact
from samspel.rules.values import Described
from samspel.rules.writing import Plain

_MOST = 20
_WITHOUT_VALUE = (IS, IS_NOT, KNOWN)


class RowForm(forms.Form):
    """One comparison of one fact. The inputs follow from the fact's kind."""

    def __init__(
        self,
        fact: Fact,
        number: int,
        settings: Sequence[str],
        act: Act,
        keys: KeyChoices,
        data: QueryDict | None,
        prefix: str,
        row: Row | None,
    ) -> None:
        self.fact, self.number = fact, number
        super().__init__(data, prefix=prefix, initial=_initial(fact, row))
        ops = [(value, gettext(words)) for value, words in ops_for(fact)]
        self.fields["op"] = forms.ChoiceField(
            label=gettext(fact.label),
            help_text=gettext(fact.meaning),
            choices=ops,
            widget=forms.Select(attrs={"data-width": "auto"}),
        )
        if len(ops) > len(_WITHOUT_VALUE) or ops[0][0] != IS:
            self._add_value(keys, row)
        others = comparable(fact, settings, act.facts)
        if others:
            self.fields["against"] = _against(others)
        self.fields["remove"] = forms.BooleanField(label=_("Ta bort raden"), required=False)

    def _add_value(self, keys: KeyChoices, row: Row | None) -> None:
        fact = self.fact
        present = row.values if row else ()
        known = with_present(keys, fact.name, present)
        several = choices_of_kind(fact, known) is not None or fact.kind.value in {"key", "keys"}
        self.fields["value"] = value_field(
            fact, keys=known, several=several, required=False, label=gettext("Värde")
        )

    @property
    def is_removed(self) -> bool:
        """Whether the person has asked for the row to go."""
        return bool(self.data.get(self.add_prefix("remove")))

    def clean(self) -> dict[str, Any]:
        """Ask for exactly what the comparison needs."""
        given = dict(super().clean() or {})
        op = given.get("op", "")
        if self.is_removed or not op or op in _WITHOUT_VALUE or given.get("against"):
            return given
        values = _values(given.get("value"))
        if "value" in self.errors:
            return given
        if not values:
            self.add_error("value", _("Ange vad uppgiften jämförs med."))
        elif len(values) > 1 and not takes_many(op):
            self.add_error("value", _("Välj bara ett värde, eller jämförelsen ”är något av”."))
        return given

    def row(self) -> Row:
        """Give the comparison. Only for a row that is valid."""
        given = self.cleaned_data
        op = given["op"]
        if op in _WITHOUT_VALUE:
            return Row(self.fact.name, op)
        if given.get("against"):
            return Row(self.fact.name, op, against=given["against"])
        return Row(self.fact.name, op, _values(given.get("value")))


def _values(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(each) for each in value)
    return (str(value),) if value else ()


def _initial(fact: Fact, row: Row | None) -> dict[str, object]:
    if row is None:
        return {}
    value: object = list(row.values) or ""
    if fact.choices is None and not takes_many(row.op) and row.values:
        value = initial_value(fact, row.values[0])
    return {"op": row.op, "value": value, "against": row.against}


def _against(others: Sequence[Described]) -> forms.ChoiceField:
    choices = [("", gettext("Nej, jämför med värdet"))]
    for each in others:
        kind = "fact" if isinstance(each, Fact) else "setting"
        choices.append((f"{kind}:{each.name}", gettext(each.label)))
    return forms.ChoiceField(
        label=gettext("Jämför i stället med"),
        choices=choices,
        required=False,
        widget=forms.Select(attrs={"data-width": "auto"}),
    )


class ConditionRows:
    """A whole condition: its rows, how they are joined, and the fact to add."""

    def __init__(
        self,
        name: str,
        act: Act,
        condition: Plain | None,
        *,
        settings: Sequence[str],
        keys: KeyChoices,
        data: QueryDict | None = None,
    ) -> None:
        self.name, self.act = name, act
        read = rows_of(condition)
        self.is_complex = read is None
        self.condition = condition
        self.join = read.join if read else ALL
        rows: list[tuple[int, str, Row | None]] = (
            [(number, row.fact, row) for number, row in enumerate(read.rows)] if read else []
        )
        if data is not None and not self.is_complex:
            self.join = ANY if data.get(f"{name}-join") == ANY else ALL
            rows = _sent(data, name)
        self.forms = [
            RowForm(FACTS[fact], number, settings, act, keys, data, f"{name}-{number}", row)
            for number, fact, row in rows
            if fact in act.facts
        ]
        if data is not None and self.wants_change(data):
            self._change(data, settings, keys)

    def _change(self, data: QueryDict, settings: Sequence[str], keys: KeyChoices) -> None:
        """Take away the rows to go, and add the row that was asked for."""
        number = max((each.number for each in self.forms), default=-1) + 1
        self.forms = [each for each in self.forms if not each.is_removed]
        wanted = data.get(f"{self.name}-add", "")
        if wanted in self.act.facts and len(self.forms) < _MOST:
            prefix = f"{self.name}-{number}"
            fact = FACTS[wanted]
            self.forms.append(
                RowForm(fact, number, settings, self.act, keys, None, prefix, None)
            )

    def wants_change(self, data: QueryDict) -> bool:
        """Whether the person asked for rows to be changed, and not for the form to be kept."""
        return data.get("rows") == self.name

    @property
    def addable(self) -> list[tuple[str, str]]:
        """The facts that a row can be added for, in Swedish order of their labels."""
        return [(name, gettext(FACTS[name].label)) for name in self.act.facts]

    @property
    def places(self) -> list[tuple[str, str]]:
        """How each fact of the rows is written into a message, with its label."""
        facts = dict.fromkeys(each.fact for each in self.forms)
        return [(f"%({fact.name})s", gettext(fact.label)) for fact in facts]

    def is_valid(self) -> bool:
        """Whether every row that stays can be read."""
        return all(each.is_valid() or each.is_removed for each in self.forms)

    def plain(self) -> Plain | None:
        """Give the condition as it is written in a rule file, or None for none."""
        if self.is_complex:
            return self.condition
        rows = tuple(each.row() for each in self.forms if not each.is_removed)
        return condition_of(Rows(self.join, rows))


def _sent(data: QueryDict, name: str) -> list[tuple[int, str, Row | None]]:
    """Read which rows were sent: each names its number and its fact."""
    found: list[tuple[int, str, Row | None]] = []
    for text in data.getlist(f"{name}-fact")[:_MOST]:
        sent, _colon, fact = text.partition(":")
        number = whole(sent)
        if number is not None and fact in FACTS:
            found.append((number, fact, None))
    return found
