"""Protected identities: made, taken away, and never leaking."""

import datetime as dt
import io
from uuid import UUID

import pytest
from django.core import mail
from django.urls import reverse
from openpyxl import load_workbook

from samspel.audit.models import AuditEntry, AuditSubject
from samspel.people import events, services
from samspel.people.enums import PositionRole, TieKind
from samspel.people.errors import RegisterRefused
from samspel.people.models import Employment
from samspel.people.queries import (
    contact_details,
    known_names,
    name_at_place,
    positions_of,
    public_name,
)
from samspel.people.queries.lists import organisation_tree, persons_listed, staff_at
from samspel.people.services import protect_person, unprotect_person
from tests.cast import TODAY

NEXT_YEAR = dt.date(2027, 1, 1)


def test_an_identity_is_protected(town, acts, heard):
    told = heard(events.person_protected)

    person = protect_person(town.person("bo"), actor=town.actor("pia"))

    person.refresh_from_db()
    assert person.is_protected
    assert acts() == ["people.person.protected"]
    assert told == [(person, town.actor("pia"))]


def test_the_protection_is_taken_away(town, acts, heard):
    told = heard(events.person_unprotected)

    person = unprotect_person(town.person("sofia"), actor=town.actor("tomas"))

    assert not person.is_protected
    assert acts() == ["people.person.unprotected"]
    assert told == [(person, town.actor("tomas"))]


def test_what_is_protected_is_not_protected_again(town, nothing_written):
    with nothing_written(), pytest.raises(RegisterRefused, match="har redan skyddade"):
        protect_person(town.person("sofia"), actor=town.actor("tomas"))


def test_what_is_not_protected_is_not_unprotected(town, nothing_written):
    with nothing_written(), pytest.raises(RegisterRefused, match="har inte skyddade"):
        unprotect_person(town.person("bo"), actor=town.actor("tomas"))


# --- What could leak is made first: Sofia leads the library, under Peter, and has a tie. ---

SECRETS = ("sofia@lindakra.example", "0490-17 40 01", "Storgatan 1")
PLACE = "Stadsbiblioteket"
TITLE = "chef för Stadsbiblioteket"


@pytest.fixture
def sofia(town):
    """Sofia with everything about her that may not be seen."""
    services.employ(
        town.person("sofia"),
        town.unit("bibliotek"),
        title=TITLE,
        function=PositionRole.UNIT_MANAGER,
        manager=town.person("peter"),
        valid_from=TODAY,
        actor=town.actor("tomas"),
    )
    services.declare_tie(
        town.person("sofia"),
        town.operation("fritid"),
        TieKind.EMPLOYED,
        valid_from=TODAY,
        actor=town.actor("sofia"),
    )
    return town.person("sofia")


PAGES = (
    "people:overview",
    "people:persons",
    "people:bodies",
    "people:organisation",
    "people:parties",
)


@pytest.mark.parametrize("viewer", ["tomas", "ingrid", "anna", "peter", "margareta"])
@pytest.mark.parametrize("query", ["", "?q=Sofia", "?format=csv", "?q=sofia@lindakra.example"])
def test_no_list_shows_how_to_reach_or_find_her(sofia, as_person, viewer, query):
    client = as_person(viewer)

    for page in PAGES:
        shown = client.get(reverse(page) + query).content.decode()

        # What was searched for is shown again. Everybody in the cast has one telephone.
        assert "mailto:sofia" not in shown, page
        assert SECRETS[0] not in shown.replace('value="sofia@', "").replace("”sofia@", ""), page
        for line in shown.splitlines():
            assert not ("Sofia" in line and (PLACE in line or SECRETS[1] in line)), page
        assert TITLE not in shown, page


def test_the_row_in_the_list_has_her_name_and_mandate_and_nothing_more(sofia, town):
    row = next(
        row for row in persons_listed(TODAY, town.actor("tomas")) if row.uuid == sofia.uuid
    )

    assert (row.name, row.mandates, row.posts) == (
        "Sofia Åkesson",
        ["SN, ledamot"],
        ["enhetschef"],
    )
    assert (row.email, row.phone) == ("", "")


def test_she_sees_her_own(sofia, town):
    row = next(
        row for row in persons_listed(TODAY, town.actor("sofia")) if row.uuid == sofia.uuid
    )

    assert (row.email, row.posts) == ("sofia@lindakra.example", [f"{TITLE}, {PLACE}"])


def test_neither_file_of_the_list_holds_her_details(sofia, town, as_person):
    client = as_person("tomas")

    text = client.get(reverse("people:persons") + "?format=csv").content.decode("utf-8-sig")
    book = load_workbook(
        io.BytesIO(client.get(reverse("people:persons") + "?format=xlsx").content)
    )

    line = next(line for line in text.splitlines() if "Sofia" in line)
    assert line == "Sofia Åkesson;SN, ledamot;V;enhetschef;;"
    cells = next(
        row for row in book.active.iter_rows(values_only=True) if row[0] == "Sofia Åkesson"
    )
    assert cells == ("Sofia Åkesson", "SN, ledamot", "V", "enhetschef", None, None)


