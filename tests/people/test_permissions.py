"""Every act of the register by every person of the cast: allowed, or refused without a trace."""

import datetime as dt
from functools import partial

import pytest
from django.db import transaction
from django.urls import reverse

from samspel.foundation.refusal import NotAllowed
from samspel.people import services
from samspel.people.enums import BodyKind, EndReason, ImportKind, PositionRole, Side, TieKind
from samspel.people.models import (
    Department,
    Employment,
    ImportBatch,
    Party,
    Term,
    Tie,
)
from tests.cast import PERSONS, TODAY
from tests.people.conftest import everything
from tests.people.permissions import ALLOWED

NEXT_TERM = dt.date(2027, 1, 1)
FILE = "Namn;Organ;Roll;Från\nNils Brodin;KS;Ledamot;2026-10-01\n".encode()
AT = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)


def future_mandate(town):
    return services.elect(
        town.person("bo"),
        town.body("KS"),
        PositionRole.MEMBER,
        valid_from=NEXT_TERM,
        actor=town.actor("tomas"),
    )


def empty_department(town):
    return services.open_department(
        "Projektkontoret", town.body("KS"), valid_from=TODAY, actor=town.actor("tomas")
    )


def uploaded(town):
    return services.read_import(
        ImportKind.MANDATES, name="val.csv", content=FILE, actor=town.actor("ingrid")
    )


def mapped(town):
    batch = uploaded(town)
    return services.map_columns(batch, batch.mapping, {}, actor=town.actor("ingrid"))


def entered(town):
    batch = mapped(town)
    services.enter_import(batch, only_good=False, at=AT, actor=town.actor("ingrid"))
    return batch


def nothing(_town):
    return None


def employment_of(town, name):
    return Employment.objects.get(person=town.person(name))


