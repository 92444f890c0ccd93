"""Importing mandates: preview, entry, half the rows wrong, undo."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.people import events, policies, services
from samspel.people.enums import EndReason, ImportKind, ImportState, PositionRole
from samspel.people.errors import ImportRefused
from samspel.people.models import ColumnMemory, ImportBatch, Mandate, Party, Person, Term
from samspel.people.queries.imports import preview
from samspel.people.services.imports import RowsRefused

AT = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)
HEAD = "Namn;Organ;Roll;Parti;Plats;Från;Till;Beslutsdag;Paragraf"
GOOD = f"""{HEAD}
Nils Brodin;Kommunstyrelsen;Ledamot;S;;2026-10-01;2026-12-31;2026-09-28;§ 80
Ahlin, Maj;KS;Ersättare;Centerpartiet;3;2026-10-01;;2026-09-28;§ 80
Anna Ekelöf;KSAU;Ersättare;C;1;2026-10-01;;;
"""
HALF = f"""{HEAD}
Nils Brodin;KS;Ledamot;S;;2026-10-01;2026-12-31;;
Maj Ahlin;Kommunstyrelse;Ersättare;C;;2026-10-01;;;
Hans Wibom;KS;Ledamott;KD;;2026-10-01;;;
Eva Tuvesson;KS;Ledamot;Piratpartiet;;2026-10-01;;;
Kjell Rydén;KS;Ledamot;S;;hösten 2026;;;
Agneta Thorell;KS;Ledamot;S;;2026-10-01;2026-09-01;;
Anna Ekelöf;KS;Ledamot;C;;2026-10-01;;;
Fatima;KS;Ledamot;S;;2026-10-01;;;
Emil Forslund;KS;Ordförande;S;;2026-10-01;;;
Britt Wedin;KS;Ersättare;S;1;2026-10-01;;;
Stig Lundell;BUN;Ledamot;S;;2026-10-01;;;
Jenny Östlund;KS;Ledamot;S;;2026-10-01;;;
Jenny Östlund;KS;Ledamot;S;;2026-11-01;;;
"""


def read(town, text, name="ingrid", **options):
    actor = town.actor(name)
    batch = services.read_import(
        ImportKind.MANDATES, name="val.csv", content=text.encode(), actor=actor
    )
    return services.map_columns(batch, batch.mapping, options, actor=actor)


def seen(town, batch, name="ingrid"):
    actor = town.actor(name)
    return preview(batch, lambda body: policies.may_keep_body(body, actor))


def enter(town, batch, name="ingrid", *, only_good=False):
    return services.enter_import(batch, only_good=only_good, at=AT, actor=town.actor(name))


def test_a_right_file_is_entered_as_by_hand(town, heard):
    batch, begun = read(town, GOOD), heard(events.mandate_begun)

    outcome = enter(town, batch)

    nils = Mandate.objects.get(person__family_name="Brodin")
    assert outcome.entered_count == 3
    assert (nils.body.short_name, nils.role, nils.party.abbreviation) == ("KS", "member", "S")
    assert (nils.valid_from, nils.valid_to) == (dt.date(2026, 10, 1), dt.date(2027, 1, 1))
    assert (nils.elected_on, nils.elected_paragraph) == (dt.date(2026, 9, 28), "§ 80")
    maj = Mandate.objects.get(person__given_name="Maj")
    assert (maj.person.name, maj.role, maj.substitute_order) == ("Maj Ahlin", "substitute", 3)
    assert len(begun) == 3


def test_whoever_is_in_the_register_is_not_registered_again(town):
    enter(town, read(town, GOOD))

    assert Person.objects.filter(given_name="Anna", family_name="Ekelöf").count() == 1
    assert town.mandate("anna", "KSAU").person == town.person("anna")


def test_every_row_is_logged_by_the_act_that_it_is(town, acts):
    enter(town, read(town, GOOD))

    assert acts() == [
        "people.import.uploaded",
        "people.import.mapped",
        "people.person.registered",
        "people.mandate.elected",
        "people.person.registered",
        "people.mandate.elected",
        "people.mandate.elected",
        "people.import.entered",
    ]


def test_a_preview_writes_nothing(town, nothing_written):
    batch = read(town, HALF)

    with nothing_written():
        seen(town, batch)


def test_every_wrong_row_says_where_what_and_what_would_be_right(town):
    batch = read(town, HALF)

    found = seen(town, batch)

    said = {
        row.number: [(each.column, each.what, each.right) for each in row.problems]
        for row in found.bad
    }
    assert [row.number for row in found.good] == [2, 13]
    assert said == {
        3: [("Organ", "”Kommunstyrelse” finns inte.", "Menade du ”Kommunstyrelsen”?")],
        4: [("Roll", "”Ledamott” finns inte.", "Menade du ”ledamot”?")],
        5: [
            (
                "Parti",
                "”Piratpartiet” finns inte.",
                "Lägg upp det först, eller rätta stavningen.",
            )
        ],
        6: [("Första dag", "”hösten 2026” är inget datum.", "Skriv till exempel 2027-01-01.")],
        7: [("Sista dag", "Sista dagen ligger före första dagen.", "Ändra någon av dem.")],
        8: [
            (
                "Organ",
                "Anna Ekelöf har redan ett uppdrag i Kommunstyrelsen den tiden.",
                "Avsluta det först, eller ta bort raden.",
            )
        ],
        9: [
            (
                "Hela namnet",
                "Namnet saknas eller är bara ett ord.",
                "Skriv både förnamn och efternamn.",
            )
        ],
        10: [
            (
                "Roll",
                "Posten i presidiet är redan tagen den tiden.",
                "Avsluta det andra uppdraget först.",
            )
        ],
        11: [
            ("Ersättarens plats", "Plats 1 bland ersättarna är tagen.", "Välj en annan plats.")
        ],
        12: [
            (
                "Organ",
                "Du för inte registret för Barn- och utbildningsnämnden.",
                "Be organets sekreterare, eller ta bort raden.",
            )
        ],
        14: [
            (
                "Organ",
                "Jenny Östlund har redan ett uppdrag i Kommunstyrelsen den tiden.",
                "Avsluta det först, eller ta bort raden.",
            )
        ],
    }


def test_one_wrong_row_stops_them_all(town, nothing_written):
    batch = read(town, HALF)

    with (
        nothing_written(),
        pytest.raises(RowsRefused, match="11 rader går inte att föra in") as refused,
    ):
        enter(town, batch)

    assert [row.number for row in refused.value.rows] == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14]


def test_the_right_rows_alone_are_entered_when_the_keeper_says_so(town):
    outcome = enter(town, read(town, HALF), only_good=True)

    assert outcome.entered_count == 2
    assert len(outcome.refused) == 11
    new = Person.objects.order_by("-id").values_list("family_name", flat=True)[:2]
    assert list(new) == ["Östlund", "Brodin"]
    assert not Person.objects.filter(family_name="Wibom").exists()


def test_what_only_the_act_can_refuse_is_refused_then(town, nothing_written):
    # Margareta is an auditor: the law bars her, which the preview does not look into.
    batch = read(town, f"{HEAD}\nMargareta Öst;KS;Ledamot;;;2026-10-01;;;\n")

    with nothing_written(), pytest.raises(RowsRefused) as refused:
        enter(town, batch)

    assert "Den som är revisor kan inte" in refused.value.rows[0].problems[0].what


def test_a_row_that_the_act_refuses_leaves_no_person_behind(town):
    text = f"{HEAD}\nNils Brodin;KS;Revisor;;;2026-10-01;;;\nMaj Ahlin;KS;Ledamot;;;2026-10-01;;;\n"

    outcome = enter(town, read(town, text), only_good=True)

    assert outcome.entered_count == 1
    assert not Person.objects.filter(family_name="Brodin").exists()


def test_the_file_can_say_for_all_rows_what_they_leave_out(town):
    term = Term.objects.get(name="2027–2030")
    batch = read(
        town,
        "Namn;Parti\nNils Brodin;S\n",
        body=town.body("KS").pk,
        role="substitute",
        term=term.pk,
        valid_from="2027-01-01",
        elected_by="Kommunfullmäktige",
    )

    enter(town, batch)

    mandate = Mandate.objects.get(person__family_name="Brodin")
    assert (mandate.role, mandate.term, mandate.elected_by) == (
        "substitute",
        term,
        "Kommunfullmäktige",
    )
    assert (mandate.valid_from, mandate.valid_to) == (dt.date(2027, 1, 1), dt.date(2031, 1, 1))


def test_the_same_file_again_adds_nothing(town, nothing_written):
    enter(town, read(town, GOOD))
    again = read(town, GOOD)

    assert len(seen(town, again).already) == 3
    with nothing_written(), pytest.raises(ImportRefused, match="inga nya rader"):
        enter(town, again)


def test_a_council_file_in_latin_1_is_read_as_it_comes(town):
    text = "Valtyp;Parti;Namn;Tillträdesdatum\nK;C;Öman, Åsa;2026-10-15\n"
    actor = town.actor("tomas")
    batch = services.read_import(
        ImportKind.MANDATES, name="nuvarande.skv", content=text.encode("latin-1"), actor=actor
    )
    services.map_columns(batch, batch.mapping, {}, actor=actor)

    enter(town, batch, "tomas")

    mandate = Mandate.objects.get(person__family_name="Öman")
    assert (mandate.body.short_name, mandate.party) == (
        "KF",
        Party.objects.get(abbreviation="C"),
    )


def test_undo_takes_away_all_that_the_import_made(town, heard, acts):
    people, seats = Person.objects.count(), Mandate.objects.count()
    batch = read(town, GOOD)
    enter(town, batch)
    ended = heard(events.mandate_ended)

    services.undo_import(batch, at=AT, actor=town.actor("ingrid"))

    batch.refresh_from_db()
    assert (Person.objects.count(), Mandate.objects.count()) == (people, seats)
    assert batch.state == ImportState.UNDONE
    assert len(ended) == 3
    assert acts()[-1] == "people.import.undone"


def test_an_import_that_somebody_has_changed_is_not_undone(town, nothing_written):
    batch = read(town, GOOD)
    enter(town, batch)
    services.end_mandate(
        Mandate.objects.get(person__family_name="Brodin"),
        valid_to=dt.date(2026, 11, 1),
        reason=EndReason.RESIGNED,
        actor=town.actor("ingrid"),
    )

    with nothing_written(), pytest.raises(ImportRefused, match="Rad 2 har ändrats i registret"):
        services.undo_import(batch, at=AT, actor=town.actor("ingrid"))


def test_an_import_that_something_rests_on_is_not_undone(town, nothing_written):
    batch = read(town, GOOD)
    enter(town, batch)
    services.elect(
        Person.objects.get(family_name="Brodin"),
        town.body("SN"),
        PositionRole.MEMBER,
        valid_from=dt.date(2026, 11, 1),
        actor=town.actor("ingrid"),
    )

    with (
        nothing_written(),
        pytest.raises(ImportRefused, match=r"Rad 2 \(Nils Brodin\).*bygger på"),
    ):
        services.undo_import(batch, at=AT, actor=town.actor("ingrid"))


def test_an_import_is_entered_once(town, nothing_written):
    batch = read(town, GOOD)
    enter(town, batch)

    with nothing_written(), pytest.raises(ImportRefused, match="redan införd"):
        enter(town, batch)


def test_a_batch_that_is_not_entered_is_not_undone(town, nothing_written):
    batch = read(town, GOOD)

    with nothing_written(), pytest.raises(ImportRefused, match="redan granskad"):
        services.undo_import(batch, at=AT, actor=town.actor("ingrid"))


def test_somebody_elses_import_is_not_touched(town, nothing_written):
    batch = read(town, GOOD)

    with nothing_written(), pytest.raises(NotAllowed, match="någon annans"):
        services.discard_import(batch, actor=town.actor("pia"))


@pytest.mark.parametrize(
    ("mapping", "why"),
    [
        ({"name": 0, "body": 0}, "En kolumn kan bara fylla ett fält"),
        ({"name": 99}, "Kolumnerna passar inte filen"),
        ({"shoe_size": 0}, "Kolumnerna passar inte filen"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(town, nothing_written, mapping, why):
    batch = read(town, GOOD)

    with nothing_written(), pytest.raises(ImportRefused, match=why):
        services.map_columns(batch, mapping, {}, actor=town.actor("ingrid"))


def test_what_the_columns_meant_is_remembered(town):
    actor = town.actor("ingrid")
    text = b"Vem;Var\nNils Brodin;KS\n"
    batch = services.read_import(ImportKind.MANDATES, name="a.csv", content=text, actor=actor)
    services.map_columns(batch, {"name": 0, "body": 1}, {}, actor=actor)

    again = services.read_import(ImportKind.MANDATES, name="b.csv", content=text, actor=actor)

    assert again.mapping == {"name": 0, "body": 1}
    assert ColumnMemory.objects.count() == 2


def test_the_cells_are_forgotten_when_the_rows_are_entered_or_thrown_away(town):
    batch, other = read(town, GOOD), read(town, HALF)
    enter(town, batch)
    services.discard_import(other, actor=town.actor("ingrid"))

    assert [each.rows for each in ImportBatch.objects.order_by("id")] == [[], []]


def test_the_log_of_a_file_holds_no_cells(town):
    read(town, GOOD)

    for entry in AuditEntry.objects.filter(act__startswith="people.import"):
        assert "Brodin" not in f"{entry.facts}{entry.subject_name}"


def test_from_upload_to_undo_in_the_browser(town, as_person, statement_count):
    client = as_person("ingrid")
    file = SimpleUploadedFile("val.csv", HALF.encode(), content_type="text/csv")

    uploaded = client.post(reverse("people:imports"), {"kind": "mandates", "file": file})
    columns = client.get(uploaded["Location"])
    fields = {
        name: columns.content.decode().partition(f'name="{name}"')[2]
        for name in ("falt_name", "falt_body")
    }
    batch = ImportBatch.objects.get()
    posted = {f"falt_{key}": at for key, at in batch.mapping.items()} | {"role": "member"}
    mapped = client.post(uploaded["Location"], posted)
    with statement_count() as statements:
        review = client.get(mapped["Location"]).content.decode()
    stopped = client.post(reverse("people:import-enter", args=[batch.uuid]), {})
    entered = client.post(
        reverse("people:import-enter", args=[batch.uuid]), {"only_good": "on"}
    )
    after = client.get(entered["Location"]).content.decode()
    undone = client.post(reverse("people:import-undo", args=[batch.uuid]), {})

    assert all(fields.values())
    assert len(statements) <= 12
    assert "Menade du ”Kommunstyrelsen”?" in review
    assert "Rad 3" in review
    assert stopped.status_code == 422
    assert "11 rader går inte att föra in" in stopped.content.decode()
    assert "2 rader är införda." in after
    assert undone.status_code == 302
    assert not Person.objects.filter(family_name="Brodin").exists()


def test_the_wrong_rows_come_as_a_file_to_mend(town, as_person):
    batch = read(town, HALF)

    response = as_person("ingrid").get(
        reverse("people:import-review", args=[batch.uuid]) + "?format=csv"
    )

    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Rad;Namn;Organ;Roll")
    assert lines[1].startswith("3;Maj Ahlin;Kommunstyrelse;")
    assert len(lines) == 12


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("bild.csv", b"\x89PNG\r\n\x1a\n", "varken CSV eller Excel"),
        ("tom.csv", b" ", "Filen är tom"),
        ("gammal.xls", b"\xd0\xcf\x11\xe0", "gamla format"),
    ],
)
def test_a_file_that_lies_about_its_type_is_refused_on_the_page(
    town, as_person, nothing_written, name, content, why
):
    client = as_person("ingrid")

    with nothing_written():
        response = client.post(
            reverse("people:imports"),
            {"kind": "mandates", "file": SimpleUploadedFile(name, content)},
        )

    assert response.status_code == 422
    assert why in response.content.decode()


def test_the_template_is_a_file_that_can_be_imported(town, as_person):
    response = as_person("ingrid").get(reverse("people:import-template", args=["mandates"]))

    batch = services.read_import(
        ImportKind.MANDATES,
        name="mall.xlsx",
        content=response.content,
        actor=town.actor("ingrid"),
    )

    assert batch.mapping["given_name"] == 0
    assert batch.row_count == 1


def test_one_column_for_two_fields_is_refused_at_the_second(town, as_person):
    batch = read(town, GOOD)
    fields = {f"falt_{key}": str(place) for key, place in batch.mapping.items()}
    twice = {**fields, "falt_body": fields["falt_name"]}
    address = reverse("people:import-columns", args=[batch.uuid])

    answer = as_person("ingrid").post(address, twice)

    assert answer.status_code == 422
    assert "Kolumnen fyller redan" in answer.content.decode()
