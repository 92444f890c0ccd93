"""What is done in the browser under any guideline, one step of a walk each.

A step begins on the page where its person would begin, and ends with what they are told.
"""

from __future__ import annotations

import re

from playwright.sync_api import expect

from samspel.meetings.models import AgendaItem, Meeting
from samspel.visits.models import Appointment, FollowUp, Visit
from tests.browser.walking import Somebody, Streets

INVENTED = "Kalle Bengtsson"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def appoints(
    secretary: Somebody,
    body: str,
    people: list[str],
    places: list[str],
    *,
    paragraph: str,
    group: str = "",
    quotes: str = "",
) -> None:
    """Appoint one person, or a named group, by a decision of the body that is entered here."""
    _fill_in_appointment(secretary, body, people, places, paragraph=paragraph, group=group)
    secretary.press("Pröva")
    secretary.sees("Det här säger riktlinjerna", "Får utses.")
    if quotes:
        secretary.sees(quotes)
    secretary.press("Skriv in uppdraget")

    secretary.is_told("Uppdraget är inskrivet")
    secretary.sees(*people)


def is_against(
    secretary: Somebody, body: str, person: str, place: str, *, clause: str, outcome: str
) -> None:
    """Try to appoint somebody who is stopped, or warned of, and read the clause."""
    _fill_in_appointment(secretary, body, [person], [place], paragraph="13")
    secretary.press("Pröva")

    secretary.sees(clause)
    expect(secretary.page.locator(f"[data-verdict={outcome}]")).to_have_count(1)


def _fill_in_appointment(
    secretary: Somebody,
    body: str,
    people: list[str],
    places: list[str],
    *,
    paragraph: str,
    group: str = "",
) -> None:
    secretary.open(f"/besok/uppdrag/nytt/{body}/")
    secretary.tick(*people, *places)
    secretary.fill(
        group_name=group,
        valid_from="2026-11-12",
        valid_to="2026-12-31",
        decided_on="2026-11-03",
        paragraph=paragraph,
        decision_text="De utses till kontaktpolitiker.",
    )


def looks_at_coverage(secretary: Somebody, *, covered: str, lacking: str) -> None:
    """See which operations have somebody and which have nobody, on another day too."""
    page = secretary.open("/besok/tackning/")
    expect(page.get_by_role("row", name=re.compile(f"^{covered}"))).not_to_contain_text("Ingen")
    expect(page.get_by_role("row", name=re.compile(f"^{lacking}"))).to_contain_text("Ingen")
    secretary.sees("Det här slutar inom ett år")
    page = secretary.open("/besok/tackning/?dag=2027-01-01")
    expect(page.get_by_role("row", name=re.compile(f"^{covered}"))).to_contain_text("Ingen")


def leaves_nobody(secretary: Somebody, appointment: Appointment, clause: str) -> None:
    """Try to end the last appointment of an operation, and read what the guideline says."""
    secretary.open(f"/besok/uppdrag/{appointment.uuid}/avsluta/")
    secretary.press("Avsluta uppdraget")

    secretary.sees(clause)
    expect(secretary.page.locator("[data-verdict=warned]").first).to_be_visible()


def offers_all_parties(secretary: Somebody, body: str, place: str) -> None:
    """Offer the parties a visit, which is another thing, and see all treated alike."""
    secretary.open(f"/besok/partier/nytt/{body}/")
    secretary.choose("place", place)
    secretary.fill(first_day="2026-12-01", last_day="2026-12-20", grounds="Alla, en gång.")
    secretary.press("Skriv in erbjudandet")

    secretary.is_told("Erbjudandet är inskrivet för alla partier du valde.")
    secretary.sees("Socialdemokraterna", "Moderaterna", "Vänsterpartiet")


def notes_held(visitor: Somebody, place: str, *, staff: str = "Ja", users: str = "Nej") -> None:
    """Note from the start page that the visit was held, and who was met."""
    visitor.open("/min-sida/")
    visitor.follow(f"Notera att besöket är genomfört: {place}")
    visitor.follow("Notera att besöket är genomfört")
    visitor.answer("Träffade ni medarbetare?", staff)
    for question in visitor.page.get_by_role("group", name="Träffade ni brukare").all():
        question.get_by_role("radio", name=users, exact=True).check()
    visitor.press("Notera besöket")

    visitor.is_told("Besöket är noterat som genomfört.")