# act: (what must be there first, the act on it)
ACTS = {
    "register_person": (
        nothing,
        lambda t, _x, a: services.register_person("Nils", "Brodin", actor=a),
    ),
    "correct_person": (
        nothing,
        lambda t, _x, a: services.correct_person(
            t.person("bo"), given_name="Bosse", family_name="Ek", actor=a
        ),
    ),
    "change_contact_details": (
        nothing,
        lambda t, _x, a: services.change_contact_details(
            t.person("anna"), email="ny@lindakra.example", phone="", address="", actor=a
        ),
    ),
    "change_contact_details (protected)": (
        nothing,
        lambda t, _x, a: services.change_contact_details(
            t.person("sofia"), email="ny@lindakra.example", phone="", address="", actor=a
        ),
    ),
    "protect_person": (
        nothing,
        lambda t, _x, a: services.protect_person(t.person("bo"), actor=a),
    ),
    "unprotect_person": (
        nothing,
        lambda t, _x, a: services.unprotect_person(t.person("sofia"), actor=a),
    ),
    "register_party": (
        nothing,
        lambda t, _x, a: services.register_party("Lindåkrapartiet", "LP", actor=a),
    ),
    "correct_party": (
        nothing,
        lambda t, _x, a: services.correct_party(
            Party.objects.get(abbreviation="C"), name="Centern", abbreviation="C", actor=a
        ),
    ),
    "set_party_standing": (
        nothing,
        lambda t, _x, a: services.set_party_standing(
            Party.objects.get(abbreviation="C"), Side.OPPOSITION, valid_from=NEXT_TERM, actor=a
        ),
    ),
    "open_term": (
        nothing,
        lambda t, _x, a: services.open_term(
            "2031–2034", valid_from=dt.date(2031, 1, 1), valid_to=dt.date(2035, 1, 1), actor=a
        ),
    ),
    "open_body": (
        nothing,
        lambda t, _x, a: services.open_body(
            "Kulturnämnden", "KN", BodyKind.COMMITTEE, valid_from=TODAY, actor=a
        ),
    ),
    "open_body (under KS)": (
        nothing,
        lambda t, _x, a: services.open_body(
            "Personalutskottet",
            "PU",
            BodyKind.WORKING_COMMITTEE,
            parent=t.body("KS"),
            valid_from=TODAY,
            actor=a,
        ),
    ),
    "correct_body (KS)": (
        nothing,
        lambda t, _x, a: services.correct_body(
            t.body("KS"), name="Styrelsen", short_name="KS", actor=a
        ),
    ),
    "close_body (KSAU)": (
        nothing,
        lambda t, _x, a: services.close_body(t.body("KSAU"), valid_to=NEXT_TERM, actor=a),
    ),
    "order_substitutes (KS)": (
        nothing,
        lambda t, _x, a: services.order_substitutes(
            t.body("KS"),
            [t.mandate("mikael", "KS"), t.mandate("anna", "KS")],
            on=TODAY,
            actor=a,
        ),
    ),
    "elect (KS)": (
        nothing,
        lambda t, _x, a: services.elect(
            t.person("bo"), t.body("KS"), PositionRole.MEMBER, valid_from=TODAY, actor=a
        ),
    ),
    "correct_mandate (KS)": (
        nothing,
        lambda t, _x, a: services.correct_mandate(
            t.mandate("lena", "KS"),
            party=Party.objects.get(abbreviation="S"),
            term=None,
            substitute_order=None,
            occupancy_percent=None,
            elected_by="",
            elected_on=None,
            elected_paragraph="",
            actor=a,
        ),
    ),
    "end_mandate (KS)": (
        nothing,
        lambda t, _x, a: services.end_mandate(
            t.mandate("lena", "KS"), valid_to=TODAY, reason=EndReason.RESIGNED, actor=a
        ),
    ),
    "withdraw_mandate (KS)": (
        future_mandate,
        lambda t, x, a: services.withdraw_mandate(x, on=TODAY, actor=a),
    ),
    "roll_over (KS)": (
        nothing,
        lambda t, _x, a: services.roll_over(
            Term.objects.get(name="2027–2030"),
            [services.Seat(t.person("lena"), t.body("KS"), PositionRole.MEMBER)],
            actor=a,
        ),
    ),
    "open_department (KS)": (
        nothing,
        lambda t, _x, a: services.open_department(
            "Projektkontoret", t.body("KS"), valid_from=TODAY, actor=a
        ),
    ),
    "correct_department (KS)": (
        nothing,
        lambda t, _x, a: services.correct_department(
            t.operation("kost").department, name="Service", actor=a
        ),
    ),
    "close_department (KS)": (
        empty_department,
        lambda t, x, a: services.close_department(x, valid_to=NEXT_TERM, actor=a),
    ),
    "open_operation (KS)": (
        nothing,
        lambda t, _x, a: services.open_operation(
            "Städ", Department.objects.get(key="kansliet"), valid_from=TODAY, actor=a
        ),
    ),
    "correct_operation (KS)": (
        nothing,
        lambda t, _x, a: services.correct_operation(t.operation("kost"), name="Mat", actor=a),
    ),
    "close_operation (KS)": (
        nothing,
        lambda t, _x, a: services.close_operation(
            t.operation("fritid"), valid_to=NEXT_TERM, actor=a
        ),
    ),
    "open_unit (KS)": (
        nothing,
        lambda t, _x, a: services.open_unit(
            "Badhuset", t.operation("fritid"), valid_from=TODAY, actor=a
        ),
    ),
    "correct_unit (KS)": (
        nothing,
        lambda t, _x, a: services.correct_unit(
            t.unit("kvarn"), name="Köket", address="", entrance="", provider="", actor=a
        ),
    ),
    "close_unit (KS)": (
        nothing,
        lambda t, _x, a: services.close_unit(t.unit("kvarn"), valid_to=NEXT_TERM, actor=a),
    ),
    "employ (KS)": (
        nothing,
        lambda t, _x, a: services.employ(
            t.person("bo"),
            t.unit("kvarn"),
            title="kock",
            function=PositionRole.EMPLOYEE,
            valid_from=TODAY,
            actor=a,
        ),
    ),
    "employ (administrator)": (
        nothing,
        lambda t, _x, a: services.employ(
            t.person("bo"),
            Department.objects.get(key="kansliet"),
            title="systemförvaltare",
            function=PositionRole.ADMINISTRATOR,
            valid_from=TODAY,
            actor=a,
        ),
    ),
    "employ (serving BUN)": (
        nothing,
        lambda t, _x, a: services.employ(
            t.person("mikael"),
            Department.objects.get(key="kansliet"),
            title="nämndsekreterare",
            function=PositionRole.SECRETARY,
            serves=[t.body("BUN")],
            valid_from=TODAY,
            actor=a,
        ),
    ),
    "correct_employment (KS)": (
        nothing,
        lambda t, _x, a: services.correct_employment(
            employment_of(t, "maria"), title="kökschef", serves=[], actor=a
        ),
    ),
    "change_manager (KS)": (
        nothing,
        lambda t, _x, a: services.change_manager(
            employment_of(t, "maria"), t.person("helena"), valid_from=TODAY, actor=a
        ),
    ),
    "end_employment (KS)": (
        nothing,
        lambda t, _x, a: services.end_employment(
            employment_of(t, "maria"), valid_to=NEXT_TERM, actor=a
        ),
    ),
    "end_employment (director)": (
        nothing,
        lambda t, _x, a: services.end_employment(
            employment_of(t, "elisabet"), valid_to=NEXT_TERM, actor=a
        ),
    ),
    "declare_tie": (
        nothing,
        lambda t, _x, a: services.declare_tie(
            t.person("anna"), t.operation("kost"), TieKind.CLOSE, valid_from=TODAY, actor=a
        ),
    ),
    "declare_tie (protected)": (
        nothing,
        lambda t, _x, a: services.declare_tie(
            t.person("sofia"), t.operation("kost"), TieKind.EMPLOYED, valid_from=TODAY, actor=a
        ),
    ),
    "withdraw_tie": (
        nothing,
        lambda t, _x, a: services.withdraw_tie(Tie.objects.get(), valid_to=TODAY, actor=a),
    ),
    "read_import": (
        nothing,
        lambda t, _x, a: services.read_import(
            ImportKind.MANDATES, name="val.csv", content=FILE, actor=a
        ),
    ),
    "map_columns (ingrid's)": (
        uploaded,
        lambda t, x, a: services.map_columns(x, x.mapping, {}, actor=a),
    ),
    "enter_import (ingrid's)": (
        mapped,
        lambda t, x, a: services.enter_import(x, only_good=False, at=AT, actor=a),
    ),
    "undo_import (ingrid's)": (
        entered,
        lambda t, x, a: services.undo_import(x, at=AT, actor=a),
    ),
    "discard_import (ingrid's)": (
        uploaded,
        lambda t, x, a: services.discard_import(x, actor=a),
    ),
}


