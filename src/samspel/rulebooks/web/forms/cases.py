"""One case to write: what is given, on which day, and what the rules are expected to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.foundation.swedish import capitalise
from samspel.kit.formfields import DateField
from samspel.rulebooks.calculation.casewords import REFUSED
from samspel.rulebooks.web.forms.values import (
    KeyChoices,
    LinesField,
    TypedField,
    choices_of_kind,
    initial_value,
    value_field,
    with_present,
)
from samspel.rules.catalogue import FACTS, SETTINGS, Act, Fact, Kind, SettingKind
from samspel.rules.editing import Entry
from samspel.rules.provisions import Outcome
from samspel.rules.writing import Plain

UNKNOWN, NOTHING = "okänt", "inget"
_GIVEN, _EXPECTED = "given-", "expect-"


class _OrWord:
    """Takes one word of its own beside the values of the kind."""

    word = ""

    def clean(self, value: Any) -> Any:
        """Give the word as it is, or read the value."""
        if isinstance(value, str) and value.strip().lower() == self.word:
            return self.word
        return super().clean(value)  # type: ignore[misc]  # mixed into a form field


class GivenField(_OrWord, TypedField):
    """A fact's value, or *okänt*."""

    word = UNKNOWN


class ExpectedField(_OrWord, TypedField):
    """A setting's value, or *inget*."""

    word = NOTHING


class ExpectedKeys(_OrWord, LinesField):
    """The keys of a list that a setting is expected to have, in order, or *inget*."""

    word = NOTHING


