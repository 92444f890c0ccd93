"""The pages: what each shows to whom, in how many statements, and secrets on none."""

from __future__ import annotations

from django.urls import reverse

from samspel.cases import services
from samspel.cases.calculation.clocks import ClockState
from samspel.cases.models import Case
from samspel.documents.models import Document
from samspel.kit.search import search
from tests.cases.acting import NOW, given, opened, upload

SECRET = "Placering av en namngiven person"


def _text(client, route, *keys, query=""):
    response = client.get(reverse(f"cases:{route}", args=keys) + query)
    assert response.status_code == 200, (route, response.status_code)
    return response.content.decode()


def test_the_pages_show_the_list_the_clocks_the_case_and_what_it_holds(scene, as_person):
    client = as_person("ingrid")

    listed = _text(client, "list")
    clocks = _text(client, "clocks")
    case = _text(client, "case", scene.case.uuid)
    motion = _text(client, "case", scene.motion.uuid)
    report = _text(client, "report", scene.report.uuid)

    assert listed.count('<th scope="row">') == 5
    assert "Nytt ärende: Socialnämnden" in listed
    assert ClockState.LATE.label in clocks
    assert "Lena Strand" in clocks
    for words in ("Just nu", "Härnäst", "Granskning", "Samma fil finns två gånger"):
        assert words in case
    # On its way, so not stopped: the bodies that are left are named.
    assert "Inte än. Först ska ärendet behandlas i: " in motion
    assert "Varken en nämnd" not in motion
    assert "Överenskommelsen antas." in report
    assert "Gör klar" in report
    for route, keys in (
        ("open", [scene.body.uuid]),
        ("pattern", [scene.body.uuid]),
        ("template", [scene.body.uuid]),
        ("change", [scene.case.uuid]),
        ("move", [scene.case.uuid]),
        ("relate", [scene.case.uuid]),
        ("mark", [scene.case.uuid]),
        ("close", [scene.case.uuid]),
        ("report-late", [scene.motion.uuid]),
        ("give-assignment", [scene.case.uuid]),
        ("add-paper", [scene.case.uuid]),
        ("rename-paper", [scene.case.uuid, scene.first.uuid]),
        ("replace-paper", [scene.case.uuid, scene.first.uuid]),
        ("write-report", [scene.report.uuid]),
        ("review-report", [scene.report.uuid]),
        ("return-report", [scene.waiting.uuid]),
        ("finish-report", [scene.report.uuid]),
        ("assignments", []),
        ("assignment", [scene.assignment.uuid]),
        ("report-back", [scene.assignment.uuid]),
        ("change-assignment", [scene.assignment.uuid]),
        ("withdraw-assignment", [scene.assignment.uuid]),
        ("reopen", [scene.closed.uuid]),
    ):
        assert "<h1" in _text(client, route, *keys)


def test_the_list_is_searched_filtered_and_taken_along(scene, as_person):
    client = as_person("ingrid")
    rows = {
        query: _text(client, "list", query=query).count('<th scope="row">')
        for query in (
            "?sok=riktlinjer",
            "?sok=sn+2026+4",
            "?slag=council_motion",
            "?lage=closed",
            "?lage=decided",
            "?visa=sena",
            "?visa=mina",
            f"?organ={scene.body.uuid}&lage=open",
        )
    }

    assert list(rows.values()) == [1, 1, 1, 1, 0, 0, 0, 4]
    file = client.get(reverse("cases:list") + "?format=csv&slag=council_motion")
    assert file.content.decode().count("Fler mötesplatser") == 1
    assert "SN 2026/4" in file.content.decode()
    assert "<span" not in file.content.decode()
    for route in ("assignments", "clocks"):
        sheet = client.get(reverse(f"cases:{route}") + "?format=xlsx&visa=alla")
        assert sheet["Content-Type"].endswith("sheet")


def test_the_list_asks_the_database_the_same_for_three_cases_as_for_thirty(
    town, as_person, statement_count
):
    client = as_person("ingrid")
    counts = []

    for more in (3, 27):
        for _ in range(more):
            opened(town, responsible=town.person("johan"))
        client.get(reverse("cases:list"))
        with statement_count() as counted:
            _text(client, "list")
        counts.append(len(counted))

    assert counts[0] == counts[1]
    assert counts[1] <= 12