def test_the_table_holds_every_act():
    assert set(ACTS) == set(ALLOWED)
    acts = {name.partition(" ")[0] for name in ALLOWED}
    # A large import is asked for on the pages of import (tests/faults/test_every_post.py),
    # and carried out by the worker as the same act.
    large = {"ask_to_enter", "ask_to_undo", "carry_out", "come_so_far", "said_of"}
    others = {"Seat", "SetUp", "set_up_municipality"} | large
    assert acts | others == set(services.__all__)


def tried(call):
    """Do something and undo it; give what it gave."""
    before = transaction.savepoint()
    try:
        return call()
    finally:
        transaction.savepoint_rollback(before)


def is_allowed(do):
    """Tell whether an act is let through; a refusal must say something whole."""
    try:
        do()
    except NotAllowed as refusal:
        if not refusal.message.endswith("."):
            raise
        return False
    return True


@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_open_to_whom_the_table_says_and_closed_to_all_others(town, act):
    prepare, do = ACTS[act]
    thing = prepare(town)
    before = everything()

    allowed = {
        name
        for name in PERSONS
        if tried(partial(is_allowed, partial(do, town, thing, town.actor(name))))
    }

    assert allowed == ALLOWED[act]
    assert everything() == before


# The same through the pages: route, whose address, what is posted, who gets through.
POSTS = {
    "register-person": (
        "register_person",
        None,
        {"given_name": "Nils", "family_name": "Brodin"},
    ),
    "correct-person": (
        "correct_person",
        lambda t: t.person("bo"),
        {"given_name": "Bosse", "family_name": "Ek"},
    ),
    "contacts": (
        "change_contact_details",
        lambda t: t.person("anna"),
        {"email": "x@y.example"},
    ),
    "protection": ("protect_person", lambda t: t.person("bo"), {}),
    "register-party": (
        "register_party",
        None,
        {"name": "Lindåkrapartiet", "abbreviation": "LP"},
    ),
    "correct-party": (
        "correct_party",
        lambda t: Party.objects.get(abbreviation="C"),
        {"name": "Centern", "abbreviation": "C"},
    ),
    "party-standing": (
        "set_party_standing",
        lambda t: Party.objects.get(abbreviation="C"),
        {"side": "opposition", "valid_from": "2027-01-01"},
    ),
    "open-term": (
        "open_term",
        None,
        {"name": "2031–2034", "valid_from": "2031-01-01", "valid_to": "2034-12-31"},
    ),
    "open-body": (
        "open_body",
        None,
        {
            "name": "Kulturnämnden",
            "short_name": "KN",
            "kind": "committee",
            "valid_from": "2026-11-12",
        },
    ),
    "correct-body": (
        "correct_body (KS)",
        lambda t: t.body("KS"),
        {"name": "Styrelsen", "short_name": "KS"},
    ),
    "close-body": ("close_body (KSAU)", lambda t: t.body("KSAU"), {"valid_to": "2026-12-31"}),
    "order-substitutes": ("order_substitutes (KS)", lambda t: t.body("KS"), "order"),
    "elect": (
        "elect (KS)",
        lambda t: t.body("KS"),
        {"person": "Bo Ek", "role": "member", "valid_from": "2026-11-12"},
    ),
    "elect-person": (
        "elect (KS)",
        lambda t: t.person("bo"),
        {"body": "KS", "role": "member", "valid_from": "2026-11-12"},
    ),
    "correct-mandate": (
        "correct_mandate (KS)",
        lambda t: t.mandate("lena", "KS"),
        {"elected_paragraph": "§ 1"},
    ),
    "end-mandate": (
        "end_mandate (KS)",
        lambda t: t.mandate("lena", "KS"),
        {"reason": "resigned", "valid_to": "2026-11-30"},
    ),
    "withdraw-mandate": ("withdraw_mandate (KS)", future_mandate, {}),
    "open-department": (
        "open_department (KS)",
        None,
        {"name": "Projektkontoret", "body": "KS", "valid_from": "2026-11-12"},
    ),
    "correct-department": (
        "correct_department (KS)",
        lambda t: t.operation("kost").department,
        {"name": "Service"},
    ),
    "close-department": ("close_department (KS)", empty_department, {"valid_to": "2026-12-31"}),
    "open-operation": (
        "open_operation (KS)",
        lambda t: t.operation("kost").department,
        {"name": "Städ", "valid_from": "2026-11-12"},
    ),
    "correct-operation": (
        "correct_operation (KS)",
        lambda t: t.operation("kost"),
        {"name": "Mat"},
    ),
    "close-operation": (
        "close_operation (KS)",
        lambda t: t.operation("fritid"),
        {"valid_to": "2026-12-31"},
    ),
    "open-unit": (
        "open_unit (KS)",
        lambda t: t.operation("fritid"),
        {"name": "Badhuset", "valid_from": "2026-11-12"},
    ),
    "correct-unit": ("correct_unit (KS)", lambda t: t.unit("kvarn"), {"name": "Köket"}),
    "close-unit": ("close_unit (KS)", lambda t: t.unit("kvarn"), {"valid_to": "2026-12-31"}),
    "employ-unit": (
        "employ (KS)",
        lambda t: t.unit("kvarn"),
        {
            "person": "Bo Ek",
            "title": "kock",
            "function": "employee",
            "valid_from": "2026-11-12",
        },
    ),
    "employ-person": (
        "employ (KS)",
        lambda t: t.person("bo"),
        {"place": "kvarn", "title": "kock", "function": "employee", "valid_from": "2026-11-12"},
    ),
    "correct-employment": (
        "correct_employment (KS)",
        lambda t: employment_of(t, "maria"),
        {"title": "kökschef"},
    ),
    "change-manager": (
        "change_manager (KS)",
        lambda t: employment_of(t, "maria"),
        {"manager": "Helena Brandt", "valid_from": "2026-11-12"},
    ),
    "end-employment": (
        "end_employment (KS)",
        lambda t: employment_of(t, "maria"),
        {"valid_to": "2026-12-31"},
    ),
    "declare-tie": (
        "declare_tie",
        lambda t: t.person("anna"),
        {"operation": "kost", "kind": "close", "valid_from": "2026-11-12"},
    ),
    "withdraw-tie": ("withdraw_tie", lambda t: Tie.objects.get(), {"valid_to": "2026-11-30"}),
    "import-columns": (
        "map_columns (ingrid's)",
        uploaded,
        {"role": "member", "falt_name": "0", "falt_body": "1", "falt_valid_from": "3"},
    ),
    "import-enter": ("enter_import (ingrid's)", mapped, {}),
    "import-undo": ("undo_import (ingrid's)", entered, {}),
    "import-discard": ("discard_import (ingrid's)", uploaded, {}),
}


