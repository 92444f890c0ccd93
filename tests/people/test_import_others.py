"""Importing employments and the organisation."""

import datetime as dt

import pytest

from samspel.audit.models import AuditEntry
from samspel.audit.queries import verified_chain
from samspel.audit.services import seal
from samspel.foundation.refusal import Refused
from samspel.people import policies, services
from samspel.people.enums import ImportKind, PositionRole, TieKind
from samspel.people.models import Department, Employment, Operation, Person, Unit
from samspel.people.queries.imports import preview
from samspel.people.services.imports import RowsRefused

AT = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)


def read(town, kind, text, name="tomas", **options):
    actor = town.actor(name)
    batch = services.read_import(kind, name="fil.csv", content=text.encode(), actor=actor)
    return services.map_columns(batch, batch.mapping, options, actor=actor)


def problems(town, batch, name="tomas"):
    actor = town.actor(name)
    found = preview(batch, lambda body: policies.may_keep_body(body, actor))
    return {row.number: [each.what for each in row.problems] for row in found.bad}


def enter(town, batch, name="tomas", *, only_good=False):
    return services.enter_import(batch, only_good=only_good, at=AT, actor=town.actor(name))


EMPLOYED = """Förnamn;Efternamn;Titel;Funktion;Enhet;Verksamhet;Avdelning;Chef;Arbetar åt;Från
Nils;Brodin;kökschef;Enhetschef;Köket på Kvarnskolan;;;Peter Sjögren;;2026-10-01
Maj;Ahlin;nämndsekreterare;Nämndsekreterare;;;Kansliet;Elisabet Nyman;KS, BUN;2026-10-01
Hans;Wibom;kock;;;Kost;;;;2026-10-01
"""


def test_employments_are_entered_at_the_nearest_place(town):
    enter(town, read(town, ImportKind.EMPLOYMENTS, EMPLOYED))

    nils = Employment.objects.get(person__family_name="Brodin")
    maj = Employment.objects.get(person__family_name="Ahlin")
    hans = Employment.objects.get(person__family_name="Wibom")
    assert (nils.unit, nils.function, nils.manager) == (
        town.unit("kvarn"),
        "unit_manager",
        town.person("peter"),
    )
    assert maj.department == Department.objects.get(key="kansliet")
    assert [body.short_name for body in maj.serves.order_by("short_name")] == ["BUN", "KS"]
    assert (hans.operation, hans.function) == (town.operation("kost"), "employee")


def test_wrong_employments_say_why(town):
    text = """Namn;Titel;Funktion;Enhet;Verksamhet;Chef;Arbetar åt;Från
Nils Brodin;chef;Enhetschef;;Kost;;;2026-10-01
Maj Ahlin;;;Köket på Kvarnskolan;;;;2026-10-01
Hans Wibom;kock;Hovmästare;Köket på Kvarnskolan;;;;2026-10-01
Eva Tuvesson;kock;;;;;;2026-10-01
Peter Sjögren;kock;;;Kost;Peter Sjögren;;2026-10-01
Stig Lundell;kock;;;Kost;Ingen Alls;;2026-10-01
Jenny Östlund;kock;;;Kost;;XX;2026-10-01
Rolf Danielsson;kock;;;Kost;;;2020-10-01
"""
    batch = read(town, ImportKind.EMPLOYMENTS, text)

    assert problems(town, batch) == {
        2: ["Funktionen hör inte till den sortens plats."],
        3: ["Titeln saknas."],
        4: ["”Hovmästare” finns inte."],
        5: ["Platsen saknas."],
        6: ["Ingen är sin egen chef."],
        7: ["”Ingen Alls” finns inte."],
        8: ["”XX” finns inte."],
        9: ["Kost finns inte hela den tiden."],
    }


def test_a_secretary_imports_no_administrator(town, nothing_written):
    text = """Namn;Titel;Funktion;Avdelning;Från
Nils Brodin;systemförvaltare;Systemförvaltare;Kansliet;2026-10-01
"""
    batch = read(town, ImportKind.EMPLOYMENTS, text, "ingrid")

    with nothing_written(), pytest.raises(RowsRefused) as refused:
        enter(town, batch, "ingrid")

    assert "hela kommunen" in refused.value.rows[0].problems[0].what


