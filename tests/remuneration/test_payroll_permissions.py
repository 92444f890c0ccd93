"""Every act of payroll by everybody of the cast: payroll may, and nobody else writes anything."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.remuneration import models
from tests.cast import PERSONS
from tests.remuneration.permissions_runs import PAGES, RUN_ACTS
from tests.remuneration.scene_runs import payroll_scene
from tests.stages import staged

TABLES = [
    models.Entry,
    models.FileLayout,
    models.PayType,
    models.PayeeNumber,
    models.PayrollFile,
    models.RemunerationSettings,
    models.Run,
    models.RunVersion,
    AuditEntry,
]


@staged
def scene(town):
    return payroll_scene(town)


def _value(scene, told):
    name, dot, end = str(told).partition(".")
    if not dot or not hasattr(scene, name):
        return told
    found = getattr(scene, name)
    return getattr(found, end)


def _address(route, args, scene):
    return reverse(f"remuneration:{route}", args=[_value(scene, each) for each in args])


def _everything():
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def test_who_may_not_is_refused_every_act_and_nothing_is_written(scene, as_person):
    before = _everything()
    answers = {}

    for name in sorted(set(PERSONS) - {"yvonne"}):
        client = as_person(name)
        for act in RUN_ACTS:
            form = {key: _value(scene, each) for key, each in act.data.items()}
            sent = client.post(_address(act.route, act.args, scene), form)
            answers[name, act.route] = sent.status_code

    assert set(answers.values()) == {403}
    assert _everything() == before


def test_who_may_not_sees_none_of_payrolls_pages(scene, as_person):
    answers = {
        as_person(name).get(_address(route, args, scene)).status_code
        for name in sorted(set(PERSONS) - {"yvonne"})
        for route, args in PAGES
    }

    assert answers == {403}


@pytest.mark.parametrize("act", RUN_ACTS, ids=lambda act: f"{act.name} {act.route}")
def test_payroll_does_every_act_and_it_stands_in_the_trail(scene, as_person, act):
    if act.route == "open-run":
        pytest.skip("the first run of all is opened in test_payroll_pages")
    client = as_person("yvonne")
    form = {key: _value(scene, each) for key, each in act.data.items()}
    known = AuditEntry.objects.filter(act=act.name).count()

    with transaction.atomic():
        answer = client.post(_address(act.route, act.args, scene), form)

    assert answer.status_code in {200, 302}, answer.content.decode()[:3000]
    assert AuditEntry.objects.filter(act=act.name).count() == known + 1


@pytest.mark.parametrize(("route", "args"), PAGES)
def test_payroll_sees_every_page(scene, as_person, route, args):
    assert as_person("yvonne").get(_address(route, args, scene)).status_code == 200


ERRANDS = [
    each
    for each in RUN_ACTS
    if each.route not in {"payroll-file", "show-numbers", "all-statements"}
]


@pytest.mark.parametrize("act", ERRANDS, ids=lambda act: act.route)
def test_every_act_has_a_page_of_its_own(scene, as_person, act):
    assert as_person("yvonne").get(_address(act.route, act.args, scene)).status_code == 200