class CaseForm(forms.Form):
    """A case: its sentence, its clause, its day, what is given and what is expected."""

    it = forms.CharField(
        label=_("Fallet i en mening"),
        max_length=200,
        help_text=_("Till exempel ”Ett tredje besök kräver ordförandens beslut”."),
    )
    cites = forms.ChoiceField(
        label=_("Stycke som fallet prövar"), widget=forms.Select(attrs={"data-width": "auto"})
    )
    on = DateField(
        label=_("Dag"), help_text=_("Den dag då det händer. Reglerna väljs efter den.")
    )
    outcome = forms.ChoiceField(
        label=_("Väntat utfall"),
        required=False,
        widget=forms.Select(attrs={"data-width": "auto"}),
    )
    not_met = forms.MultipleChoiceField(
        label=_("Det här väntas inte vara uppfyllt"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    unknown = forms.MultipleChoiceField(
        label=_("Det här väntas inte gå att avgöra"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    refused = forms.ChoiceField(
        label=_("Eller: det väntas inte gå att pröva"),
        required=False,
        widget=forms.Select(attrs={"data-width": "auto"}),
    )

    def __init__(
        self,
        entry: Entry,
        act: Act,
        *,
        clauses: Sequence[tuple[str, str]],
        requirements: Sequence[tuple[str, str]],
        settings: Iterable[str],
        keys: KeyChoices,
        data: QueryDict | None = None,
    ) -> None:
        self.entry, self.act, self.is_asking = entry, act, False
        self.given, self.expected = _part(entry, "given"), _part(entry, "expect")
        self.laid = _part(self.expected, "settings")
        super().__init__(data, initial=self._initial())
        self._choose("cites", clauses)
        outcomes = [(each.value, capitalise(gettext(each.label))) for each in Outcome]
        self._choose("outcome", [("", gettext("Prövas inte")), *outcomes])
        self._choose("not_met", requirements)
        self._choose("unknown", requirements)
        refusals = [(key, gettext(words)) for key, words in REFUSED.items()]
        self._choose("refused", [("", gettext("Nej, det går att pröva")), *refusals])
        for name in act.facts:
            self.fields[_GIVEN + name] = given_field(FACTS[name], keys, self.given.get(name))
        for name in dict.fromkeys([*settings, *self.laid]):
            self.fields[_EXPECTED + name] = _expected_field(SETTINGS[name])

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # Django types no field by its name

    def _initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = {"it": self.entry.get("it"), "cites": self.entry.get("cites")}
        initial |= {"on": self.entry.get("on")}
        initial |= {
            name: self.expected.get(name)
            for name in ("outcome", "not_met", "unknown", "refused")
        }
        for name, value in self.given.items():
            initial[_GIVEN + name] = (
                initial_value(FACTS[name], value) if name in FACTS else value
            )
        for name, value in self.laid.items():
            initial[_EXPECTED + name] = initial_value(SETTINGS[name], value)
        return initial

    def given_bound(self, names: Iterable[str]) -> list[forms.BoundField]:
        """Give the inputs of the named facts, as the page lays them out."""
        return [self[_GIVEN + name] for name in names]

    def expected_bound(self) -> list[forms.BoundField]:
        """Give the inputs of the settings that can be expected."""
        return [self[name] for name in self.fields if name.startswith(_EXPECTED)]

    def clean(self) -> dict[str, Any]:
        """Ask for something to expect; a refusal stands alone.

        Whoever asks what the rules say does not have to expect anything yet.
        """
        sent = dict(super().clean() or {})
        if self.is_asking:
            return sent
        laid = [name for name in sent if name.startswith(_EXPECTED) and sent[name]]
        if not (sent.get("outcome") or sent.get("refused") or laid) and not self.errors:
            self.add_error("outcome", _("Ange vad reglerna väntas säga."))
        if sent.get("refused") and sent.get("outcome"):
            self.add_error(
                "refused", _("Välj antingen ett utfall eller att det inte går att pröva.")
            )
        return sent

    def written(self, *, with_expectation: bool = True) -> Entry:
        """Give the case as it is written in a rule file."""
        sent = self.cleaned_data
        case: Entry = {"it": sent["it"], "cites": sent["cites"], "act": self.act.key}
        case["on"] = sent["on"].isoformat()
        given = self._kept(_GIVEN, self.given)
        if given:
            case["given"] = given
        expected = self._expectation() if with_expectation else {}
        case["expect"] = expected or {"outcome": Outcome.ALLOWED.value}
        return case

    def _expectation(self) -> Entry:
        sent = self.cleaned_data
        expected: Entry = {}
        for name in ("outcome", "not_met", "unknown", "refused"):
            if sent.get(name):
                value = sent[name]
                expected[name] = list(value) if isinstance(value, list) else str(value)
        settings = self._kept(_EXPECTED, self.laid)
        return expected | ({"settings": settings} if settings else {})

    def _kept(self, prefix: str, before: Entry) -> Entry:
        """Give what was filled in; what was not touched stays to the letter."""
        changed = set(self.changed_data)
        found: Entry = {}
        for field in self.fields:
            if not field.startswith(prefix):
                continue
            name, sent = field.removeprefix(prefix), self.cleaned_data.get(field)
            if field not in changed and name in before:
                found[name] = before[name]
            elif sent:
                found[name] = list(sent) if isinstance(sent, list) else str(sent)
        return found


def _part(entry: Entry, name: str) -> Entry:
    part = entry.get(name)
    return part if isinstance(part, dict) else {}


def given_field(fact: Fact, keys: KeyChoices, present: Plain | None) -> forms.Field:
    """Give the input for a fact of a case, which may also be left out or be unknown."""
    label, help_text = gettext(fact.label), gettext(fact.meaning)
    held = present if isinstance(present, list) else [present] if present else []
    known = with_present(keys, fact.name, [str(each) for each in held if each != UNKNOWN])
    choices = choices_of_kind(fact, known)
    if fact.kind.is_many or choices is None:
        if not fact.kind.is_many:
            return GivenField(fact, label=label, help_text=help_text, required=False)
        return value_field(fact, keys=known, label=label, help_text=help_text, required=False)
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        choices=[("", "–"), *choices, (UNKNOWN, gettext("Okänt"))],
        widget=forms.Select(attrs={"data-width": "auto"}),
    )


def _expected_field(setting: SettingKind) -> forms.Field:
    label = gettext(setting.label)
    if setting.kind in (Kind.ITEMS, Kind.SECTIONS) or setting.kind is Kind.KEYS:
        keys_only = gettext("Nyckelorden i sin ordning, ett på varje rad, eller ordet ”inget”.")
        return ExpectedKeys(_keyed(setting), label=label, help_text=keys_only, required=False)
    choices = choices_of_kind(setting, {})
    if setting.kind.is_many:
        return value_field(setting, label=label, required=False)
    if choices is None:
        return ExpectedField(setting, label=label, required=False)
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", gettext("Prövas inte")), *choices, (NOTHING, gettext("Inget bestämt"))],
        widget=forms.Select(attrs={"data-width": "auto"}),
    )


def _keyed(setting: SettingKind) -> SettingKind:
    """Give the setting as the keys of its points, which is what a case names."""
    return SettingKind(
        setting.name, setting.act, Kind.KEYS, setting.label, setting.meaning, setting.english
    )
