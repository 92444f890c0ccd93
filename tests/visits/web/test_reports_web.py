"""The report's pages: written together, guarded, handed in once, read and added to."""

import pytest
import time_machine
from django.urls import reverse

from samspel.documents.models import Document
from samspel.visits import services
from samspel.visits.enums import GuardAnswer, ReportState
from samspel.visits.models import GuardChoice, Report, SectionAside, Visit
from tests.visits.web.reporting import (
    LATER,
    STEP,
    ekgarden,
    kitchen,
    kitchen_begun,
    kitchen_draft,
    kitchen_held,
    kitchen_submitted,
    kitchen_with_file,
)


@pytest.fixture(autouse=True)
def _after_the_visits():
    with time_machine.travel(LATER, tick=False):
        yield


def _url(name, visit, *args):
    return reverse(f"visits:{name}", args=[visit.uuid, *args])


def test_to_look_at_the_report_does_not_begin_it(town, board, as_person):
    visit = kitchen_held(town)

    answer = as_person("anna").get(_url("report", visit))

    assert "Börja skriva rapporten" in answer.content.decode()
    assert not Report.objects.exists()


def test_a_step_is_saved_and_leads_on(town, board, as_person):
    report = kitchen_begun(town)

    answer = as_person("anna").post(_url("report-step", report.visit, 1), STEP)

    assert answer["Location"] == _url("report-step", report.visit, 2)
    assert report.sections.get(key="styrkor").text == "Allt lagas på plats."


def test_autosave_tells_the_page_what_its_next_save_stands_on(town, board, as_person):
    report, anna = kitchen_begun(town), as_person("anna")

    first = anna.post(_url("report-save", report.visit), STEP)
    again = {**STEP, "text-styrkor": "Mer.", "version-styrkor": "1"}
    second = anna.post(
        _url("report-save", report.visit), again | {"version-enheten-berattade": "1"}
    )

    assert first.status_code == second.status_code == 204
    assert first["X-Versions"] == "enheten-berattade=1, styrkor=1"
    assert second["X-Versions"] == "enheten-berattade=1, styrkor=2"


def test_two_who_write_at_once_both_keep_their_words(town, board, as_person):
    report = kitchen_begun(town)
    as_person("perolof").post(_url("report-step", report.visit, 1), STEP)

    mine = {**STEP, "text-styrkor": "Personalen stannar."}
    saved = as_person("anna").post(_url("report-save", report.visit), mine)
    page = as_person("anna").get(_url("report-step", report.visit, 1)).content.decode()

    assert saved.status_code == 409
    assert "styrkor" not in saved["X-Versions"]
    assert report.sections.get(key="styrkor").text == "Allt lagas på plats."
    assert SectionAside.objects.get().text == "Personalen stannar."
    assert "Per-Olof Hägg skrev i samma avsnitt samtidigt som du." in page
    assert "Allt lagas på plats.\n\nPersonalen stannar.</textarea>" in page


def test_what_was_joined_takes_the_words_that_were_put_aside_away(town, board, as_person):
    report, anna = kitchen_begun(town), as_person("anna")
    as_person("perolof").post(_url("report-step", report.visit, 1), STEP)
    anna.post(_url("report-step", report.visit, 1), {**STEP, "text-styrkor": "Personalen."})

    joined = {"text-styrkor": "Allt lagas på plats.\n\nPersonalen.", "version-styrkor": "1"}
    anna.post(_url("report-step", report.visit, 1), joined)

    assert report.sections.get(key="styrkor").text == joined["text-styrkor"]
    assert not SectionAside.objects.exists()


def test_the_guard_marks_and_the_choice_is_kept(town, board, as_person):
    report, anna = kitchen_begun(town), as_person("anna")
    url = _url("report-step", report.visit, 1)
    risky = {**STEP, "text-styrkor": "Elin Sjödahl har fått en stroke."}

    first = anna.post(url, risky)
    page = anna.get(url).content.decode()
    name = next(
        part.split('"')[0]
        for part in page.split('name="')
        if part.startswith("guard-styrkor-") and "Elin" not in part
    )
    anna.post(url, {**risky, "version-styrkor": "1", name: "keep"})

    assert first["Location"] == f"{url}#skydd-styrkor"
    assert "<mark>Elin Sjödahl<sup>1</sup></mark>" in page
    assert report.sections.get(key="styrkor").text == "Elin Sjödahl har fått en stroke."
    assert GuardChoice.objects.get().choice == GuardAnswer.KEEP


