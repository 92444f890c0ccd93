"""How bodies write their registry numbers, and the next number in a series."""

from __future__ import annotations

from django.db.models import Max

from samspel.cases.calculation.registry import Number, read, written
from samspel.cases.models import Case, RegistryPattern
from samspel.people.models import Body


def pattern_of(body: Body) -> RegistryPattern:
    """Give how the body writes its numbers; unsaved, as it comes, where nothing is said."""
    found = RegistryPattern.objects.filter(body=body).first()
    return found or RegistryPattern(body=body, code=body.short_name)


def known_pattern_of(body: Body) -> RegistryPattern:
    """Give the same of a body that was read together with its pattern; asks nothing."""
    found: RegistryPattern | None = getattr(body, "registry_pattern", None)
    return found or RegistryPattern(body=body, code=body.short_name)


def next_number(pattern: RegistryPattern, series: int) -> int:
    """Give the next number of a series. Safe only for whoever holds the pattern's lock."""
    taken = Case.objects.filter(body_id=pattern.body_id, series=series)
    last = taken.aggregate(last=Max("number"))["last"]
    if last is not None:
        return int(last) + 1
    return pattern.first_number if pattern.first_series == series else 1


def example_of(pattern: RegistryPattern, year: int) -> str:
    """Write the number that the next case of the year would have."""
    series = year if pattern.starts_every_year else 0
    number = next_number(pattern, series) if pattern.body_id else pattern.first_number
    return written(
        pattern.pattern,
        Number(year, number, pattern.code, pattern.class_code or "1.2"),
    )


def case_numbered(text: str) -> Case | None:
    """Find the case that a number means, however it is written ("Dnr ks 2025/164").

    For services and other modules: says nothing of who may see it.
    """
    exact = Case.objects.filter(registry_number__iexact=text.strip()).first()
    if exact is not None:
        return exact
    for pattern in RegistryPattern.objects.all():
        found = read(pattern.pattern, pattern.code, text)
        if found is None:
            continue
        series = found.year if pattern.starts_every_year else 0
        case = Case.objects.filter(
            body_id=pattern.body_id, series=series, number=found.number
        ).first()
        if case is not None:
            return case
    return None
