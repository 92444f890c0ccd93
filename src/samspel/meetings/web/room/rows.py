"""What the workbench draws: the agenda's lines, the roll, proposals and questions in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.foundation.labels import mark
from samspel.foundation.swedish import genitive
from samspel.kit import charts, filters
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.meetings.calculation.minutes.naming import inside, origin_of
from samspel.meetings.calculation.record import DRAFT, NOTHING, REJECT, TODAY, Alternative
from samspel.meetings.calculation.room import Attendant, ItemNow, instant
from samspel.meetings.enums import (
    BallotMethod,
    ConflictGround,
    ConflictState,
    CouncilQuestionKind,
    ProposalKind,
    QuestionKind,
    RefusalGround,
    VoteChoice,
)
from samspel.meetings.enums.calling import WishKind
from samspel.meetings.queries.workbench import Bench
from samspel.people.enums import PRESIDIUM_ROLES, PositionRole
from samspel.rules.catalogue.choices import Disregard

_SIDES = {
    TODAY: mark("Ärendet avgörs i dag"),
    REJECT: mark("Avslag"),
    NOTHING: mark("Utan tillägget"),
    "later": mark("Inte i dag"),
    ProposalKind.REFERRAL_BACK.value: mark("Återremiss"),
    ProposalKind.TABLING.value: mark("Bordläggning"),
}

_NOBODYS = mark("Förslaget till beslut")


@dataclass(frozen=True, slots=True)
class RollRow:
    """Somebody in the list of who serves."""

    pk: int
    name: str
    party: str
    small: str
    icon: str
    vote: str


def roll_of(bench: Bench) -> list[RollRow]:
    """Give those who serve, each with how they have voted in the latest open vote."""
    labels = {each.value: label_of(VoteChoice, each.value) for each in VoteChoice}
    votes = {pk: labels[choice] for pk, choice in _latest_votes(bench.item).items()}
    by_pk = {each.pk: each for each in bench.people}
    chair = bench.sitting.chair_id if bench.sitting else None
    return [_roll_row(each, by_pk, votes, chair) for each in bench.serving]


def _latest_votes(item: ItemNow | None) -> dict[int, str]:
    ballots = sorted(item.ballots.values(), key=lambda each: each["id"]) if item else []
    if item is None or not ballots or ballots[-1]["method"] != BallotMethod.ROLL_CALL:
        return {}
    return item.votes.get(ballots[-1]["id"], {})


def _roll_row(
    each: Attendant, by_pk: dict[int, Attendant], votes: dict[int, str], chair: int | None
) -> RollRow:
    stands_in = by_pk.get(each.serving_for or 0)
    said = []
    if each.pk == chair and each.role != PositionRole.CHAIR:
        said.append(_("leder mötet"))
    if each.role in PRESIDIUM_ROLES:
        said.append(label_of(PositionRole, each.role).lower())
    if stands_in:
        said.append(_("för %(name)s") % {"name": stands_in.name})
    if stands_in and stands_in.is_out_for_conflict:
        said.append(_("jäv"))
    if each.remote:
        said.append(_("på distans"))
    return RollRow(
        pk=each.pk,
        name=each.name,
        party=each.party,
        small=", ".join(said),
        icon="swap" if stands_in else "check",
        vote=votes.get(each.pk, ""),
    )


def here_not_serving(bench: Bench) -> str:
    """Name those who are in the room without serving, with why where they served before."""
    back = _("gick tidigare i dag och har kommit tillbaka")
    return ", ".join(
        f"{each.printed} ({back})" if each.broke_off else each.printed
        for each in bench.people
        if each.is_here and not each.serving
    )


def away(bench: Bench) -> str:
    """Name the members who are not in the room, with why where it is known."""
    return ", ".join(
        each.printed + (f", {_('jäv')}" if each.is_out_for_conflict else "")
        for each in bench.people
        if each.seat == "member" and not each.is_here
    )


@dataclass(frozen=True, slots=True)
class Motion:
    """A proposal as it is drawn."""

    id: int
    key: str
    kind: str
    mover: str
    text: str
    joined: str
    clock: str
    note: str
    stands: bool
    is_main: bool
    is_unlawful: bool


def motions_of(item: ItemNow, people: dict[int, Attendant]) -> list[Motion]:
    """Give the item's proposals in the order in which they were made."""
    return [_motion(each, item, people) for each in item.proposals]


