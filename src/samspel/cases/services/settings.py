"""What a body sets for its register: how numbers are written, what a report holds."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases import policies
from samspel.cases.calculation.registry import problem_of, shape_of
from samspel.cases.calculation.reports import TemplateSection
from samspel.cases.errors import PatternRefused, ReportRefused
from samspel.cases.models import Case, RegistryPattern, ReportTemplate
from samspel.cases.services.locks import lock_register, require_version
from samspel.foundation.text import one_line
from samspel.people.models import Body

_PATTERN_FIELDS = (
    "code",
    "pattern",
    "class_code",
    "starts_every_year",
    "first_series",
    "first_number",
    "decided",
)


@transaction.atomic
def set_pattern(
    body: Body,
    *,
    pattern: str,
    code: str,
    actor: Actor,
    starts_every_year: bool = True,
    class_code: str = "",
    first_series: int = 0,
    first_number: int = 1,
    decided: str = "",
    version: int | None = None,
) -> RegistryPattern:
    """Set how the body writes its registry numbers from now on.

    Numbers that are given stay as they are; the count in a series that has begun goes
    on. Refuses whoever does not keep the register, a pattern that would give two cases
    the same number, one that another body writes already, and to begin anew in a
    series that has begun.
    """
    row = lock_register(body)
    policies.require_may_keep(body, actor)
    # A row that was just made for the lock is the one that the page showed as unsaved.
    require_version(row.version, version)
    _require_usable(body, pattern, code, starts_every_year=starts_every_year)
    _require_unbegun(row, first_series, first_number)
    given = {
        "code": code.strip(),
        "pattern": pattern,
        "class_code": class_code.strip(),
        "starts_every_year": starts_every_year,
        "first_series": first_series,
        "first_number": first_number,
        "decided": one_line(decided),
    }
    for name, value in given.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*_PATTERN_FIELDS, "version"])
    audit.record("cases.pattern.changed", subject=row, actor=actor, facts=given, also=[body])
    return row


def _require_usable(body: Body, pattern: str, code: str, *, starts_every_year: bool) -> None:
    wrong = problem_of(pattern, starts_every_year=starts_every_year)
    if wrong:
        raise PatternRefused(_(wrong))
    if "{organ}" in pattern and not code.strip():
        raise PatternRefused(_("Skriv organets beteckning, till exempel KS."))
    shape = shape_of(pattern, code)
    others = RegistryPattern.objects.exclude(body=body).select_related("body")
    same = next((o for o in others if shape_of(o.pattern, o.code) == shape), None)
    if same is not None:
        raise PatternRefused(
            _(
                "%(body)s skriver redan sina nummer så. Välj en annan beteckning, annars "
                "får två ärenden samma nummer."
            ),
            body=same.body.name,
        )


def _require_unbegun(row: RegistryPattern, first_series: int, first_number: int) -> None:
    """Refuse to set where a series begins when it has begun."""
    if (first_series, first_number) == (row.first_series, row.first_number):
        return
    if Case.objects.filter(body_id=row.body_id, series=first_series).exists():
        raise PatternRefused(
            _("Serien har redan börjat, så dess första nummer går inte att ändra.")
        )


@transaction.atomic
def set_template(
    body: Body,
    *,
    sections: Iterable[TemplateSection],
    checklist: Iterable[str],
    actor: Actor,
    decided: str = "",
    version: int | None = None,
) -> ReportTemplate:
    """Set which sections the body's officer's reports have, and what to think of.

    Reports that are begun keep theirs. Refuses whoever does not keep the register, and a
    template without sections.
    """
    lock_register(body)
    policies.require_may_keep(body, actor)
    listed = [each for each in sections if each.heading]
    if not listed:
        raise ReportRefused(_("Skriv minst ett avsnitt."))
    template, is_new = ReportTemplate.objects.get_or_create(body=body)
    if not is_new:
        require_version(template.version, version)
        template.version += 1
    template.sections = [each.as_data() for each in listed]
    template.checklist = [one_line(each) for each in checklist if each.strip()]
    template.decided = one_line(decided)
    template.save()
    audit.record(
        "cases.template.changed",
        subject=template,
        actor=actor,
        facts={"sections": [each.heading for each in listed], "decided": template.decided},
        also=[body],
    )
    return template
