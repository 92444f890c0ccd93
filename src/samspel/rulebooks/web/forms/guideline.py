"""The title page and the text of a guideline, and where a draft starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.foundation.swedish import capitalise
from samspel.kit.formfields import DateField, LongTextField
from samspel.rulebooks.web.uploads import Upload
from samspel.rules.catalogue import AREAS
from samspel.rules.editing import Entry
from samspel.rules.provisions import Decision, Status

UPLOADED, IN_FORCE, SHIPPED, EMPTY = "filer", "gallande", "forlaga", "tom"


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> list[Any]:
        """Give every chosen file."""
        given = files.getlist(name) if isinstance(files, MultiValueDict) else []
        return [each for each in given if each]


class FilesField(forms.Field):
    """One or several files, as they were chosen."""

    widget = SeveralFiles

    def clean(self, value: Any) -> list[Upload]:
        """Give each file's name, size and content. What they hold is checked later."""
        return [(each.name, each.size, each.file) for each in value or []]


SOURCES = {
    IN_FORCE: _("Från den riktlinje som gäller i dag"),
    SHIPPED: _("Från en förlaga som följer med Samspel"),
    UPLOADED: _("Från filer som du laddar upp"),
    EMPTY: _("Från en tom riktlinje"),
}
_ASKED = {
    SHIPPED: ("shipped",),
    UPLOADED: ("upload",),
    IN_FORCE: ("area",),
    EMPTY: ("area", "title"),
}
# What a body writes rules about, the most usual first.
AREAS_TO_WRITE = ("contact_politicians", "remuneration")


class StartForm(forms.Form):
    """What a draft begins with, when it is settled for which body and in what way."""

    shipped = forms.ChoiceField(
        label=_("Vilken förlaga?"), widget=forms.Select(attrs={"data-width": "auto"})
    )
    upload = FilesField(
        label=_("Riktlinjens filer"),
        help_text=_("Alla YAML-filer på en gång, eller ett zip-arkiv med dem. Högst 1 MB."),
    )
    area = forms.ChoiceField(
        label=_("Vad handlar riktlinjen om?"), required=False, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("Vad ska riktlinjen heta?"), max_length=160)

    def __init__(
        self,
        source: str,
        shipped: Sequence[tuple[str, str]],
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.source = source
        self.fields["shipped"].choices = shipped  # type: ignore[attr-defined]  # Django types no field by its name
        areas = [(key, capitalise(gettext(AREAS[key]))) for key in AREAS_TO_WRITE]
        self.fields["area"].choices = areas  # type: ignore[attr-defined]  # Django types no field by its name
        for name in list(self.fields):
            if name not in _ASKED[source]:
                del self.fields[name]

    def clean_upload(self) -> list[Upload]:
        """Ask for at least one file."""
        given: list[Upload] = self.cleaned_data["upload"]
        if not given:
            raise ValidationError(
                gettext("Välj riktlinjens filer, eller ett zip-arkiv med dem.")
            )
        return given


class GuidelineForm(forms.Form):
    """The title page: the name, the decision, the days, and where the text is from."""

    title = forms.CharField(label=_("Riktlinjens namn"), max_length=160)
    adopted = forms.ChoiceField(
        label=_("Är riktlinjen beslutad?"),
        widget=forms.RadioSelect,
        choices=[("ja", _("Ja, den är antagen")), ("nej", _("Nej, inte än"))],
    )
    decided_on = DateField(label=_("Beslutets dag"), required=False)
    paragraph = forms.IntegerField(
        label=_("Beslutets paragraf"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "size": "6", "data-width": "auto"}
        ),
    )
    all_provisions = forms.BooleanField(
        label=_("Alla bestämmelser vilar på det här beslutet"),
        required=False,
        help_text=_(
            "Kryssa i när hela riktlinjen antas på nytt. Annars behåller varje bestämmelse "
            "det beslut som den kom till genom, och du ändrar det på de bestämmelser som är nya."
        ),
    )
    effective_from = DateField(label=_("Gäller från"))
    effective_to = DateField(
        label=_("Gäller till, men inte med"),
        required=False,
        help_text=_("Lämna tomt om riktlinjen gäller tills vidare."),
    )
    may_precede_decision = forms.BooleanField(
        label=_("Beslutet säger att riktlinjen gäller från en dag före beslutet"),
        required=False,
    )
    registry_number = forms.CharField(label=_("Diarienummer"), required=False, max_length=60)
    source_name = forms.CharField(
        label=_("Källa"),
        max_length=200,
        help_text=_("Dokumentet som texten är hämtad ur, till exempel er författningssamling."),
    )
    source_address = forms.CharField(
        label=_("Källans webbadress"), required=False, max_length=300
    )
    checked_on = DateField(
        label=_("Kontrollerad mot källan"),
        help_text=_("Den dag då någon senast jämförde texten här med källan."),
    )

    def __init__(self, data: QueryDict | None, index: Entry) -> None:
        super().__init__(data, initial=_initial(index))
        self.owner = str(index.get("owner", ""))

    def clean(self) -> dict[str, Any]:
        """Ask for the decision's day and § of what has been adopted."""
        given = dict(super().clean() or {})
        first, last = given.get("effective_from"), given.get("effective_to")
        if given.get("adopted") == "ja":
            for name, words in (
                ("decided_on", _("Ange dagen för beslutet.")),
                ("paragraph", _("Ange beslutets paragraf.")),
            ):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, words)
            self._check_days(given)
        if first and last and last <= first:
            self.add_error("effective_to", _("Den sista dagen måste vara efter den första."))
        return given

    def _check_days(self, given: dict[str, Any]) -> None:
        decided, first = given.get("decided_on"), given.get("effective_from")
        if decided and first and first < decided and not given.get("may_precede_decision"):
            self.add_error(
                "effective_from",
                _("Riktlinjen kan inte börja gälla före beslutet, om inte beslutet säger det."),
            )

    def decision(self) -> str:
        """Give the decision as it is cited. Only for a form that is valid."""
        given = self.cleaned_data
        return str(Decision(self.owner, given["decided_on"], given["paragraph"]))

    def write(self, index: Entry) -> None:
        """Write the answers to the title page."""
        given = self.cleaned_data
        index["title"] = given["title"]
        index["decision"] = self.decision()
        is_adopted = given["adopted"] == "ja"
        index["status"] = (Status.ADOPTED if is_adopted else Status.EXAMPLE).value
        index["effective_from"] = given["effective_from"].isoformat()
        index["checked_on"] = given["checked_on"].isoformat()
        source: Entry = {"name": given["source_name"]}
        _put(source, "address", given["source_address"])
        index["source"] = source
        _put(index, "effective_to", given["effective_to"] and given["effective_to"].isoformat())
        _put(index, "registry_number", given["registry_number"])
        _put(index, "may_precede_decision", "ja" if given["may_precede_decision"] else "")


