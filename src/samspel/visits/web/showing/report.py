"""The report as an errand: its steps, what the guard marks, who writes, what is known already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, say_time
from samspel.foundation.privacy import FindingKind
from samspel.foundation.swedish import capitalise
from samspel.kit.filters import today
from samspel.kit.language import current
from samspel.kit.rows import Fact, Mark, Piece, Step
from samspel.meetings.queries import next_meeting_open_for_papers
from samspel.people.models import Employment, Person
from samspel.people.queries import name_at_place, post_in_charge, public_name
from samspel.visits.models import Report, ReportAuthor, ReportSection, Visit
from samspel.visits.queries.privacy import Marked
from samspel.visits.web.words import body_inside, day_words, span_words

PER_STEP = 2
_LONGEST_HEADING = 64


@dataclass(frozen=True, slots=True)
class Guarded:
    """What the guard marks in one section: the text in pieces, the marks, and the heading."""

    heading: str
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """One section to write in: its text as it is shown, and what has to be joined, if anything."""

    key: str
    label: str
    help: str
    is_required: bool
    text: str
    version: int
    guarded: Guarded | None = None
    theirs: str = ""
    their_name: str = ""
    mine: str = ""
    error: str = ""

    @property
    def rows(self) -> int:
        """How many lines the field is from the start."""
        return min(max(4, len(self.text) // 60 + 2), 14)


def chunks(sections: Sequence[ReportSection]) -> list[list[ReportSection]]:
    """Give the sections step by step, two in each."""
    return [list(sections[at : at + PER_STEP]) for at in range(0, len(sections), PER_STEP)]


def heading_of(sections: Sequence[ReportSection]) -> str:
    """Say what a step is about: its sections' names together, or the first where they are long."""
    first, rest = sections[0].label, [each.label for each in sections[1:]]
    if not rest:
        return first
    if first[-1:] in "?.!":
        joined = " ".join([first, *rest])
    else:
        joined = _("%(first)s och %(second)s") % {
            "first": first,
            "second": rest[0][:1].lower() + rest[0][1:],
        }
    return joined if len(joined) <= _LONGEST_HEADING else first


def step_url(visit: Visit, number: int) -> str:
    """Give the address of a step."""
    return reverse("visits:report-step", args=[visit.uuid, number])


def steps_of(visit: Visit, parts: Sequence[Sequence[ReportSection]], now: int) -> list[Step]:
    """Give the steps with where the author is; the last is to check and submit."""
    steps = []
    for number, sections in enumerate(parts, start=1):
        done = all(each.text.strip() or not each.is_required for each in sections)
        touched = any(each.text.strip() for each in sections)
        state = "now" if number == now else "done" if done and touched else "todo"
        steps.append(Step(heading_of(sections), state, step_url(visit, number)))
    last = len(parts) + 1
    check = reverse("visits:report-check", args=[visit.uuid])
    return [
        *steps,
        Step(_("Granska och lämna in"), "now" if now == last else "todo", check),
    ]


def first_open_step(parts: Sequence[Sequence[ReportSection]]) -> int:
    """Give the step to take the report up again at: the first with something left to fill in."""
    for number, sections in enumerate(parts, start=1):
        if any(each.is_required and not each.text.strip() for each in sections):
            return number
    return len(parts) + 1


def written_sections(
    sections: Iterable[ReportSection], marked: Sequence[Marked]
) -> list[Written]:
    """Give the sections of a step as they are written in, with marks and words put aside."""
    return [_written(each, marked) for each in sections]


def _written(section: ReportSection, marked: Sequence[Marked]) -> Written:
    mine: str = getattr(section, "own_aside", None) or ""
    theirs = section.text if mine else ""
    here = [each for each in marked if each.section_key == section.key]
    return Written(
        section.key,
        section.label,
        section.help,
        section.is_required,
        joined(section.text, mine) if mine else section.text,
        section.version,
        guarded(section.key, section.text, here) if here else None,
        theirs,
        author_name(section.updated_by) if mine else "",
        mine,
    )


def joined(theirs: str, mine: str) -> str:
    """Put two texts after each other, so that no words are lost when they are saved."""
    if mine.strip() in theirs:
        return theirs
    return f"{theirs.rstrip()}\n\n{mine}" if theirs.strip() else mine


def author_name(person: Person | None) -> str:
    """Give who has written, as the other authors know them."""
    return public_name(person) if person is not None else _("Någon annan")


def guarded(key: str, text: str, marked: Sequence[Marked]) -> Guarded:
    """Give what the guard marks: the same words have the same number and the same choice."""
    numbers: dict[str, int] = {}
    pieces, marks, at = [], [], 0
    for each in marked:
        found = each.finding
        if found.key not in numbers:
            numbers[found.key] = len(numbers) + 1
            marks.append(
                Mark(
                    numbers[found.key],
                    found.excerpt,
                    why_marked(found.kind),
                    f"guard-{key}-{found.key}",
                    not each.is_open,
                )
            )
        pieces += [Piece(text[at : found.start]), Piece(found.excerpt, numbers[found.key])]
        at = found.end
    return Guarded(count_words(len(marks)), (*pieces, Piece(text[at:])), tuple(marks))


