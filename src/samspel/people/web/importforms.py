"""The forms of an import: the file, its columns, whether to leave wrong rows out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.kit.formfields import DateField, RowField
from samspel.people.calculation.columns import FIELDS
from samspel.people.calculation.sheets import MOST_BYTES
from samspel.people.enums import MANDATE_ROLES, ImportKind, PositionRole
from samspel.people.models import Body, ImportBatch, Term
from samspel.people.web.fields import EnumField

_MEGABYTE = 1024 * 1024


class UploadForm(forms.Form):
    """A file to import, and what it lists."""

    kind = EnumField(ImportKind, label=_("Vad innehåller filen?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Fil"),
        max_length=200,
        help_text=_("CSV eller Excel (.xlsx), högst 10 MB och 20 000 rader."),
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large, before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                gettext("Filen är större än %(most)s MB. Dela den i flera.")
                % {"most": MOST_BYTES // _MEGABYTE}
            )
        return file


class ColumnsForm(forms.Form):
    """Which column fills which field, and what holds for the whole file."""

    def __init__(self, data: Any = None, *, batch: ImportBatch) -> None:
        super().__init__(data)
        self.batch = batch
        self.kind = ImportKind(batch.kind)
        columns = [("", gettext("Finns inte i filen"))]
        columns += [(str(at), heading) for at, heading in enumerate(batch.header)]
        for field in FIELDS[self.kind]:
            self.fields[f"falt_{field.key}"] = forms.ChoiceField(
                label=gettext(field.label),
                choices=columns,
                required=False,
                initial=str(batch.mapping.get(field.key, "")),
            )
        self._add_options()

    @property
    def mapping(self) -> dict[str, int]:
        """The columns that were chosen, by field."""
        return {
            name.removeprefix("falt_"): int(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("falt_") and value != ""
        }

    @property
    def options(self) -> dict[str, Any]:
        """What was chosen for the whole file, as it is kept with the batch."""
        cleaned = self.cleaned_data
        day, role = cleaned.get("valid_from"), cleaned.get("role")
        return {
            "valid_from": day.isoformat() if day else "",
            "role": str(role) if role else "",
            "body": cleaned["body"].pk if cleaned.get("body") else "",
            "term": cleaned["term"].pk if cleaned.get("term") else "",
            "elected_by": cleaned.get("elected_by", ""),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse one column for two fields."""
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for name, value in list(cleaned.items()):  # an error takes its field out
            if not name.startswith("falt_") or value == "":
                continue
            if value in seen:
                self.add_error(
                    name,
                    gettext("Kolumnen fyller redan ”%(field)s”. Välj en annan.")
                    % {"field": self.fields[seen[value]].label},
                )
            seen[value] = name
        return cleaned

    def _add_options(self) -> None:
        """Ask what holds for every row that does not say otherwise."""
        kept = self.batch.options
        self.fields["valid_from"] = DateField(
            label=_("Första dag för rader utan datum"),
            required=False,
            initial=kept.get("valid_from"),
        )
        if self.kind is not ImportKind.EMPLOYMENTS:
            self.fields["body"] = RowField(
                Body.objects.all(),
                label=_("Organ för rader utan organ"),
                required=False,
                empty=gettext("Inget"),
                initial=kept.get("body"),
            )
        if self.kind is ImportKind.MANDATES:
            self.fields["term"] = RowField(
                Term.objects.order_by("-valid_from"),
                label=_("Mandatperiod"),
                required=False,
                empty=gettext("Ingen"),
                initial=kept.get("term"),
            )
            self.fields["role"] = EnumField(
                [PositionRole(role) for role in MANDATE_ROLES],
                label=_("Roll för rader utan roll"),
                initial=kept.get("role") or PositionRole.MEMBER,
            )
            self.fields["elected_by"] = forms.CharField(
                label=_("Valda av"),
                max_length=120,
                required=False,
                initial=kept.get("elected_by", gettext("Kommunfullmäktige")),
            )


class EnterForm(forms.Form):
    """Whether to enter the right rows and leave the wrong ones out."""

    only_good = forms.BooleanField(
        label=_("För in de rätta raderna och hoppa över de felaktiga"), required=False
    )