def test_a_report_that_lacks_a_section_is_stopped_with_the_clause_and_keeps_the_answer(
    town, board, as_person
):
    report = kitchen_begun(town)

    answer = as_person("anna").post(
        _url("report-check", report.visit), {"wants_to_speak": "ja"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Något avsnitt som krävs är tomt." in page
    assert page.count("checked") == 1
    assert Report.objects.get().state == ReportState.DRAFT


def test_an_attached_file_is_taken_away_again_and_one_that_is_gone_is_not_found(
    town, board, as_person
):
    report, anna = kitchen_with_file(town), as_person("anna")
    check = _url("report-check", report.visit)
    file = Document.objects.get()
    remove = reverse("visits:report-detach", args=[report.visit.uuid, file.uuid])

    before = anna.get(check).content.decode()
    done = anna.post(remove, follow=True)
    once_more = anna.post(remove)

    assert 'aria-label="Ta bort meny.txt"' in before
    assert remove in before
    assert "meny.txt är borttagen." in done.content.decode()
    assert "Inga filer är bifogade." in done.content.decode()
    assert once_more.status_code == 404


def test_the_report_names_who_received_the_visit_with_the_title(town, board, as_person):
    report = kitchen_begun(town)

    page = as_person("anna").get(_url("report-check", report.visit)).content.decode()

    assert "Maria Lindqvist, enhetschef" in page


def test_handed_in_twice_it_is_handed_in_once(town, board, as_person):
    report, anna = kitchen_draft(town), as_person("anna")
    form = {"wants_to_speak": "nej", "form_key": "0b8a2f0e-7d1c-4d6e-9a59-2f6f0d7b4c11"}

    first = anna.post(_url("report-check", report.visit), form)
    second = anna.post(_url("report-check", report.visit), form)
    receipt = anna.get(first["Location"]).content.decode()

    assert first["Location"] == second["Location"] == _url("report-receipt", report.visit)
    assert "Onsdag 9\u00a0december" in receipt.replace("\u2060", "")


def test_a_submitted_report_is_written_in_no_more(town, board, as_person):
    report, anna = kitchen_submitted(town), as_person("anna")

    answer = anna.post(_url("report-save", report.visit), {**STEP, "version-styrkor": "1"})

    assert answer.status_code == 422
    assert "redan inlämnad" in answer.json()["say"]
    assert report.sections.get(key="styrkor").text == "Allt går bra."


def test_a_cancelled_visit_has_nothing_to_report(town, board, as_person):
    visit = kitchen(town)
    services.cancel_visit(
        visit, because="Vattenläcka.", actor=town.actor("maria"), at=visit.created_at
    )
    anna = as_person("anna")

    page = anna.get(_url("report", visit)).content.decode()
    tried = anna.post(_url("report-begin", visit), follow=True)

    assert "Besöket är inställt, så det finns inget att rapportera." in page
    assert "inställt" in tried.content.decode()
    assert not Report.objects.exists()


def test_a_stale_page_does_not_note_the_visit_as_held(town, board, as_person):
    visit = kitchen(town)
    people = [str(town.person(each).pk) for each in ("anna", "perolof")]
    form = {"day": "2026-11-24", "start": "13:00", "end": "14:40", "attended": people}

    answer = as_person("anna").post(
        _url("held", visit), {**form, "version": str(visit.version + 5)}
    )

    assert answer.status_code == 422
    assert 'value="14:40"' in answer.content.decode()
    assert Visit.objects.get(pk=visit.pk).held_from is None


def test_the_unit_s_page_shows_both_texts_when_two_have_written(town, committee, as_person):
    visit, birgit = ekgarden(town), as_person("birgit")
    url = _url("preparation", visit)
    birgit.post(url, {"text-nulage": "Lugnt.", "version-nulage": "0"})

    answer = birgit.post(url, {"text-nulage": "Stressigt.", "version-nulage": "0"})

    assert answer.status_code == 422
    assert "Lugnt.\n\nStressigt.</textarea>" in answer.content.decode()


def test_the_visitor_reads_what_the_unit_wrote_and_the_points_of_conduct(
    town, committee, as_person
):
    visit = ekgarden(town)
    as_person("birgit").post(
        _url("preparation", visit),
        {"text-nulage": "Två nya avdelningar.", "version-nulage": "0"},
    )

    page = as_person("larsake").get(_url("preparation", visit)).content.decode()

    assert "Två nya avdelningar." in page
    assert "Jag driver inga politiska frågor under besöket." in page


def test_each_page_takes_at_most_twelve_statements(town, board, as_person, statement_count):
    report = kitchen_draft(town)
    visit = report.visit
    pages = {
        "anna": [
            _url("report-step", visit, 1),
            _url("report-check", visit),
            _url("preparation", visit),
        ],
        "maria": [_url("preparation", visit), _url("report", visit)],
        "ingrid": [_url("note-follow-up", visit), reverse("visits:follow-ups")],
    }

    counts = {}
    for name, addresses in pages.items():
        client = as_person(name)
        for address in addresses:
            with statement_count() as counted:
                assert client.get(address).status_code == 200
            counts[name, address] = len(counted)

    assert max(counts.values()) <= 12, counts