def count_words(count: int) -> str:
    """Say how many places may point somebody out."""
    known = {
        1: _("Ett ställe kan peka ut en enskild person."),
        2: _("Två ställen kan peka ut en enskild person."),
        3: _("Tre ställen kan peka ut en enskild person."),
        4: _("Fyra ställen kan peka ut en enskild person."),
    }
    return known.get(count) or _("%(count)s ställen kan peka ut en enskild person.") % {
        "count": count
    }


def why_marked(kind: FindingKind) -> str:
    """Say in passing why words are marked: "ord om någons hälsa"."""
    return {
        FindingKind.IDENTITY_NUMBER: _("ett personnummer"),
        FindingKind.COORDINATION_NUMBER: _("ett samordningsnummer"),
        FindingKind.EMAIL: _("en e-postadress"),
        FindingKind.PHONE: _("ett telefonnummer"),
        FindingKind.ADDRESS: _("en adress"),
        FindingKind.PROPERTY: _("en fastighetsbeteckning"),
        FindingKind.VEHICLE: _("ett registreringsnummer"),
        FindingKind.NAME: _("ett namn som inte finns bland förtroendevalda och anställda"),
        FindingKind.HEALTH: _("ord om någons hälsa"),
        FindingKind.SOCIAL: _("ord om stöd från socialtjänsten"),
        FindingKind.BELIEF: _("ord om någons tro eller åsikter"),
        FindingKind.ETHNICITY: _("ord om någons ursprung"),
        FindingKind.UNION: _("ord om någons fackliga medlemskap"),
    }[kind]


def saved_words(report: Report, actor: Actor) -> str:
    """Say when it was saved last, and who else writes in the same report."""
    authors = report.authors.select_related("person").order_by("id")
    others = [_other(each) for each in authors if _is_other(each, actor)]
    return " ".join(filter(None, [saved_at_words(report), *others]))


def saved_at_words(report: Report) -> str:
    """Say when anything in the report was saved last."""
    times = [each.updated_at for each in report.sections.all() if each.updated_at]
    if not times:
        return ""
    last = max(times)
    if local_day(last) == today():
        return _("Sparat kl. %(time)s.") % {"time": say_time(last, current())}
    return _("Sparat %(day)s.") % {"day": day_words(local_day(last))}


def _is_other(author: ReportAuthor, actor: Actor) -> bool:
    return author.person_id != actor.person_id


def _other(author: ReportAuthor) -> str:
    name = public_name(author.person)
    at = author.last_written_at
    if at is None:
        return _("%(name)s kan skriva i samma rapport.") % {"name": name}
    return _("%(name)s skriver i samma rapport och var här senast %(day)s kl. %(time)s.") % {
        "name": name,
        "day": day_words(local_day(at)),
        "time": say_time(at, current()),
    }


def known_facts(visit: Visit, actor: Actor, now: dt.datetime) -> list[Fact]:
    """Give what need not be asked: the visit, who was met, by when, and which meeting."""
    facts = []
    if visit.held_from and visit.held_to:
        facts.append(Fact(_("Besöket"), span_words(visit.held_from, visit.held_to)))
    facts.append(Fact(_("Ni träffade"), _met(visit, actor)))
    if visit.report_due_on is not None:
        facts.append(Fact(_("Lämnas in senast"), capitalise(day_words(visit.report_due_on))))
    return [*facts, meeting_fact(visit, now)]


def _met(visit: Visit, actor: Actor) -> str:
    """Say whom the visit met: the manager, and staff and users where that is noted."""
    day = local_day(visit.held_from) if visit.held_from else local_day(visit.created_at)
    post = post_in_charge(visit.unit or visit.operation, day)
    said = [_host(post, actor)] if post else []
    if visit.staff_met:
        said.append(_("medarbetare"))
    if visit.users_met:
        said.append(_("brukare, elever eller anhöriga"))
    return ", ".join(said) or _("Inget är noterat")


def _host(post: Employment, actor: Actor) -> str:
    """Say who received the visit, with the title that the person had there that day."""
    return f"{name_at_place(post.person, actor)}, {post.title or _('chef')}"


def meeting_fact(visit: Visit, now: dt.datetime) -> Fact:
    """Say at which meeting the visit is taken up, as it looks now."""
    body = visit.body.name
    term = _("Tas upp i %(body)s") % {"body": body_inside(body)}
    if not visit.item_opened_by or visit.item_opened_by == "nothing":
        return Fact(term, _("Riktlinjerna tar inte upp besöket på något sammanträde."))
    item = visit.agenda_item
    if item is not None and item.meeting is not None:
        return Fact(term, capitalise(day_words(item.meeting.day)))
    meeting = next_meeting_open_for_papers(visit.body_id, now)
    if meeting is None:
        note = _("Så fort ett sammanträde är planerat läggs det dit av sig självt.")
        return Fact(term, _("Inget sammanträde är planerat än"), note)
    note = _("Handlingarna skickas ut %(day)s.") % {
        "day": day_words(local_day(meeting.dispatch_deadline_at))
    }
    return Fact(term, capitalise(day_words(meeting.day)), note)


def open_words(count: int) -> str:
    """Say how many marked places nobody has let stand."""
    return ngettext(
        "%(count)s markerat ställe är kvar. Ändra i texten, eller välj att det ska stå kvar.",
        "%(count)s markerade ställen är kvar. Ändra i texten, eller välj att de ska stå kvar.",
        count,
    ) % {"count": count}