def begins_the_report(visitor: Somebody, *, script: bool) -> None:
    """Write a little, and leave; with script it is saved as it is written."""
    page = visitor.page
    visitor.press("Börja skriva rapporten")
    expect(page.locator("main .sp-head__meta")).to_contain_text("steg 1 av")
    page.locator("main textarea").first.fill(f"{INVENTED} visade oss runt i köket.")
    if script:
        expect(page.locator("#sparat")).to_contain_text("Sparat")
    else:
        visitor.press("Spara och fortsätt senare")
    assert INVENTED in Visit.objects.get(report__state="draft").report.sections.first().text


def writes_on_the_same_report(other: Somebody, visit: Visit, text: str) -> None:
    """Write in another section, as one who was there too."""
    page = other.open(f"/besok/{visit.uuid}/rapport/steg/1/")
    expect(page.locator("main textarea").first).to_have_value(re.compile(INVENTED))
    page.locator("main textarea").nth(1).fill(text)
    other.press("Spara och fortsätt senare")


def goes_on_with_the_report(
    visitor: Somebody, visit: Visit, theirs: str, *, steps: int
) -> None:
    """Take the report up again elsewhere, meet the privacy guard, and write to the end."""
    page = visitor.open(f"/besok/{visit.uuid}/rapport/steg/1/")
    expect(page.locator("main textarea").first).to_have_value(re.compile(INVENTED))
    expect(page.locator("main textarea").nth(1)).to_have_value(theirs)
    guard = page.locator(".sp-guard").first
    expect(guard).to_contain_text(INVENTED)
    guard.get_by_role("radio", name="Det ska stå kvar").first.check()
    visitor.press("Fortsätt till")
    for step in range(2, steps):
        expect(page.locator("main .sp-head__meta")).to_contain_text(f"steg {step} av {steps}")
        for area in page.locator("main textarea").all():
            area.fill("Fler händer till lunchen.")
        visitor.press("Fortsätt till")