def _put(index: Entry, name: str, value: str | None) -> None:
    if value:
        index[name] = value
    else:
        index.pop(name, None)


def _initial(index: Entry) -> dict[str, Any]:
    decision = Decision.parse(str(index.get("decision", "")))
    source = index.get("source")
    named = source if isinstance(source, dict) else {}
    return {
        **index,
        "adopted": "ja" if index.get("status") == Status.ADOPTED else "nej",
        "decided_on": decision.day if decision else None,
        "paragraph": decision.paragraph if decision else None,
        "may_precede_decision": index.get("may_precede_decision") in {"ja", "yes", "true"},
        "source_name": named.get("name"),
        "source_address": named.get("address"),
    }


class ClauseForm(forms.Form):
    """A paragraph of the guideline, in its own words, and where it stands."""

    heading = forms.CharField(
        label=_("Rubrik"),
        max_length=160,
        help_text=_("Stycken med samma rubrik efter varandra visas under en rubrik."),
    )
    text = LongTextField(
        label=_("Stycket, ordagrant"),
        rows=6,
        max_length=8000,
        help_text=_("Så som organet har antagit det. Det är de orden som citeras."),
    )
    after = forms.ChoiceField(
        label=_("Placering"), required=False, widget=forms.Select(attrs={"data-width": "auto"})
    )

    def __init__(
        self,
        data: QueryDict | None,
        others: Sequence[tuple[str, str]],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        placed = [
            (key, gettext("Efter: %(clause)s") % {"clause": words}) for key, words in others
        ]
        self.fields["after"].choices = [("", gettext("Först")), *placed]  # type: ignore[attr-defined]  # Django types no field by its name

    def clean_text(self) -> str:
        """Give the text with one line per paragraph and no stray spaces."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["text"].splitlines())
        return "\n".join(line for line in lines if line)