def _of_draft(kind: str) -> str:
    """Say what a motion without words of its own is of; what puts the matter off is of nothing."""
    said = {"approval": _("till förslaget"), "rejection": _("på förslaget")}
    return said.get(kind, "")


def _motion(row: dict[str, Any], item: ItemNow, people: dict[int, Attendant]) -> Motion:
    note = _("återtaget") if row["withdrawn_at"] else ""
    if row["refused"]:
        note = _("läggs inte fram: %(why)s") % {"why": row["refused"]}
    key = f"p{row['id']}"
    return Motion(
        id=row["id"],
        key=key,
        kind=label_of(ProposalKind, row["kind"]),
        mover=_printed(people, row["mover"]),
        text=row["text"].rstrip(". ") or _of_draft(row["kind"]),
        joined=", ".join(_printed(people, pk) for pk in item.seconders.get(row["id"], ())),
        clock=filters.clock(instant(row["made_at"])),
        note=note,
        stands=not note,
        is_main=item.facts.get("main") == key,
        is_unlawful=row["refused_as"] == RefusalGround.UNLAWFUL,
    )


@dataclass(frozen=True, slots=True)
class AskingRow:
    """An interpellation or question under the item, as it is drawn."""

    words: str
    state: str
    is_open: bool
    may_be_answered: bool


def asking_of(item: ItemNow, bench: Bench) -> AskingRow | None:
    """Give the interpellation or question under the item, if there is one."""
    row = item.asking
    if row is None:
        return None
    people = {each.pk: each for each in bench.people}
    kind = label_of(CouncilQuestionKind, row["kind"])
    asker = _printed(people, row["asker"])
    said = _("Fullmäktige har inte tagit ställning än.")
    if row["answered_at"]:
        said = _("Besvarad.")
    elif row["allowed"] is not None:
        said = _("Får ställas.") if row["allowed"] else _("Får inte ställas.")
    return AskingRow(
        words=_("%(kind)s från %(name)s: %(subject)s")
        % {"kind": kind, "name": asker, "subject": row["subject"]},
        state=said,
        is_open=row["allowed"] is None,
        may_be_answered=bool(row["allowed"]) and not row["answered_at"],
    )


def _printed(people: dict[int, Attendant], pk: int | None) -> str:
    found = people.get(pk or 0)
    return found.printed if found else ""


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a question, in words, with what it stands for in a vote."""

    key: str
    words: str
    is_yes: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that has been put, in words, with what it came to."""

    words: str
    result: str
    how: str
    vote: charts.Vote | None


def _whose_draft(origin: str) -> str:
    """Say the item's own draft by whose it is: "Arbetsutskottets förslag"."""
    if not origin or origin == _NOBODYS:
        return _("Förslaget till beslut")
    whose = origin_of(origin)
    if whose.endswith("förslag"):
        return filters.capital(whose)
    # The body's name is Swedish in either language; how it is said to own something is not.
    said = f"{whose}'s" if current() == "en" else genitive(whose)
    return _("%(whose)s förslag") % {"whose": filters.capital(said)}


def side_words(key: str, label: str, item: ItemNow, people: dict[int, Attendant]) -> str:
    """Say a side: a proposal by whose it is, the others by what they mean."""
    if key == DRAFT:
        return _whose_draft(label)
    if key in _SIDES:
        return _(_SIDES[key])
    for row in item.proposals:
        if f"p{row['id']}" == key:
            mover, kind = _printed(people, row["mover"]), label_of(ProposalKind, row["kind"])
            return f"{mover}, {kind.lower()}"
    return _(label)


def sides_of(
    alternatives: Iterable[Alternative], item: ItemNow, people: dict[int, Attendant]
) -> list[Side]:
    """Give the sides of the question that the chair is to put next."""
    return [
        Side(each.key, side_words(each.key, each.label, item, people)) for each in alternatives
    ]


def question_words(kind: str, sides: list[Side]) -> str:
    """Say a question as the chair puts it."""
    names = [
        inside(side.words) if place and side.key in _SIDES else side.words
        for place, side in enumerate(sides)
    ]
    if kind == QuestionKind.WHEN:
        others = [inside(each.words) for each in sides if each.key != TODAY]
        return _("Avgörs ärendet i dag, eller blir det %(others)s?") % {
            "others": _(" eller ").join(others)
        }
    if kind in {QuestionKind.SINGLE, QuestionKind.ADDITION}:
        return _("Bifall till: %(side)s?") % {"side": names[0]}
    if kind == QuestionKind.COUNTER:
        return _("Motförslag till huvudförslaget: %(sides)s.") % {
            "sides": _(" mot ").join(names)
        }
    return f"{_(' mot ').join(names)}."