def attaches_and_submits(visitor: Somebody, theirs: str, *, speaks: bool) -> None:
    """Attach a file, read everything through, submit, and read the receipt."""
    page = visitor.page
    expect(page.locator("h1")).to_have_text("Granska och lämna in")
    file = {"name": "meny.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.locator("#id_file").set_input_files([file])  # type: ignore[list-item]
    visitor.press("Bifoga filen")
    visitor.is_told("Filen är bifogad.")
    visitor.sees("meny", INVENTED, theirs)
    if speaks:
        visitor.answer("Vill du sammanfatta besöket muntligt på sammanträdet?", "Ja")
    visitor.press("Lämna in rapporten")

    expect(page.locator("h1")).to_have_text("Rapporten är inlämnad")
    visitor.sees("Enheten har fått besked och kan läsa rapporten.")


def remarks(manager: Somebody, visit: Visit, text: str) -> None:
    """Add what the unit finds missing, before the meeting."""
    manager.open(f"/besok/{visit.uuid}/rapport/")
    manager.fill(text=text)
    manager.press("Lämna sakupplysningen")

    manager.is_told("Sakupplysningen är lämnad.")
    manager.sees(text)


def finds_on_the_agenda(secretary: Somebody, body: str, day: str, place: str) -> None:
    """Find the item on the body's next meeting, by the list of meetings."""
    page = secretary.open("/moten/")
    page.locator("main tr", has_text=body).get_by_role("link", name=day).first.click()
    expect(page.locator("h1")).to_have_text(body)
    expect(page.locator("main .sp-lines").first).to_contain_text(place)


def notes_a_question(secretary: Somebody, item: AgendaItem, question: str, answer: str) -> None:
    """Note what was asked at the meeting, and the answer."""
    secretary.open(f"/moten/arende/{item.uuid}/")
    secretary.follow("Anteckna en fråga")
    secretary.fill(question=question)
    secretary.page.locator("#id_person").select_option(index=1)
    secretary.press("Anteckna frågan")
    secretary.is_told("Frågan är antecknad.")
    secretary.follow("Anteckna svaret")
    secretary.fill(answer=answer)
    secretary.page.locator("#id_person").select_option(index=1)
    secretary.press("Anteckna svaret")

    secretary.is_told("Svaret är antecknat.")
    secretary.sees(question, answer)


def lets_it_be_followed_up(
    streets: Streets,
    visit: Visit,
    text: str,
    *,
    owner: tuple[str, str],
    manager: str,
    secretary: str = "ingrid",
) -> None:
    """Give what was lifted an owner and a day; the unit sees it until it is closed."""
    with streets.as_(secretary) as keeper:
        keeper.open(f"/besok/{visit.uuid}/uppfoljning/")
        keeper.fill(text=text, due_on="2026-12-29")
        keeper.choose("owner", owner[1])
        keeper.press("Notera")
        keeper.is_told("Det är noterat, och enheten har fått besked.")
    found = FollowUp.objects.get(visit=visit)
    page = f"/besok/uppfoljning/{found.uuid}/"
    with streets.as_(manager) as unit:
        unit.open("/besok/uppfoljning/")
        unit.follow(text)
        unit.sees(text, owner[1], "29 december")
    with streets.as_(owner[0]) as officer:
        officer.open(page)
        officer.follow("Markera som klart")
        officer.fill(text="Schemat är ändrat.")
        officer.press("Markera som klart")
        officer.is_told("Uppföljningen är klar och kan avslutas.")
    with streets.as_(secretary) as keeper:
        keeper.open(page)
        keeper.follow("Avsluta uppföljningen")
        keeper.fill(outcome="Det är ordnat från årsskiftet.")
        keeper.press("Avsluta")
        keeper.is_told("Uppföljningen är avslutad, och enheten har fått svaret.")
    with streets.as_(manager) as unit:
        unit.open(page)
        unit.sees("Avslutat", "Det är ordnat från årsskiftet.")


def reads_the_overview(chair: Somebody, *, operation: str, person: str) -> None:
    """Read every side of the overview: chart, table under it, CSV and XLSX."""
    page = chair.open("/besok/oversikt/")
    expect(page.locator("main svg, main .sp-bars").first).to_be_visible()
    expect(page.locator("main table")).to_contain_text(operation)
    for view, words in (("person", person), ("parti", "Socialdemokraterna"), ("enhet", "")):
        page = chair.open(f"/besok/oversikt/?vy={view}")
        expect(page.locator("main table")).to_contain_text(words)
    address = f"{chair.address}/besok/oversikt/?vy=person&format="
    listed = page.context.request.get(f"{address}csv")
    sheet = page.context.request.get(f"{address}xlsx")
    assert person in listed.body().decode("utf-8-sig")
    assert sheet.body()[:2] == b"PK"


def reminds_the_units(secretary: Somebody) -> None:
    """Remind the units whose turn it is to invite."""
    secretary.open("/besok/oversikt/?vy=enhet")
    secretary.press("Påminn")

    expect(secretary.page.locator("#notiser")).to_contain_text("påminnelse")


def reads_the_public_pages(resident: Somebody, *, sees: list[str], never: list[str]) -> None:
    """See who is contact politician for what, and nothing that residents may not see."""
    for path in ("/insyn/kontaktpolitiker/", "/insyn/rapporter/", "/", "/insyn/sammantraden/"):
        page = resident.open(path)
        for words in never:
            expect(page.locator("body")).not_to_contain_text(words)
    resident.open("/insyn/kontaktpolitiker/")
    resident.sees(*sees)


def publishes(secretary: Somebody, visit: Visit) -> None:
    """Put the report on the public page."""
    secretary.open(f"/besok/{visit.uuid}/rapport/")
    secretary.press("Publicera rapporten")

    secretary.is_told("Rapporten är publicerad.")


def meeting_page(body: str) -> str:
    """Give the address of the body's only meeting."""
    return f"/moten/{Meeting.objects.get(body__short_name=body).uuid}/"
