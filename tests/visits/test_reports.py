"""The report: begun once, written together, guarded, submitted, frozen."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from samspel.audit.models import AuditEntry
from samspel.documents.errors import FileRefused
from samspel.documents.models import Document
from samspel.documents.queries import documents_of
from samspel.foundation.refusal import NotAllowed
from samspel.meetings.enums import ItemState
from samspel.messaging.models import Message
from samspel.rulebooks.errors import RuleStops
from samspel.visits import services
from samspel.visits.enums import GuardAnswer, ReportState
from samspel.visits.errors import ReportRefused
from samspel.visits.models import FactualRemark, Report, ReportSection, SectionAside
from samspel.visits.queries import marked_in, report_visible_to
from tests.stages import staged
from tests.visits.acting import (
    KS_RULES,
    NOW,
    SN_RULES,
    agreed,
    amended,
    appointed,
    booked,
    clock,
    held,
    in_force,
    meeting,
    proposed,
    submitted,
    written,
)
from tests.visits.nothing import refused

LATER = clock(11, 24, 20)


@staged
def visit(town, board):
    return held(town, booked(town, chooser="anna"), "anna", "perolof")


@staged
def report(town, visit):
    return services.start_report(visit, actor=town.actor("anna"), at=LATER)


def save(town, report, text, *, by="anna", key="styrkor", version=0):
    return services.save_report_section(
        report, key=key, text=text, version=version, actor=town.actor(by), at=LATER
    )


def submit(town, report, by="anna", **more):
    return services.submit_report(
        report, actor=town.actor(by), at=more.pop("at", LATER), **more
    )


# --- Begun ------------------------------------------------------------------------------


def test_it_has_the_sections_that_the_rules_name_and_those_who_were_there(town, report):
    assert [(each.key, each.is_required) for each in report.sections.all()] == [
        ("enheten-berattade", True),
        ("styrkor", True),
        ("svarigheter", True),
        ("fora-fram", True),
        ("jag-berattade", False),
    ]
    assert {each.person for each in report.authors.all()} == {
        town.person("anna"),
        town.person("perolof"),
    }


def test_the_next_author_writes_in_the_same_report(town, visit, report):
    assert services.start_report(visit, actor=town.actor("perolof"), at=LATER) == report
    assert Report.objects.count() == 1


def test_no_report_is_begun_on_a_visit_that_was_called_off(town, board):
    visit = services.cancel_visit(
        booked(town), because="Nej.", actor=town.actor("maria"), at=NOW
    )

    with refused("Besöket är inställt", ReportRefused):
        services.start_report(visit, actor=town.actor("anna"), at=LATER)


def test_nor_on_one_that_is_not_held_yet(town, board):
    visit = booked(town)

    with refused("inte noterat som genomfört", ReportRefused):
        services.start_report(visit, actor=town.actor("anna"), at=NOW)


@pytest.mark.parametrize("name", ["lena", "maria", "ingrid", "karin"])
def test_only_those_who_were_there_write(town, visit, name):
    with refused("Bara den som är med", NotAllowed):
        services.start_report(visit, actor=town.actor(name), at=LATER)


def test_where_the_guideline_says_so_the_manager_writes_too(town):
    rules = amended(
        KS_RULES,
        rapportering=(
            "- id: rapportens-form\n",
            (
                "- id: tillsammans\n  title: Tillsammans\n  act: report.submit\n"
                "  clause: rapportering-1\n  decided: kommunstyrelsen 2023-02-14 § 18\n"
                "  set: report.written_with\n  value:\n    - unit_manager\n\n"
                "- id: rapportens-form\n"
            ),
        ),
    )
    in_force(town, "KS", rules, key=910_006)
    appointed(town, "KS", "anna", places=[town.operation("kost")])
    visit = held(town, booked(town), "anna")

    report = services.start_report(visit, actor=town.actor("maria"), at=LATER)

    assert save(town, report, "Vi är stolta.", by="maria").conflict is None
    assert report_visible_to(town.actor("maria"), visit.uuid) == report


def test_a_guideline_that_asks_for_no_report_begins_none(town):
    rules = amended(SN_RULES, aterrapportering=("value: optional", "value: none"))
    in_force(town, "SN", rules, key=910_007)
    appointed(town, "SN", "larsake", places=[town.operation("aldreomsorg")])
    visit = held(town, agreed(town, proposed(town)), reason="Glömdes.")

    with refused("frågar inte efter någon skriftlig rapport", ReportRefused):
        services.start_report(visit, actor=town.actor("larsake"), at=visit.held_noted_at)


# --- Written together ---------------------------------------------------------------------


def test_what_is_written_is_saved_with_its_version(town, report):
    first = save(town, report, "Stolt personal.")
    second = save(town, report, "Stolt personal och god mat.", version=1)

    assert (first.version, second.version) == (1, 2)
    assert report.sections.get(key="styrkor").text == "Stolt personal och god mat."
    assert AuditEntry.objects.filter(act="visits.report.written").count() == 2


def test_when_two_write_at_once_nobodys_words_are_lost(town, report):
    save(town, report, "Annas ord.")

    outcome = save(town, report, "Per-Olofs ord.", by="perolof")

    assert outcome.conflict.yours == "Per-Olofs ord."
    assert outcome.conflict.theirs == "Annas ord."
    assert outcome.conflict.their_name == "Anna Ekelöf"
    assert report.sections.get(key="styrkor").text == "Annas ord."
    aside = SectionAside.objects.get()
    assert (aside.author, aside.text) == (town.person("perolof"), "Per-Olofs ord.")


def test_when_the_words_are_joined_what_was_put_aside_is_taken_away(town, report):
    save(town, report, "Annas ord.")
    save(town, report, "Per-Olofs ord.", by="perolof")

    joined = save(town, report, "Annas och Per-Olofs ord.", by="perolof", version=1)

    assert joined.conflict is None
    assert SectionAside.objects.count() == 0


def test_words_put_aside_are_seen_by_their_author_only(town, visit, report):
    save(town, report, "Annas ord.")
    save(town, report, "Per-Olofs ord.", by="perolof")

    def asides(name):
        found = report_visible_to(town.actor(name), visit.uuid)
        return [each.text for section in found.sections.all() for each in section.own_asides]

    assert asides("perolof") == ["Per-Olofs ord."]
    assert asides("anna") == []


def test_the_same_text_saved_again_is_no_conflict(town, report):
    save(town, report, "Annas ord.")

    assert save(town, report, "Annas ord.", by="perolof").conflict is None


def test_a_section_that_is_not_there_is_refused(town, report):
    with refused("Avsnittet finns inte", ReportRefused):
        save(town, report, "Text.", key="budget")


def test_a_text_without_end_is_refused(town, report):
    with refused("för långt", ReportRefused):
        save(town, report, "x" * 20_001)


def test_nobody_else_writes(town, report):
    with refused("Bara den som är med", NotAllowed):
        save(town, report, "Text.", by="maria")


def test_a_draft_is_read_by_its_authors_only(town, visit, report):
    readers = [
        name
        for name in ("anna", "perolof", "maria", "ingrid", "karin", "lena", "margareta")
        if report_visible_to(town.actor(name), visit.uuid)
    ]

    assert readers == ["anna", "perolof"]


# --- The guard --------------------------------------------------------------------------


def test_the_guard_marks_places_and_the_choice_is_kept_without_the_words(town, report):
    save(town, report, "Elin Sjödahl har fått en stroke. Birgit Malmsten var med.")
    name, illness = marked_in(report, on=LATER.date())
    assert (name.finding.excerpt, illness.finding.excerpt) == ("Elin Sjödahl", "stroke")
    assert name.is_open

    choice = services.keep_guard_choice(
        report,
        section_key="styrkor",
        finding_key=name.finding.key,
        choice=GuardAnswer.KEEP,
        actor=town.actor("anna"),
        at=LATER,
    )

    kept = marked_in(report, on=LATER.date())
    assert [each.is_open for each in kept] == [False, True]
    assert "Elin" not in str(choice.__dict__)
    assert report.sections.get(key="styrkor").text.startswith("Elin Sjödahl")


def test_to_say_that_one_will_change_it_leaves_it_open_until_it_is_changed(town, report):
    save(town, report, "Elin Sjödahl mår bra.")
    found = marked_in(report, on=LATER.date())[0]
    services.keep_guard_choice(
        report,
        section_key="styrkor",
        finding_key=found.finding.key,
        choice=GuardAnswer.CHANGE,
        actor=town.actor("anna"),
        at=LATER,
    )

    assert marked_in(report, on=LATER.date())[0].is_open
    save(town, report, "En boende mår bra.", version=1)
    assert marked_in(report, on=LATER.date()) == []


def test_a_place_that_is_gone_takes_no_choice(town, report):
    with refused("finns inte kvar i texten", ReportRefused):
        services.keep_guard_choice(
            report,
            section_key="styrkor",
            finding_key="borta",
            choice="keep",
            actor=town.actor("anna"),
            at=LATER,
        )


# --- Files ------------------------------------------------------------------------------


def attach(town, report, name, content, by="anna"):
    return services.attach_file(
        report,
        upload=SimpleUploadedFile(name, content, "application/pdf"),
        actor=town.actor(by),
        at=LATER,
    )


def test_a_file_is_attached_and_read_by_whoever_reads_the_report(town, report):
    attach(
        town, report, "meny.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
    )

    assert [each.name for each in documents_of(report, town.actor("perolof"))] == ["meny.pdf"]
    assert documents_of(report, town.actor("lena")) == []


def test_a_file_is_taken_away_by_an_author_while_the_report_is_a_draft(town, report):
    attach(town, report, "meny.pdf", b"%PDF-1.7\n%%EOF\n")
    attach(town, report, "schema.pdf", b"%PDF-1.7\n%%EOF\n")
    menu, schema = Document.objects.order_by("id")

    services.detach_file(report, document=menu, actor=town.actor("perolof"), at=LATER)

    assert documents_of(report, town.actor("anna")) == [schema]
    assert AuditEntry.objects.filter(act="visits.report.file_removed").count() == 1
    with refused("redan borttagen"):
        services.detach_file(report, document=menu, actor=town.actor("anna"), at=LATER)
    Document.objects.filter(pk=schema.pk).update(owner_id=report.pk + 1)
    schema.refresh_from_db()
    with refused("hör inte till den här rapporten"):
        services.detach_file(report, document=schema, actor=town.actor("anna"), at=LATER)


def test_a_file_of_a_submitted_report_stays(town, visit):
    report = written(town, visit, "anna")
    attach(town, report, "meny.pdf", b"%PDF-1.7\n%%EOF\n")
    services.submit_report(report, actor=town.actor("anna"), at=LATER)

    with refused("inlämnad"):
        services.detach_file(
            report, document=Document.objects.get(), actor=town.actor("anna"), at=LATER
        )


def test_a_file_that_lies_about_its_type_is_refused(town, report):
    with refused("", FileRefused):
        attach(town, report, "meny.pdf", b"MZ\x90\x00" + b"\x00" * 200)
    assert Document.objects.count() == 0


def test_a_stranger_attaches_nothing(town, report):
    with refused("Bara den som är med", NotAllowed):
        attach(town, report, "meny.pdf", b"%PDF-1.7\n%%EOF\n", by="maria")


# --- Submitted --------------------------------------------------------------------------


def test_a_submitted_report_goes_to_the_meeting_and_the_unit_is_told(town, visit):
    meeting(town, "KS", 12, 16)

    report = submitted(town, visit, "anna")

    assert report.state == ReportState.SUBMITTED
    assert report.submitted_by == town.person("anna")
    visit.refresh_from_db()
    assert visit.agenda_item.title == "Rapport från besök: Köket på Björkskolan"
    assert Message.objects.filter(
        recipient=town.person("maria"), subject__contains="Rapport inlämnad"
    ).exists()


def test_with_no_meeting_planned_it_waits_under_the_board(town, visit):
    submitted(town, visit, "anna")

    visit.refresh_from_db()
    assert visit.agenda_item.state == ItemState.WAITING


def test_a_required_section_that_is_empty_stops_it(town, visit):
    report = written(town, visit, "anna")
    save(town, report, " ", version=1)

    with refused("Något avsnitt som krävs är tomt", RuleStops):
        submit(town, report)


def test_open_warnings_do_not_stop_it_unless_the_rules_do(town, visit):
    report = written(town, visit, "anna", text="Elin Sjödahl har demens.")

    assert submit(town, report).state == ReportState.SUBMITTED
    entry = AuditEntry.objects.get(act="visits.report.submitted")
    assert entry.facts["warnings_open"] == 10


def test_it_is_submitted_once(town, visit):
    report = submitted(town, visit, "anna")

    with refused("redan inlämnad", ReportRefused):
        submit(town, report, by="perolof")


def test_nothing_is_written_in_it_afterwards(town, visit):
    report = submitted(town, visit, "anna")

    with refused("redan inlämnad", ReportRefused):
        save(town, report, "Ett tillägg.", version=1)


def test_only_an_author_submits_it(town, visit):
    report = written(town, visit, "anna")

    with refused("Bara den som är med", NotAllowed):
        submit(town, report, by="ingrid")


def test_everybody_who_sees_the_visit_reads_it_then(town, visit):
    submitted(town, visit, "anna")

    readers = [
        name
        for name in ("perolof", "maria", "ingrid", "karin", "lena", "margareta", "bo", "birgit")
        if report_visible_to(town.actor(name), visit.uuid)
    ]
    assert readers == ["perolof", "maria", "ingrid", "karin", "lena", "margareta"]


@pytest.mark.parametrize(
    "change",
    [
        lambda: ReportSection.objects.filter(key="styrkor").update(text="Ändrat."),
        lambda: ReportSection.objects.filter(key="styrkor").delete(),
        lambda: Report.objects.update(is_late=True),
        lambda: Report.objects.all()._raw_delete("default"),
    ],
)
def test_the_database_itself_keeps_it_as_it_was(town, visit, change):
    submitted(town, visit, "anna")

    with pytest.raises(DatabaseError, match=r"ändras aldrig|violates"), transaction.atomic():
        change()


# --- The manager's remark, and the public page ---------------------------------------------


def remark(town, report, by="maria", text="Vi är sju, inte fem.", at=LATER):
    return services.add_factual_remark(report, text=text, actor=town.actor(by), at=at)


def test_the_manager_adds_a_remark_before_the_meeting(town, visit):
    meeting(town, "KS", 12, 16)
    report = submitted(town, visit, "anna")

    added = remark(town, report)

    assert added.author == town.person("maria")
    assert Message.objects.filter(
        recipient=town.person("perolof"), subject__contains="Sakupplysning"
    ).exists()


def test_when_the_meeting_has_begun_it_is_too_late(town, visit):
    meeting(town, "KS", 12, 16)
    report = submitted(town, visit, "anna")

    with refused("Sammanträdet har börjat", ReportRefused):
        remark(town, report, at=clock(12, 16, 9))


def test_a_remark_says_something(town, visit):
    report = submitted(town, visit, "anna")

    with refused("Skriv vad som behöver", ReportRefused):
        remark(town, report, text=" ")
    with refused("för lång", ReportRefused):
        remark(town, report, text="x" * 4001)


def test_a_draft_takes_no_remarks(town, report):
    with refused("avgör enhetschefen själv", NotAllowed):
        remark(town, report)


def test_only_the_units_manager_remarks(town, visit):
    report = submitted(town, visit, "anna")

    with refused("avgör enhetschefen själv", NotAllowed):
        remark(town, report, by="birgit")


def test_a_remark_is_never_changed(town, visit):
    added = remark(town, submitted(town, visit, "anna"))

    with pytest.raises(DatabaseError), transaction.atomic():
        FactualRemark.objects.filter(pk=added.pk).update(text="Något annat.")


def test_a_guideline_that_shows_reports_as_annexes_publishes_none(town):
    rules = amended(KS_RULES, rapportering=("value: both", "value: agenda"))
    in_force(town, "KS", rules, key=910_008)
    appointed(town, "KS", "anna", places=[town.operation("kost")])
    report = submitted(town, held(town, booked(town), "anna"), "anna")

    with refused("visar inte rapporter på den öppna sidan", ReportRefused):
        services.publish_report(report, actor=town.actor("ingrid"), at=LATER)


@pytest.fixture
def public(town, visit):
    return submitted(town, visit, "anna")


def test_a_guideline_that_shows_them_lets_the_secretary_publish(town, public):
    published = services.publish_report(public, actor=town.actor("ingrid"), at=LATER)

    assert published.published_at == LATER


def test_a_report_is_published_once(town, public):
    services.publish_report(public, actor=town.actor("ingrid"), at=LATER)

    with refused("redan publicerad", ReportRefused):
        services.publish_report(public, actor=town.actor("ingrid"), at=LATER)


def test_the_author_does_not_publish(town, public):
    with refused("sekreterare", NotAllowed):
        services.publish_report(public, actor=town.actor("anna"), at=LATER)


def test_a_moved_meeting_moves_the_last_day(town, board):
    from samspel.meetings.services import move_meeting

    planned = meeting(town, "KS", 12, 16)
    visit = held(town, booked(town, chooser="anna"), "anna", at=clock(11, 24, 20))
    before = visit.report_due_on

    move_meeting(
        planned,
        starts_at=clock(12, 18, 9),
        ends_at=clock(12, 18, 12),
        at=NOW,
        actor=town.actor("ingrid"),
    )

    visit.refresh_from_db()
    assert visit.report_due_on > before
    assert AuditEntry.objects.filter(act="visits.deadline.moved").count() == 1