def test_an_address_that_there_is_no_room_for_is_said_and_not_cut(town):
    text = f"Namn;Titel;Enhet;Från;E-post\nNils Brodin;kock;Köket på Kvarnskolan;2026-10-01;n@{'x' * 60}.{'y.' * 98}example\n"

    found = problems(town, read(town, ImportKind.EMPLOYMENTS, text))

    assert "är ingen e-postadress." in found[2][0]


def test_an_imported_person_can_be_protected_from_the_start(town):
    text = "Namn;Titel;Enhet;Från;Skyddad;E-post\nNils Brodin;kock;Köket på Kvarnskolan;2026-10-01;ja;n@x.example\n"

    enter(town, read(town, ImportKind.EMPLOYMENTS, text))

    assert Person.objects.get(family_name="Brodin").is_protected


def _kept_of(row):
    """What the log keeps of an act on the row, but for keys and times."""
    entries = AuditEntry.objects.filter(
        subject_type=row._meta.label_lower, subject_id=row.pk
    ).order_by("id")
    return [
        (
            *(each.act, each.subject_name, each.actor_name, each.actor_role, set(each.facts)),
            [other.subject_type for other in each.also.order_by("id")],
        )
        for each in entries
    ]


def test_a_refused_row_is_named_and_the_others_go_in_with_the_log_that_one_would_have(town):
    text = """Namn;Titel;Funktion;Enhet;Avdelning;Från;Skyddad
Nils Brodin;kock;;Köket på Kvarnskolan;;2026-10-01;ja
Maj Ahlin;systemförvaltare;Systemförvaltare;;Kansliet;2026-10-01;
Nils Brodin;värd;;Köket på Björkskolan;;2026-10-01;
"""
    batch = read(town, ImportKind.EMPLOYMENTS, text, "ingrid")

    outcome = enter(town, batch, "ingrid", only_good=True)

    alone = services.register_person(
        "Nils", "Brodin", is_protected=True, is_someone_else=True, actor=town.actor("ingrid")
    )
    post = services.employ(
        alone,
        town.unit("kvarn"),
        title="kock",
        function=PositionRole.EMPLOYEE,
        valid_from=dt.date(2026, 10, 1),
        actor=town.actor("ingrid"),
    )
    assert outcome.entered_count == 2
    assert [row.number for row in outcome.refused] == [3]
    assert "hela kommunen" in outcome.refused[0].problems[0].what
    assert not Person.objects.filter(family_name="Ahlin").exists()
    nils = Person.objects.exclude(pk=alone.pk).get(family_name="Brodin")
    assert _kept_of(nils) == _kept_of(alone)
    assert _kept_of(nils.employments.get(unit=town.unit("kvarn"))) == _kept_of(post)
    seal()
    assert verified_chain().waiting_count == 0


def test_an_import_refuses_as_the_act_does_whom_the_law_bars(town):
    text = "Namn;Titel;Funktion;Avdelning;Från\n"
    text += f"{town.person('anna').name};kommundirektör;Kommundirektör;Kansliet;2026-10-01\n"
    batch = read(town, ImportKind.EMPLOYMENTS, text)

    with pytest.raises(RowsRefused) as imported:
        enter(town, batch)
    with pytest.raises(Refused) as alone:
        services.employ(
            town.person("anna"),
            Department.objects.get(key="kansliet"),
            title="kommundirektör",
            function=PositionRole.MUNICIPAL_DIRECTOR,
            valid_from=dt.date(2026, 10, 1),
            actor=town.actor("tomas"),
        )

    assert imported.value.rows[0].problems[0].what == alone.value.message


def test_more_rows_ask_for_no_more_statements_in_or_out_again(town, statement_count):
    counts = []
    for letter, many in (("a", 2), ("b", 9)):
        rows = "".join(
            f"Nils Brodin{letter}{chr(97 + at)};kock;Köket på Kvarnskolan;2026-10-01\n"
            for at in range(many)
        )
        batch = read(town, ImportKind.EMPLOYMENTS, f"Namn;Titel;Enhet;Från\n{rows}")
        actor = town.actor("tomas")
        with statement_count() as entered:
            services.enter_import(batch, only_good=False, at=AT, actor=actor)
        with statement_count() as undone:
            services.undo_import(batch, at=AT, actor=actor)
        counts.append((len(entered), len(undone)))

    assert counts[0] == counts[1]
    assert not Person.objects.filter(family_name__startswith="Brodin").exists()


