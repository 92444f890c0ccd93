"""Every act by everybody of the cast: whoever may not is refused, and nothing is written."""

from contextlib import contextmanager

from django.db import transaction
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.meetings.models import AgendaItem, Decision, DelegatedDecision
from samspel.messaging.models import Message
from samspel.people.models import Party, Unit
from samspel.rulebooks.models import JudgedAct
from samspel.visits import models
from tests.cast import PERSONS
from tests.stages import staged
from tests.visits.web.permissions import ACTS

TABLES = [
    models.Appointment,
    models.AppointmentFlag,
    models.AppointmentMember,
    models.AppointmentScope,
    models.Availability,
    models.ExtraVisitRequest,
    models.OptionAnswer,
    models.PartyOffer,
    models.PartyOfferRow,
    models.QuotaDecision,
    models.TimeOption,
    models.UnitTerms,
    models.Visit,
    models.VisitDay,
    models.Visitor,
    AgendaItem,
    AuditEntry,
    Decision,
    DelegatedDecision,
    JudgedAct,
    Message,
]


def everything():
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def _value(scene, text):
    name, _dot, part = text.partition(".")
    if part == "pk":
        return getattr(scene, name).pk
    if part == "uuid":
        return getattr(scene, name).uuid
    if part == "place":
        thing = getattr(scene, name)
        return f"{'e' if isinstance(thing, Unit) else 'v'}{thing.pk}"
    return text


def address(act, scene):
    keys = [
        name.removeprefix("=") if name.startswith("=") else getattr(scene, name).uuid
        for name in act.args
    ]
    query = act.query
    if query:
        name, _equals, value = query.partition("=")
        query = f"{name}={_value(scene, value)}"
    return reverse(f"visits:{act.route}", args=keys) + query


def filled(act, scene):
    data = {}
    for name, given in act.data.items():
        if given == "all":
            data[name] = [str(each.pk) for each in Party.objects.all()]
        elif name == "options":
            data |= {f"tid{each.pk}": given for each in scene.offer.options.all()}
        elif isinstance(given, list):
            data[name] = [_value(scene, each) for each in given]
        else:
            data[name] = _value(scene, given)
    return data


@staged
def scene(scene, town):
    scene.perolof = town.person("perolof")
    return scene


@contextmanager
def undone():
    """What is done inside is undone, so that one scene serves every act."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sent(client, act, scene, data=None):
    given = filled(act, scene) if data is None else data
    return client.post(address(act, scene), given)


def test_whoever_may_not_is_refused_every_act_and_nothing_is_written(scene, as_person):
    clients = {name: as_person(name) for name in sorted(PERSONS)}
    before = everything()

    answers = {
        (name, act.key): sent(client, act, scene).status_code
        for name, client in clients.items()
        for act in ACTS
        if name not in act.allowed | act.also
    }

    assert {key: code for key, code in answers.items() if code not in {403, 404}} == {}
    assert {name for name, _act in answers} == set(PERSONS)
    assert everything() == before


def test_whoever_is_stopped_by_rules_or_state_writes_nothing(scene, as_person):
    stopped = [(act, name) for act in ACTS for name in sorted(act.also)]
    clients = {name: as_person(name) for _act, name in stopped}
    before = everything()

    answers = {
        (act.key, name): sent(clients[name], act, scene).status_code for act, name in stopped
    }

    assert set(answers.values()) == {422}, answers
    assert everything() == before


def test_whoever_may_does_the_act_by_its_page_and_it_is_in_the_trail(scene, as_person):
    clients = {name: as_person(name) for act in ACTS for name in act.allowed}
    known = list(AuditEntry.objects.values_list("pk", flat=True))
    answers = {}

    for act in ACTS:
        for name in sorted(act.allowed):
            with undone():
                response = sent(clients[name], act, scene)
                new = AuditEntry.objects.exclude(pk__in=known).values_list("act", flat=True)
                done = response.status_code == 302 and act.name in set(new)
                answers[act.key, name] = "" if done else _said(response)

    assert {key: said for key, said in answers.items() if said} == {}


def _said(response):
    page = response.content.decode()
    at = page.find("sp-errors")
    return f"{response.status_code} {page[at : at + 900] if at > 0 else page[:500]}"


def test_nobody_acts_without_signing_in(scene, client):
    before = everything()

    answers = {act.key: sent(client, act, scene) for act in ACTS}

    assert {each.status_code for each in answers.values()} == {302}
    assert all("/inloggning/" in each["Location"] for each in answers.values())
    assert everything() == before


def test_an_empty_form_is_shown_again_and_nothing_is_written(scene, as_person):
    asked = [act for act in ACTS if act.data and act.needs_data]
    clients = {min(act.allowed): as_person(min(act.allowed)) for act in asked}
    before = everything()

    answers = {act.key: sent(clients[min(act.allowed)], act, scene, {}) for act in asked}

    wrong = {
        key: each.status_code
        for key, each in answers.items()
        if each.status_code != 422 or "Fel:" not in each.content.decode()
    }
    assert wrong == {}
    assert everything() == before


def test_a_form_that_is_refused_keeps_what_was_written(scene, as_person):
    asked = [act for act in ACTS if act.has_page and act.needs_data and act.route in KEPT]
    clients = {min(act.allowed): as_person(min(act.allowed)) for act in asked}

    pages = {}
    for act in asked:
        data = {**filled(act, scene), **KEPT[act.route][0]}
        response = sent(clients[min(act.allowed)], act, scene, data)
        pages[act.route] = (
            response.status_code,
            KEPT[act.route][1] in response.content.decode(),
        )

    assert set(pages) == set(KEPT)
    assert set(pages.values()) == {(422, True)}, pages


# Something wrong in the form, and a piece of what else was written in it.
KEPT = {
    "suggest": ({"note": "Gärna förmiddag", "end": "12:00"}, "Gärna förmiddag"),
    "move": ({"where": "Aulan", "start": ""}, "Aulan"),
    "cancel": ({"because": "Snöstorm", "version": "999"}, "Snöstorm"),
    "invite": ({"message": "Vi visar köket.", "day1": "2026-13-40"}, "Vi visar köket."),
    "propose": ({"message": "Om bemanningen.", "day": ""}, "Om bemanningen."),
    "book": ({"message": "Ta med skor.", "day": ""}, "Ta med skor."),
    "appoint": ({"group_name": "Presidiet", "valid_from": ""}, "Presidiet"),
    "quota": ({"visits_count": "", "paragraph": "§ 88"}, "§ 88"),
    "offer-parties": ({"grounds": "Lika för alla.", "first_day": ""}, "Lika för alla."),
    "party-visit": ({"where": "Matsalen", "day": ""}, "Matsalen"),
}


def test_each_act_has_a_page_that_asks_for_it(scene, as_person):
    asked = [(act, name) for act in ACTS if act.has_page for name in sorted(act.allowed)]
    clients = {name: as_person(name) for _act, name in asked}
    before = everything()

    answers = {
        (act.key, name): clients[name].get(address(act, scene)).status_code
        for act, name in asked
    }

    assert {key: code for key, code in answers.items() if code != 200} == {}
    assert everything() == before