def asked_of(item: ItemNow, people: dict[int, Attendant]) -> list[Asked]:
    """Give the questions that have been put, in order."""
    return [_asked(each, item, people) for each in item.questions if each["result"]]


def _asked(row: dict[str, Any], item: ItemNow, people: dict[int, Attendant]) -> Asked:
    sides = [
        Side(each["key"], side_words(each["key"], each["label"], item, people))
        for each in row["alternatives"]
    ]
    won = next((side.words for side in sides if side.key == row["result"]), "")
    ballot = item.ballots.get(row["id"])
    if ballot is None:
        how = _("en tredjedel begär det") if row["by_minority"] else _("med acklamation")
        return Asked(question_words(row["kind"], sides), won, how, None)
    if row["kind"] == QuestionKind.ELECTION:
        return Asked(_("Val."), won, _how(ballot), None)
    vote = charts.Vote(ballot["yes"], ballot["no"], ballot["abstained"])
    return Asked(question_words(row["kind"], sides), won, _how(ballot), vote)


def _how(ballot: dict[str, Any]) -> str:
    said = label_of(BallotMethod, ballot["method"]).lower()
    if ballot["casting"]:
        return _("%(method)s, ordförandens utslagsröst") % {"method": said}
    if ballot["by_lot"]:
        return _("%(method)s, lotten avgjorde") % {"method": said}
    return said


@dataclass(frozen=True, slots=True)
class Remark:
    """A reservation or a note: its key, who, and the text if it is there."""

    id: int
    who: str
    text: str


def remarks_of(rows: Iterable[dict[str, Any]], people: dict[int, Attendant]) -> list[Remark]:
    """Give reservations or notes, in the order in which they were announced."""
    return [
        Remark(
            row["id"],
            _printed(people, row["person"]),
            row.get("motivation") or row.get("text") or "",
        )
        for row in rows
    ]


def conflicts_of(
    item: ItemNow, people: dict[int, Attendant]
) -> list[tuple[int, str, str, bool]]:
    """Give the conflicts of interest: key, who, on which ground, whether it is unsettled."""
    return [
        (
            row["id"],
            _printed(people, row["person"]),
            f"{label_of(ConflictGround, row['ground'])}. {_settled(row)}.",
            row["state"] == ConflictState.RAISED,
        )
        for row in item.conflicts
    ]


def _settled(row: dict[str, Any]) -> str:
    """Say where a conflict stands, with the reason for which it is disregarded."""
    said = label_of(ConflictState, row["state"])
    if row["disregarded"] == Disregard.NONE:
        return said
    return f"{said}: {label_of(Disregard, row['disregarded'])}"


def disregards(known: tuple[str, ...]) -> list[tuple[str, str]]:
    """Give why a conflict that was raised is none: the ground is not there, or the law says so.

    Nothing is to choose between where the law knows no reason of its own in such a body.
    """
    reasons = [
        (each.value, filters.capital(_(each.label)))
        for each in Disregard
        if each.value in known
    ]
    if known == (Disregard.NONE.value,):
        return []
    not_there = _("Grunden stämmer inte på personen")
    return [
        (value, not_there if value == Disregard.NONE else words) for value, words in reasons
    ]


def wishes_of(item: ItemNow, bench: Bench) -> list[tuple[str, str, str]]:
    """Give the members' wishes that wait: address, who and what, the text."""
    by_person = {each.person_id: each for each in bench.people}
    found = []
    for row in item.wishes:
        who = by_person.get(row["person"])
        words = f"{who.printed if who else ''}: {label_of(WishKind, row['kind']).lower()}"
        found.append((row["uuid"], words, row["text"]))
    return found


def papers_of(item: ItemNow) -> list[tuple[str, str]]:
    """Give the item's papers as links, each with its page in the pack."""
    found = []
    for row in item.papers:
        page = item.pages.get(row["id"])
        words = f"{row['title']} {_('s.')}\u00a0{page}" if page else row["title"]
        url = row["url"] or reverse("documents:download", args=[row["document"]])
        found.append((words, url))
    return found