def test_undo_names_the_row_that_something_rests_on_and_takes_nothing_away(town):
    rows = "".join(
        f"Nils Brodin{letter};kock;Köket på Kvarnskolan;2026-10-01\n" for letter in "abc"
    )
    batch = read(town, ImportKind.EMPLOYMENTS, f"Namn;Titel;Enhet;Från\n{rows}")
    enter(town, batch)
    services.declare_tie(
        Person.objects.get(family_name="Brodinb"),
        town.operation("kost"),
        TieKind.EMPLOYED,
        valid_from=dt.date(2026, 11, 1),
        actor=town.actor("tomas"),
    )

    with pytest.raises(Refused) as refused:
        services.undo_import(batch, at=AT, actor=town.actor("tomas"))

    assert "Rad 3 (Nils Brodinb)" in refused.value.message
    assert Employment.objects.filter(person__family_name__startswith="Brodin").count() == 3


ORGANISATION = """Förvaltning;Nämnd;Verksamhet;Enhet;Adress;Utförare
Utbildning;BUN;Förskola;Gläntan;Skogsvägen 3;
Utbildning;;Förskola;Lyckan;Torget 2;Lyckans Förskola AB
Utbildning;;Grundskola;;;
Välfärd och service;;Kost;Köket på Ängskolan;;
Välfärd och service;;Kost;Köket på Björkskolan;;
"""


def test_the_organisation_grows_by_what_is_new(town):
    batch = read(town, ImportKind.ORGANISATION, ORGANISATION, valid_from="2026-10-01")

    outcome = enter(town, batch)

    assert outcome.entered_count == 4
    education = Department.objects.get(name="Utbildning")
    assert (education.body, education.key) == (town.body("BUN"), "utbildning")
    assert list(education.operations.values_list("name", flat=True)) == [
        "Förskola",
        "Grundskola",
    ]
    lyckan = Unit.objects.get(name="Lyckan")
    assert (lyckan.is_private, lyckan.provider) == (True, "Lyckans Förskola AB")
    assert Unit.objects.filter(name="Köket på Björkskolan").count() == 1
    assert Operation.objects.filter(name="Kost").count() == 1


def test_undo_takes_the_new_organisation_away_again(town):
    before = Unit.objects.count(), Operation.objects.count(), Department.objects.count()
    batch = read(town, ImportKind.ORGANISATION, ORGANISATION, valid_from="2026-10-01")
    enter(town, batch)

    services.undo_import(batch, at=AT, actor=town.actor("tomas"))

    assert before == (
        Unit.objects.count(),
        Operation.objects.count(),
        Department.objects.count(),
    )


def test_wrong_rows_of_an_organisation_say_why(town):
    text = "Förvaltning;Nämnd;Verksamhet;Enhet;Från\n;KS;;;\nNy;;;;2026-10-01\nNy2;XX;;;2026-10-01\nNy3;KS;;Enhet;2026-10-01\nNy4;KS;;;\n"
    batch = read(town, ImportKind.ORGANISATION, text)

    assert problems(town, batch) == {
        2: ["Första dagen saknas.", "Avdelningen saknas."],
        3: ["Avdelningen är ny och har inget organ."],
        4: ["”XX” finns inte."],
        5: ["Enheten hör inte till någon verksamhet."],
        6: ["Första dagen saknas."],
    }


@pytest.mark.soak
def test_twenty_thousand_rows_are_entered_and_undone_again(town):
    rows = "\n".join(
        f"Nils Brodin{at};kock;Köket på Kvarnskolan;2026-10-01" for at in range(20_000)
    )
    batch = read(town, ImportKind.EMPLOYMENTS, f"Namn;Titel;Enhet;Från\n{rows}\n")

    outcome = enter(town, batch)

    assert outcome.entered_count == 20_000

    services.undo_import(batch, at=AT, actor=town.actor("tomas"))

    assert not Person.objects.filter(family_name__startswith="Brodin").exists()