def test_a_secret_case_is_on_no_page_in_no_search_and_in_no_file_name_for_who_may_not_see(
    town, as_person
):
    case = opened(town, "SN", title=SECRET, secrecy_ground="OSL 26 kap. 1 §")
    paper = services.add_paper(
        case, upload("placering.pdf"), actor=town.actor("ingrid"), at=NOW, title=SECRET
    )
    document = Document.objects.get(pk=paper.document_id)
    given(town, case, owner="johan", text=SECRET)
    seen = {}

    for name in (
        "ingrid",
        "gunnar",
        "helena",
        "johan",
        "elisabet",
        "margareta",
        "karin",
        "tomas",
    ):
        client, actor = as_person(name), town.actor(name)
        pages = [_text(client, route) for route in ("list", "assignments", "clocks")]
        seen[name] = (
            any(SECRET in page or "SN 2026/1" in page for page in pages),
            client.get(reverse("cases:case", args=[case.uuid])).status_code == 200,
            client.get(reverse("documents:download", args=[document.uuid])).status_code == 200,
            any(
                hit.url.endswith(f"{case.uuid}/")
                for h in search(SECRET, actor)
                for hit in h.hits
            ),
        )

    inside = {name for name, found in seen.items() if found == (True, True, True, True)}
    outside = {name for name, found in seen.items() if found == (False, False, False, False)}
    # Who owns an assignment sees its case, but not a file that is secret in itself.
    assert seen["johan"] == (True, True, False, True)
    assert inside == {"ingrid", "gunnar", "helena"}
    assert outside == {"elisabet", "margareta", "karin", "tomas"}
    assert SECRET not in str(case)
    assert SECRET not in str(document)


def test_a_case_is_shown_to_its_readers_without_the_acts(scene, as_person):
    page = _text(as_person("margareta"), "case", scene.case.uuid)

    assert "Just nu" in page
    for words in ("Flytta ärendet vidare", "Ändra namn", "Samma fil", "Markera med sekretess"):
        assert words not in page
    assert (
        as_person("maria").get(reverse("cases:case", args=[scene.case.uuid])).status_code == 404
    )


def test_a_marking_of_secrecy_is_taken_away_only_from_inside_and_with_a_reason(town, as_person):
    case, secretary = opened(town, "SN", title=SECRET), town.actor("ingrid")
    services.add_paper(case, upload(), actor=secretary, at=NOW)
    services.mark_case_secret(case, ground="OSL 26 kap. 1 §", actor=secretary)
    address = reverse("cases:mark", args=[case.uuid])

    assert as_person("helena").post(address, {"reason": "x"}).status_code == 403
    assert as_person("ingrid").post(address, {"reason": " "}).status_code == 422
    case.refresh_from_db()
    assert case.is_secret
    assert Document.objects.get().secrecy_ground == case.secrecy_ground
    assert as_person("ingrid").post(address, {"reason": "Avidentifierat."}).status_code == 302
    case.refresh_from_db()
    assert not case.is_secret
    assert not Document.objects.get().is_secret


def test_what_is_refused_keeps_what_was_written_and_says_why(scene, town, as_person):
    client = as_person("ingrid")
    before = Case.objects.count()

    sent = client.post(
        reverse("cases:open", args=[scene.body.uuid]),
        {"title": "En motion", "kind": "council_motion", "raised_by": "Bo Ek (S)"},
    )
    moved = client.post(
        reverse("cases:move", args=[scene.motion.uuid]),
        {"version": scene.motion.version, "kind": "council", "body": town.body("KF").pk},
    )

    assert (sent.status_code, moved.status_code) == (422, 422)
    assert "Bo Ek (S)" in sent.content.decode()
    assert "Ange dagen då det väcktes" in sent.content.decode()
    assert "Varken en nämnd" in moved.content.decode()
    assert Case.objects.count() == before


def test_what_is_written_at_the_same_time_in_a_report_is_never_lost(scene, as_person):
    address = reverse("cases:save-report", args=[scene.waiting.uuid])
    sent = {"title": "A", "to_body": scene.body.pk, "proposal": "Antas."}
    version = scene.waiting.__class__.objects.get(pk=scene.waiting.pk).version

    first = as_person("johan").post(address, {**sent, "version-report": version})
    late = as_person("helena").post(address, {**sent, "title": "B", "version-report": version})

    assert (first.status_code, late.status_code) == (204, 409)
    assert first["X-Versions"] == f"report={version + 1}"
    scene.waiting.refresh_from_db()
    assert scene.waiting.title == "A"