@pytest.mark.parametrize("viewer", ["tomas", "ingrid", "anna", "peter"])
def test_her_page_shows_her_mandate_and_not_where_she_is(sofia, as_person, viewer):
    page = as_person(viewer).get(reverse("people:person", args=[sofia.uuid])).content.decode()
    shown = page[page.index("<main") : page.index("</main>")]

    assert "Socialnämnden" in shown
    assert "Arbetsplatsen visas inte" in shown
    assert "Kontaktuppgifterna visas inte" in shown
    for secret in (*SECRETS, PLACE, TITLE, "Fritid", "Peter Sjögren"):
        assert secret not in shown


def test_her_own_page_shows_her_everything(sofia, as_person):
    shown = as_person("sofia").get(reverse("people:person", args=[sofia.uuid])).content.decode()
    shown = shown.replace("\u00a0", " ")

    for own in (*SECRETS, PLACE, "Fritid"):
        assert own in shown


@pytest.mark.parametrize("page", ["unit", "organisation"])
def test_the_place_does_not_show_her(sofia, town, as_person, page):
    args = [town.unit("bibliotek").uuid] if page == "unit" else []

    shown = as_person("tomas").get(reverse(f"people:{page}", args=args)).content.decode()

    assert PLACE in shown
    assert "Sofia" not in shown
    assert str(sofia.uuid) not in shown


def test_the_tree_says_that_there_is_a_manager_without_the_name(sofia, town):
    places = [
        unit
        for department in organisation_tree(TODAY, town.actor("tomas"))
        for operation in department.below
        for unit in operation.below
        if unit.name == PLACE
    ]

    assert [(place.manager, place.manager_uuid) for place in places] == [
        ("Person med skyddade personuppgifter", None)
    ]
    assert staff_at(town.unit("bibliotek"), TODAY, town.actor("tomas"))[0].name == "Mikael Roos"
    assert name_at_place(sofia, town.actor("tomas")) == "Person med skyddade personuppgifter"
    assert name_at_place(sofia, town.actor("sofia")) == "Sofia Åkesson"


def test_the_log_never_says_where_she_works(sofia, town):
    employment = Employment.objects.get(person=sofia)
    services.change_manager(
        employment, town.person("karin"), valid_from=TODAY, actor=town.actor("tomas")
    )
    services.end_employment(employment, valid_to=NEXT_YEAR, actor=town.actor("tomas"))

    entries = AuditEntry.objects.order_by("id")
    unit = town.unit("bibliotek")
    assert entries.count() == 4
    for entry in entries:
        said = f"{entry.subject_name} {entry.facts} {entry.actor_role}"
        assert PLACE not in said
        assert not {"unit", "operation", "place", "manager", "kind"} & set(entry.facts)
    assert not AuditSubject.objects.filter(
        subject_type="people.unit", subject_id=unit.pk
    ).exists()


def test_her_position_is_named_without_the_place(sofia, town):
    post = next(
        row for row in positions_of(sofia.pk, on=TODAY) if row.key.startswith("employment")
    )

    assert (post.place, post.title) == ("", "")
    assert post.unit_ids == {town.unit("bibliotek").pk}


def test_what_she_does_is_logged_without_her_place(sofia, town):
    services.change_contact_details(
        sofia, email="", phone="", address="", actor=town.actor("sofia")
    )

    entry = AuditEntry.objects.latest("id")
    assert entry.actor_name == "Sofia Åkesson"
    assert PLACE not in entry.actor_role


def test_she_is_not_found_by_anything_but_her_name(sofia, town):
    admin = town.actor("tomas")

    def found(text: str) -> list[UUID]:
        return [row.uuid for row in persons_listed(TODAY, admin, text=text)]

    assert found("Sofia Åkesson") == [sofia.uuid]
    for secret in (*SECRETS, PLACE, "17 40 01"):
        assert sofia.uuid not in found(secret)


def test_her_contact_details_are_for_her_alone(sofia, town):
    assert not contact_details(sofia, town.actor("tomas"))
    assert not contact_details(sofia, None)
    assert contact_details(sofia, town.actor("sofia")).phone == "0490-17 40 01"


def test_the_public_sees_a_mandate_without_a_name(sofia, town):
    assert public_name(sofia) == "Ledamot med skyddade personuppgifter"
    assert public_name(town.person("anna")) == "Anna Ekelöf"


def test_the_privacy_guard_knows_her_name(sofia):
    assert "Sofia Åkesson" in known_names(TODAY)


def test_nothing_of_this_sends_mail(sofia, town):
    protect_person(town.person("bo"), actor=town.actor("tomas"))

    assert mail.outbox == []


def test_the_errand_explains_what_it_does(town, as_person):
    shown = as_person("pia").get(reverse("people:protection", args=[town.person("bo").uuid]))

    assert "Kontaktuppgifter visas bara för personen själv" in shown.content.decode()
