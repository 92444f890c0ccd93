"""Payroll's pages, statements and what the public sees, each with something on it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from samspel.people.models import Municipality
from samspel.remuneration.models import RemunerationSettings
from samspel.remuneration.services import mark_paid
from tests.browser.pages import Sample, Samples
from tests.cast import Town
from tests.remuneration.ledger import certified
from tests.remuneration.scene_runs import payroll_scene


def samples(town: Town) -> Samples:
    """Let one run be paid, one closed and one open, with a correction and a file."""
    place = payroll_scene(town)
    certified(town.person("ulla"), town.body("KS"), dt.date(2026, 4, 8))
    RemunerationSettings.objects.create(
        municipality=Municipality.objects.get(), is_published=True, publish_from=2026
    )
    mark_paid(place.sent, actor=town.actor("yvonne"), at=timezone.now())
    lena = {"person": place.lena.uuid, "year": 2026}
    return {
        **{
            f"remuneration:{name}": [_by("yvonne")]
            for name in (
                *("runs", "open-run", "pay-types", "new-pay-type", "layouts", "new-layout"),
                *("numbers", "settings"),
            )
        },
        "remuneration:run": [
            _by("yvonne", uuid=each.uuid) for each in (place.sent, place.closed, place.open)
        ],
        "remuneration:run-person": [
            _by("yvonne", uuid=place.closed.uuid, person=place.lena.uuid)
        ],
        "remuneration:plan-run": [_by("yvonne", uuid=place.open.uuid)],
        "remuneration:close-run": [_by("yvonne", uuid=place.open.uuid)],
        "remuneration:pay-run": [_by("yvonne", uuid=place.closed.uuid)],
        "remuneration:settle-again": [_by("yvonne", uuid=place.closed.uuid)],
        "remuneration:export-run": [_by("yvonne", uuid=place.closed.uuid)],
        "remuneration:cancel-file": [_by("yvonne", uuid=place.file.uuid)],
        "remuneration:receipt": [_by("yvonne", uuid=place.file.uuid)],
        "remuneration:pay-type": [_by("yvonne", pk=place.fee.pk)],
        "remuneration:remove-pay-type": [_by("yvonne", pk=place.fee.pk)],
        "remuneration:layout": [_by("yvonne", uuid=place.paxml.uuid)],
        "remuneration:number": [_by("yvonne", uuid=place.lena.uuid)],
        "remuneration:statement": [Sample(lena, "lena"), Sample(lena, "yvonne")],
        "remuneration:overview": [
            Sample({}, "yvonne", query) for query in ("", "?vy=parti", "?vy=slag")
        ],
        "portal:remuneration": [Sample({}, "nobody")],
    }


def _by(name: str, **parameters: object) -> Sample:
    return Sample(parameters, name)