def filled(town, route, data):
    """Put keys of the town in the place of the names above."""
    if data == "order":
        anna, mikael = town.mandate("anna", "KS"), town.mandate("mikael", "KS")
        return {f"plats_{anna.pk}": "2", f"plats_{mikael.pk}": "1"}
    values = dict(data)
    if "body" in values:
        values["body"] = town.body(values["body"]).pk
    if "operation" in values:
        values["operation"] = town.operation(values["operation"]).pk
    if "place" in values:
        values["place"] = f"u{town.unit(values['place']).pk}"
    return values


@pytest.mark.parametrize("route", POSTS)
def test_a_refused_post_writes_nothing_and_an_allowed_one_leads_on(town, as_person, route):
    act, address, data = POSTS[route]
    thing = address(town) if address else None
    url = reverse(f"people:{route}", args=[thing.uuid] if thing else [])
    posted = filled(town, route, data)
    before = everything()

    def sent_by(name):
        response = as_person(name).post(url, posted)
        assert response.status_code in {302, 403, 422}, (name, response.status_code)
        if response.status_code == 302:
            assert everything() != before, name
        return response.status_code == 302

    through = {name for name in PERSONS if tried(partial(sent_by, name))}

    assert through == ALLOWED[act]
    assert everything() == before


def test_the_rollover_page_elects_for_whoever_keeps_the_body(town, as_person):
    term = Term.objects.get(name="2027–2030")
    lena = town.mandate("lena", "KS")
    url = reverse("people:rollover-list", args=[term.uuid]) + f"?organ={town.body('KS').pk}"
    before = everything()

    refused = as_person("anna").post(url, {f"med_{lena.pk}": "1"})

    assert refused.status_code == 403
    assert everything() == before
    assert as_person("ingrid").post(url, {f"med_{lena.pk}": "1"}).status_code == 302


def test_a_stranger_is_led_to_sign_in(client, town):
    before = everything()

    for url in (
        reverse("people:persons"),
        reverse("people:person", args=[town.person("anna").uuid]),
    ):
        assert client.get(url).status_code == 302
    posted = client.post(
        reverse("people:register-person"), {"given_name": "X", "family_name": "Y"}
    )

    assert posted.status_code == 302
    assert everything() == before
    assert ImportBatch.objects.count() == 0
