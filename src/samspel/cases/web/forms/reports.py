"""Forms for the officer's report: its sections, the proposal, the review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.cases.models import OfficersReport
from samspel.cases.web.forms.cases import People
from samspel.cases.web.forms.choosing import BodyField, PersonField, fields_of
from samspel.kit.formfields import LongTextField
from samspel.people.models import Body

SECTION = "avsnitt-"
VERSION = "version-report"


class ReportForm(forms.Form):
    """The report as it is written: one field a section, and the proposal last."""

    def __init__(
        self, data: Any = None, *, report: OfficersReport, bodies: Sequence[Body]
    ) -> None:
        super().__init__(data, initial=_initial(report))
        self.report = report
        self.fields[VERSION] = forms.IntegerField(widget=forms.HiddenInput)
        self.fields["title"] = forms.CharField(label=_("Rubrik"), max_length=300)
        self.fields["to_body"] = BodyField(label=_("Till"))
        fields_of(self, "to_body")[0].offer(bodies)
        for each in report.sections:
            self.fields[f"{SECTION}{each['key']}"] = LongTextField(
                label=each["heading"], help_text=each.get("hint", ""), required=False, rows=6
            )
        self.fields["proposal"] = LongTextField(
            label=_("Förslag till beslut"),
            required=False,
            rows=5,
            help_text=_(
                "Skriv det som ska gälla, till exempel ”Taxan antas.”, en punkt per rad. Punkterna "
                "numreras av sig själva, och protokollet säger vem som föreslår det till vem."
            ),
        )
        if report.checklist:
            self.fields["checked"] = forms.TypedMultipleChoiceField(
                label=_("Har du tänkt på det här?"),
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(i, each["text"]) for i, each in enumerate(report.checklist)],
            )

    @property
    def written(self) -> dict[str, Any]:
        """What was written, as the service takes it."""
        data = self.cleaned_data
        return {
            "title": data["title"],
            "to_body": data["to_body"],
            "sections": {
                each["key"]: data[f"{SECTION}{each['key']}"] for each in self.report.sections
            },
            "proposal": data["proposal"],
            "checked": data.get("checked"),
            "version": data[VERSION],
        }


def _initial(report: OfficersReport) -> dict[str, Any]:
    return {
        VERSION: report.version,
        "title": report.title,
        "to_body": report.to_body_id,
        "proposal": "\n".join(report.proposal),
        "checked": [i for i, each in enumerate(report.checklist) if each["is_done"]],
        **{f"{SECTION}{each['key']}": each["text"] for each in report.sections},
    }


class VersionForm(forms.Form):
    """Which version of the report the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReviewForm(VersionForm):
    """Who reviews the report."""

    reviewer = PersonField(label=_("Vem ska granska?"))

    def __init__(self, *args: Any, people: People, **options: Any) -> None:
        super().__init__(*args, **options)
        fields_of(self, "reviewer")[0].offer(people)


class RemarkForm(VersionForm):
    """What the reviewer wants changed."""

    remark = LongTextField(label=_("Vad behöver ändras?"))
