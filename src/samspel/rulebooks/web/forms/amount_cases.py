"""One case of a remuneration rule set being written: duties given, amounts expected."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.foundation.numbers import whole
from samspel.rulebooks.web.forms.amount_parts import DUTY, EXPECT
from samspel.rulebooks.web.forms.parts import Offered, Part, PartsForm, sent_rows, text
from samspel.rules.editing import Entry
from samspel.rules.writing import Plain

MOST_DUTIES = 12
REFUSED = "NoRuleInForce"


class AmountCaseForm(forms.Form):
    """What a case is called, and which clause it tries."""

    it = forms.CharField(
        label=_("Fallet i en mening"),
        max_length=200,
        help_text=_("Till exempel ”En minut över två timmar ger ett tillägg”."),
    )
    cites = forms.ChoiceField(
        label=_("Stycke som fallet prövar"), widget=forms.Select(attrs={"data-width": "auto"})
    )
    refused = forms.BooleanField(
        label=_("Det går inte att räkna, eftersom inget gäller den dagen"), required=False
    )
    none_acts = forms.BooleanField(
        label=_("Inget tak, undantag eller tidsgräns slår till"), required=False
    )


class DutyForm(PartsForm):
    """One duty of a case, its parts under the headings that they belong to."""

    def __init__(
        self, plain: Plain, offered: Offered, data: QueryDict | None, prefix: str
    ) -> None:
        shape = plain
        if data is not None:
            shape = {"costs": sent_rows(data, f"{prefix}-costs.")}
        made = {heading: list(make(shape)) for heading, make in DUTY.items()}
        parts: list[Part] = [part for group in made.values() for part in group]
        super().__init__(parts, plain, offered, data, prefix)
        self.made = made
        gone = forms.BooleanField(label=_("Ta bort uppdraget"), required=False)
        self.fields["gone"] = gone

    @property
    def groups(self) -> list[tuple[str, list[BoundField], bool]]:
        """Give each group with its heading, its inputs, and whether something is told in it."""
        return [
            (
                gettext(heading) if heading else "",
                self.named(part.path for part in group),
                any(self[part.path].value() for part in group),
            )
            for heading, group in self.made.items()
        ]


class AmountCaseEditor:
    """A whole case being written, bound to what was sent or to the draft's entry."""

    def __init__(
        self,
        entry: Entry,
        clauses: Sequence[tuple[str, str]],
        offered: Offered,
        data: QueryDict | None = None,
    ) -> None:
        self.entry, self.offered, self.data = entry, offered, data
        self.expected = _part(entry.get("expect"))
        initial = {
            "it": entry.get("it"),
            "cites": entry.get("cites"),
            "refused": bool(self.expected.get("refused")),
            "none_acts": self.expected.get("because") == [],
        }
        self.head = AmountCaseForm(data, initial=initial)
        self.head.fields["cites"].choices = clauses  # type: ignore[attr-defined]  # Django types no field by its name
        self.expect = PartsForm(
            [*EXPECT, *_lines(offered)], self.expected, offered, data, "expect"
        )
        given = entry.get("duties")
        held: list[Plain] = list(given) if isinstance(given, list) else []
        self.duties = self._duties(held)

    def _duties(self, held: list[Plain]) -> list[DutyForm]:
        count = len(held)
        if self.data is not None:
            sent = whole(self.data.get("duty-count", ""))
            count = count if sent is None else min(sent, MOST_DUTIES)
        padded = [*held, *({} for _each in range(count - len(held)))][:count]
        return [
            DutyForm(part, self.offered, self.data, f"duty-{number}")
            for number, part in enumerate(padded)
        ]

    @property
    def forms(self) -> list[forms.BaseForm]:
        """Every form of the page, in order."""
        return [self.head, *self.duties, self.expect]

    @property
    def amounts(self) -> list[BoundField]:
        """The inputs of the amounts that are expected, one per payment."""
        return self.expect.named(part.path for part in _lines(self.offered))

    @property
    def answers(self) -> list[BoundField]:
        """The other inputs of what is expected."""
        return self.expect.named(part.path for part in EXPECT)

    def is_valid(self) -> bool:
        """Whether every input can be read."""
        return all(form.is_valid() for form in self.forms)

    def changed(self) -> AmountCaseEditor:
        """Give the case as it was sent, with one duty more, and nothing judged."""
        duties = [*self._kept(), {}]
        entry: Entry = {**self.entry, "duties": duties, "expect": self._expectation()}
        entry |= (
            {name: self.data.get(name, "") for name in ("it", "cites")} if self.data else {}
        )
        clauses = self.head.fields["cites"].choices  # type: ignore[attr-defined]  # Django types no field by its name
        return AmountCaseEditor(entry, clauses, self.offered)

    def _kept(self) -> list[Plain]:
        return [form.plain() or {} for form in self.duties if not form["gone"].data]

    def _expectation(self) -> Entry:
        found = self.expect.plain()
        expected: Entry = dict(found) if isinstance(found, dict) else {}
        for name in ("claim_by",):
            expected |= {name: self.expected[name]} if name in self.expected else {}
        if self.head["none_acts"].data:
            expected["because"] = []
        if self.head["refused"].data:
            expected["refused"] = REFUSED
        return expected

    def written(self) -> Entry:
        """Give the case as it is written in a rule file."""
        given = self.head.cleaned_data
        return {
            "it": given["it"],
            "cites": given["cites"],
            "duties": self._kept(),
            "expect": self._expectation(),
        }


def _part(plain: Plain | None) -> Entry:
    return plain if isinstance(plain, dict) else {}


def _lines(offered: Offered) -> list[Part]:
    """Give a part for what each payment is expected to come to."""
    return [text(f"lines.{id_}", title) for id_, title in offered.payments]
