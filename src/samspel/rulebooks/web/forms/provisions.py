"""One provision to write: the text round it, what it asks or lays down, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samspel.foundation.swedish import capitalise
from samspel.kit.formfields import DateField, LongTextField
from samspel.rulebooks.web.forms.conditions import ConditionRows
from samspel.rulebooks.web.forms.items import ItemRows
from samspel.rulebooks.web.forms.showing import as_sent
from samspel.rulebooks.web.forms.values import (
    KeyChoices,
    initial_value,
    value_field,
    with_present,
)
from samspel.rules.catalogue import Act, Kind, Role, SettingKind
from samspel.rules.editing import Entry
from samspel.rules.provisions import Decision, Strength
from samspel.rules.writing import Plain

Clauses = Sequence[tuple[str, str]]


class DecisionField(forms.CharField):
    """A decision as it is cited: body, day and §."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", pgettext_lazy("one", "Beslut"))
        options.setdefault(
            "help_text",
            _(
                "Beslutet som bestämmelsen vilar på, till exempel ”kommunstyrelsen 2023-02-14 § 18”."
            ),
        )
        super().__init__(max_length=160, **options)

    def clean(self, value: Any) -> Any:
        """Give the decision in its settled form. Refuses one that can't be read."""
        text = super().clean(value)
        decision = Decision.parse(text) if text else None
        if text and decision is None:
            raise ValidationError(
                gettext(
                    "Skriv organet, dagen och paragrafen: ”kommunstyrelsen 2023-02-14 § 18”."
                )
            )
        return str(decision) if decision else text


class CommonForm(forms.Form):
    """What every provision has: its title, its clause, its decision and its days."""

    title = forms.CharField(
        label=_("Rubrik"),
        max_length=160,
        help_text=_("Kort och i presens, till exempel ”Högst två besök om året”."),
    )
    clause = forms.ChoiceField(
        label=_("Stycke i riktlinjen"),
        help_text=_("Det stycke som bestämmelsen vilar på. Det visas för den som berörs."),
        widget=forms.Select(attrs={"data-width": "auto"}),
    )
    decided = DecisionField()
    valid_from = DateField(
        label=_("Gäller från"),
        required=False,
        help_text=_("Lämna tomt om den gäller lika länge som riktlinjen."),
    )
    valid_to = DateField(
        label=_("Gäller till, men inte med"),
        required=False,
        help_text=_("Den första dag då den inte längre gäller."),
    )

    def __init__(self, clauses: Clauses, data: QueryDict | None, entry: Entry) -> None:
        super().__init__(data, initial=dict(entry))
        self.fields["clause"].choices = clauses  # type: ignore[attr-defined]  # Django types no field by its name


class RequirementForm(CommonForm):
    """What is asked: how strongly, and what is said to whoever does not meet it."""

    strength = forms.ChoiceField(
        label=_("Hur hårt gäller den?"),
        choices=[
            (Strength.SHALL.value, _("Ska: det går inte att göra på annat sätt")),
            (Strength.SHOULD.value, _("Bör: det går, men den som gör det skriver varför")),
        ],
        widget=forms.RadioSelect,
    )
    say = LongTextField(
        label=_("Det som sägs när det inte är uppfyllt"),
        rows=2,
        max_length=600,
        help_text=_("En hel mening till den som handlar: vad som är fel."),
    )
    instead = LongTextField(
        label=_("Det här kan man göra i stället"),
        rows=2,
        max_length=600,
        help_text=_("En hel mening: vad som skulle göra att det blir rätt."),
    )
    who_role = forms.ChoiceField(
        label=_("Vem kan besluta annat?"),
        required=False,
        widget=forms.Select(attrs={"data-width": "auto"}),
    )
    who_text = forms.CharField(
        label=_("Så sägs det"),
        required=False,
        max_length=200,
        help_text=_(
            "En hel mening, till exempel ”Ordföranden kan besluta om ett extra besök.”"
        ),
    )

    def __init__(self, clauses: Clauses, data: QueryDict | None, entry: Entry) -> None:
        super().__init__(clauses, data, entry)
        roles = [(each.value, capitalise(gettext(each.label))) for each in Role]
        self.fields["who_role"].choices = [("", gettext("Ingen anges")), *roles]  # type: ignore[attr-defined]  # Django types no field by its name
        who = entry.get("who_can")
        if isinstance(who, dict):
            self.initial["who_role"] = who.get("role")
            self.initial["who_text"] = who.get("text")

    def clean(self) -> dict[str, Any]:
        """Ask for both who can decide otherwise and how it is said, or neither."""
        given = dict(super().clean() or {})
        if given.get("who_role") and not given.get("who_text"):
            self.add_error("who_text", _("Skriv också hur det ska sägas."))
        if given.get("who_text") and not given.get("who_role"):
            self.add_error("who_role", _("Välj också vem det är."))
        return given


class ValueForm(forms.Form):
    """The one value that a provision lays down, where it is no list of points."""

    def __init__(
        self,
        setting: SettingKind,
        keys: KeyChoices,
        data: QueryDict | None,
        value: Plain | None,
    ) -> None:
        super().__init__(data, initial={"value": initial_value(setting, value)})
        present = (
            [str(each) for each in value] if isinstance(value, list) else [str(value or "")]
        )
        known = with_present(keys, setting.name, [each for each in present if each])
        self.fields["value"] = value_field(
            setting, keys=known, help_text=gettext(setting.meaning)
        )


@dataclass
class ValuePart:
    """What a setting lays down: one input, or rows of points."""

    setting: SettingKind
    form: ValueForm | None
    rows: ItemRows | None

    @classmethod
    def of(
        cls,
        setting: SettingKind,
        value: Plain | None,
        keys: KeyChoices,
        data: QueryDict | None = None,
    ) -> ValuePart:
        """Make the inputs for a setting's value."""
        if setting.kind in (Kind.ITEMS, Kind.SECTIONS):
            return cls(setting, None, ItemRows(setting, value, data))
        return cls(setting, ValueForm(setting, keys, data, value), None)

    @property
    def forms(self) -> list[forms.Form]:
        """Every form of the part, for the summary of what is wrong."""
        return [self.form] if self.form else list(self.rows.forms) if self.rows else []

    def is_valid(self) -> bool:
        """Whether the value can be read."""
        return all(each.is_valid() for each in self.forms)

    def plain(self) -> Plain:
        """Give the value as it is written in a rule file."""
        if self.rows is not None:
            return self.rows.plain()
        value = self.form.cleaned_data["value"] if self.form else ""
        return list(value) if isinstance(value, list) else str(value)


class ProvisionEditor:
    """A whole provision being written, bound to what was sent or to the draft's entry."""

    def __init__(
        self,
        entry: Entry,
        act: Act,
        setting: SettingKind | None,
        *,
        clauses: Clauses,
        settings: Sequence[str],
        keys: KeyChoices,
        data: QueryDict | None = None,
    ) -> None:
        self.entry, self.act, self.setting, self.data = entry, act, setting, data
        form = CommonForm if setting else RequirementForm
        self.common = form(clauses, data, entry)
        self.require = None
        self.value: ValuePart | None = None
        if setting is None:
            self.require = ConditionRows(
                "require", act, entry.get("require"), settings=settings, keys=keys, data=data
            )
        elif "values" not in entry:
            self.value = ValuePart.of(setting, entry.get("value"), keys, data)
        # A setting may not hang on other settings, so its condition compares with values.
        own = settings if setting is None else ()
        self.when = ConditionRows(
            "when", act, entry.get("when"), settings=own, keys=keys, data=data
        )
        if self.is_changing_rows:
            for each in self.forms:
                as_sent(each)

    @property
    def is_changing_rows(self) -> bool:
        """Whether rows were added or taken away, and nothing is to be kept yet."""
        return self.data is not None and "rows" in self.data

    @property
    def forms(self) -> list[forms.BaseForm]:
        """Every form of the page, in the order in which it shows them."""
        conditions = [each for each in (self.require, self.when) if each is not None]
        rows = [form for each in conditions for form in each.forms]
        values = list(self.value.forms) if self.value else []
        return [self.common, *values, *rows]

    def is_valid(self) -> bool:
        """Whether everything can be read. A requirement must ask for something."""
        conditions = [each for each in (self.require, self.when) if each is not None]
        parts = [self.common.is_valid(), *(each.is_valid() for each in conditions)]
        if self.value is not None:
            parts.append(self.value.is_valid())
        if self.require is not None and not self.require.is_complex and not _kept(self.require):
            self.common.add_error(
                None, _("Lägg till minst en uppgift under ”Det här ska vara uppfyllt”.")
            )
            return False
        return all(parts)

    def written(self, id_: str) -> Entry:
        """Give the provision as it is written in a rule file. Only when it is valid."""
        given = self.common.cleaned_data
        told: Entry = {"id": id_, "title": given["title"], "act": self.act.key}
        told |= {"clause": given["clause"], "decided": given["decided"]}
        told |= _present(
            valid_from=_day(given["valid_from"]),
            valid_to=_day(given["valid_to"]),
            when=self.when.plain(),
            checked_on=self.entry.get("checked_on"),
        )
        return told | (self._laid() if self.setting else self._asked(given))

    def _asked(self, given: dict[str, Any]) -> Entry:
        who = (
            {"role": given["who_role"], "text": given["who_text"]}
            if given["who_role"]
            else None
        )
        require = self.require.plain() if self.require else None
        return _present(
            strength=given["strength"],
            require=require,
            say=given["say"],
            instead=given["instead"],
            who_can=who,
        )

    def _laid(self) -> Entry:
        setting = self.setting
        if setting is None:
            raise TypeError("a requirement lays nothing down")
        laid: Entry = {"set": setting.name}
        if setting.unit is not None:
            laid["unit"] = setting.unit.label
        if self.value is not None:
            return laid | {"value": self.value.plain()}
        return laid | {"values": self.entry["values"]}


def _kept(rows: ConditionRows) -> list[forms.Form]:
    return [each for each in rows.forms if not each.is_removed]


def _present(**parts: Plain | None) -> Entry:
    return {name: part for name, part in parts.items() if part}


def _day(value: Any) -> str:
    return value.isoformat() if value else ""


class DatedValueForm(forms.Form):
    """From which day another value counts, and by which decision."""

    day = DateField(
        label=_("Gäller från"),
        help_text=_("Den dag då värdet börjar gälla. Händelser före den dagen får det gamla."),
    )
    value_decided = DecisionField()


def problems_in(forms_: Iterable[forms.BaseForm]) -> list[tuple[str, str]]:
    """Give what is wrong in several forms, each with the id of its input."""
    found = []
    for form in forms_:
        found += [("", str(error)) for error in form.non_field_errors()]
        for bound in form:
            label = str(bound.label)
            found += [(bound.auto_id, f"{label}: {error}") for error in bound.errors]
    return found
